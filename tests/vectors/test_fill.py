"""Filling: the same bytes whoever fills, with however many processes, under whatever hash seed."""

import json
import multiprocessing
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pyde_vectors.cases import BUILDERS, CaseError, build_cases
from pyde_vectors.fill import compute_files, list_units, select_handlers
from pyde_vectors.fixtures import FixturesError, get_fixtures_folder
from pyde_vectors.folder import list_paths

COMMAND = (sys.executable, "-c", "from pyde_vectors.cli import main; main()")


def run_fill(folder, seed, workers):
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    return subprocess.Popen(
        [*COMMAND, "fill", "--folder", str(folder), "--workers", str(workers)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def read_folder(folder: Path) -> dict[str, bytes]:
    return {path: (folder / path).read_bytes() for path in list_paths(folder)}


def test_two_fills_under_different_seeds_and_workers_equal_the_committed_fixtures(tmp_path):
    fills = {tmp_path / "one": run_fill(tmp_path / "one", 1, 1), tmp_path / "two": run_fill(tmp_path / "two", 4242, 3)}
    for process in fills.values():
        _, errors = process.communicate(timeout=300)
        assert process.returncode == 0, errors.decode()
    one, two = (read_folder(folder) for folder in fills)
    committed = read_folder(get_fixtures_folder())
    assert [path for path in one.keys() | two.keys() if one.get(path) != two.get(path)] == []
    assert [path for path in one.keys() | committed.keys() if one.get(path) != committed.get(path)] == []


def test_a_file_holds_the_cases_of_its_builders_in_order(small_files):
    cases = json.loads(small_files["accounts/use_nonce.json"])["cases"]
    assert cases == json.loads(json.dumps(build_cases("accounts/use_nonce")))


def test_every_handler_has_a_fixture_and_a_schema(small_files):
    assert set(small_files) == {
        "accounts/use_nonce.json",
        "params/quorum.json",
        "params/resolve.json",
        "schemas/accounts/use_nonce.schema.json",
        "schemas/params/quorum.schema.json",
        "schemas/params/resolve.schema.json",
    }


def test_globs_choose_handlers_in_order_of_name():
    assert select_handlers(["params/*", "accounts/use_nonce"]) == [
        "accounts/use_nonce",
        "params/quorum",
        "params/resolve",
    ]


def test_a_glob_that_matches_nothing_is_named():
    with pytest.raises(FixturesError, match=r"no handler matches 'param/\*'"):
        select_handlers(["params/*", "param/*"])


def test_every_product_is_watched(small_files):
    seen = []
    compute_files(["params/quorum"], workers=1, watch=lambda product, total: seen.append((product.unit, total)))
    units = list_units(["params/quorum"])
    assert seen == [(unit, len(units)) for unit in units]


def failing_builder():
    raise CaseError("a fault of its own")
    yield


def broken_builder():
    raise ZeroDivisionError("a bug")
    yield


def dying_builder():
    os._exit(9)
    yield


def plant(monkeypatch, builder):
    monkeypatch.setitem(BUILDERS, "params/quorum", [*BUILDERS["params/quorum"], builder])


@pytest.mark.parametrize("workers", [1, 2])
def test_a_fault_of_a_builder_comes_out_as_it_is(monkeypatch, workers):
    plant(monkeypatch, failing_builder)
    with pytest.raises(CaseError, match="a fault of its own"):
        compute_files(["params/quorum"], workers)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_bug_in_a_builder_says_where_it_happened(monkeypatch, workers):
    plant(monkeypatch, broken_builder)
    with pytest.raises(ZeroDivisionError) as caught:
        compute_files(["params/quorum"], workers)
    assert caught.value.__notes__ == [f"while filling params/quorum with {__name__}.broken_builder"]


def test_a_worker_that_dies_is_one_clear_fault(monkeypatch):
    plant(monkeypatch, dying_builder)
    with pytest.raises(CaseError, match="a worker process died"):
        compute_files(["params/quorum"], workers=2)


def test_nothing_is_left_running_after_a_fault(monkeypatch):
    plant(monkeypatch, failing_builder)
    with pytest.raises(CaseError):
        compute_files(["params/quorum"], workers=2)
    assert multiprocessing.active_children() == []
