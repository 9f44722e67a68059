"""Filters of events.

A filter says which events somebody wants: those of one contract or of any, and for each of the four
positions of topics a choice of values or none. Positions are joined by *and*, the values of a position
by *or*. A position without a choice admits every value there and none at all; a position with a
choice asks for a topic at that very position, so it refuses an event that has fewer topics.

A choice without values admits no value: nothing matches it.

The filter of a wave's events, the bloom, can say that a wave holds nothing that matches, and then the
wave need not be looked at. It knows neither positions nor which topics stood together, so when it does
not say so, nothing is known.

Source: `HOST_FN_ABI_SPEC`, section 15.4.
Decision: R-140 (positions left out, empty choices), R-141 (what the bloom is asked).
"""

from dataclasses import dataclass
from typing import Annotated

from pyde_spec.encoding.shapes import ListOf
from pyde_spec.types.bloom import EventsBloom, is_in_bloom
from pyde_spec.types.event import TOPICS_CAP, EventRecord
from pyde_spec.types.primitives import Address, Topic

TOPIC_CHOICE_CAP = 64

TopicChoice = Annotated[tuple[Topic, ...], ListOf(TOPIC_CHOICE_CAP)]
TopicChoices = Annotated[tuple[TopicChoice | None, ...], ListOf(TOPICS_CAP)]


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events are wanted. `topics[i]` is about the topic at position i; positions left out are free."""

    topics: TopicChoices
    contract: Address | None


def is_event_wanted(event_filter: EventFilter, event: EventRecord) -> bool:
    """Whether the event matches the filter."""
    return (
        event_filter.contract in (None, event.contract)  # the contract, or any
        and all(  # every position
            is_topic_wanted(choice, event, position) for position, choice in enumerate(event_filter.topics)
        )
    )


def is_topic_wanted(choice: TopicChoice | None, event: EventRecord, position: int) -> bool:
    """Whether the choice for a position admits what the event has there."""
    if choice is None:
        return True
    return position < len(event.topics) and event.topics[position] in choice


def is_match_possible(event_filter: EventFilter, bloom: EventsBloom) -> bool:
    """Whether a wave with this bloom may hold an event that matches. False is certain, true is not."""
    return (
        (event_filter.contract is None or is_in_bloom(bloom, event_filter.contract))  # the contract, or any
        and all(  # every position
            choice is None or any(is_in_bloom(bloom, topic) for topic in choice) for choice in event_filter.topics
        )
    )
