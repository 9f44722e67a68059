"""The command line: exit codes, one line for bad input, Ctrl-C, and the whole way through each command."""

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pyde_conformance.cli import run
from pyde_conformance.fuzz import save_case
from pyde_vectors.cases import build_cases

COMMAND = [sys.executable, "-c", "from pyde_conformance.cli import main; main()"]


@pytest.fixture(scope="module")
def fixtures(tmp_path_factory):
    """A folder of fixtures with two handlers."""
    folder = tmp_path_factory.mktemp("fixtures")
    for handler in ("accounts/use_nonce", "params/quorum"):
        for case in build_cases(handler)[:6]:
            save_case(folder, handler, case)
    return folder


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run"], "--target COMMAND or --connect"),
        (["run", "--target", "a", "--connect", "unix:b"], "--target COMMAND or --connect"),
        (["run", "--target", "no-such-command-anywhere"], "cannot start the target 'no-such-command-anywhere'"),
        (["run", "--target", ""], "the target command is empty"),
        (["run", "--target", "a 'b"], "cannot read the target command"),
        (["run", "--target", "{python}", "--only", "nope/*"], "no case matches 'nope/*'"),
        (["run", "--target", "{python}", "--deadline", "0"], "--deadline must be"),
        (["run", "--target", "{python}", "--deadline", "-1"], "--deadline must be"),
        (["run", "--target", "{python}", "--deadline", "inf"], "--deadline must be"),
        (["run", "--target", "{python}", "--deadline", "soon"], "--deadline"),
        (["run", "--target", "{python}", "--start-deadline", "0"], "--start-deadline must be"),
        (["run", "--target", "{python}", "--spec-version", "1.1.0"], "unknown protocol version"),
        (["run", "--target", "{python}", "--preset", "Mainnet"], "unknown preset"),
        (["run", "--target", "{python}", "--reasons", "{folder}/none.toml"], "cannot read the map of reasons"),
        (["run", "--target", "{python}", "--reasons", "{folder}/broken.toml"], "is not TOML"),
        (["run", "--target", "{python}", "--reasons", "{folder}/typo.toml"], "did you mean nonce_too_high?"),
        (["run", "--target", "{python}", "--reasons", "{folder}/shape.toml"], "one table, [reasons]"),
        (["run", "--target", "{python}", "--json", "{folder}"], "it is a folder"),
        (["run", "--target", "{python}", "--html", "{folder}/no/page.html"], "there is no folder"),
        (["run", "--target", "{python}", "--fixtures", "{folder}/none"], "is not a fixtures folder"),
        (["run", "--target", "{python}", "--fixtures", "{folder}/bad"], "is not JSON"),
        (["run", "--target", "{python}", "--against", ""], "the target command is empty"),
        (["run", "--connect", "/tmp/socket"], "unix:PATH"),
        (["run", "--connect", "unix:{folder}/none"], "cannot connect to"),
        (["run", "--target", "{python}", "--show", "-1"], "--show"),
        (["run", "--nonsense"], "--nonsense"),
        (["reproduce"], "ID"),
        (["reproduce", "accounts/use_nonce/fresh-lowes", "--target", "{python}"], "fresh-lowest"),
        (["reproduce", "params/quorum/members-2-v1.0", "--target", "a", "--spec-version", "1.1"], "holds for 1.0"),
        (["fuzz", "--target", "{python}", "--only", "nope/*"], "no handler matches"),
        (["fuzz", "--target", "{python}", "--steps", "0"], "--steps"),
        (["fuzz", "--target", "{python}", "--save", "{folder}"], "neither empty nor a fixtures folder"),
        (["list", "--only", "nope"], "no case matches"),
        (["serve", "--listen", "tcp:80"], "unix:PATH"),
        (["serve", "--listen", "unix:{folder}/none/socket"], "cannot listen on"),
        (["dance"], "dance"),
        ([], "command"),
    ],
)  # fmt: skip
def test_bad_input_is_one_line_and_exit_2(arguments, message, tmp_path, fixtures, capsys):
    (tmp_path / "broken.toml").write_text("[reasons")
    (tmp_path / "typo.toml").write_text('[reasons]\nTooHigh = "nonce_to_high"\n')
    (tmp_path / "shape.toml").write_text('TooHigh = "nonce_too_high"\n')
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "manifest.json").write_text("{")
    words = [word.replace("{python}", sys.executable).replace("{folder}", str(tmp_path)) for word in arguments]
    if words[:1] in (["run"], ["reproduce"]) and "--fixtures" not in words:
        words += ["--fixtures", str(fixtures)]
    assert run(words) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.count("\n") == 1
    assert output.err.startswith("pyde-conformance: ")
    assert message in output.err


