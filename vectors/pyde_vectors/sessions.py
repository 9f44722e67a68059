"""Sessions.

A handler asks one thing, and what is asked must bring along all that the answer depends on. Where steps
change a state and each builds on the last, that would be a whole state a step. A session brings it once: it
opens on a state, takes one step after another, and answers each with what the steps so far amount to.

It is the same question either way: a pre-state and steps, answered with an outcome for each step. So a
session kind is declared once and gives both. Its handler runs all steps at one go; by it the cases are
filled, checked and listed like all others. Its functions by themselves let the runner and the reference
target go step by step.

A step that is rejected leaves the state as it was, and the next one goes on from there. A pre-state that is
rejected is the answer to the whole case.

Decision: R-182 (what a session is).
"""

import inspect
import typing
from collections.abc import Callable, Iterable
from dataclasses import dataclass, make_dataclass
from functools import cache, wraps
from typing import Annotated, Any

from pyde_spec.encoding.json_form import from_json_shape, to_json_shape
from pyde_spec.encoding.shapes import ListOf, TaggedUnion, Text, Variant, shape_of
from pyde_spec.params.versions import Parameters
from pyde_spec.rejections import Rejected
from pyde_vectors.handlers import HANDLERS, Handler, InvalidInput, Json, load_handlers, qualified_name

SESSIONS_CAPABILITY = "sessions"
STEPS_CAP = 1 << 16
CODE_CAP = 64

Entry = tuple[bytes, bytes]
Open = Callable[[Parameters, Any], Any]
Apply = Callable[[Parameters, Any, Any], tuple[Any, Any]]
Show = Callable[[Any], Iterable[Entry]]
Describe = Callable[[Any, bytes], str]

Function = typing.TypeVar("Function", bound=Apply)


@dataclass(frozen=True, slots=True)
class StepRejected:
    """The step is refused, and the state is as it was before it."""

    stage: Annotated[str, Text(CODE_CAP)]
    reason: Annotated[str, Text(CODE_CAP)]


@dataclass(frozen=True)
class SessionKind:
    """A kind of session: its handler, the types of what goes in and out, and what it does.

    `open` makes the state that the steps go over, `apply` answers with the next state and the answer to the
    step, `show` lists a state as keys and values in ascending order of key. `describe` says, of a state and a
    key, what the key stands for.
    """

    handler: Handler
    pre_state_type: Any
    step_type: Any
    outcome_type: Any
    accepted: type
    open: Open
    apply: Apply
    show: Show
    describe: Describe | None

    def take_step(self, parameters: Parameters, state: Any, step: Any) -> tuple[Any, Any]:
        """The state after a step, and its outcome; a rejected step leaves the state as it was."""
        try:
            after, answer = self.apply(parameters, state, step)
        except Rejected as rejection:
            return state, StepRejected(rejection.reason.value.stage.value, rejection.reason.code)
        return after, self.accepted(answer)


@dataclass
class Session:
    """An open session: its kind, and the state as it is after the steps so far."""

    kind: SessionKind
    parameters: Parameters
    state: Any

    def apply(self, form: Json) -> Json:
        """The outcome of a step: `{"ok": …}` or `{"reject": …}`. Raises `InvalidInput`, and changes nothing then."""
        step = read_form(self.kind.step_type, form, "step")
        self.state, outcome = self.kind.take_step(self.parameters, self.state, step)
        return to_json_shape(shape_of(self.kind.outcome_type), outcome)

    def show(self) -> list[Entry]:
        """The state as keys and values, in ascending order of key."""
        entries = list(self.kind.show(self.state))
        keys = [key for key, _ in entries]
        assert keys == sorted(set(keys)), f"{self.kind.handler.name} does not show its state in order of key"
        return entries

    def describe(self, key: bytes) -> str:
        """What a key of the state stands for; nothing where the kind cannot tell."""
        return "" if self.kind.describe is None else self.kind.describe(self.state, key)


SESSIONS: dict[str, SessionKind] = {}


