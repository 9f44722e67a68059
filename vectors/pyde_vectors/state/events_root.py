"""Vectors of the events root and of proofs that an event happened."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated, Any

from pyde_spec.crypto.blake3 import blake3_hash
from pyde_spec.encoding.decoder import decode
from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import U32, U32_MAX, ListOf
from pyde_spec.params.versions import Parameters
from pyde_spec.state.events_root import (
    TREE_DEPTH_CAP,
    EventProof,
    EventsCommitment,
    compute_event_leaf,
    compute_event_proof,
    compute_events_root,
    compute_proven_root,
    validate_event_proof,
)
from pyde_spec.types.event import EventRecord
from pyde_spec.types.primitives import ZERO_HASH, Hash32
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import Json, handler
from pyde_vectors.state.event_samples import WAVE, build_topic, build_wave_event, build_wave_events
from pyde_vectors.types.accepted import Accepted

Events = Annotated[tuple[EventRecord, ...], ListOf(64)]


@dataclass(frozen=True, slots=True)
class EventInput:
    """An event."""

    event: EventRecord


@dataclass(frozen=True, slots=True)
class LeafOutput:
    """The leaf of an event."""

    leaf: Hash32


@dataclass(frozen=True, slots=True)
class EventsInput:
    """The events of a wave, in canonical order."""

    events: Events


@dataclass(frozen=True, slots=True)
class RootOutput:
    """The root of a wave's events."""

    root: Hash32


@dataclass(frozen=True, slots=True)
class PositionInput:
    """The events of a wave, and the position of one of them."""

    events: Events
    position: U32


@dataclass(frozen=True, slots=True)
class ProofOutput:
    """A proof."""

    proof: EventProof


@dataclass(frozen=True, slots=True)
class ProofInput:
    """What a wave's record says, an event, and a proof that it is one of the wave's."""

    commitment: EventsCommitment
    event: EventRecord
    proof: EventProof


@handler("state/event_leaf", rules=[compute_event_leaf])
def run_event_leaf(_: Parameters, given: EventInput) -> LeafOutput:
    """Hash an event."""
    return LeafOutput(compute_event_leaf(given.event))


def reveal_leaves(_: Parameters, given: EventsInput) -> dict[str, Json]:
    """The leaves, without the padding."""
    return {"leaves": ["0x" + compute_event_leaf(event).hex() for event in given.events]}


@handler("state/events_root", rules=[compute_events_root], reveal=reveal_leaves)
def run_events_root(_: Parameters, given: EventsInput) -> RootOutput:
    """Compute the root of a wave's events."""
    return RootOutput(compute_events_root(given.events))


@handler("state/event_proof", rules=[compute_event_proof])
def run_event_proof(_: Parameters, given: PositionInput) -> ProofOutput:
    """Prove that an event is one of a wave's."""
    return ProofOutput(compute_event_proof(given.events, given.position))


def draw_proof_inputs() -> Any:
    """Inputs worth asking: a proof of an event of a wave, sound or with one thing changed."""
    from hypothesis import strategies

    from pyde_vectors.strategies import strategy_for

    def spoil(given: ProofInput) -> Any:
        others = [
            strategies.just(given),
            strategy_for(EventProof).map(lambda proof: replace(given, proof=proof)),
            strategy_for(EventsCommitment).map(lambda commitment: replace(given, commitment=commitment)),
            strategies.integers(0, 40).map(lambda count: with_count(given, count)),
            strategies.integers(0, 40).map(lambda position: with_position(given, position)),
        ]
        return strategies.one_of(others)

    sound = strategies.integers(1, 33).flatmap(
        lambda count: strategies.integers(0, count - 1).map(lambda position: build_proof_input(count, position))
    )
    return sound.flatmap(spoil)


def reveal_proven_root(_: Parameters, given: ProofInput) -> dict[str, Json]:
    """The root that the proof leads to."""
    return {"proven_root": "0x" + compute_proven_root(given.event, given.proof).hex()}


@handler("state/verify_event_proof", rules=[validate_event_proof], reveal=reveal_proven_root, inputs=draw_proof_inputs)
def run_verify_event_proof(_: Parameters, given: ProofInput) -> Accepted:
    """Check that an event is one of a wave's."""
    validate_event_proof(given.commitment, given.event, given.proof)
    return Accepted()


def build_proof_input(count: int, position: int) -> ProofInput:
    """A sound proof of the event at a position of a wave of so many events."""
    events = build_wave_events(count)
    commitment = EventsCommitment(WAVE, compute_events_root(events), count)
    return ProofInput(commitment, events[position], compute_event_proof(events, position))


def with_count(given: ProofInput, count: int) -> ProofInput:
    """The same against another count."""
    return replace(given, commitment=replace(given.commitment, events_count=count))


def with_position(given: ProofInput, position: int) -> ProofInput:
    """The same with another position in the proof."""
    return replace(given, proof=replace(given.proof, position=position))


