"""Vectors of access sets: their form, how they grow, and what transactions declare."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyde_spec.execution.access_sets import (
    NO_ACCESS,
    UNDECLARED_ACCESS,
    AccessKeys,
    AccessSet,
    compute_declared_access,
    extend_access,
    validate_access_set,
)
from pyde_spec.params.versions import Parameters
from pyde_spec.state.slot_keys import AccountSlot, compute_account_key, compute_storage_key
from pyde_spec.types.primitives import ZERO_ADDRESS
from pyde_spec.types.transaction import AccessEntry, AccessType, GasTank, Paymaster, Transaction
from pyde_vectors.cases import Case, cases
from pyde_vectors.execution.samples import (
    ALICE,
    BOB,
    CAROL,
    DAVE,
    NEXT_TO_A,
    TWIN_OF_A,
    TWIN_OF_BOB,
    A,
    B,
    C,
    D,
    make_access,
    make_transaction,
)
from pyde_vectors.handlers import handler
from pyde_vectors.types.accepted import Accepted

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy


@dataclass(frozen=True, slots=True)
class AccessInput:
    """An access set."""

    access: AccessSet


@dataclass(frozen=True, slots=True)
class AccessOutput:
    """An access set."""

    access: AccessSet


@dataclass(frozen=True, slots=True)
class ExtendInput:
    """An access set and the keys that are added to it, in any order."""

    access: AccessSet
    reads: AccessKeys
    writes: AccessKeys


@dataclass(frozen=True, slots=True)
class DeclaredInput:
    """A transaction."""

    transaction: Transaction


def draw_extend_inputs() -> "SearchStrategy[ExtendInput]":
    """Sets and keys of a small pool."""
    from hypothesis import strategies as st

    from pyde_vectors.execution.draws import KEY_LISTS, draw_access

    return st.builds(ExtendInput, draw_access(), KEY_LISTS, KEY_LISTS)


@handler("execution/validate_access_set", rules=[validate_access_set])
def run_validate_access_set(_: Parameters, given: AccessInput) -> Accepted:
    """Check the form of an access set."""
    validate_access_set(given.access)
    return Accepted()


@handler("execution/extend_access", rules=[extend_access], inputs=draw_extend_inputs)
def run_extend_access(_: Parameters, given: ExtendInput) -> AccessOutput:
    """Add keys to an access set."""
    return AccessOutput(extend_access(given.access, given.reads, given.writes))


@handler("execution/declared_access", rules=[compute_declared_access])
def run_declared_access(_: Parameters, given: DeclaredInput) -> AccessOutput:
    """What a transaction declares."""
    return AccessOutput(compute_declared_access(given.transaction))


ACCEPTED = (
    ("undeclared", "Nothing is declared", UNDECLARED_ACCESS),
    ("nothing", "Nothing is touched", NO_ACCESS),
    ("one-read", "One key is read", make_access(reads=(A,))),
    ("one-write", "One key is written", make_access(writes=(A,))),
    ("neighbours", "Keys that differ in the last byte alone", AccessSet(False, (A, NEXT_TO_A), (B,))),
    ("twins", "Keys with sixteen bytes in common, one read and one written", AccessSet(False, (TWIN_OF_A,), (A,))),
    ("interleaved", "Reads and writes lie between one another", AccessSet(False, (A, C), (B, D))),
)

REFUSED = (
    ("undeclared-with-reads", "Nothing is declared, and a key is read", AccessSet(True, (A,), ())),
    ("undeclared-with-writes", "Nothing is declared, and a key is written", AccessSet(True, (), (A,))),
    ("reads-repeat", "A key is read twice", AccessSet(False, (A, A), ())),
    ("reads-descend", "The reads descend", AccessSet(False, (B, A), ())),
    ("reads-descend-at-the-end", "The last of three reads is below the second", AccessSet(False, (A, C, B), ())),
    ("reads-repeat-at-the-end", "The last of three reads repeats", AccessSet(False, (A, B, B), ())),
    ("writes-repeat", "A key is written twice", AccessSet(False, (), (A, A))),
    ("writes-descend", "The writes descend", AccessSet(False, (), (B, A))),
    ("neighbours-descend", "Reads that differ in the last byte alone descend", AccessSet(False, (NEXT_TO_A, A), ())),
    ("only-key-in-both", "The only key is read and written", AccessSet(False, (A,), (A,))),
    ("last-read-is-first-write", "The last read is the first write", AccessSet(False, (A, B), (B, C))),
    ("first-read-is-last-write", "The first read is the last write", AccessSet(False, (B, C), (A, B))),
)

TWICE_REFUSED = (
    ("undeclared-before-ascending", "Nothing is declared, and the reads descend", AccessSet(True, (B, A), ())),
    ("undeclared-before-both", "Nothing is declared, and a key is read and written", AccessSet(True, (A,), (A,))),
    ("reads-ascending-before-both", "The reads repeat what is written", AccessSet(False, (A, A), (A,))),
    ("writes-ascending-before-both", "The writes repeat what is read", AccessSet(False, (A,), (A, A))),
)


@cases("execution/validate_access_set")
def validate_access_set_cases() -> Iterator[Case]:
    """Sets in their one form, then each way to miss it, then two ways at once."""
    for name, title, access in ACCEPTED:
        yield Case(name, title, AccessInput(access), known={"ok": {}})
    for name, title, access in REFUSED:
        yield Case(f"reject-{name}", title, AccessInput(access))
    for name, title, access in TWICE_REFUSED:
        yield Case(name, title, AccessInput(access), ("order-of-checks",))


ADDITIONS = (
    ("nothing-to-nothing", "Nothing is added to nothing", ExtendInput(NO_ACCESS, (), ())),
    ("undeclared-and-nothing", "Nothing is added where nothing is declared", ExtendInput(UNDECLARED_ACCESS, (), ())),
    ("undeclared-and-keys", "Keys are added where nothing is declared", ExtendInput(UNDECLARED_ACCESS, (A,), (B,))),
    ("keys-in-any-order", "Keys that descend and repeat", ExtendInput(NO_ACCESS, (C, A, C), (D, B, D))),
    ("nothing-to-keys", "Nothing is added to keys", ExtendInput(make_access((A,), (B,)), (), ())),
    ("around-what-is-there", "Keys below and above", ExtendInput(make_access((B,), (C,)), (A, D), (TWIN_OF_A,))),
    ("read-again", "A read is read again", ExtendInput(make_access((A,)), (A,), ())),
    ("written-again", "A write is written again", ExtendInput(make_access((), (A,)), (), (A,))),
    ("read-then-written", "A read is written as well", ExtendInput(make_access((A, B)), (), (A,))),
    ("written-then-read", "A write is read as well", ExtendInput(make_access((), (A, B)), (A,), ())),
    ("both-at-once", "A new key is read and written", ExtendInput(NO_ACCESS, (A, B), (B,))),
)


@cases("execution/extend_access")
def extend_access_cases() -> Iterator[Case]:
    """Keys that are new, there already, or there otherwise."""
    for name, title, given in ADDITIONS:
        yield Case(name, title, given)


SLOT_ONE, SLOT_TWO = bytes(31) + b"\x01", bytes(31) + b"\x02"


def read(address: bytes, *slots: bytes) -> AccessEntry:
    """An entry that only reads."""
    return AccessEntry(address, slots, AccessType.READ)


def write(address: bytes, *slots: bytes) -> AccessEntry:
    """An entry that writes."""
    return AccessEntry(address, slots, AccessType.READ_WRITE)


PAYERS = (
    ("sender-pays", "The sender pays", None),
    ("gas-tank-pays", "The target's gas tank pays", GasTank()),
    ("paymaster-pays", "A third account pays", Paymaster(DAVE)),
    ("sender-as-paymaster", "The sender is named as paymaster", Paymaster(ALICE)),
    ("target-as-paymaster", "The target is named as paymaster", Paymaster(BOB)),
)

LISTS = (
    ("account-written", "An account is written", (write(CAROL),)),
    ("slots-read", "Two slots are read, named in descending order", (read(CAROL, SLOT_TWO, SLOT_ONE),)),
    ("slots-written", "Two slots are written", (write(CAROL, SLOT_ONE, SLOT_TWO),)),
    (
        "slots-read-and-written",
        "Of one account a slot is read and another written",
        (read(CAROL, SLOT_ONE), write(CAROL, SLOT_TWO)),
    ),
    (
        "written-named-first",
        "An account is written, then read in another entry",
        (write(CAROL), read(CAROL, SLOT_ONE)),
    ),
    ("two-accounts-one-slot", "One slot of two accounts", (read(CAROL, SLOT_ONE), write(DAVE, SLOT_ONE))),
    ("sender-read", "The sender is named to be read", (read(ALICE, SLOT_ONE),)),
    ("target-read", "The target is named to be read, with a slot", (read(BOB, SLOT_ONE),)),
    ("target-written", "The target is named to be written, with a slot", (write(BOB, SLOT_ONE),)),
    ("twin-of-target", "An account that has sixteen bytes in common with the target", (read(TWIN_OF_BOB, SLOT_ONE),)),
    (
        "slot-named-like-a-record",
        "A slot named by the key of another account's record is not that record",
        (write(CAROL, compute_account_key(DAVE, AccountSlot.RECORD)),),
    ),
)


@cases("execution/declared_access")
def declared_access_cases() -> Iterator[Case]:
    """No list, each payer, each kind of entry, and senders and targets that coincide."""
    yield Case(
        "no-list",
        "Without an access list nothing is declared",
        DeclaredInput(make_transaction(ALICE, BOB)),
        known={"ok": {"access": {"is_undeclared": True, "reads": [], "writes": []}}},
    )
    for name, title, payer in PAYERS:
        yield Case(name, title, DeclaredInput(make_transaction(ALICE, BOB, payer, (read(CAROL),))))
    for name, title, entries in LISTS:
        yield Case(name, title, DeclaredInput(make_transaction(ALICE, BOB, None, entries)))
    to_self = make_transaction(ALICE, ALICE, None, (read(CAROL),))
    yield Case("to-self", "Sender and target are one", DeclaredInput(to_self))
    to_nobody = make_transaction(ALICE, ZERO_ADDRESS, None, (read(CAROL),))
    yield Case("to-the-zero-address", "The zero address as a target is only read", DeclaredInput(to_nobody))
    for name, title, transaction in (
        (
            "tank-of-the-zero-address",
            "So it is when its gas tank would pay",
            make_transaction(ALICE, ZERO_ADDRESS, GasTank(), (read(CAROL),)),
        ),
        (
            "paid-by-the-zero-address",
            "And when it would pay itself, for a transaction to somebody",
            make_transaction(ALICE, BOB, Paymaster(ZERO_ADDRESS), (read(CAROL),)),
        ),
    ):
        yield Case(name, title, DeclaredInput(transaction))
    yield known_answer_case()


def known_answer_case() -> Case:
    """Everything at once, with the set put together by hand from single keys."""
    entries = (write(CAROL, SLOT_ONE), read(BOB, SLOT_TWO), read(ALICE))
    reads = (
        compute_account_key(ALICE, AccountSlot.AUTH_KEYS),
        compute_account_key(ALICE, AccountSlot.VESTING),
        compute_storage_key(BOB, SLOT_TWO),
    )
    writes = (
        *[compute_account_key(address, AccountSlot.RECORD) for address in (ALICE, BOB, CAROL, DAVE)],
        compute_storage_key(CAROL, SLOT_ONE),
    )
    access = {
        "is_undeclared": False,
        "reads": [f"0x{key.hex()}" for key in sorted(reads)],
        "writes": [f"0x{key.hex()}" for key in sorted(writes)],
    }
    return Case(
        "everything-at-once",
        "A third account pays, one account is written with a slot, and sender and target are named to be read",
        DeclaredInput(make_transaction(ALICE, BOB, Paymaster(DAVE), entries)),
        ("known-answer",),
        known={"ok": {"access": access}},
    )
