"""A session kind is a handler that takes all steps at one go, and the same step by step."""

from dataclasses import dataclass
from typing import Annotated

import pytest

from pyde_spec.encoding.shapes import U8, U64, ListOf, MapOf
from pyde_spec.params.versions import Parameters, resolve
from pyde_spec.rejections import Reason, Rejected
from pyde_vectors.cases import Case, fill_case
from pyde_vectors.handlers import HANDLERS, InvalidInput, answer, read_input, write_record
from pyde_vectors.lint import lint_handlers
from pyde_vectors.schemas import build_schema
from pyde_vectors.sessions import SESSIONS, load_sessions, make_trace, open_session, session

NAME = "demo/counter_session"
REJECTED = {"reject": {"stage": "validate", "reason": "nonce_too_low"}}

Numbers = Annotated[tuple[U8, ...], ListOf(9)]


@dataclass(frozen=True, slots=True)
class Count:
    total: U64


def open_counter(parameters: Parameters, numbers: Numbers) -> int:
    if 0 in numbers:
        raise Rejected(Reason.NONCE_TOO_HIGH)
    return sum(numbers)


def count_up(
    parameters: Parameters, total: int, step: Annotated[tuple[tuple[U8, U8], ...], MapOf(9)]
) -> tuple[int, Count]:
    """The total after a step."""
    if not step:
        raise Rejected(Reason.NONCE_TOO_LOW)
    if step[0][0] == 99:
        raise InvalidInput("input.steps: 99")
    after = total + sum(value for _, value in step)
    return after, Count(after)


def show_total(total):
    return [(bytes([place]), bytes([total])) for place in (3, 1 if total == 7 else 4)]


@pytest.fixture
def kind():
    load_sessions()  # whoever lists them later is not to find this one among them
    session(NAME, rules=[resolve], open=open_counter, show=show_total)(count_up)
    yield SESSIONS[NAME]
    del SESSIONS[NAME], HANDLERS[NAME]


@pytest.fixture
def parameters():
    return resolve("1.1", "mainnet")


STEPS = (((1, 2),), (), ((1, 5), (2, 6)))
STEP_FORMS = [[{"key": key, "value": value} for key, value in step] for step in STEPS]
OUTCOMES = [{"ok": {"total": "7"}}, REJECTED, {"ok": {"total": "18"}}]


def test_the_handler_takes_all_steps_and_goes_on_after_a_rejected_one(kind, parameters):
    given = make_trace(NAME, (2, 3), STEPS)
    assert answer(kind.handler, parameters, given) == {"ok": {"steps": OUTCOMES}}
    form = write_record(kind.handler.input_type, given)
    assert form == {"pre_state": [2, 3], "steps": STEP_FORMS}
    assert read_input(kind.handler, form) == given


def test_step_by_step_is_the_same(kind, parameters):
    opened = open_session(kind, parameters, [2, 3])
    assert [opened.apply(form) for form in STEP_FORMS] == OUTCOMES
    assert opened.show() == [(b"\x03", b"\x12"), (b"\x04", b"\x12")]
    assert opened.describe(b"\x03") == ""


def test_a_pre_state_that_is_rejected_is_the_answer_to_all(kind, parameters):
    expected = {"reject": {"stage": "validate", "reason": "nonce_too_high"}}
    assert answer(kind.handler, parameters, make_trace(NAME, (0,), STEPS)) == expected
    with pytest.raises(Rejected):
        open_session(kind, parameters, [0])


def test_what_has_the_wrong_form_changes_nothing(kind, parameters):
    opened = open_session(kind, parameters, [2, 3])
    with pytest.raises(InvalidInput, match="json_wrong_type: step"):
        opened.apply(7)
    with pytest.raises(InvalidInput, match=r"input\.steps: 99"):
        opened.apply([{"key": 99, "value": 1}])
    assert opened.state == 5
    with pytest.raises(InvalidInput, match=r"json_integer_out_of_range: pre_state\[0\]"):
        open_session(kind, parameters, [256])


def test_a_state_out_of_order_is_a_mistake_of_the_kind(kind, parameters):
    with pytest.raises(AssertionError, match="in order of key"):
        open_session(kind, parameters, [7]).show()


def test_a_case_carries_the_capability_and_passes_the_lints(kind):
    (record,) = fill_case(kind.handler, Case("trace", "A trace", make_trace(NAME, (2, 3), STEPS)))
    assert record["capability"] == "sessions"
    assert record["versions"] == ["1.0", "1.1"]
    assert record["rules"] == ["pyde_spec.params.versions.resolve"]
    schema = build_schema(kind.handler)
    assert schema["description"] == "The total after a step."
    assert {"StepAcceptedVariant", "StepRejectedVariant", "SessionInput"} <= set(schema["$defs"])


def test_a_kind_that_reads_the_parameters_is_asked_for_each_version(kind):
    assert kind.handler.reads_parameters
    assert not load_sessions()["state/tree_session"].handler.reads_parameters


def test_a_name_is_declared_once_and_its_functions_agree(kind):
    with pytest.raises(AssertionError, match="declared twice"):
        session(NAME, rules=[], open=open_counter, show=show_total)(count_up)

    def open_without(_: Parameters, numbers: Numbers) -> int:
        return 0

    with pytest.raises(AssertionError, match="two names"):
        session("demo/other", rules=[], open=open_without, show=show_total)(count_up)
    assert "demo/other" not in HANDLERS


def test_every_kind_is_listed_and_is_a_handler():
    kinds = load_sessions()
    assert "state/tree_session" in kinds
    assert list(kinds) == sorted(kinds)
    assert all(HANDLERS[name] is kind.handler for name, kind in kinds.items())


def test_the_lints_know_the_answer_of_a_session():
    from pyde_vectors.cases import build_cases

    records = build_cases("state/tree_session")
    assert list(lint_handlers({"state/tree_session": records})) == []
    steps = records[0]["expect"]["ok"]["steps"]
    odd = {**records[0], "expect": {"ok": {"steps": [{"ok": {**steps[0]["ok"], "more": 1}}, *steps[1:]]}}}
    assert any("json_unknown_field" in failure for failure in lint_handlers({"state/tree_session": [odd]}))