def with_siblings(given: ProofInput, siblings: tuple[Hash32, ...]) -> ProofInput:
    """The same with other nodes in the proof."""
    return replace(given, proof=replace(given.proof, siblings=siblings))


@cases("state/event_leaf")
def leaf_cases() -> Iterator[Case]:
    """Each field of an event in turn is another."""
    event = build_wave_event(4)
    changes: tuple[tuple[str, EventRecord], ...] = (
        ("base", event),
        ("wave-id", replace(event, wave_id=WAVE + 1)),
        ("tx-index", replace(event, tx_index=2)),
        ("event-index", replace(event, event_index=2)),
        ("contract", replace(event, contract=build_topic(1))),
        ("topics", replace(event, topics=(*event.topics, build_topic(2)))),
        ("data", replace(event, data=b"")),
    )
    for name, changed in changes:
        yield Case(name, f"An event, {name.replace('-', ' ')}", EventInput(changed))


@cases("state/events_root")
def root_cases() -> Iterator[Case]:
    """Both sides of each power of two up to 32, and the order of events; fewer than four are done by hand."""
    for count in (4, 5, 7, 8, 9, 15, 16, 17, 32, 33):
        yield Case(f"count-{count}", f"{count} events", EventsInput(build_wave_events(count)), ("boundary",))
    events = build_wave_events(4)
    yield Case("reversed", "The order of events matters", EventsInput(events[::-1]))
    yield Case("missing-last", "The first four of five", EventsInput(build_wave_events(5)[:-1] + events[:1]))


@cases("state/events_root")
def known_roots() -> Iterator[Case]:
    """Roots put together from hashes by hand: none, one, two and three events."""
    first, second, third = (blake3_hash(encode(EventRecord, event)) for event in build_wave_events(3))
    pair, padded = blake3_hash(first + second), blake3_hash(third + ZERO_HASH)
    table = ((0, ZERO_HASH), (1, first), (2, pair), (3, blake3_hash(pair + padded)))
    for count, root in table:
        given = EventsInput(build_wave_events(count))
        known = {"ok": {"root": "0x" + root.hex()}}
        yield Case(f"by-hand-{count}", f"{count} events, put together by hand", given, ("known-answer",), known)


@cases("state/event_proof")
def proof_cases() -> Iterator[Case]:
    """Every position of small waves, the ends of larger ones, and the position past the end."""
    for count in (1, 2, 3, 5):
        for position in range(count):
            given = PositionInput(build_wave_events(count), position)
            yield Case(f"{position}-of-{count}", f"Position {position} of {count}", given)
    for count, position in ((16, 15), (17, 0), (17, 15), (17, 16)):
        given = PositionInput(build_wave_events(count), position)
        yield Case(f"{position}-of-{count}", f"Position {position} of {count}", given, ("boundary",))
    for count, position in ((0, 0), (1, 1), (3, 3), (4, 4), (4, U32_MAX)):
        given = PositionInput(build_wave_events(count), position)
        yield Case(f"reject-{position}-of-{count}", f"Position {position} of {count}", given, ("boundary",))


@cases("state/verify_event_proof")
def sound_proofs() -> Iterator[Case]:
    """Every position of small waves, and the ends of larger ones."""
    places = [(count, position) for count in (1, 2, 3, 5) for position in range(count)]
    for count, position in (*places, (16, 15), (17, 0), (17, 15), (17, 16)):
        name, title = f"{position}-of-{count}", f"Position {position} of {count}"
        yield Case(name, title, build_proof_input(count, position))


@cases("state/verify_event_proof")
def unsound_proofs() -> Iterator[Case]:
    """Every part of a sound proof in turn is another."""
    given = build_proof_input(5, 2)
    siblings = given.proof.siblings
    table: list[tuple[str, str, ProofInput]] = [
        ("other-event", "Another event of the wave", replace(given, event=build_wave_event(3))),
        ("other-data", "Other data", replace(given, event=replace(given.event, data=b""))),
        ("other-place", "Another index", replace(given, event=replace(given.event, event_index=1))),
        ("other-wave", "An event of another wave", build_event_of_wave(given, WAVE + 1)),
        ("wave-before", "An event of the wave before", build_event_of_wave(given, WAVE - 1)),
        ("without-topics", "An event without topics", replace(given, event=replace(given.event, topics=()))),
        ("other-root", "Another root", with_root(given, build_topic(1))),
        ("root-of-none", "The root of a wave without events", with_root(given, ZERO_HASH)),
        ("node-missing", "The topmost node is missing", with_siblings(given, siblings[:-1])),
        ("lowest-missing", "The lowest node is missing", with_siblings(given, siblings[1:])),
        ("node-more", "A node too many", with_siblings(given, (*siblings, ZERO_HASH))),
        ("no-nodes", "No node at all", with_siblings(given, ())),
        ("most-nodes", "As many nodes as decode", with_siblings(given, (ZERO_HASH,) * TREE_DEPTH_CAP)),
        ("nodes-reversed", "The nodes from the root down", with_siblings(given, siblings[::-1])),
    ]
    for height, sibling in enumerate(siblings):
        changed = (*siblings[:height], sibling[:-1] + bytes([sibling[-1] ^ 1]), *siblings[height + 1 :])
        table.append((f"node-{height}", f"The node of height {height} is another", with_siblings(given, changed)))
    for position in (0, 1, 3, 4):
        table.append((f"position-{position}", f"Position {position} for 2", with_position(given, position)))
    for name, title, spoilt in table:
        yield Case(f"reject-{name}", title, spoilt, ("missing-check",))


