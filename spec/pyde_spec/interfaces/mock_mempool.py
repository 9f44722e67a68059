"""The mock mempool.

Transactions wait in the order of their arrival, up to a number of them. Nothing is checked but that a
batch could carry them. What is drained is forgotten, so it may be inserted again. Mutable like every
mock, and for the same reason.

Decision: R-85 (what mocks do and leave out).
"""

from dataclasses import dataclass

from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import U64
from pyde_spec.interfaces.errors import BoundaryError, InterfaceError
from pyde_spec.interfaces.mempool_view import MempoolView
from pyde_spec.interfaces.mock_failures import FailurePlan
from pyde_spec.types.batch import BATCH_ENTRIES_CAP, BATCH_SIZE_CAP, Batch, BatchEntry, Plain
from pyde_spec.types.primitives import TransactionHash
from pyde_spec.types.transaction import Transaction
from pyde_spec.types.transaction_hash import compute_transaction_hash

EMPTY_BATCH_SIZE = len(encode(Batch, Batch(())))


@dataclass(frozen=True, slots=True)
class WaitingTransaction:
    """A transaction that waits, with its hash and the bytes that it takes in a batch."""

    hash: TransactionHash
    size: U64
    transaction: Transaction


class MockMempool:
    """A mock `MempoolView` that holds at most `capacity` transactions."""

    def __init__(self, capacity: U64) -> None:
        self.capacity = capacity
        self.waiting: tuple[WaitingTransaction, ...] = ()
        self.failures = FailurePlan(MempoolView)

    def insert(self, transaction: Transaction) -> TransactionHash:
        """Let the transaction wait behind all others."""
        self.failures.meet("insert")
        size = len(encode(BatchEntry, Plain(transaction)))
        if EMPTY_BATCH_SIZE + size > BATCH_SIZE_CAP:
            raise BoundaryError(InterfaceError.INVALID_INPUT, f"{size} bytes fit no batch")
        transaction_hash = compute_transaction_hash(transaction)
        if self.find(transaction_hash) is not None:
            raise BoundaryError(InterfaceError.DUPLICATE, transaction_hash.hex())
        if len(self.waiting) >= self.capacity:
            raise BoundaryError(InterfaceError.OVERLOADED, f"{self.capacity} transactions wait")
        self.waiting = (*self.waiting, WaitingTransaction(transaction_hash, size, transaction))
        return transaction_hash

    def drain_for_batch(self, max_bytes: U64) -> tuple[Transaction, ...]:
        """Take out the oldest transactions, as many as fit, and at most as many as a batch may hold."""
        self.failures.meet("drain_for_batch")
        drained: tuple[Transaction, ...] = ()
        size = EMPTY_BATCH_SIZE
        for entry in self.waiting[:BATCH_ENTRIES_CAP]:
            size += entry.size
            if size > max_bytes:
                break
            drained = (*drained, entry.transaction)
        self.waiting = self.waiting[len(drained) :]
        return drained

    def contains(self, transaction_hash: TransactionHash) -> bool:
        """Whether the transaction waits."""
        self.failures.meet("contains")
        return self.find(transaction_hash) is not None

    def fetch_by_hash(self, transaction_hash: TransactionHash) -> Transaction | None:
        """The transaction of this hash, while it waits."""
        self.failures.meet("fetch_by_hash")
        return self.find(transaction_hash)

    def get_pending_count(self) -> U64:
        """How many transactions wait."""
        self.failures.meet("get_pending_count")
        return len(self.waiting)

    def find(self, transaction_hash: TransactionHash) -> Transaction | None:
        """The transaction of this hash among those that wait."""
        for entry in self.waiting:
            if entry.hash == transaction_hash:
                return entry.transaction
        return None
