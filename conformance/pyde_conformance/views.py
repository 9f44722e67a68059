"""Views: a run in the words that every report uses.

The terminal, the HTML page, the JSON and the JUnit file show the same figures and the same
failures; here they are put into words, once.

Decision: R-46 (reports hold no times).
"""

import shlex
from collections import Counter
from dataclasses import dataclass

from pyde_conformance.compare import write_outcome
from pyde_conformance.cutting import Pair, cut_pair
from pyde_conformance.protocol import ReasonLevel
from pyde_conformance.results import CaseResult, HandlerCount, KeyDifference, Outcome, RunRecord, Setting
from pyde_conformance.rules import describe_rejection, get_rule_name, get_rule_source
from pyde_conformance.wire import shorten
from pyde_spec.params.versions import DEFAULT_VERSION

OUTCOME_WIDTH = 160
LOG_LINES = 6


@dataclass(frozen=True, slots=True)
class FailureView:
    """One failure, as a person reads it."""

    case_id: str
    title: str
    outcome: str
    why: str
    session: tuple[tuple[str, str], ...]
    expected: str
    got: str
    state: tuple[tuple[str, str], ...]
    rules: tuple[tuple[str, str], ...]
    log: tuple[str, ...]
    again: str


def view_failure(result: CaseResult, setting: Setting) -> FailureView:
    """A failure in words, for the target and the options of the run."""
    return FailureView(
        case_id=result.case_id,
        title=result.case["title"],
        outcome=result.outcome.value,
        why=shorten(describe_rejection(result.case), OUTCOME_WIDTH),
        session=describe_step(result),
        expected=describe_expected(result),
        got=describe_got(result),
        state=describe_state(result),
        rules=tuple((get_rule_name(rule), get_rule_source(rule)) for rule in result.case["rules"]),
        log=tuple(shorten(line, OUTCOME_WIDTH) for line in result.log.splitlines()[-LOG_LINES:]),
        again=write_reproduce(result.case_id, setting),
    )


def describe_expected(result: CaseResult) -> str:
    """The expectation: whole, or at the first place that differs."""
    difference = result.difference
    if difference is None:
        return write_outcome(result.expected)
    if not difference.path or "reject" in result.expected:
        return difference.expected
    return f"ok  {difference.path}  →  {difference.expected}"


def describe_got(result: CaseResult) -> str:
    """What came instead: another answer at the first place that differs, or no answer."""
    difference = result.difference
    if difference is None:
        return f"{result.outcome.value.replace('_', ' ')}  {shorten(result.detail, OUTCOME_WIDTH)}"
    remark = f"  (first difference: {difference.note or difference.path})"
    if not difference.path or "reject" in result.expected:
        return difference.got + remark
    return f"ok  {difference.path}  →  {difference.got}" + (f"  ({difference.note})" if difference.note else "")


def describe_step(result: CaseResult) -> tuple[tuple[str, str], ...]:
    """Where in a session the case was decided, as a label and a text."""
    return () if result.step is None else (("step", f"{result.step.number} of {result.step.count}"),)


def describe_state(result: CaseResult) -> tuple[tuple[str, str], ...]:
    """The first key of a session's state that differs, and what it holds on both sides, as labels and texts."""
    if result.step is None:
        return ()
    key = result.step.key
    if key is None:
        return (("state", shorten(result.step.state_note, OUTCOME_WIDTH)),) if result.step.state_note else ()
    sides = describe_sides(key)
    return (
        ("first key", key.key + (f"  ({key.meaning})" if key.meaning else "")),
        ("should be", sides.expected),
        ("is", sides.got + (f"  ({sides.note})" if sides.note else "")),
    )


def describe_sides(key: KeyDifference) -> Pair:
    """What a key should hold and what it holds: at the first field that differs, else as bytes."""
    difference = key.difference
    if difference is None:
        return cut_pair(key.expected, key.got, OUTCOME_WIDTH)
    place = f"{difference.path}  →  " if difference.path else ""
    return Pair(place + difference.expected, place + difference.got, difference.note)


def write_reproduce(case_id: str, setting: Setting) -> str:
    """The command that asks this one case again."""
    version = setting.terms.spec_version
    parts = ["pyde-conformance", "reproduce", case_id, *split_target(setting.target)]
    if version != DEFAULT_VERSION:
        parts += ["--spec-version", version]
    return shlex.join([*parts, *setting.options])


def split_target(target: str) -> list[str]:
    """The options that name a target."""
    return ["--connect", target] if target.startswith("unix:") else ["--target", target]


def describe_count(count: HandlerCount) -> str:
    """How the cases of a handler ended, in a few words."""
    if count.asked == 0:
        return f"not covered ({describe_gaps(count.gaps) or count.not_covered})"
    if count.not_covered == 0:
        return f"{count.passed} of {count.asked}"
    return f"{count.passed} of {count.asked}, {count.not_covered} not covered{write_gaps(count.gaps)}"


def describe_gaps(gaps: Counter[str]) -> str:
    """For how many cases the target lacks what, in order of what; nothing where nothing is known."""
    return "; ".join(f"{number}: {gap}" for gap, number in sorted(gaps.items()))


def write_gaps(gaps: Counter[str]) -> str:
    """The same behind a figure."""
    return f" ({describe_gaps(gaps)})" if gaps else ""


def describe_faults(count: HandlerCount) -> str:
    """The failures of a handler by their kind."""
    kinds = [outcome for outcome in Outcome if outcome not in (Outcome.PASSED, Outcome.NOT_COVERED)]
    named = [(kind.value.replace("_", " "), count.outcomes[kind]) for kind in kinds if count.outcomes[kind]]
    return ", ".join(f"{number} {name}" for name, number in named)


def describe_chapter(counts: list[HandlerCount]) -> str:
    """How many cases a chapter has, and how many of them were asked."""
    asked = sum(count.asked for count in counts)
    total = asked + sum(count.not_covered for count in counts)
    return f"{total} cases" if asked == total else f"{total} cases, {asked} asked"


def describe_target(record: RunRecord) -> str:
    """The target by its own name, or by the command when it never said one."""
    if record.target is None:
        return record.setting.target
    return f"{record.target.name} {record.target.version}"


def describe_level(record: RunRecord) -> str:
    """How far the reasons of rejections were compared, when that is not all the way."""
    level = ReasonLevel.EXACT if record.target is None else record.target.reject_reasons
    return {
        ReasonLevel.EXACT: "rejections compared by stage and reason",
        ReasonLevel.STAGE: "rejections compared by stage only",
        ReasonLevel.NONE: "rejections compared without stage and reason",
    }[level]


def describe_summary(record: RunRecord) -> str:
    """The figures of a run, on one line."""
    count = record.count()
    asked = record.count_asked()
    not_covered = count[Outcome.NOT_COVERED]
    gaps = write_gaps(record.count_gaps())
    return f"{count[Outcome.PASSED]} of {asked} cases passed, {not_covered} not covered{gaps}"
