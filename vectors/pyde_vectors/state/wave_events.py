"""Vectors of the list of a wave's events."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated

from pyde_spec.encoding.shapes import U32, U32_MAX, ListOf
from pyde_spec.params.versions import Parameters
from pyde_spec.state.wave_events import validate_wave_events
from pyde_spec.types.event import EventRecord
from pyde_spec.types.primitives import WaveId
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler
from pyde_vectors.state.event_samples import WAVE, build_wave_event, build_wave_events
from pyde_vectors.types.accepted import Accepted


@dataclass(frozen=True, slots=True)
class WaveEventsInput:
    """A wave, and what is said to be all its events."""

    wave_id: WaveId
    events: Annotated[tuple[EventRecord, ...], ListOf(64)]


@handler("state/validate_wave_events", rules=[validate_wave_events])
def run_validate_wave_events(_: Parameters, given: WaveEventsInput) -> Accepted:
    """Check the list of a wave's events."""
    validate_wave_events(given.wave_id, given.events)
    return Accepted()


def build_events_at(*places: tuple[U32, U32]) -> tuple[EventRecord, ...]:
    """Events at these transactions and indices."""
    return tuple(
        replace(build_wave_event(number), tx_index=tx_index, event_index=event_index)
        for number, (tx_index, event_index) in enumerate(places)
    )


@cases("state/validate_wave_events")
def lists_in_order() -> Iterator[Case]:
    """No event, one, several transactions, and transactions without events between them."""
    table: tuple[tuple[str, str, tuple[tuple[U32, U32], ...]], ...] = (
        ("none", "A wave without events", ()),
        ("one", "One event", ((0, 0),)),
        ("two-of-one", "Two events of one transaction", ((0, 0), (0, 1))),
        ("one-of-two", "One event of each of two transactions", ((0, 0), (1, 0))),
        ("late-transaction", "The first transactions have no events", ((9, 0), (9, 1))),
        ("gap-of-transactions", "Transactions between them have no events", ((0, 0), (5, 0), (5, 1), (U32_MAX, 0))),
    )
    for name, title, places in table:
        yield Case(name, title, WaveEventsInput(WAVE, build_events_at(*places)))


@cases("state/validate_wave_events")
def lists_out_of_order() -> Iterator[Case]:
    """Every way for a place not to follow on the one before."""
    table = (
        ("begins-at-one", "The first event of all is not counted from 0", ((0, 1),)),
        ("transaction-begins-at-one", "A later transaction does not begin at 0", ((0, 0), (1, 1))),
        ("goes-on-counting", "The count of the wave goes on over transactions", ((0, 0), (0, 1), (1, 2))),
        ("place-twice", "Two events at one place", ((0, 0), (0, 0))),
        (
            "place-twice-later",
            "Two events at one place, as an index of the top overlay gives",
            ((0, 0), (0, 1), (0, 1)),
        ),
        ("gap", "An event is missing", ((0, 0), (0, 2))),
        ("missing-at-end", "An event is missing before the last transaction", ((0, 0), (0, 1), (0, 3), (1, 0))),
        ("backwards", "Two events of a transaction are exchanged", ((0, 1), (0, 0))),
        ("earlier-transaction", "A transaction stands behind a later one", ((1, 0), (0, 0))),
        ("earlier-transaction-next", "The same with the index that would follow", ((1, 0), (0, 1))),
    )
    for name, title, places in table:
        given = WaveEventsInput(WAVE, build_events_at(*places))
        yield Case(f"reject-{name}", title, given, ("missing-check",))


@cases("state/validate_wave_events")
def lists_with_other_faults() -> Iterator[Case]:
    """An event of another wave, one without topics, and which fault is named of two."""
    first, second, third = build_wave_events(3)
    foreign, bare = replace(second, wave_id=WAVE + 1), replace(second, topics=())
    late = replace(third, event_index=9)
    single = (
        ("other-wave-first", "The first event is of the wave before", (replace(first, wave_id=WAVE - 1),)),
        ("other-wave-second", "The second event is of the wave behind", (first, foreign)),
        ("without-topics", "The second event has no topic", (first, bare, third)),
    )
    for name, title, events in single:
        yield Case(f"reject-{name}", title, WaveEventsInput(WAVE, events), ("missing-check",))
    pairs = (
        ("bare-and-foreign", "No topic, and of another wave", (first, replace(foreign, topics=()))),
        ("foreign-and-out-of-place", "Of another wave, and out of place", (first, replace(foreign, event_index=9))),
        ("bare-and-out-of-place", "No topic, and out of place", (first, replace(bare, event_index=9))),
        ("foreign-before-bare", "Of another wave, before one without topics", (foreign, bare)),
        ("out-of-place-before-foreign", "Out of place, before one of another wave", (late, foreign)),
    )
    for name, title, two in pairs:
        yield Case(name, title, WaveEventsInput(WAVE, two), ("order-of-checks",))
