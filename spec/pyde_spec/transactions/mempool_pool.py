"""The mempool.

Transactions wait in the order of their arrival. The mempool is a value: each step answers with the
mempool after it and with the transactions that left it on the way.

Three things end the wait from outside. A wave comes after which the deadline has passed. The sender's
nonce is spent, by this transaction or by another of the same nonce. Or the transaction is drained into
a batch. A drained transaction is forgotten: its batch carries it now, and if it arrives again before
it is executed it is a new arrival.

Draining goes by the order of arrival alone. There are no tips that could buy a place, and none is
passed over: what does not fit ends the batch, or small transactions could hold up a large one for ever.

How much a node holds is its own matter, so the limits are part of the value.

Source: book, chapter 11, sections 11.4 and 11.6; roadmap, sections 0.4 and β.5; implementation plan,
section 5.
Decision: R-83 (draining), R-172 (limits), R-173 (what ends the wait).
"""

from dataclasses import dataclass, replace

from pyde_spec.accounts.nonce_window import WINDOW_SIZE, NonceWindow, is_offset_used
from pyde_spec.encoding.shapes import U32, U64
from pyde_spec.transactions.mempool_entries import EMPTY_BATCH_SIZE, PendingTransaction, is_lapsed
from pyde_spec.transactions.mempool_token_bucket import FULL_BUCKET, TokenBucket
from pyde_spec.types.batch import BATCH_SIZE_CAP
from pyde_spec.types.primitives import Address, Nonce, WaveId


@dataclass(frozen=True, slots=True)
class MempoolLimits:
    """What a node lets wait at most: a number of transactions, and their bytes together."""

    count: U32
    size: U64


@dataclass(frozen=True, slots=True)
class Mempool:
    """What waits, the oldest first, and what senders have spent.

    `next_wave` is the lowest wave that can still include a transaction. `buckets` are in ascending order
    of sender; a sender that has none has a full one.
    """

    limits: MempoolLimits
    next_wave: WaveId
    waiting: tuple[PendingTransaction, ...]
    buckets: tuple[tuple[Address, TokenBucket], ...]


@dataclass(frozen=True, slots=True)
class MempoolChange:
    """The mempool after a step, and the transactions that left it, in the order in which they went."""

    mempool: Mempool
    removed: tuple[PendingTransaction, ...]


def get_empty_mempool(limits: MempoolLimits, next_wave: WaveId) -> Mempool:
    """The mempool of a node that begins."""
    return Mempool(limits, next_wave, (), ())


def get_bucket(mempool: Mempool, sender: Address) -> TokenBucket:
    """The sender's token bucket."""
    return dict(mempool.buckets).get(sender, FULL_BUCKET)


def begin_wave(mempool: Mempool, next_wave: WaveId) -> MempoolChange:
    """From now on `next_wave` is the lowest wave to come; whatever has lapsed by then leaves.

    It is lower than before after a wave was undone.
    """
    removed = tuple(pending for pending in mempool.waiting if is_lapsed(pending, next_wave))
    kept = tuple(pending for pending in mempool.waiting if not is_lapsed(pending, next_wave))
    return MempoolChange(replace(mempool, next_wave=next_wave, waiting=kept), removed)


def drop_spent(mempool: Mempool, sender: Address, window: NonceWindow) -> MempoolChange:
    """The sender's nonce window is now `window`; whatever waits of it under a spent nonce leaves."""
    removed = tuple(
        pending for pending in mempool.waiting if pending.sender == sender and is_spent(window, pending.nonce)
    )
    kept = tuple(pending for pending in mempool.waiting if pending not in removed)
    return MempoolChange(replace(mempool, waiting=kept), removed)


def is_spent(window: NonceWindow, nonce: Nonce) -> bool:
    """Whether a transaction has taken the nonce. One above the window is not spent; its turn may come."""
    offset = nonce - window.base
    return (
        offset < 0  # below the window
        or (offset < WINDOW_SIZE and is_offset_used(window, offset))  # spent in the window
    )


def drain_for_batch(mempool: Mempool, max_bytes: U64) -> MempoolChange:
    """Take out the oldest transactions, as many as fit one after another.

    The wire form of the whole batch has at most `max_bytes` bytes, and never more than 4 MiB.
    """
    room = min(max_bytes, BATCH_SIZE_CAP) - EMPTY_BATCH_SIZE
    drained = 0
    for pending in mempool.waiting:
        room -= pending.size
        if room < 0:
            break
        drained += 1
    return MempoolChange(replace(mempool, waiting=mempool.waiting[drained:]), mempool.waiting[:drained])