def session(
    name: str,
    *,
    rules: Iterable[Callable[..., Any]],
    open: Open,
    show: Show,
    describe: Describe | None = None,
    reveal: Callable[[Parameters, Any], dict[str, Json]] | None = None,
    inputs: Callable[[], Any] | None = None,
    rules_of: Callable[[Any], Iterable[Callable[..., Any]]] | None = None,
) -> Callable[[Function], Function]:
    """Declare the session kind `name` on the function that applies a step.

    The types are those of the annotations: the pre-state's from the last parameter of `open`, the step's from the
    last parameter of the function, the answer's from the second item of what it returns. `open` and the function
    call the parameters of the version alike: `_` where both ignore them. The rest is as for a handler.
    """

    def declare(apply: Function) -> Function:
        assert name not in HANDLERS, f"handler {name} is declared twice"
        assert get_first_name(open) == get_first_name(apply), f"{name}: the parameters of the version have two names"
        hints = typing.get_type_hints(apply, include_extras=True)
        pre_state_type = get_last_parameter(open)
        step_type = get_last_parameter(apply)
        _, answer_type = typing.get_args(hints["return"])
        accepted = make_accepted(answer_type)
        outcome_type = make_outcome(accepted)
        entry = Handler(
            name=name,
            rules=tuple(qualified_name(rule) for rule in rules),
            input_type=make_input(pre_state_type, step_type),
            output_type=make_output(outcome_type),
            function=make_function(name, apply),
            reveal=reveal,
            inputs=inputs,
            capability=SESSIONS_CAPABILITY,
            rules_of=rules_of,
        )
        HANDLERS[name] = entry
        SESSIONS[name] = SessionKind(
            entry, pre_state_type, step_type, outcome_type, accepted, open, apply, show, describe
        )
        return apply

    return declare


def get_first_name(function: Callable[..., Any]) -> str:
    """The name of the first parameter of a function."""
    return next(iter(inspect.signature(function).parameters))


def get_last_parameter(function: Callable[..., Any]) -> Any:
    """The annotation of the last parameter of a function."""
    *_, last = inspect.signature(function).parameters
    return typing.get_type_hints(function, include_extras=True)[last]


def make_accepted(answer_type: Any) -> type:
    """The type of the outcome of a step that is accepted."""
    return make_record("StepAccepted", "The step is accepted, with this answer.", answer=answer_type)


def make_outcome(accepted: type) -> Any:
    """The type of the outcome of a step."""
    return Annotated[Any, TaggedUnion(Variant(0, "ok", accepted), Variant(1, "reject", StepRejected))]


def make_input(pre_state_type: Any, step_type: Any) -> type:
    """The type of the input of a whole session."""
    steps = Annotated[tuple[step_type, ...], ListOf(STEPS_CAP)]
    return make_record("SessionInput", "A state, and steps one after another.", pre_state=pre_state_type, steps=steps)


def make_output(outcome_type: Any) -> type:
    """The type of the answer to a whole session."""
    steps = Annotated[tuple[outcome_type, ...], ListOf(STEPS_CAP)]
    return make_record("SessionOutput", "The outcome of each step.", steps=steps)


def make_record(name: str, meaning: str, **fields: Any) -> type:
    """A frozen dataclass of fields in this order."""
    return make_dataclass(name, list(fields.items()), namespace={"__doc__": meaning}, frozen=True, slots=True)


def make_function(name: str, apply: Apply) -> Callable[[Parameters, Any], Any]:
    """The function of the handler: all steps at one go. Rejects as `open` does."""

    @wraps(apply)
    def run_every_step(parameters: Parameters, given: Any) -> Any:
        kind = SESSIONS[name]
        state = kind.open(parameters, given.pre_state)
        outcomes = []
        for step in given.steps:
            state, outcome = kind.take_step(parameters, state, step)
            outcomes.append(outcome)
        return kind.handler.output_type(tuple(outcomes))

    return run_every_step


@cache
def load_sessions() -> dict[str, SessionKind]:
    """Every session kind by name, in order of name."""
    load_handlers()
    return dict(sorted(SESSIONS.items()))


def make_trace(name: str, pre_state: Any, steps: Iterable[Any]) -> Any:
    """The input of a case of the session kind `name`."""
    return SESSIONS[name].handler.input_type(pre_state, tuple(steps))


def open_session(kind: SessionKind, parameters: Parameters, form: Json) -> Session:
    """A session on the pre-state that a JSON form stands for. Raises `InvalidInput`; rejects as the kind does."""
    pre_state = read_form(kind.pre_state_type, form, "pre_state")
    return Session(kind, parameters, kind.open(parameters, pre_state))


def read_form(annotation: Any, form: Json, place: str) -> Any:
    """The value that a JSON form stands for. Raises `InvalidInput`, naming the place."""
    try:
        return from_json_shape(shape_of(annotation), form, place)
    except Rejected as rejection:
        raise InvalidInput(f"{rejection.reason.code}: {rejection.detail}") from rejection
