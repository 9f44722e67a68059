"""The types of transactions.

Each type of transaction has a row here: what is asked of its form, what it costs, and what it does. The
rows of the native types name their handlers. What has no row of its own stops at a seam: deployment,
calls and the life of contracts at one, everything about validators at the other.

Source: book, chapter 11, section 11.8.  Decision: D-28, R-187 (seams).
"""

from collections.abc import Callable
from dataclasses import dataclass

from pyde_spec.rejections import Reason, Rejected
from pyde_spec.state.overlay import OverlayStack
from pyde_spec.transactions.context import Seam, WaveContext
from pyde_spec.transactions.fee_payers import get_contracts
from pyde_spec.transactions.native_airdrop import (
    apply_claim,
    apply_sweep,
    compute_airdrop_claim_gas,
    compute_sweep_gas,
    validate_claim,
    validate_sweep,
)
from pyde_spec.transactions.native_gas_tanks import (
    apply_tank_deposit,
    apply_tank_withdrawal,
    compute_tank_gas,
    validate_tank_deposit,
    validate_tank_withdrawal,
)
from pyde_spec.transactions.native_keys import (
    apply_registration,
    apply_rotation,
    compute_registration_gas,
    compute_rotation_gas,
    validate_registration,
    validate_rotation,
)
from pyde_spec.transactions.native_names import (
    apply_name_registration,
    apply_name_renewal,
    apply_name_transfer,
    compute_name_gas,
    validate_name_registration,
    validate_name_renewal,
    validate_name_transfer,
)
from pyde_spec.transactions.native_signers import (
    apply_pause_of_chain,
    apply_resumption_of_chain,
    apply_rotation_of_signers,
    apply_spend,
    compute_order_gas,
    validate_order,
)
from pyde_spec.transactions.native_transfer import (
    apply_transfer,
    compute_transfer_gas,
    is_contract,
    validate_transfer,
)
from pyde_spec.transactions.outcome import Outcome
from pyde_spec.types.primitives import Gas
from pyde_spec.types.transaction import Transaction, TransactionType

CONTRACT_TYPES = frozenset(
    {
        TransactionType.DEPLOY,
        TransactionType.UPGRADE_CONTRACT,
        TransactionType.PAUSE_CONTRACT,
        TransactionType.UNPAUSE_CONTRACT,
        TransactionType.KILL_CONTRACT,
    }
)
DEPLOYING_TYPES = frozenset({TransactionType.DEPLOY, TransactionType.UPGRADE_CONTRACT})
VALIDATOR_TYPES = frozenset(
    {
        TransactionType.STAKE_DEPOSIT,
        TransactionType.STAKE_WITHDRAW,
        TransactionType.SLASH,
        TransactionType.CLAIM_REWARD,
        TransactionType.UNJAIL,
        TransactionType.ROTATE_VALIDATOR_KEYS,
        TransactionType.DISPUTE_SLASH,
    }
)
SEAM_GAS = 21_000


@dataclass(frozen=True, slots=True)
class NativeType:
    """What is asked of the form of a type, what it costs in units of gas, and what it does."""

    validate: Callable[[OverlayStack, Transaction], None]
    compute_gas: Callable[[Transaction], Gas]
    apply: Callable[[OverlayStack, Transaction, WaveContext], Outcome]


NATIVE_TYPES = {
    TransactionType.STANDARD: NativeType(validate_transfer, compute_transfer_gas, apply_transfer),
    TransactionType.CLAIM_AIRDROP: NativeType(validate_claim, compute_airdrop_claim_gas, apply_claim),
    TransactionType.SWEEP_AIRDROP: NativeType(validate_sweep, compute_sweep_gas, apply_sweep),
    TransactionType.MULTISIG_TX: NativeType(validate_order, compute_order_gas, apply_spend),
    TransactionType.ROTATE_MULTISIG: NativeType(validate_order, compute_order_gas, apply_rotation_of_signers),
    TransactionType.EMERGENCY_PAUSE: NativeType(validate_order, compute_order_gas, apply_pause_of_chain),
    TransactionType.EMERGENCY_RESUME: NativeType(validate_order, compute_order_gas, apply_resumption_of_chain),
    TransactionType.REGISTER_PUBKEY: NativeType(validate_registration, compute_registration_gas, apply_registration),
    TransactionType.ROTATE_KEYS: NativeType(validate_rotation, compute_rotation_gas, apply_rotation),
    TransactionType.NAME_REGISTER: NativeType(validate_name_registration, compute_name_gas, apply_name_registration),
    TransactionType.NAME_RENEW: NativeType(validate_name_renewal, compute_name_gas, apply_name_renewal),
    TransactionType.NAME_TRANSFER: NativeType(validate_name_transfer, compute_name_gas, apply_name_transfer),
    TransactionType.GAS_TANK_DEPOSIT: NativeType(validate_tank_deposit, compute_tank_gas, apply_tank_deposit),
    TransactionType.GAS_TANK_WITHDRAW: NativeType(validate_tank_withdrawal, compute_tank_gas, apply_tank_withdrawal),
}
"""The native types. `STANDARD` stands here as the transfer that it is when no contract is called."""


def is_call(state: OverlayStack, transaction: Transaction) -> bool:
    """Whether the transaction calls a contract."""
    return transaction.tx_type is TransactionType.STANDARD and is_contract(state, transaction.to)


def get_seam(state: OverlayStack, transaction: Transaction, context: WaveContext) -> Seam | None:
    """The seam at which the transaction stops; None for a native one.

    Rejects with `CONTRACTS_NOT_AVAILABLE` or `VALIDATORS_NOT_AVAILABLE` while the seam is empty.
    """
    if transaction.tx_type in CONTRACT_TYPES or is_call(state, transaction):
        return get_contracts(context)
    if transaction.tx_type in VALIDATOR_TYPES:
        if context.validators is None:
            raise Rejected(Reason.VALIDATORS_NOT_AVAILABLE)
        return context.validators
    return None


def compute_type_gas(transaction: Transaction) -> Gas:
    """What a transaction costs by its type, before anything runs, in units of gas."""
    if transaction.tx_type in NATIVE_TYPES:
        return NATIVE_TYPES[transaction.tx_type].compute_gas(transaction)
    return SEAM_GAS


def validate_form(state: OverlayStack, transaction: Transaction, context: WaveContext) -> None:
    """Raises unless the fields of the transaction are as its type asks; the reasons are the type's own."""
    seam = get_seam(state, transaction, context)
    if seam is not None:
        seam.validate(state, transaction, context)
    else:
        NATIVE_TYPES[transaction.tx_type].validate(state, transaction)
