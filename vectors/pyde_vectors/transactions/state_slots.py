"""States of a few slots, as vectors give them, and what a transition writes to them."""

from typing import Annotated

from pyde_spec.encoding.shapes import ListOf, MapOf
from pyde_spec.interfaces.executor import SlotWrite
from pyde_spec.state.overlay import OverlayStack, close_wave, open_wave
from pyde_spec.types.primitives import SlotKey, Value, WaveId
from pyde_vectors.state.overlay_script import BaseSlots

SLOTS_CAP = 256

Slots = Annotated[tuple[tuple[SlotKey, Value], ...], MapOf(SLOTS_CAP)]
SlotWrites = Annotated[tuple[SlotWrite, ...], ListOf(SLOTS_CAP)]


def open_slots(slots: Slots, wave_id: WaveId = 0) -> OverlayStack:
    """A wave over a state that holds these slots and nothing else."""
    return open_wave(BaseSlots(dict(slots)), wave_id)


def list_writes(state: OverlayStack) -> SlotWrites:
    """What the wave has changed so far, in order of key."""
    return close_wave(state).writes


def make_slots(state: OverlayStack) -> Slots:
    """The slots of a state that was written over nothing."""
    return tuple([(write.key, write.value) for write in list_writes(state) if write.value is not None])


NOTHING = open_slots(())
"""The state that holds nothing."""
