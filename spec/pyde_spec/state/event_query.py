"""Asking for past events.

Whoever asks names a range of waves and a filter, and gets what matches in canonical order, a page at a
time. A page that is not the last ends with a cursor, the place of the page's last event; the same
question with that cursor goes on strictly behind it. A page without a cursor is the last.

The limits keep one question affordable for the node that answers. What a node answers follows from the
events alone: the blooms and the indexes with which it finds them quickly change nothing.

Source: `HOST_FN_ABI_SPEC`, section 15.4; book, chapter 17, section 17.4.
Decision: R-142 (limits and the order of checks), R-143 (what a cursor stands for).  Finding: F-25.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from pyde_spec.encoding.shapes import U32, ListOf
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.state.event_filter import EventFilter, TopicChoices, is_event_wanted
from pyde_spec.types.event import EventCursor, EventRecord, get_event_cursor, is_event_after
from pyde_spec.types.primitives import Address, WaveId

WAVE_SPAN_MAX = 5_000
TOPIC_CHOICE_MAX = 8
PAGE_LIMIT_DEFAULT = 100
PAGE_LIMIT_MAX = 1_000


@dataclass(frozen=True, slots=True)
class LogsRequest:
    """A question: the waves from `from_wave` to `to_wave`, both included, and what is wanted of them.

    `cursor` is that of the page before; `limit` is the most events of a page, the default when absent.
    """

    from_wave: WaveId
    to_wave: WaveId
    topics: TopicChoices
    contract: Address | None
    cursor: EventCursor | None
    limit: U32 | None


@dataclass(frozen=True, slots=True)
class LogsPage:
    """An answer: events in canonical order, and the cursor when more follow."""

    events: Annotated[tuple[EventRecord, ...], ListOf(PAGE_LIMIT_MAX)]
    next_cursor: EventCursor | None


def validate_logs_request(request: LogsRequest) -> None:
    """The question is within the limits.

    Rejects with `LOGS_RANGE_REVERSED`, `LOGS_RANGE_TOO_WIDE`, `LOGS_TOO_MANY_VALUES`,
    `LOGS_LIMIT_ZERO`, `LOGS_LIMIT_TOO_LARGE`, `LOGS_CURSOR_OUTSIDE_RANGE`, in this order.
    """
    if request.from_wave > request.to_wave:
        raise Rejected(Reason.LOGS_RANGE_REVERSED, f"{request.from_wave} to {request.to_wave}")
    if request.to_wave - request.from_wave > WAVE_SPAN_MAX:
        raise Rejected(Reason.LOGS_RANGE_TOO_WIDE, f"{request.to_wave - request.from_wave} waves apart")
    if any(choice is not None and len(choice) > TOPIC_CHOICE_MAX for choice in request.topics):
        raise Rejected(Reason.LOGS_TOO_MANY_VALUES)
    limit = get_page_limit(request)
    if limit == 0:
        raise Rejected(Reason.LOGS_LIMIT_ZERO)
    if limit > PAGE_LIMIT_MAX:
        raise Rejected(Reason.LOGS_LIMIT_TOO_LARGE, f"{limit}")
    if request.cursor is not None and not is_wave_in_range(request, request.cursor.wave_id):
        raise Rejected(Reason.LOGS_CURSOR_OUTSIDE_RANGE, f"wave {request.cursor.wave_id}")


def get_page_limit(request: LogsRequest) -> U32:
    """The most events of a page."""
    return PAGE_LIMIT_DEFAULT if request.limit is None else request.limit


def is_wave_in_range(request: LogsRequest, wave_id: WaveId) -> bool:
    """Whether the question is about this wave."""
    return request.from_wave <= wave_id <= request.to_wave


def is_event_asked_for(request: LogsRequest, event: EventRecord) -> bool:
    """Whether the event belongs on this page or on a later one."""
    return (
        is_wave_in_range(request, event.wave_id)
        and (request.cursor is None or is_event_after(event, request.cursor))  # behind the pages before
        and is_event_wanted(EventFilter(request.topics, request.contract), event)
    )


def get_logs(events: Iterable[EventRecord], request: LogsRequest) -> LogsPage:
    """The page that the question asks for, out of all events in canonical order.

    Rejects with the reasons of `validate_logs_request`.
    """
    validate_logs_request(request)
    limit = get_page_limit(request)
    found = tuple(event for event in events if is_event_asked_for(request, event))
    if len(found) <= limit:
        return LogsPage(found, None)
    page = found[:limit]
    return LogsPage(page, get_event_cursor(page[-1]))
