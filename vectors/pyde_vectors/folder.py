"""The fixtures folder: what lies in it, and how it changes.

A folder changes all at once, as far as a file system allows: every new file is written beside its
place first, and only when all of them are there do they take their places, the manifest last, with
Ctrl-C held back for that moment. A reader sees whole files only.

Decision: R-31.
"""

import os
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyde_vectors.fixtures import FixturesError, parse_json, read_file
from pyde_vectors.format import MANIFEST_NAME, Manifest, ManifestFile, build_manifest, compute_sha256, write_manifest

SCHEMAS_FOLDER = "schemas"
BLOBS_FOLDER = "blobs"
TEMPORARY_SUFFIX = ".part"


@dataclass(frozen=True, slots=True)
class Changes:
    """What writing did to a folder: paths, in order."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    manifest: Manifest


def list_paths(folder: Path) -> list[str]:
    """The path in the folder of every file, blobs aside, in order."""
    found = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]
    return sorted(path.as_posix() for path in found if path.parts[0] != BLOBS_FOLDER)


def is_fixture_path(path: str) -> bool:
    """Whether a path in the folder is that of a fixture file."""
    parts = path.split("/")
    return (
        len(parts) == 2  # chapter and handler
        and parts[0] != SCHEMAS_FOLDER
        and path.endswith(".json")
    )


def is_own_path(path: str) -> bool:
    """Whether a path in the folder is one that filling writes, or leaves behind when it is killed."""
    return (
        path == MANIFEST_NAME
        or is_fixture_path(path)
        or path.startswith(f"{SCHEMAS_FOLDER}/")
        or path.endswith(TEMPORARY_SUFFIX)
    )


def read_contents(folder: Path) -> dict[str, bytes]:
    """The bytes of every fixture file in the folder, by path. Raises `FixturesError`."""
    return {path: read_file(folder / path) for path in list_paths(folder) if is_fixture_path(path)}


def describe_files(contents: Mapping[str, bytes]) -> list[ManifestFile]:
    """What the manifest says of fixture files with these bytes. Raises `FixturesError` for one that is none."""
    return [
        ManifestFile(
            path=path,
            handler=path.removesuffix(".json"),
            sha256=compute_sha256(content),
            cases=count_cases(content, path),
        )
        for path, content in contents.items()
        if is_fixture_path(path)
    ]


def count_cases(content: bytes, path: str) -> int:
    """The number of cases in a fixture file. Raises `FixturesError`."""
    form: Any = parse_json(content, path)
    if not isinstance(form, dict) or not isinstance(form.get("cases"), list):
        raise FixturesError(f"{path} is not a fixture file")
    return len(form["cases"])


def complete(folder: Path, files: Mapping[str, bytes], is_full: bool) -> dict[str, bytes]:
    """The files together with the manifest of the folder as it will be.

    A full set of files is all that there will be; else the fixture files that lie there already stay.
    """
    kept = {} if is_full else read_contents(folder)
    manifest = build_manifest(describe_files({**kept, **files}))
    return {**files, MANIFEST_NAME: write_manifest(manifest)}


def check_writable(folder: Path) -> None:
    """Raises `FixturesError` unless the folder is a fixtures folder, empty, or not there yet."""
    if folder.exists() and not folder.is_dir():
        raise FixturesError(f"{folder} is not a folder")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MANIFEST_NAME).is_file():
        raise FixturesError(f"{folder} is neither empty nor a fixtures folder: it has no {MANIFEST_NAME}")


def write_folder(folder: Path, files: Mapping[str, bytes], is_full: bool) -> Changes:
    """Bring the folder to hold the files, and no others of its own when the set is full.

    Raises `FixturesError` when the folder cannot be written.
    """
    check_writable(folder)
    contents = complete(folder, files, is_full)
    changed = [path for path in contents if not is_same(folder / path, contents[path])]
    stale = [path for path in list_paths(folder) if is_own_path(path) and path not in contents] if is_full else []
    try:
        replace_files(folder, {path: contents[path] for path in changed}, stale)
    except OSError as error:
        raise FixturesError(f"cannot write {error.filename}: {error.strerror}") from error
    return Changes(tuple(changed), tuple(stale), Manifest.model_validate_json(contents[MANIFEST_NAME]))


def is_same(path: Path, content: bytes) -> bool:
    """Whether a file is there already and holds these bytes."""
    return path.is_file() and read_file(path) == content


def replace_files(folder: Path, contents: Mapping[str, bytes], stale: list[str]) -> None:
    """Write all new files beside their places, then move them in and take the stale ones out."""
    temporary = {path: get_temporary_path(folder / path) for path in contents}
    try:
        for path, content in contents.items():
            temporary[path].parent.mkdir(parents=True, exist_ok=True)
            temporary[path].write_bytes(content)
        with interrupts_held():
            for path in contents:
                temporary[path].replace(folder / path)
            for path in stale:
                (folder / path).unlink(missing_ok=True)
                remove_empty_folders(folder, (folder / path).parent)
    finally:
        for left in temporary.values():
            left.unlink(missing_ok=True)


def get_temporary_path(path: Path) -> Path:
    """A name beside the file, of this process alone."""
    return path.with_name(f".{path.name}.{os.getpid()}{TEMPORARY_SUFFIX}")


def remove_empty_folders(folder: Path, inner: Path) -> None:
    """Remove a folder that has become empty, and those around it up to the outermost."""
    while inner != folder and not any(inner.iterdir()):
        inner.rmdir()
        inner = inner.parent


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back, and let it through afterwards."""
    held: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: held.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if held:
        raise KeyboardInterrupt
