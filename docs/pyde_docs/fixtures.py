"""Fixtures: the committed vectors, as the site lists them.

Before they are filled for the first time there are none, and the site says so.
"""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pyde_docs.places import FIXTURES, Place

CASES_A_PAGE = 100

Json = Any


@dataclass(frozen=True)
class Fixture:
    """The cases of one handler, and the file that holds them, by its path below the fixtures."""

    handler: str
    file: str
    cases: tuple[dict[str, Json], ...]

    @property
    def page(self) -> str:
        """The page that lists the cases, the first of them where one page would be too long."""
        return f"vectors/{self.handler}.md"

    @property
    def pages(self) -> tuple[str, ...]:
        """Every page that lists cases, in order."""
        further = range(CASES_A_PAGE, len(self.cases), CASES_A_PAGE)
        return self.page, *(f"vectors/{self.handler}-{first // CASES_A_PAGE + 1}.md" for first in further)

    def numbers_on(self, page: str) -> range:
        """The positions of the cases that a page lists, from 0."""
        first = CASES_A_PAGE * self.pages.index(page)
        return range(first, min(first + CASES_A_PAGE, len(self.cases)))

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

    @cached_property
    def places(self) -> dict[str, Place]:
        """Where each case is listed, by its id."""
        return {
            fixture.cases[number]["id"]: Place(page, get_name(fixture.cases[number]["id"]))
            for fixture in self.files
            for page in fixture.pages
            for number in fixture.numbers_on(page)
        }


def get_name(case_id: str) -> str:
    """The last part of an id, which names the case within its handler and is its anchor."""
    return case_id.rpartition("/")[2]


def describe_numbers(fixture: Fixture, page: str) -> str:
    """The numbers of the cases on a page, counted from 1, as in 101–200."""
    numbers = fixture.numbers_on(page)
    return f"{numbers.start + 1}–{numbers.stop}"


def load_fixtures(folder: Path = FIXTURES) -> Fixtures:
    """Read every file below the folder that holds cases."""
    found = []
    for path in sorted(folder.rglob("*.json")):
        content = json.loads(path.read_text())
        if isinstance(content, dict) and {"handler", "cases"} <= content.keys():
            found.append(Fixture(content["handler"], path.relative_to(folder).as_posix(), tuple(content["cases"])))
    return Fixtures(tuple(sorted(found, key=lambda fixture: fixture.handler)))
