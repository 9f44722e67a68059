"""Coverage by the cases alone: what counts, what is excused, what fails."""

import json
import re

from tests.evidence.conftest import ROOT

MEASURE = ROOT / "vectors/pyde_vectors/evidence/measure.py"
WINDOW = "spec/pyde_spec/accounts/nonce_window.py"
ONLY_WINDOW = ("--built", "--module", "*.nonce_window")


def test_a_chapter_that_its_cases_run_through_passes(project):
    finished = project.run("coverage", *ONLY_WINDOW)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    assert "100.0 %" in finished.stdout
    result = json.loads(project.path("build/coverage.json").read_text())
    assert result["modules"]["pyde_spec.accounts.nonce_window"]["missing_lines"] == []


def test_a_branch_that_no_case_takes_is_named(project):
    project.replace(
        WINDOW, "    if offset < 0:\n", "    if offset == 12_345:\n        offset += 0\n    if offset < 0:\n"
    )
    line = project.path(WINDOW).read_text().splitlines().index("        offset += 0") + 1
    finished = project.run("coverage", *ONLY_WINDOW)
    assert finished.returncode == 1
    assert f"missing pyde_spec.accounts.nonce_window: {line}\n" in finished.stdout


def test_what_a_builder_runs_on_import_is_no_evidence(project):
    project.append(WINDOW, "\n\ndef unasked() -> int:\n    return 1\n")
    project.append(
        "vectors/pyde_vectors/accounts/nonce_window.py",
        "\n\nfrom pyde_spec.accounts.nonce_window import unasked\n\nunasked()\n",
    )
    finished = project.run("coverage", *ONLY_WINDOW)
    assert finished.returncode == 1
    assert "missing pyde_spec.accounts.nonce_window" in finished.stdout


def test_a_line_can_be_excused_by_its_text_as_long_as_no_case_runs_it(project):
    entry = """
[[line]]
module = "pyde_spec.accounts.nonce_window"
scope = "use_nonce"
lines = ["{}"]
reason = "For this test."
"""
    exceptions = "vectors/pyde_vectors/evidence/exceptions.toml"
    project.replace(
        WINDOW, "    if offset < 0:\n", "    if offset == 12_345:\n        offset += 0\n    if offset < 0:\n"
    )
    project.append(exceptions, entry.format("offset += 0"))
    assert project.run("coverage", *ONLY_WINDOW).returncode == 0
    project.append(exceptions, entry.format("if offset < 0:"))
    finished = project.run("coverage", *ONLY_WINDOW)
    assert finished.returncode == 1
    assert "exemption without effect" in finished.stdout


def test_a_module_is_not_excused_when_a_case_runs_it(project):
    project.append(
        "vectors/pyde_vectors/evidence/exceptions.toml",
        '\n[[module]]\nname = "pyde_spec.accounts.nonce_window"\nreason = "For this test."\n',
    )
    finished = project.run("coverage", *ONLY_WINDOW)
    assert finished.returncode == 1
    assert "pyde_spec.accounts.nonce_window: the whole module" in finished.stdout


def test_bad_arguments_and_absent_fixtures_are_one_line(project):
    unknown = project.run("coverage", "--module", "nothing")
    assert (unknown.returncode, unknown.stderr.count("\n")) == (2, 1)
    absent = project.run("coverage")
    assert (absent.returncode, absent.stderr.count("\n")) == (1, 1)
    assert "is not a fixtures folder" in absent.stderr


def test_the_measurement_is_the_same_whoever_shares_the_cases(project):
    measured = []
    for workers in (1, 3):
        project.path("vectors/pyde_vectors/evidence/measure.py").write_text(
            re.sub(r"^WORKERS = .*$", f"WORKERS = {workers}", MEASURE.read_text(), flags=re.MULTILINE)
        )
        assert project.run("coverage", *ONLY_WINDOW).returncode == 0
        result = json.loads(project.path("build/coverage.json").read_text())
        assert len(result["seconds"]) == len(result["cases"])
        measured.append((result["cases"], result["handlers"], result["modules"]))
    assert measured[0] == measured[1]


def test_a_case_that_is_not_answered_as_expected_is_named(project):
    project.append(WINDOW, "\n\nimport sys\n")
    project.replace(WINDOW, "    if offset < 0:\n", '    if offset < 0 or "coverage" in sys.modules:\n')
    finished = project.run("coverage", *ONLY_WINDOW)
    assert (finished.returncode, finished.stderr.count("\n")) == (1, 1), finished.stderr
    assert "the fixture expects" in finished.stderr
