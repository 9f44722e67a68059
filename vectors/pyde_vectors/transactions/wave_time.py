"""Vectors of the time of a wave: the seconds to which rounds add up, and the last second that 64 bits can name."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyde_spec.encoding.shapes import U64, U64_MAX
from pyde_spec.params.versions import Parameters
from pyde_spec.transactions.context import compute_wave_time
from pyde_spec.types.primitives import Round
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler

GENESIS_TIME = 1_767_225_600


@dataclass(frozen=True, slots=True)
class WaveTimeInput:
    """The time of the genesis in seconds, and the round of a wave's anchor."""

    genesis_time: U64
    anchor_round: Round


@dataclass(frozen=True, slots=True)
class WaveTimeOutput:
    """The time of the wave in seconds."""

    wave_time: U64


@handler("transactions/wave_time", rules=[compute_wave_time])
def run_wave_time(parameters: Parameters, given: WaveTimeInput) -> WaveTimeOutput:
    """The time of a wave."""
    return WaveTimeOutput(compute_wave_time(given.genesis_time, given.anchor_round, parameters.sizes))


@cases("transactions/wave_time")
def wave_times() -> Iterator[Case]:
    """Rounds before and after a full second; a day; a genesis at the end of time."""
    for name, title, anchor_round, seconds in (
        ("genesis", "The round of the genesis", 0, 0),
        ("below-second", "Six rounds are 0.9 s", 6, 0),
        ("above-second", "Seven rounds are 1.05 s", 7, 1),
        ("exact-second", "Twenty rounds are 3 s", 20, 3),
        ("day", "A day of rounds", 576_000, 86_400),
        ("below-day", "A round before the end of a day", 575_999, 86_399),
    ):
        known = {"ok": {"wave_time": str(GENESIS_TIME + seconds)}}
        yield Case(name, title, WaveTimeInput(GENESIS_TIME, anchor_round), ("boundary", "known-answer"), known=known)
    for name, title, genesis_time, anchor_round in (
        ("last-second", "A wave in the last second", U64_MAX - 1, 7),
        ("reject-second-after-last", "A wave one second later", U64_MAX, 7),
        ("reject-last-round", "The last round, and a genesis so late that its time does not fit", U64_MAX, U64_MAX),
    ):
        yield Case(name, title, WaveTimeInput(genesis_time, anchor_round), ("overflow",))
