"""Results: what is recorded of every case of a run, and what a run amounts to.

Every case ends in exactly one outcome. Only an answer equal to the expectation passes; what the
target does not claim is not covered, and never passes. An incident is a fault that belongs to no
case; a run with one has failed. So has a run that asked nothing.

Decision: R-44 (when a run passes).
"""

from collections import Counter
from dataclasses import dataclass, field
from enum import Enum

from pyde_conformance.channel import FaultKind
from pyde_conformance.compare import Difference
from pyde_conformance.protocol import TargetInfo, Terms, get_handler
from pyde_conformance.wire import Json


class Outcome(Enum):
    """How one case ended."""

    PASSED = "passed"
    FAILED = "failed"
    CRASHED = FaultKind.CRASHED.value
    HUNG = FaultKind.HUNG.value
    GARBAGE = FaultKind.GARBAGE.value
    WRONG_ID = FaultKind.WRONG_ID.value
    PROTOCOL_ERROR = FaultKind.PROTOCOL_ERROR.value
    ERROR_RESPONSE = "error_response"
    NOT_COVERED = "not_covered"


MEANINGS = {
    Outcome.PASSED: "the answer is the expectation",
    Outcome.FAILED: "another answer than expected",
    Outcome.CRASHED: "the target ended, or closed its output, without an answer",
    Outcome.HUNG: "no answer within the deadline",
    Outcome.GARBAGE: "output that is not the answer to anything",
    Outcome.WRONG_ID: "the answer names another request",
    Outcome.PROTOCOL_ERROR: "the answer breaks the protocol",
    Outcome.ERROR_RESPONSE: "an error response, which is not a rejection",
    Outcome.NOT_COVERED: "the target does not claim the handler, or a capability that the case needs",
}

NOT_ASKED = (Outcome.NOT_COVERED,)


@dataclass(frozen=True, slots=True)
class KeyDifference:
    """The first key at which a state is not what it should be, both sides as text, and what the key stands for.

    `difference` is the first field in which the two leaves differ, where both can be read.
    """

    key: str
    expected: str
    got: str
    meaning: str = ""
    difference: Difference | None = None


@dataclass(frozen=True, slots=True)
class SessionStep:
    """The step at which the case of a session was decided, counted from 1, of how many, and what it expects.

    `key` is the first key that differs after it; without one, `state_note` says why there is none.
    """

    number: int
    count: int
    expected: Json
    key: KeyDifference | None = None
    state_note: str = ""


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What came of one case. `got` is the answer, where there was one; `log` the end of the target's log.

    `detail` says what went wrong where there is no answer, or why the case is not covered.
    `step` is where a session was decided, unless it passed or was never open.
    """

    case: dict[str, Json]
    outcome: Outcome
    got: Json = None
    difference: Difference | None = None
    detail: str = ""
    log: str = ""
    step: SessionStep | None = None

    @property
    def case_id(self) -> str:
        """The id of the case."""
        identifier: str = self.case["id"]
        return identifier

    @property
    def expected(self) -> Json:
        """What was expected where the case was decided: at the step of a session, else of the whole case."""
        return self.case["expect"] if self.step is None else self.step.expected

    @property
    def is_failure(self) -> bool:
        """Whether the case was asked and did not pass."""
        return self.outcome not in (Outcome.PASSED, Outcome.NOT_COVERED)


def is_explained_gap(result: CaseResult) -> bool:
    """Whether a case is not covered, and it is known why."""
    return result.outcome is Outcome.NOT_COVERED and result.detail != ""


@dataclass(frozen=True, slots=True)
class Incident:
    """A fault that belongs to no case."""

    kind: FaultKind
    detail: str
    log: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """What was run: the versions, the fixtures by their root, and the commands as they were given."""

    terms: Terms
    fixtures_root: str
    target: str
    options: tuple[str, ...] = ()
    against: str = ""


@dataclass
class RunRecord:
    """A whole run. `problem` says why the target could not be tested at all."""

    setting: Setting
    target: TargetInfo | None = None
    results: list[CaseResult] = field(default_factory=list)
    incidents: list[Incident] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problem: str = ""
    problem_log: str = ""

    def count(self) -> Counter[Outcome]:
        """How many cases ended in each outcome."""
        return Counter(result.outcome for result in self.results)

    def count_gaps(self) -> Counter[str]:
        """For how many cases the target lacks what."""
        return Counter(result.detail for result in self.results if is_explained_gap(result))

    def get_failures(self) -> list[CaseResult]:
        """The cases that were asked and did not pass, in order."""
        return [result for result in self.results if result.is_failure]

    def count_asked(self) -> int:
        """How many cases were asked."""
        return sum(result.outcome not in NOT_ASKED for result in self.results)

    def get_faults(self) -> list[str]:
        """Why the run has failed, a sentence each; nothing when it has passed."""
        failures = len(self.get_failures())
        return [
            *([self.problem] if self.problem else []),
            *([f"{failures} of {self.count_asked()} cases failed"] if failures else []),
            *([describe_incidents(len(self.incidents))] if self.incidents else []),
            *(["no case was run"] if self.count_asked() == 0 and not self.problem else []),
        ]

    @property
    def has_passed(self) -> bool:
        """Whether something ran, and everything that ran passed."""
        return not self.get_faults()


def describe_incidents(number: int) -> str:
    """How many faults belong to no case."""
    return f"{number} fault{'s' if number > 1 else ''} outside of any case"


@dataclass
class HandlerCount:
    """How the cases of one handler ended, and for how many of them the target lacks what."""

    handler: str
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    gaps: Counter[str] = field(default_factory=Counter)

    def add(self, result: CaseResult) -> None:
        """Count one more case."""
        self.outcomes[result.outcome] += 1
        if is_explained_gap(result):
            self.gaps[result.detail] += 1

    @property
    def asked(self) -> int:
        """How many of its cases were asked."""
        return sum(number for outcome, number in self.outcomes.items() if outcome not in NOT_ASKED)

    @property
    def passed(self) -> int:
        """How many of its cases passed."""
        return self.outcomes[Outcome.PASSED]

    @property
    def not_covered(self) -> int:
        """How many of its cases were not asked."""
        return self.outcomes[Outcome.NOT_COVERED]


def count_by_chapter(results: list[CaseResult]) -> dict[str, list[HandlerCount]]:
    """How the cases of each handler ended, by chapter; handlers in order of name."""
    chapters: dict[str, dict[str, HandlerCount]] = {}
    for result in results:
        handler = get_handler(result.case)
        counts = chapters.setdefault(handler.split("/")[0], {})
        counts.setdefault(handler, HandlerCount(handler)).add(result)
    return {chapter: [counts[name] for name in sorted(counts)] for chapter, counts in chapters.items()}
