"""Claiming and sweeping the airdrop.

A claim is sent by the address that the gift is for. It says which leaf of the tree is meant and proves
it; its price grows with the proof, and is asked before anything is hashed. When the time for claims is
over, whoever likes sends the transaction that moves what is left to the treasury.

Source: book, chapter 14, section 14.7.
"""

from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import U64, U128
from pyde_spec.state.overlay import OverlayStack
from pyde_spec.transactions.airdrop import SWEEP_GAS, apply_claim_airdrop, apply_sweep_airdrop
from pyde_spec.transactions.airdrop_proof import compute_claim_gas, decode_airdrop_claim
from pyde_spec.transactions.context import WaveContext
from pyde_spec.transactions.ledger import get_record
from pyde_spec.transactions.native_events import NativeEvent, emit_native_event
from pyde_spec.transactions.outcome import Outcome, make_success
from pyde_spec.transactions.payloads import validate_no_data, validate_payload_alone
from pyde_spec.transactions.system_accounts import AIRDROP_POOL_ADDRESS
from pyde_spec.types.primitives import Gas
from pyde_spec.types.transaction import Transaction


def validate_claim(state: OverlayStack, transaction: Transaction) -> None:
    """Raises unless the form is that of a claim.

    Rejects with the reasons of `validate_payload_alone`, then those of `decode_airdrop_claim`.
    """
    validate_payload_alone(transaction)
    decode_airdrop_claim(transaction.data)


def compute_airdrop_claim_gas(transaction: Transaction) -> Gas:
    """The price of a claim, by the levels of its proof."""
    return compute_claim_gas(len(decode_airdrop_claim(transaction.data).siblings))


def apply_claim(state: OverlayStack, transaction: Transaction, context: WaveContext) -> Outcome:
    """Give the sender its part of the airdrop. Rejects as `apply_claim_airdrop`."""
    # GAS
    gas_used = compute_airdrop_claim_gas(transaction)
    # MEMORY
    claim = decode_airdrop_claim(transaction.data)
    # CHECKS
    # EFFECT
    state = apply_claim_airdrop(state, transaction.from_, claim, context.wave_id)
    state = emit_native_event(
        state,
        NativeEvent.AIRDROP_CLAIMED,
        transaction.from_,
        encode(U64, claim.leaf_index) + encode(U128, claim.amount),
    )
    return make_success(state, gas_used)


def validate_sweep(state: OverlayStack, transaction: Transaction) -> None:
    """Raises unless the form is that of a sweep.

    Rejects with the reasons of `validate_payload_alone`, then `DATA_NOT_EMPTY`.
    """
    validate_payload_alone(transaction)
    validate_no_data(transaction)


def compute_sweep_gas(transaction: Transaction) -> Gas:
    """The price of a sweep."""
    return SWEEP_GAS


def apply_sweep(state: OverlayStack, transaction: Transaction, context: WaveContext) -> Outcome:
    """Move what nobody claimed to the treasury. Rejects as `apply_sweep_airdrop`."""
    # GAS
    gas_used = compute_sweep_gas(transaction)
    # MEMORY
    left = get_record(state, AIRDROP_POOL_ADDRESS).balance
    # CHECKS
    # EFFECT
    state = apply_sweep_airdrop(state, context.wave_id)
    state = emit_native_event(state, NativeEvent.AIRDROP_SWEPT, None, encode(U128, left))
    return make_success(state, gas_used)