def test_a_changed_fixture_is_refused(fixtures, tmp_path, capsys):
    for path in fixtures.rglob("*.json"):
        copy = tmp_path / path.relative_to(fixtures)
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(path.read_bytes() + (b"\n" if path.name == "quorum.json" else b""))
    assert run(["run", "--target", sys.executable, "--fixtures", str(tmp_path)]) == 2
    assert "SHA-256" in capsys.readouterr().err


def test_the_reference_target_passes(reference, fixtures, capsys):
    assert run(["run", "--target", reference, "--fixtures", str(fixtures)]) == 0
    output = capsys.readouterr().out
    assert "PASSED" in output
    assert "accounts/use_nonce  6 of 6" in output


def test_what_only_another_version_has_is_zero_cases(reference, fixtures, capsys):
    arguments = ["--only", "params/quorum/*-v1.0", "--fixtures", str(fixtures)]
    assert run(["run", "--target", reference, *arguments]) == 1
    assert "no case was run" in capsys.readouterr().out


def test_a_target_that_cannot_be_tested_fails_and_is_reported(command, fixtures, tmp_path, capsys):
    arguments = ["--fixtures", str(fixtures), "--json", str(tmp_path / "report.json")]
    assert run(["run", "--target", command("crash-at-once"), *arguments]) == 1
    assert "exited with status 7" in capsys.readouterr().out
    assert json.loads((tmp_path / "report.json").read_bytes())["passed"] is False


def test_the_reproduce_command_of_a_failure_works_as_it_stands(script, fixtures, capsys):
    arguments = ["--target", script("off_by_one.py"), "--fixtures", str(fixtures)]
    assert run(["run", *arguments]) == 1
    (line,) = [line for line in capsys.readouterr().out.splitlines() if line.strip().startswith("again")]
    words = shlex.split(line.strip().removeprefix("again"))
    assert words[:3] == ["pyde-conformance", "reproduce", "accounts/use_nonce/fresh-first-above"]
    assert run(words[1:]) == 1
    output = capsys.readouterr().out
    assert '→ {"jsonrpc":"2.0","id":2,"method":"run"' in output
    assert '← {"jsonrpc": "2.0", "id": 2, "result"' in output
    assert "reject  validate / nonce_too_high" in output


def test_reproduce_passes_against_a_sound_target(reference, fixtures, capsys):
    words = ["reproduce", "params/quorum/members-2-v1.0", "--target", reference, "--fixtures", str(fixtures)]
    assert run(words) == 0
    assert "again     pyde-conformance reproduce params/quorum/members-2-v1.0" in capsys.readouterr().out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("command", ["list", "run", "reproduce"])
def test_an_output_that_takes_nothing_is_one_line(command, unbuffered, fixtures, reference):
    words = {
        "list": [],
        "run": ["--target", reference],
        "reproduce": ["params/quorum/members-4", "--target", reference],
    }
    with Path("/dev/full").open("w") as full:
        arguments = [*COMMAND, command, *words[command], "--fixtures", str(fixtures)]
        environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
        ended = subprocess.run(arguments, stdout=full, stderr=subprocess.PIPE, env=environment, text=True, check=False)
    assert ended.returncode == 2
    assert ended.stderr == "pyde-conformance: input or output: No space left on device\n"


def test_list(fixtures, capsys):
    assert run(["list", "--fixtures", str(fixtures)]) == 0
    assert "accounts  6 cases\n  accounts/use_nonce  6\n" in capsys.readouterr().out
    assert run(["list", "--ids", "--only", "accounts/*", "--fixtures", str(fixtures)]) == 0
    assert "accounts/use_nonce/fresh-lowest  " in capsys.readouterr().out


def test_two_targets_are_compared(reference, script, fixtures, capsys):
    arguments = ["--against", reference, "--fixtures", str(fixtures)]
    assert run(["run", "--target", reference, *arguments]) == 0
    capsys.readouterr()
    assert run(["run", "--target", script("off_by_one.py"), *arguments]) == 1
    output = capsys.readouterr().out
    assert "accounts/use_nonce  5 of 6" in output
    assert "not covered" in output


