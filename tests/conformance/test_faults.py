"""Every way in which a target can fail is recorded as what it is, and the run goes on."""

import pytest

from pyde_conformance import channel as channel_module
from pyde_conformance.client import NotUsable
from pyde_conformance.results import Outcome

TRIGGER = 5
OTHERS_PASS = [Outcome.PASSED] * 12


def outcomes(record):
    return [result.outcome for result in record.results]


def expect_one(outcome, position=TRIGGER):
    return [outcome if index == position else Outcome.PASSED for index in range(12)]


@pytest.mark.parametrize("way", ["honest", "honest-batch", "writes-much-log"])
def test_an_honest_target_passes(run_target, way):
    record = run_target(way)
    assert outcomes(record) == OTHERS_PASS
    assert record.has_passed


@pytest.mark.parametrize(
    ("way", "outcome", "detail"),
    [
        ("crash", Outcome.CRASHED, "exited with status 7"),
        ("crash-in-batch", Outcome.CRASHED, "exited with status 7"),
        ("garbage", Outcome.GARBAGE, "panicked"),
        ("wrong-id", Outcome.WRONG_ID, "the answer has id"),
        ("close-output", Outcome.CRASHED, "closed its output and went on running"),
        ("half-a-line", Outcome.CRASHED, '{"jsonrpc":"2.0"'),
        ("two-members", Outcome.PROTOCOL_ERROR, "exactly one member"),
        ("no-version", Outcome.PROTOCOL_ERROR, "JSON-RPC 2.0"),
        ("huge-answer", Outcome.FAILED, ""),
    ],
)
def test_one_bad_case_among_good_ones(run_target, way, outcome, detail):
    record = run_target(way)
    assert outcomes(record) == expect_one(outcome)
    assert detail in record.results[TRIGGER].detail
    assert not record.incidents
    assert not record.has_passed


@pytest.mark.parametrize("way", ["hang", "hang-in-batch"])
def test_a_hang_is_the_fault_of_one_case(run_target, way):
    record = run_target(way, deadline=0.5)
    assert outcomes(record) == expect_one(Outcome.HUNG)
    assert record.results[TRIGGER].detail == "no answer within 0.5 s"


def test_the_end_of_the_log_is_kept(run_target):
    assert run_target("crash").results[TRIGGER].log == "something terrible happened"


def test_a_line_without_end_is_garbage(run_target, monkeypatch):
    monkeypatch.setattr(channel_module, "LINE_BYTES_MAX", 1 << 20)
    record = run_target("huge-line", 2 << 20)
    assert outcomes(record) == expect_one(Outcome.GARBAGE)
    assert "longer than 1 MiB" in record.results[TRIGGER].detail


def test_a_long_line_within_the_limit_is_no_garbage(run_target, monkeypatch):
    monkeypatch.setattr(channel_module, "LINE_BYTES_MAX", 4 << 20)
    assert outcomes(run_target("huge-line", 2 << 20, deadline=0.5)) == expect_one(Outcome.HUNG)


def test_an_error_is_not_a_rejection(run_target):
    record = run_target("error-for-rejection")
    assert outcomes(record) == [Outcome.PASSED] * 10 + [Outcome.ERROR_RESPONSE] * 2
    assert record.results[10].detail == "error -32000: nonce too high"


def test_claiming_success_for_everything_fails_everything(run_target):
    record = run_target("always-ok")
    assert outcomes(record) == [Outcome.FAILED] * 12
    assert record.results[10].difference.note == "the answer is not a rejection"
    assert record.results[3].difference.path == "n"


def test_answers_out_of_order_have_the_wrong_id(run_target):
    record = run_target("out-of-order")
    assert set(outcomes(record)) == {Outcome.PASSED, Outcome.WRONG_ID}
    assert outcomes(record)[:2] == [Outcome.PASSED, Outcome.WRONG_ID]


def test_results_out_of_order_in_a_batch_are_wrong_answers(run_target):
    assert outcomes(run_target("out-of-order-in-batch")) == [Outcome.FAILED] * 2 + [Outcome.PASSED] * 10


