"""Transactions.

A transaction is one flat envelope for every type of transaction; `tx_type` says how the rest is
read. Its fields stand on the wire in the order of this text, and deployed wallets write them so.

`signature` carries what the sender's authorisation keys ask for: nothing, one FALCON signature, or
the indexed signatures of t of n signers. Its cap is the size of sixteen indexed signatures.

Caps bound what a decoder allocates. They lie where no valid transaction reaches them: sizes of
whole transactions, of call data and of deployed code are rules of validation.

Source: book, chapter 11, sections 11.6 and 11.8; deployed bindings, `serialize_tx`.
Decision: D-04 (wire form), D-28 (tags), R-72 (the signature field), R-73 (caps).
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Annotated

from pyde_spec.encoding.shapes import ListOf, TaggedUnion, VariableBytes, Variant
from pyde_spec.types.auth_keys import MULTISIG_SIGNERS_CAP
from pyde_spec.types.primitives import (
    FALCON_CONSTANT_TIME_SIGNATURE_SIZE,
    Address,
    ChainId,
    Gas,
    Nonce,
    Quanta,
    SlotKey,
    WaveId,
)

DATA_CAP = 4 * 1024 * 1024
ACCESS_ENTRIES_CAP = 4096
STORAGE_KEYS_CAP = 4096
LENGTH_PREFIX_SIZE = 4
INDEXED_SIGNATURE_SIZE_MAX = 1 + LENGTH_PREFIX_SIZE + FALCON_CONSTANT_TIME_SIGNATURE_SIZE
SIGNATURE_CAP = LENGTH_PREFIX_SIZE + MULTISIG_SIGNERS_CAP * INDEXED_SIGNATURE_SIZE_MAX


class TransactionType(IntEnum):
    """What a transaction does. Tag 2 is vacant for ever, 17 and 18 until later tools need them."""

    STANDARD = 0
    DEPLOY = 1
    STAKE_DEPOSIT = 3
    STAKE_WITHDRAW = 4
    SLASH = 5
    CLAIM_REWARD = 6
    CLAIM_AIRDROP = 7
    SWEEP_AIRDROP = 8
    MULTISIG_TX = 9
    ROTATE_MULTISIG = 10
    EMERGENCY_PAUSE = 11
    EMERGENCY_RESUME = 12
    REGISTER_PUBKEY = 13
    UNJAIL = 14
    ROTATE_VALIDATOR_KEYS = 15
    DISPUTE_SLASH = 16
    ROTATE_KEYS = 0x20
    NAME_REGISTER = 0x21
    NAME_RENEW = 0x22
    NAME_TRANSFER = 0x23
    GAS_TANK_DEPOSIT = 0x24
    GAS_TANK_WITHDRAW = 0x25
    UPGRADE_CONTRACT = 0x28
    PAUSE_CONTRACT = 0x29
    UNPAUSE_CONTRACT = 0x2A
    KILL_CONTRACT = 0x2B


@dataclass(frozen=True, slots=True)
class Sender:
    """The sender's balance pays for gas."""


@dataclass(frozen=True, slots=True)
class GasTank:
    """The gas tank of the called contract pays for gas."""


@dataclass(frozen=True, slots=True)
class Paymaster:
    """A third account pays for gas."""

    address: Address


FeePayer = Annotated[
    Sender | GasTank | Paymaster,
    TaggedUnion(
        Variant(0, "sender", Sender),
        Variant(1, "gas_tank", GasTank),
        Variant(2, "paymaster", Paymaster),
    ),
]


class AccessType(IntEnum):
    """Whether the slots of an access entry are only read."""

    READ = 0
    READ_WRITE = 1


@dataclass(frozen=True, slots=True)
class AccessEntry:
    """An account, the slots of it that a transaction touches, and how."""

    address: Address
    storage_keys: Annotated[tuple[SlotKey, ...], ListOf(STORAGE_KEYS_CAP)]
    access_type: AccessType


AccessList = Annotated[tuple[AccessEntry, ...], ListOf(ACCESS_ENTRIES_CAP)]


@dataclass(frozen=True, slots=True)
class Transaction:
    """A transaction of any type.

    `value` is in quanta, `gas_limit` in units of gas. `deadline` is the last wave that may include
    the transaction; without one it never lapses.
    """

    from_: Address
    to: Address
    value: Quanta
    data: Annotated[bytes, VariableBytes(DATA_CAP)]
    gas_limit: Gas
    nonce: Nonce
    signature: Annotated[bytes, VariableBytes(SIGNATURE_CAP)]
    fee_payer: FeePayer
    access_list: AccessList
    deadline: WaveId | None
    chain_id: ChainId
    tx_type: TransactionType
