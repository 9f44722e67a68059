"""Transfers.

The commonest transaction moves quanta from its sender to somebody else. It is the type `Standard` sent
to an account without code; sent to a contract, the same type is a call.

Data sent where no code is would be paid for and read by nobody, most likely by mistake. It is refused
before anything moves. So is a transfer to the zero address: to destroy money is not what it looks like.

Source: book, chapter 10, section 10.6; chapter 11, section 11.8 (type 0).
Decision: R-192 (data without code, the zero address).
"""

from pyde_spec.accounts.record import AccountType
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.state.overlay import OverlayStack
from pyde_spec.transactions.context import WaveContext
from pyde_spec.transactions.ledger import credit, debit, get_record
from pyde_spec.transactions.outcome import Outcome, make_success
from pyde_spec.transactions.payloads import validate_target
from pyde_spec.types.primitives import Address, Gas
from pyde_spec.types.transaction import Transaction

TRANSFER_GAS = 21_000


def is_contract(state: OverlayStack, address: Address) -> bool:
    """Whether an account has code that a transaction sent to it calls."""
    return get_record(state, address).account_type is AccountType.CONTRACT


def validate_transfer(state: OverlayStack, transaction: Transaction) -> None:
    """Raises unless the form is that of a transfer. Rejects with `TARGET_ZERO`, then `CALL_WITHOUT_CODE`."""
    validate_target(transaction)
    if transaction.data and not is_contract(state, transaction.to):
        raise Rejected(Reason.CALL_WITHOUT_CODE, f"{len(transaction.data)} bytes of data")


def compute_transfer_gas(transaction: Transaction) -> Gas:
    """The price of a transfer."""
    return TRANSFER_GAS


def apply_transfer(state: OverlayStack, transaction: Transaction, context: WaveContext) -> Outcome:
    """Move the value. Rejects with `AMOUNT_UNDERFLOW`, then `AMOUNT_OVERFLOW`, where no valid state leads."""
    # GAS
    gas_used = compute_transfer_gas(transaction)
    # MEMORY
    amount = transaction.value
    # CHECKS
    # EFFECT
    state = debit(state, transaction.from_, amount)
    state = credit(state, transaction.to, amount)
    return make_success(state, gas_used)
