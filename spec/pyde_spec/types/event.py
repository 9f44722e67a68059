"""Events.

An event is a contract's public word: one to four topics, which are indexed, and data, which is not.
Its place in the chain – wave, transaction, event, counted from 0 – is its name, and a cursor into
the stream of events is such a place.

Source: `HOST_FN_ABI_SPEC`, sections 7.5, 15.2 and 15.4; roadmap, section 0.3.
Decision: R-75 (the cap of the data, and where the number of topics is checked).
"""

from dataclasses import dataclass
from typing import Annotated

from pyde_spec.encoding.shapes import U32, ListOf, VariableBytes
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.types.primitives import Address, Topic, WaveId

TOPICS_CAP = 4
EVENT_DATA_CAP = 64 * 1024


@dataclass(frozen=True, slots=True)
class EventRecord:
    """An event and its place. The first topic says by convention what kind of event it is."""

    wave_id: WaveId
    tx_index: U32
    event_index: U32
    contract: Address
    topics: Annotated[tuple[Topic, ...], ListOf(TOPICS_CAP)]
    data: Annotated[bytes, VariableBytes(EVENT_DATA_CAP)]


@dataclass(frozen=True, slots=True)
class EventCursor:
    """A place in the stream of events."""

    wave_id: WaveId
    tx_index: U32
    event_index: U32


def validate_event(event: EventRecord) -> None:
    """An event has a topic. Rejects with `EVENT_WITHOUT_TOPICS`; more than four do not decode."""
    if not event.topics:
        raise Rejected(Reason.EVENT_WITHOUT_TOPICS)


def get_event_cursor(event: EventRecord) -> EventCursor:
    """The place of an event."""
    return EventCursor(event.wave_id, event.tx_index, event.event_index)


def is_event_after(event: EventRecord, cursor: EventCursor) -> bool:
    """Whether an event comes after a place, in canonical order."""
    place = (event.wave_id, event.tx_index, event.event_index)
    return place > (cursor.wave_id, cursor.tx_index, cursor.event_index)
