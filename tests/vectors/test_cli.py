"""The command line: what it prints, how it exits, and that nothing it is given brings out a traceback."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pyde_vectors.cli import run
from pyde_vectors.folder import list_paths


def call(capsys, *arguments):
    code = run([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def read_all(folder):
    return {path: (folder / path).read_bytes() for path in list_paths(folder)}


def test_fill_writes_check_passes_and_a_change_fails(capsys, tmp_path):
    folder = tmp_path / "fixtures"
    code, out, err = call(capsys, "fill", "--folder", folder, "--only", "params/*", "--workers", 1)
    assert (code, err) == (0, "")
    assert re.fullmatch(
        r"\d+ cases of 2 handlers in \S+ s \(\d+ a second\); 5 files written, 0 removed; root \w{64}\n", out
    )
    code, out, err = call(capsys, "check", "--folder", folder, "--only", "params/*", "--workers", 1)
    assert (code, err) == (0, "")
    assert out.endswith("cases are as the specification says\n")
    (folder / "params" / "resolve.json").unlink()
    code, out, err = call(capsys, "check", "--folder", folder, "--only", "params/*", "--workers", 1)
    assert code == 1
    assert out == "params/resolve.json: is missing; fill writes it\n"
    assert err == "pyde-vectors: 1 failure\n"


def test_lint_names_what_a_small_set_lacks(capsys, small_folder):
    code, out, err = call(capsys, "lint", "--folder", small_folder)
    assert code == 1
    assert "reason trailing_bytes: no case of encoding expects it\n" in out
    assert err.endswith("failures\n")


def test_list_counts_by_handler(capsys, small_folder, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    code, out, _ = call(capsys, "list", "--folder", small_folder)
    assert code == 0
    assert re.search(r"params/resolve +│ +4 │ +23 │ +0 │ +27", out)


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        (
            ["params/resolve/known-*"],
            {"known-1.0-mainnet", "known-1.0-minimal", "known-1.1-mainnet", "known-1.1-minimal"},
        ),
        (["params/resolve", "--flag", "order-of-checks"], {"reject-both"}),
        (["params/quorum/members-8-*", "--version", "1.0"], {"members-8-v1.0"}),
        (["*/reject-preset-c*", "--reason", "unknown_preset"], {"reject-preset-capital"}),
        (["params/*", "--preset", "minimal"], set()),
    ],
)
def test_list_filters(capsys, small_folder, filters, ids):
    code, out, _ = call(capsys, "list", "--folder", small_folder, "--json", *filters)
    assert code == 0
    assert {entry["id"].split("/")[2] for entry in json.loads(out)} == ids
    code, out, _ = call(capsys, "list", "--folder", small_folder, "--ids", *filters)
    assert {line.split("  ")[0].split("/")[2] for line in out.splitlines()} == ids


def test_show_has_all_parts_of_a_case(capsys, small_folder):
    code, out, _ = call(capsys, "show", "--folder", small_folder, "accounts/use_nonce/worked-example-1")
    assert code == 0
    for part in (
        "Worked example of chapter 11, step 1",
        "versions  1.0, 1.1",
        "known-answer",
        "pyde_spec.accounts.nonce_window.use_nonce",
        "Spend `nonce` and slide the window",
        "input on the wire",
        '"0x64000000000000000000"',
        "expectation",
        '"used": 8',
        "reveals (never compared)",
    ):
        assert part in out


def test_show_as_json_is_the_case(capsys, small_folder):
    _, out, _ = call(capsys, "show", "--folder", small_folder, "params/quorum/members-4", "--json")
    assert json.loads(out)["input"] == {"members": 4}


def test_diff_exits_with_one_when_an_expectation_changed(capsys, small_folder, tmp_path):
    assert call(capsys, "release", "--folder", small_folder, "--out", tmp_path / "out")[0] == 0
    (archive,) = (tmp_path / "out").glob("*.tar.gz")
    code, out, _ = call(capsys, "diff", archive, small_folder)
    assert (code, out) == (0, "0 added, 0 removed, 0 changed; 0 with another expectation\n")
    other = tmp_path / "other"
    plant_other_answer(other)
    code, out, _ = call(capsys, "diff", other, archive, "--json")
    assert code == 1
    form = json.loads(out)
    assert [change["id"] for change in form["changed"]] == ["params/quorum/members-4"]
    assert form["expectations_changed"] == 1
    code, out, _ = call(capsys, "diff", archive, other)
    assert code == 1
    assert "changed  params/quorum/members-4: expect\n" in out
    assert "removed  params/resolve/reject-both\n" in out


def plant_other_answer(folder):
    script = (
        "import sys; from pyde_vectors import cli, cases\n"
        "written = cases.write_case\n"
        "def write(entry, case, expected, versions, split):\n"
        "    changed = {'ok': {**expected['ok'], 'quorum': 9}} if case.name == 'members-4' else expected\n"
        "    return written(entry, case, changed, versions, split)\n"
        "cases.write_case = write\n"
        f"sys.exit(cli.run(['fill', '--workers', '1', '--only', 'params/quorum', '--folder', {str(folder)!r}]))\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)


def test_manifest_names_the_root(capsys, small_folder):
    _, out, _ = call(capsys, "manifest", "--folder", small_folder, "--json")
    root = json.loads(out)["root"]
    code, out, _ = call(capsys, "manifest", "--folder", small_folder)
    assert code == 0
    assert re.search(rf"root +{root}\b", out)
    assert re.search(r"handlers +3\b", out)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Missing command"),
        (["nothing"], "No such command 'nothing'"),
        (["fill", "--nothing"], "No such option: --nothing"),
        (["fill", "--workers", "many"], "Invalid value for '--workers'"),
        (["fill", "--workers", "-1"], "Invalid value for '--workers'"),
        (["fill", "--only", "nothing/*", "--folder", "{new}"], "no handler matches 'nothing/*'"),
        (["fill", "--only", "params/*", "--folder", "{file}"], "is not a folder"),
        (["fill", "--only", "params/*", "--folder", "{strange}"], "neither empty nor a fixtures folder"),
        (["fill", "--only", "params/*", "--folder", "{file}/below"], "cannot write"),
        (["check", "--folder", "{new}"], "there is no such folder"),
        (["check", "--only", "[", "--folder", "{folder}"], "no handler matches '['"),
        (["lint", "--folder", "{new}"], "there is no"),
        (["list", "--folder", "{strange}"], "is not a fixtures folder"),
        (["list", "nothing/*", "--folder", "{folder}"], "no case matches 'nothing/*'"),
        (["list", "--version", "1.1.0", "--folder", "{folder}"], "unknown protocol version '1.1.0'; known: 1.0, 1.1"),
        (["list", "--preset", "x", "--folder", "{folder}"], "unknown preset 'x'; known: mainnet, minimal"),
        (["list", "--flag", "border", "--folder", "{folder}"], "unknown flag 'border'"),
        (
            ["list", "--reason", "nonce_to_low", "--folder", "{folder}"],
            "unknown reason 'nonce_to_low'; near it: nonce_t",
        ),
        (["show"], "Missing argument 'ID'"),
        (["show", "params/quorum/member-4", "--folder", "{folder}"], "near it: params/quorum/members-4"),
        (["show", "a\nb\x00c", "--folder", "{folder}"], "no case has the id"),
        (["diff", "{folder}"], "Missing argument 'NEW'"),
        (["diff", "{folder}", "{new}"], "there is no"),
        (["diff", "x" * 5000, "{folder}"], "File name too long"),
        (["fill", "--only", "params/*", "--folder", "x" * 5000], "File name too long"),
        (["release", "--folder", "{folder}", "--out", "x" * 5000], "File name too long"),
        (["diff", "{file}", "{folder}"], "is not a .tar.gz archive"),
        (["diff", "{folder}", "{strange}"], "is not a fixtures folder"),
        (["release", "--folder", "{folder}"], "Missing option '--out'"),
        (["release", "--folder", "{folder}", "--out", "{file}"], "cannot write"),
        (["release", "--folder", "{strange}", "--out", "{new}"], "is not a fixtures folder"),
        (["manifest", "--folder", "{new}"], "is not a fixtures folder"),
    ],
)
def test_bad_input_is_one_line_and_exit_two(capsys, small_folder, tmp_path, arguments, message):
    (tmp_path / "file").write_text("text")
    (tmp_path / "strange").mkdir()
    (tmp_path / "strange" / "file").write_text("")
    places = {"folder": small_folder} | {name: tmp_path / name for name in ("new", "file", "strange")}
    before = read_all(small_folder)
    code, out, err = call(capsys, *(re.sub(r"{(\w+)}", lambda name: str(places[name[1]]), text) for text in arguments))
    assert (code, out) == (2, "")
    assert re.fullmatch(r"pyde-vectors: [^\n]+\n", err)
    assert message in err
    assert read_all(small_folder) == before
    assert not (tmp_path / "new").exists()


def test_a_builder_at_fault_is_one_line_and_exit_one(capsys, monkeypatch, tmp_path):
    def failing():
        raise CaseError("params/quorum/x: the text says 1, known is 2")
        yield

    from pyde_vectors.cases import BUILDERS, CaseError

    monkeypatch.setitem(BUILDERS, "params/quorum", [failing])
    code, out, err = call(capsys, "fill", "--folder", tmp_path / "new", "--workers", 1)
    assert (code, out, err) == (1, "", "pyde-vectors: params/quorum/x: the text says 1, known is 2\n")
    assert not (tmp_path / "new").exists()


INTERRUPTED = """
import multiprocessing, pathlib, sys, time
from pyde_vectors import cases, cli, handlers

multiprocessing.set_start_method("fork")
handlers.load_handlers()

def slow():
    pathlib.Path(sys.argv[2]).touch()
    time.sleep(60)
    yield

cases.BUILDERS["params/quorum"].append(slow)
sys.exit(cli.run(["fill", "--workers", sys.argv[3], "--folder", sys.argv[1]]))
"""


@pytest.mark.parametrize("workers", [1, 3])
def test_ctrl_c_is_one_line_and_exit_130_and_changes_nothing(small_folder, tmp_path, workers):
    (small_folder / "params" / "quorum.json").write_text('{"cases": []}\n')
    before = read_all(small_folder)
    started = tmp_path / "started"
    process = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTED, str(small_folder), str(started), str(workers)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    deadline = time.monotonic() + 30
    while not started.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (130, b"", b"pyde-vectors: interrupted\n")
    assert read_all(small_folder) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_an_output_that_takes_nothing_is_one_line(small_folder, unbuffered):
    command = [sys.executable, "-c", "from pyde_vectors.cli import main; main()", "list", "--folder", str(small_folder)]
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=environment, text=True, check=False)
    assert ended.returncode == 2
    assert ended.stderr == "pyde-vectors: input or output: No space left on device\n"
