"""A mock of the chapter on validators.

It stands at the seam until that chapter fills it. It knows two things: a deposit moves the value of the
transaction into the pool of stakes, and a withdrawal moves as many quanta as its data say back to the
sender. Nobody's share is kept. Every other transaction changes nothing.

Decision: R-187 (seams and their mocks).
"""

from dataclasses import dataclass

from pyde_spec.encoding.shapes import U128
from pyde_spec.state.overlay import OverlayStack
from pyde_spec.transactions.context import WaveContext
from pyde_spec.transactions.ledger import credit, debit
from pyde_spec.transactions.outcome import Outcome, make_success
from pyde_spec.transactions.payloads import decode_payload, validate_no_value
from pyde_spec.transactions.system_accounts import STAKE_POOL_ADDRESS
from pyde_spec.types.primitives import Gas
from pyde_spec.types.transaction import Transaction, TransactionType

STAKING_GAS = 21_000


@dataclass(frozen=True, slots=True)
class MockValidators:
    """The mock. It keeps nothing: all that it changes is the state that it is given."""

    def validate(self, state: OverlayStack, transaction: Transaction, context: WaveContext) -> None:
        """Only a deposit moves the value, and a withdrawal says how much it takes."""
        if transaction.tx_type is not TransactionType.STAKE_DEPOSIT:
            validate_no_value(transaction)
        if transaction.tx_type is TransactionType.STAKE_WITHDRAW:
            decode_payload(U128, transaction)

    def apply(self, state: OverlayStack, transaction: Transaction, gas: Gas, context: WaveContext) -> Outcome:
        """Move quanta into the pool or out of it; undone when the pool holds less."""
        if transaction.tx_type is TransactionType.STAKE_DEPOSIT:
            state = debit(state, transaction.from_, transaction.value)
            state = credit(state, STAKE_POOL_ADDRESS, transaction.value)
        elif transaction.tx_type is TransactionType.STAKE_WITHDRAW:
            amount = decode_payload(U128, transaction)
            state = debit(state, STAKE_POOL_ADDRESS, amount)
            state = credit(state, transaction.from_, amount)
        return make_success(state, STAKING_GAS)
