"""Vectors of asking for past events."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated, Any

from pyde_spec.encoding.shapes import U32_MAX, U64_MAX, ListOf
from pyde_spec.params.versions import Parameters
from pyde_spec.state.event_query import (
    PAGE_LIMIT_MAX,
    TOPIC_CHOICE_MAX,
    WAVE_SPAN_MAX,
    LogsPage,
    LogsRequest,
    get_logs,
    validate_logs_request,
)
from pyde_spec.types.event import EventCursor, EventRecord, get_event_cursor
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import Json, handler
from pyde_vectors.state.event_samples import MARKET, TOKEN, build_topic, build_wave_events
from pyde_vectors.types.accepted import Accepted


@dataclass(frozen=True, slots=True)
class RequestInput:
    """A question."""

    request: LogsRequest


@dataclass(frozen=True, slots=True)
class LogsInput:
    """All events in canonical order, and a question."""

    events: Annotated[tuple[EventRecord, ...], ListOf(1_024)]
    request: LogsRequest


@dataclass(frozen=True, slots=True)
class LogsOutput:
    """A page of the answer."""

    page: LogsPage


@handler("state/validate_logs_request", rules=[validate_logs_request])
def run_validate_logs_request(_: Parameters, given: RequestInput) -> Accepted:
    """Check a question."""
    validate_logs_request(given.request)
    return Accepted()


def draw_logs_inputs() -> Any:
    """Inputs worth asking: a few events of a few waves, in order, and a question about some of these waves."""
    from hypothesis import strategies

    from pyde_vectors.strategies import strategy_for

    events = strategies.lists(
        strategies.builds(
            EventRecord,
            *(strategies.integers(0, 3) for _ in range(3)),
            strategies.sampled_from((TOKEN, MARKET)),
            strategies.lists(strategies.integers(1, 3).map(build_topic), min_size=1, max_size=4).map(tuple),
            strategies.just(b""),
        ),
        max_size=12,
        unique_by=get_event_cursor,
    ).map(lambda drawn: tuple(sorted(drawn, key=lambda event: (event.wave_id, event.tx_index, event.event_index))))
    choice = strategies.none() | strategies.lists(strategies.integers(1, 4).map(build_topic), max_size=3).map(tuple)
    near = strategies.builds(
        LogsRequest,
        from_wave=strategies.integers(0, 4),
        to_wave=strategies.integers(0, 4),
        topics=strategies.lists(choice, max_size=4).map(tuple),
        contract=strategies.sampled_from((None, None, TOKEN, MARKET)),
        cursor=strategies.none() | strategies.builds(EventCursor, *(strategies.integers(0, 4) for _ in range(3))),
        limit=strategies.sampled_from((None, 1, 2, 3, 0)),
    )
    return strategies.builds(LogsInput, events, strategies.one_of(near, near, near, strategy_for(LogsRequest)))


def reveal_count(_: Parameters, given: LogsInput) -> dict[str, Json]:
    """How many events there are to choose from."""
    return {"events": len(given.events)}


@handler("state/get_logs", rules=[get_logs], reveal=reveal_count, inputs=draw_logs_inputs)
def run_get_logs(_: Parameters, given: LogsInput) -> LogsOutput:
    """Answer a question."""
    return LogsOutput(get_logs(given.events, given.request))


EVERYTHING = LogsRequest(from_wave=7, to_wave=9, topics=(), contract=None, cursor=None, limit=None)


def build_values(count: int) -> tuple[bytes, ...]:
    """So many topics, no two alike."""
    return tuple(build_topic(number) for number in range(count))


@cases("state/validate_logs_request")
def request_cases() -> Iterator[Case]:
    """Both sides of every limit."""
    most, above = build_values(TOPIC_CHOICE_MAX), build_values(TOPIC_CHOICE_MAX + 1)
    ask = EVERYTHING
    table = (
        ("everything", "Three waves, no condition", ask),
        ("one-wave", "One wave", replace(ask, to_wave=7)),
        ("reject-reversed", "The range ends a wave before it begins", replace(ask, to_wave=6)),
        ("reject-reversed-far", "The range is the wrong way round", replace(ask, from_wave=U64_MAX, to_wave=0)),
        ("widest", "The ends of the range lie 5,000 apart", replace(ask, to_wave=7 + WAVE_SPAN_MAX)),
        ("reject-too-wide", "One wave more", replace(ask, to_wave=8 + WAVE_SPAN_MAX)),
        ("reject-all-waves", "All waves", replace(ask, from_wave=0, to_wave=U64_MAX)),
        ("last-waves", "The last waves", replace(ask, from_wave=U64_MAX - WAVE_SPAN_MAX, to_wave=U64_MAX)),
        ("eight-values", "Eight values at a position", replace(ask, topics=(most,))),
        ("eight-everywhere", "Eight values at each position", replace(ask, topics=(most,) * 4)),
        ("reject-nine-values", "Nine values at a position", replace(ask, topics=(above,))),
        ("reject-nine-last", "Nine values at the last position", replace(ask, topics=(None, (), most, above))),
        ("reject-nine-alike", "Nine values that are alike", replace(ask, topics=(build_values(1) * 9,))),
        ("no-values", "A choice without values", replace(ask, topics=((),))),
        ("limit-one", "A page of one event", replace(ask, limit=1)),
        ("reject-limit-zero", "A page of no event", replace(ask, limit=0)),
        ("limit-most", "A page of 1,000 events", replace(ask, limit=PAGE_LIMIT_MAX)),
        ("reject-limit-above", "One event more", replace(ask, limit=PAGE_LIMIT_MAX + 1)),
        ("reject-limit-greatest", "The greatest limit that decodes", replace(ask, limit=U32_MAX)),
        ("cursor-first", "A cursor at the first place", replace(ask, cursor=EventCursor(7, 0, 0))),
        ("cursor-last", "A cursor at the last place", replace(ask, cursor=EventCursor(9, U32_MAX, U32_MAX))),
        ("reject-cursor-before", "A cursor before", replace(ask, cursor=EventCursor(6, U32_MAX, U32_MAX))),
        ("reject-cursor-behind", "A cursor behind", replace(ask, cursor=EventCursor(10, 0, 0))),
    )
    for name, title, request in table:
        yield Case(name, title, RequestInput(request), ("boundary",))


@cases("state/validate_logs_request")
def order_of_checks() -> Iterator[Case]:
    """Two neighbouring limits broken at once."""
    ask = EVERYTHING
    above = build_values(TOPIC_CHOICE_MAX + 1)
    far = replace(ask, to_wave=8 + WAVE_SPAN_MAX)
    behind = EventCursor(10, 0, 0)
    table = (
        ("reversed-and-values", "Reversed, nine values", replace(ask, to_wave=6, topics=(above,))),
        ("reversed-and-cursor", "Reversed, so every cursor is outside", replace(ask, to_wave=6, cursor=behind)),
        ("wide-and-values", "Too wide, nine values", replace(far, topics=(above,))),
        ("values-and-zero", "Nine values, a limit of 0", replace(ask, topics=(above,), limit=0)),
        ("values-and-limit", "Nine values, a limit of 1,001", replace(ask, topics=(above,), limit=1_001)),
        ("zero-and-cursor", "A limit of 0, a cursor behind", replace(ask, limit=0, cursor=behind)),
        ("limit-and-cursor", "A limit of 1,001, a cursor behind", replace(ask, limit=1_001, cursor=behind)),
    )
    for name, title, request in table:
        yield Case(name, title, RequestInput(request), ("order-of-checks",))


WAVES = build_wave_events(2, 6) + build_wave_events(5, 7) + build_wave_events(4, 8) + build_wave_events(2, 10)


@cases("state/get_logs")
def ranges_and_filters() -> Iterator[Case]:
    """Which events an answer holds."""
    ask = EVERYTHING
    table = (
        ("range", "Both ends of the range belong to it", ask),
        ("one-wave", "One wave", replace(ask, from_wave=8, to_wave=8)),
        ("empty-wave", "A wave without events", replace(ask, from_wave=9, to_wave=9)),
        ("all", "Every event there is", replace(ask, from_wave=0, to_wave=5_000)),
        ("contract", "One contract", replace(ask, contract=MARKET)),
        ("topic", "A topic that all have", replace(ask, topics=((build_topic(0x70),),))),
        ("other-topic", "A topic that none has", replace(ask, topics=((build_topic(0x71),),))),
        ("second-position", "A position that none has", replace(ask, topics=(None, (build_topic(0x70),)))),
    )
    for name, title, request in table:
        yield Case(name, title, LogsInput(WAVES, request))


@cases("state/get_logs")
def pages() -> Iterator[Case]:
    """Where a page ends, what its cursor is, and where the next begins."""
    ask = replace(EVERYTHING, to_wave=8)
    table = (
        ("limit-one", "The first of nine", replace(ask, limit=1)),
        ("limit-eight", "One is left for a second page", replace(ask, limit=8)),
        ("limit-nine", "A page that holds all has no cursor", replace(ask, limit=9)),
        ("limit-ten", "A page that would hold more", replace(ask, limit=10)),
        ("limit-of-contract", "The limit counts what matches", replace(ask, contract=MARKET, limit=2)),
        ("limit-of-contract-all", "What does not match needs no page", replace(ask, contract=MARKET, limit=4)),
        ("next-page", "The page behind an event", replace(ask, cursor=EventCursor(7, 0, 1), limit=2)),
        ("next-page-crosses", "A page over two waves", replace(ask, cursor=EventCursor(7, 1, 0), limit=2)),
        ("last-page", "The last page is full", replace(ask, cursor=EventCursor(8, 0, 1), limit=2)),
        ("behind-the-last", "Nothing is left", replace(ask, cursor=EventCursor(8, 1, 0), limit=2)),
        ("cursor-at-no-event", "A cursor where no event stands", replace(ask, cursor=EventCursor(7, 0, 9), limit=1)),
        ("cursor-of-other-contract", "A cursor at an event that does not match", goes_on_from_other(ask)),
        ("cursor-end-of-wave", "A cursor behind all of a wave", replace(ask, cursor=EventCursor(7, U32_MAX, 0))),
    )
    for name, title, request in table:
        yield Case(name, title, LogsInput(WAVES, request), ("boundary",))
    refused = LogsInput(WAVES, replace(ask, limit=0))
    yield Case("reject-limit-zero", "A question that breaks a limit", refused, ("missing-check",))


def goes_on_from_other(ask: LogsRequest) -> LogsRequest:
    """A question for one contract with a cursor at the other's event."""
    return replace(ask, contract=MARKET, cursor=EventCursor(7, 0, 0), limit=1)


