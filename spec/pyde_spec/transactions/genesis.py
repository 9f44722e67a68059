"""Genesis.

What a genesis file says becomes the state before wave 0. It is written with the pen of the ledger, so
nothing lies in it that later rules would not have written: no empty record, no amount of zero, no nonce
that nobody has used.

Money that is set aside lies in the protocol's own accounts, the bonds of the first validators among it, so
that the supply is the sum of all balances from the first wave on. The base fee is that of the file, or
where the file leaves it open that of the version.

The order in which a file names accounts and validators says nothing. Validators are numbered in ascending
order of address. Signers keep the order of the file: signatures refer to them by it.

A chain is identified by the hash of its *header*: chain id, time, version, preset, and the root of this
state. A node that has the hash can check any copy of the file.

Source: book, chapter 14, sections 14.2, 14.7, 14.8 and 14.11; chapter 16, section 16.3; chapter 4,
section 4.4.
Decision: R-178 (accounts and validators), R-180 (order of the file), R-181 (what identifies a chain).
Finding: F-31.
"""

from dataclasses import dataclass, replace
from typing import Annotated

from pyde_spec.crypto.blake3 import blake3_hash
from pyde_spec.crypto.domain_tags import GENESIS_TAG
from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import U64, Text
from pyde_spec.params.versions import VERSIONS
from pyde_spec.state.dual_root import compute_state_root
from pyde_spec.state.jmt_definition import Leaf
from pyde_spec.state.overlay import OverlayStack, close_wave, open_wave, write_slot
from pyde_spec.state.slot_keys import (
    AccountSlot,
    IndexedSlot,
    SystemSlot,
    compute_account_key,
    compute_indexed_key,
    compute_system_key,
    compute_validator_key,
)
from pyde_spec.transactions.genesis_file import NAME_CAP, Airdrop, Allocation, Genesis, GenesisValidator
from pyde_spec.transactions.genesis_validation import compute_total_stake, validate_genesis
from pyde_spec.transactions.ledger import credit, get_account, put_account, put_amount, put_count
from pyde_spec.transactions.multisig_payload import SignerRole
from pyde_spec.transactions.signer_sets import put_signer_set
from pyde_spec.transactions.system_accounts import (
    AIRDROP_POOL_ADDRESS,
    REWARD_POOL_ADDRESS,
    STAKE_POOL_ADDRESS,
    TREASURY_ADDRESS,
)
from pyde_spec.transactions.vesting import VestingSchedule
from pyde_spec.types.auth_keys import SingleKey
from pyde_spec.types.primitives import ChainId, Hash32, Quanta, SlotKey, Value
from pyde_spec.types.state_root import StateRoot
from pyde_spec.validators.entry import ValidatorEntry, compute_new_entry


@dataclass(frozen=True, slots=True)
class GenesisHeader:
    """What identifies a chain. `version` and `preset` are names; `state_root` is of the state before wave 0."""

    chain_id: ChainId
    genesis_time: U64
    version: Annotated[str, Text(NAME_CAP)]
    preset: Annotated[str, Text(NAME_CAP)]
    state_root: StateRoot


class EmptyState:
    """What lies below a genesis: nothing."""

    def get_slot(self, _: SlotKey) -> Value | None:
        """None, whatever the key."""
        return None


def compute_genesis_leaves(genesis: Genesis) -> tuple[Leaf, ...]:
    """The state before wave 0, in strictly ascending order of key. Rejects with the reasons of `validate_genesis`."""
    validate_genesis(genesis)
    state = open_wave(EmptyState(), 0)
    state = put_chain(state, genesis)
    for allocation in genesis.allocations:
        state = put_allocation(state, allocation)
    if genesis.airdrop is not None:
        state = put_airdrop(state, genesis.airdrop)
    state = put_signer_set(state, SignerRole.TREASURY, genesis.treasury.signer_set)
    state = put_signer_set(state, SignerRole.EMERGENCY, genesis.emergency)
    state = put_validators(state, genesis.validators)
    return tuple((write.key, write.value) for write in close_wave(state).writes if write.value is not None)


def put_chain(state: OverlayStack, genesis: Genesis) -> OverlayStack:
    """The state with the numbers of the chain, and with what its pools begin with."""
    state = put_amount(state, SystemSlot.SUPPLY, genesis.supply)
    state = put_amount(state, SystemSlot.BASE_FEE, get_base_fee(genesis))
    state = credit(state, TREASURY_ADDRESS, genesis.treasury.amount)
    state = credit(state, REWARD_POOL_ADDRESS, genesis.reward_pool)
    return credit(state, STAKE_POOL_ADDRESS, compute_total_stake(genesis))


def get_base_fee(genesis: Genesis) -> Quanta:
    """What a unit of gas costs in wave 0, in quanta: what the file says, or else what the version does."""
    return VERSIONS[genesis.version].genesis_base_fee if genesis.base_fee is None else genesis.base_fee


def put_allocation(state: OverlayStack, allocation: Allocation) -> OverlayStack:
    """The state with an account: its balance, its key where the file has it, its schedule where it vests."""
    account = replace(get_account(state, allocation.address), balance=allocation.amount)
    if allocation.public_key is not None:
        account = replace(account, auth_keys=SingleKey(allocation.public_key))
    state = put_account(state, account)
    if allocation.vesting is None:
        return state
    key = compute_account_key(allocation.address, AccountSlot.VESTING)
    return write_slot(state, key, encode(VestingSchedule, allocation.vesting))


def put_airdrop(state: OverlayStack, airdrop: Airdrop) -> OverlayStack:
    """The state with the pool of the airdrop, and with what claims are held against."""
    state = credit(state, AIRDROP_POOL_ADDRESS, airdrop.pool)
    state = write_slot(state, compute_system_key(SystemSlot.AIRDROP_ROOT), airdrop.root)
    state = put_count(state, SystemSlot.AIRDROP_DEADLINE, airdrop.deadline_wave)
    return put_amount(state, SystemSlot.AIRDROP_EXPECTED_SUM, airdrop.total)


def put_validators(state: OverlayStack, validators: tuple[GenesisValidator, ...]) -> OverlayStack:
    """The state with an entry for each validator, their number, and each address under its index.

    Indices count from 0 in ascending order of address.
    """
    for index, validator in enumerate(sorted(validators, key=lambda validator: validator.address)):
        entry = compute_new_entry(validator.public_key, validator.stake, 0)
        state = write_slot(state, compute_validator_key(validator.address), encode(ValidatorEntry, entry))
        state = write_slot(state, compute_indexed_key(IndexedSlot.VALIDATOR_BY_INDEX, index), validator.address)
    return put_count(state, SystemSlot.VALIDATOR_COUNT, len(validators))


def compute_genesis_root(genesis: Genesis) -> StateRoot:
    """The root of the state before wave 0. Rejects with the reasons of `validate_genesis`."""
    return compute_state_root(compute_genesis_leaves(genesis))


def compute_genesis_hash(genesis: Genesis, state_root: StateRoot) -> Hash32:
    """What identifies the chain of a genesis whose state has this root.

    The BLAKE3 hash of the tag and the wire form of the header, which begins with the chain id.
    """
    header = GenesisHeader(
        chain_id=genesis.chain_id,
        genesis_time=genesis.genesis_time,
        version=genesis.version,
        preset=genesis.preset,
        state_root=state_root,
    )
    return blake3_hash(GENESIS_TAG.tag + encode(GenesisHeader, header))
