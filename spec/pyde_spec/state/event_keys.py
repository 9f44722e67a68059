"""The keys of events in a node's store.

A node keeps each event once, under its place, and finds it by two indexes: one under each of its
topics, one under its contract. The indexes hold nothing but keys.

    event         wave_id ‖ tx_index ‖ event_index                 16 bytes
    by topic      topic ‖ wave_id ‖ tx_index ‖ event_index         48 bytes
    by contract   contract ‖ wave_id ‖ tx_index ‖ event_index      48 bytes

The numbers are big-endian, unlike anywhere on the wire: a store iterates in order of bytes, and so
the order of keys is the order of places. A scan of everything that begins with a topic meets that
topic's events in canonical order.

The three kinds of key live apart from one another, in a family each. The position of a topic in its
event is not in the key: whoever cares looks at the event.

Source: `HOST_FN_ABI_SPEC`, section 15.3; book, chapter 4, section 4.1c.
Decision: R-139 (an event with a topic twice).
"""

from dataclasses import dataclass
from typing import Annotated

from pyde_spec.encoding.shapes import Bytes32, FixedBytes, ListOf
from pyde_spec.types.event import TOPICS_CAP, EventCursor, EventRecord, get_event_cursor

WAVE_ID_SIZE = 8
INDEX_SIZE = 4
WORD_SIZE = 32
EVENT_KEY_SIZE = WAVE_ID_SIZE + 2 * INDEX_SIZE

EventKey = Annotated[bytes, FixedBytes(EVENT_KEY_SIZE)]
EventIndexKey = Annotated[bytes, FixedBytes(WORD_SIZE + EVENT_KEY_SIZE)]


@dataclass(frozen=True, slots=True)
class EventKeys:
    """Every key that an event is found under."""

    event: EventKey
    by_topic: Annotated[tuple[EventIndexKey, ...], ListOf(TOPICS_CAP)]
    by_contract: EventIndexKey


def compute_event_key(place: EventCursor) -> EventKey:
    """The key of the event at a place."""
    return (
        place.wave_id.to_bytes(WAVE_ID_SIZE, "big")
        + place.tx_index.to_bytes(INDEX_SIZE, "big")
        + place.event_index.to_bytes(INDEX_SIZE, "big")
    )


def compute_event_index_key(word: Bytes32, place: EventCursor) -> EventIndexKey:
    """The key that leads from a topic or a contract to the event at a place."""
    return word + compute_event_key(place)


def compute_event_keys(event: EventRecord) -> EventKeys:
    """Every key of an event: its own, one for each different topic in order of appearance, its contract's."""
    place = get_event_cursor(event)
    return EventKeys(
        event=compute_event_key(place),
        by_topic=tuple(compute_event_index_key(topic, place) for topic in dict.fromkeys(event.topics)),
        by_contract=compute_event_index_key(event.contract, place),
    )


def get_place_of_event_key(key: EventKey) -> EventCursor:
    """The place that an event's key stands for."""
    wave_id, indices = key[:WAVE_ID_SIZE], key[WAVE_ID_SIZE:]
    return EventCursor(
        wave_id=int.from_bytes(wave_id, "big"),
        tx_index=int.from_bytes(indices[:INDEX_SIZE], "big"),
        event_index=int.from_bytes(indices[INDEX_SIZE:], "big"),
    )


def get_place_of_event_index_key(key: EventIndexKey) -> EventCursor:
    """The place that a key of either index leads to."""
    return get_place_of_event_key(key[WORD_SIZE:])
