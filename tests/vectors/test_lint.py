"""Each lint fails on what it is there for, and only on that."""

import copy
import json

import pytest

from pyde_spec.rejections import Reason
from pyde_vectors import lint
from pyde_vectors.check import read_cases
from pyde_vectors.lint import lint_handlers, lint_reasons, lint_rule_names, lint_unnamed_rules


@pytest.fixture
def cases(small_files):
    return copy.deepcopy(read_cases(small_files))


def get_case(cases, case_id):
    return next(case for case in cases["/".join(case_id.split("/")[:2])] if case["id"] == case_id)


def test_real_cases_pass(cases):
    assert list(lint_handlers(cases)) == []
    assert list(lint_rule_names(cases)) == []


def test_an_id_that_stands_twice(cases):
    get_case(cases, "params/quorum/members-7")["id"] = "params/quorum/members-4"
    assert list(lint_handlers(cases)) == ["params/quorum/members-4: 2 cases have this id"]


def test_two_cases_that_ask_the_same(cases):
    again = copy.deepcopy(get_case(cases, "params/quorum/members-4"))
    again["id"] = "params/quorum/again"
    cases["params/quorum"].append(again)
    assert list(lint_handlers(cases)) == ["params/quorum/again: asks the same as params/quorum/members-4"]
    again["preset"] = "minimal"
    assert list(lint_handlers(cases)) == []


def test_the_two_versions_of_one_input_are_not_the_same(cases):
    old, new = (get_case(cases, f"params/quorum/members-128-v{version}") for version in ("1.0", "1.1"))
    assert old["input"] == new["input"]
    new["versions"] = ["1.0", "1.1"]
    assert list(lint_handlers(cases)) == [f"{new['id']}: asks the same as {old['id']}"]


def test_a_handler_that_is_none_and_one_without_cases(cases):
    cases["params/nothing"] = []
    cases["params/quorum"] = []
    assert sorted(lint_handlers(cases)) == ["params/nothing: there is no such handler", "params/quorum: has no cases"]


@pytest.mark.parametrize(
    ("change", "failure"),
    [
        ({"extra": 1}, "is not in the format: extra: Extra inputs are not permitted"),
        ({"flags": ["boundary", "mistake"]}, "unknown flag 'mistake'"),
        ({"versions": ["1.1", "1.2"]}, "unknown version '1.2'"),
        ({"preset": "testnet"}, "unknown preset 'testnet'"),
        ({"id": "params/resolve/members-4"}, "its id does not begin with params/quorum/"),
        ({"input": {"members": "4"}}, "its input is none of the handler's: json_wrong_type: input.members"),
        ({"input": {"members": 4, "more": 1}}, "its input is none of the handler's: json_unknown_field"),
        ({"expect": {"reject": {"stage": "decode", "reason": "nothing"}}}, "the catalogue has no reason nothing"),
        ({"expect": {"reject": {"stage": "json", "reason": "unknown_tag"}}}, "the catalogue has no reason unknown_tag"),
    ],
)
def test_a_case_that_is_wrong_somewhere(cases, change, failure):
    get_case(cases, "params/quorum/members-4").update(change)
    (found,) = lint_handlers(cases)
    assert found.partition(": ")[2].startswith(failure)


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        ({"fault_bound": 1, "quorum": 3}, "its answer has the fields fault_bound, quorum, the output type"),
        ({"fault_bound": 1, "quorum": 3, "share_threshold": 3, "more": 1}, "its answer has the fields"),
        ({"quorum": 3, "fault_bound": 1, "share_threshold": 3}, "its answer has the fields"),
        ({"fault_bound": 1, "quorum": -3, "share_threshold": 3}, "its answer is none of the output type"),
        ({"fault_bound": 1, "quorum": True, "share_threshold": 3}, "its answer is none of the output type"),
    ],
)
def test_an_answer_that_no_comparison_would_consume(cases, answer, failure):
    get_case(cases, "params/quorum/members-4")["expect"] = {"ok": answer}
    (found,) = lint_handlers(cases)
    assert found.startswith(f"params/quorum/members-4: {failure}")


