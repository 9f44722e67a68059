"""Sets of fixtures, wherever they lie: in a folder, or in the archive of a release.

Decision: R-33 (versions and releases).
"""

import gzip
import io
import tarfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from pyde_vectors.fixtures import Case, FixturesError, load_manifest, parse_fixture, parse_manifest, read_file
from pyde_vectors.format import MANIFEST_NAME, Manifest


@dataclass(frozen=True, slots=True)
class FixtureSet:
    """A manifest, and the cases of every handler in its order."""

    manifest: Manifest
    cases: dict[str, list[Case]]

    def by_id(self) -> dict[str, Case]:
        """Every case by its id."""
        return {case["id"]: case for cases in self.cases.values() for case in cases}


def load_set(place: Path) -> FixtureSet:
    """The fixtures of a folder or an archive. Raises `FixturesError`."""
    if not place.exists():
        raise FixturesError(f"there is no {place}")
    if place.is_dir():
        manifest = load_manifest(place)
        contents = {file.path: read_file(place / file.path) for file in manifest.files}
    else:
        contents = read_archive(place)
        if MANIFEST_NAME not in contents:
            raise FixturesError(f"{place} is not an archive of fixtures: it has no {MANIFEST_NAME}")
        manifest = parse_manifest(contents[MANIFEST_NAME], f"{place}:{MANIFEST_NAME}")
    return FixtureSet(manifest, parse_all(manifest, contents, str(place)))


def parse_all(manifest: Manifest, contents: dict[str, bytes], place: str) -> dict[str, list[Case]]:
    """The cases of every file of the manifest, by handler. Raises `FixturesError`."""
    missing = [file.path for file in manifest.files if file.path not in contents]
    if missing:
        raise FixturesError(f"{place} lacks {missing[0]}, which its manifest names")
    return {file.handler: parse_fixture(contents[file.path], file, f"{place}:{file.path}") for file in manifest.files}


def read_archive(place: Path) -> dict[str, bytes]:
    """The files of a `.tar.gz`, without the folder around them. Raises `FixturesError`."""
    contents: dict[str, bytes] = {}
    try:
        unpacked = gzip.decompress(read_file(place))
        with tarfile.open(fileobj=io.BytesIO(unpacked), mode="r:") as archive:
            for member in archive:
                file = archive.extractfile(member)
                if file is not None:
                    contents[member.name.partition("/")[2]] = file.read()
    except (tarfile.TarError, OSError, EOFError, zlib.error) as error:
        raise FixturesError(f"{place} is not a .tar.gz archive: {error}") from error
    return contents
