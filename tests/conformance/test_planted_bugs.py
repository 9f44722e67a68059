"""Bugs planted in copies of the Node.js adapter: the vectors catch each, and name the rule it breaks."""

import json
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from pyde_conformance.channel import ProcessChannel
from pyde_conformance.client import Client
from pyde_conformance.protocol import Terms, get_handler
from pyde_conformance.results import CaseResult, Outcome
from pyde_conformance.runner import Runner
from pyde_conformance.suite import load_suite

NODE = shutil.which("node")
ADAPTER = Path(__file__).parents[2] / "conformance" / "adapters" / "node"
BUGS = tomllib.loads((Path(__file__).parent / "planted" / "bugs.toml").read_text())["bug"]
TERMS = Terms("1.1", "mainnet")
BUGS_MIN = 10

if NODE is None:
    pytest.skip("node is not installed: the Node.js adapter is not run", allow_module_level=True)


def run_adapter(folder: Path, handlers: list[str]) -> list[CaseResult]:
    """Every case of the handlers, asked of the adapter in the folder."""
    client = Client(lambda: ProcessChannel([NODE, str(folder / "adapter.mjs")]), TERMS)
    return list(Runner(client).run(load_suite(None, TERMS, handlers).cases))


def plant(bug: dict, folder: Path) -> None:
    """Copy the adapter to the folder and change the one place."""
    shutil.copytree(ADAPTER, folder)
    file = folder / bug["file"]
    text = file.read_text()
    assert text.count(bug["search"]) == 1, f"{bug['search']!r} stands {text.count(bug['search'])} times"
    file.write_text(text.replace(bug["search"], bug["replace"]))


def test_enough_bugs_of_distinct_names():
    names = [bug["name"] for bug in BUGS]
    assert len(set(names)) == len(names) >= BUGS_MIN


def test_adapter_without_a_bug_passes_the_handlers_concerned():
    handlers = sorted({handler for bug in BUGS for handler in bug["caught_by"]})
    results = run_adapter(ADAPTER, handlers)
    assert {get_handler(result.case) for result in results} == set(handlers)
    assert [result.case_id for result in results if result.outcome is not Outcome.PASSED] == []


@pytest.mark.parametrize("bug", BUGS, ids=[bug["name"] for bug in BUGS])
def test_bug_is_caught_under_the_right_rule(bug, tmp_path):
    plant(bug, tmp_path / "node")
    results = run_adapter(tmp_path / "node", list(bug["caught_by"]))
    for handler, rule in bug["caught_by"].items():
        failing = [result for result in results if get_handler(result.case) == handler and result.is_failure]
        assert failing, f"{handler} does not catch it"
        assert {result.outcome for result in failing} == {Outcome.FAILED}
        assert all(rule in result.case["rules"] for result in failing)


def test_report_of_the_runner_names_the_rule(tmp_path):
    bug = next(bug for bug in BUGS if bug["name"] == "trailing-bytes-accepted")
    plant(bug, tmp_path / "node")
    target = shlex.join([NODE, str(tmp_path / "node" / "adapter.mjs")])
    command = ["run", "--target", target, "--only", "encoding/decode", "--json", str(tmp_path / "report.json")]
    ended = subprocess.run(
        [sys.executable, "-c", "from pyde_conformance.cli import main; main()", *command],
        capture_output=True,
        timeout=60,
        check=False,
    )
    report = json.loads((tmp_path / "report.json").read_bytes())
    assert ended.returncode == 1
    assert not report["passed"]
    assert report["failures"]
    for failure in report["failures"]:
        assert failure["id"].endswith("reject-trailing-byte")
        assert failure["expected"] == {"reject": {"stage": "decode", "reason": "trailing_bytes"}}
        assert "encoding.decoder.decode" in [rule["rule"] for rule in failure["rules"]]
