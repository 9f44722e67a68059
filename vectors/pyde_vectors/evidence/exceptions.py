"""The lines that no fixture has to run, each with its reason.

`exceptions.toml` names them in four ways. A `pattern` holds for every line that it matches, for forms
that mean the same wherever they stand, such as the raising of `AssertionError`. A `line` entry names
lines of one function by their text, so that it stays true when lines above it come and go. A `module`
entry names a module that is no part of the rules; it excuses all of it, and only as long as fixtures
run nothing of it but its import. An `unmutated` entry names one that fixtures do run, such as a mock at a
seam: its lines count, but nobody has to notice when they change. An exception for a line covers the
branches that lead to it or leave it.

An exception that no longer excuses anything is an error: the line is gone, or a fixture runs it now.

Decision: R-62 (what may be excused).
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyde_vectors.evidence.measure_share import ModuleMeasurement
from pyde_vectors.evidence.project import get_source_path
from pyde_vectors.evidence.scopes import find_scopes

EXCEPTIONS_FILE = Path(__file__).with_name("exceptions.toml")


@dataclass(frozen=True, slots=True)
class Exemption:
    """One excused line, module, or form of line. `module` is empty for a form, `scope` is `*` for a module."""

    module: str
    scope: str
    pattern: re.Pattern[str]
    reason: str

    def covers(self, module: str, scope: str, line: str) -> bool:
        """Whether the line is one that the exemption names."""
        if not self.module:
            return self.pattern.search(line.strip()) is not None
        same_place = module == self.module and self.scope in ("*", scope)
        return same_place and self.pattern.fullmatch(line.strip()) is not None

    def describe(self) -> str:
        """The exemption in one line."""
        if self.scope == "*":
            return f"{self.module}: the whole module"
        place = f"{self.module}, {self.scope or 'module level'}" if self.module else "every module"
        return f"{place}: {self.pattern.pattern}"


@dataclass(frozen=True)
class ModuleCoverage:
    """What a module has, what is excused, and what is missing."""

    statements: int
    branches: int
    excused: int
    missing_lines: tuple[int, ...]
    missing_branches: tuple[tuple[int, int], ...]

    @property
    def missing(self) -> int:
        """The number of lines and branches that are missing and not excused."""
        return len(self.missing_lines) + len(self.missing_branches)

    @property
    def share(self) -> float:
        """The part of what is not excused that the fixtures run, from 0 to 1."""
        due = self.statements + self.branches - self.excused
        return 1 - self.missing / due if due else 1.0


def load_exemptions(path: Path = EXCEPTIONS_FILE) -> list[Exemption]:
    """The exemptions of the checked-in file."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    modules = [Exemption(entry["name"], "*", re.compile(".*"), entry["reason"]) for entry in content.get("module", [])]
    forms = [Exemption("", "", re.compile(entry["match"]), entry["reason"]) for entry in content.get("pattern", [])]
    lines = [
        Exemption(entry["module"], entry["scope"], re.compile(re.escape(line)), entry["reason"])
        for entry in content.get("line", [])
        for line in entry["lines"]
    ]
    return forms + modules + lines


def load_unmutated(path: Path = EXCEPTIONS_FILE) -> frozenset[str]:
    """The modules of the checked-in file that fixtures run and that state no rule."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return frozenset([entry["name"] for entry in content.get("unmutated", [])])


def match_exemptions(
    module: str, measured: ModuleMeasurement, exemptions: Iterable[Exemption]
) -> dict[int, list[Exemption]]:
    """The lines of a module that are missing, or lie at an end of a missing branch, and are excused."""
    source = get_source_path(module).read_text(encoding="utf-8")
    lines, scopes = source.splitlines(), find_scopes(source)
    missing = {*measured.missing_lines, *(line for branch in measured.missing_branches for line in branch)}
    matches = {
        line: [exemption for exemption in exemptions if exemption.covers(module, scopes.get(line, ""), lines[line - 1])]
        for line in sorted(missing)
        if line > 0
    }
    return {line: found for line, found in matches.items() if found}


def is_run_by_fixtures(measured: ModuleMeasurement) -> bool:
    """Whether a fixture runs a line of the module, other than those of its import."""
    return any(cases and line not in measured.imported for line, cases in measured.cases.items())


def is_module_excused(module: str) -> bool:
    """Whether the module as a whole is no part of the rules, so that no mutant is made of it."""
    is_excused = any(exemption.module == module and exemption.scope == "*" for exemption in load_exemptions())
    return is_excused or module in load_unmutated()


def find_excused_lines(module: str, measured: ModuleMeasurement) -> frozenset[int]:
    """The lines of a module that no fixture runs, and none has to."""
    return frozenset(match_exemptions(module, measured, load_exemptions())) & frozenset(measured.missing_lines)


def excuse_module(measured: ModuleMeasurement, excused: set[int]) -> ModuleCoverage:
    """The coverage of a module once the excused lines are taken out."""
    missing_lines = tuple(line for line in measured.missing_lines if line not in excused)
    missing_branches = tuple(branch for branch in measured.missing_branches if not excused & set(branch))
    count = len(measured.missing_lines) + len(measured.missing_branches) - len(missing_lines) - len(missing_branches)
    return ModuleCoverage(len(measured.statements), measured.branches, count, missing_lines, missing_branches)


def excuse(modules: dict[str, ModuleMeasurement]) -> tuple[dict[str, ModuleCoverage], list[Exemption]]:
    """The coverage of every module after the exemptions, and the exemptions that excuse nothing."""
    exemptions = load_exemptions()
    used: set[Exemption] = set()
    result = {}
    for module, measured in modules.items():
        matches = match_exemptions(module, measured, exemptions)
        hidden = is_run_by_fixtures(measured)
        used.update(
            exemption for found in matches.values() for exemption in found if not (exemption.scope == "*" and hidden)
        )
        result[module] = excuse_module(measured, set(matches))
    return result, [exemption for exemption in exemptions if exemption not in used]
