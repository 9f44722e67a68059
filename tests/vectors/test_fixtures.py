"""Reading fixtures: everything through the manifest, and one line for everything that is wrong."""

import json
from pathlib import Path

import pytest

import pyde_vectors
from pyde_vectors.fixtures import FixturesError, get_fixtures_folder, load_cases, load_manifest


def test_the_folder_of_a_checkout_lies_beside_the_package():
    assert get_fixtures_folder() == Path(pyde_vectors.__file__).parent.parent / "fixtures"


def test_an_installed_package_has_its_fixtures_inside(tmp_path, monkeypatch):
    (tmp_path / "fixtures").mkdir()
    monkeypatch.setattr("pyde_vectors.fixtures.__file__", str(tmp_path / "fixtures.py"))
    assert get_fixtures_folder() == tmp_path / "fixtures"


def test_all_cases_come_in_the_order_of_the_manifest(small_folder):
    manifest = load_manifest(small_folder)
    loaded = load_cases(small_folder, version=None)
    assert len(loaded) == sum(file.cases for file in manifest.files)
    assert list(dict.fromkeys(name for name, _ in loaded)) == [file.handler for file in manifest.files]
    assert all(case["id"].startswith(f"{name}/") for name, case in loaded)


def test_a_version_keeps_the_cases_that_hold_for_it(small_folder):
    ids = {version: {case["id"] for _, case in load_cases(small_folder, version)} for version in ("1.0", "1.1")}
    assert "params/quorum/members-128-v1.0" in ids["1.0"] - ids["1.1"]
    assert "params/quorum/members-128-v1.1" in ids["1.1"] - ids["1.0"]
    assert "params/quorum/members-4" in ids["1.0"] & ids["1.1"]


def test_a_preset_keeps_the_cases_under_it(small_folder):
    assert load_cases(small_folder, preset="mainnet") == load_cases(small_folder)
    assert load_cases(small_folder, preset="minimal") == []


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("params/quorum", {"params/quorum"}),
        ("params/*", {"params/quorum", "params/resolve"}),
        ("*/use_nonce/worked-example-?", {"accounts/use_nonce"}),
    ],
)
def test_a_pattern_is_a_glob_on_handler_or_id(small_folder, pattern, expected):
    assert {name for name, _ in load_cases(small_folder, patterns=[pattern])} == expected


def test_patterns_add_up_and_no_case_comes_twice(small_folder):
    loaded = load_cases(small_folder, patterns=["params/*", "params/quorum", "accounts/use_nonce/last-*"])
    ids = [case["id"] for _, case in loaded]
    assert len(ids) == len(set(ids))
    assert {name for name, _ in loaded} == {"params/quorum", "params/resolve", "accounts/use_nonce"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"patterns": ["params/*", "nothing/*"]}, "no case matches 'nothing/*'"),
        ({"version": "1.1.0"}, "unknown protocol version '1.1.0'; known: 1.0, 1.1"),
        ({"preset": "testnet"}, "unknown preset 'testnet'; known: mainnet, minimal"),
    ],
)
def test_what_is_not_there_is_named(small_folder, arguments, message):
    with pytest.raises(FixturesError) as caught:
        load_cases(small_folder, **arguments)
    assert str(caught.value) == message


def test_a_folder_without_a_manifest_is_none_of_ours(tmp_path):
    with pytest.raises(FixturesError, match="is not a fixtures folder"):
        load_manifest(tmp_path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{", "is not JSON"),
        (b"[]", "is not a manifest: the document"),
        (b"{}", "is not a manifest: format_version"),
        (b'{"format_version": "2"}', "has format 2; this tool reads format 1"),
    ],
)
def test_a_manifest_that_is_none(tmp_path, content, message):
    (tmp_path / "manifest.json").write_bytes(content)
    with pytest.raises(FixturesError, match=message):
        load_manifest(tmp_path)


def test_a_file_that_the_manifest_does_not_vouch_for(small_folder):
    path = small_folder / "params" / "quorum.json"
    form = json.loads(path.read_text())
    path.write_text(json.dumps(form))
    with pytest.raises(FixturesError, match=r"quorum\.json is not what the manifest says"):
        load_cases(small_folder)


def test_a_file_that_is_gone(small_folder):
    (small_folder / "params" / "quorum.json").unlink()
    with pytest.raises(FixturesError, match=r"cannot read .*quorum\.json"):
        load_cases(small_folder)
