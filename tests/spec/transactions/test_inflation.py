"""What holds of inflation over years of waves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyde_spec.encoding.shapes import U64_MAX
from pyde_spec.params.versions import MAINNET, MINIMAL
from pyde_spec.transactions.inflation import (
    BASIS_POINTS,
    GENESIS_SUPPLY,
    INFLATION_BPS,
    compute_wave_inflation,
    compute_year,
    get_inflation_rate,
)

SIZES = st.sampled_from((MAINNET, MINIMAL))
WAVES = st.one_of(st.integers(0, 10_000), st.integers(0, 10**9), st.integers(0, U64_MAX))


@given(WAVES, SIZES)
def test_a_year_mints_its_rate_less_than_one_quanta_a_wave_short(wave_id, sizes):
    minted = compute_wave_inflation(wave_id, sizes) * sizes.waves_per_year
    exact = GENESIS_SUPPLY * get_inflation_rate(compute_year(wave_id, sizes)) // BASIS_POINTS
    assert exact - sizes.waves_per_year < minted <= exact


@given(WAVES, WAVES, SIZES)
def test_later_waves_never_mint_more(one, other, sizes):
    earlier, later = sorted((one, other))
    assert compute_wave_inflation(earlier, sizes) >= compute_wave_inflation(later, sizes) > 0


@given(WAVES, SIZES)
def test_a_wave_lies_in_its_year(wave_id, sizes):
    year = compute_year(wave_id, sizes)
    assert year * sizes.waves_per_year <= wave_id < (year + 1) * sizes.waves_per_year


def test_the_last_rate_stays():
    assert [get_inflation_rate(year) for year in (0, 1, 2, 3, 4, 1_000)] == [*INFLATION_BPS, 100, 100]


@pytest.mark.parametrize(("year", "published"), [(0, 792_202_572), (3, 158_440_514)])
def test_the_printed_figures_are_near_and_not_exact(year, published):
    minted = compute_wave_inflation(year * MAINNET.waves_per_year, MAINNET)
    assert minted != published
    assert abs(minted - published) * 10_000 < minted


def test_no_year_of_two_waves_a_second_gives_the_printed_figures():
    for days_in_ten_thousandths in (3_650_000, 3_652_422, 3_652_425, 3_652_500, 3_652_564, 3_660_000):
        waves = days_in_ten_thousandths * 172_800 // 10_000
        assert GENESIS_SUPPLY * INFLATION_BPS[0] // (BASIS_POINTS * waves) != 792_202_572
    assert round(GENESIS_SUPPLY * INFLATION_BPS[0] / (BASIS_POINTS * 792_202_572)) == 63_115_170
