"""Genesis files drawn at random: good ones with up to two things wrong, in their form or in what they say."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from pyde_vectors.transactions.genesis_documents import make_good, write_toml
from pyde_vectors.transactions.genesis_faults import (
    Fault,
    apply_change,
    list_faults_in_order,
    list_further_faults,
    list_key_faults,
)
from pyde_vectors.transactions.genesis_file import (
    FIELDS,
    LIST,
    TABLE,
    GenesisTextInput,
    Path,
    break_at,
    get_malformed,
    get_wrong_type,
    make_document,
)


def draw_readable_texts() -> SearchStrategy[GenesisTextInput]:
    """Texts in which up to two values are of a wrong type or out of form."""
    places = st.sampled_from([field for field in FIELDS if field[1] not in (TABLE, LIST)])
    return st.lists(places.flatmap(draw_value), max_size=2, unique_by=lambda change: change[0]).map(write_with_values)


def draw_value(field: tuple[Path, str]) -> SearchStrategy[tuple[Path, Any]]:
    """A value that a place does not take."""
    place, kind = field
    values = [value for value in (get_wrong_type(kind), get_malformed(kind)) if value is not None]
    return st.tuples(st.just(place), st.sampled_from(values))


def write_with_values(changes: list[tuple[Path, Any]]) -> GenesisTextInput:
    """The text of a document that has these places, with these values in them."""
    document = make_document(*[place for place, _ in changes])
    for place, value in changes:
        if place != ("allocation", 0, "address") or "public_key" not in document["allocation"][0]:
            break_at(place, value)(document)
    return GenesisTextInput(write_toml(document))


def draw_contradictory_texts() -> SearchStrategy[GenesisTextInput]:
    """Texts that can be read, with up to two faults in what they say."""
    faults = (*list_faults_in_order(), *list_key_faults(), *list_further_faults())
    return st.lists(st.sampled_from(faults), max_size=2, unique_by=lambda fault: fault.name).map(write_with_faults)


def write_with_faults(faults: list[Fault]) -> GenesisTextInput:
    """The text of the good document with these faults."""
    document = make_good()
    for fault in faults:
        for value, place in fault.changes:
            apply_change(document, value, place)
    return GenesisTextInput(write_toml(document))
