"""Reading fixtures.

The fixtures lie beside the builders in a checkout and inside the package in an installed wheel.
Whoever reads them, reads them through the manifest: a file that is not what the manifest says is
refused, so a run can name the one root it ran against.

Cases come back as plain dictionaries, as they stand in the files. Loading is a matter of
milliseconds that way, and the lints have checked every case against the models.
"""

import difflib
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import orjson
from pydantic import ValidationError

from pyde_vectors.format import FIXTURE_FORMAT, MANIFEST_NAME, Manifest, ManifestFile, compute_sha256

Case = dict[str, Any]

FEW = 10


class FixturesError(Exception):
    """The fixtures cannot be read, or hold nothing of what was asked for. One line, for a person."""


def get_fixtures_folder() -> Path:
    """The folder of the fixtures: package data of an installed wheel, else that of the checkout."""
    package = Path(__file__).parent
    installed = package / "fixtures"
    return installed if installed.is_dir() else package.parent / "fixtures"


def load_manifest(folder: Path) -> Manifest:
    """The manifest of a fixtures folder. Raises `FixturesError`."""
    path = folder / MANIFEST_NAME
    if not path.is_file():
        raise FixturesError(f"{folder} is not a fixtures folder: it has no {MANIFEST_NAME}")
    return parse_manifest(read_file(path), str(path))


def parse_manifest(content: bytes, place: str) -> Manifest:
    """The manifest that some bytes hold. Raises `FixturesError`, naming the place they come from."""
    form = parse_json(content, place)
    version = form.get("format_version") if isinstance(form, dict) else None
    if isinstance(version, str) and version != FIXTURE_FORMAT:
        raise FixturesError(f"{place} has format {version[:20]}; this tool reads format {FIXTURE_FORMAT}")
    try:
        return Manifest.model_validate(form)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the document"
        raise FixturesError(f"{place} is not a manifest: {where}: {first['msg']}") from error


def load_file(folder: Path, file: ManifestFile) -> list[Case]:
    """The cases of one file of the manifest. Raises `FixturesError`."""
    path = folder / file.path
    return parse_fixture(read_file(path), file, str(path))


def parse_fixture(content: bytes, file: ManifestFile, place: str) -> list[Case]:
    """The cases that some bytes hold, once they are what the manifest says. Raises `FixturesError`."""
    if compute_sha256(content) != file.sha256:
        raise FixturesError(f"{place} is not what the manifest says: its SHA-256 differs")
    cases: list[Case] = parse_json(content, place)["cases"]
    return cases


def load_cases(
    folder: Path, version: str | None = "1.1", preset: str | None = None, patterns: Iterable[str] = ()
) -> list[tuple[str, Case]]:
    """Every case that holds for the version and the preset and matches a pattern, with its handler.

    A pattern is a glob on the name of the handler or on the id of the case. No pattern means every
    case, no version or preset means each of them. The order is that of the manifest.

    Raises `FixturesError` for a version or preset that the manifest does not name, and for a pattern
    that matches no case of any version.
    """
    manifest = load_manifest(folder)
    check_known("protocol version", version, manifest.spec_versions)
    check_known("preset", preset, manifest.presets)
    loaded = [(file.handler, case) for file in manifest.files for case in load_file(folder, file)]
    return [
        (handler_name, case)
        for handler_name, case in select_cases(loaded, patterns)
        if version in (None, *case["versions"]) and preset in (None, case["preset"])
    ]


def select_cases(loaded: list[tuple[str, Case]], patterns: Iterable[str]) -> list[tuple[str, Case]]:
    """The cases that match one of the patterns. Raises `FixturesError` for one that matches nothing."""
    patterns = list(patterns)
    for pattern in patterns:
        if not any(is_match(pattern, handler_name, case["id"]) for handler_name, case in loaded):
            raise FixturesError(f"no case matches {pattern!r}")
    if not patterns:
        return loaded
    return [
        (handler_name, case)
        for handler_name, case in loaded
        if any(is_match(pattern, handler_name, case["id"]) for pattern in patterns)
    ]


def is_match(pattern: str, handler_name: str, case_id: str) -> bool:
    """Whether a glob matches a handler or one of its cases."""
    return (
        fnmatchcase(handler_name, pattern)  # the whole handler
        or fnmatchcase(case_id, pattern)  # this case
    )


def check_known(kind: str, name: str | None, known: list[str]) -> None:
    """Raises `FixturesError` unless the name is known, or none is asked for."""
    if name is not None and name not in known:
        raise FixturesError(f"unknown {kind} {name!r}{suggest(name, known)}")


def suggest(name: str, known: list[str]) -> str:
    """What to put after an unknown name: the known ones when they are few, else those near it."""
    if len(known) <= FEW:
        return f"; known: {', '.join(known)}"
    near = difflib.get_close_matches(name, known)
    return f"; near it: {', '.join(near)}" if near else ""


def read_file(path: Path) -> bytes:
    """The bytes of a file. Raises `FixturesError`."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise FixturesError(f"cannot read {path}: {error.strerror}") from error


def parse_json(content: bytes, place: str) -> Any:
    """The JSON document that some bytes hold. Raises `FixturesError`."""
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise FixturesError(f"{place} is not JSON: {error}") from error
