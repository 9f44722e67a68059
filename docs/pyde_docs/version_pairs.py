"""Version pairs: the vectors whose answer is not the same in every version.

A case that holds for both versions stands once in the fixtures. Where the answers differ there is a case
for each version, their names alike but for the ending; here they find one another again.
"""

import re
from dataclasses import dataclass
from typing import Any

from pyde_docs.fixtures import Fixtures

Json = Any

VERSION_ENDING = re.compile(r"-v(\d+(?:\.\d+)+)$")


@dataclass(frozen=True)
class VersionPair:
    """The cases of one input, by version. `stem` is their id without the ending."""

    stem: str
    cases: dict[str, dict[str, Json]]

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that the cases name."""
        return tuple(dict.fromkeys(rule for case in self.cases.values() for rule in case["rules"]))

    @property
    def first(self) -> dict[str, Json]:
        """The case of the earliest version."""
        return self.cases[min(self.cases)]


def find_version_pairs(fixtures: Fixtures, versions: tuple[str, ...]) -> tuple[VersionPair, ...]:
    """The pairs, in the order of the fixtures.

    A case whose name ends in its version is half of one. One that is asked of some versions only, and has no
    such ending, has no other half.
    """
    found: dict[str, dict[str, dict[str, Json]]] = {}
    for case in (case for fixture in fixtures.files for case in fixture.cases):
        if len(case["versions"]) < len(versions) and VERSION_ENDING.search(case["id"]):
            stem = VERSION_ENDING.sub("", case["id"])
            found.setdefault(stem, {}).update(dict.fromkeys(case["versions"], case))
    return tuple(VersionPair(stem, cases) for stem, cases in found.items())
