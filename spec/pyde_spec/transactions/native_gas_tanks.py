"""Gas tanks.

Beside its balance an account may hold a tank, money set aside for the gas of those who call it. Anybody
fills it. Only the account itself empties it, in part or whole, to whomever it likes.

A contract cannot send transactions, so what it has in its tank is spent by the calls that it sponsors;
whether its owner may take it out is for the chapters on contracts to say.

Source: book, chapter 10, section 10.7.  Decision: D-28, R-194 (who empties a tank).
"""

from dataclasses import dataclass

from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import U128
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.state.overlay import OverlayStack
from pyde_spec.transactions.context import WaveContext
from pyde_spec.transactions.ledger import credit, credit_tank, debit, debit_tank, get_record
from pyde_spec.transactions.native_events import NativeEvent, emit_native_event
from pyde_spec.transactions.outcome import Outcome, make_success
from pyde_spec.transactions.payloads import (
    decode_payload,
    validate_no_data,
    validate_payload_alone,
    validate_target,
    validate_value,
)
from pyde_spec.types.primitives import ZERO_ADDRESS, Address, Gas, Quanta
from pyde_spec.types.transaction import Transaction

TANK_GAS = 21_000


@dataclass(frozen=True, slots=True)
class GasTankWithdrawal:
    """How much is taken out of the sender's tank, in quanta, and who gets it."""

    amount: Quanta
    recipient: Address


def validate_tank_deposit(state: OverlayStack, transaction: Transaction) -> None:
    """Raises unless the form is that of a deposit.

    The value goes into the tank of the account that the transaction is sent to. Rejects with
    `TARGET_ZERO`, `VALUE_ZERO`, `DATA_NOT_EMPTY`, in this order.
    """
    validate_target(transaction)
    validate_value(transaction)
    validate_no_data(transaction)


def compute_tank_gas(transaction: Transaction) -> Gas:
    """The price of filling or emptying a tank."""
    return TANK_GAS


def apply_tank_deposit(state: OverlayStack, transaction: Transaction, context: WaveContext) -> Outcome:
    """Move the value into a tank. Rejects with `AMOUNT_UNDERFLOW`, `AMOUNT_OVERFLOW`, where no valid state leads."""
    # GAS
    gas_used = compute_tank_gas(transaction)
    # MEMORY
    amount = transaction.value
    # CHECKS
    # EFFECT
    state = debit(state, transaction.from_, amount)
    state = credit_tank(state, transaction.to, amount)
    state = emit_native_event(state, NativeEvent.GAS_TANK_DEPOSITED, transaction.to, encode(U128, amount))
    return make_success(state, gas_used)


def validate_tank_withdrawal(state: OverlayStack, transaction: Transaction) -> None:
    """Raises unless the form is that of a withdrawal.

    Rejects with the reasons of `validate_payload_alone`, then `PAYLOAD_MALFORMED`, then `VALUE_ZERO` when
    nothing is taken out, then `TARGET_ZERO` when nobody gets it.
    """
    validate_payload_alone(transaction)
    withdrawal: GasTankWithdrawal = decode_payload(GasTankWithdrawal, transaction)
    if withdrawal.amount == 0:
        raise Rejected(Reason.VALUE_ZERO)
    if withdrawal.recipient == ZERO_ADDRESS:
        raise Rejected(Reason.TARGET_ZERO)


def apply_tank_withdrawal(state: OverlayStack, transaction: Transaction, context: WaveContext) -> Outcome:
    """Move quanta out of the sender's tank. Rejects with `GAS_TANK_SHORT` when it holds less."""
    # GAS
    gas_used = compute_tank_gas(transaction)
    # MEMORY
    withdrawal: GasTankWithdrawal = decode_payload(GasTankWithdrawal, transaction)
    # CHECKS
    held = get_record(state, transaction.from_).gas_tank
    if held < withdrawal.amount:
        raise Rejected(Reason.GAS_TANK_SHORT, f"{held} of {withdrawal.amount} quanta")
    # EFFECT
    state = debit_tank(state, transaction.from_, withdrawal.amount)
    state = credit(state, withdrawal.recipient, withdrawal.amount)
    state = emit_native_event(
        state,
        NativeEvent.GAS_TANK_WITHDRAWN,
        transaction.from_,
        withdrawal.recipient + encode(U128, withdrawal.amount),
    )
    return make_success(state, gas_used)
