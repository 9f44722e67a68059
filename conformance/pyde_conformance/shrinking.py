"""Shrinking a failing input to a small one that a person can read.

Hypothesis shrinks what it drew. An input that began as that of a vector shrinks no further than the
vectors allow, so its JSON form is made smaller here: one integer, byte string or list at a time, and
two integers together by the same amount, as long as the target still fails in the same way. Smaller
means a shorter text, then an earlier one, so it ends.
"""

from collections.abc import Callable, Iterator
from itertools import combinations

from pyde_conformance.mutations import Path, find_places, get_at, replace_at
from pyde_conformance.wire import Json, dump

ATTEMPTS_MAX = 400


def shrink_form(form: Json, is_failing: Callable[[Json], bool]) -> Json:
    """The smallest form that was found to fail still."""
    attempts = 0
    progress = True
    while progress:
        progress = False
        for candidate in get_smaller_forms(form):
            attempts += 1
            if attempts > ATTEMPTS_MAX:
                return form
            if is_failing(candidate):
                form, progress = candidate, True
                break
    return form


def get_smaller_forms(form: Json) -> Iterator[Json]:
    """The forms to try next, each of them smaller."""
    size = measure(form)
    places = list(find_places(form, ()))
    for place in places:
        for value in get_smaller_values(get_at(form, place)):
            candidate = replace_at(form, place, value)
            if measure(candidate) < size:
                yield candidate
    integers = [place for place in places if read_integer(get_at(form, place)) is not None]
    for left, right in combinations(integers, 2):
        yield from (candidate for candidate in lower_together(form, left, right) if measure(candidate) < size)


def measure(form: Json) -> tuple[int, bytes]:
    """How large a form is."""
    text = dump(form)
    return len(text), text


def get_smaller_values(leaf: Json) -> Iterator[Json]:
    """What to try in the place of a leaf or a list, boldest first."""
    value = read_integer(leaf)
    if value is not None:
        yield from (write_integer(smaller, leaf) for smaller in (0, value // 2, value - 1) if 0 <= smaller < value)
    elif isinstance(leaf, str) and leaf.startswith("0x") and len(leaf) > 2:
        half = 2 + len(leaf) // 4 * 2
        yield from ("0x", leaf[:half], leaf[:-2], "0x" + "00" * (len(leaf) // 2 - 1))
    elif isinstance(leaf, str) and leaf != "0x":
        yield from ("", leaf[: len(leaf) // 2], leaf[:-1])
    elif isinstance(leaf, list):
        yield []
        yield from (leaf[:index] + leaf[index + 1 :] for index in range(len(leaf)))
    elif leaf is True:
        yield False


def lower_together(form: Json, left: Path, right: Path) -> Iterator[Json]:
    """The form with two integers lowered by the same amount."""
    first, second = read_integer(get_at(form, left)), read_integer(get_at(form, right))
    assert first is not None and second is not None
    for amount in (min(first, second), 1):
        if amount > 0:
            lowered = replace_at(form, left, write_integer(first - amount, get_at(form, left)))
            yield replace_at(lowered, right, write_integer(second - amount, get_at(form, right)))


def read_integer(leaf: Json) -> int | None:
    """The integer that a leaf stands for, as a number or as a decimal text; None for anything else."""
    if type(leaf) is int:
        return leaf
    return int(leaf) if isinstance(leaf, str) and leaf.isascii() and leaf.isdigit() and len(leaf) < 100 else None


def write_integer(value: int, like: Json) -> Json:
    """An integer in the form of another."""
    return str(value) if isinstance(like, str) else value
