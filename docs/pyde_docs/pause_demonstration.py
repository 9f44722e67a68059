"""Finding F-29: pauses that follow on one another.

Every pause has the full length and is sent in the first wave that takes it. Whether the signers have
signed is left out: they can have signed them all before the first.
"""

from collections.abc import Iterator

from pyde_spec.params.versions import MAINNET
from pyde_spec.state.overlay import OverlayStack, open_wave
from pyde_spec.transactions.emergency_pause import MAX_PAUSE_DURATION_WAVES, apply_pause, is_paused
from pyde_spec.types.primitives import SlotKey, Value, WaveId

FIRST_WAVE = 1_000
DAYS_A_YEAR = 365.2425
CHAINS = (1, 2, 3, 10, 100)


class NoState:
    """A chain that was never paused."""

    def get_slot(self, key: SlotKey) -> Value | None:
        """Nothing."""
        return None


def find_end(state: OverlayStack, wave_id: WaveId) -> WaveId:
    """The first wave after this one that is not paused; the pause has the full length."""
    end = wave_id + MAX_PAUSE_DURATION_WAVES
    assert is_paused(state, end - 1), "a pause lasts until its end"
    assert not is_paused(state, end), "a pause ends by itself"
    return end


def count_held_waves(pauses: int) -> int:
    """How many waves so many pauses hold, each sent in the wave in which the one before it has ended."""
    state, wave_id = open_wave(NoState(), FIRST_WAVE), FIRST_WAVE
    for _ in range(pauses):
        state = apply_pause(state, wave_id, MAX_PAUSE_DURATION_WAVES)
        wave_id = find_end(state, wave_id)
    return wave_id - FIRST_WAVE


def generate_pause_rows() -> Iterator[tuple[str, ...]]:
    """For each number of pauses: the waves held, the days that they take, and the waves without a pause between."""
    for pauses in CHAINS:
        held = count_held_waves(pauses)
        days = held * DAYS_A_YEAR / MAINNET.waves_per_year
        free = held - pauses * MAX_PAUSE_DURATION_WAVES
        yield str(pauses), f"{held:,}", f"{days:,.1f}", str(free)
