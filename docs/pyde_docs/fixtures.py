"""Fixtures: the committed vectors, as the site lists them.

Before they are filled for the first time there are none, and the site says so.
"""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pyde_docs.places import FIXTURES, Place

Json = Any


@dataclass(frozen=True)
class Fixture:
    """The cases of one handler, and the file that holds them, by its path below the fixtures."""

    handler: str
    file: str
    cases: tuple[dict[str, Json], ...]

    @property
    def page(self) -> str:
        """The page that lists the cases."""
        return f"vectors/{self.handler}.md"

    @property
    def chapter(self) -> str:
        """The chapter of the handler."""
        return self.handler.partition("/")[0]


@dataclass(frozen=True)
class Fixtures:
    """Every fixture, in order of handler."""

    files: tuple[Fixture, ...]

    @cached_property
    def cases_by_rule(self) -> dict[str, list[str]]:
        """The ids of the cases that name a rule, by its qualified name."""
        found: dict[str, list[str]] = {}
        for fixture in self.files:
            for case in fixture.cases:
                for rule in case["rules"]:
                    found.setdefault(rule, []).append(case["id"])
        return found

    @cached_property
    def cases_by_reason(self) -> dict[str, list[str]]:
        """The ids of the cases that expect a reason, by its code."""
        found: dict[str, list[str]] = {}
        for fixture in self.files:
            for case in fixture.cases:
                if "reject" in case["expect"]:
                    found.setdefault(case["expect"]["reject"]["reason"], []).append(case["id"])
        return found

    @cached_property
    def handlers(self) -> dict[str, Place]:
        """The page of each handler."""
        return {fixture.handler: Place(fixture.page) for fixture in self.files}


def place_case(case_id: str) -> Place:
    """Where a case is listed."""
    handler, _, name = case_id.rpartition("/")
    return Place(f"vectors/{handler}.md", name)


def load_fixtures(folder: Path = FIXTURES) -> Fixtures:
    """Read every file below the folder that holds cases."""
    found = []
    for path in sorted(folder.rglob("*.json")):
        content = json.loads(path.read_text())
        if isinstance(content, dict) and {"handler", "cases"} <= content.keys():
            found.append(Fixture(content["handler"], path.relative_to(folder).as_posix(), tuple(content["cases"])))
    return Fixtures(tuple(sorted(found, key=lambda fixture: fixture.handler)))
