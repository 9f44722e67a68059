"""Slot keys.

Everything that the state holds lies in one flat tree under keys of 32 bytes. The first sixteen bytes of
an account's keys are the first sixteen of its address, so that all its slots lie together on disk; the
other sixteen are the beginning of a hash over a discriminator, which says what is stored, and the whole
address.

The whole address matters. Two addresses of one's own that share sixteen bytes cost about 2**64 trials to
find. If the hash did not hold the address, they would share their record, their code and their keys.

A contract does not choose keys. It names a slot of its own storage by any 32 bytes, and the key is
computed from its address and that name. What it may use for names is up to it; the derivations for single
fields, maps and maps of maps at the end of this page are what the tools use.

What belongs to no account is kept under a whole hash.

No two kinds of key coincide. Among an account's keys the first byte hashed is the discriminator, and each
discriminator fixes the length of what follows. Keys under a whole hash are told apart by length and discriminator
in the same way, but for those of names: what is hashed for a name has no fixed length; its first byte, 0x0E, is no
other kind's. A validator's key can begin with it, but ends with 0x10, which no name does. So two keys of different
kinds differ in what is hashed, or one is clustered and the other whole. There the two inputs may be the same, but
to coincide the whole hash would have to begin with the sixteen bytes of an address; and to make sixteen bytes of
hash meet a given key takes about 2**128 trials.

Every input of a key has a length that its kind fixes or is a name, so that lengths that meet (F-05) do not reach
them. They do reach names of map entries, where the key of the map may be any bytes: a contract whose maps take
keys of several lengths from strangers hashes them to one length first.

Source: PIP-2; book, chapter 4, section 4.4.
Decision: D-08, D-10, D-36, R-120 (the address inside the hash), R-121 (names of fields), R-122 (system keys),
R-152 (later kinds).
Finding: F-05, F-07, F-22, F-26.
"""

from enum import IntEnum

from pyde_spec.crypto.provider import poseidon2_hash
from pyde_spec.encoding.shapes import U8, U64, Bytes32
from pyde_spec.types.primitives import Address, SlotKey

PREFIX_SIZE = 16
INDEX_SIZE = 8


class Discriminator(IntEnum):
    """What a key stands for.

    0x00, 0x01, 0x03 and 0x06 – balance, nonce, code hash and compiled code of their own – are vacant since the
    account record holds what is left of them. They are not used again.
    """

    CODE = 0x02
    FIELD = 0x04
    MAP_ENTRY = 0x05
    ACCOUNT_RECORD = 0x07
    CONTRACT_STORAGE = 0x08
    AUTH_KEYS = 0x09
    BASE_FEE = 0x0A
    EMERGENCY_SIGNERS = 0x0B
    EMERGENCY_THRESHOLD = 0x0C
    EMERGENCY_NONCE = 0x0D
    NAME = 0x0E
    VALIDATOR = 0x10
    VALIDATOR_COUNT = 0x11
    SUPPLY = 0x12
    TOTAL_BURNED = 0x13
    REWARDS_PER_STAKE_UNIT = 0x14
    ACTIVE_STAKE_WEIGHTED_TOTAL = 0x15
    VESTING = 0x16
    VALIDATOR_SUBSIDY = 0x17
    AIRDROP_ROOT = 0x18
    AIRDROP_DEADLINE = 0x19
    AIRDROP_CLAIMED = 0x1A
    AIRDROP_EXPECTED_SUM = 0x1B
    MULTISIG_SIGNERS = 0x1C
    MULTISIG_THRESHOLD = 0x1D
    MULTISIG_NONCE = 0x1E
    EMERGENCY_PAUSE_END_WAVE = 0x1F


class AccountSlot(IntEnum):
    """What an account has one slot of."""

    CODE = Discriminator.CODE
    RECORD = Discriminator.ACCOUNT_RECORD
    AUTH_KEYS = Discriminator.AUTH_KEYS
    VESTING = Discriminator.VESTING


