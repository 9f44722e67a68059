"""Playing a session: a case whose steps are asked one by one.

The pre-state goes over once. Each step gets its answer and each answer is compared, so a mismatch is
found at the step that makes it. Only then is the target asked for its state, once, and the first key
that differs from the state of the specification is named.

A session is one case and has one outcome. What the target does wrong at a request, it does wrong in
the case; the report says at which step.

Decision: R-183 (the methods of sessions); R-184 (what a report says of a session).
"""

from dataclasses import replace

from pyde_conformance.channel import Fault
from pyde_conformance.client import Client
from pyde_conformance.judging import Scale, judge
from pyde_conformance.protocol import ErrorResponse, MalformedMessage, get_handler
from pyde_conformance.results import CaseResult, KeyDifference, Outcome, SessionStep
from pyde_conformance.session_state import NoSession, find_first_key, read_entries, replay
from pyde_conformance.wire import Json


class Unanswered(Exception):
    """A request of a session that did not get its answer; `outcome` says what came of it."""

    def __init__(self, outcome: Outcome, detail: str, log: str = "") -> None:
        super().__init__(detail)
        self.outcome = outcome
        self.detail = detail
        self.log = log


def play_session(client: Client, case: dict[str, Json], scale: Scale) -> CaseResult:
    """The result of the case of a session."""
    return SessionPlay(client, case, scale).play()


class SessionPlay:
    """One case on its way: the open session, and what its steps were answered with."""

    def __init__(self, client: Client, case: dict[str, Json], scale: Scale) -> None:
        self.client = client
        self.case = case
        self.scale = scale
        self.session: str | None = None
        self.answers: list[Json] = []
        self.step: SessionStep | None = None

    def play(self) -> CaseResult:
        """Open the session, take its steps as far as the answers are right, and close it."""
        try:
            result = self.open()
        except Unanswered as problem:
            result = CaseResult(self.case, problem.outcome, detail=problem.detail, log=problem.log, step=self.step)
        return self.close(result)

    def open(self) -> CaseResult:
        """What becomes of the case once its session is asked for. Raises `Unanswered`."""
        pre_state = self.case["input"]["pre_state"]
        form = self.ask("session_open", {"kind": get_handler(self.case), "pre_state": pre_state})
        match form:
            case {"session": str(name)}:
                self.session = name
            case _:
                return judge(self.case, self.case["expect"], form, self.scale)
        if "ok" not in self.case["expect"]:
            return judge(self.case, self.case["expect"], self.write_answer(), self.scale)
        return self.take_steps()

    def take_steps(self) -> CaseResult:
        """Take steps until an answer is wrong, or all are right. Raises `Unanswered`."""
        expected_steps = self.case["expect"]["ok"]["steps"]
        for number, (step, expected) in enumerate(
            zip(self.case["input"]["steps"], expected_steps, strict=False), start=1
        ):
            self.step = SessionStep(number, len(expected_steps), expected)
            form = self.ask("session_apply", {"session": self.session, "step": step})
            result = judge(self.case, expected, form, self.scale)
            if result.outcome is not Outcome.PASSED:
                return self.explain(result)
            self.answers.append(form)
        return CaseResult(self.case, Outcome.PASSED, self.write_answer())

    def explain(self, result: CaseResult) -> CaseResult:
        """The result of a step, with the first key that differs where the step failed by its answer."""
        if result.outcome is not Outcome.FAILED:
            return replace(result, step=self.step)
        self.answers.append(result.got)
        key, note = self.compare_states()
        assert self.step is not None
        step = replace(self.step, key=key, state_note=note)
        return replace(result, got=self.write_answer(), step=step)

    def compare_states(self) -> tuple[KeyDifference | None, str]:
        """The first key that differs from the specification's state; without one, why there is none."""
        try:
            got = read_entries(self.ask("session_state", {"session": self.session}))
            difference = find_first_key(replay(self.case, self.client.terms, len(self.answers)), got)
        except Unanswered as problem:
            return None, f"session_state: {problem.outcome.value.replace('_', ' ')}: {problem.detail}"
        except (MalformedMessage, NoSession) as problem:
            return None, f"session_state: {problem}"
        return difference, "" if difference else "the state is that of the specification at every key"

    def close(self, result: CaseResult) -> CaseResult:
        """Close the session where one is open. The case has passed only if that went well too."""
        if self.session is None:
            return result
        try:
            self.ask("session_close", {"session": self.session})
        except Unanswered as problem:
            if result.outcome is Outcome.PASSED:
                detail = f"session_close: {problem.detail}"
                return CaseResult(self.case, problem.outcome, result.got, detail=detail, log=problem.log)
        return result

    def ask(self, method: str, parameters: Json) -> Json:
        """The result of a method. Raises `Unanswered`; after a fault there is no session any more."""
        try:
            result = self.client.ask(method, parameters)
        except Fault as fault:
            self.session = None
            raise Unanswered(Outcome(fault.kind.value), fault.detail, fault.log) from fault
        if isinstance(result, ErrorResponse):
            raise Unanswered(Outcome.ERROR_RESPONSE, str(result))
        return result

    def write_answer(self) -> Json:
        """The answers so far, as the answer to the whole."""
        return {"ok": {"steps": self.answers}}
