"""What holds of the base fee whatever waves come."""

import importlib.util
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyde_spec.encoding.shapes import U128_MAX
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.transactions.base_fee import GAS_CEILING, GAS_TARGET, MINIMUM, compute_next_base_fee

FEES = st.one_of(st.integers(1, 100), st.integers(1, 10**12), st.integers(1, U128_MAX // 2))
BELOW = st.one_of(st.sampled_from((0, 1, GAS_TARGET - 1)), st.integers(0, GAS_TARGET - 1))
GAS = st.one_of(BELOW, st.just(GAS_TARGET), st.integers(GAS_TARGET + 1, GAS_CEILING), st.just(GAS_CEILING))
SOURCE = Path(__file__).parents[3] / "docs" / "pyde_docs" / "base_fee_demonstration.py"


@given(FEES, BELOW)
def test_below_the_target_it_falls_by_an_eighth_at_most(fee, gas):
    following = compute_next_base_fee(fee, gas)
    assert MINIMUM <= following <= fee
    assert 8 * (fee - following) <= fee


@given(FEES, st.integers(GAS_TARGET + 1, GAS_CEILING))
def test_above_it_rises_by_at_least_one_and_an_eighth_for_each_target(fee, gas):
    rise = compute_next_base_fee(fee, gas) - fee
    exact = fee * (gas - GAS_TARGET)
    assert rise >= 1
    assert rise == 1 or 8 * GAS_TARGET * rise <= exact
    assert 8 * GAS_TARGET * (rise + 1) > exact


@given(FEES, st.integers(0, 2 * GAS_TARGET))
def test_up_to_twice_the_target_it_moves_by_an_eighth_or_one_at_most(fee, gas):
    assert abs(compute_next_base_fee(fee, gas) - fee) <= max(fee // 8, 1)


@given(FEES, GAS, GAS)
def test_more_gas_never_leads_to_a_lower_fee(fee, one, other):
    less, more = sorted((one, other))
    assert compute_next_base_fee(fee, less) <= compute_next_base_fee(fee, more)


@given(FEES, FEES, GAS)
def test_a_higher_fee_never_leads_to_a_lower_one(one, other, gas):
    lower, higher = sorted((one, other))
    assert compute_next_base_fee(lower, gas) <= compute_next_base_fee(higher, gas)


@given(FEES, st.lists(GAS, max_size=30))
def test_no_walk_leads_below_the_lowest(fee, waves):
    for gas in waves:
        try:
            fee = compute_next_base_fee(fee, gas)
        except Rejected as rejection:
            assert rejection.reason is Reason.BASE_FEE_OVERFLOW
            return
        assert fee >= MINIMUM


def test_a_full_wave_moves_it_by_three_eighths():
    assert compute_next_base_fee(1_000_000, GAS_CEILING) == 1_375_000


def test_it_comes_to_rest_at_seven():
    assert [compute_next_base_fee(fee, 0) for fee in (9, 8, 7, 6, 1)] == [8, 7, 7, 6, 1]


@pytest.fixture(scope="module")
def demonstration():
    """The module of the site; the site is no package of the distribution."""
    place = importlib.util.spec_from_file_location("base_fee_demonstration", SOURCE)
    module = importlib.util.module_from_spec(place)
    place.loader.exec_module(module)
    return module


def test_the_rows_of_the_page_show_where_the_promise_fails(demonstration):
    rows = list(demonstration.generate_step_rows())
    assert [row[3] for row in rows] == ["yes"] * 5 + ["**no**"] * 2
    assert [row[4] for row in rows] == ["6", "11", "never", "12", "6", "4", "3"]
    assert list(demonstration.generate_rest_rows())[-1] == ("18", "7")


def test_a_fee_ratchets_up_around_the_target():
    for fee in (50, 3_199_999_998):
        higher = compute_next_base_fee(fee, GAS_TARGET + 1)
        assert higher == fee + 1
        assert compute_next_base_fee(higher, GAS_TARGET - 1) == higher
    assert compute_next_base_fee(3_200_000_000, GAS_TARGET - 1) == 3_199_999_999
