"""The events of a wave.

A wave's events form one list, and everything that is said of them – the root, the filter, the keys in
a node's store – is said of this list. It stands in canonical order: transactions as they stand in the
wave, and in each its events from 0 up, in the order in which they were emitted. A transaction without
events leaves no mark. The count of a transaction starts anew, so that its events have the same places
whatever came before it.

Whoever is handed such a list checks it before using it.

Source: `HOST_FN_ABI_SPEC`, section 15.1.  Decision: R-135 (places of events).
"""

from pyde_spec.encoding.shapes import U32
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.types.event import EventRecord, validate_event
from pyde_spec.types.primitives import WaveId


def validate_wave_events(wave_id: WaveId, events: tuple[EventRecord, ...]) -> None:
    """The events can be the whole list of the wave.

    For each event in turn, rejects with `EVENT_WITHOUT_TOPICS`, `EVENT_OF_OTHER_WAVE`,
    `EVENT_OUT_OF_PLACE`, in this order.
    """
    before: EventRecord | None = None
    for event in events:
        validate_event(event)
        if event.wave_id != wave_id:
            raise Rejected(Reason.EVENT_OF_OTHER_WAVE, f"{event.wave_id} in {wave_id}")
        if event.event_index != compute_next_event_index(before, event.tx_index):
            raise Rejected(Reason.EVENT_OUT_OF_PLACE, f"{event.tx_index}, {event.event_index}")
        before = event


def compute_next_event_index(before: EventRecord | None, tx_index: U32) -> U32 | None:
    """The index of the event that follows on `before` when it is of transaction `tx_index`.

    None when it cannot be, because that transaction stands before the one of `before`.
    """
    if before is None or tx_index > before.tx_index:
        return 0
    if tx_index < before.tx_index:
        return None
    return before.event_index + 1
