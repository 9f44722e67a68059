"""Evidence: the committed numbers of coverage and of mutants, and whether they are still true.

`make coverage` and `make mutants` write them; nothing here measures. Numbers that no longer rest on the
text as it stands are shown all the same, and marked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pyde_docs.fixtures import Fixtures
from pyde_vectors.evidence.freshness import RENEWED_BY, find_stale_modules, list_modules, load_evidence

Json = Any


@dataclass(frozen=True, slots=True)
class Mutants:
    """How many mutants there are, how many are killed, and what became of the others."""

    made: int = 0
    killed: int = 0
    equivalent: int = 0
    survived: int = 0

    @property
    def due(self) -> int:
        """The mutants that a vector can kill."""
        return self.made - self.equivalent

    def __add__(self, other: "Mutants") -> "Mutants":
        return Mutants(
            self.made + other.made,
            self.killed + other.killed,
            self.equivalent + other.equivalent,
            self.survived + other.survived,
        )


@dataclass(frozen=True, slots=True)
class Coverage:
    """Statements and branches, how many of them are excused, and how many no vector runs."""

    statements: int = 0
    branches: int = 0
    excused: int = 0
    missing: int = 0

    @property
    def due(self) -> int:
        """The statements and branches that a vector has to run."""
        return self.statements + self.branches - self.excused

    def __add__(self, other: "Coverage") -> "Coverage":
        return Coverage(
            self.statements + other.statements,
            self.branches + other.branches,
            self.excused + other.excused,
            self.missing + other.missing,
        )


@dataclass(frozen=True)
class Evidence:
    """Both files, and the vectors that the site shows."""

    coverage_entries: dict[str, Json]
    mutant_entries: dict[str, Json]
    fixtures: Fixtures

    @cached_property
    def stale(self) -> dict[str, list[str]]:
        """The modules whose numbers have to be taken anew, by the command that does it."""
        records = [case for fixture in self.fixtures.files for case in fixture.cases]
        files = {"coverage": self.coverage_entries, "mutants": self.mutant_entries}
        return {RENEWED_BY[name]: find_stale_modules(entries, records) for name, entries in files.items()}

    @cached_property
    def missing(self) -> dict[str, list[str]]:
        """The modules that have no numbers at all, by the command that takes them."""
        files = {"coverage": self.coverage_entries, "mutants": self.mutant_entries}
        return {
            RENEWED_BY[name]: [module for module in list_modules() if module not in entries]
            for name, entries in files.items()
        }

    def is_stale(self, module: str) -> bool:
        """Whether some numbers of a module have to be taken anew."""
        return any(module in modules for modules in self.stale.values())

    def coverage_of(self, module: str) -> Coverage | None:
        """The coverage of a module, when it was measured."""
        entry = self.coverage_entries.get(module)
        names = ("statements", "branches", "excused", "missing")
        return Coverage(*(entry[name] for name in names)) if entry else None

    def mutants_of(self, module: str, definition: str | None = None) -> Mutants | None:
        """The mutants of a module, or of one definition with what lies inside it, when they were tried."""
        entry = self.mutant_entries.get(module)
        if entry is None:
            return None
        chosen = [
            numbers
            for scope, numbers in entry["scopes"].items()
            if definition is None or scope.partition(".")[0] == definition
        ]
        return add_up(
            Mutants(numbers["mutants"], numbers["killed"], numbers["equivalent"], numbers["survived"])
            for numbers in chosen
        )

    def survivors_of(self, module: str) -> list[dict[str, Json]]:
        """The mutants of a module that no vector killed."""
        entry = self.mutant_entries.get(module)
        return entry["survivors"] if entry else []


def add_up(numbers: Iterable[Mutants]) -> Mutants:
    """The sum."""
    return sum(numbers, Mutants())


def load_all_evidence(fixtures: Fixtures) -> Evidence:
    """Read the committed files."""
    return Evidence(load_evidence("coverage"), load_evidence("mutants"), fixtures)


def format_share(part: int, whole: int) -> str:
    """A percentage, rounded down so that 100 % means all of it."""
    permille = part * 1000 // whole if whole else 1000
    return f"{permille // 10}.{permille % 10} %" if permille % 10 else f"{permille // 10} %"
