"""Releases.

A release is one archive, the manifest beside it, and the SHA-256 sums of both. The archive is
reproducible: members in order of path, no time, no owner, one mode. Whoever fills the fixtures from
the same text gets the same archive, byte for byte, with the same version of the compressor.

Decision: R-33 (versions and releases).
"""

import gzip
import io
import tarfile
from pathlib import Path

from pyde_vectors.archive import load_set
from pyde_vectors.fixtures import FixturesError, read_file
from pyde_vectors.folder import is_fixture_path, list_paths, replace_files
from pyde_vectors.format import MANIFEST_NAME, compute_sha256

SUMS_NAME = "SHA256SUMS"
FILE_MODE = 0o644
COMPRESSION_LEVEL = 9


def write_release(folder: Path, out: Path) -> dict[str, str]:
    """Release the fixtures of a folder into another: the SHA-256 of each file written, by its name.

    Raises `FixturesError` when the folder is not what its manifest says, or when `out` cannot be written.
    """
    files = build_release(folder)
    try:
        out.mkdir(parents=True, exist_ok=True)
        replace_files(out, files, [])
    except OSError as error:
        raise FixturesError(f"cannot write {error.filename}: {error.strerror}") from error
    return {name: compute_sha256(content) for name, content in files.items()}


def build_release(folder: Path) -> dict[str, bytes]:
    """The files of a release, by name. Raises `FixturesError`."""
    manifest = load_set(folder).manifest
    named = {MANIFEST_NAME, *(file.path for file in manifest.files)}
    stray = [path for path in list_paths(folder) if is_fixture_path(path) and path not in named]
    if stray:
        raise FixturesError(f"{folder} holds {stray[0]}, which its manifest does not name")
    name = f"pyde-vectors-{manifest.vectors_version}"
    files = {
        f"{name}.tar.gz": build_archive(name, {path: read_file(folder / path) for path in list_released(folder)}),
        MANIFEST_NAME: read_file(folder / MANIFEST_NAME),
    }
    sums = "".join(f"{compute_sha256(content)}  {file_name}\n" for file_name, content in sorted(files.items()))
    return {**files, SUMS_NAME: sums.encode()}


def list_released(folder: Path) -> list[str]:
    """The paths that go into the archive: the manifest, the fixture files and the schemas."""
    return [path for path in list_paths(folder) if path.endswith(".json")]


def build_archive(name: str, contents: dict[str, bytes]) -> bytes:
    """A reproducible `.tar.gz` of the files, in a folder of the given name."""
    buffer = io.BytesIO()
    with (
        gzip.GzipFile("", "wb", COMPRESSION_LEVEL, buffer, mtime=0) as compressed,
        tarfile.open(fileobj=compressed, mode="w", format=tarfile.USTAR_FORMAT) as archive,
    ):
        for path in sorted(contents):
            member = tarfile.TarInfo(f"{name}/{path}")
            member.size = len(contents[path])
            member.mode = FILE_MODE
            archive.addfile(member, io.BytesIO(contents[path]))
    return buffer.getvalue()
