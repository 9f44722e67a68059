"""Checking: every way in which a folder can differ from what the builders make is one line."""

import json
import shutil

import pytest

from pyde_vectors.check import check_folder, compare_folder
from pyde_vectors.fixtures import FixturesError, get_fixtures_folder
from pyde_vectors.format import write_fixture


def compare(folder, files, is_full=True):
    return list(compare_folder(folder, files, is_full))


def rewrite(folder, change):
    path = folder / "params" / "quorum.json"
    cases = json.loads(path.read_bytes())["cases"]
    path.write_bytes(write_fixture("params/quorum", change(cases)))


def change_expectation(cases):
    next(case for case in cases if case["id"] == "params/quorum/members-4")["expect"]["ok"]["quorum"] += 1
    return cases


def test_a_folder_that_was_just_filled_has_no_differences(small_folder, small_files):
    assert compare(small_folder, small_files) == []


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda cases: cases[1:], "params/quorum/members-1: is new; fill writes it"),
        (
            lambda cases: [*cases, {**cases[0], "id": "params/quorum/more"}],
            "params/quorum/more: is stale; no builder yields it",
        ),
        (change_expectation, "params/quorum/members-4: expect is not what the specification says"),
        (lambda cases: cases[::-1], "params/quorum.json: holds the right cases in another form or order"),
    ],
)
def test_a_changed_file_is_explained_case_by_case(small_folder, small_files, change, line):
    rewrite(small_folder, change)
    assert compare(small_folder, small_files) == [line]


def test_a_missing_file_a_stale_one_and_a_damaged_one(small_folder, small_files):
    (small_folder / "params" / "quorum.json").unlink()
    (small_folder / "params" / "resolve.json").write_text("nonsense")
    (small_folder / "schemas" / "accounts" / "use_nonce.schema.json").write_text("{}")
    (small_folder / "manifest.json").write_text("{}")
    (small_folder / "stray.json").write_text("{}")
    assert sorted(compare(small_folder, small_files)) == [
        "manifest.json: is not what fill writes; its files changed",
        "params/quorum.json: is missing; fill writes it",
        "params/resolve.json: is not a fixture file",
        "schemas/accounts/use_nonce.schema.json: is not what fill writes; the types changed",
        "stray.json: is stale; nothing writes it",
    ]


def test_a_part_is_compared_by_itself(small_folder, small_files):
    (small_folder / "stray.json").write_text("{}")
    files = {path: content for path, content in small_files.items() if "use_nonce" in path}
    assert compare(small_folder, files, is_full=False) == []


def test_only_some_handlers_are_checked_without_the_lints_of_the_whole_set(small_folder):
    rewrite(small_folder, change_expectation)
    failures, cases = check_folder(small_folder, ["params/*"], workers=1)
    assert failures[0] == "params/quorum/members-4: expect is not what the specification says"
    assert [failure for failure in failures if not failure.startswith(("params/", "manifest.json"))] == []
    assert cases > 40


def test_the_folder_must_be_there(tmp_path):
    with pytest.raises(FixturesError, match="there is no such folder"):
        check_folder(tmp_path / "nothing")


def test_the_committed_fixtures_pass_every_check(tmp_path):
    shutil.copytree(get_fixtures_folder(), tmp_path / "fixtures")
    failures, _ = check_folder(tmp_path / "fixtures")
    assert failures == []
