"""Releases: the same bytes from the same fixtures, and nothing that the manifest does not vouch for."""

import hashlib
import io
import shutil
import subprocess
import tarfile

import pytest

from pyde_vectors.archive import load_set
from pyde_vectors.fixtures import FixturesError
from pyde_vectors.folder import list_paths
from pyde_vectors.format import VECTORS_VERSION
from pyde_vectors.release import write_release

ARCHIVE = f"pyde-vectors-{VECTORS_VERSION}.tar.gz"


def test_a_release_is_an_archive_a_manifest_and_sums(small_folder, tmp_path):
    digests = write_release(small_folder, tmp_path / "out" / "deep")
    out = tmp_path / "out" / "deep"
    assert list_paths(out) == ["SHA256SUMS", "manifest.json", ARCHIVE]
    assert digests == {path: hashlib.sha256((out / path).read_bytes()).hexdigest() for path in list_paths(out)}
    assert (out / "manifest.json").read_bytes() == (small_folder / "manifest.json").read_bytes()
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=out, check=True)


def test_an_archive_has_sorted_members_without_time_or_owner(small_folder, tmp_path):
    write_release(small_folder, tmp_path / "out")
    content = (tmp_path / "out" / ARCHIVE).read_bytes()
    assert content[4:8] == b"\x00" * 4
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        members = archive.getmembers()
    names = [f"pyde-vectors-{VECTORS_VERSION}/{path}" for path in list_paths(small_folder)]
    assert [member.name for member in members] == names
    kinds = {(m.mtime, m.uid, m.gid, m.uname, m.gname, m.mode, m.type) for m in members}
    assert kinds == {(0, 0, 0, "", "", 0o644, tarfile.REGTYPE)}


def test_two_releases_are_the_same_bytes(small_folder, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(small_folder, copy, copy_function=shutil.copyfile)
    assert write_release(small_folder, tmp_path / "one") == write_release(copy, tmp_path / "two")


def test_an_archive_reads_as_the_folder_does(small_folder, tmp_path):
    write_release(small_folder, tmp_path / "out")
    assert load_set(tmp_path / "out" / ARCHIVE) == load_set(small_folder)


def test_a_folder_that_changed_since_its_manifest_is_not_released(small_folder, tmp_path):
    (small_folder / "params" / "quorum.json").write_text("{}")
    with pytest.raises(FixturesError, match="is not what the manifest says"):
        write_release(small_folder, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_file_that_the_manifest_does_not_name_is_not_released(small_folder, tmp_path):
    (small_folder / "params" / "stray.json").write_text("{}")
    with pytest.raises(FixturesError, match=r"holds params/stray\.json, which its manifest does not name"):
        write_release(small_folder, tmp_path / "out")


@pytest.mark.parametrize("content", [b"", b"plain", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff\x00\x00"])
def test_what_is_no_archive_is_named(tmp_path, content):
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(FixturesError, match=r"file is not a \.tar\.gz archive"):
        load_set(tmp_path / "file")


def test_a_cut_archive_is_named(small_folder, tmp_path):
    write_release(small_folder, tmp_path / "out")
    content = (tmp_path / "out" / ARCHIVE).read_bytes()
    for size in (len(content) // 2, len(content) - 9):
        (tmp_path / "cut").write_bytes(content[:size])
        with pytest.raises(FixturesError, match=r"cut"):
            load_set(tmp_path / "cut")


def test_an_archive_of_something_else_is_named(tmp_path):
    with tarfile.open(tmp_path / "other.tar.gz", "w:gz") as archive:
        archive.addfile(tarfile.TarInfo("folder/file"), io.BytesIO())
    with pytest.raises(FixturesError, match=r"is not an archive of fixtures: it has no manifest\.json"):
        load_set(tmp_path / "other.tar.gz")


def test_a_folder_that_lacks_a_file_is_named(small_folder):
    (small_folder / "params" / "quorum.json").unlink()
    with pytest.raises(FixturesError, match=r"cannot read .*quorum\.json"):
        load_set(small_folder)
