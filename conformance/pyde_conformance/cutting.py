"""Two values side by side, cut where they differ.

A report has room for some characters of a value. Of two values that differ it has to show the place where
they do, wherever that is: cut at the same length from the front, two long values with one beginning would
be shown as the same. So both are cut around the first character that differs, with an ellipsis on each side
where something was left out, and of bytes the report says at which byte it is.

What is not ASCII is escaped here: texts that look alike and are not the same must not be shown alike.

Decision: R-40 (exact comparison).
"""

import json
import re
from dataclasses import dataclass
from itertools import takewhile

from pyde_conformance.wire import Json

SHOWN_MAX = 120
LEAD_PARTS = 3
ELLIPSIS = "…"
BYTES = re.compile('"?0x[0-9a-fA-F]*"?')
TOO_DEEP = "a value nested too deeply to show"


@dataclass(frozen=True, slots=True)
class Pair:
    """Both sides as a report shows them. `note` says where two byte strings part, when they had to be cut."""

    expected: str
    got: str
    note: str = ""


def show_pair(expected: Json, got: Json, limit: int = SHOWN_MAX) -> Pair:
    """Two JSON values that differ, each on one line and no longer than `limit` characters."""
    return cut_pair(write_whole(expected), write_whole(got), limit)


def write_whole(value: Json) -> str:
    """The JSON text of a value, on one line and in ASCII."""
    try:
        return json.dumps(value, separators=(",", ":"))
    except RecursionError:
        return TOO_DEEP


def cut_pair(expected: str, got: str, limit: int = SHOWN_MAX) -> Pair:
    """Two texts, whole where both fit into `limit` characters, else cut around the first that differs."""
    longest = max(len(expected), len(got))
    if longest <= limit:
        return Pair(expected, got)
    place = find_place(expected, got)
    room = limit - 2 * len(ELLIPSIS)
    start = max(0, min(place - room // LEAD_PARTS, longest - room))
    if not (BYTES.fullmatch(expected) and BYTES.fullmatch(got)):
        return Pair(cut(expected, start, room), cut(got, start, room))
    digits = expected.index("x") + 1
    start = start + (start - digits) % 2 if start > digits else 0  # no byte is cut in half
    note = f"they differ from byte {max(0, place - digits) // 2} on"
    return Pair(cut(expected, start, room), cut(got, start, room), note)


def find_place(left: str, right: str) -> int:
    """The index of the first character that differs; the end of the shorter text where it begins the longer."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False)))


def cut(text: str, start: int, room: int) -> str:
    """So many characters of a text from `start` on, with an ellipsis on each side where something is left out."""
    before = ELLIPSIS if start else ""
    after = ELLIPSIS if start + room < len(text) else ""
    return before + text[start : start + room] + after
