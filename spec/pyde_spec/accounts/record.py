"""Account records.

An account is what the state holds for an address: which nonces it may still use, what it owns, its
code if it is a contract, what is set aside for the gas of those who call it, and who may sign.

The state keeps it as two leaves. The *record* has a fixed size of 143 bytes and changes with every
transaction; the *authorisation keys* take up to 14 kB and change with a rotation. Were they one leaf,
every change of a balance would hash the keys again. Outside the state the two are shown joined, as
one `Account`, with the keys in the place that the book gives them.

An address that the state holds nothing for has the empty account: a user's, without balance and
without keys. The empty account is never stored, so that each state has one form.

Source: book, chapter 11, sections 11.1 and 11.3.
Decision: D-07 (the whole window), D-36 (two leaves), R-21 (structural rules, the empty account).
Finding: F-09.
"""

from dataclasses import dataclass
from enum import IntEnum

from pyde_spec.accounts.nonce_window import NonceWindow, validate_nonce_window
from pyde_spec.encoding.decoder import decode
from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import U32
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.types.auth_keys import AuthKeys, NoKeys, validate_auth_keys
from pyde_spec.types.primitives import ZERO_HASH, Address, Hash32, Quanta


class AccountType(IntEnum):
    """Whose account it is: a user's (externally owned), a contract's, or the protocol's own."""

    EOA = 0
    CONTRACT = 1
    SYSTEM = 2


@dataclass(frozen=True, slots=True)
class AccountRecord:
    """The leaf that changes often. `balance` and `gas_tank` are in quanta; `key_nonce` counts rotations."""

    address: Address
    nonce: NonceWindow
    balance: Quanta
    code_hash: Hash32
    storage_root: Hash32
    account_type: AccountType
    gas_tank: Quanta
    key_nonce: U32


@dataclass(frozen=True, slots=True)
class Account:
    """An account as a whole, as the wire and the RPC show it."""

    address: Address
    nonce: NonceWindow
    balance: Quanta
    code_hash: Hash32
    storage_root: Hash32
    account_type: AccountType
    auth_keys: AuthKeys
    gas_tank: Quanta
    key_nonce: U32


def split_account(account: Account) -> tuple[AccountRecord, AuthKeys]:
    """The two leaves of an account: the record, and the keys."""
    record = AccountRecord(
        address=account.address,
        nonce=account.nonce,
        balance=account.balance,
        code_hash=account.code_hash,
        storage_root=account.storage_root,
        account_type=account.account_type,
        gas_tank=account.gas_tank,
        key_nonce=account.key_nonce,
    )
    return record, account.auth_keys


def join_account(record: AccountRecord, auth_keys: AuthKeys) -> Account:
    """The account of two leaves; the inverse of `split_account`."""
    return Account(
        address=record.address,
        nonce=record.nonce,
        balance=record.balance,
        code_hash=record.code_hash,
        storage_root=record.storage_root,
        account_type=record.account_type,
        auth_keys=auth_keys,
        gas_tank=record.gas_tank,
        key_nonce=record.key_nonce,
    )


def encode_leaves(account: Account) -> tuple[bytes, bytes]:
    """The bytes of the two leaves as the state holds them: 143 of the record, and those of the keys."""
    record, auth_keys = split_account(account)
    return encode(AccountRecord, record), encode(AuthKeys, auth_keys)


def decode_record(leaf: bytes) -> AccountRecord:
    """The record of a leaf. Rejects with the reasons of `decode`; what it may hold is not checked."""
    record: AccountRecord = decode(AccountRecord, leaf)
    return record


def get_empty_account(address: Address) -> Account:
    """The account of an address that the state holds nothing for."""
    return Account(
        address=address,
        nonce=NonceWindow(base=0, used=0),
        balance=0,
        code_hash=ZERO_HASH,
        storage_root=ZERO_HASH,
        account_type=AccountType.EOA,
        auth_keys=NoKeys(),
        gas_tank=0,
        key_nonce=0,
    )


def is_empty_account(account: Account) -> bool:
    """Whether the account is the empty one of its address, for which no leaf is stored."""
    return account == get_empty_account(account.address)


def validate_account_record(record: AccountRecord) -> None:
    """Raises unless the record may stand in the state.

    Rejects with the reasons of `validate_nonce_window`, then `STORAGE_ROOT_NOT_ZERO`, then
    `CONTRACT_WITHOUT_CODE` or `CODE_WITHOUT_CONTRACT`. Checked in this order.
    """
    validate_nonce_window(record.nonce)
    if record.storage_root != ZERO_HASH:
        raise Rejected(Reason.STORAGE_ROOT_NOT_ZERO)
    is_contract = record.account_type is AccountType.CONTRACT
    has_code = record.code_hash != ZERO_HASH
    if is_contract and not has_code:
        raise Rejected(Reason.CONTRACT_WITHOUT_CODE)
    if has_code and not is_contract:
        raise Rejected(Reason.CODE_WITHOUT_CONTRACT)


def validate_account(account: Account) -> None:
    """Raises unless the record and the keys may each stand in the state, and may stand together.

    Rejects with the reasons of `validate_account_record`, then those of `validate_auth_keys`, then
    `SYSTEM_ACCOUNT_WITH_KEYS`, `KEY_NONCE_WITHOUT_KEYS`. Checked in this order.
    """
    record, auth_keys = split_account(account)
    validate_account_record(record)
    validate_auth_keys(auth_keys)
    has_keys = auth_keys != NoKeys()
    if has_keys and account.account_type is AccountType.SYSTEM:
        raise Rejected(Reason.SYSTEM_ACCOUNT_WITH_KEYS)
    if account.key_nonce > 0 and not has_keys:
        raise Rejected(Reason.KEY_NONCE_WITHOUT_KEYS, f"{account.key_nonce} rotations")
