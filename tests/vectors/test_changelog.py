"""The changelog tells of the version that the manifest names."""

import re
from pathlib import Path

from pyde_vectors.format import FIXTURE_FORMAT, VECTORS_VERSION

CHANGELOG = Path(__file__).parents[2] / "vectors" / "CHANGELOG.md"


def test_the_newest_entry_is_the_current_version():
    versions = re.findall(r"^## (\S+)$", CHANGELOG.read_text(), re.MULTILINE)
    assert versions[0] == VECTORS_VERSION
    assert versions == sorted(versions, key=lambda version: [int(part) for part in version.split(".")], reverse=True)


def test_the_major_version_is_that_of_the_format():
    assert VECTORS_VERSION.split(".")[0] == FIXTURE_FORMAT
