"""Events that the vectors of the chapter share: a wave of so many events, and two contracts that emit."""

from pyde_spec.types.event import EventRecord

WAVE = 7
TOKEN = b"\xc0" * 32
MARKET = b"\xc1" * 32
EVENTS_OF_TRANSACTION = 3


def build_topic(number: int) -> bytes:
    """A topic, one for each number."""
    return bytes([number]) * 32


def build_wave_event(position: int, wave_id: int = WAVE) -> EventRecord:
    """The event at a position of a wave whose transactions emit three events each."""
    tx_index, event_index = divmod(position, EVENTS_OF_TRANSACTION)
    contract = MARKET if position % 2 else TOKEN
    return EventRecord(wave_id, tx_index, event_index, contract, (build_topic(0x70),), bytes([position]))


def build_wave_events(count: int, wave_id: int = WAVE) -> tuple[EventRecord, ...]:
    """A wave of `count` events, no two alike."""
    return tuple(build_wave_event(position, wave_id) for position in range(count))
