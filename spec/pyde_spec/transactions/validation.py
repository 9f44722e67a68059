"""Validation.

Whether a transaction may stand in a wave. A node asks when the transaction arrives, so that it carries
nothing on that cannot pay; every node asks again when it is executed, since what came before it in its
wave may have changed the answer. It is the same function both times, and what differs is given to it: at
ingress the context is that of the wave that comes next, of which no gas has been used yet; at execution it
is told what the transactions before have used. The wire form is decoded at ingress alone.

The order of the checks is part of the rules. What needs neither a signature nor a contract's code comes
before the two, but for the access list, which stands last. While the chain is paused nothing is looked at
but what could end the pause.

A transaction that is refused at execution leaves a receipt, spends no nonce and pays nothing.

Source: book, chapter 10, sections 10.1 and 10.9; chapter 11, section 11.12; chapter 14, section 14.9.
Decision: R-197 (the order), R-198 (sizes), R-199 (a wave's room).
"""

from pyde_spec.accounts.authorisation import validate_authorisation, validate_initiator
from pyde_spec.accounts.nonce_window import use_nonce
from pyde_spec.encoding.decoder import decode
from pyde_spec.encoding.encoder import encode
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.state.overlay import OverlayStack
from pyde_spec.transactions.access_lists import validate_access_list
from pyde_spec.transactions.base_fee import GAS_CEILING
from pyde_spec.transactions.context import WaveContext
from pyde_spec.transactions.emergency_pause import is_paused
from pyde_spec.transactions.fee_payers import compute_sponsorship_room, validate_balance, validate_fee_payer
from pyde_spec.transactions.ledger import get_auth_keys, get_record
from pyde_spec.transactions.native_types import DEPLOYING_TYPES, compute_type_gas, validate_form
from pyde_spec.types.auth_keys import AuthKeys, MultiSig
from pyde_spec.types.primitives import Gas
from pyde_spec.types.transaction import Sender, Transaction, TransactionType
from pyde_spec.types.transaction_hash import compute_transaction_hash

TRANSACTION_SIZE_MAX = 128 * 1024
CALL_DATA_SIZE_MAX = 64 * 1024
GAS_LIMIT_MIN = 21_000
GAS_LIMIT_MAX = GAS_CEILING
FURTHER_SIGNATURE_GAS = 20_000


def validate_wire(data: bytes, state: OverlayStack, context: WaveContext) -> Transaction:
    """The transaction of a wire form that arrives.

    Rejects with the reasons of `decode`, then with those of `validate_transaction`.
    """
    transaction: Transaction = decode(Transaction, data)
    validate_transaction(state, transaction, context, gas_used=0)
    return transaction


def validate_transaction(state: OverlayStack, transaction: Transaction, context: WaveContext, gas_used: int) -> Gas:
    """What asking the sponsor has used, 0 without one. Raises unless the transaction may be applied to the state.

    `gas_used` is what the transactions before it in the wave have used; at ingress none are known, and it is 0.

    Rejects with `CHAIN_PAUSED`; the reasons of `validate_sizes`; `WRONG_CHAIN`; `DEADLINE_PASSED`; the
    reasons of `validate_gas_limit`; those of its type's form; `GAS_LIMIT_BELOW_PRICE`; the reasons of
    `validate_sender`; `BALANCE_BELOW_VALUE`; the reasons of `validate_fee_payer`; those of
    `validate_access_list`. Checked in this order. A registration of a key is free and nobody signs it: it
    is asked about the pause, the sizes, the chain, the deadline and its form, and about nothing else.
    """
    validate_not_paused(state, transaction, context)
    validate_sizes(transaction)
    if transaction.chain_id != context.chain_id:
        raise Rejected(Reason.WRONG_CHAIN, f"{transaction.chain_id}, this is {context.chain_id}")
    if transaction.deadline is not None and transaction.deadline < context.wave_id:
        raise Rejected(Reason.DEADLINE_PASSED, f"{transaction.deadline}, this is wave {context.wave_id}")
    if transaction.tx_type is TransactionType.REGISTER_PUBKEY:
        validate_form(state, transaction, context)
        return 0
    validate_gas_limit(transaction.gas_limit, gas_used)
    validate_form(state, transaction, context)
    validate_price(state, transaction)
    validate_sender(state, transaction, context)
    validate_balance(state, transaction, context)
    asking_gas = validate_fee_payer(state, transaction, context)
    validate_access_list(transaction.access_list)
    return asking_gas


