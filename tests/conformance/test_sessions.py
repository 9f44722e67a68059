"""Sessions: a wrong step is found at that step, with the first key that differs; faults are what they are."""

import json
import shlex
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rich.console import Console

from pyde_conformance.channel import ProcessChannel
from pyde_conformance.cli import run
from pyde_conformance.client import Client
from pyde_conformance.protocol import MalformedMessage, Terms
from pyde_conformance.report_files import write_html, write_json, write_junit
from pyde_conformance.report_terminal import print_report
from pyde_conformance.results import Outcome, RunRecord, Setting
from pyde_conformance.runner import Runner
from pyde_conformance.session_state import NoSession, find_first_key, read_entries, replay, write_entries
from pyde_vectors.cases import build_cases
from pyde_vectors.folder import write_folder
from pyde_vectors.format import get_fixture_path, write_fixture

TARGET = [sys.executable, str(Path(__file__).parent / "targets" / "planted_sessions.py")]
TERMS = Terms("1.1", "mainnet")
KIND = "state/tree_session"


@pytest.fixture(scope="module")
def traces():
    return {case["id"].rpartition("/")[2]: case for case in build_cases(KIND)}


@pytest.fixture(scope="module")
def quorum():
    return [case for case in build_cases("params/quorum") if "1.1" in case["versions"]][:2]


@pytest.fixture
def ask():
    """Ask cases of the planted target; the record of it."""
    clients = []

    def ask_target(way, step, cases, deadline=5.0):
        command = [*TARGET, way, str(step)]
        client = Client(lambda: ProcessChannel(command), TERMS, deadline)
        clients.append(client)
        runner = Runner(client)
        record = RunRecord(Setting(TERMS, "00", shlex.join(command)))
        record.results = list(runner.run(cases))
        record.target, record.incidents, record.notes = runner.info, runner.incidents, runner.notes
        return record

    yield ask_target
    for client in clients:
        client.drop()


def ask_one(ask, way, step, case, quorum, **options):
    """The result of a session between two other cases, which pass whatever becomes of it."""
    record = ask(way, step, [quorum[0], case, quorum[1]], **options)
    before, result, after = record.results
    assert (before.outcome, after.outcome) == (Outcome.PASSED, Outcome.PASSED)
    assert not record.incidents
    return result


def test_an_honest_target_passes_every_trace_among_other_cases(ask, traces, quorum):
    cases = [quorum[0], *traces.values(), quorum[1]]
    record = ask("honest", 0, cases)
    assert [result.outcome for result in record.results] == [Outcome.PASSED] * len(cases)
    assert record.results[1].got == cases[1]["expect"]
    assert record.has_passed


@pytest.mark.parametrize("step", [1, 4, 5])
def test_a_lost_write_is_found_at_its_step_and_key(ask, traces, quorum, step):
    case = traces["values"]
    result = ask_one(ask, "lose", step, case, quorum)
    lost = case["input"]["steps"][step - 1]["writes"][-1]
    assert result.outcome is Outcome.FAILED
    assert (result.step.number, result.step.count) == (step, 5)
    assert result.difference.path == "blake3"
    assert result.expected == case["expect"]["ok"]["steps"][step - 1]
    assert result.step.key.key == lost["key"]
    assert result.step.key.expected == (lost["value"] or "nothing")
    assert result.step.key.got != result.step.key.expected
    assert len(result.got["ok"]["steps"]) == step


def test_the_key_is_described_where_the_kind_can_tell(ask, traces, quorum):
    key = ask_one(ask, "lose", 5, traces["values"], quorum).step.key
    assert key.meaning.startswith("a leaf at the path ")
    assert key.meaning.endswith(", written at version 5")


def test_a_wrong_root_over_a_right_state_says_so(ask, traces, quorum):
    result = ask_one(ask, "zeros", 3, traces["values"], quorum)
    assert (result.outcome, result.step.number, result.difference.path) == (Outcome.FAILED, 3, "poseidon2")
    assert result.step.key is None
    assert result.step.state_note == "the state is that of the specification at every key"


def test_a_step_that_must_be_rejected(ask, traces, quorum):
    result = ask_one(ask, "accept", 3, traces["rejected-steps"], quorum)
    assert (result.outcome, result.step.number) == (Outcome.FAILED, 3)
    assert result.difference.note == "the answer is not a rejection"


@pytest.mark.parametrize(
    ("way", "outcome", "detail", "step"),
    [
        ("crash", Outcome.CRASHED, "exited with status 7", 3),
        ("garbage", Outcome.GARBAGE, "panicked", 3),
        ("error", Outcome.ERROR_RESPONSE, "error -32603: out of memory", 3),
        ("error-inside", Outcome.ERROR_RESPONSE, "error -32000: no such slot", 3),
        ("no-answer", Outcome.PROTOCOL_ERROR, "none of ok, reject, trap", 3),
        ("crash-in-open", Outcome.CRASHED, "exited with status 7", None),
        ("odd-open", Outcome.PROTOCOL_ERROR, "none of ok, reject, trap", None),
        ("error-in-open", Outcome.ERROR_RESPONSE, "error -32603: out of memory", None),
        ("error-in-close", Outcome.ERROR_RESPONSE, "session_close: error -32603: out of memory", None),
        ("crash-in-close", Outcome.CRASHED, "session_close: the target exited with status 7", None),
    ],
)
def test_a_fault_is_that_of_the_case_and_the_run_goes_on(ask, traces, quorum, way, outcome, detail, step):
    result = ask_one(ask, way, 3, traces["values"], quorum)
    assert result.outcome is outcome
    assert detail in result.detail
    assert (result.step.number if result.step else None) == step
    assert result.log == ("something terrible happened" if outcome is Outcome.CRASHED else "")


