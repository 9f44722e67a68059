"""Mutants on trial: killed, surviving, endless, explained."""

import json

BUILDER = "vectors/pyde_vectors/accounts/nonce_window.py"
WINDOW = "spec/pyde_spec/accounts/nonce_window.py"
EQUIVALENTS = "vectors/pyde_vectors/evidence/equivalents.toml"
ONLY_WINDOW = ("--built", "--module", "*.nonce_window")

ENTRY = """
[[equivalent]]
module = "pyde_spec.accounts.nonce_window"
scope = "{scope}"
original = "{original}"
mutated = ["{mutated}"]
reason = "For this test."
"""


def read_fates(project):
    """The fate of each mutant by scope and text."""
    entries = json.loads(project.path("build/mutants.json").read_text())
    return {(entry["scope"], entry["original"], entry["mutated"]): entry for entry in entries}


def test_the_cases_of_a_chapter_kill_its_mutants(project):
    finished = project.run("mutants", *ONLY_WINDOW)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    fates = read_fates(project)
    assert len(fates) > 50
    boundary = fates["use_nonce", "if offset >= WINDOW_SIZE:", "if offset > WINDOW_SIZE:"]
    assert boundary["outcome"] == "answer"
    assert boundary["case"].startswith("accounts/")
    assert fates["", "WINDOW_SIZE = 16", "WINDOW_SIZE = 17"]["outcome"] == "answer"
    assert fates["compute_slid_base", "while used & 1 == 1:", "while used & 0 == 1:"]["outcome"] == "answer"
    endless = fates["compute_slid_base", "base, used = (base + 1, used >> 1)", "base, used = (base + 1, used >> 0)"]
    assert endless["outcome"] == "deadline"
    assert not project.path("docs").exists(), "a part run writes no report"


def test_a_mutant_that_no_case_notices_is_named_and_can_be_explained(project):
    project.replace(BUILDER, '        "first-above": WINDOW_SIZE,\n', "")
    finished = project.run("mutants", *ONLY_WINDOW)
    assert finished.returncode == 1
    assert "if offset >= WINDOW_SIZE:\n  if offset > WINDOW_SIZE:" in finished.stdout
    suggestion = project.path("build/survivors.toml").read_text()
    assert "'if offset > WINDOW_SIZE:'" in suggestion
    project.append(EQUIVALENTS, "\n" + suggestion)
    assert project.run("mutants", *ONLY_WINDOW).returncode == 0


def test_what_leads_to_a_type_that_builders_ask_for_is_mutated(project):
    project.run("mutants", "--built", "--module", "*.receipt")
    texts = {(original, mutated) for _, original, mutated in read_fates(project)}
    assert ("REASON_CODE_CAP = 64", "REASON_CODE_CAP = 65") in texts
    assert any("reverted" in original for original, _ in texts)


def test_an_explanation_of_a_mutant_that_is_killed_is_an_error(project):
    entry = {"scope": "use_nonce", "original": "if offset < 0:", "mutated": "if offset <= 0:"}
    project.append(EQUIVALENTS, ENTRY.format(**entry))
    finished = project.run("mutants", *ONLY_WINDOW)
    assert finished.returncode == 1
    assert "explains no survivor" in finished.stdout


def test_a_sample_is_the_same_every_time(project):
    arguments = (*ONLY_WINDOW, "--sample", "3")
    project.run("mutants", *arguments)
    first = list(read_fates(project))
    project.run("mutants", *arguments)
    assert list(read_fates(project)) == first
    assert len(first) == 3


def test_bad_arguments_are_one_line(project):
    for arguments in (("--sample", "0"), ("--sample", "x"), ("--module", "nothing"), ("--nothing",)):
        finished = project.run("mutants", *arguments)
        assert (finished.returncode, finished.stderr.count("\n")) == (2, 1), finished.stderr


def test_no_mutants_are_made_of_a_mock_that_cases_run(project):
    project.append(
        "vectors/pyde_vectors/evidence/exceptions.toml",
        '\n[[unmutated]]\nname = "pyde_spec.accounts.nonce_window"\nreason = "For this test."\n',
    )
    ran = project.run("mutants", *ONLY_WINDOW)
    assert ran.returncode == 0
    assert read_fates(project) == {}