def validate_not_paused(state: OverlayStack, transaction: Transaction, context: WaveContext) -> None:
    """Raises with `CHAIN_PAUSED` while the chain is paused, unless the transaction can end the pause.

    To ask a sponsor would be to run its code, so only a transaction that its sender pays for can.
    """
    can_end_pause = (
        transaction.tx_type is TransactionType.EMERGENCY_RESUME  # says so
        and transaction.fee_payer == Sender()  # runs nobody's code
    )
    if is_paused(state, context.wave_id) and not can_end_pause:
        raise Rejected(Reason.CHAIN_PAUSED)


def validate_sizes(transaction: Transaction) -> None:
    """Raises unless the transaction and its data are of a size that its type may have.

    Rejects with `TRANSACTION_TOO_LARGE`, then `CALL_DATA_TOO_LARGE`. The data of what deploys code counts
    for neither: it is bounded by the cap of the field alone.
    """
    counted_data = 0 if transaction.tx_type in DEPLOYING_TYPES else len(transaction.data)
    size = len(encode(Transaction, transaction)) - len(transaction.data) + counted_data
    if size > TRANSACTION_SIZE_MAX:
        raise Rejected(Reason.TRANSACTION_TOO_LARGE, f"{size} bytes")
    if counted_data > CALL_DATA_SIZE_MAX:
        raise Rejected(Reason.CALL_DATA_TOO_LARGE, f"{len(transaction.data)} bytes")


def validate_gas_limit(gas_limit: Gas, gas_used: int) -> None:
    """Raises unless the limit lies within its bounds and fits into what the wave has left.

    Rejects with `GAS_LIMIT_TOO_LOW` below 21,000, with `GAS_LIMIT_TOO_HIGH` above what a wave can hold, then
    with `WAVE_FULL`. `gas_used` is what the transactions before it have used.
    """
    if gas_limit < GAS_LIMIT_MIN:
        raise Rejected(Reason.GAS_LIMIT_TOO_LOW, f"{gas_limit}")
    if gas_limit > GAS_LIMIT_MAX:
        raise Rejected(Reason.GAS_LIMIT_TOO_HIGH, f"{gas_limit}")
    if gas_used + gas_limit > GAS_CEILING:
        raise Rejected(Reason.WAVE_FULL, f"{gas_used} used, {gas_limit} wanted")


def validate_price(state: OverlayStack, transaction: Transaction) -> None:
    """Raises with `GAS_LIMIT_BELOW_PRICE` unless the limit covers what the transaction costs in any case."""
    signature_gas = compute_signature_gas(get_auth_keys(state, transaction.from_))
    price = compute_type_gas(transaction) + signature_gas + compute_sponsorship_room(transaction)
    if transaction.gas_limit < price:
        raise Rejected(Reason.GAS_LIMIT_BELOW_PRICE, f"{transaction.gas_limit} of {price}")


def compute_signature_gas(auth_keys: AuthKeys) -> Gas:
    """What the signatures of several signers cost. The price of every type includes one signature."""
    return (auth_keys.threshold - 1) * FURTHER_SIGNATURE_GAS if isinstance(auth_keys, MultiSig) else 0


def validate_sender(state: OverlayStack, transaction: Transaction, context: WaveContext) -> None:
    """Raises unless the sender has signed and may use the nonce.

    Rejects with the reasons of `validate_initiator`, of `validate_authorisation` over the hash of the
    transaction, then of `use_nonce`.
    """
    record = get_record(state, transaction.from_)
    validate_initiator(record.account_type)
    validate_authorisation(
        get_auth_keys(state, transaction.from_),
        compute_transaction_hash(transaction),
        transaction.signature,
        context.parameters.rules,
        context.check,
    )
    use_nonce(record.nonce, transaction.nonce)
