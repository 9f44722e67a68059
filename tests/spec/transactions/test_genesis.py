"""What holds of every genesis: money, order, and what shows in the state and what does not."""

from dataclasses import dataclass, fields, replace
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pyde_spec.accounts.record import AccountRecord, decode_record
from pyde_spec.encoding.decoder import decode
from pyde_spec.encoding.json_form import get_member_name
from pyde_spec.encoding.shapes import U64, U128, U128_MAX, compute_minimum_size, shape_of
from pyde_spec.params.versions import MAINNET, MINIMAL, resolve
from pyde_spec.state.overlay import open_wave, write_slot
from pyde_spec.state.slot_keys import (
    AccountSlot,
    IndexedSlot,
    SystemSlot,
    compute_account_key,
    compute_indexed_key,
    compute_system_key,
    compute_validator_key,
)
from pyde_spec.transactions.genesis import (
    EmptyState,
    compute_genesis_hash,
    compute_genesis_leaves,
    compute_genesis_root,
)
from pyde_spec.transactions.genesis_file import Bucket, BucketCaps, read_genesis
from pyde_spec.transactions.genesis_validation import SUPPLY_MAX, compute_bucket_sums
from pyde_spec.transactions.inflation import compute_wave_inflation
from pyde_spec.transactions.multisig_payload import SignerRole
from pyde_spec.transactions.signer_sets import get_signer_nonce, get_signer_set
from pyde_spec.transactions.system_accounts import SYSTEM_ADDRESSES
from pyde_spec.transactions.vesting_ledger import get_spendable
from pyde_spec.transactions.wave import Chain, OrderedWave, Setting, execute_wave
from pyde_spec.validators.entry import MINIMUM_STAKE, ValidatorEntry
from pyde_vectors.transactions.genesis import make_regrouped, make_widest
from pyde_vectors.transactions.genesis_documents import make_good, make_plain, write_toml

RECORD_SIZE = compute_minimum_size(shape_of(AccountRecord))
AMOUNTS = st.one_of(st.integers(1, 10_000), st.integers(1, 10**18))


@dataclass(frozen=True)
class LeavesBelow:
    """What a genesis leaves for the first wave."""

    leaves: dict[bytes, bytes]

    def get_slot(self, key):
        return self.leaves.get(key)


@cache
def load_good():
    return read_genesis(write_toml(make_good()))


@st.composite
def draw_geneses(draw):
    """The good genesis with other amounts, with and without its optional parts, in any order."""
    good = load_good()
    allocations = draw(st.permutations(good.allocations))[: draw(st.integers(0, 4))]
    amounts = [draw(AMOUNTS) for _ in allocations]
    drawn = replace(
        good,
        base_fee=draw(st.none() | AMOUNTS),
        reward_pool=draw(st.just(0) | AMOUNTS),
        airdrop=draw(st.sampled_from((good.airdrop, None))),
        treasury=replace(good.treasury, amount=draw(st.just(0) | AMOUNTS)),
        allocations=tuple(
            replace(allocation, amount=amount, vesting=draw_vesting(draw, allocation.vesting, amount))
            for allocation, amount in zip(allocations, amounts, strict=True)
        ),
        validators=tuple(
            replace(validator, stake=MINIMUM_STAKE + draw(AMOUNTS))
            for validator in draw(st.permutations(good.validators))
        ),
    )
    sums = compute_bucket_sums(drawn)
    return replace(drawn, caps=BucketCaps(*sums), supply=sum(sums))


def draw_vesting(draw, schedule, amount):
    return None if schedule is None else replace(schedule, total_amount=draw(st.integers(1, amount)))


def sum_money(leaves):
    """All balances and tanks; a record is known by its size and by the key of the address in it."""
    records = [decode_record(value) for _, value in leaves if len(value) == RECORD_SIZE]
    keys = {key for key, _ in leaves}
    assert all(compute_account_key(record.address, AccountSlot.RECORD) in keys for record in records)
    return sum(record.balance + record.gas_tank for record in records)


@settings(max_examples=40, deadline=None)
@given(draw_geneses())
def test_the_supply_is_all_balances_and_tanks(genesis):
    leaves = compute_genesis_leaves(genesis)
    supply = decode(U128, dict(leaves)[compute_system_key(SystemSlot.SUPPLY)])
    assert supply == genesis.supply == sum_money(leaves)


@settings(max_examples=20, deadline=None)
@given(draw_geneses(), st.data())
def test_the_order_of_accounts_and_validators_says_nothing(genesis, data):
    other = replace(
        genesis,
        allocations=tuple(data.draw(st.permutations(genesis.allocations))),
        validators=tuple(data.draw(st.permutations(genesis.validators))),
    )
    assert compute_genesis_leaves(other) == compute_genesis_leaves(genesis)


