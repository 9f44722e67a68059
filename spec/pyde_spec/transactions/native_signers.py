"""What several signers order.

Four types of transactions carry an order that a set of signers has signed: to pay from the treasury, to
replace a set of signers, to pause the chain, to end the pause. Anybody may send such a transaction; the
sender signs it as every other and pays for it, by the number of signatures that it carries. Whether the
order holds is decided when it is carried out.

Source: book, chapter 11, section 11.7; chapter 14, sections 14.8 and 14.9; chapter 15, sections 15.4 and 15.5.
"""

from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import U8, U64, U128
from pyde_spec.state.overlay import OverlayStack
from pyde_spec.transactions.context import WaveContext
from pyde_spec.transactions.emergency_pause import apply_emergency_pause, apply_emergency_resume
from pyde_spec.transactions.multisig_payload import (
    EmergencyPause,
    MultisigPayload,
    SignerRotation,
    TreasurySpend,
    compute_multisig_gas,
    decode_multisig_payload,
)
from pyde_spec.transactions.native_events import NativeEvent, emit_native_event
from pyde_spec.transactions.outcome import Outcome, make_success
from pyde_spec.transactions.payloads import validate_payload_alone
from pyde_spec.transactions.treasury import apply_signer_rotation, apply_treasury_spend
from pyde_spec.types.primitives import Gas
from pyde_spec.types.transaction import Transaction


def get_order(transaction: Transaction) -> MultisigPayload:
    """The order that a transaction carries. Rejects with the reasons of `decode_multisig_payload`."""
    return decode_multisig_payload(transaction.tx_type, transaction.data)


def validate_order(state: OverlayStack, transaction: Transaction) -> None:
    """Raises unless the form is that of an order.

    Rejects with the reasons of `validate_payload_alone`, then those of `decode_multisig_payload`.
    """
    validate_payload_alone(transaction)
    get_order(transaction)


def compute_order_gas(transaction: Transaction) -> Gas:
    """The price of an order, by its type and its signatures."""
    return compute_multisig_gas(get_order(transaction))


def apply_spend(state: OverlayStack, transaction: Transaction, context: WaveContext) -> Outcome:
    """Pay from the treasury. Rejects as `apply_treasury_spend`."""
    # GAS
    gas_used = compute_order_gas(transaction)
    # MEMORY
    order = get_order(transaction)
    spend = order.body
    assert isinstance(spend, TreasurySpend), "the type says which order it is"
    # CHECKS
    # EFFECT
    state = apply_treasury_spend(state, transaction.from_, order, context)
    state = emit_native_event(
        state, NativeEvent.TREASURY_SPENT, spend.target, encode(U128, spend.value) + spend.data_digest
    )
    return make_success(state, gas_used)


def apply_rotation_of_signers(state: OverlayStack, transaction: Transaction, context: WaveContext) -> Outcome:
    """Replace a set of signers. Rejects as `apply_signer_rotation`."""
    # GAS
    gas_used = compute_order_gas(transaction)
    # MEMORY
    order = get_order(transaction)
    rotation = order.body
    assert isinstance(rotation, SignerRotation), "the type says which order it is"
    # CHECKS
    # EFFECT
    state = apply_signer_rotation(state, order, context)
    announced = (rotation.role, len(rotation.new_keys), rotation.new_threshold)
    state = emit_native_event(
        state, NativeEvent.SIGNERS_ROTATED, None, b"".join([encode(U8, number) for number in announced])
    )
    return make_success(state, gas_used)


def apply_pause_of_chain(state: OverlayStack, transaction: Transaction, context: WaveContext) -> Outcome:
    """Pause the chain from here on, the rest of this wave included. Rejects as `apply_emergency_pause`."""
    # GAS
    gas_used = compute_order_gas(transaction)
    # MEMORY
    order = get_order(transaction)
    pause = order.body
    assert isinstance(pause, EmergencyPause), "the type says which order it is"
    # CHECKS
    # EFFECT
    state = apply_emergency_pause(state, order, context)
    end_wave = context.wave_id + pause.duration_waves
    state = emit_native_event(state, NativeEvent.CHAIN_PAUSED, None, encode(U64, end_wave))
    return make_success(state, gas_used)


def apply_resumption_of_chain(state: OverlayStack, transaction: Transaction, context: WaveContext) -> Outcome:
    """End the pause, for the rest of this wave too. Rejects as `apply_emergency_resume`."""
    # GAS
    gas_used = compute_order_gas(transaction)
    # MEMORY
    order = get_order(transaction)
    # CHECKS
    # EFFECT
    state = apply_emergency_resume(state, order, context)
    state = emit_native_event(state, NativeEvent.CHAIN_RESUMED, None, b"")
    return make_success(state, gas_used)