@cases("state/get_logs")
def default_page() -> Iterator[Case]:
    """A question without a limit, for one event fewer than a page holds by default, as many, and one more."""
    small = EventRecord(7, 0, 0, TOKEN, (build_topic(0x70),), b"")
    for count in (99, 100, 101):
        events = tuple(replace(small, event_index=index) for index in range(count))
        yield Case(f"default-limit-{count}", f"{count} events, no limit", LogsInput(events, EVERYTHING), ("boundary",))


@cases("state/get_logs")
def known_page() -> Iterator[Case]:
    """A page put together by hand: the second of two events of wave 8, and the cursor to go on."""
    ask = LogsRequest(8, 8, (None, None, None, None), MARKET, None, 1)
    found = WAVES[8]
    event = {
        "wave_id": "8",
        "tx_index": 0,
        "event_index": 1,
        "contract": "0x" + MARKET.hex(),
        "topics": ["0x" + "70" * 32],
        "data": "0x01",
    }
    assert found.data == b"\x01", "the event that was looked up by hand"
    cursor = {"wave_id": "8", "tx_index": 0, "event_index": 1}
    known = {"ok": {"page": {"events": [event], "next_cursor": cursor}}}
    yield Case("by-hand", "A page by hand", LogsInput(WAVES, ask), ("known-answer",), known)
