"""Vectors of events and of the events bloom."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated

from pyde_spec.encoding.shapes import U16, ListOf, VariableBytes
from pyde_spec.params.versions import Parameters
from pyde_spec.types.bloom import (
    BLOOM_BITS,
    BLOOM_SIZE,
    EMPTY_BLOOM,
    EventsBloom,
    apply_to_bloom,
    compute_bloom_bits,
    compute_events_bloom,
    is_in_bloom,
)
from pyde_spec.types.event import EventCursor, EventRecord, get_event_cursor, is_event_after, validate_event
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import Json, handler
from pyde_vectors.types.accepted import Accepted

Item = Annotated[bytes, VariableBytes(1024)]


@dataclass(frozen=True, slots=True)
class EventInput:
    """An event."""

    event: EventRecord


@dataclass(frozen=True, slots=True)
class CursorOutput:
    """The place of an event."""

    cursor: EventCursor


@dataclass(frozen=True, slots=True)
class PlaceInput:
    """An event and a place."""

    event: EventRecord
    cursor: EventCursor


@dataclass(frozen=True, slots=True)
class AfterOutput:
    """Whether the event comes after the place."""

    after: bool


@dataclass(frozen=True, slots=True)
class ItemInput:
    """What is put into a filter."""

    item: Item


@dataclass(frozen=True, slots=True)
class BitsOutput:
    """The bits of an item, in order of its windows."""

    bits: Annotated[tuple[U16, ...], ListOf(3)]


@dataclass(frozen=True, slots=True)
class MemberInput:
    """A filter and what may be in it."""

    bloom: EventsBloom
    item: Item


@dataclass(frozen=True, slots=True)
class MemberOutput:
    """Whether it may."""

    maybe: bool


@dataclass(frozen=True, slots=True)
class EventsInput:
    """The events of a wave."""

    events: Annotated[tuple[EventRecord, ...], ListOf(64)]


@dataclass(frozen=True, slots=True)
class BloomOutput:
    """A filter."""

    bloom: EventsBloom


@handler("types/validate_event", rules=[validate_event])
def run_validate_event(_: Parameters, given: EventInput) -> Accepted:
    """Check an event."""
    validate_event(given.event)
    return Accepted()


@handler("types/event_cursor", rules=[get_event_cursor])
def run_event_cursor(_: Parameters, given: EventInput) -> CursorOutput:
    """Find the place of an event."""
    return CursorOutput(get_event_cursor(given.event))


@handler("types/is_event_after", rules=[is_event_after])
def run_is_event_after(_: Parameters, given: PlaceInput) -> AfterOutput:
    """Compare an event with a place."""
    return AfterOutput(is_event_after(given.event, given.cursor))


@handler("types/bloom_bits", rules=[compute_bloom_bits])
def run_bloom_bits(_: Parameters, given: ItemInput) -> BitsOutput:
    """Find the bits of an item."""
    return BitsOutput(compute_bloom_bits(given.item))


@handler("types/bloom_insert", rules=[apply_to_bloom])
def run_bloom_insert(_: Parameters, given: MemberInput) -> BloomOutput:
    """Put an item into a filter."""
    return BloomOutput(apply_to_bloom(given.bloom, given.item))


@handler("types/is_in_bloom", rules=[is_in_bloom])
def run_is_in_bloom(_: Parameters, given: MemberInput) -> MemberOutput:
    """Ask a filter for an item."""
    return MemberOutput(is_in_bloom(given.bloom, given.item))


def reveal_set_bits(_: Parameters, given: EventsInput) -> dict[str, Json]:
    """The bits that are set, in ascending order."""
    bloom = compute_events_bloom(given.events)
    return {"set_bits": [bit for bit in range(BLOOM_BITS) if bloom[bit // 8] >> bit % 8 & 1]}


@handler("types/events_bloom", rules=[compute_events_bloom], reveal=reveal_set_bits)
def run_events_bloom(_: Parameters, given: EventsInput) -> BloomOutput:
    """Summarise the events of a wave."""
    return BloomOutput(compute_events_bloom(given.events))


CONTRACT = bytes([0xC0]) * 32
OTHER_CONTRACT = bytes([0xC1]) * 32


def build_topic(number: int) -> bytes:
    """A topic, one for each number."""
    return bytes([0x70 + number]) * 32


def build_event(topics: int = 1, contract: bytes = CONTRACT) -> EventRecord:
    """An event with so many topics, at the place (7, 3, 5)."""
    return EventRecord(7, 3, 5, contract, tuple(build_topic(i) for i in range(topics)), b"data")


@cases("types/validate_event")
def validate_event_cases() -> Iterator[Case]:
    """Every number of topics that decodes."""
    for topics in range(1, 5):
        yield Case(f"topics-{topics}", f"An event with {topics} topics", EventInput(build_event(topics)), ("boundary",))
    yield Case("reject-no-topics", "An event without topics", EventInput(build_event(0)), ("boundary",))


@cases("types/event_cursor")
def event_cursor_cases() -> Iterator[Case]:
    """A place in which no two numbers are alike."""
    yield Case("distinct", "A place of three different numbers", EventInput(build_event()))


@cases("types/is_event_after")
def is_event_after_cases() -> Iterator[Case]:
    """The place itself, and one number below or above it with the later numbers against it."""
    table = (
        ("same", "The event's own place", EventCursor(7, 3, 5)),
        ("event-index-below", "The event before", EventCursor(7, 3, 4)),
        ("event-index-above", "The event behind", EventCursor(7, 3, 6)),
        ("tx-index-below", "A late event of the transaction before", EventCursor(7, 2, 9)),
        ("tx-index-above", "An early event of the transaction behind", EventCursor(7, 4, 0)),
        ("wave-below", "A late event of the wave before", EventCursor(6, 9, 9)),
        ("wave-above", "An early event of the wave behind", EventCursor(8, 0, 0)),
    )
    for name, title, cursor in table:
        yield Case(name, title, PlaceInput(build_event(), cursor), ("boundary",))


@cases("types/bloom_bits")
def bloom_bits_cases() -> Iterator[Case]:
    """Items of several lengths; an item is hashed whatever its length."""
    for name, item in (("empty", b""), ("one-byte", b"\x00"), ("topic", build_topic(0)), ("contract", CONTRACT)):
        yield Case(name, f"The bits of {name.replace('-', ' ')}", ItemInput(item))


@cases("types/bloom_insert")
def bloom_insert_cases() -> Iterator[Case]:
    """Into an empty filter, a filter that holds the item, one that holds another, and a full one."""
    topic = build_topic(1)
    table = (
        ("empty", "Into an empty filter", EMPTY_BLOOM),
        ("again", "An item that is there already", apply_to_bloom(EMPTY_BLOOM, topic)),
        ("beside-another", "Beside another item", apply_to_bloom(EMPTY_BLOOM, build_topic(2))),
        ("full", "Into a full filter", b"\xff" * BLOOM_SIZE),
    )
    for name, title, bloom in table:
        yield Case(name, title, MemberInput(bloom, topic))


def clear_bit(bloom: bytes, bit: int) -> bytes:
    """The filter without a bit."""
    cells = bytearray(bloom)
    cells[bit // 8] &= ~(1 << bit % 8) & 0xFF
    return bytes(cells)


@cases("types/is_in_bloom")
def is_in_bloom_cases() -> Iterator[Case]:
    """All three bits, each of them missing, none, and every bit but the three."""
    topic = build_topic(3)
    bits = compute_bloom_bits(topic)
    holding = apply_to_bloom(EMPTY_BLOOM, topic)
    all_others = b"\xff" * BLOOM_SIZE
    for bit in bits:
        all_others = clear_bit(all_others, bit)
    table = [
        ("present", "All three bits are set", holding),
        ("empty", "An empty filter", EMPTY_BLOOM),
        ("full", "A full filter answers yes to everything", b"\xff" * BLOOM_SIZE),
        ("all-other-bits", "Every bit but the three", all_others),
    ]
    table += [(f"without-bit-{i}", f"Window {i} is clear", clear_bit(holding, bit)) for i, bit in enumerate(bits)]
    for name, title, bloom in table:
        yield Case(name, title, MemberInput(bloom, topic), ("boundary",))


@cases("types/events_bloom")
def events_bloom_cases() -> Iterator[Case]:
    """No event, one, four topics, two contracts, and two orders of the same events."""
    one, other = build_event(1), replace(build_event(2, OTHER_CONTRACT), event_index=6)
    table = (
        ("none", "A wave without events", ()),
        ("one", "One event with one topic", (one,)),
        ("four-topics", "Every topic goes in", (build_event(4),)),
        ("two", "Two events of two contracts", (one, other)),
        ("two-reversed", "The order of events does not matter", (other, one)),
        ("no-topics", "The contract goes in without a topic", (build_event(0),)),
    )
    for name, title, events in table:
        yield Case(name, title, EventsInput(events))