def test_a_hang_costs_one_deadline(ask, traces, quorum):
    result = ask_one(ask, "hang", 2, traces["values"], quorum, deadline=2.0)
    assert (result.outcome, result.step.number, result.detail) == (Outcome.HUNG, 2, "no answer within 2 s")


@pytest.mark.parametrize(
    ("way", "note"),
    [
        ("lose-without-state", "session_state: error response: error -32601: unknown method"),
        ("lose-with-odd-state", "session_state: its keys do not ascend"),
        ("lose-and-crash-in-state", "session_state: crashed: the target exited with status 7"),
    ],
)
def test_without_a_state_the_step_is_still_found(ask, traces, quorum, way, note):
    result = ask_one(ask, way, 4, traces["values"], quorum)
    assert (result.outcome, result.step.number) == (Outcome.FAILED, 4)
    assert result.step.key is None
    assert result.step.state_note.startswith(note)


def test_a_pre_state_that_is_wrongly_rejected(ask, traces, quorum):
    result = ask_one(ask, "reject-open", 0, traces["values"], quorum)
    assert result.outcome is Outcome.FAILED
    assert result.difference.note == "the answer is not an accepted answer"
    assert result.step is None


def test_a_pre_state_that_is_to_be_rejected(ask, traces, quorum):
    refused = {"reject": {"stage": "validate", "reason": "x"}}
    case = {**traces["values"], "expect": refused}
    assert ask_one(ask, "reject-open", 0, case, quorum).outcome is Outcome.PASSED
    result = ask_one(ask, "honest", 0, case, quorum)
    assert (result.outcome, result.difference.note) == (Outcome.FAILED, "the answer is not a rejection")


def test_without_the_capability_nothing_is_asked(ask, traces, quorum):
    result = ask_one(ask, "no-sessions", 0, traces["values"], quorum)
    assert (result.outcome, result.step) == (Outcome.NOT_COVERED, None)
    assert result.detail == "needs the capability sessions"


def test_a_run_says_which_capability_is_missing(fixtures, traces, capsys):
    target = shlex.join([*TARGET, "no-sessions", "0"])
    assert run(["run", "--target", target, "--fixtures", str(fixtures), "--preset", "mainnet"]) == 1
    output = capsys.readouterr().out
    assert f"{KIND}  not covered ({len(traces)}: needs the capability sessions)" in output
    assert "note:" not in output
    assert run(["fuzz", "--target", target, "--only", KIND, "--steps", "1", "--fixtures", str(fixtures)]) == 1
    assert f"{KIND}  not covered (needs the capability sessions)" in capsys.readouterr().out


def test_states_are_compared_key_by_key(traces):
    session = replay(traces["values"], TERMS, 1)
    entries = dict(session.show())
    first, second = sorted(entries)
    assert find_first_key(session, entries) is None
    assert find_first_key(session, {}).key == f"0x{first.hex()}"
    assert find_first_key(session, {first: entries[first]}).got == "nothing"
    more = find_first_key(session, {**entries, bytes(32): b"\x07"})
    assert (more.key, more.expected, more.got) == ("0x" + "00" * 32, "nothing", "0x07")
    assert more.meaning == "no leaf of the tree"
    assert find_first_key(session, {**entries, second: b"\x07"}).key == f"0x{second.hex()}"
    assert read_entries(write_entries(session.show())) == entries


@pytest.mark.parametrize(
    "form",
    [
        None,
        {"entries": {}},
        {"entries": [7]},
        {"entries": [{"key": "0x00"}]},
        {"entries": [{"key": "00", "value": "0x"}]},
        {"entries": [{"key": "0x0", "value": "0x"}]},
        {"entries": [{"key": "0xAB", "value": "0x"}]},
        {"entries": [{"key": "0x00", "value": "0x"}, {"key": "0x00", "value": "0x"}]},
    ],
)
def test_a_state_of_another_form_is_refused(form):
    with pytest.raises(MalformedMessage):
        read_entries(form)


def test_a_case_that_the_specification_does_not_take_has_no_state(traces):
    with pytest.raises(NoSession, match="no session state/nope"):
        replay({**traces["values"], "id": "state/nope/case"}, TERMS, 1)
    with pytest.raises(NoSession, match="does not take the case: json_wrong_type: pre_state"):
        replay({**traces["values"], "input": {"pre_state": 7, "steps": []}}, TERMS, 1)


