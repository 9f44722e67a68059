"""Names.

Three transactions reach the registry of names: one registers a name, one renews it, one passes it on.
Registering and renewing cost a fee for every year, the more the shorter the name; it is the value of the
transaction, to the quantum, and goes to the treasury. Where the registry refuses, the fee stays with the
sender and only gas is paid.

Here names are contracts' names. A parachain's name is registered with the parachain itself.

Source: book, chapter 5, sections 5.3 and 5.7; PARACHAIN_DESIGN, sections 4 and 6.4.
Decision: D-28, R-24, R-195 (fees, the contract that a name stands for).
"""

from dataclasses import dataclass

from pyde_spec.accounts.name_registry import (
    NameRecord,
    NameRegistration,
    Namespace,
    register_name,
    renew_name,
    transfer_name,
)
from pyde_spec.accounts.names import Name, validate_name
from pyde_spec.encoding.decoder import decode
from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import U8, U64
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.state.overlay import OverlayStack, get_slot, write_slot
from pyde_spec.state.slot_keys import compute_name_key
from pyde_spec.transactions.context import WaveContext
from pyde_spec.transactions.ledger import debit
from pyde_spec.transactions.native_events import NativeEvent, emit_native_event
from pyde_spec.transactions.native_transfer import is_contract
from pyde_spec.transactions.outcome import Outcome, make_success
from pyde_spec.transactions.payloads import decode_payload, validate_no_target, validate_payload_alone
from pyde_spec.types.primitives import Address, Gas, Quanta, SlotKey
from pyde_spec.types.transaction import Transaction

NAME_GAS = 41_000
QUANTA_PER_PYDE = 10**9
YEARLY_FEES = (1_000 * QUANTA_PER_PYDE, 500 * QUANTA_PER_PYDE, 100 * QUANTA_PER_PYDE, 25 * QUANTA_PER_PYDE)
"""The fee of a year for names of one to four characters, in quanta."""
YEARLY_FEE_OF_LONG_NAMES = 5 * QUANTA_PER_PYDE


@dataclass(frozen=True, slots=True)
class NameRegister:
    """A name, the contract that it stands for, and the years that are paid."""

    name: Name
    target: Address
    years: U8


@dataclass(frozen=True, slots=True)
class NameRenew:
    """A name and the years that are paid for it."""

    name: Name
    years: U8


@dataclass(frozen=True, slots=True)
class NameTransfer:
    """A name and who owns it from now on."""

    name: Name
    new_owner: Address


def compute_name_fee(name: Name, years: U8) -> Quanta:
    """What a name costs for some years, in quanta. The name is one that `validate_name` accepts."""
    size = len(name)
    yearly = YEARLY_FEES[size - 1] if size <= len(YEARLY_FEES) else YEARLY_FEE_OF_LONG_NAMES
    return yearly * years


def compute_contract_name_key(name: Name) -> SlotKey:
    """Where the registry keeps the name of a contract."""
    return compute_name_key(Namespace.CONTRACT, name.encode())


def get_name_record(state: OverlayStack, name: Name) -> NameRecord | None:
    """What the registry keeps of a name; None when it keeps nothing."""
    leaf = get_slot(state, compute_contract_name_key(name))
    if leaf is None:
        return None
    record: NameRecord = decode(NameRecord, leaf)
    return record


def put_name_record(state: OverlayStack, name: Name, record: NameRecord) -> OverlayStack:
    """The state with this record of a name."""
    return write_slot(state, compute_contract_name_key(name), encode(NameRecord, record))


def validate_name_fee(transaction: Transaction, name: Name, years: U8) -> None:
    """Raises with `NAME_FEE_MISMATCH` unless the value is the fee."""
    fee = compute_name_fee(name, years)
    if transaction.value != fee:
        raise Rejected(Reason.NAME_FEE_MISMATCH, f"{transaction.value}, the fee is {fee}")


