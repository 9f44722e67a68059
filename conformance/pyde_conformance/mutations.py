"""Inputs near those of the vectors.

The vectors stand on both sides of every boundary, so what lies a step away from one of them is where
a client's mistakes are. A mutation takes the input of a case and changes a few of its leaves: an
integer by a little, a byte string by a byte, a list by an item, or any leaf for the same leaf of
another case. What the handler does not read is thrown away.
"""

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from pyde_conformance.wire import Json
from pyde_vectors.handlers import Handler, InvalidInput, read_input
from pyde_vectors.strategies import strategy_for_input

STEPS = (1, -1, 2, -2, 16, -16)
CHANGES_MAX = 3

Path = tuple[Any, ...]


def inputs_of(entry: Handler, forms: list[Json]) -> SearchStrategy[Any]:
    """Inputs of a handler: drawn from its types, and near the inputs of its cases where it has some."""
    drawn = strategy_for_input(entry)
    return st.one_of(drawn, inputs_near(entry, forms)) if forms else drawn


def inputs_near(entry: Handler, forms: list[Json]) -> SearchStrategy[Any]:
    """Inputs a few changes away from one of the forms."""

    @st.composite
    def near(draw: DrawFn) -> Any:
        form = draw(st.sampled_from(forms))
        for _ in range(draw(st.integers(0, CHANGES_MAX))):
            form = draw(changes_of(form, forms))
        return read_or_none(entry, form)

    return near().filter(lambda value: value is not None)


def read_or_none(entry: Handler, form: Json) -> Any:
    """The input that a form stands for, or None when the handler does not read it."""
    try:
        return read_input(entry, form)
    except InvalidInput:
        return None


def changes_of(form: Json, others: list[Json]) -> SearchStrategy[Json]:
    """The form with one of its leaves or lists changed."""
    places = list(find_places(form, ()))
    return st.sampled_from(places).flatmap(
        lambda place: st.one_of(
            replacements_of(get_at(form, place)),
            st.sampled_from(others).map(lambda other: get_like(other, place, form)),
        ).map(lambda value: replace_at(form, place, value))
    )


def find_places(form: Json, path: Path) -> Iterator[Path]:
    """The paths of the leaves and of the lists of a form; the form itself when it has none."""
    match form:
        case dict() if form:
            for name, member in form.items():
                yield from find_places(member, (*path, name))
        case list():
            yield path
            for index, item in enumerate(form):
                yield from find_places(item, (*path, index))
        case _:
            yield path


def get_at(form: Json, path: Path) -> Json:
    """What stands at a path."""
    for step in path:
        form = form[step]
    return form


def get_like(other: Json, path: Path, form: Json) -> Json:
    """What another form has at the path, or what this one has when the other has no such place."""
    try:
        return get_at(other, path)
    except (KeyError, IndexError, TypeError):
        return get_at(form, path)


def replace_at(form: Json, path: Path, value: Json) -> Json:
    """The form with another value at the path; what is around it is copied."""
    if not path:
        return value
    step, *rest = path
    if isinstance(form, dict):
        return {**form, step: replace_at(form[step], tuple(rest), value)}
    return [replace_at(item, tuple(rest), value) if index == step else item for index, item in enumerate(form)]


def replacements_of(leaf: Json) -> SearchStrategy[Json]:
    """What may stand in the place of a leaf or of a list."""
    match leaf:
        case bool():
            return st.just(not leaf)
        case int():
            return st.sampled_from(STEPS).map(lambda step: leaf + step)
        case str() if leaf.isascii() and leaf.isdigit() and len(leaf) < 100:
            return st.sampled_from(STEPS).map(lambda step: str(int(leaf) + step))
        case str() if leaf.startswith("0x"):
            return hex_changes(leaf)
        case list() if leaf:
            return list_changes(leaf)
    return st.just(leaf)


def hex_changes(text: str) -> SearchStrategy[str]:
    """A byte string with a byte changed, dropped or added."""
    size = (len(text) - 2) // 2
    grown = st.sampled_from(["00", "01", "ff"]).map(lambda byte: text + byte)
    if size == 0:
        return grown
    positions = st.integers(0, size - 1).map(lambda index: 2 + 2 * index)
    changed = st.tuples(positions, st.integers(0, 255)).map(
        lambda change: f"{text[: change[0]]}{change[1]:02x}{text[change[0] + 2 :]}"
    )
    return st.one_of(changed, grown, st.just(text[:-2]))


def list_changes(items: list[Json]) -> SearchStrategy[list[Json]]:
    """A list with an item dropped, repeated, or moved to the end."""
    positions = st.integers(0, len(items) - 1)
    return st.one_of(
        positions.map(lambda index: items[:index] + items[index + 1 :]),
        positions.map(lambda index: [*items[: index + 1], *items[index:]]),
        positions.map(lambda index: [*items[:index], *items[index + 1 :], items[index]]),
    )
