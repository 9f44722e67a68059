"""The keys of events: their order is that of places, and they can be read back."""

from hypothesis import given
from hypothesis import strategies as st

from pyde_spec.state.event_keys import (
    compute_event_index_key,
    compute_event_key,
    compute_event_keys,
    get_place_of_event_index_key,
    get_place_of_event_key,
)
from pyde_spec.types.event import EventCursor, EventRecord
from pyde_vectors.strategies import strategy_for

PLACES = strategy_for(EventCursor)
WORDS = st.binary(min_size=32, max_size=32)


def order(place):
    return place.wave_id, place.tx_index, place.event_index


@given(st.lists(PLACES, max_size=10))
def test_keys_sort_as_places_do(places):
    by_key = sorted(places, key=compute_event_key)
    assert [order(place) for place in by_key] == sorted(order(place) for place in places)


@given(WORDS, st.lists(PLACES, max_size=10))
def test_a_scan_of_a_topic_meets_its_events_in_order(word, places):
    keys = sorted(compute_event_index_key(word, place) for place in places)
    assert [order(get_place_of_event_index_key(key)) for key in keys] == sorted(order(place) for place in places)


@given(PLACES)
def test_a_key_is_read_back(place):
    assert get_place_of_event_key(compute_event_key(place)) == place


@given(strategy_for(EventRecord))
def test_an_event_has_as_many_keys_as_a_store_has_rows(event):
    keys = compute_event_keys(event)
    assert len(set(keys.by_topic)) == len(keys.by_topic) == len(set(event.topics))
    for topic in event.topics:
        assert any(key.startswith(topic) for key in keys.by_topic)