def validate_name_registration(state: OverlayStack, transaction: Transaction) -> None:
    """Raises unless the form is that of a registration.

    Rejects with `TARGET_NOT_ZERO`, `PAYLOAD_MALFORMED`, the reasons of `validate_name`,
    `NAME_FEE_MISMATCH`, in this order.
    """
    validate_no_target(transaction)
    payload: NameRegister = decode_payload(NameRegister, transaction)
    validate_name(payload.name)
    validate_name_fee(transaction, payload.name, payload.years)


def compute_name_gas(transaction: Transaction) -> Gas:
    """The price of a change in the registry."""
    return NAME_GAS


def apply_name_registration(state: OverlayStack, transaction: Transaction, context: WaveContext) -> Outcome:
    """Register a name for the sender.

    Rejects with the reasons of `register_name`, then `NAME_TARGET_NOT_CONTRACT` when no contract lives at
    what the name is to stand for.
    """
    # GAS
    gas_used = compute_name_gas(transaction)
    # MEMORY
    payload: NameRegister = decode_payload(NameRegister, transaction)
    registration = NameRegistration(Namespace.CONTRACT, payload.name, transaction.from_, payload.target, payload.years)
    # CHECKS
    existing = get_name_record(state, payload.name)
    record = register_name(existing, registration, context.wave_id, context.parameters.sizes)
    if not is_contract(state, payload.target):
        raise Rejected(Reason.NAME_TARGET_NOT_CONTRACT)
    # EFFECT
    state = debit(state, transaction.from_, transaction.value)
    state = put_name_record(state, payload.name, record)
    state = emit_native_event(
        state,
        NativeEvent.NAME_REGISTERED,
        compute_contract_name_key(payload.name),
        record.owner + record.target + encode(U64, record.paid_until),
    )
    return make_success(state, gas_used, to_treasury=transaction.value)


def validate_name_renewal(state: OverlayStack, transaction: Transaction) -> None:
    """Raises unless the form is that of a renewal. Rejects as `validate_name_registration`."""
    validate_no_target(transaction)
    payload: NameRenew = decode_payload(NameRenew, transaction)
    validate_name(payload.name)
    validate_name_fee(transaction, payload.name, payload.years)


def apply_name_renewal(state: OverlayStack, transaction: Transaction, context: WaveContext) -> Outcome:
    """Pay for more years of a name, whoever holds it. Rejects with the reasons of `renew_name`."""
    # GAS
    gas_used = compute_name_gas(transaction)
    # MEMORY
    payload: NameRenew = decode_payload(NameRenew, transaction)
    # CHECKS
    existing = get_name_record(state, payload.name)
    record = renew_name(existing, payload.years, context.wave_id, context.parameters.sizes)
    # EFFECT
    state = debit(state, transaction.from_, transaction.value)
    state = put_name_record(state, payload.name, record)
    state = emit_native_event(
        state,
        NativeEvent.NAME_RENEWED,
        compute_contract_name_key(payload.name),
        encode(U64, record.paid_until),
    )
    return make_success(state, gas_used, to_treasury=transaction.value)


def validate_name_transfer(state: OverlayStack, transaction: Transaction) -> None:
    """Raises unless the form is that of passing a name on.

    Rejects with the reasons of `validate_payload_alone`, `PAYLOAD_MALFORMED`, the reasons of
    `validate_name`, in this order.
    """
    validate_payload_alone(transaction)
    payload: NameTransfer = decode_payload(NameTransfer, transaction)
    validate_name(payload.name)


def apply_name_transfer(state: OverlayStack, transaction: Transaction, context: WaveContext) -> Outcome:
    """Pass a name on. Rejects with the reasons of `transfer_name`."""
    # GAS
    gas_used = compute_name_gas(transaction)
    # MEMORY
    payload: NameTransfer = decode_payload(NameTransfer, transaction)
    # CHECKS
    existing = get_name_record(state, payload.name)
    record = transfer_name(existing, transaction.from_, payload.new_owner, context.wave_id, context.parameters.sizes)
    # EFFECT
    state = put_name_record(state, payload.name, record)
    state = emit_native_event(
        state, NativeEvent.NAME_TRANSFERRED, compute_contract_name_key(payload.name), record.owner
    )
    return make_success(state, gas_used)
