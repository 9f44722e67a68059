"""The ledger.

How transactions read and change what the state says of accounts and of the chain as a whole. Nothing
here decides anything; the handlers decide, and this is their pen.

An account lies in two leaves, its record and its keys. A leaf that would say only what its absence says
is not there: not the empty record, not the absence of keys, not an amount of zero. So two states that
say the same have the same root.

Amounts are in quanta and 128 bits wide. All the money there is fits into 128 bits many times over, and
it is only moved, so a sum that does not fit shows a state that no rules lead to; it is refused all the
same.

Source: book, chapter 11, section 11.1; chapter 14, section 14.1.
Decision: D-36 (two leaves), R-153 (absence and zero).
"""

from dataclasses import replace

from pyde_spec.accounts.record import Account, AccountRecord, decode_record, join_account, split_account
from pyde_spec.encoding.decoder import decode
from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import U64, U128, U128_MAX
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.state.overlay import OverlayStack, apply_write, get_slot
from pyde_spec.state.slot_keys import AccountSlot, SystemSlot, compute_account_key, compute_system_key
from pyde_spec.transactions.system_accounts import get_initial_account
from pyde_spec.types.auth_keys import AuthKeys, NoKeys
from pyde_spec.types.primitives import Address, Quanta


def get_record(state: OverlayStack, address: Address) -> AccountRecord:
    """The record of an account; of one that the state does not hold, the record it would begin with."""
    leaf = get_slot(state, compute_account_key(address, AccountSlot.RECORD))
    if leaf is None:
        record, _ = split_account(get_initial_account(address))
        return record
    return decode_record(leaf)


def get_auth_keys(state: OverlayStack, address: Address) -> AuthKeys:
    """Who may sign for an account; nobody when the state holds no keys for it."""
    leaf = get_slot(state, compute_account_key(address, AccountSlot.AUTH_KEYS))
    if leaf is None:
        return NoKeys()
    auth_keys: AuthKeys = decode(AuthKeys, leaf)
    return auth_keys


def get_account(state: OverlayStack, address: Address) -> Account:
    """The account as a whole, out of its two leaves."""
    return join_account(get_record(state, address), get_auth_keys(state, address))


def put_record(state: OverlayStack, record: AccountRecord) -> OverlayStack:
    """The state with this record; one that says what its absence says is deleted."""
    key = compute_account_key(record.address, AccountSlot.RECORD)
    initial, _ = split_account(get_initial_account(record.address))
    return apply_write(state, key, None if record == initial else encode(AccountRecord, record))


def put_auth_keys(state: OverlayStack, address: Address, auth_keys: AuthKeys) -> OverlayStack:
    """The state with these keys of an account; no keys are no leaf."""
    key = compute_account_key(address, AccountSlot.AUTH_KEYS)
    return apply_write(state, key, None if auth_keys == NoKeys() else encode(AuthKeys, auth_keys))


def put_account(state: OverlayStack, account: Account) -> OverlayStack:
    """The state with both leaves of the account."""
    record, auth_keys = split_account(account)
    return put_auth_keys(put_record(state, record), account.address, auth_keys)


def checked_add(amount: Quanta, more: Quanta) -> Quanta:
    """The sum. Rejects with `AMOUNT_OVERFLOW` one that 128 bits do not hold."""
    total = amount + more
    if total > U128_MAX:
        raise Rejected(Reason.AMOUNT_OVERFLOW, f"{amount} and {more}")
    return total


def checked_subtract(amount: Quanta, less: Quanta) -> Quanta:
    """The difference. Rejects with `AMOUNT_UNDERFLOW` when less is there than is taken."""
    if less > amount:
        raise Rejected(Reason.AMOUNT_UNDERFLOW, f"{less} out of {amount}")
    return amount - less


def credit(state: OverlayStack, address: Address, amount: Quanta) -> OverlayStack:
    """Add to the balance of an account. Rejects with `AMOUNT_OVERFLOW`."""
    record = get_record(state, address)
    return put_record(state, replace(record, balance=checked_add(record.balance, amount)))


def debit(state: OverlayStack, address: Address, amount: Quanta) -> OverlayStack:
    """Take from the balance of an account. Rejects with `AMOUNT_UNDERFLOW`."""
    record = get_record(state, address)
    return put_record(state, replace(record, balance=checked_subtract(record.balance, amount)))


def credit_tank(state: OverlayStack, address: Address, amount: Quanta) -> OverlayStack:
    """Add to the gas tank of an account. Rejects with `AMOUNT_OVERFLOW`."""
    record = get_record(state, address)
    return put_record(state, replace(record, gas_tank=checked_add(record.gas_tank, amount)))


def debit_tank(state: OverlayStack, address: Address, amount: Quanta) -> OverlayStack:
    """Take from the gas tank of an account. Rejects with `AMOUNT_UNDERFLOW`."""
    record = get_record(state, address)
    return put_record(state, replace(record, gas_tank=checked_subtract(record.gas_tank, amount)))


def get_amount(state: OverlayStack, slot: SystemSlot) -> Quanta:
    """An amount that the chain keeps, in quanta; 0 when the state holds none."""
    leaf = get_slot(state, compute_system_key(slot))
    return 0 if leaf is None else int(decode(U128, leaf))


def put_amount(state: OverlayStack, slot: SystemSlot, amount: Quanta) -> OverlayStack:
    """The state with this amount in a slot of the chain."""
    return apply_write(state, compute_system_key(slot), encode(U128, amount) if amount else None)


def add_amount(state: OverlayStack, slot: SystemSlot, more: Quanta) -> OverlayStack:
    """Add to an amount that the chain keeps. Rejects with `AMOUNT_OVERFLOW`."""
    return put_amount(state, slot, checked_add(get_amount(state, slot), more))


def get_count(state: OverlayStack, slot: SystemSlot) -> int:
    """A wave or a counter of 64 bits that the chain keeps; 0 when the state holds none."""
    leaf = get_slot(state, compute_system_key(slot))
    return 0 if leaf is None else int(decode(U64, leaf))


def put_count(state: OverlayStack, slot: SystemSlot, count: U64) -> OverlayStack:
    """The state with this wave or counter in a slot of the chain."""
    return apply_write(state, compute_system_key(slot), encode(U64, count) if count else None)
