"""The folder: whole files or none, stale ones gone, strangers left alone."""

import json
import os
import signal

import pytest

from pyde_vectors import folder as folder_module
from pyde_vectors.fixtures import FixturesError, load_cases, load_manifest
from pyde_vectors.folder import interrupts_held, list_paths, write_folder


def test_a_new_folder_holds_the_files_and_a_manifest_of_them(small_folder, small_files):
    assert list_paths(small_folder) == sorted([*small_files, "manifest.json"])
    assert [file.path for file in load_manifest(small_folder).files] == [
        "accounts/use_nonce.json",
        "params/quorum.json",
        "params/resolve.json",
    ]


def test_what_is_the_same_is_not_written_again(small_folder, small_files):
    changes = write_folder(small_folder, small_files, is_full=True)
    assert (changes.written, changes.removed) == ((), ())


def test_a_full_set_takes_stale_files_and_empty_folders_out(small_folder, small_files):
    for path in ("old/handler.json", "schemas/old/handler.schema.json", "params/.quorum.json.1.part"):
        (small_folder / path).parent.mkdir(parents=True, exist_ok=True)
        (small_folder / path).write_text("{}")
    (small_folder / "notes.txt").write_text("not ours")
    changes = write_folder(small_folder, small_files, is_full=True)
    assert changes.removed == ("old/handler.json", "params/.quorum.json.1.part", "schemas/old/handler.schema.json")
    assert list_paths(small_folder) == sorted([*small_files, "manifest.json", "notes.txt"])
    assert not (small_folder / "old").exists()
    assert not (small_folder / "schemas" / "old").exists()


def test_blobs_are_left_alone(small_folder, small_files):
    blob = small_folder / "blobs" / ("0" * 64)
    blob.parent.mkdir()
    blob.write_bytes(b"")
    assert write_folder(small_folder, small_files, is_full=True).removed == ()
    assert blob.exists()


def test_a_part_of_the_set_leaves_the_rest_and_the_manifest_names_all(small_folder, small_files):
    stale = small_folder / "old" / "handler.json"
    stale.parent.mkdir()
    stale.write_text('{"format": "1", "handler": "old/handler", "cases": []}\n')
    changed = small_files["params/quorum.json"].replace(b"Thresholds of", b"The thresholds of")
    changes = write_folder(small_folder, {"params/quorum.json": changed}, is_full=False)
    assert changes.written == ("params/quorum.json", "manifest.json")
    assert stale.exists()
    assert [file.handler for file in load_manifest(small_folder).files] == [
        "accounts/use_nonce",
        "old/handler",
        "params/quorum",
        "params/resolve",
    ]
    assert load_cases(small_folder, patterns=["params/quorum"])


def test_a_part_into_an_empty_folder_makes_a_small_set(tmp_path, small_files):
    write_folder(tmp_path, {"params/quorum.json": small_files["params/quorum.json"]}, is_full=False)
    assert [file.handler for file in load_manifest(tmp_path).files] == ["params/quorum"]


def test_a_folder_of_something_else_is_not_touched(tmp_path, small_files):
    (tmp_path / "precious.json").write_text("{}")
    with pytest.raises(FixturesError, match="neither empty nor a fixtures folder"):
        write_folder(tmp_path, small_files, is_full=True)
    assert list_paths(tmp_path) == ["precious.json"]


def test_a_file_is_no_folder(tmp_path, small_files):
    (tmp_path / "file").write_text("")
    with pytest.raises(FixturesError, match="is not a folder"):
        write_folder(tmp_path / "file", small_files, is_full=True)


def test_a_damaged_neighbour_is_named(small_folder, small_files):
    (small_folder / "params" / "resolve.json").write_text("{")
    with pytest.raises(FixturesError, match=r"params/resolve\.json is not JSON"):
        write_folder(small_folder, {"params/quorum.json": small_files["params/quorum.json"]}, is_full=False)
    (small_folder / "params" / "resolve.json").write_text("[]")
    with pytest.raises(FixturesError, match=r"params/resolve\.json is not a fixture file"):
        write_folder(small_folder, {"params/quorum.json": small_files["params/quorum.json"]}, is_full=False)


def test_a_write_that_fails_leaves_the_folder_as_it_was(small_folder, small_files, monkeypatch):
    before = {path: (small_folder / path).read_bytes() for path in list_paths(small_folder)}

    def write_once(path, content):
        if path.name.startswith(".resolve"):
            raise OSError(28, "No space left on device", str(path))
        with path.open("wb") as file:
            return file.write(content)

    monkeypatch.setattr(folder_module.Path, "write_bytes", write_once)
    changed = {path: content + b" " for path, content in small_files.items()}
    with pytest.raises(FixturesError, match="No space left on device"):
        write_folder(small_folder, changed, is_full=True)
    assert {path: (small_folder / path).read_bytes() for path in list_paths(small_folder)} == before


def test_an_interrupt_waits_until_the_files_are_in_place():
    steps = []
    with pytest.raises(KeyboardInterrupt), interrupts_held():
        os.kill(os.getpid(), signal.SIGINT)
        steps.append("after the signal")
    assert steps == ["after the signal"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_the_manifest_counts_cases(small_folder):
    for file in load_manifest(small_folder).files:
        assert file.cases == len(json.loads((small_folder / file.path).read_bytes())["cases"])