def test_a_glob_that_matches_nothing_is_noted(script, fixtures, tmp_path, capsys):
    report = tmp_path / "report.json"
    words = ["run", "--target", script("misspelling.py"), "--fixtures", str(fixtures), "--preset", "mainnet"]
    assert run([*words, "--only", "*/use_nonce", "--json", str(report)]) == 0
    notes = [
        f'the target claims "{glob}", which matches no handler of the fixtures'
        for glob in ("accounts/use_nonces", "account/*")
    ]
    lines = capsys.readouterr().out.splitlines()
    assert [line.strip() for line in lines if line.startswith("note:")] == [f"note: {note}" for note in notes]
    assert json.loads(report.read_text())["notes"] == notes
    assert run(words) == 0
    assert "params/quorum       not covered (4: not claimed)" in capsys.readouterr().out


def test_a_folder_of_few_cases_makes_no_glob_unknown(reference, fixtures, capsys):
    assert run(["run", "--target", reference, "--fixtures", str(fixtures), "--preset", "mainnet"]) == 0
    assert "note:" not in capsys.readouterr().out


def test_the_second_target_sets_the_expectation(reference, script, fixtures, capsys):
    arguments = ["--only", "accounts/*", "--fixtures", str(fixtures)]
    faulty = script("off_by_one.py")
    assert run(["run", "--target", faulty, "--against", faulty, *arguments]) == 0
    assert run(["run", "--target", reference, "--against", faulty, *arguments]) == 1
    capsys.readouterr()
    words = ["reproduce", "accounts/use_nonce/fresh-first-above", "--target", reference, "--against", faulty]
    assert run([*words, "--fixtures", str(fixtures)]) == 1
    assert "is not an accepted answer" in capsys.readouterr().out


def test_a_target_over_a_socket(fixtures, tmp_path):
    path = tmp_path / "socket"
    server = subprocess.Popen([*COMMAND, "serve", "--listen", f"unix:{path}"])
    try:
        wait_for(path.exists)
        for _ in range(2):
            assert run(["run", "--connect", f"unix:{path}", "--fixtures", str(fixtures)]) == 0
    finally:
        server.send_signal(signal.SIGINT)
        assert server.wait(5) == 130
    assert not path.exists()


def test_ctrl_c_is_one_line_and_ends_the_target(fixtures, tmp_path):
    marker = tmp_path / "pid"
    target = f"{sys.executable} -c \"import os,time; open('{marker}','w').write(str(os.getpid())); time.sleep(600)\""
    arguments = ["run", "--target", target, "--fixtures", str(fixtures)]
    runner = subprocess.Popen([*COMMAND, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    wait_for(lambda: marker.exists() and marker.read_text() != "")
    runner.send_signal(signal.SIGINT)
    _, errors = runner.communicate(timeout=10)
    assert runner.returncode == 130
    assert errors == "pyde-conformance: interrupted\n"
    wait_for(lambda: not is_alive(int(marker.read_text())))


def wait_for(condition):
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.02)


def is_alive(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_modules_run_as_programs():
    offer = {"protocol_version": "1", "fixture_format": "1", "spec_version": "1.1", "preset": "mainnet"}
    lines = [
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": offer},
        {"jsonrpc": "2.0", "id": 2, "method": "run", "params": {"handler": "a/b", "input": {"n": 1}}},
        {"jsonrpc": "2.0", "id": 3, "method": "run_batch", "params": {"cases": [{"handler": "a/b", "input": {}}]}},
        {"jsonrpc": "2.0", "id": 4, "method": "shutdown"},
    ]
    text = "".join(json.dumps(line) + "\n" for line in lines)
    found = {}
    for module in ("serve", "echo"):
        words = [sys.executable, "-m", f"pyde_conformance.{module}"]
        done = subprocess.run(words, input=text, capture_output=True, text=True, check=True)
        found[module] = [json.loads(line) for line in done.stdout.splitlines()]
    assert found["serve"][1]["error"]["code"] == -32601
    assert [answer["result"] for answer in found["echo"][1:]] == [{"ok": {"n": 1}}, [{"ok": {}}], None]


def test_no_report_is_left_half_written(fixtures, tmp_path, reference):
    paths = {kind: tmp_path / f"report.{kind}" for kind in ("json", "junit", "html")}
    words = [word for kind, path in paths.items() for word in (f"--{kind}", str(path))]
    assert run(["run", "--target", reference, "--fixtures", str(fixtures), *words]) == 0
    assert all(Path(path).stat().st_size > 0 for path in paths.values())
