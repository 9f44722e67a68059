"""Filters and pages: the bloom never denies what a question finds, and pages add up to the whole answer."""

from dataclasses import replace
from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from pyde_spec.rejections import Rejected
from pyde_spec.state.event_filter import EventFilter, is_event_wanted, is_match_possible
from pyde_spec.state.event_keys import compute_event_keys, get_place_of_event_index_key
from pyde_spec.state.event_query import PAGE_LIMIT_MAX, LogsRequest, get_logs
from pyde_spec.types.bloom import compute_events_bloom
from pyde_spec.types.event import EventCursor, EventRecord, get_event_cursor, is_event_after

TOPICS = [bytes([number]) * 32 for number in range(4)]
CONTRACTS = [b"\xc0" * 32, b"\xc1" * 32]
SMALL = st.integers(0, 3)
LAST_WAVE = 3


def in_order(events):
    return tuple(sorted(events, key=lambda event: (event.wave_id, event.tx_index, event.event_index)))


EVENTS = st.lists(
    st.builds(
        EventRecord,
        SMALL,
        SMALL,
        SMALL,
        st.sampled_from(CONTRACTS),
        st.lists(st.sampled_from(TOPICS), min_size=1, max_size=4).map(tuple),
        st.just(b""),
    ),
    max_size=25,
    unique_by=get_event_cursor,
).map(in_order)
CHOICES = st.lists(st.none() | st.lists(st.sampled_from(TOPICS), max_size=3).map(tuple), max_size=4).map(tuple)
REQUESTS = st.builds(
    LogsRequest,
    from_wave=st.integers(0, 2),
    to_wave=st.integers(2, LAST_WAVE),
    topics=CHOICES,
    contract=st.none() | st.sampled_from(CONTRACTS),
    cursor=st.none(),
    limit=st.just(PAGE_LIMIT_MAX),
)


def is_match(event, request):
    """The rule of the source, position by position."""
    if request.contract is not None and event.contract != request.contract:
        return False
    for position in range(4):
        choice = request.topics[position] if position < len(request.topics) else None
        if choice is None:
            continue
        if len(event.topics) <= position or event.topics[position] not in choice:
            return False
    return True


@given(EVENTS, REQUESTS)
def test_the_answer_is_what_matches_in_range_in_order(events, request):
    expected = tuple(e for e in events if request.from_wave <= e.wave_id <= request.to_wave and is_match(e, request))
    assert get_logs(events, request).events == expected


@given(EVENTS, REQUESTS, st.integers(1, 7))
def test_pages_add_up_to_the_whole_answer(events, request, limit):
    whole = get_logs(events, request)
    assert whole.next_cursor is None
    ask, pages = replace(request, limit=limit), []
    while True:
        page = get_logs(events, ask)
        pages.append(page)
        if page.next_cursor is None:
            break
        assert len(page.events) == limit
        assert page.next_cursor == get_event_cursor(page.events[-1])
        ask = replace(ask, cursor=page.next_cursor)
    assert sum((page.events for page in pages), ()) == whole.events
    assert len(pages) == max(1, -(-len(whole.events) // limit))


@given(EVENTS, REQUESTS, st.builds(EventCursor, st.integers(0, 4), SMALL, SMALL))
def test_a_cursor_cuts_the_answer_wherever_it_points(events, request, cursor):
    asked = replace(request, cursor=cursor)
    if not request.from_wave <= cursor.wave_id <= request.to_wave:
        try:
            get_logs(events, asked)
        except Rejected:
            return
        raise AssertionError("a cursor outside the range was accepted")
    behind = tuple(event for event in get_logs(events, request).events if is_event_after(event, cursor))
    assert get_logs(events, asked).events == behind


@given(EVENTS, CHOICES, st.none() | st.sampled_from(CONTRACTS))
def test_the_bloom_never_denies_what_is_found(events, topics, contract):
    wanted = EventFilter(topics, contract)
    for _, wave in groupby(events, key=lambda event: event.wave_id):
        of_wave = tuple(wave)
        if any(is_event_wanted(wanted, event) for event in of_wave):
            assert is_match_possible(wanted, compute_events_bloom(of_wave))


@given(EVENTS, REQUESTS)
def test_a_node_with_blooms_and_indexes_answers_the_same(events, request):
    """The plan of the source: skip waves by bloom, scan an index, look at the events that are left."""
    wanted = EventFilter(request.topics, request.contract)
    blooms = {wave: compute_events_bloom(e for e in events if e.wave_id == wave) for wave in range(LAST_WAVE + 1)}
    by_place = {get_event_cursor(event): event for event in events}
    first = request.topics[0] if request.topics else None
    if first is not None:
        keys = {key for e in events for key in compute_event_keys(e).by_topic if key[:32] in first}
    elif request.contract is not None:
        keys = {compute_event_keys(e).by_contract for e in events if e.contract == request.contract}
    else:
        keys = {compute_event_keys(e).by_contract for e in events}
    places = {get_place_of_event_index_key(key) for key in keys}
    found = in_order(
        event
        for place in places
        if request.from_wave <= place.wave_id <= request.to_wave and is_match_possible(wanted, blooms[place.wave_id])
        for event in [by_place[place]]
        if is_event_wanted(wanted, event)
    )
    assert get_logs(events, request).events == found
