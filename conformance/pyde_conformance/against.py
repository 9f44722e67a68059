"""Two targets compared: what the second answers is what the first is expected to answer.

A case that the second target does not answer says nothing about the first, and is recorded as what
the second made of it.

Decision: R-44 (when a run passes).
"""

from collections.abc import Iterator

from pyde_conformance.results import CaseResult, Outcome
from pyde_conformance.runner import Case, Runner

OTHER = "the target compared against: "


def collect_expectations(other: Runner, cases: list[Case]) -> list[CaseResult]:
    """What the second target makes of every case. Raises `NotUsable`."""
    return list(other.run(cases))


def replace_expectations(results: list[CaseResult]) -> list[Case]:
    """The cases that the second target answered, with its answer for their expectation."""
    return [{**result.case, "expect": result.got} for result in results if is_answered(result)]


def is_answered(result: CaseResult) -> bool:
    """Whether a result is an answer of the target."""
    return result.outcome in (Outcome.PASSED, Outcome.FAILED)


def merge(second: list[CaseResult], first: Iterator[CaseResult]) -> Iterator[CaseResult]:
    """The results of the first target, and in their places the cases that the second did not answer."""
    for result in second:
        if is_answered(result):
            yield next(first)
        else:
            yield CaseResult(result.case, result.outcome, result.got, None, OTHER + result.detail, result.log)
    yield from first
