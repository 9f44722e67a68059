"""Access sets.

What a transaction may touch is known before it runs. That is what lets transactions run side by side: two
that touch nothing in common cannot tell which of them was first. An *access set* is that knowledge, as
keys of the state tree: the leaves that a transaction at most reads, and the leaves that it may write.

An account stands in it by the key of its record. Whoever changes the code or the keys of an account
changes its record as well, so the record stands for all of it as far as others look at it.

The set comes from the transaction's own access list. An entry names an account and slots of that
account's storage, and how it uses them: the record and the slots alike are read, or they are written as
well. Three accounts are in every set without being named, and are written: the sender, whose nonce is
spent, the target, and whoever pays for gas. Of the sender its keys and its vesting schedule are read too.
Nobody, the zero address, is read and not written, as a target and as the tank of a target alike: else all
that is sent to nobody would run one by one.

Handlers of native types and every transaction's own checks touch more than a sender can be asked to name:
the record of a name, the end of an emergency pause. Who applies transactions adds that with
`extend_access`. Counters of the wave – what was burned, what the reward pool and the treasury get – are in no
set: they are summed up beside the transactions and added to the state when all have run.

A transaction without an access list declares nothing. It may touch everything, and its set says only that.

A set is a promise, and all that follows from it holds as far as the promise is kept: what is not in a
declared set must be out of reach while the transaction runs, callees included.

Source: book, chapter 11, sections 11.6 and 11.12; chapter 9, section 9.3; PIP-3, section "Where the prefetch
hooks in".
Decision: D-10 (storage keys), D-16 (what is in it unnamed), R-154 (accounts, reads and writes).
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

from pyde_spec.encoding.shapes import U32_MAX, ListOf
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.state.slot_keys import AccountSlot, compute_account_key, compute_storage_key
from pyde_spec.types.primitives import ZERO_ADDRESS, Address, SlotKey
from pyde_spec.types.transaction import AccessEntry, AccessList, AccessType, GasTank, Sender, Transaction

AccessKeys = Annotated[tuple[SlotKey, ...], ListOf(U32_MAX)]
"""Keys of the state tree. A set is computed and never received, so nothing but the count of a list bounds it."""


@dataclass(frozen=True, slots=True)
class AccessSet:
    """What a transaction may touch.

    `is_undeclared` says that nothing is known and everything possible; then there are no keys. `reads` are
    the keys of what is at most read, `writes` of what may be written and may be read as well. Both ascend
    strictly, and no key stands in both.
    """

    is_undeclared: bool
    reads: AccessKeys
    writes: AccessKeys


UNDECLARED_ACCESS = AccessSet(is_undeclared=True, reads=(), writes=())
"""What is known of a transaction that declares nothing."""

NO_ACCESS = AccessSet(is_undeclared=False, reads=(), writes=())
"""The set of a transaction that touches nothing."""


def validate_access_set(access: AccessSet) -> None:
    """Raises unless the set has the one form that says what it says.

    Rejects with `UNDECLARED_ACCESS_WITH_KEYS` when nothing is declared and keys are listed, then with
    `ACCESS_KEYS_NOT_ASCENDING` when the reads or the writes repeat or do not ascend, then with
    `ACCESS_KEY_READ_AND_WRITTEN` for a key in both.
    """
    if access.is_undeclared and access != UNDECLARED_ACCESS:
        raise Rejected(Reason.UNDECLARED_ACCESS_WITH_KEYS)
    for keys in (access.reads, access.writes):
        if not is_strictly_ascending(keys):
            raise Rejected(Reason.ACCESS_KEYS_NOT_ASCENDING)
    if is_sharing_key(access.reads, access.writes):
        raise Rejected(Reason.ACCESS_KEY_READ_AND_WRITTEN)


def is_strictly_ascending(keys: tuple[SlotKey, ...]) -> bool:
    """Whether each key is above the one before it."""
    return all(before < after for before, after in pairwise(keys))


def is_sharing_key(first: tuple[SlotKey, ...], second: tuple[SlotKey, ...]) -> bool:
    """Whether some key stands in both lists."""
    return not set(first).isdisjoint(second)


def extend_access(access: AccessSet, reads: tuple[SlotKey, ...], writes: tuple[SlotKey, ...]) -> AccessSet:
    """The set, and these keys. They may come in any order, repeat, and stand in the set already.

    What is written anywhere is written. To a set that declares nothing there is nothing to add.
    """
    if access.is_undeclared:
        return access
    all_writes = {*access.writes, *writes}
    all_reads = {*access.reads, *reads} - all_writes
    return AccessSet(is_undeclared=False, reads=tuple(sorted(all_reads)), writes=tuple(sorted(all_writes)))


def compute_declared_access(transaction: Transaction) -> AccessSet:
    """The set of a valid transaction: what its access list names, and what is in every set unnamed.

    Without an access list, `UNDECLARED_ACCESS`. What its type touches beyond that is not in it yet.
    """
    if not transaction.access_list:
        return UNDECLARED_ACCESS
    named_reads = compute_named_keys(transaction.access_list, AccessType.READ)
    named_writes = compute_named_keys(transaction.access_list, AccessType.READ_WRITE)
    return extend_access(compute_implicit_access(transaction), named_reads, named_writes)


def compute_implicit_access(transaction: Transaction) -> AccessSet:
    """The set of what every transaction touches unnamed."""
    return extend_access(NO_ACCESS, compute_implicit_reads(transaction), compute_implicit_writes(transaction))


def compute_named_keys(access_list: AccessList, access_type: AccessType) -> tuple[SlotKey, ...]:
    """The keys of all entries of one kind of access."""
    entries = [entry for entry in access_list if entry.access_type is access_type]
    return tuple(key for entry in entries for key in compute_entry_keys(entry))


def compute_entry_keys(entry: AccessEntry) -> tuple[SlotKey, ...]:
    """The record of the account, then the slots of its storage that the entry names."""
    slots = tuple(compute_storage_key(entry.address, slot) for slot in entry.storage_keys)
    return (compute_account_key(entry.address, AccountSlot.RECORD), *slots)


def compute_implicit_reads(transaction: Transaction) -> tuple[SlotKey, ...]:
    """Who may sign for the sender, how much of its balance is vested, and nobody where it is in the set."""
    reads = (
        compute_account_key(transaction.from_, AccountSlot.AUTH_KEYS),
        compute_account_key(transaction.from_, AccountSlot.VESTING),
    )
    if ZERO_ADDRESS in get_unnamed_addresses(transaction):
        return (*reads, compute_account_key(ZERO_ADDRESS, AccountSlot.RECORD))
    return reads


def compute_implicit_writes(transaction: Transaction) -> tuple[SlotKey, ...]:
    """The records of the accounts that are in every set, but for nobody's: nothing valid changes that."""
    addresses = [address for address in get_unnamed_addresses(transaction) if address != ZERO_ADDRESS]
    return tuple(compute_account_key(address, AccountSlot.RECORD) for address in addresses)


def get_unnamed_addresses(transaction: Transaction) -> tuple[Address, Address, Address]:
    """The sender, the payer and the target, which may be one account."""
    return (transaction.from_, get_payer_address(transaction), transaction.to)


def get_payer_address(transaction: Transaction) -> Address:
    """Whose record the fee is taken from: the sender's balance, the target's gas tank, or a third account."""
    match transaction.fee_payer:
        case Sender():
            return transaction.from_
        case GasTank():
            return transaction.to
        case paymaster:
            return paymaster.address
