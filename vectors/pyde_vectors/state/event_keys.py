"""Vectors of the keys of events."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pyde_spec.encoding.shapes import U32_MAX, U64_MAX, Bytes32
from pyde_spec.params.versions import Parameters
from pyde_spec.state.event_keys import (
    EventIndexKey,
    EventKey,
    EventKeys,
    compute_event_index_key,
    compute_event_key,
    compute_event_keys,
    get_place_of_event_index_key,
    get_place_of_event_key,
)
from pyde_spec.types.event import EventCursor, EventRecord
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler
from pyde_vectors.state.event_samples import build_topic, build_wave_event


@dataclass(frozen=True, slots=True)
class PlaceInput:
    """A place."""

    place: EventCursor


@dataclass(frozen=True, slots=True)
class KeyOutput:
    """The key of an event."""

    key: EventKey


@dataclass(frozen=True, slots=True)
class WordInput:
    """A topic or a contract, and a place."""

    word: Bytes32
    place: EventCursor


@dataclass(frozen=True, slots=True)
class IndexKeyOutput:
    """A key of an index."""

    key: EventIndexKey


@dataclass(frozen=True, slots=True)
class EventInput:
    """An event."""

    event: EventRecord


@dataclass(frozen=True, slots=True)
class KeysOutput:
    """Every key of an event."""

    keys: EventKeys


@dataclass(frozen=True, slots=True)
class KeyInput:
    """The key of an event."""

    key: EventKey


@dataclass(frozen=True, slots=True)
class IndexKeyInput:
    """A key of an index."""

    key: EventIndexKey


@dataclass(frozen=True, slots=True)
class PlaceOutput:
    """A place."""

    place: EventCursor


@handler("state/event_key", rules=[compute_event_key])
def run_event_key(_: Parameters, given: PlaceInput) -> KeyOutput:
    """Write the key of an event."""
    return KeyOutput(compute_event_key(given.place))


@handler("state/event_index_key", rules=[compute_event_index_key])
def run_event_index_key(_: Parameters, given: WordInput) -> IndexKeyOutput:
    """Write a key of an index."""
    return IndexKeyOutput(compute_event_index_key(given.word, given.place))


@handler("state/event_keys", rules=[compute_event_keys])
def run_event_keys(_: Parameters, given: EventInput) -> KeysOutput:
    """Write every key of an event."""
    return KeysOutput(compute_event_keys(given.event))


@handler("state/event_key_place", rules=[get_place_of_event_key])
def run_event_key_place(_: Parameters, given: KeyInput) -> PlaceOutput:
    """Read the key of an event."""
    return PlaceOutput(get_place_of_event_key(given.key))


@handler("state/event_index_key_place", rules=[get_place_of_event_index_key])
def run_event_index_key_place(_: Parameters, given: IndexKeyInput) -> PlaceOutput:
    """Read a key of an index."""
    return PlaceOutput(get_place_of_event_index_key(given.key))


PLACES = (
    ("first", "The first place of all", EventCursor(0, 0, 0)),
    ("last", "The last place of all", EventCursor(U64_MAX, U32_MAX, U32_MAX)),
    ("distinct", "Every byte is another", EventCursor(0x0102030405060708, 0x090A0B0C, 0x0D0E0F10)),
)


@cases("state/event_key")
def event_key_cases() -> Iterator[Case]:
    """The ends, a place in which every byte is another, and a key written by hand."""
    for name, title, place in PLACES:
        yield Case(name, title, PlaceInput(place), ("boundary",))
    known = {"ok": {"key": "0x00000000000000070000000300000005"}}
    yield Case("by-hand", "A key by hand", PlaceInput(EventCursor(7, 3, 5)), ("known-answer",), known)


@cases("state/event_index_key")
def event_index_key_cases() -> Iterator[Case]:
    """A word before each of the places."""
    for name, title, place in PLACES:
        yield Case(name, title, WordInput(build_topic(0x70), place))


@cases("state/event_keys")
def event_keys_cases() -> Iterator[Case]:
    """One to four topics, a topic that stands twice, and a topic that equals the contract."""
    one, two, three = (build_topic(number) for number in (1, 2, 3))
    event = build_wave_event(4)
    table = (
        ("no-topics", "No topic", ()),
        ("one-topic", "One topic", (one,)),
        ("four-topics", "Four topics, not in order", (three, one, two, build_topic(0))),
        ("twice-together", "A topic twice, together", (two, two, one)),
        ("twice-apart", "A topic twice, apart", (two, one, two)),
        ("four-alike", "One topic four times", (one, one, one, one)),
        ("contract-as-topic", "The contract is a topic too", (one, event.contract)),
    )
    for name, title, topics in table:
        yield Case(name, title, EventInput(replace(event, topics=topics)))


@cases("state/event_key_place")
def event_key_place_cases() -> Iterator[Case]:
    """The places again, from their keys."""
    for name, title, place in PLACES:
        yield Case(name, title, KeyInput(compute_event_key(place)))


@cases("state/event_index_key_place")
def event_index_key_place_cases() -> Iterator[Case]:
    """The places again, from keys of an index."""
    for name, title, place in PLACES:
        yield Case(name, title, IndexKeyInput(compute_event_index_key(build_topic(0x70), place)))
