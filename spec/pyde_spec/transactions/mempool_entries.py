"""What waits in the mempool.

The rules of the mempool look at five things of a transaction: its hash, its sender, its nonce, the
bytes that it takes in a batch, and its deadline. They stand in one record, worked out once when the
transaction arrives, so that the rules need neither decode nor hash it again.

A deadline is the last wave that may include the transaction. The mempool is told of the next wave, the
lowest that can still include one, and a transaction whose deadline lies before it has lapsed.

Source: book, chapter 11, section 11.6, "deadline", and chapter 9, section 9.3.
Decision: D-37 (place of the mempool), R-173 (when a deadline has passed).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import U32
from pyde_spec.types.batch import Batch, BatchEntry, Plain
from pyde_spec.types.primitives import Address, Nonce, TransactionHash, WaveId
from pyde_spec.types.transaction import Transaction
from pyde_spec.types.transaction_hash import compute_transaction_hash

EMPTY_BATCH_SIZE = len(encode(Batch, Batch(())))


@dataclass(frozen=True, slots=True)
class PendingTransaction:
    """A transaction as the mempool sees it.

    `size` is in bytes of the wire form of the batch's entry.
    """

    hash_: TransactionHash
    sender: Address
    nonce: Nonce
    size: U32
    deadline: WaveId | None


Validation = Callable[[PendingTransaction], None]
"""Whether the transaction may be applied to the state of now: raises `Rejected` unless it may."""


def compute_pending_transaction(transaction: Transaction) -> PendingTransaction:
    """What the mempool looks at, of a transaction that anyone can read."""
    return PendingTransaction(
        hash_=compute_transaction_hash(transaction),
        sender=transaction.from_,
        nonce=transaction.nonce,
        size=len(encode(BatchEntry, Plain(transaction))),
        deadline=transaction.deadline,
    )


def is_lapsed(pending: PendingTransaction, next_wave: WaveId) -> bool:
    """Whether neither the next wave nor one after it may include the transaction."""
    return pending.deadline is not None and pending.deadline < next_wave


def compute_total_size(waiting: Iterable[PendingTransaction]) -> int:
    """The bytes that the transactions take together."""
    return sum(pending.size for pending in waiting)
