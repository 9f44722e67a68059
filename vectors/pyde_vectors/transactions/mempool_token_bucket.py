"""Vectors of token buckets: fill levels crossed with times, and the ends of both ranges."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyde_spec.encoding.shapes import U64, U64_MAX
from pyde_spec.params.versions import Parameters
from pyde_spec.transactions.mempool_token_bucket import FULL_BUCKET, TokenBucket, refill_bucket, take_token
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler


@dataclass(frozen=True, slots=True)
class BucketInput:
    """A bucket and the time."""

    bucket: TokenBucket
    now: U64


@dataclass(frozen=True, slots=True)
class BucketOutput:
    """The bucket after it."""

    bucket: TokenBucket


def draw_buckets() -> Any:
    """Buckets that hold at most what a bucket can, and times near theirs."""
    from hypothesis import strategies

    times = strategies.integers(0, 2_500) | strategies.integers(U64_MAX - 1_500, U64_MAX)
    credits = strategies.integers(0, 10_000) | strategies.sampled_from((0, 999, 1_000, 9_999, 10_000))
    return strategies.builds(BucketInput, strategies.builds(TokenBucket, credits, times), times)


@handler("transactions/mempool_refill_bucket", rules=[refill_bucket], inputs=draw_buckets)
def run_refill_bucket(_: Parameters, given: BucketInput) -> BucketOutput:
    """Fill a bucket up to a time."""
    return BucketOutput(refill_bucket(given.bucket, given.now))


@handler("transactions/mempool_take_token", rules=[take_token], inputs=draw_buckets)
def run_take_token(_: Parameters, given: BucketInput) -> BucketOutput:
    """Take a token out of a bucket at a time."""
    return BucketOutput(take_token(given.bucket, given.now))


def known_bucket(credit: int, updated_at: int) -> dict[str, Any]:
    """An answer that was worked out by hand."""
    return {"ok": {"bucket": {"credit": credit, "updated_at": str(updated_at)}}}


@cases("transactions/mempool_refill_bucket")
def refill_bucket_cases() -> Iterator[Case]:
    """What time adds, what it does not, and the arithmetic at the end of the range."""
    table = (
        ("same-time", "No time has passed", TokenBucket(500, 7_000), 7_000, (500, 7_000)),
        ("one-millisecond", "A millisecond is ten thousandths", TokenBucket(500, 7_000), 7_001, (510, 7_001)),
        ("one-token", "A tenth of a second is a token", TokenBucket(0, 7_000), 7_100, (1_000, 7_100)),
        ("almost-full", "One millisecond too few to fill it", TokenBucket(0, 7_000), 7_999, (9_990, 7_999)),
        ("exactly-full", "A second fills an empty one", TokenBucket(0, 7_000), 8_000, (10_000, 8_000)),
        ("overflowing", "A full one gains nothing but the time", TokenBucket(9_995, 7_000), 7_001, (10_000, 7_001)),
        ("back-in-time", "The clock was set back", TokenBucket(500, 7_000), 6_000, (500, 7_000)),
        ("back-to-zero", "The clock begins anew", TokenBucket(0, U64_MAX), 0, (0, U64_MAX)),
        ("whole-range", "All time there is", TokenBucket(0, 0), U64_MAX, (10_000, U64_MAX)),
        ("unheard-of", "The bucket of a new sender", FULL_BUCKET, 0, (10_000, 0)),
    )
    for name, title, bucket, now, after in table:
        flags = ("overflow",) if U64_MAX in (now, bucket.updated_at) else ("boundary",)
        yield Case(name, title, BucketInput(bucket, now), flags, known=known_bucket(*after))


@cases("transactions/mempool_take_token")
def take_token_cases() -> Iterator[Case]:
    """Whole tokens, and a thousandth less."""
    table = (
        ("one", "Exactly one token", TokenBucket(1_000, 7_000), 7_000),
        ("reject-almost-one", "A thousandth less than a token", TokenBucket(999, 7_000), 7_000),
        ("reject-empty", "Nothing", TokenBucket(0, 7_000), 7_000),
        ("filled-in-time", "The last thousandths come just in time", TokenBucket(990, 7_000), 7_001),
        ("reject-a-millisecond-early", "A millisecond too early", TokenBucket(0, 7_000), 7_099),
        ("after-a-tenth-of-a-second", "A tenth of a second after the last", TokenBucket(0, 7_000), 7_100),
        ("full", "The first of ten", FULL_BUCKET, 7_000),
        ("full-at-zero", "The first of ten as time begins", FULL_BUCKET, 0),
        ("last-of-ten", "The last of ten at once", TokenBucket(1_000, 7_000), 6_999),
        ("reject-back-in-time", "The clock was set back: nothing is gained", TokenBucket(999, 7_000), 0),
        ("after-all-time", "However long it was, ten is all", TokenBucket(10_000, 0), U64_MAX),
    )
    for name, title, bucket, now in table:
        yield Case(name, title, BucketInput(bucket, now), ("boundary",))
