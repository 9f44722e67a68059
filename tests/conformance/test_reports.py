"""The reports say the same in four forms, hold no times, and the page needs nothing else."""

import json
import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from rich.console import Console

from pyde_conformance.protocol import TargetInfo, Terms
from pyde_conformance.report_files import write_html, write_json, write_junit
from pyde_conformance.report_terminal import print_report, watch
from pyde_conformance.results import CaseResult, Outcome, RunRecord, Setting
from pyde_vectors.cases import build_cases

GAP = "needs the capability sessions"


@pytest.fixture
def record(run_target, script, cases):
    """A run with a pass, a failure, a crash and a case that is not covered."""
    found = run_target("crash", given=[*cases[4:6], {**cases[10], "expect": {"ok": {"n": 20}}}])
    found.results.append(CaseResult(cases[11], Outcome.NOT_COVERED, detail=GAP))
    return found


@pytest.fixture
def real_record():
    """A failure of a real case: the window is answered where a rejection is due."""
    case = next(case for case in build_cases("accounts/use_nonce") if case["id"].endswith("/fresh-first-above"))
    from pyde_conformance.compare import find_difference

    got = {"ok": {"window": {"base": "0", "used": 0}}}
    setting = Setting(Terms("1.0", "mainnet"), "00", "./my-client --test", ("--deadline", "2"))
    result = CaseResult(case, Outcome.FAILED, got, find_difference(case["expect"], got))
    return RunRecord(setting, TargetInfo("my-client", "0.3.0", ("*",), False), [result])


def print_to_text(record, **options):
    console = Console(width=110, highlight=False)
    with console.capture() as capture:
        print_report(console, record, **options)
    return capture.get()


def test_the_block_of_a_failure(real_record):
    text = print_to_text(real_record)
    assert "accounts/use_nonce  0 of 1" in text
    block = text[text.index("✗ ") :].split("\n\n")[0].splitlines()
    assert block == [
        "✗ accounts/use_nonce/fresh-first-above",
        "  Window fresh: the nonce at base +16",
        "  window.base + 16 is outside the window",
        "  expected  reject  validate / nonce_too_high",
        '  got       ok  {"window":{"base":"0","used":0}}  (first difference: the answer is not a rejection)',
        "  rule      accounts.nonce_window.use_nonce      book, chapter 11, section 11.4",
        "  again     pyde-conformance reproduce accounts/use_nonce/fresh-first-above --target './my-client --test'"
        " --spec-version 1.0 --deadline 2",
    ]


def test_the_terminal_counts_and_cuts(record):
    text = print_to_text(record, failures_shown=1)
    assert "demo           4 cases, 3 asked" in text
    assert f"demo/double  1 of 3, 1 not covered (1: {GAP})  1 failed, 1 crashed" in text
    assert f"1 of 3 cases passed, 1 not covered (1: {GAP}); " in text
    assert "and 1 more failures" in text
    assert "something terrible happened" in text
    assert "FAILED: 2 of 3 cases failed" in text


def test_control_characters_do_not_reach_the_terminal(record):
    record.problem_log = "\x1b[31mred\x07"
    assert "\x1b" not in print_to_text(record)


def test_the_live_table_in_a_terminal(record):
    results, record.results = record.results, []
    console = Console(force_terminal=True, width=100)
    with console.capture() as capture:
        watch(console, iter(results), len(results), record)
    assert record.results == results
    assert "demo/double" in capture.get()


def test_the_json_report(record):
    report = json.loads(write_json(record))
    assert report["passed"] is False
    assert report["totals"] == {outcome.value: 0 for outcome in Outcome} | {
        "passed": 1, "failed": 1, "crashed": 1, "not_covered": 1,
    }  # fmt: skip
    assert [failure["outcome"] for failure in report["failures"]] == ["crashed", "failed"]
    assert report["failures"][1]["first_difference"]["note"] == "the answer is not an accepted answer"
    assert report["failures"][0]["log"] == "something terrible happened"
    assert report["chapters"][0]["handlers"][0] == {
        "handler": "demo/double", "asked": 3, "passed": 1, "not_covered": 1, "not_covered_because": {GAP: 1},
    }  # fmt: skip


def test_a_report_holds_whatever_a_target_says(record, cases):
    record.results = [CaseResult(cases[0], Outcome.PROTOCOL_ERROR, "\ud800", None, "a \ud800 \x00 <b> & ]]>")]
    assert json.loads(write_json(record))["failures"][0]["outcome"] == "protocol_error"
    assert ElementTree.fromstring(write_junit(record)).tag == "testsuites"
    assert b"<b>" not in write_html(record)


def test_the_junit_report(record):
    root = ElementTree.fromstring(write_junit(record))
    assert {name: root.get(name) for name in ("tests", "failures", "errors", "skipped")} == {
        "tests": "4", "failures": "1", "errors": "1", "skipped": "1",
    }  # fmt: skip
    (suite,) = root
    assert suite.get("name") == "demo/double"
    assert [[child.tag for child in test] for test in suite] == [[], ["error"], ["failure"], ["skipped"]]
    assert "again     pyde-conformance reproduce" in (suite[1][0].text or "")
    assert suite[3][0].get("message") == f"not covered: {GAP}"


def test_an_empty_run_is_an_error_in_junit(record):
    record.results = []
    root = ElementTree.fromstring(write_junit(record))
    assert (root.get("tests"), root.get("errors")) == ("1", "1")


def test_the_page_says_what_is_not_covered_and_why(record):
    assert f"1 of 3, 1 not covered (1: {GAP})</td>" in write_html(record).decode()


def test_each_gap_is_counted(record, cases):
    gaps = ["not claimed", GAP, "not claimed"]
    record.results = [CaseResult(case, Outcome.NOT_COVERED, detail=gap) for case, gap in zip(cases, gaps, strict=False)]
    assert f"demo/double  not covered (1: {GAP}; 2: not claimed)" in print_to_text(record)


def test_a_narrow_terminal_loses_no_word_of_it(record):
    console = Console(width=40, highlight=False)
    with console.capture() as capture:
        print_report(console, record)
    table = capture.get().split("✗")[0]
    assert all(word in table for word in ("demo/double", *f"1 of 3, 1 not covered (1: {GAP})".split()))


class References(HTMLParser):
    """Collects what a page would load, and the tags that are not closed."""

    def __init__(self):
        super().__init__()
        self.loads, self.open = [], []

    def handle_starttag(self, tag, attributes):
        names = dict(attributes)
        self.loads += [value for name, value in attributes if name in ("src", "href", "action", "srcset", "data")]
        if tag in ("script", "link", "iframe", "img", "object") or "onload" in names:
            self.loads.append(tag)
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("made", ["record", "real_record"])
def test_the_page_is_self_contained_and_whole(made, request):
    page = write_html(request.getfixturevalue(made)).decode()
    references = References()
    references.feed(page)
    assert references.loads == []
    assert references.open == []
    assert not re.search(r"https?:|url\(|@import|//", page.replace("pyde-conformance", ""))
    assert "prefers-color-scheme: dark" in page


def test_the_page_shows_failures_and_figures(real_record):
    page = write_html(real_record).decode()
    for text in (
        "my-client 0.3.0",
        "0 of 1",
        "window.base + 16 is outside the window",
        "book, chapter 11, section 11.4",
    ):
        assert text in page
    assert "reproduce accounts/use_nonce/fresh-first-above" in page


@pytest.mark.parametrize("write", [write_json, write_junit, write_html])
def test_reports_hold_no_times(run_target, write):
    assert write(run_target("crash")) == write(run_target("crash"))