def test_an_answer_too_many_is_noticed(run_target):
    record = run_target("two-answers")
    kinds = {incident.kind for incident in record.incidents}
    assert not record.has_passed
    assert kinds == {channel_module.FaultKind.GARBAGE} or Outcome.WRONG_ID in outcomes(record)


def test_a_target_that_ends_after_every_answer_is_noticed(run_target):
    record = run_target("once")
    assert not record.has_passed
    assert record.results[0].outcome is Outcome.PASSED


@pytest.mark.parametrize("way", ["short-batch", "crash-only-in-batch"])
def test_a_fault_of_the_batch_alone_is_an_incident(run_target, way):
    record = run_target(way)
    assert outcomes(record) == OTHERS_PASS
    assert len(record.incidents) == 1
    assert "a batch of 12 cases" in record.incidents[0].detail
    assert not record.has_passed


def test_a_batch_that_hangs_is_an_incident(run_target):
    record = run_target("hang-only-in-batch", deadline=1.0)
    assert outcomes(record) == OTHERS_PASS
    assert [incident.kind for incident in record.incidents] == [channel_module.FaultKind.HUNG]


def test_a_slow_batch_is_a_note_and_makes_smaller_batches(run_target, cases):
    record = run_target("slow-batch", deadline=0.75, given=[*cases[:4]])
    assert outcomes(record) == [Outcome.PASSED] * 4
    assert record.notes == ["a batch of 4 cases took longer than the deadline of one case"]
    assert record.has_passed


def test_odd_results_in_a_batch_belong_to_their_cases(run_target):
    found = outcomes(run_target("odd-batch"))
    assert found == [Outcome.PROTOCOL_ERROR, Outcome.ERROR_RESPONSE] + [Outcome.PASSED] * 10


def test_a_target_that_does_not_start_again_is_given_up(run_target, tmp_path):
    record = run_target("crash-loop", tmp_path / "marker")
    assert outcomes(record) == [Outcome.PASSED] * 5 + [Outcome.CRASHED] * 7
    assert "does not start again" in record.results[6].detail
    assert "did not start again, 3 times" in record.results[11].detail


@pytest.mark.parametrize("way", ["no-handlers", "other-handlers"])
def test_nothing_covered_is_a_failure(run_target, way):
    record = run_target(way)
    assert outcomes(record) == [Outcome.NOT_COVERED] * 12
    assert record.get_faults() == ["no case was run"]


def test_a_capability_that_is_absent_is_not_covered(run_target, cases):
    needing = [*cases[:1], {**cases[1], "capability": "deterministic_signing"}]
    assert outcomes(run_target("honest", given=needing)) == [Outcome.PASSED, Outcome.NOT_COVERED]


def test_no_cases_are_a_failure(run_target):
    assert run_target("honest", given=[]).get_faults() == ["no case was run"]


@pytest.mark.parametrize(
    ("way", "message"),
    [
        ("crash-at-once", "initialize: crashed: the target exited with status 7"),
        ("hang-at-initialize", "initialize: hung: no answer within 0.5 s"),
        ("garbage-at-initialize", "initialize: garbage: not JSON"),
        ("other-protocol", 'spec version 1.1, preset mainnet; the target has protocol "2"'),
        ("other-spec", 'spec version 1.1, preset mainnet; the target has {"spec_versions":["0.9"]}'),
        ("malformed-greeting", "batch in the result of initialize is neither true nor false"),
    ],
)
def test_a_target_that_cannot_be_tested_says_why(run_target, way, message):
    with pytest.raises(NotUsable) as caught:
        run_target(way, deadline=0.5, start_deadline=0.5)
    assert message in str(caught.value)


@pytest.mark.parametrize("way", ["stage-only", "no-reasons"])
def test_a_young_client_may_leave_reasons_out(run_target, way):
    record = run_target(way)
    assert outcomes(record) == OTHERS_PASS
    assert record.target.reject_reasons.value == way.removesuffix("-only").replace("no-reasons", "none")


def test_own_reasons_pass_with_a_map_only(run_target):
    assert outcomes(run_target("own-reasons"))[10:] == [Outcome.FAILED] * 2
    assert outcomes(run_target("own-reasons", reasons={"TooHigh": "nonce_too_high"})) == OTHERS_PASS
