"""The events bloom never denies what was put in, and does not depend on order."""

from hypothesis import given
from hypothesis import strategies as st

from pyde_spec.types.bloom import BLOOM_BITS, EMPTY_BLOOM, apply_to_bloom, compute_events_bloom, is_in_bloom
from pyde_spec.types.event import EventRecord
from pyde_vectors.strategies import strategy_for

EVENTS = st.lists(strategy_for(EventRecord), max_size=4)


@given(EVENTS)
def test_nothing_that_was_put_in_is_denied(events):
    bloom = compute_events_bloom(events)
    for event in events:
        assert all(is_in_bloom(bloom, item) for item in (*event.topics, event.contract))


@given(EVENTS)
def test_order_and_repetition_do_not_matter(events):
    assert compute_events_bloom(events) == compute_events_bloom([*reversed(events), *events])


@given(st.binary(max_size=64))
def test_an_item_sets_one_to_three_bits(item):
    bloom = apply_to_bloom(EMPTY_BLOOM, item)
    assert 1 <= sum(byte.bit_count() for byte in bloom) <= 3
    assert len(bloom) * 8 == BLOOM_BITS
