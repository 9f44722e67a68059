"""The rules of a genesis.

A genesis is written once, and what is wrong in it stays. So whatever of it can contradict itself is
checked, and each contradiction has a reason. Most of all the money: what the file hands out adds up to the
supply that it states, and on sizes of the mainnet that is the supply of the mainnet. Each bucket stays
below its cap. No sum here has a width, so none wraps around to look right. The supply has at most 127 bits,
half of what an amount holds. All waves that there can be mint less than the other half, so no wave of a
chain runs out of width.

Who is who is checked too. No account is named twice, none of the protocol's own is handed out by the way,
and every key is one that signatures can be checked under. The first committee can be drawn at once: there
are as many validators as it has seats, and no operator runs more than a few of them.

What is judged has been read from a file, and rests on that: the address of an allocation that names its
owner by a key is the hash of the key, and times have 63 bits. No file is refused here with
`VESTING_ENDS_AFTER_LAST_WAVE`, since its integers have 63 bits, or with `FALCON_PUBLIC_KEY_SIZE`, since its
keys have the length of one.

Source: book, chapter 14, sections 14.2 and 14.5 to 14.8; chapter 15, sections 15.4 and 15.5;
chapter 16, section 16.4; TOKENOMICS, section "Initial Distribution".
Decision: R-176 (buckets), R-177 (supply), R-178 (accounts and validators), R-179 (order).  Finding: F-31.
"""

from collections import Counter
from collections.abc import Iterable

from pyde_spec.crypto.falcon_public_key import decode_public_key
from pyde_spec.encoding.json_form import get_member_name
from pyde_spec.encoding.shapes import U32
from pyde_spec.params.versions import MAINNET, resolve
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.transactions.base_fee import MINIMUM
from pyde_spec.transactions.genesis_file import Airdrop, Allocation, Bucket, Genesis, GenesisValidator
from pyde_spec.transactions.inflation import GENESIS_SUPPLY
from pyde_spec.transactions.signer_sets import validate_signer_set
from pyde_spec.transactions.system_accounts import SYSTEM_ADDRESSES
from pyde_spec.transactions.vesting import VestingSchedule, validate_vesting_schedule
from pyde_spec.types.primitives import ZERO_ADDRESS, Address, FalconPublicKey, Quanta
from pyde_spec.validators.entry import validate_operator_size, validate_stake

ALLOCATED_BUCKETS = (Bucket.ECOSYSTEM, Bucket.PUBLIC_SALE, Bucket.FOUNDERS, Bucket.INVESTORS)
"""What allocations are made out of. Each other bucket is filled by a part of the file of its own."""

SUPPLY_MAX = 2**127 - 1
"""The highest supply that a chain begins with, in quanta."""


def validate_genesis(genesis: Genesis) -> None:
    """Raises unless a chain may begin with this genesis.

    Rejects, in this order: with the reasons of `resolve`; with `GENESIS_SUPPLY_NOT_OF_MAINNET`,
    `GENESIS_SUPPLY_TOO_LARGE`, `GENESIS_BASE_FEE_TOO_LOW`; with the reasons of `validate_allocations`; of
    `validate_airdrop`; of `validate_signer_set` for the treasury, then for emergencies; of `validate_validators`;
    of `validate_sums`.
    """
    sizes = resolve(genesis.version, genesis.preset).sizes
    if sizes == MAINNET and genesis.supply != GENESIS_SUPPLY:
        raise Rejected(Reason.GENESIS_SUPPLY_NOT_OF_MAINNET, f"{genesis.supply}, not {GENESIS_SUPPLY} quanta")
    if genesis.supply > SUPPLY_MAX:
        raise Rejected(Reason.GENESIS_SUPPLY_TOO_LARGE, f"{genesis.supply} quanta")
    if genesis.base_fee is not None and genesis.base_fee < MINIMUM:
        raise Rejected(Reason.GENESIS_BASE_FEE_TOO_LOW, f"{genesis.base_fee} quanta")
    validate_allocations(genesis.allocations)
    if genesis.airdrop is not None:
        validate_airdrop(genesis.airdrop)
    validate_signer_set(genesis.treasury.signer_set)
    validate_signer_set(genesis.emergency)
    validate_validators(genesis.validators, sizes.committee_size)
    validate_sums(genesis)


def validate_allocations(allocations: tuple[Allocation, ...]) -> None:
    """Raises unless each allocation is one by itself and all are of different accounts.

    Rejects with the reasons of `validate_allocation` for the first at fault, then with
    `GENESIS_ACCOUNT_REPEATED`.
    """
    for allocation in allocations:
        validate_allocation(allocation)
    repeated = find_repeated(allocation.address for allocation in allocations)
    if repeated is not None:
        raise Rejected(Reason.GENESIS_ACCOUNT_REPEATED, repeated.hex())


def validate_allocation(allocation: Allocation) -> None:
    """Raises unless an account may begin with this.

    Rejects with `GENESIS_BUCKET_NOT_ALLOCATED`, `GENESIS_AMOUNT_ZERO`, `GENESIS_ADDRESS_RESERVED`; with the
    reasons of `decode_public_key`; with those of `validate_vesting_schedule`, then `GENESIS_VESTING_ABOVE_AMOUNT`.
    Checked in this order.
    """
    if allocation.bucket not in ALLOCATED_BUCKETS:
        raise Rejected(Reason.GENESIS_BUCKET_NOT_ALLOCATED, get_member_name(allocation.bucket))
    if allocation.amount == 0:
        raise Rejected(Reason.GENESIS_AMOUNT_ZERO, f"to {allocation.address.hex()}")
    validate_not_reserved(allocation.address)
    if allocation.public_key is not None:
        decode_public_key(allocation.public_key)
    if allocation.vesting is not None:
        validate_vesting(allocation.vesting, allocation.amount)