def with_root(given: ProofInput, root: Hash32) -> ProofInput:
    """The same against another root."""
    return replace(given, commitment=replace(given.commitment, events_root=root))


def build_event_of_wave(given: ProofInput, wave_id: int) -> ProofInput:
    """A sound proof in a tree of one event that says it is of another wave."""
    event = replace(given.event, wave_id=wave_id)
    commitment = EventsCommitment(WAVE, compute_event_leaf(event), 1)
    return ProofInput(commitment, event, EventProof(0, ()))


@cases("state/verify_event_proof")
def counts_and_positions() -> Iterator[Case]:
    """The form of a proof against the count of the record.

    A position past the events names a leaf of the padding, or the same path over again.
    """
    given = build_proof_input(5, 4)
    for count in (0, 1, 4, 6, 8, 9):
        yield Case(f"count-{count}-for-5", f"A record that counts {count}", with_count(given, count), ("boundary",))
    for position in (5, 7, 8, 12, U32_MAX):
        spoilt = with_position(given, position)
        yield Case(f"reject-position-{position}", f"Position {position} of 5", spoilt, ("boundary", "malleability"))
    around = with_position(build_proof_input(1, 0), 1)
    yield Case("reject-position-1-of-1", "The only event at position 1", around, ("boundary", "malleability"))
    empty = ProofInput(EventsCommitment(WAVE, ZERO_HASH, 0), build_wave_event(0), EventProof(0, ()))
    yield Case("reject-of-none", "An event of a wave that has none", empty, ("boundary",))
    deepest = replace(given, commitment=replace(given.commitment, events_count=U32_MAX))
    deepest = with_siblings(deepest, (ZERO_HASH,) * TREE_DEPTH_CAP)
    yield Case("reject-deepest", "A proof for as many events as can be counted", deepest, ("boundary",))


@cases("state/verify_event_proof")
def levels_taken_for_one_another() -> Iterator[Case]:
    """A node that is read as an event, and an event whose tree is read from a node upwards.

    An event without topics and with eight bytes of data has the 64 bytes of two nodes. So whoever does
    not ask for topics can be shown, in a tree of two leaves, an event that nobody emitted.
    """
    forged = EventRecord(WAVE, 0, 0, build_topic(0xC0), (), b"8 bytes!")
    content = encode(EventRecord, forged)
    assert len(content) == 64, "the wire form of such an event is as long as two nodes"
    assert decode(EventRecord, content) == forged, "the two nodes decode"
    left, right = content[:32], content[32:]
    root = blake3_hash(left + right)
    as_leaf = ProofInput(EventsCommitment(WAVE, root, 1), forged, EventProof(0, ()))
    yield Case("reject-node-as-event", "Two nodes that decode as an event", as_leaf, ("missing-check",))
    events = build_wave_events(4)
    whole = compute_event_proof(events, 0)
    inner = blake3_hash(compute_event_leaf(events[0]) + compute_event_leaf(events[1]))
    short = EventProof(0, whole.siblings[:1])
    given = ProofInput(EventsCommitment(WAVE, inner, 4), events[0], short)
    yield Case("reject-inner-node-as-root", "A path that ends below the root", given, ("missing-check",))
    half = ProofInput(EventsCommitment(WAVE, compute_events_root(events), 2), events[0], short)
    yield Case("reject-half-a-tree", "Half the path, for half the count", half, ("missing-check",))


@cases("state/verify_event_proof")
def order_of_checks() -> Iterator[Case]:
    """Two neighbouring faults at once."""
    given = build_proof_input(5, 2)
    bare = replace(given.event, topics=())
    foreign = replace(given.event, wave_id=WAVE + 1)
    table = (
        ("topics-and-wave", "No topic, of another wave", replace(given, event=replace(bare, wave_id=WAVE + 1))),
        ("wave-and-position", "Of another wave, past the end", with_position(replace(given, event=foreign), 5)),
        ("position-and-length", "Past the end, no nodes", with_siblings(with_position(given, 5), ())),
        (
            "length-and-root",
            "No nodes, for another event",
            with_siblings(replace(given, event=build_wave_event(3)), ()),
        ),
    )
    for name, title, spoilt in table:
        yield Case(name, title, spoilt, ("order-of-checks",))