@settings(max_examples=20, deadline=None)
@given(draw_geneses())
def test_leaves_ascend_and_say_nothing_that_absence_says(genesis):
    leaves = compute_genesis_leaves(genesis)
    assert all(first < second for (first, _), (second, _) in pairwise(leaves))
    assert not any(set(value) <= {0} for _, value in leaves)


@settings(max_examples=10, deadline=None)
@given(draw_geneses())
def test_what_the_state_says_is_what_the_file_said(genesis):
    leaves = dict(compute_genesis_leaves(genesis))
    state = open_wave(EmptyState(), 0)
    for key, value in leaves.items():
        state = write_slot(state, key, value)
    assert get_signer_set(state, SignerRole.TREASURY) == genesis.treasury.signer_set
    assert get_signer_set(state, SignerRole.EMERGENCY) == genesis.emergency
    assert get_signer_nonce(state, SignerRole.TREASURY) == 0
    for allocation in genesis.allocations:
        locked = 0 if allocation.vesting is None else allocation.vesting.total_amount
        assert get_spendable(state, allocation.address, 0) == allocation.amount - locked
    count = decode(U64, leaves[compute_system_key(SystemSlot.VALIDATOR_COUNT)])
    addresses = [leaves[compute_indexed_key(IndexedSlot.VALIDATOR_BY_INDEX, index)] for index in range(count)]
    assert addresses == sorted(validator.address for validator in genesis.validators)
    for validator in genesis.validators:
        entry = decode(ValidatorEntry, leaves[compute_validator_key(validator.address)])
        assert (entry.public_key, entry.stake) == (validator.public_key, validator.stake)


def test_the_leaves_counted_by_hand():
    plain = compute_genesis_leaves(read_genesis(write_toml(make_plain())))
    # supply, base fee, stake pool; two sets of signers; count, index and entry of five validators
    assert len(plain) == 3 + 4 + 11
    # and three pools; root, deadline and sum of the airdrop; four accounts, of which one has a key and one vests
    assert len(compute_genesis_leaves(load_good())) == 18 + 3 + 3 + 6


def test_caps_have_the_names_of_the_buckets():
    assert [field.name for field in fields(BucketCaps)] == [get_member_name(bucket) for bucket in Bucket]


def test_no_wave_runs_out_of_width():
    """R-177: all waves there can be mint less than half of what an amount holds."""
    for sizes in (MAINNET, MINIMAL):
        most = max(compute_wave_inflation(year * sizes.waves_per_year, sizes) for year in range(5))
        assert SUPPLY_MAX + 2**64 * most <= U128_MAX


@pytest.mark.parametrize("wave_id", [0, 2**64 - 2])
def test_a_chain_with_the_highest_supply_applies_waves(wave_id):
    genesis = read_genesis(write_toml(make_widest()))
    parameters = resolve(genesis.version, genesis.preset)
    setting = Setting(Chain(genesis.chain_id, genesis.genesis_time), parameters)
    below = LeavesBelow(dict(compute_genesis_leaves(genesis)))
    changes = execute_wave(below, OrderedWave(wave_id, 0, None, bytes(32), ()), setting).changes
    written = {write.key: write.value for write in changes.writes}
    minted = compute_wave_inflation(wave_id, parameters.sizes)
    assert decode(U128, written[compute_system_key(SystemSlot.SUPPLY)]) == SUPPLY_MAX + minted > SUPPLY_MAX


def test_operators_leave_no_trace():
    """F-31: two genesis files that differ in operators alone are one chain."""
    plain, regrouped = (read_genesis(write_toml(document)) for document in (make_plain(), make_regrouped()))
    assert plain != regrouped
    root = compute_genesis_root(plain)
    assert compute_genesis_root(regrouped) == root
    assert compute_genesis_hash(regrouped, root) == compute_genesis_hash(plain, root)


def test_each_part_of_the_header_changes_the_hash():
    plain = read_genesis(write_toml(make_plain()))
    root = compute_genesis_root(plain)
    hashes = {
        compute_genesis_hash(replace(plain, **{name: value}), root)
        for name, value in (
            ("caps", plain.caps),
            ("chain_id", 1),
            ("genesis_time", 1),
            ("version", "1.0"),
            ("preset", "mainnet"),
        )
    }
    hashes |= {compute_genesis_hash(plain, replace(root, blake3=root.poseidon2))}
    assert len(hashes) == 6


def test_no_key_opens_an_account_of_the_protocol():
    keys = dict(compute_genesis_leaves(load_good()))
    assert not any(compute_account_key(address, AccountSlot.AUTH_KEYS) in keys for address in SYSTEM_ADDRESSES)
