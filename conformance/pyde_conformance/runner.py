"""The runner: asks a target every case, in batches where it takes them, and records what comes.

A batch is a way to save time and changes no verdict. One that ends in anything but a well-formed
list of answers says nothing about its cases: they are asked again, one by one, each with a whole
deadline, and what each one does alone is recorded. When all of them answer alone, the fault was
that of the batch, and is recorded as an incident; unless the batch was only slow, which halves the
size of those that follow.

Decision: R-42 (batches and deadlines); R-44 (when a run passes).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from time import monotonic

from pyde_conformance.channel import Fault, FaultKind
from pyde_conformance.client import Client
from pyde_conformance.judging import Scale, judge
from pyde_conformance.protocol import (
    BATCH_BYTES_MAX,
    BATCH_CASES_MAX,
    ErrorResponse,
    ReasonLevel,
    TargetInfo,
    get_handler,
    is_session,
    write_run,
)
from pyde_conformance.results import CaseResult, Incident, Outcome
from pyde_conformance.session_play import play_session
from pyde_conformance.wire import Json, dump

BATCH_FRAME_BYTES = 256

Case = dict[str, Json]


class BatchFailed(Exception):
    """A batch did not come back as one answer a case."""

    def __init__(self, kind: FaultKind, detail: str, log: str = "") -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail
        self.log = log


@dataclass(frozen=True, slots=True)
class Question:
    """A case, and the JSON text in which it is asked."""

    case: Case
    text: bytes


class Runner:
    """One run against one target. Incidents and notes gather while the results are drawn."""

    def __init__(
        self,
        client: Client,
        reasons: Mapping[str, str] | None = None,
        level_max: ReasonLevel = ReasonLevel.EXACT,
    ) -> None:
        self.client = client
        self.reasons = reasons or {}
        self.level_max = level_max
        self.incidents: list[Incident] = []
        self.notes: list[str] = []
        self.info: TargetInfo | None = None
        self.batch_size = 1
        self.level = ReasonLevel.EXACT

    def run(self, cases: list[Case]) -> Iterator[CaseResult]:
        """The result of every case, in order. Raises `NotUsable` when the target does not start."""
        info = self.start()
        position = 0
        while position < len(cases):
            gap = find_gap(info, cases[position])
            if gap:
                yield CaseResult(cases[position], Outcome.NOT_COVERED, detail=gap)
                position += 1
                continue
            questions = take_questions(cases, position, info, self.batch_size)
            position += len(questions)
            yield from self.ask_group(questions)
        self.settle()
        self.client.finish()

    def start(self) -> TargetInfo:
        """Start the target. Raises `NotUsable`."""
        info = self.client.start()
        self.info = info
        self.level = get_weaker(info.reject_reasons, self.level_max)
        self.batch_size = BATCH_CASES_MAX if info.batch else 1
        return info

    def settle(self) -> None:
        """Record what the target did since its last answer."""
        try:
            self.client.settle()
        except Fault as fault:
            self.incidents.append(Incident(fault.kind, f"between two requests: {fault.detail}", fault.log))

    def ask_group(self, questions: list[Question]) -> list[CaseResult]:
        """The results of some cases: as a batch when there are several, else alone."""
        if len(questions) == 1:
            return [self.ask_alone(questions[0])]
        self.settle()
        started = monotonic()
        try:
            answers = self.ask_batch(questions)
        except BatchFailed as failure:
            return self.ask_one_by_one(questions, failure, monotonic() - started)
        return [self.judge(question.case, answer) for question, answer in zip(questions, answers, strict=True)]

    def ask_batch(self, questions: list[Question]) -> list[Json]:
        """The answers to a batch, one a case. Raises `BatchFailed`."""
        parameters = b'{"cases":[' + b",".join([question.text for question in questions]) + b"]}"
        try:
            result = self.client.ask("run_batch", parameters)
        except Fault as fault:
            raise BatchFailed(fault.kind, fault.detail, fault.log) from fault
        if isinstance(result, ErrorResponse):
            raise BatchFailed(FaultKind.PROTOCOL_ERROR, str(result))
        if not isinstance(result, list) or len(result) != len(questions):
            found = f"{len(result)} results" if isinstance(result, list) else "no list of results"
            raise BatchFailed(FaultKind.PROTOCOL_ERROR, f"{found} for a batch of {len(questions)} cases")
        return result

    def ask_one_by_one(self, questions: list[Question], failure: BatchFailed, waited: float) -> list[CaseResult]:
        """The results of the cases of a failed batch, each asked alone; then whose fault it was."""
        started = monotonic()
        results = [self.ask_alone(question) for question in questions]
        if any(result.outcome not in (Outcome.PASSED, Outcome.FAILED) for result in results):
            return results
        if failure.kind is FaultKind.HUNG and monotonic() - started >= waited:
            self.batch_size = max(1, len(questions) // 2)
            self.notes.append(f"a batch of {len(questions)} cases took longer than the deadline of one case")
            return results
        where = f"a batch of {len(questions)} cases, each of which is answered alone"
        self.incidents.append(Incident(failure.kind, f"{where}: {failure.detail}", failure.log))
        return results

    def ask_alone(self, question: Question) -> CaseResult:
        """The result of one case."""
        self.settle()
        if is_session(question.case):
            return play_session(self.client, question.case, self.get_scale())
        try:
            answer = self.client.ask("run", question.text)
        except Fault as fault:
            return CaseResult(question.case, Outcome(fault.kind.value), detail=fault.detail, log=fault.log)
        if isinstance(answer, ErrorResponse):
            return CaseResult(question.case, Outcome.ERROR_RESPONSE, detail=str(answer))
        return self.judge(question.case, answer)

    def judge(self, case: Case, form: Json) -> CaseResult:
        """The result that an answer to a case amounts to."""
        return judge(case, case["expect"], form, self.get_scale())

    def get_scale(self) -> Scale:
        """How answers are compared in this run."""
        return Scale(self.level, self.reasons)


def get_weaker(left: ReasonLevel, right: ReasonLevel) -> ReasonLevel:
    """The level of the two that compares less."""
    order = list(ReasonLevel)
    return max(left, right, key=order.index)


def find_gap(info: TargetInfo, case: Case) -> str:
    """Why the target does not cover a case, in a few words; nothing where it does."""
    return find_handler_gap(info, get_handler(case), case.get("capability"))


def find_handler_gap(info: TargetInfo, handler: str, capability: str | None) -> str:
    """What the target lacks for a handler and an optional capability, in a few words: the first of the two."""
    if not is_handler_claimed(info, handler):
        return "not claimed"
    if capability not in (None, *info.capabilities):
        return f"needs the capability {capability}"
    return ""


def is_handler_claimed(info: TargetInfo, handler: str) -> bool:
    """Whether one of the target's globs matches the handler."""
    return any(fnmatchcase(handler, pattern) for pattern in info.handlers)


def find_idle_globs(info: TargetInfo, handlers: Iterable[str]) -> list[str]:
    """The globs of the target that match none of the handlers, in the target's order, each once."""
    known = set(handlers)
    return [glob for glob in dict.fromkeys(info.handlers) if not any(fnmatchcase(name, glob) for name in known)]


def write_question(case: Case) -> Question:
    """A case, ready to be asked; that of a session is asked piece by piece."""
    return Question(case, b"" if is_session(case) else dump(write_run(case)))


def take_questions(cases: list[Case], start: int, info: TargetInfo, size: int) -> list[Question]:
    """The covered cases from `start` on that fit one batch; at least one, whatever its size. A session stands alone."""
    questions = [write_question(cases[start])]
    if is_session(cases[start]):
        return questions
    total = BATCH_FRAME_BYTES + len(questions[0].text)
    for case in cases[start + 1 : start + size]:
        if find_gap(info, case) or is_session(case):
            break
        question = write_question(case)
        total += len(question.text) + 1
        if total > BATCH_BYTES_MAX:
            break
        questions.append(question)
    return questions
