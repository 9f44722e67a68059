"""Vectors of account records: what may stand in the state, the two leaves, and the empty account."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated

from pyde_spec.accounts.nonce_window import NonceWindow
from pyde_spec.accounts.record import (
    Account,
    AccountRecord,
    AccountType,
    decode_record,
    encode_leaves,
    get_empty_account,
    is_empty_account,
    join_account,
    split_account,
    validate_account,
    validate_account_record,
)
from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import U32_MAX, U64_MAX, VariableBytes
from pyde_spec.params.versions import Parameters
from pyde_spec.types.auth_keys import AuthKeys, MultiSig, NoKeys, Programmable, SingleKey
from pyde_spec.types.primitives import ZERO_HASH, Address
from pyde_vectors.accounts.people import (
    ALICE_KEY,
    BOB_KEY,
    CODE_HASH,
    CONTRACT,
    SYSTEM,
    TARGET,
    TWO_OF_THREE,
    UNREGISTERED,
    USER,
    Accepted,
    make_address,
)
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler


@dataclass(frozen=True, slots=True)
class RecordInput:
    """A record that may stand in the state."""

    record: AccountRecord


@dataclass(frozen=True, slots=True)
class AccountInput:
    """An account as a whole."""

    account: Account


@dataclass(frozen=True, slots=True)
class AddressInput:
    """An address that the state holds nothing for."""

    address: Address


@dataclass(frozen=True, slots=True)
class Leaves:
    """The two leaves of an account."""

    record: AccountRecord
    auth_keys: AuthKeys


@dataclass(frozen=True, slots=True)
class AccountOutput:
    """An account as a whole."""

    account: Account


@dataclass(frozen=True, slots=True)
class EmptyOutput:
    """Whether it is the empty account."""

    empty: bool


LEAF_CAP = 16 * 1024
Leaf = Annotated[bytes, VariableBytes(LEAF_CAP)]


@dataclass(frozen=True, slots=True)
class LeafBytes:
    """The two leaves as the state holds them."""

    record: Leaf
    auth_keys: Leaf


@dataclass(frozen=True, slots=True)
class RecordLeafInput:
    """Bytes that may be the leaf of a record."""

    leaf: Leaf


@dataclass(frozen=True, slots=True)
class RecordOutput:
    """The record of a leaf."""

    record: AccountRecord


@handler("accounts/encode_leaves", rules=[encode_leaves])
def run_encode_leaves(_: Parameters, given: AccountInput) -> LeafBytes:
    """Write both leaves of an account."""
    return LeafBytes(*encode_leaves(given.account))


@handler("accounts/decode_record", rules=[decode_record])
def run_decode_record(_: Parameters, given: RecordLeafInput) -> RecordOutput:
    """Read the leaf of a record."""
    return RecordOutput(decode_record(given.leaf))


@handler("accounts/validate_account_record", rules=[validate_account_record])
def run_validate_account_record(_: Parameters, given: RecordInput) -> Accepted:
    """Check a record."""
    validate_account_record(given.record)
    return Accepted()


@handler("accounts/validate_account", rules=[validate_account])
def run_validate_account(_: Parameters, given: AccountInput) -> Accepted:
    """Check a record and keys together."""
    validate_account(given.account)
    return Accepted()


@handler("accounts/split_account", rules=[split_account])
def run_split_account(_: Parameters, given: AccountInput) -> Leaves:
    """Take an account apart."""
    return Leaves(*split_account(given.account))


@handler("accounts/join_account", rules=[join_account])
def run_join_account(_: Parameters, given: Leaves) -> AccountOutput:
    """Put an account together."""
    return AccountOutput(join_account(given.record, given.auth_keys))


@handler("accounts/empty_account", rules=[get_empty_account])
def run_empty_account(_: Parameters, given: AddressInput) -> AccountOutput:
    """Give the account of an address without leaves."""
    return AccountOutput(get_empty_account(given.address))


@handler("accounts/is_empty_account", rules=[is_empty_account])
def run_is_empty_account(_: Parameters, given: AccountInput) -> EmptyOutput:
    """Ask whether an account is stored at all."""
    return EmptyOutput(is_empty_account(given.account))


ONE_BIT = bytes(31) + b"\x01"
TOP_BIT = b"\x80" + bytes(31)
ROOT = make_address(0x50)

DISTINCT = Account(
    address=make_address(1),
    nonce=NonceWindow(2, 3 << 1),
    balance=4,
    code_hash=make_address(5),
    storage_root=make_address(6),
    account_type=AccountType.CONTRACT,
    auth_keys=SingleKey(ALICE_KEY),
    gas_tank=7,
    key_nonce=8,
)

STORABLE = (
    ("user", "A user's account", USER),
    ("user-without-keys", "A user's account that was paid but has no key yet", UNREGISTERED),
    ("contract", "A contract's account", CONTRACT),
    ("system", "A system account, with the largest balance", SYSTEM),
    ("empty", "The empty account breaks no rule, though it is not stored", get_empty_account(TARGET)),
    ("code-hash-of-one-bit", "A code hash of one bit is a code hash", replace(CONTRACT, code_hash=ONE_BIT)),
    ("window-full-but-lowest", "Every nonce but the lowest is spent", replace(USER, nonce=NonceWindow(7, 0xFFFE))),
    ("window-up-to-the-last", "The last nonce of all is spent", replace(USER, nonce=NonceWindow(U64_MAX - 15, 0x8000))),
    ("window-at-the-last", "Only the last nonce is left", replace(USER, nonce=NonceWindow(U64_MAX, 0))),
)

UNSTORABLE = (
    ("window-not-slid", "The lowest nonce is spent", replace(USER, nonce=NonceWindow(7, 0b1))),
    (
        "window-past-the-end",
        "A spent nonce lies above the last",
        replace(USER, nonce=NonceWindow(U64_MAX - 14, 0x8000)),
    ),
    ("storage-root", "A storage root", replace(CONTRACT, storage_root=ROOT)),
    ("storage-root-of-low-bit", "A storage root of one bit", replace(CONTRACT, storage_root=ONE_BIT)),
    ("storage-root-of-top-bit", "A storage root of one bit, at the other end", replace(USER, storage_root=TOP_BIT)),
    ("contract-without-code", "A contract without code", replace(CONTRACT, code_hash=ZERO_HASH)),
    ("user-with-code", "A user's account with code", replace(USER, code_hash=CODE_HASH)),
    ("system-with-code", "A system account with code", replace(SYSTEM, code_hash=ONE_BIT)),
)

RECORD_FAULTS_IN_PAIRS = (
    (
        "not-slid-and-past-the-end",
        "The lowest nonce is spent, and one above the last",
        replace(USER, nonce=NonceWindow(U64_MAX, 0b11)),
    ),
    (
        "window-and-storage-root",
        "A spent nonce above the last, and a storage root",
        replace(USER, nonce=NonceWindow(U64_MAX, 0b10), storage_root=ROOT),
    ),
    (
        "storage-root-and-no-code",
        "A storage root, and a contract without code",
        replace(CONTRACT, storage_root=ROOT, code_hash=ZERO_HASH),
    ),
    ("storage-root-and-code", "A storage root, and a user with code", replace(USER, storage_root=ROOT, code_hash=ROOT)),
)


@cases("accounts/validate_account_record")
def record_cases() -> Iterator[Case]:
    """Records of all types, then each fault, then faults in pairs."""
    for name, title, account in STORABLE:
        yield Case(name, title, RecordInput(split_account(account)[0]), known={"ok": {}})
    for name, title, account in UNSTORABLE:
        yield Case(f"reject-{name}", title, RecordInput(split_account(account)[0]), ("missing-check",))
    for name, title, account in RECORD_FAULTS_IN_PAIRS:
        yield Case(name, title, RecordInput(split_account(account)[0]), ("order-of-checks",))


WITH_KEYS = (
    ("user-with-one-key", "A user with one key", USER),
    ("user-with-several-keys", "A user with several keys", replace(USER, auth_keys=TWO_OF_THREE)),
    ("user-never-rotated", "A user with the first key", replace(USER, key_nonce=0)),
    ("user-rotated-to-the-end", "A user after the last rotation", replace(USER, key_nonce=U32_MAX)),
    ("user-without-keys", "A user without keys, and without rotations", UNREGISTERED),
    ("contract-without-keys", "A contract that nobody administers", CONTRACT),
    ("contract-with-keys", "A contract with administrators", replace(CONTRACT, auth_keys=TWO_OF_THREE, key_nonce=1)),
    ("system", "A system account", SYSTEM),
    ("empty", "The empty account", get_empty_account(TARGET)),
)

WITH_BAD_KEYS = (
    ("record", "The record is checked too", replace(USER, storage_root=ROOT)),
    ("programmable", "Programmable keys", replace(USER, auth_keys=Programmable())),
    ("threshold-zero", "A threshold of zero", replace(USER, auth_keys=MultiSig((ALICE_KEY,), 0))),
    ("no-keys-of-several", "Several keys of which there are none", replace(USER, auth_keys=MultiSig((), 1))),
    ("threshold-above-keys", "A threshold that nobody can reach", replace(USER, auth_keys=MultiSig((ALICE_KEY,), 2))),
    ("repeated-key", "One key twice", replace(USER, auth_keys=MultiSig((ALICE_KEY, BOB_KEY, ALICE_KEY), 2))),
    ("system-with-one-key", "A system account with a key", replace(SYSTEM, auth_keys=SingleKey(ALICE_KEY))),
    ("system-with-several-keys", "A system account with several keys", replace(SYSTEM, auth_keys=TWO_OF_THREE)),
    ("user-rotated-without-keys", "One rotation, and no keys", replace(UNREGISTERED, key_nonce=1)),
    ("contract-rotated-without-keys", "A contract's last rotation, no keys", replace(CONTRACT, key_nonce=U32_MAX)),
    ("system-rotated", "A system account that counts a rotation", replace(SYSTEM, key_nonce=1)),
)

ACCOUNT_FAULTS_IN_PAIRS = (
    (
        "record-and-keys",
        "A contract without code, and bad keys",
        replace(CONTRACT, code_hash=ZERO_HASH, auth_keys=Programmable()),
    ),
    ("bad-keys-of-system", "Programmable keys of a system account", replace(SYSTEM, auth_keys=Programmable())),
    (
        "record-and-rotations",
        "A storage root, and rotations without keys",
        replace(UNREGISTERED, storage_root=ROOT, key_nonce=1),
    ),
)


@cases("accounts/validate_account")
def account_cases() -> Iterator[Case]:
    """Every type with every kind of keys, then each fault, then faults in pairs."""
    for name, title, account in WITH_KEYS:
        yield Case(name, title, AccountInput(account), known={"ok": {}})
    for name, title, account in WITH_BAD_KEYS:
        yield Case(f"reject-{name}", title, AccountInput(account), ("missing-check",))
    for name, title, account in ACCOUNT_FAULTS_IN_PAIRS:
        yield Case(name, title, AccountInput(account), ("order-of-checks",))


LEAVES = (
    ("distinct", "No two fields alike", DISTINCT),
    ("several-keys", "Several keys", replace(DISTINCT, auth_keys=TWO_OF_THREE)),
    ("empty", "The empty account", get_empty_account(TARGET)),
)


@cases("accounts/split_account")
def split_cases() -> Iterator[Case]:
    """Accounts of every kind of keys."""
    for name, title, account in LEAVES:
        yield Case(name, title, AccountInput(account))


@cases("accounts/join_account")
def join_cases() -> Iterator[Case]:
    """The same, put together again."""
    for name, title, account in LEAVES:
        yield Case(name, title, Leaves(*split_account(account)))


@cases("accounts/empty_account")
def empty_account_cases() -> Iterator[Case]:
    """Two addresses."""
    yield Case("address", "The address is in the account", AddressInput(TARGET))
    yield Case("zero-address", "The zero address has an account like any other", AddressInput(bytes(32)))


@cases("accounts/is_empty_account")
def is_empty_cases() -> Iterator[Case]:
    """The empty account, and every field that makes it another."""
    empty = get_empty_account(TARGET)
    yield Case("empty", "Nothing but an address", AccountInput(empty), known={"ok": {"empty": True}})
    others = (
        ("nonce-slid", "A nonce was used", replace(empty, nonce=NonceWindow(1, 0))),
        ("nonce-spent", "A nonce was used out of order", replace(empty, nonce=NonceWindow(0, 0b10))),
        ("balance", "One quantum", replace(empty, balance=1)),
        ("code-hash", "A code hash", replace(empty, code_hash=ONE_BIT)),
        ("storage-root", "A storage root", replace(empty, storage_root=ONE_BIT)),
        ("contract", "Another type", replace(empty, account_type=AccountType.CONTRACT)),
        ("system", "The third type", replace(empty, account_type=AccountType.SYSTEM)),
        ("keys", "A key", replace(empty, auth_keys=SingleKey(ALICE_KEY))),
        ("keys-of-nobody", "Keys of another kind", replace(empty, auth_keys=Programmable())),
        ("gas-tank", "One quantum in the tank", replace(empty, gas_tank=1)),
        ("key-nonce", "One rotation", replace(empty, key_nonce=1)),
    )
    for name, title, account in others:
        yield Case(name, title, AccountInput(account), ("missing-check",), known={"ok": {"empty": False}})


def write_known_leaf() -> str:
    """The leaf of the distinct account's record, written out by hand."""
    parts = (
        "01" * 32,
        "0200000000000000" + "0600",
        "04" + "00" * 15,
        "05" * 32,
        "06" * 32,
        "01",
        "07" + "00" * 15,
        "08000000",
    )
    return "0x" + "".join(parts)


