"""Findings F-24 and F-25: events that share a place, and events that pages lose.

Both follow the sentences of the design beside the text: the index of an event as the number of events
in the top overlay, and a cursor that names the first event left behind, with the next page past it.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import zip_longest

from pyde_spec.interfaces.mock_state import MockView
from pyde_spec.state.event_keys import compute_event_key
from pyde_spec.state.event_query import LogsPage, LogsRequest, get_logs
from pyde_spec.state.overlay import (
    OverlayStack,
    close_wave,
    emit_event,
    merge_overlay,
    open_call,
    open_transaction,
    open_wave,
)
from pyde_spec.types.event import EventCursor, EventRecord, get_event_cursor

TOPIC = b"\x70" * 32
MARKET, TOKEN = b"\xc0" * 32, b"\xc1" * 32
PAGE = 3


def emit(stack: OverlayStack, contract: bytes, text: str, sampled: list[int]) -> OverlayStack:
    """Emit an event, and note the index that the sample of the design would give it."""
    sampled.append(len(stack.overlays[-1].events))
    return emit_event(stack, contract, (TOPIC,), text.encode())


def execute_swap() -> tuple[tuple[EventRecord, ...], list[int]]:
    """A market announces a swap, calls two tokens and announces its end: the events, and the sample's indices."""
    sampled: list[int] = []
    stack = open_transaction(open_wave(MockView(), 7), 0)
    stack = emit(stack, MARKET, "swap begins", sampled)
    for text in ("first token moves", "second token moves"):
        stack = merge_overlay(emit(open_call(stack), TOKEN, text, sampled))
    stack = merge_overlay(emit(stack, MARKET, "swap ends", sampled))
    return close_wave(stack).events, sampled


def generate_place_rows() -> Iterator[tuple[str, ...]]:
    """For each event in order: its index by the sample, whether the store still has it, and its index by the text."""
    events, sampled = execute_swap()
    store = {}
    for event, index in zip(events, sampled, strict=True):
        store[compute_event_key(EventCursor(event.wave_id, event.tx_index, index))] = event
    for event, index in zip(events, sampled, strict=True):
        kept = store[compute_event_key(EventCursor(event.wave_id, event.tx_index, index))] == event
        yield event.data.decode(), str(index), "yes" if kept else "**no, written over**", str(event.event_index)


def get_logs_as_written(events: tuple[EventRecord, ...], request: LogsRequest) -> LogsPage:
    """A page whose cursor names the first event that did not fit; the next page begins behind the cursor."""
    rest = get_logs(events, replace(request, limit=len(events))).events
    page, left = rest[:PAGE], rest[PAGE:]
    return LogsPage(page, get_event_cursor(left[0]) if left else None)


def collect_pages(ask: Callable[[tuple[EventRecord, ...], LogsRequest], LogsPage]) -> Iterator[LogsPage]:
    """Every page of ten events, three at a time."""
    events = tuple(EventRecord(7, 0, index, TOKEN, (TOPIC,), b"") for index in range(10))
    page = ask(events, LogsRequest(7, 7, (), None, None, PAGE))
    yield page
    while page.next_cursor is not None:
        page = ask(events, LogsRequest(7, 7, (), None, page.next_cursor, PAGE))
        yield page


def generate_paging_rows() -> Iterator[tuple[str, ...]]:
    """Page by page, the events and the cursor by the sentences of the design, and by the text."""
    nothing = LogsPage((), None)
    pages = zip_longest(collect_pages(get_logs_as_written), collect_pages(get_logs), fillvalue=nothing)
    for number, (written, meant) in enumerate(pages, start=1):
        yield str(number), *show_page(written), *show_page(meant)


def show_page(page: LogsPage) -> tuple[str, str]:
    """The indices of a page's events, and the index that its cursor names."""
    cursor = "" if page.next_cursor is None else str(page.next_cursor.event_index)
    return " ".join(str(event.event_index) for event in page.events), cursor
