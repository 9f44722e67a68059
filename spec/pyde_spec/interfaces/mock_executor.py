"""The mock executor.

It knows one kind of transaction, the plain transfer, and runs no code. A transfer spends the sender's
next nonce, moves its value, and costs the gas of the book's simple transfer at a base fee that the
mock is given; the fee disappears. Views answer what they were told to answer. It works on states of
the mock alone, because it writes their leaves.

Signatures, deadlines, access lists and the chain id are not looked at. What is refused is refused for
reasons that begin with `mock_`, so that nobody takes them for those of the catalogue. Mutable only in
its plan of failures.

Source: book, chapter 10, section 10.6 (the gas of a transfer).  Decision: R-85 (what mocks do and leave out).
"""

from collections.abc import Mapping
from dataclasses import replace

from pyde_spec.encoding.shapes import U64_MAX
from pyde_spec.interfaces.errors import BoundaryError, InterfaceError
from pyde_spec.interfaces.executor import Execution, Executor, SlotWrite, TransactionPlace
from pyde_spec.interfaces.mock_failures import FailurePlan
from pyde_spec.interfaces.mock_leaves import (
    MockAccount,
    compute_account_key,
    compute_account_write,
    decode_account,
)
from pyde_spec.interfaces.mock_state import NOTHING
from pyde_spec.interfaces.state_view import StateView
from pyde_spec.types.primitives import Address, Gas, Quanta
from pyde_spec.types.receipt import NotExecuted, Receipt, ReceiptStatus, Success
from pyde_spec.types.transaction import Sender, Transaction, TransactionType
from pyde_spec.types.transaction_hash import compute_transaction_hash

MOCK_TRANSFER_GAS = 21_000

NOT_A_TRANSFER = "mock_not_a_transfer"
NONCE_NOT_NEXT = "mock_nonce_not_next"
GAS_LIMIT_TOO_LOW = "mock_gas_limit_too_low"
BALANCE_TOO_LOW = "mock_balance_too_low"


class MockExecutor:
    """A mock `Executor` of plain transfers and prepared views. `base_fee` is in quanta a unit of gas."""

    def __init__(self, base_fee: Quanta = 0, views: Mapping[tuple[Address, bytes], bytes] = NOTHING) -> None:
        self.base_fee = base_fee
        self.views = views
        self.failures = FailurePlan(Executor)

    def execute_tx(
        self, state: StateView, transaction: Transaction, gas_limit: Gas, place: TransactionPlace
    ) -> Execution:
        """Move the value if nothing speaks against it; a refused transfer writes nothing and costs nothing."""
        self.failures.meet("execute_tx")
        sender = read_account(state, transaction.from_)
        fee = MOCK_TRANSFER_GAS * self.base_fee
        refusal = find_refusal(transaction, sender, gas_limit, fee)
        if refusal is not None:
            return Execution(compute_receipt(transaction, place, NotExecuted(refusal), 0, 0), (), ())
        writes = compute_transfer(state, transaction, sender, fee)
        return Execution(compute_receipt(transaction, place, Success(), MOCK_TRANSFER_GAS, fee), writes, ())

    def view_call(self, state: StateView, target: Address, data: bytes) -> bytes:
        """The prepared answer to this call data at this address. Raises `NOT_FOUND`."""
        self.failures.meet("view_call")
        if (target, data) not in self.views:
            raise BoundaryError(InterfaceError.NOT_FOUND, "no answer is prepared")
        return self.views[target, data]


def read_account(state: StateView, address: Address) -> MockAccount:
    """The account that a mock state holds for an address."""
    return decode_account(state.get_slot(compute_account_key(address)))


def is_plain_transfer(transaction: Transaction) -> bool:
    """Whether the mock knows what to do with the transaction."""
    return (
        transaction.tx_type is TransactionType.STANDARD  # no other type
        and transaction.data == b""  # no call
        and transaction.fee_payer == Sender()  # nobody else pays
    )


def find_refusal(transaction: Transaction, sender: MockAccount, gas_limit: Gas, fee: Quanta) -> str | None:
    """The first that speaks against a transfer: its kind, its nonce, its gas, its sender's balance."""
    if not is_plain_transfer(transaction):
        return NOT_A_TRANSFER
    if (
        transaction.nonce != sender.next_nonce  # not its turn
        or transaction.nonce == U64_MAX  # nothing could come after it
    ):
        return NONCE_NOT_NEXT
    if gas_limit < MOCK_TRANSFER_GAS:
        return GAS_LIMIT_TOO_LOW
    if sender.balance < transaction.value + fee:
        return BALANCE_TOO_LOW
    return None


def compute_transfer(
    state: StateView, transaction: Transaction, sender: MockAccount, fee: Quanta
) -> tuple[SlotWrite, ...]:
    """The writes of a transfer: one to oneself moves nothing and costs the fee."""
    paid = replace(sender, balance=sender.balance - transaction.value - fee, next_nonce=sender.next_nonce + 1)
    is_to_oneself = transaction.to == transaction.from_
    receiver = paid if is_to_oneself else read_account(state, transaction.to)
    credited = compute_account_write(transaction.to, replace(receiver, balance=receiver.balance + transaction.value))
    if is_to_oneself:
        return (credited,)
    return tuple(sorted([compute_account_write(transaction.from_, paid), credited], key=get_written_key))


def get_written_key(write: SlotWrite) -> bytes:
    """What writes are ordered by."""
    return write.key


def compute_receipt(
    transaction: Transaction, place: TransactionPlace, status: ReceiptStatus, gas_used: Gas, fee_paid: Quanta
) -> Receipt:
    """The receipt of a transaction that deploys nothing, emits nothing and answers nothing."""
    return Receipt(
        tx_hash=compute_transaction_hash(transaction),
        wave_id=place.wave_id,
        tx_index=place.tx_index,
        status=status,
        gas_used=gas_used,
        fee_paid=fee_paid,
        events_count=0,
        deployed=None,
        return_data=b"",
    )
