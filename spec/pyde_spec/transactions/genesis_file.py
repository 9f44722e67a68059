"""Genesis files.

A chain begins with a file that people write, read and agree on: who owns what, who may spend the treasury
and stop the chain, who the first validators are. It is TOML, and it is read strictly. A key that is
missing or that nobody asks for, a number written as text or text as a number: each is refused, since what
is misread here is wrong for ever.

What a file says does not depend on how TOML lets it be written. `Genesis` is what it says; this section
leads from the text to that, and the next ones judge it and make the state of it.

- Amounts are in quanta, as decimal strings. 64 signed bits, the integers of TOML, do not hold them all.
- Addresses, keys and hashes are `0x` and lower-case hexadecimal digits.
- Waves, seconds and thresholds are integers, of which TOML promises 64 signed bits.
- Keys have no dots, and brackets no depth: the text keeps to a part of TOML (`validate_text`).

    version = "1.1"                # of the protocol
    preset = "minimal"
    chain_id = 31337
    genesis_time = 1767225600      # seconds since the beginning of 1970
    supply = "…"                   # all money there will be
    base_fee = "…"                 # optional: the version has its own
    reward_pool = "…"              # what the pool of rewards begins with
    allocation = [{address or public_key, bucket, amount, vesting}, …]
    validator = [{address, public_key, stake, operator}, …]

    [caps]                         # the most that each bucket may hold, for all buckets
    [airdrop]                      # optional: root, deadline_wave, total, pool
    [treasury]                     # amount, signers, threshold
    [emergency]                    # signers, threshold

`vesting` is optional: `{start_wave, cliff_waves, duration_waves, total_amount}`.

Source: book, chapter 14, sections 14.2 and 14.5 to 14.9; chapter 15, sections 15.4 and 15.5; TOML 1.0.
Decision: R-175 (the form), R-176 (buckets).
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Annotated, Any

from pyde_spec.accounts.addresses import compute_eoa_address
from pyde_spec.encoding.json_form import get_member_name
from pyde_spec.encoding.shapes import U32_MAX, U64, ListOf, Text
from pyde_spec.params.versions import resolve
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.transactions.genesis_toml import (
    Table,
    check_table,
    check_type,
    parse_toml,
    read_amount,
    read_bytes,
    read_list,
    read_number,
    read_public_key,
)
from pyde_spec.transactions.signer_sets import SignerSet
from pyde_spec.transactions.vesting import VestingSchedule
from pyde_spec.types.auth_keys import MULTISIG_SIGNERS_CAP
from pyde_spec.types.primitives import Address, ChainId, FalconPublicKey, Hash32, Quanta, WaveId

HASH_SIZE = 32
THRESHOLD_MAX = 255
NAME_CAP = 16

REQUIRED_KEYS = (
    "version",
    "preset",
    "chain_id",
    "genesis_time",
    "supply",
    "reward_pool",
    "caps",
    "treasury",
    "emergency",
    "allocation",
    "validator",
)
OPTIONAL_KEYS = ("base_fee", "airdrop")


class Bucket(IntEnum):
    """What a part of the supply is set aside for."""

    TREASURY = 0
    AIRDROP = 1
    VALIDATOR_REWARDS = 2
    VALIDATOR_STAKE = 3
    ECOSYSTEM = 4
    PUBLIC_SALE = 5
    FOUNDERS = 6
    INVESTORS = 7


@dataclass(frozen=True, slots=True)
class BucketCaps:
    """The most that each bucket may hold, in the order of `Bucket` and under its names."""

    treasury: Quanta
    airdrop: Quanta
    validator_rewards: Quanta
    validator_stake: Quanta
    ecosystem: Quanta
    public_sale: Quanta
    founders: Quanta
    investors: Quanta


@dataclass(frozen=True, slots=True)
class Allocation:
    """What an account begins with. `public_key` is there when the file names the owner by it."""

    address: Address
    public_key: FalconPublicKey | None
    bucket: Bucket
    amount: Quanta
    vesting: VestingSchedule | None


@dataclass(frozen=True, slots=True)
class Airdrop:
    """What can be claimed: the root over the claims, their sum, and what the pool begins with for them."""

    root: Hash32
    deadline_wave: WaveId
    total: Quanta
    pool: Quanta


@dataclass(frozen=True, slots=True)
class Treasury:
    """What the treasury begins with, and who spends it."""

    amount: Quanta
    signer_set: SignerSet


@dataclass(frozen=True, slots=True)
class GenesisValidator:
    """One of the first validators. `public_key` signs its messages, `address` owns the stake."""

    address: Address
    public_key: FalconPublicKey
    stake: Quanta
    operator: Address


@dataclass(frozen=True, slots=True)
class Genesis:
    """What a genesis file says. `genesis_time` is in seconds."""

    version: Annotated[str, Text(NAME_CAP)]
    preset: Annotated[str, Text(NAME_CAP)]
    chain_id: ChainId
    genesis_time: U64
    supply: Quanta
    base_fee: Quanta | None
    reward_pool: Quanta
    caps: BucketCaps
    airdrop: Airdrop | None
    treasury: Treasury
    emergency: SignerSet
    allocations: Annotated[tuple[Allocation, ...], ListOf(U32_MAX)]
    validators: Annotated[tuple[GenesisValidator, ...], ListOf(U32_MAX)]


def read_genesis(text: str) -> Genesis:
    """What a genesis file says.

    Rejects with the reasons of `parse_toml`; then for each table, the outermost first, with `GENESIS_WRONG_TYPE`
    when it is none, `GENESIS_UNKNOWN_KEY`, `GENESIS_MISSING_KEY`; then for what its keys hold, in the order of the
    fields of `Genesis` and of its parts, with the reason of the first that cannot be read. A version or
    preset that nobody knows is one of those: the reasons of `resolve` follow when both are read.
    """
    fields = check_table(parse_toml(text), "", REQUIRED_KEYS, OPTIONAL_KEYS)
    version = check_type(fields["version"], str, "version")
    preset = check_type(fields["preset"], str, "preset")
    resolve(version, preset)
    return Genesis(
        version=version,
        preset=preset,
        chain_id=read_number(fields["chain_id"], "chain_id"),
        genesis_time=read_number(fields["genesis_time"], "genesis_time"),
        supply=read_amount(fields["supply"], "supply"),
        base_fee=read_amount(fields["base_fee"], "base_fee") if "base_fee" in fields else None,
        reward_pool=read_amount(fields["reward_pool"], "reward_pool"),
        caps=read_caps(fields["caps"]),
        airdrop=read_airdrop(fields["airdrop"]) if "airdrop" in fields else None,
        treasury=read_treasury(fields["treasury"]),
        emergency=read_emergency(fields["emergency"]),
        allocations=tuple(read_allocation(item, path) for item, path in read_list(fields["allocation"], "allocation")),
        validators=tuple(read_validator(item, path) for item, path in read_list(fields["validator"], "validator")),
    )


def read_caps(form: Any) -> BucketCaps:
    """The most that each bucket may hold, in quanta, read in the order of `Bucket`."""
    names = [get_member_name(bucket) for bucket in Bucket]
    fields = check_table(form, "caps", names, ())
    return BucketCaps(*(read_amount(fields[name], f"caps.{name}") for name in names))


def read_airdrop(form: Any) -> Airdrop:
    """The airdrop."""
    fields = check_table(form, "airdrop", ("root", "deadline_wave", "total", "pool"), ())
    return Airdrop(
        root=read_bytes(fields["root"], HASH_SIZE, "airdrop.root"),
        deadline_wave=read_number(fields["deadline_wave"], "airdrop.deadline_wave"),
        total=read_amount(fields["total"], "airdrop.total"),
        pool=read_amount(fields["pool"], "airdrop.pool"),
    )


def read_treasury(form: Any) -> Treasury:
    """The treasury."""
    fields = check_table(form, "treasury", ("amount", "signers", "threshold"), ())
    return Treasury(
        amount=read_amount(fields["amount"], "treasury.amount"), signer_set=read_signer_set(fields, "treasury")
    )


def read_emergency(form: Any) -> SignerSet:
    """Who may stop the chain and let it go on."""
    return read_signer_set(check_table(form, "emergency", ("signers", "threshold"), ()), "emergency")


def read_signer_set(fields: Table, path: str) -> SignerSet:
    """The keys under `signers`, in the order of the file, and the `threshold`.

    Rejects with `GENESIS_TOO_MANY_SIGNERS` when there are more than sixteen, before any key is read.
    """
    signers = read_list(fields["signers"], f"{path}.signers")
    if len(signers) > MULTISIG_SIGNERS_CAP:
        raise Rejected(Reason.GENESIS_TOO_MANY_SIGNERS, f"{path}: {len(signers)}")
    return SignerSet(
        keys=tuple(read_public_key(item, place) for item, place in signers),
        threshold=read_number(fields["threshold"], f"{path}.threshold", THRESHOLD_MAX),
    )


def read_allocation(form: Any, path: str) -> Allocation:
    """An allocation. Rejects with `GENESIS_OWNER_UNCLEAR` unless it has an address or a key, and not both."""
    fields = check_table(form, path, ("bucket", "amount"), ("address", "public_key", "vesting"))
    if ("address" in fields) == ("public_key" in fields):
        raise Rejected(Reason.GENESIS_OWNER_UNCLEAR, path)
    public_key = read_public_key(fields["public_key"], f"{path}.public_key") if "public_key" in fields else None
    return Allocation(
        address=read_bytes(fields["address"], HASH_SIZE, f"{path}.address")
        if public_key is None
        else compute_eoa_address(public_key),
        public_key=public_key,
        bucket=read_bucket(fields["bucket"], f"{path}.bucket"),
        amount=read_amount(fields["amount"], f"{path}.amount"),
        vesting=read_vesting(fields["vesting"], f"{path}.vesting") if "vesting" in fields else None,
    )


def read_vesting(form: Any, path: str) -> VestingSchedule:
    """A vesting schedule."""
    fields = check_table(form, path, ("start_wave", "cliff_waves", "duration_waves", "total_amount"), ())
    return VestingSchedule(
        start_wave=read_number(fields["start_wave"], f"{path}.start_wave"),
        cliff_waves=read_number(fields["cliff_waves"], f"{path}.cliff_waves"),
        duration_waves=read_number(fields["duration_waves"], f"{path}.duration_waves"),
        total_amount=read_amount(fields["total_amount"], f"{path}.total_amount"),
    )


def read_validator(form: Any, path: str) -> GenesisValidator:
    """A validator."""
    fields = check_table(form, path, ("address", "public_key", "stake", "operator"), ())
    return GenesisValidator(
        address=read_bytes(fields["address"], HASH_SIZE, f"{path}.address"),
        public_key=read_public_key(fields["public_key"], f"{path}.public_key"),
        stake=read_amount(fields["stake"], f"{path}.stake"),
        operator=read_bytes(fields["operator"], HASH_SIZE, f"{path}.operator"),
    )


def read_bucket(form: Any, path: str) -> Bucket:
    """A bucket by its name. Rejects with `GENESIS_WRONG_TYPE`, then `GENESIS_UNKNOWN_BUCKET`."""
    name: str = check_type(form, str, path)
    for bucket in Bucket:
        if get_member_name(bucket) == name:
            return bucket
    raise Rejected(Reason.GENESIS_UNKNOWN_BUCKET, f"{path}: {name[:50]!r}")