def test_an_answer_in_another_order_inside(cases):
    window = get_case(cases, "accounts/use_nonce/worked-example-1")["expect"]["ok"]["window"]
    assert list(lint_handlers(cases)) == []
    window["more"] = 1
    (found,) = lint_handlers(cases)
    assert "json_unknown_field" in found


def test_a_reason_that_no_case_expects(cases):
    failures = list(lint_reasons(cases))
    assert "reason unknown_preset: no case of params expects it" not in failures
    assert "reason trailing_bytes: no case of encoding expects it" in failures
    for case in cases["params/resolve"]:
        if case["expect"].get("reject", {}).get("reason") == "unknown_preset":
            case["expect"] = {"ok": {}}
    assert "reason unknown_preset: no case of params expects it" in list(lint_reasons(cases))


def test_a_reason_counts_in_its_own_chapter_only(cases):
    get_case(cases, "params/quorum/members-4")["expect"] = {"reject": {"stage": "decode", "reason": "trailing_bytes"}}
    assert "reason trailing_bytes: no case of encoding expects it" in list(lint_reasons(cases))


def test_exempt_reasons(cases, monkeypatch):
    codes = [reason.code for reason in Reason]
    monkeypatch.setattr(lint, "UNRAISED_REASONS", dict.fromkeys([*codes, "gone"], "tested elsewhere"))
    failures = list(lint_reasons(cases))
    assert "reason gone: is exempt, but not in the catalogue" in failures
    assert "reason unknown_preset: is exempt, but a case expects it" in failures
    assert "reason trailing_bytes: no case of encoding expects it" not in failures


@pytest.mark.parametrize(
    "rule",
    [
        "pyde_spec.params.quorum.compute_quorums",
        "pyde_spec.params.quorum.ProtocolRules",
        "pyde_spec.params.quorum._hidden",
        "pyde_spec.nothing.compute",
        "pyde_vectors.lint.lint_all",
        "compute_quorum",
    ],
)
def test_a_rule_that_is_no_public_function(cases, rule):
    get_case(cases, "params/quorum/members-4")["rules"] = [rule]
    (found,) = lint_rule_names(cases)
    assert found == f"params/quorum: names {rule}, which is no public function of the specification"


def test_a_rule_that_no_case_reaches(cases, monkeypatch):
    unnamed = "pyde_spec.params.quorum.compute_quorum: no case names it, nor a rule that calls it"
    assert unnamed not in list(lint_unnamed_rules(cases))
    for case in cases["params/quorum"]:
        case["rules"] = ["pyde_spec.params.quorum.compute_fault_bound"]
    assert unnamed in list(lint_unnamed_rules(cases))
    for exemption in ("pyde_spec.params.quorum.compute_quorum", "pyde_spec.params.quorum"):
        monkeypatch.setattr(lint, "UNNAMED_RULES", {exemption: "tested elsewhere"})
        assert unnamed not in list(lint_unnamed_rules(cases))


def test_exempt_rules_that_need_none(cases, monkeypatch):
    names = ("pyde_spec.params.quorum", "pyde_spec.params.nothing")
    monkeypatch.setattr(lint, "UNNAMED_RULES", dict.fromkeys(names, "tested elsewhere"))
    failures = list(lint_unnamed_rules(cases))
    assert "pyde_spec.params.quorum: is exempt, but the cases reach it" in failures
    assert "pyde_spec.params.nothing: is exempt, but there is no such function" in failures


def test_every_exemption_has_a_reason():
    assert all(reason.endswith(".") for reason in (*lint.UNRAISED_REASONS.values(), *lint.UNNAMED_RULES.values()))


def test_lints_judge_plain_json(cases):
    assert cases == json.loads(json.dumps(cases))