def validate_not_reserved(address: Address) -> None:
    """Raises with `GENESIS_ADDRESS_RESERVED` unless the address can be somebody's."""
    is_reserved = (
        address == ZERO_ADDRESS  # nobody's
        or address in SYSTEM_ADDRESSES  # the protocol's own
    )
    if is_reserved:
        raise Rejected(Reason.GENESIS_ADDRESS_RESERVED, address.hex())


def validate_vesting(schedule: VestingSchedule, amount: Quanta) -> None:
    """Raises unless the schedule may stand and locks no more than the account begins with.

    Rejects with the reasons of `validate_vesting_schedule`, of which `VESTING_ENDS_AFTER_LAST_WAVE` is never met
    in a file, then with `GENESIS_VESTING_ABOVE_AMOUNT`.
    """
    validate_vesting_schedule(schedule)
    if schedule.total_amount > amount:
        raise Rejected(Reason.GENESIS_VESTING_ABOVE_AMOUNT, f"{schedule.total_amount} of {amount} quanta")


def validate_airdrop(airdrop: Airdrop) -> None:
    """Raises unless the pool holds what can be claimed, and there is a time to claim it.

    Rejects with `GENESIS_AIRDROP_WITHOUT_DEADLINE`, `GENESIS_AMOUNT_ZERO`, `GENESIS_AIRDROP_POOL_MISMATCH`, in
    this order.
    """
    if airdrop.deadline_wave == 0:
        raise Rejected(Reason.GENESIS_AIRDROP_WITHOUT_DEADLINE)
    if airdrop.total == 0:
        raise Rejected(Reason.GENESIS_AMOUNT_ZERO, "airdrop")
    if airdrop.pool != airdrop.total:
        raise Rejected(Reason.GENESIS_AIRDROP_POOL_MISMATCH, f"{airdrop.pool} for {airdrop.total} quanta")


def validate_validators(validators: tuple[GenesisValidator, ...], committee_size: U32) -> None:
    """Raises unless the first committee can be drawn from these validators.

    Rejects with the reasons of `validate_validator` for the first at fault; then with
    `GENESIS_VALIDATOR_REPEATED`, `GENESIS_VALIDATOR_KEY_REPEATED`, those of `validate_operator_size`, and
    `GENESIS_TOO_FEW_VALIDATORS`, in this order.
    """
    for validator in validators:
        validate_validator(validator)
    validate_distinct_validators(validators)
    for count in Counter(validator.operator for validator in validators).values():
        validate_operator_size(count)
    if len(validators) < committee_size:
        raise Rejected(Reason.GENESIS_TOO_FEW_VALIDATORS, f"{len(validators)} for {committee_size} seats")


def validate_validator(validator: GenesisValidator) -> None:
    """Raises unless the validator is one by itself.

    Rejects with `GENESIS_ADDRESS_RESERVED` for the address, the reasons of `decode_public_key`, those of
    `validate_stake`, then with `GENESIS_ADDRESS_RESERVED` for the operator.
    """
    validate_not_reserved(validator.address)
    decode_public_key(validator.public_key)
    validate_stake(validator.stake)
    validate_not_reserved(validator.operator)


def validate_distinct_validators(validators: tuple[GenesisValidator, ...]) -> None:
    """Raises unless all addresses differ, and all keys.

    Rejects with `GENESIS_VALIDATOR_REPEATED`, then with `GENESIS_VALIDATOR_KEY_REPEATED`.
    """
    address = find_repeated(validator.address for validator in validators)
    if address is not None:
        raise Rejected(Reason.GENESIS_VALIDATOR_REPEATED, address.hex())
    key: FalconPublicKey | None = find_repeated(validator.public_key for validator in validators)
    if key is not None:
        raise Rejected(Reason.GENESIS_VALIDATOR_KEY_REPEATED, key[:16].hex())


def find_repeated(values: Iterable[bytes]) -> bytes | None:
    """The first value that is there twice; None when all differ."""
    return next((value for value, count in Counter(values).items() if count > 1), None)


def validate_sums(genesis: Genesis) -> None:
    """Raises unless the buckets keep below their caps and together hold the supply.

    Rejects with `GENESIS_BUCKET_ABOVE_CAP` for the first bucket, then with `GENESIS_SUPPLY_MISMATCH`.
    """
    sums = compute_bucket_sums(genesis)
    for bucket in Bucket:
        name = get_member_name(bucket)
        cap: Quanta = getattr(genesis.caps, name)
        if sums[bucket] > cap:
            raise Rejected(Reason.GENESIS_BUCKET_ABOVE_CAP, f"{name}: {sums[bucket]} of {cap} quanta")
    if sum(sums) != genesis.supply:
        raise Rejected(Reason.GENESIS_SUPPLY_MISMATCH, f"{sum(sums)} of {genesis.supply} quanta")


def compute_bucket_sums(genesis: Genesis) -> tuple[int, ...]:
    """What each bucket holds, in quanta and in the order of `Bucket`. A sum may be wider than 128 bits."""
    sums = {
        Bucket.TREASURY: genesis.treasury.amount,
        Bucket.AIRDROP: 0 if genesis.airdrop is None else genesis.airdrop.pool,
        Bucket.VALIDATOR_REWARDS: genesis.reward_pool,
        Bucket.VALIDATOR_STAKE: compute_total_stake(genesis),
    }
    for bucket in ALLOCATED_BUCKETS:
        sums[bucket] = sum(allocation.amount for allocation in genesis.allocations if allocation.bucket is bucket)
    return tuple(sums[bucket] for bucket in Bucket)


def compute_total_stake(genesis: Genesis) -> int:
    """What all validators bond, in quanta."""
    return sum(validator.stake for validator in genesis.validators)
