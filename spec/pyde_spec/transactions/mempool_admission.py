"""Admission to the mempool.

The checks come in order of their cost, and the expensive one comes last: `validate`, with its signatures
and its reading of the state. What comes before needs nothing but the mempool and the summary of the
transaction.

Until its signature is checked a transaction may be anybody's, whatever sender it names; and afterwards
it may still be an old one that somebody repeats. So what is refused costs the named sender nothing, and
what is taken in costs one token. If a refusal cost a token, ten forgeries a second would silence any
account. Who sends what is refused is known to the network, which limits each peer.

So nothing that comes before `validate` changes anything: no token is taken, nothing is replaced and
nothing makes room until the newcomer is known to be valid. What waits was validated itself. A copy of it
with another signature has the same hash and is refused, and a registration of a key, which bears no
signature, has no copies that differ. Only what the sender has signed can take its place.

Of one sender and one nonce only one transaction can be executed, so only one waits. A second one takes
the place of the first exactly when its deadline is sooner; a transaction without a deadline gives way
to any that has one. So a user cancels by sending another transaction with the same nonce and a sooner
deadline. Whichever arrives first, every node keeps the one that lapses first; and since deadlines only
fall, nobody can exchange the two for ever by repeating them.

Source: book, chapter 9, section 9.3; chapter 11, section 11.4, "Cancellation"; chapter 16, section 16.6;
chapter 20, section D.
Decision: R-170 (order and cost), R-171 (replacement), R-210 (the largest transaction).
Finding: F-30 (the cap of a hundred is out of reach).
"""

from dataclasses import replace

from pyde_spec.encoding.shapes import U64
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.transactions.mempool_entries import PendingTransaction, Validation, is_lapsed
from pyde_spec.transactions.mempool_eviction import compute_evicted
from pyde_spec.transactions.mempool_pool import Mempool, MempoolChange, compute_batch_room, get_bucket
from pyde_spec.transactions.mempool_token_bucket import TokenBucket, is_bucket_full, take_token
from pyde_spec.types.primitives import Address

SENDER_TRANSACTIONS_CAP = 100


def insert_transaction(mempool: Mempool, newcomer: PendingTransaction, now: U64, validate: Validation) -> MempoolChange:
    """Let the transaction wait behind all others, at the time `now` in milliseconds.

    What leaves is the transaction that it replaces, then those that make room. A refusal changes nothing,
    whichever check it comes from.
    Rejects with `MEMPOOL_TRANSACTION_TOO_LARGE`, `MEMPOOL_DUPLICATE`, `MEMPOOL_DEADLINE_LAPSED`,
    `MEMPOOL_SENDER_FULL`, `MEMPOOL_SENDER_TOO_FAST`, `MEMPOOL_NONCE_TAKEN`, `MEMPOOL_FULL`, and with
    whatever `validate` raises. Checked in this order.
    """
    validate_alone(mempool, newcomer)
    validate_sender_has_place(mempool, newcomer)
    bucket = take_token(get_bucket(mempool, newcomer.sender), now)
    replaced = get_replaced(mempool, newcomer)
    others = tuple(pending for pending in mempool.waiting if pending not in replaced)
    evicted = compute_evicted(mempool.limits, others, newcomer)
    validate(newcomer)
    waiting = (*(pending for pending in others if pending not in evicted), newcomer)
    buckets = compute_buckets(mempool, newcomer.sender, bucket, now)
    return MempoolChange(replace(mempool, waiting=waiting, buckets=buckets), replaced + evicted)


def validate_alone(mempool: Mempool, newcomer: PendingTransaction) -> None:
    """A batch of the node can carry the transaction, it does not wait yet, and a wave to come may include it.

    Rejects with `MEMPOOL_TRANSACTION_TOO_LARGE`, `MEMPOOL_DUPLICATE`, `MEMPOOL_DEADLINE_LAPSED`, in this order.
    """
    room = compute_batch_room(mempool.limits)
    if newcomer.size > room:
        raise Rejected(Reason.MEMPOOL_TRANSACTION_TOO_LARGE, f"{newcomer.size} bytes, a batch has room for {room}")
    if any(pending.hash_ == newcomer.hash_ for pending in mempool.waiting):
        raise Rejected(Reason.MEMPOOL_DUPLICATE, newcomer.hash_.hex())
    if is_lapsed(newcomer, mempool.next_wave):
        raise Rejected(Reason.MEMPOOL_DEADLINE_LAPSED, f"deadline {newcomer.deadline}, next wave {mempool.next_wave}")


def validate_sender_has_place(mempool: Mempool, newcomer: PendingTransaction) -> None:
    """Fewer than a hundred transactions of the sender wait under other nonces.

    The one that the newcomer may replace does not count, so a sender with a hundred can still cancel.
    Rejects with `MEMPOOL_SENDER_FULL`.
    """
    count = 0
    for pending in mempool.waiting:
        if pending.sender == newcomer.sender and pending.nonce != newcomer.nonce:
            count += 1
    if count >= SENDER_TRANSACTIONS_CAP:
        raise Rejected(Reason.MEMPOOL_SENDER_FULL, f"{count} others wait")


def get_replaced(mempool: Mempool, newcomer: PendingTransaction) -> tuple[PendingTransaction, ...]:
    """The transaction that waits in the newcomer's place, if any.

    Rejects with `MEMPOOL_NONCE_TAKEN` unless the newcomer's deadline is sooner.
    """
    for pending in mempool.waiting:
        if (pending.sender, pending.nonce) == (newcomer.sender, newcomer.nonce):
            if not is_sooner(newcomer, pending):
                raise Rejected(Reason.MEMPOOL_NONCE_TAKEN, pending.hash_.hex())
            return (pending,)
    return ()


def is_sooner(newcomer: PendingTransaction, waiting: PendingTransaction) -> bool:
    """Whether the newcomer lapses before the one that waits."""
    return newcomer.deadline is not None and (
        waiting.deadline is None  # the one that waits never lapses
        or newcomer.deadline < waiting.deadline  # it lapses later
    )


def compute_buckets(
    mempool: Mempool, sender: Address, bucket: TokenBucket, now: U64
) -> tuple[tuple[Address, TokenBucket], ...]:
    """The buckets with the sender's own changed, without those that are full at `now`."""
    changed = {**dict(mempool.buckets), sender: bucket}
    return tuple((owner, changed[owner]) for owner in sorted(changed) if not is_bucket_full(changed[owner], now))
