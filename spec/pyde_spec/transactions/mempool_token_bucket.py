"""Token buckets.

A sender has ten transactions a second, and up to ten at once. Its bucket holds at most ten tokens,
fills by ten a second, and gives one for each transaction that is taken in.

A bucket is counted in thousandths of a token. At ten tokens a second it gains ten thousandths each
millisecond, so all arithmetic is of whole numbers and nothing is lost to rounding, however often a
bucket is looked at.

The text has no clock. The time is an input, in milliseconds of the node's own clock, from whatever
beginning. Clocks are set back; a bucket remembers the latest time it was told, and before that time
comes again nothing is gained. Otherwise each setting back would give the same second twice.

Source: book, chapter 9, section 9.3, "Anti-spam and per-sender rate limits", and chapter 20, section D.
Decision: R-174 (arithmetic and time of the token bucket).
"""

from dataclasses import dataclass

from pyde_spec.encoding.shapes import U32, U64
from pyde_spec.rejections import Reason, Rejected

TOKENS_PER_WINDOW = 10
WINDOW_MILLISECONDS = 1_000
TOKEN_CREDIT = WINDOW_MILLISECONDS
CREDIT_CAP = TOKENS_PER_WINDOW * TOKEN_CREDIT


@dataclass(frozen=True, slots=True)
class TokenBucket:
    """What a sender may still spend: `credit` in thousandths of a token, as of `updated_at` in milliseconds."""

    credit: U32
    updated_at: U64


FULL_BUCKET = TokenBucket(CREDIT_CAP, 0)
"""The bucket of a sender that has not been heard of."""


def refill_bucket(bucket: TokenBucket, now: U64) -> TokenBucket:
    """The bucket with what it gained until `now`, never above ten tokens; as it was, if `now` lies in its past.

    Time beyond the window that fills an empty bucket adds nothing, so the product stays small.
    """
    latest = max(now, bucket.updated_at)
    elapsed = min(latest - bucket.updated_at, WINDOW_MILLISECONDS)
    return TokenBucket(min(bucket.credit + elapsed * TOKENS_PER_WINDOW, CREDIT_CAP), latest)


def take_token(bucket: TokenBucket, now: U64) -> TokenBucket:
    """The bucket after giving one token at `now`. Rejects with `MEMPOOL_SENDER_TOO_FAST` without a whole one."""
    filled = refill_bucket(bucket, now)
    if filled.credit < TOKEN_CREDIT:
        raise Rejected(Reason.MEMPOOL_SENDER_TOO_FAST, f"{filled.credit} thousandths of a token")
    return TokenBucket(filled.credit - TOKEN_CREDIT, filled.updated_at)


def is_bucket_full(bucket: TokenBucket, now: U64) -> bool:
    """Whether the bucket holds at `now` all that it can.

    Then it may be forgotten: only a clock that is set back later could tell, by a bucket that is full at once.
    """
    return refill_bucket(bucket, now).credit >= CREDIT_CAP
