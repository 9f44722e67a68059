"""The mempool.

The mempool keeps transactions between their arrival and the batch that carries them. Consensus drains
it, the RPC and the network fill it. It holds a transaction at most once, by its hash.

Being taken in is a promise of nothing: the rules are applied when the wave is executed. What the
mempool checks before, to spare everybody the work, is the matter of the chapter on transactions.

Source: roadmap, section 0.4; implementation plan, section 5.
Decision: R-83 (form of the protocols; what the bytes of a batch are).
"""

from typing import Protocol, runtime_checkable

from pyde_spec.encoding.shapes import U64
from pyde_spec.types.primitives import TransactionHash
from pyde_spec.types.transaction import Transaction


@runtime_checkable
class MempoolView(Protocol):
    """The transactions that wait. Any call can raise `BoundaryError`."""

    def insert(self, transaction: Transaction) -> TransactionHash:
        """Take the transaction in, and name it.

        Raises `INVALID_INPUT` for one that no batch could carry, `DUPLICATE` for one that waits
        already, `OVERLOADED` when there is no room. Checked in this order.
        """

    def drain_for_batch(self, max_bytes: U64) -> tuple[Transaction, ...]:
        """Take out transactions for a batch whose wire form has at most `max_bytes` bytes.

        The order is the mempool's own, and none is passed over: what does not fit ends the batch. A node
        asks for batches of one size and lets nothing larger in, so the oldest always fits (R-210).
        """

    def contains(self, transaction_hash: TransactionHash) -> bool:
        """Whether the transaction waits."""

    def fetch_by_hash(self, transaction_hash: TransactionHash) -> Transaction | None:
        """The transaction of this hash; None when it does not wait."""

    def get_pending_count(self) -> U64:
        """How many transactions wait."""
