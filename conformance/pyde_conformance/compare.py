"""Comparing an answer with an expectation.

The comparison is exact. Two values are equal when they have the same JSON type and the same content:
the order of the members of an object does not count, everything else does; `1` is not `1.0` and not
`true`. Of two values that differ, a report names the first place: members in the order of the
expectation, then members that should not be there, and the items of a list from the front.

Decision: R-40 (exact comparison; levels of reasons).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pyde_conformance.cutting import Pair, cut_pair, show_pair, write_whole
from pyde_conformance.protocol import REASONS_BY_CODE, ReasonLevel
from pyde_conformance.wire import Json, show

ABSENT = "nothing"


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where an answer is not what was expected, and both sides there, as text."""

    path: str
    expected: str
    got: str
    note: str = ""


def find_difference(
    expected: Json,
    got: Json,
    level: ReasonLevel = ReasonLevel.EXACT,
    reasons: Mapping[str, str] | None = None,
) -> Difference | None:
    """The first difference between two outcomes, or None. `reasons` translates the client's own names."""
    expected_kind, got_kind = get_kind(expected), get_kind(got)
    if expected_kind != got_kind:
        return compare_kinds(expected, got)
    if expected_kind == "reject":
        return compare_rejections(expected["reject"], translate(got["reject"], reasons or {}), level)
    if expected_kind == "trap":
        return None if expected == got else make_difference("", show_outcomes(expected, got), "another trap")
    return find_first_difference(expected["ok"], got["ok"], "")


def get_kind(outcome: Json) -> str:
    """Which of ok, reject and trap an outcome is."""
    (kind,) = outcome
    return str(kind)


def compare_kinds(expected: Json, got: Json) -> Difference:
    """The difference between outcomes of two kinds."""
    names = {"ok": "an accepted answer", "reject": "a rejection", "trap": "a trap"}
    note = f"the answer is not {names[get_kind(expected)]}"
    return make_difference("", show_outcomes(expected, got), note)


def make_difference(path: str, pair: Pair, note: str = "") -> Difference:
    """The difference at a path; what the pair notes comes after the note."""
    return Difference(path, pair.expected, pair.got, "; ".join(remark for remark in (note, pair.note) if remark))


def show_outcomes(expected: Json, got: Json) -> Pair:
    """Two outcomes that differ, each on one line."""
    return cut_pair(spell_outcome(expected), spell_outcome(got))


def write_outcome(outcome: Json) -> str:
    """An outcome on one line: its kind, then what it holds."""
    match outcome:
        case {"reject": {"stage": _, "reason": _}}:
            return spell_outcome(outcome)
        case {"reject": content} | {"ok": content} | {"trap": content}:
            return f"{get_kind(outcome)}  {show(content)}"
    return show(outcome)


def spell_outcome(outcome: Json) -> str:
    """The same, however long it is."""
    match outcome:
        case {"reject": {"stage": stage, "reason": reason}}:
            return f"reject  {stage} / {reason}"
    kind = get_kind(outcome)
    return f"{kind}  {write_whole(outcome[kind])}"


def translate(rejection: dict[str, Json], reasons: Mapping[str, str]) -> dict[str, Json]:
    """A rejection in the catalogue's terms, when the map knows the client's own name for it."""
    own = rejection.get("reason")
    if not isinstance(own, str) or own not in reasons:
        return rejection
    reason = REASONS_BY_CODE[reasons[own]]
    return {"stage": reason.value.stage.value, "reason": reason.code}


def compare_rejections(expected: dict[str, Json], got: dict[str, Json], level: ReasonLevel) -> Difference | None:
    """The difference between two rejections, as far as the target says that its reasons go."""
    names = {ReasonLevel.EXACT: ("stage", "reason"), ReasonLevel.STAGE: ("stage",), ReasonLevel.NONE: ()}[level]
    for name in names:
        if got.get(name) != expected.get(name):
            note = "" if name == "stage" or is_known_reason(got.get(name)) else "the catalogue has no such reason"
            return make_difference(name, show_outcomes({"reject": expected}, {"reject": got}), note)
    return None


def is_known_reason(code: Json) -> bool:
    """Whether the catalogue has a reason of this code."""
    return isinstance(code, str) and code in REASONS_BY_CODE


def find_first_difference(expected: Json, got: Json, path: str) -> Difference | None:
    """The first place where two JSON values differ, or None."""
    if type(expected) is not type(got):
        return make_difference(path, show_pair(expected, got), "another JSON type")
    if isinstance(expected, dict):
        return compare_objects(expected, got, path)
    if isinstance(expected, list):
        return compare_lists(expected, got, path)
    return None if expected == got else make_difference(path, show_pair(expected, got))


def compare_objects(expected: dict[str, Json], got: dict[str, Json], path: str) -> Difference | None:
    """The first member that differs, then the first that should not be there."""
    for name, value in expected.items():
        place = f"{path}.{name}" if path else name
        if name not in got:
            return Difference(place, show(value), ABSENT, "a member is missing")
        difference = find_first_difference(value, got[name], place)
        if difference is not None:
            return difference
    for name, value in got.items():
        if name not in expected:
            return Difference(f"{path}.{name}" if path else name, ABSENT, show(value), "a member too many")
    return None


def compare_lists(expected: list[Json], got: list[Json], path: str) -> Difference | None:
    """The first item that differs, then the number of items."""
    for index, (left, right) in enumerate(zip(expected, got, strict=False)):
        difference = find_first_difference(left, right, f"{path}[{index}]")
        if difference is not None:
            return difference
    if len(expected) == len(got):
        return None
    return Difference(path, f"{len(expected)} items", f"{len(got)} items", "another number of items")
