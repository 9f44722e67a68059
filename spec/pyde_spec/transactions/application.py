"""Applying a transaction.

A transaction of a wave is judged once more and then carried out. What it does happens in an overlay of
its own. If its type's rule or the contract undoes it, that overlay is thrown away and what remains is
the nonce that it spent and the gas that it pays. A transaction that is not even valid leaves nothing but
its receipt.

The fee is what the gas that was used costs at the base fee of the wave, and is taken last, from whoever
pays.

Source: book, chapter 10, section 10.1; chapter 11, section 11.12, steps 7 to 11.
Decision: D-32, R-188 (what undoes a native transaction), R-199 (a wave's room).
"""

from dataclasses import dataclass, replace

from pyde_spec.accounts.nonce_window import use_nonce
from pyde_spec.encoding.shapes import U32
from pyde_spec.rejections import Rejected
from pyde_spec.state.overlay import (
    OverlayStack,
    count_events_of_transaction,
    discard_overlay,
    merge_overlay,
    open_call,
    open_transaction,
)
from pyde_spec.transactions.context import WaveContext
from pyde_spec.transactions.fee_payers import charge_fee
from pyde_spec.transactions.fees import compute_fee
from pyde_spec.transactions.ledger import get_auth_keys, get_record, put_record
from pyde_spec.transactions.native_types import NATIVE_TYPES, compute_type_gas, get_seam
from pyde_spec.transactions.outcome import Outcome, make_undone
from pyde_spec.transactions.validation import compute_signature_gas, validate_transaction
from pyde_spec.types.primitives import Gas, Quanta
from pyde_spec.types.receipt import NotExecuted, Receipt, Success
from pyde_spec.types.transaction import Transaction, TransactionType
from pyde_spec.types.transaction_hash import compute_transaction_hash


@dataclass(frozen=True, slots=True)
class Applied:
    """The state after a transaction, its receipt, and what it gave to the treasury beside the fee."""

    state: OverlayStack
    receipt: Receipt
    to_treasury: Quanta


def apply_transaction(
    state: OverlayStack, tx_index: U32, transaction: Transaction, gas_used: int, context: WaveContext
) -> Applied:
    """Apply the transaction of a wave at this index, after others that have used `gas_used`. Never rejects."""
    try:
        asking_gas = validate_transaction(state, transaction, context, gas_used)
    except Rejected as rejection:
        return Applied(state, make_refusal(tx_index, transaction, rejection, context), 0)
    state = open_transaction(state, tx_index)
    state = spend_nonce(state, transaction)
    outcome = carry_out(state, transaction, asking_gas, context)
    fee = compute_fee(outcome.gas_used, context.base_fee)
    state = charge_fee(outcome.state, transaction, fee)
    receipt = Receipt(
        tx_hash=compute_transaction_hash(transaction),
        wave_id=context.wave_id,
        tx_index=tx_index,
        status=outcome.status,
        gas_used=outcome.gas_used,
        fee_paid=fee,
        events_count=count_events_of_transaction(state),
        deployed=outcome.deployed,
        return_data=outcome.return_data,
    )
    return Applied(merge_overlay(state), receipt, outcome.to_treasury)


def make_refusal(tx_index: U32, transaction: Transaction, rejection: Rejected, context: WaveContext) -> Receipt:
    """The receipt of a transaction that was ordered and is not valid."""
    return Receipt(
        tx_hash=compute_transaction_hash(transaction),
        wave_id=context.wave_id,
        tx_index=tx_index,
        status=NotExecuted(rejection.reason.code),
        gas_used=0,
        fee_paid=0,
        events_count=0,
        deployed=None,
        return_data=b"",
    )


def spend_nonce(state: OverlayStack, transaction: Transaction) -> OverlayStack:
    """Use the nonce of a valid transaction. A registration of a key has none."""
    if transaction.tx_type is TransactionType.REGISTER_PUBKEY:
        return state
    record = get_record(state, transaction.from_)
    return put_record(state, replace(record, nonce=use_nonce(record.nonce, transaction.nonce)))


def carry_out(state: OverlayStack, transaction: Transaction, asking_gas: Gas, context: WaveContext) -> Outcome:
    """What comes of a valid transaction, in an overlay of its own that is merged or discarded.

    Two things are paid beside what the handler uses: the signatures after the first, and the asking of a
    sponsor. What is left of the gas limit is the handler's. Of an outcome that is no success only the gas
    and what was said remain.
    """
    beside = compute_signature_gas(get_auth_keys(state, transaction.from_)) + asking_gas
    outcome = run_handler(open_call(state), transaction, transaction.gas_limit - beside, context)
    gas_used = outcome.gas_used + beside
    assert gas_used <= transaction.gas_limit, "a handler used more gas than it was given"
    if outcome.status == Success():
        return replace(outcome, state=merge_overlay(outcome.state), gas_used=gas_used)
    undone = discard_overlay(outcome.state)
    return replace(outcome, state=undone, gas_used=gas_used, to_treasury=0, deployed=None)


def run_handler(state: OverlayStack, transaction: Transaction, gas: Gas, context: WaveContext) -> Outcome:
    """What the transaction's own handler makes of it: its native type's, or that of a seam.

    Either may reject, and then the transaction is undone for that reason at the price of its type.
    """
    seam = get_seam(state, transaction, context)
    try:
        if seam is not None:
            return seam.apply(state, transaction, gas, context)
        return NATIVE_TYPES[transaction.tx_type].apply(state, transaction, context)
    except Rejected as rejection:
        return make_undone(state, compute_type_gas(transaction), rejection.reason)
