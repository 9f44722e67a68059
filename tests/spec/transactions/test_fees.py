"""What holds of fees and their shares."""

from hypothesis import given
from hypothesis import strategies as st

from pyde_spec.encoding.shapes import U64_MAX, U128_MAX
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.transactions.fees import compute_fee, compute_reserve, split_fee

FEES = st.one_of(st.integers(0, 1_000), st.integers(0, 10**18), st.integers(0, U128_MAX))
GAS = st.one_of(st.integers(0, 1_600_000_000), st.integers(0, U64_MAX))


@given(FEES)
def test_the_shares_add_up(fee):
    split = split_fee(fee)
    assert split.burned + split.reward_pool + split.treasury == fee
    assert min(split.burned, split.reward_pool, split.treasury) >= 0


@given(FEES)
def test_each_share_is_within_rounding_of_its_part(fee):
    split = split_fee(fee)
    assert 0 <= 70 * fee - 100 * split.burned < 100
    assert 0 <= 20 * fee - 100 * split.reward_pool < 100
    assert 0 <= 100 * split.treasury - 10 * fee < 200


@given(FEES, FEES)
def test_a_higher_fee_has_no_smaller_burn_and_no_smaller_reward(one, other):
    lower, higher = sorted((one, other))
    assert split_fee(lower).burned <= split_fee(higher).burned
    assert split_fee(lower).reward_pool <= split_fee(higher).reward_pool


@given(GAS, GAS, FEES)
def test_what_was_reserved_is_enough(one, other, base_fee):
    gas_used, gas_limit = sorted((one, other))
    try:
        reserve = compute_reserve(gas_limit, base_fee)
    except Rejected as rejection:
        assert rejection.reason is Reason.FEE_OVERFLOW
        assert gas_limit * base_fee > U128_MAX
        return
    assert compute_fee(gas_used, base_fee) <= reserve <= U128_MAX
