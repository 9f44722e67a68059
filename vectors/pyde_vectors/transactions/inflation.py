"""Vectors of inflation: the first and last wave of each year, under both presets."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyde_spec.encoding.shapes import U64, U64_MAX
from pyde_spec.params.versions import PRESETS, Parameters
from pyde_spec.transactions.inflation import compute_wave_inflation, compute_year
from pyde_spec.types.primitives import Quanta, WaveId
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import Json, handler


@dataclass(frozen=True, slots=True)
class WaveInput:
    """A wave."""

    wave_id: WaveId


@dataclass(frozen=True, slots=True)
class YearOutput:
    """The year that it lies in, counted from 0."""

    year: U64


@dataclass(frozen=True, slots=True)
class InflationOutput:
    """What it adds to the supply, in quanta."""

    minted: Quanta


def reveal_year(parameters: Parameters, given: WaveInput) -> dict[str, Json]:
    """The year of the wave."""
    return {"year": str(compute_year(given.wave_id, parameters.sizes))}


@handler("transactions/year", rules=[compute_year])
def run_year(parameters: Parameters, given: WaveInput) -> YearOutput:
    """Ask for the year of a wave."""
    return YearOutput(compute_year(given.wave_id, parameters.sizes))


@handler("transactions/wave_inflation", rules=[compute_wave_inflation], reveal=reveal_year)
def run_wave_inflation(parameters: Parameters, given: WaveInput) -> InflationOutput:
    """Ask what a wave adds."""
    return InflationOutput(compute_wave_inflation(given.wave_id, parameters.sizes))


# Worked by hand: 10**18 quanta, the rate of the year, 63,113,904 and 1,000 waves a year.
MINTED = {
    "mainnet": (792_218_462, 475_331_077, 316_887_385, 158_443_692),
    "minimal": (50_000_000_000_000, 30_000_000_000_000, 20_000_000_000_000, 10_000_000_000_000),
}
YEARS_SHOWN = 6


def list_waves(waves_per_year: int) -> Iterator[tuple[str, str, int, int]]:
    """The waves at both ends of the first years, then some far away: name, title, wave, year."""
    for year in range(YEARS_SHOWN):
        first = year * waves_per_year
        yield f"year-{year}-first", f"The first wave of year {year}", first, year
        yield f"year-{year}-second", f"The second wave of year {year}", first + 1, year
        yield f"year-{year}-last", f"The last wave of year {year}", first + waves_per_year - 1, year
    yield "year-100", "A wave of year 100", 100 * waves_per_year + 17, 100
    yield "last-wave", "The last wave that can be", U64_MAX, U64_MAX // waves_per_year


@cases("transactions/year")
def year_cases() -> Iterator[Case]:
    """The waves of the table."""
    for preset, parameters in PRESETS.items():
        for name, title, wave_id, year in list_waves(parameters.waves_per_year):
            yield Case(
                f"{preset}-{name}",
                f"{title}, preset {preset}",
                WaveInput(wave_id),
                ("boundary",),
                known={"ok": {"year": str(year)}},
                preset=preset,
            )


@cases("transactions/wave_inflation")
def wave_inflation_cases() -> Iterator[Case]:
    """The waves of the table, with what each year adds."""
    for preset, parameters in PRESETS.items():
        for name, title, wave_id, year in list_waves(parameters.waves_per_year):
            minted = MINTED[preset][min(year, 3)]
            yield Case(
                f"{preset}-{name}",
                f"{title}, preset {preset}",
                WaveInput(wave_id),
                ("boundary", "known-answer"),
                known={"ok": {"minted": str(minted)}},
                preset=preset,
            )