@pytest.fixture
def record(ask, traces):
    return ask("lose", 4, [traces["values"]])


def test_the_terminal_shows_step_and_key(record):
    console = Console(width=110, highlight=False)
    with console.capture() as capture:
        print_report(console, record)
    key = record.results[0].step.key
    lines = capture.get().splitlines()
    start = lines.index(f"✗ {KIND}/values")
    assert lines[start + 2] == "  step      4 of 5"
    assert lines[start + 3].startswith("  expected  ok  blake3  →  ")
    assert lines[start + 5] == f"  first key {key.key}  ({key.meaning})"
    assert lines[start + 6] == f"  should be {key.expected}"
    assert lines[start + 7] == f"  is        {key.got}"


def test_the_files_show_step_and_key(record):
    key = record.results[0].step.key
    (failure,) = json.loads(write_json(record))["failures"]
    assert failure["session"] == {
        "step": 4,
        "steps": 5,
        "expected": record.results[0].expected,
        "first_key": {
            "key": key.key,
            "meaning": key.meaning,
            "expected": key.expected,
            "got": key.got,
            "first_difference": None,
        },
        "state_note": "",
    }
    text = ElementTree.fromstring(write_junit(record))[0][0][0].text
    assert "\nstep      4 of 5\n" in text
    assert f"\nfirst key {key.key}" in text
    page = write_html(record).decode()
    assert "<dt>step</dt><dd>4 of 5</dd>" in page
    assert f"<dt>first key</dt><dd><code>{key.key}" in page


def test_the_note_stands_in_the_place_of_the_key(record):
    (result,) = record.results
    step = replace(result.step, key=None, state_note="session_state: no")
    record.results = [replace(result, step=step)]
    (failure,) = json.loads(write_json(record))["failures"]
    assert (failure["session"]["first_key"], failure["session"]["state_note"]) == (None, "session_state: no")
    assert "state     session_state: no" in ElementTree.fromstring(write_junit(record))[0][0][0].text


@pytest.fixture
def fixtures(tmp_path, traces):
    folder = tmp_path / "fixtures"
    write_folder(folder, {get_fixture_path(KIND): write_fixture(KIND, traces.values())}, is_full=False)
    return folder


def test_reproduce_shows_the_exchanges(fixtures, capsys):
    arguments = [
        "reproduce",
        f"{KIND}/values",
        "--target",
        shlex.join([*TARGET, "lose", "4"]),
        "--fixtures",
        str(fixtures),
    ]
    assert run(arguments) == 1
    output = capsys.readouterr().out
    assert '→ {"jsonrpc":"2.0","id":2,"method":"session_open","params":{"kind":"state/tree_session"' in output
    assert '← {"jsonrpc":"2.0","id":2,"result":{"session":"1"}}' in output
    assert "  … 2 exchanges …" in output
    assert [line.split('"method":')[1].split(",")[0] for line in output.splitlines() if line.startswith("→")] == [
        '"session_open"', '"session_apply"', '"session_apply"', '"session_state"', '"session_close"',
    ]  # fmt: skip
    assert "step      4 of 5" in output


def test_reproduce_passes_against_a_sound_target(fixtures, reference, capsys):
    assert run(["reproduce", f"{KIND}/values", "--target", reference, "--fixtures", str(fixtures)]) == 0
    assert "PASSED" in capsys.readouterr().out


def test_two_targets_are_compared_by_session(fixtures, capsys):
    sound, lying = shlex.join([*TARGET, "honest", "0"]), shlex.join([*TARGET, "lose", "4"])
    arguments = ["--fixtures", str(fixtures), "--only", "*/values"]
    assert run(["run", "--target", lying, "--against", sound, *arguments]) == 1
    assert "step      4 of 5" in capsys.readouterr().out
    assert run(["run", "--target", sound, "--against", lying, *arguments]) == 1
    assert "the state is that of the specification at every key" in capsys.readouterr().out
    assert run(["run", "--target", lying, "--against", lying, *arguments]) == 0


def test_a_session_that_is_not_whole_is_refused(tmp_path, traces, capsys):
    case = {**traces["values"], "input": {"steps": []}}
    write_folder(tmp_path / "odd", {get_fixture_path(KIND): write_fixture(KIND, [case])}, is_full=False)
    assert run(["run", "--target", sys.executable, "--fixtures", str(tmp_path / "odd")]) == 2
    assert "a case that is not whole" in capsys.readouterr().err


def test_sessions_are_fuzzed_step_by_step(fixtures, tmp_path, capsys):
    sound, lying = shlex.join([*TARGET, "honest", "0"]), shlex.join([*TARGET, "zeros", "1"])
    arguments = ["--only", KIND, "--steps", "6", "--fixtures", str(fixtures)]
    assert run(["fuzz", "--target", sound, *arguments]) == 0
    assert run(["fuzz", "--target", lying, "--save", str(tmp_path / "found"), *arguments]) == 1
    assert "step      1 of" in capsys.readouterr().out
    assert run(["run", "--target", sound, "--fixtures", str(tmp_path / "found")]) == 0
