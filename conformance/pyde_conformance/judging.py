"""Judging: the result that one answer to a case amounts to.

Decision: R-40 (exact comparison; levels of reasons).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pyde_conformance.compare import find_difference
from pyde_conformance.protocol import ErrorResponse, MalformedMessage, ReasonLevel, read_answer
from pyde_conformance.results import CaseResult, Outcome
from pyde_conformance.wire import Json


@dataclass(frozen=True, slots=True)
class Scale:
    """How far rejections are compared, and the client's own names of reasons in the catalogue's terms."""

    level: ReasonLevel = ReasonLevel.EXACT
    reasons: Mapping[str, str] = field(default_factory=dict)


def judge(case: dict[str, Json], expected: Json, form: Json, scale: Scale) -> CaseResult:
    """The result that an answer to a case, or to a step of it, amounts to."""
    try:
        answer = read_answer(form)
    except MalformedMessage as error:
        return CaseResult(case, Outcome.PROTOCOL_ERROR, got=form, detail=str(error))
    if isinstance(answer, ErrorResponse):
        return CaseResult(case, Outcome.ERROR_RESPONSE, got=form, detail=str(answer))
    difference = find_difference(expected, answer, scale.level, scale.reasons)
    outcome = Outcome.PASSED if difference is None else Outcome.FAILED
    return CaseResult(case, outcome, answer, difference)
