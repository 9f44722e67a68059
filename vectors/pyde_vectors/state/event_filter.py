"""Vectors of filters of events."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyde_spec.params.versions import Parameters
from pyde_spec.state.event_filter import (
    TOPIC_CHOICE_CAP,
    EventFilter,
    TopicChoice,
    is_event_wanted,
    is_match_possible,
)
from pyde_spec.types.bloom import BLOOM_SIZE, EMPTY_BLOOM, EventsBloom, apply_to_bloom, compute_events_bloom
from pyde_spec.types.event import EventRecord
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler
from pyde_vectors.state.event_samples import MARKET, TOKEN, build_topic
from pyde_vectors.types.codec import DecodeInput


@dataclass(frozen=True, slots=True)
class MatchInput:
    """A filter and an event."""

    filter: EventFilter
    event: EventRecord


@dataclass(frozen=True, slots=True)
class MatchOutput:
    """Whether the event matches."""

    wanted: bool


@dataclass(frozen=True, slots=True)
class PossibleInput:
    """A filter and the bloom of a wave."""

    filter: EventFilter
    bloom: EventsBloom


@dataclass(frozen=True, slots=True)
class PossibleOutput:
    """Whether the wave may hold an event that matches."""

    possible: bool


@handler("state/matches_filter", rules=[is_event_wanted])
def run_matches_filter(_: Parameters, given: MatchInput) -> MatchOutput:
    """Match an event with a filter."""
    return MatchOutput(is_event_wanted(given.filter, given.event))


@handler("state/is_match_possible", rules=[is_match_possible])
def run_is_match_possible(_: Parameters, given: PossibleInput) -> PossibleOutput:
    """Ask the bloom of a wave for a filter."""
    return PossibleOutput(is_match_possible(given.filter, given.bloom))


P, Q, R, S, X = (build_topic(number) for number in (1, 2, 3, 4, 9))


def build_event(*topics: bytes) -> EventRecord:
    """An event of the token with these topics."""
    return EventRecord(7, 3, 5, TOKEN, topics, b"data")


def want(*choices: TopicChoice | None, contract: bytes | None = None) -> EventFilter:
    """A filter with these choices."""
    return EventFilter(choices, contract)


@cases("state/matches_filter")
def contract_cases() -> Iterator[Case]:
    """Any contract, the event's, another; with a choice that matches and one that does not."""
    table = (
        ("anything", "No condition at all", want()),
        ("contract", "The event's contract", want(contract=TOKEN)),
        ("other-contract", "Another contract", want(contract=MARKET)),
        ("topic", "The topic, of any contract", want((P,))),
        ("contract-and-topic", "The contract and the topic", want((P,), contract=TOKEN)),
        ("contract-and-other-topic", "The contract, another topic", want((X,), contract=TOKEN)),
        ("other-contract-and-topic", "Another contract, the topic", want((P,), contract=MARKET)),
        ("contract-as-topic", "The contract is not a topic", want((TOKEN,))),
    )
    for name, title, wanted in table:
        yield Case(name, title, MatchInput(wanted, build_event(P)))


@cases("state/matches_filter")
def position_cases() -> Iterator[Case]:
    """For each position: the topic that is there, one that is elsewhere in the event, one that is nowhere."""
    topics = (P, Q, R, S)
    free: tuple[None, ...] = (None, None, None, None)
    for position in range(4):
        for name, topic in (("its-own", topics[position]), ("of-another", topics[position - 1]), ("of-none", X)):
            choices = (*free[:position], (topic,), *free[position + 1 :])
            title = f"Position {position} asks for a topic {name.replace('-', ' ')}"
            yield Case(f"position-{position}-{name}", title, MatchInput(want(*choices), build_event(*topics)))
    for length in range(4):
        beyond = want(*free[:length], (X,), *free[length + 1 :])
        at_end = want(*free[:length], (P, Q, R, S), *free[length + 1 :])
        for name, wanted in (("other", beyond), ("any", at_end)):
            title = f"Position {length} of an event with {length} topics"
            given = MatchInput(wanted, build_event(*topics[:length]))
            yield Case(f"beyond-{length}-{name}", title, given, ("boundary",))


