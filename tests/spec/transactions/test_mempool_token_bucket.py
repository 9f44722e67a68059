"""A bucket does not notice how often it is looked at, and no clock makes it hold more than time has brought."""

from hypothesis import given
from hypothesis import strategies as st

from pyde_spec.encoding.shapes import U64_MAX
from pyde_spec.rejections import Rejected
from pyde_spec.transactions.mempool_token_bucket import (
    CREDIT_CAP,
    FULL_BUCKET,
    TokenBucket,
    is_bucket_full,
    refill_bucket,
    take_token,
)

TIMES = st.one_of(st.integers(0, 3_000), st.integers(U64_MAX - 3_000, U64_MAX), st.integers(0, U64_MAX))
BUCKETS = st.builds(TokenBucket, st.integers(0, CREDIT_CAP), TIMES)


@given(BUCKETS, st.lists(TIMES, min_size=1, max_size=8))
def test_only_the_latest_time_counts(bucket, times):
    looked_at = bucket
    for now in times:
        looked_at = refill_bucket(looked_at, now)
    assert looked_at == refill_bucket(bucket, max(times))


@given(BUCKETS, TIMES)
def test_a_bucket_holds_what_exact_arithmetic_says(bucket, now):
    filled = refill_bucket(bucket, now)
    assert filled.credit == min(10_000, bucket.credit + 10 * max(0, now - bucket.updated_at))
    assert is_bucket_full(bucket, now) == (filled.credit == 10_000)


@given(st.lists(st.integers(0, 3_000), max_size=80))
def test_never_more_than_ten_and_ten_a_second_whatever_the_clock_does(times):
    bucket, taken = FULL_BUCKET, 0
    for now in times:
        try:
            bucket = take_token(bucket, now)
        except Rejected:
            continue
        taken += 1
    assert taken <= 10 + max(times, default=0) * 10 // 1_000
