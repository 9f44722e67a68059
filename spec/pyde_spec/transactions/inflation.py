"""Inflation.

New money is made in one way: a little with every wave that is applied, the first included, for the pool
that validators are rewarded from. What a year adds is a part of the genesis supply, less in each of the
first years and the same from then on. It is a part of what there was at genesis, not of what there is, so
it neither compounds nor sinks with what is burned.

A year is a number of waves and not of days. It begins with wave 0, and years count from 0.

The amount of a wave is rounded down, so a year makes less than its rate by up to one quanta a wave.

Source: book, chapter 14, sections 14.2 and 14.3; companion TOKENOMICS, section "Inflation Schedule".
Decision: R-159 (base, rounding, years, and who receives it).
"""

from pyde_spec.encoding.shapes import U64
from pyde_spec.params.versions import PresetSizes
from pyde_spec.types.primitives import Quanta, WaveId

QUANTA_PER_PYDE = 1_000_000_000
GENESIS_SUPPLY = 1_000_000_000 * QUANTA_PER_PYDE
"""All money at genesis, in quanta."""

INFLATION_BPS = (500, 300, 200, 100)
"""What each year adds, in basis points of the genesis supply; the last stands for all years after it too."""

BASIS_POINTS = 10_000


def compute_year(wave_id: WaveId, sizes: PresetSizes) -> U64:
    """The year that a wave lies in, counted from 0."""
    return wave_id // sizes.waves_per_year


def get_inflation_rate(year: U64) -> int:
    """What a year adds, in basis points of the genesis supply."""
    return INFLATION_BPS[min(year, len(INFLATION_BPS) - 1)]


def compute_wave_inflation(wave_id: WaveId, sizes: PresetSizes) -> Quanta:
    """What a wave adds to the supply and to the reward pool, in quanta, rounded down once."""
    rate = get_inflation_rate(compute_year(wave_id, sizes))
    return GENESIS_SUPPLY * rate // (BASIS_POINTS * sizes.waves_per_year)
