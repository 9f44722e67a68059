"""Overlays.

What executes must be able to fail without a trace. So nobody writes to the state: writes and events
gather in an overlay, a sheet laid over what is below. Success merges the sheet into the one below it,
failure throws it away.

Overlays lie on one another. The lowest belongs to the wave and gathers what its transactions leave
behind. On it lies the overlay of the transaction that is being executed, and on that one for each
call that is under way. Reading looks through the sheets from the top down to the state itself;
writing and emitting touch the top sheet alone. What was discarded can have left nothing anywhere
else, because it was never anywhere else.

A deletion is written like a value: it hides what is below until it is merged. It is not the same as
an empty value, which is there to be read.

An event takes its place when it is emitted. Its index counts every event of its transaction so far,
in the overlays of the calls below as well as in the top one. While a call is under way nothing below
can emit, so the places that a discarded overlay held are taken again from there on, and what remains
at the end is counted from 0 without a gap.

A stack is a value: every step answers with a new one and leaves the old as it was.

Source: `HOST_FN_ABI_SPEC`, sections 13.2 and 15.1; book, chapter 3, section 3.5b.
Decision: R-135 (places of events), R-136 (what a wave changes).  Finding: F-24.
"""

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Protocol

from pyde_spec.encoding.shapes import U32
from pyde_spec.interfaces.executor import SlotWrite
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.types.event import EventRecord, validate_event
from pyde_spec.types.primitives import Address, SlotKey, Topic, Value, WaveId


class SlotReader(Protocol):
    """What lies below the overlays: a state, or a view of one."""

    def get_slot(self, key: SlotKey) -> Value | None:
        """What the slot holds; None when it holds nothing."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """What was written and emitted and is not merged yet. A write of None deletes."""

    writes: MappingProxyType[SlotKey, Value | None]
    events: tuple[EventRecord, ...]


EMPTY_OVERLAY = Overlay(MappingProxyType({}), ())


@dataclass(frozen=True, slots=True)
class OverlayStack:
    """The overlays of a wave over the state before it, the lowest first.

    There is always the wave's own; a second is the open transaction's, every further one a call's.
    `last_tx_index` is that of the transaction opened last, None before the first.
    """

    below: SlotReader
    wave_id: WaveId
    last_tx_index: U32 | None
    overlays: tuple[Overlay, ...]


@dataclass(frozen=True, slots=True)
class WaveChanges:
    """What a wave leaves behind: its changes in ascending order of key, its events in order of place."""

    writes: tuple[SlotWrite, ...]
    events: tuple[EventRecord, ...]


def open_wave(below: SlotReader, wave_id: WaveId) -> OverlayStack:
    """The stack of a wave in which nothing has happened yet."""
    return OverlayStack(below, wave_id, None, (EMPTY_OVERLAY,))


def open_transaction(stack: OverlayStack, tx_index: U32) -> OverlayStack:
    """Lay the overlay of the wave's transaction `tx_index`. Indices ascend and may leave some out.

    Rejects with `TRANSACTION_IS_OPEN`, then `TRANSACTION_OUT_OF_ORDER`.
    """
    if is_transaction_open(stack):
        raise Rejected(Reason.TRANSACTION_IS_OPEN)
    if stack.last_tx_index is not None and tx_index <= stack.last_tx_index:
        raise Rejected(Reason.TRANSACTION_OUT_OF_ORDER, f"{tx_index} after {stack.last_tx_index}")
    return replace(stack, last_tx_index=tx_index, overlays=(*stack.overlays, EMPTY_OVERLAY))


def open_call(stack: OverlayStack) -> OverlayStack:
    """Lay the overlay of a call. Rejects with `NO_OPEN_TRANSACTION`."""
    validate_transaction_open(stack)
    return replace(stack, overlays=(*stack.overlays, EMPTY_OVERLAY))


def get_slot(stack: OverlayStack, key: SlotKey) -> Value | None:
    """What the slot holds as seen from the top: the highest write to it, else what the state below holds."""
    for overlay in reversed(stack.overlays):
        if key in overlay.writes:
            return overlay.writes[key]
    return stack.below.get_slot(key)


def write_slot(stack: OverlayStack, key: SlotKey, value: Value) -> OverlayStack:
    """The slot holds the value, as far as the top overlay is concerned."""
    return apply_write(stack, key, value)


def delete_slot(stack: OverlayStack, key: SlotKey) -> OverlayStack:
    """The slot holds nothing, as far as the top overlay is concerned, whether or not it held something."""
    return apply_write(stack, key, None)


def apply_write(stack: OverlayStack, key: SlotKey, value: Value | None) -> OverlayStack:
    """Note in the top overlay what a slot holds from now on."""
    *lower, top = stack.overlays
    writes = MappingProxyType(top.writes | {key: value})
    return replace(stack, overlays=(*lower, replace(top, writes=writes)))


def emit_event(stack: OverlayStack, contract: Address, topics: tuple[Topic, ...], data: bytes) -> OverlayStack:
    """Append an event to the top overlay, at the next place of the open transaction.

    Rejects with `NO_OPEN_TRANSACTION`, then `EVENT_WITHOUT_TOPICS`.
    """
    validate_transaction_open(stack)
    tx_index = stack.last_tx_index
    assert tx_index is not None, "a transaction is open and has no index"
    event = EventRecord(stack.wave_id, tx_index, count_events_of_transaction(stack), contract, topics, data)
    validate_event(event)
    *lower, top = stack.overlays
    return replace(stack, overlays=(*lower, replace(top, events=(*top.events, event))))


def count_events_of_transaction(stack: OverlayStack) -> U32:
    """How many events the open transaction has emitted and not lost, in all its overlays."""
    return sum(len(overlay.events) for overlay in stack.overlays[1:])


def merge_overlay(stack: OverlayStack) -> OverlayStack:
    """Success: the top overlay becomes part of the one below it. Its writes win, its events follow.

    Rejects with `NO_OPEN_TRANSACTION`: below the wave's overlay there is only the state.
    """
    validate_transaction_open(stack)
    *lower, parent, top = stack.overlays
    merged = Overlay(MappingProxyType(parent.writes | top.writes), parent.events + top.events)
    return replace(stack, overlays=(*lower, merged))


def discard_overlay(stack: OverlayStack) -> OverlayStack:
    """Failure: the top overlay is gone, writes and events. Rejects with `NO_OPEN_TRANSACTION`."""
    validate_transaction_open(stack)
    return replace(stack, overlays=stack.overlays[:-1])


def close_wave(stack: OverlayStack) -> WaveChanges:
    """What the wave changes in the state below, and its events. Rejects with `TRANSACTION_IS_OPEN`.

    A write of what the state holds already, and a deletion of what it does not hold, change nothing
    and are left out: the tree is asked to delete only what is there.
    """
    if is_transaction_open(stack):
        raise Rejected(Reason.TRANSACTION_IS_OPEN)
    [overlay] = stack.overlays
    writes = tuple(
        SlotWrite(key, value) for key, value in sorted(overlay.writes.items()) if value != stack.below.get_slot(key)
    )
    return WaveChanges(writes, overlay.events)


def is_transaction_open(stack: OverlayStack) -> bool:
    """Whether an overlay lies on the wave's own."""
    return len(stack.overlays) > 1


def validate_transaction_open(stack: OverlayStack) -> None:
    """Rejects with `NO_OPEN_TRANSACTION` unless a transaction is open."""
    if not is_transaction_open(stack):
        raise Rejected(Reason.NO_OPEN_TRANSACTION)