class SystemSlot(IntEnum):
    """What the whole chain has one slot of."""

    BASE_FEE = Discriminator.BASE_FEE
    EMERGENCY_SIGNERS = Discriminator.EMERGENCY_SIGNERS
    EMERGENCY_THRESHOLD = Discriminator.EMERGENCY_THRESHOLD
    EMERGENCY_NONCE = Discriminator.EMERGENCY_NONCE
    VALIDATOR_COUNT = Discriminator.VALIDATOR_COUNT
    SUPPLY = Discriminator.SUPPLY
    TOTAL_BURNED = Discriminator.TOTAL_BURNED
    REWARDS_PER_STAKE_UNIT = Discriminator.REWARDS_PER_STAKE_UNIT
    ACTIVE_STAKE_WEIGHTED_TOTAL = Discriminator.ACTIVE_STAKE_WEIGHTED_TOTAL
    VALIDATOR_SUBSIDY = Discriminator.VALIDATOR_SUBSIDY
    AIRDROP_ROOT = Discriminator.AIRDROP_ROOT
    AIRDROP_DEADLINE = Discriminator.AIRDROP_DEADLINE
    AIRDROP_EXPECTED_SUM = Discriminator.AIRDROP_EXPECTED_SUM
    MULTISIG_SIGNERS = Discriminator.MULTISIG_SIGNERS
    MULTISIG_THRESHOLD = Discriminator.MULTISIG_THRESHOLD
    MULTISIG_NONCE = Discriminator.MULTISIG_NONCE
    EMERGENCY_PAUSE_END_WAVE = Discriminator.EMERGENCY_PAUSE_END_WAVE


class IndexedSlot(IntEnum):
    """What the whole chain has one slot of for every index."""

    VALIDATOR_BY_INDEX = Discriminator.VALIDATOR_COUNT
    AIRDROP_CLAIMED = Discriminator.AIRDROP_CLAIMED


def compute_clustered_key(address: Address, hashed: bytes) -> SlotKey:
    """The first half of the address, then the first half of a Poseidon2 hash."""
    return address[:PREFIX_SIZE] + poseidon2_hash(hashed)[:PREFIX_SIZE]


def compute_account_key(address: Address, slot: AccountSlot) -> SlotKey:
    """The key of one of an account's own leaves; what is hashed is the discriminator and the address."""
    return compute_clustered_key(address, bytes([slot]) + address)


def compute_storage_key(context: Address, slot: Bytes32) -> SlotKey:
    """The key of a slot of a contract's storage.

    `context` is the account whose storage is in use, `slot` the 32 bytes that the running code passes. What is
    hashed is the discriminator, the context and the slot, so the key is in nobody else's storage.
    """
    return compute_clustered_key(context, bytes([Discriminator.CONTRACT_STORAGE]) + context + slot)


def compute_validator_key(address: Address) -> SlotKey:
    """The key of a validator's entry: the hash of the address and, behind it, the discriminator."""
    return poseidon2_hash(address + bytes([Discriminator.VALIDATOR]))


def compute_system_key(slot: SystemSlot) -> SlotKey:
    """The key of what the chain has one of: the hash of the discriminator alone."""
    return poseidon2_hash(bytes([slot]))


def compute_indexed_key(slot: IndexedSlot, index: U64) -> SlotKey:
    """The key of what the chain has one of for every index: discriminator, then eight little-endian bytes."""
    return poseidon2_hash(bytes([slot]) + index.to_bytes(INDEX_SIZE, "little"))


def compute_name_key(namespace: U8, name: bytes) -> SlotKey:
    """The key of what the registry keeps of a name: discriminator, tag of the namespace, then the name."""
    return poseidon2_hash(bytes([Discriminator.NAME, namespace]) + name)


def compute_field_slot(index: U64) -> Bytes32:
    """The name, within a contract's storage, of its field of this index."""
    return poseidon2_hash(bytes([Discriminator.FIELD]) + index.to_bytes(INDEX_SIZE, "little"))


def compute_map_entry_slot(slot: Bytes32, map_key: bytes) -> Bytes32:
    """The name of the entry of `map_key` in the map that is named `slot`.

    The map is a field, or itself an entry of a map, so maps of maps need nothing more. Two keys of different
    lengths that name one entry cost about 2**60 trials to find.
    """
    return poseidon2_hash(slot + bytes([Discriminator.MAP_ENTRY]) + map_key)