@cases("accounts/encode_leaves")
def encode_cases() -> Iterator[Case]:
    """A leaf known byte by byte, every type of account, every kind of keys."""
    known = {"ok": {"record": write_known_leaf(), "auth_keys": "0x00"}}
    without_keys = replace(DISTINCT, auth_keys=NoKeys())
    yield Case("distinct", "No two fields alike", AccountInput(without_keys), ("known-answer",), known)
    others = (
        ("user", "A user with one key", USER),
        ("several-keys", "A user with several keys", replace(USER, auth_keys=TWO_OF_THREE)),
        ("system", "A system account, with the largest balance", SYSTEM),
        ("empty", "The empty account, were it stored", get_empty_account(TARGET)),
    )
    for name, title, account in others:
        yield Case(name, title, AccountInput(account))


@cases("accounts/decode_record")
def decode_cases() -> Iterator[Case]:
    """Good leaves, and leaves that are a little off."""
    whole = encode(AccountRecord, split_account(DISTINCT)[0])
    type_at = 32 + 10 + 16 + 32 + 32
    leaves = (
        ("distinct", "No two fields alike", whole, ()),
        ("largest", "Every number at its end", b"\xff" * type_at + b"\x02" + b"\xff" * 20, ("boundary",)),
        ("reject-empty", "No bytes", b"", ("truncation",)),
        ("reject-cut", "The last byte is missing", whole[:-1], ("truncation",)),
        ("reject-141-bytes", "The record of the book, without the bitmap", whole[:40] + whole[42:], ("truncation",)),
        ("reject-trailing", "A byte follows", whole + b"\x00", ("malleability",)),
        ("reject-type-3", "A type that does not exist", whole[:type_at] + b"\x03" + whole[type_at + 1 :], ("tag",)),
        (
            "reject-keys-inside",
            "The account as the wire shows it, which is no leaf",
            encode(Account, replace(DISTINCT, auth_keys=NoKeys())),
            ("malleability",),
        ),
    )
    for name, title, leaf, flags in leaves:
        yield Case(name, title, RecordLeafInput(leaf), flags)