@cases("state/matches_filter")
def choice_cases() -> Iterator[Case]:
    """Choices of several values, of none, left out, and two positions at once."""
    table = (
        ("first-of-two", "The first of two values", want((P, X))),
        ("second-of-two", "The second of two values", want((X, P))),
        ("last-of-eight", "The last of eight values", want((*(build_topic(i) for i in range(10, 17)), P))),
        ("neither-of-two", "Neither of two values", want((X, Q))),
        ("empty-choice", "A choice without values", want(())),
        ("empty-second-choice", "A second choice without values", want((P,), ())),
        ("empty-choice-beyond", "A choice without values beyond the topics", want((P,), None, ())),
        ("all-free", "Four positions without a choice", want(None, None, None, None)),
        ("free-beyond", "Positions without a choice beyond the topics", want((P,), (Q,), None, None)),
        ("both", "Both positions match", want((P,), (Q,))),
        ("first-only", "The first matches, the second does not", want((P,), (X,))),
        ("second-only", "The second matches, the first does not", want((X,), (Q,))),
        ("exchanged", "The two topics exchanged", want((Q,), (P,))),
    )
    for name, title, wanted in table:
        yield Case(name, title, MatchInput(wanted, build_event(P, Q)))


@cases("state/is_match_possible")
def possible_cases() -> Iterator[Case]:
    """A bloom of two events against filters that match one of them, both of them together, and neither."""
    bloom = compute_events_bloom((build_event(P, Q), build_event(R)))
    table = (
        ("anything", "No condition at all", want()),
        ("contract", "A contract that emitted", want(contract=TOKEN)),
        ("other-contract", "A contract that did not", want(contract=MARKET)),
        ("topic", "A topic that is there", want((P,))),
        ("other-topic", "A topic that is not", want((X,))),
        ("one-of-two", "One of two values is there", want((X, P))),
        ("none-of-two", "Neither of two values is there", want((X, S))),
        ("empty-choice", "A choice without values", want(())),
        ("both-positions", "Both positions are there", want((P,), (Q,))),
        ("second-missing", "The value of the second position is not", want((P,), (X,))),
        ("first-missing", "The value of the first position is not", want((X,), (P,))),
        ("first-free", "Only the second position asks", want(None, (Q,))),
        ("first-free-missing", "Only the second position asks, for what is not there", want(None, (X,))),
        ("contract-without-topic", "The contract is there and the topic is not", want((X,), contract=TOKEN)),
        ("topic-without-contract", "The topic is there and the contract is not", want((P,), contract=MARKET)),
        ("contract-and-topic", "Both are there", want((P,), contract=TOKEN)),
        ("wrong-position", "A topic that stood at another position", want((Q,))),
        ("of-different-events", "Topics that stood in different events", want((P,), (R,))),
    )
    for name, title, wanted in table:
        yield Case(name, title, PossibleInput(wanted, bloom))


@cases("state/is_match_possible")
def possible_edges() -> Iterator[Case]:
    """The empty and the full filter, and one that holds a topic alone."""
    alone = apply_to_bloom(EMPTY_BLOOM, P)
    full = b"\xff" * BLOOM_SIZE
    table = (
        ("empty-bloom-anything", "No event, no condition", want(), EMPTY_BLOOM),
        ("empty-bloom-topic", "No event, a topic", want((P,)), EMPTY_BLOOM),
        ("full-bloom", "A full filter denies nothing", want((X,), (X,), contract=MARKET), full),
        ("full-bloom-empty-choice", "Except a choice without values", want((X,), ()), full),
        ("topic-alone", "A filter that holds one topic", want((P,)), alone),
        ("topic-alone-contract", "The same, asked for a contract too", want((P,), contract=TOKEN), alone),
    )
    for name, title, wanted, bloom in table:
        yield Case(name, title, PossibleInput(wanted, bloom), ("boundary",))


@cases("types/decode")
def choice_cap_cases() -> Iterator[Case]:
    """A choice that declares as many values as it may hold, and one more; neither has any."""
    one_position, present = (1).to_bytes(4, "little"), b"\x01"
    for name, count in (("at-cap", TOPIC_CHOICE_CAP), ("above-cap", TOPIC_CHOICE_CAP + 1)):
        data = one_position + present + count.to_bytes(4, "little")
        title = f"EventFilter: a choice declares {count} values"
        yield Case(f"event-filter.reject-choice-{name}", title, DecodeInput("EventFilter", data), ("resource-limit",))
