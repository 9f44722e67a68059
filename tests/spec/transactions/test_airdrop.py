"""The airdrop as a game: claims in any order and as often as anybody likes, and a sweep."""

from hypothesis import given
from hypothesis import strategies as st

from pyde_spec.rejections import Reason, Rejected
from pyde_spec.transactions.airdrop import apply_claim_airdrop, apply_sweep_airdrop
from pyde_spec.transactions.ledger import get_record
from pyde_spec.transactions.system_accounts import AIRDROP_POOL_ADDRESS, TREASURY_ADDRESS
from pyde_vectors.transactions.airdrop import DEADLINE, POOL, WITH_POOL
from pyde_vectors.transactions.airdrop_samples import AMOUNTS, CLAIMANTS, TREE

EVERYBODY = (*CLAIMANTS, AIRDROP_POOL_ADDRESS, TREASURY_ADDRESS)
TRIES = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=12)


def get_balance(state, address):
    return get_record(state, address).balance


def try_claim(state, claimant, gift):
    try:
        return apply_claim_airdrop(state, CLAIMANTS[claimant], TREE.make_claim(gift), 0)
    except Rejected:
        return state


@given(TRIES)
def test_each_gift_reaches_its_own_claimant_once_and_nothing_is_made(tries):
    state = WITH_POOL
    for claimant, gift in tries:
        state = try_claim(state, claimant, gift)
    for number, claimant in enumerate(CLAIMANTS):
        is_due = (number, number) in tries and AMOUNTS[number] <= POOL
        assert get_balance(state, claimant) == (AMOUNTS[number] if is_due else 0)
    assert sum(get_balance(state, address) for address in EVERYBODY) == POOL


@given(TRIES)
def test_a_sweep_leaves_nothing_and_comes_once(tries):
    state = WITH_POOL
    for claimant, gift in tries:
        state = try_claim(state, claimant, gift)
    left = get_balance(state, AIRDROP_POOL_ADDRESS)
    state = apply_sweep_airdrop(state, DEADLINE + 1)
    assert get_balance(state, AIRDROP_POOL_ADDRESS) == 0
    assert get_balance(state, TREASURY_ADDRESS) == left
    try:
        apply_sweep_airdrop(state, DEADLINE + 2)
    except Rejected as rejection:
        assert rejection.reason is Reason.AIRDROP_POOL_EMPTY


def test_no_wave_takes_both_a_claim_and_a_sweep():
    for wave_id in (0, DEADLINE - 1, DEADLINE, DEADLINE + 1, 2**64 - 1):
        taken = 0
        for step in (
            lambda wave_id=wave_id: apply_claim_airdrop(WITH_POOL, CLAIMANTS[0], TREE.make_claim(0), wave_id),
            lambda wave_id=wave_id: apply_sweep_airdrop(WITH_POOL, wave_id),
        ):
            try:
                step()
            except Rejected:
                continue
            taken += 1
        assert taken == 1
