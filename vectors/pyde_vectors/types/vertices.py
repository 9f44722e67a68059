"""Vectors of the structural rules of vertices, batches and wave records."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated, Any

from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import U32, ListOf, shape_of
from pyde_spec.params.versions import Parameters
from pyde_spec.types.batch import BATCH_SIZE_CAP, ENVELOPE_CAP, Batch, Encrypted, validate_batch_structure
from pyde_spec.types.vertex import VERTEX_SIZE_CAP, Vertex, validate_vertex_structure
from pyde_spec.types.wave import WaveCommitRecord, is_without_events, validate_wave_record
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import InvalidInput, handler
from pyde_vectors.samples import Filler, build_distinct, build_minimum
from pyde_vectors.types.accepted import Accepted


@dataclass(frozen=True, slots=True)
class VertexInput:
    """A vertex."""

    vertex: Vertex


@dataclass(frozen=True, slots=True)
class FilledBatchInput:
    """The sizes of the encrypted entries of a batch; every envelope holds zero bytes only."""

    envelope_sizes: Annotated[tuple[U32, ...], ListOf(64)]


@dataclass(frozen=True, slots=True)
class WaveInput:
    """A wave commit record."""

    record: WaveCommitRecord


@dataclass(frozen=True, slots=True)
class WithoutEventsOutput:
    """Whether the summaries of events are empty."""

    without_events: bool


@handler("types/validate_vertex", rules=[validate_vertex_structure])
def run_validate_vertex(parameters: Parameters, given: VertexInput) -> Accepted:
    """Check a vertex on its own."""
    validate_vertex_structure(given.vertex, parameters)
    return Accepted()


@handler("types/validate_batch", rules=[validate_batch_structure])
def run_validate_batch(_: Parameters, given: FilledBatchInput) -> Accepted:
    """Check a batch of encrypted entries of the sizes given. Raises `InvalidInput` above the cap of an envelope."""
    if any(size > ENVELOPE_CAP for size in given.envelope_sizes):
        raise InvalidInput(f"input.envelope_sizes: an envelope has at most {ENVELOPE_CAP} bytes")
    validate_batch_structure(Batch(tuple(Encrypted(bytes(size)) for size in given.envelope_sizes)))
    return Accepted()


@handler("types/validate_wave_record", rules=[validate_wave_record])
def run_validate_wave_record(_: Parameters, given: WaveInput) -> Accepted:
    """Check that a wave record agrees with itself."""
    validate_wave_record(given.record)
    return Accepted()


@handler("types/is_without_events", rules=[is_without_events])
def run_is_without_events(_: Parameters, given: WaveInput) -> WithoutEventsOutput:
    """Ask whether the summaries of events are empty."""
    return WithoutEventsOutput(is_without_events(given.record))


def build_hashes(number: int, first: int = 0) -> tuple[bytes, ...]:
    """So many different hashes."""
    return tuple(i.to_bytes(4, "big") * 8 for i in range(first, first + number))


def build_vertex(**changes: Any) -> Vertex:
    """A small well-formed vertex with some fields changed."""
    smallest: Vertex = build_minimum(shape_of(Vertex))
    return replace(smallest, batch_refs=build_hashes(2), parent_vertex_refs=build_hashes(3, 100), **changes)


def build_vertex_of_size(size: int) -> Vertex:
    """A vertex whose wire form has so many bytes: batches fill it up, the signature takes the rest."""
    empty = replace(build_vertex(), batch_refs=())
    free = size - len(encode(Vertex, empty))
    return replace(empty, batch_refs=build_hashes(free // 32), falcon_sig=bytes(free % 32))


@cases("types/validate_vertex")
def vertex_cases() -> Iterator[Case]:
    """Both sides of each limit, repeats, and pairs of faults."""
    hashes = build_hashes(2)
    parents = build_hashes(2, 100)
    yield Case("small", "Two batches and three parents", VertexInput(build_vertex()))
    yield Case("nothing-named", "No batch and no parent", VertexInput(build_minimum(shape_of(Vertex))))
    yield Case("size-at-cap", "64 KiB of wire form", VertexInput(build_vertex_of_size(VERTEX_SIZE_CAP)), ("boundary",))
    too_large = build_vertex_of_size(VERTEX_SIZE_CAP + 1)
    yield Case("reject-size-above-cap", "64 KiB and a byte", VertexInput(too_large), ("boundary", "resource-limit"))
    for preset, size in (("mainnet", 128), ("minimal", 5)):
        yield Case(
            f"last-member-{preset}",
            f"Member {size - 1} of {size}",
            VertexInput(build_vertex(member_id=size - 1)),
            ("boundary",),
            preset=preset,
        )
        yield Case(
            f"reject-member-above-{preset}",
            f"Member {size} of {size}",
            VertexInput(build_vertex(member_id=size)),
            ("boundary",),
            preset=preset,
        )
    repeated_batch = replace(build_vertex(), batch_refs=(hashes[0], hashes[1], hashes[0]))
    repeated_parent = replace(build_vertex(), parent_vertex_refs=(parents[0], parents[1], parents[0]))
    both = replace(repeated_batch, parent_vertex_refs=repeated_parent.parent_vertex_refs)
    in_both_lists = replace(build_vertex(), batch_refs=hashes, parent_vertex_refs=hashes)
    order = ("order-of-checks",)
    yield Case("same-hash-in-both-lists", "A batch and a parent of one hash", VertexInput(in_both_lists))
    yield Case("reject-repeated-batch", "A batch twice", VertexInput(repeated_batch), ("missing-check",))
    yield Case("reject-repeated-parent", "A parent twice", VertexInput(repeated_parent), ("missing-check",))
    yield Case("reject-batch-before-parent", "A batch twice, and a parent", VertexInput(both), order)
    unknown_and_repeated = replace(repeated_batch, member_id=128)
    yield Case("reject-member-before-batch", "Unknown member, repeated batch", VertexInput(unknown_and_repeated), order)
    large_and_unknown = replace(too_large, member_id=128)
    yield Case("reject-size-before-member", "Too large, and an unknown member", VertexInput(large_and_unknown), order)


def build_envelope_sizes(batch_size: int) -> tuple[int, ...]:
    """Sizes of envelopes that make a batch of so many bytes: full ones, and one for the rest."""
    full_entry = 1 + 4 + ENVELOPE_CAP
    full, rest = divmod(batch_size - 4, full_entry)
    return (ENVELOPE_CAP,) * full + (rest - 1 - 4,)


@cases("types/validate_batch")
def batch_cases() -> Iterator[Case]:
    """An empty batch, a small one, and both sides of 4 MiB."""
    yield Case("small", "Two entries", FilledBatchInput((3, 5)))
    yield Case("empty-entry", "One entry that is empty", FilledBatchInput((0,)))
    yield Case("reject-empty", "No entry", FilledBatchInput(()), ("boundary",))
    at_cap, above = build_envelope_sizes(BATCH_SIZE_CAP), build_envelope_sizes(BATCH_SIZE_CAP + 1)
    yield Case("size-at-cap", "4 MiB of wire form", FilledBatchInput(at_cap), ("boundary",))
    yield Case("reject-size-above-cap", "4 MiB and a byte", FilledBatchInput(above), ("boundary", "resource-limit"))


def build_record(**changes: Any) -> WaveCommitRecord:
    """A record that agrees with itself, with some fields changed."""
    distinct: WaveCommitRecord = build_distinct(shape_of(WaveCommitRecord), Filler())
    sound = replace(distinct, anchor_round=10, prior_anchor_round=9, tx_count=2, events_count=1)
    return replace(sound, **changes)


NO_EVENTS = {"events_count": 0, "events_root": bytes(32), "events_bloom": bytes(256)}


@cases("types/validate_wave_record")
def wave_cases() -> Iterator[Case]:
    """Anchors in order and not, counts that match and do not, and waves without events."""
    table: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("next-round", "No round was skipped", {}),
        ("skipped-rounds", "Five rounds were skipped", {"anchor_round": 15}),
        ("first-wave", "The first wave has none before it", {"prior_anchor_round": None, "anchor_round": 0}),
        ("no-events", "A wave without events", NO_EVENTS),
        ("no-transactions", "A wave without transactions", {**NO_EVENTS, "included_txs": (), "tx_count": 0}),
        ("reject-same-round", "The anchor before is in the same round", {"anchor_round": 9}),
        ("reject-earlier-round", "The anchor before is in a later round", {"anchor_round": 8}),
        ("reject-tx-count-below", "One transaction fewer than listed", {"tx_count": 1}),
        ("reject-tx-count-above", "One transaction more than listed", {"tx_count": 3}),
        ("reject-root-without-events", "No event, but a root", {**NO_EVENTS, "events_root": b"\x01" + bytes(31)}),
        ("reject-bloom-without-events", "No event, but a bit", {**NO_EVENTS, "events_bloom": bytes(255) + b"\x80"}),
        ("reject-round-before-count", "Rounds and count both wrong", {"anchor_round": 9, "tx_count": 1}),
        (
            "reject-count-before-events",
            "Count and events both wrong",
            {**NO_EVENTS, "events_root": b"\x01" * 32, "tx_count": 1},
        ),
    )
    for name, title, changes in table:
        yield Case(name, title, WaveInput(build_record(**changes)), ("boundary",))


@cases("types/is_without_events")
def without_events_cases() -> Iterator[Case]:
    """Both summaries empty, either of them, none; the count is not looked at."""
    table: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("empty", "Zero root and no bit", {**NO_EVENTS, "events_count": 5}),
        ("root", "A root and no bit", {**NO_EVENTS, "events_root": bytes(31) + b"\x01"}),
        ("bloom", "A bit and zero root", {**NO_EVENTS, "events_bloom": b"\x01" + bytes(255)}),
        ("both", "A root and bits", {}),
    )
    for name, title, changes in table:
        yield Case(name, title, WaveInput(build_record(**changes)))
