"""Making room in the mempool.

When a newcomer brings the mempool above its limits, the transactions that go are the newest of whoever
holds most of what is short: of the places when there are too many transactions, of the bytes otherwise.
The newcomer counts as if it were in. So a sender who fills the mempool makes room for the others, and
a newcomer from whoever would hold most is not let in.

No fee decides, since no transaction offers one above another. Equal holders lose their newest first, and
the newcomer is the newest of all: nobody is driven out by one who would hold as much. A newcomer whose
sender would hold no more than an equal part of the limit is always let in.

Source: book, chapter 16, section 16.6, "Mempool per-sender caps"; nothing says what a full mempool does.
Decision: R-172 (limits, and who makes room).
"""

from collections.abc import Sequence

from pyde_spec.rejections import Reason, Rejected
from pyde_spec.transactions.mempool_entries import PendingTransaction, compute_total_size
from pyde_spec.transactions.mempool_pool import MempoolLimits
from pyde_spec.types.primitives import Address


def compute_evicted(
    limits: MempoolLimits, waiting: Sequence[PendingTransaction], newcomer: PendingTransaction
) -> tuple[PendingTransaction, ...]:
    """Who goes so that the newcomer can wait behind the others, in the order in which they go.

    Rejects with `MEMPOOL_FULL` when it would be the newcomer's turn to go.
    """
    kept = [*waiting, newcomer]
    evicted = []
    while is_above_limits(limits, kept):
        position = get_position_to_evict(limits, kept)
        if position == len(kept) - 1:
            raise Rejected(Reason.MEMPOOL_FULL, f"{len(kept)} transactions of {compute_total_size(kept)} bytes")
        evicted.append(kept.pop(position))
    return tuple(evicted)


def is_above_limits(limits: MempoolLimits, waiting: Sequence[PendingTransaction]) -> bool:
    """Whether more waits than may."""
    return (
        len(waiting) > limits.count  # too many transactions
        or compute_total_size(waiting) > limits.size  # too many bytes
    )


def get_position_to_evict(limits: MempoolLimits, waiting: Sequence[PendingTransaction]) -> int:
    """The position of the newest transaction of the sender with the largest share; the newest of all such senders."""
    shares = compute_shares(limits, waiting)
    return max(range(len(waiting)), key=lambda position: (shares[waiting[position].sender], position))


def compute_shares(limits: MempoolLimits, waiting: Sequence[PendingTransaction]) -> dict[Address, int]:
    """How much each sender holds of what is short: of the places if there are too many, else of the bytes."""
    shares: dict[Address, int] = {}
    for pending in waiting:
        amount = 1 if len(waiting) > limits.count else pending.size
        shares[pending.sender] = shares.get(pending.sender, 0) + amount
    return shares
