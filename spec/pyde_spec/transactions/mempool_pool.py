"""The mempool.

Transactions wait in the order of their arrival. The mempool is a value: each step answers with the
mempool after it and with the transactions that left it on the way.

Four things end the wait from outside. A wave comes after which the deadline has passed. The sender's
nonce is spent, by this transaction or by another of the same nonce. The sender's keys change, and the
transaction is not valid under the new ones. Or the transaction is drained into a batch. Whatever leaves
is forgotten, and if it arrives again it is a new arrival.

The keys have a step of their own because a nonce does not tell of them. A registration of a key spends
none, and would stand for ever in the place of the account's first transfer. And what the old keys have
signed would stand in the place of the same transaction signed with the new.

Draining goes by the order of arrival alone. There are no tips that could buy a place, and none is
passed over: what does not fit ends the batch, or small transactions could hold up a large one for ever.
The batch that a node drains is the batch by which it measures what arrives, so the oldest always fits.

How much a node holds is its own matter, so the limits are part of the value, and stay as they are while
it lives.

Source: book, chapter 11, sections 11.4 and 11.6; roadmap, sections 0.4 and β.5; implementation plan,
section 5.
Decision: R-83 (draining), R-172 (limits), R-173 (what ends the wait), R-209 (keys that change), R-210
(batches of one size).
"""

from dataclasses import dataclass, replace

from pyde_spec.accounts.nonce_window import WINDOW_SIZE, NonceWindow, is_offset_used
from pyde_spec.encoding.shapes import U32, U64
from pyde_spec.rejections import Rejected
from pyde_spec.transactions.mempool_entries import EMPTY_BATCH_SIZE, PendingTransaction, Validation, is_lapsed
from pyde_spec.transactions.mempool_token_bucket import FULL_BUCKET, TokenBucket
from pyde_spec.types.batch import BATCH_SIZE_CAP
from pyde_spec.types.primitives import Address, Nonce, WaveId


@dataclass(frozen=True, slots=True)
class MempoolLimits:
    """What a node lets wait at most, a number of transactions and their bytes together; and its batches.

    `batch_size` is in bytes of the wire form of a whole batch. Above 4 MiB it counts as 4 MiB.
    """

    count: U32
    size: U64
    batch_size: U32


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


def drop_invalid(mempool: Mempool, sender: Address, validate: Validation) -> MempoolChange:
    """The sender's keys have changed; whatever waits of it and is not valid any more leaves.

    `validate` is that of admission, over the state with the new keys. It sees each transaction alone.
    """
    removed = tuple(
        pending for pending in mempool.waiting if pending.sender == sender and not is_valid(pending, validate)
    )
    kept = tuple(pending for pending in mempool.waiting if pending not in removed)
    return MempoolChange(replace(mempool, waiting=kept), removed)


def is_valid(pending: PendingTransaction, validate: Validation) -> bool:
    """Whether validation accepts the transaction."""
    try:
        validate(pending)
    except Rejected:
        return False
    return True


def compute_batch_room(limits: MempoolLimits) -> int:
    """How many bytes of transactions a batch of the node can carry; below 0 when not even an empty one fits."""
    return min(limits.batch_size, BATCH_SIZE_CAP) - EMPTY_BATCH_SIZE


def drain_for_batch(mempool: Mempool) -> MempoolChange:
    """Take out the oldest transactions, as many as a batch of the node can carry one after another.

    Something is drained whenever something waits, because admission lets in nothing that fits no batch.
    """
    room = compute_batch_room(mempool.limits)
    drained = 0
    for pending in mempool.waiting:
        room -= pending.size
        if room < 0:
            break
        drained += 1
    return MempoolChange(replace(mempool, waiting=mempool.waiting[drained:]), mempool.waiting[:drained])
