"""Which cases a mutant meets, the likeliest to notice it first.

An edit inside a function meets the cases that run its line. An edit of a definition, such as a
constant or a record, changes lines elsewhere: it meets the cases that run a function in which the
name is used, directly or through other definitions, and those whose input says the name; after them a
spread over all others, bounded so that a mutant that survives costs a known time.
"""

import ast
import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from pyde_vectors.evidence.edits import Edit
from pyde_vectors.evidence.measure import Measurement
from pyde_vectors.evidence.project import SPEC, VECTORS, get_source_path

Json = Any

SPREAD = 100  # cases that an edit of a definition meets although nothing ties them to it


class CaseSelector:
    """Selects cases by what they ran when they were measured."""

    def __init__(self, measurement: Measurement, records: list[dict[str, Json]]) -> None:
        self.measurement = measurement
        self.modules = list(measurement.modules)
        self.rules = [record["rules"] for record in records]
        self.weights = [0] * len(measurement.cases)
        for measured in measurement.modules.values():
            for cases in measured.cases.values():
                for case in cases:
                    self.weights[case] += 1
        self.remembered: dict[tuple[str, str, frozenset[str], frozenset[str]], list[int]] = {}
        self.texts = [json.dumps([record["input"], record["expect"]]) for record in records]

    def select(self, module: str, edit: Edit) -> list[int]:
        """The positions of the cases that the edit meets, in order."""
        measured = self.measurement.modules[module]
        lines = set(edit.get_lines())
        if edit.place.in_function and not lines & set(measured.imported):
            cases = {case for line in lines for case in measured.cases.get(line, ())}
            return self.sort(module, edit.place.scope, cases)
        anchor, scope = edit.place.anchor, edit.place.scope
        key = (module, scope, find_names(anchor, scope), find_own_names(edit))
        if key not in self.remembered:
            self.remembered[key] = self.select_for_definition(*key)
        return self.remembered[key]

    def select_for_definition(
        self, module: str, scope: str, names: frozenset[str], own_names: frozenset[str]
    ) -> list[int]:
        """The cases that an edit of a definition of these names meets, in order."""
        used, near = self.find_users(names)
        named = self.find_mentions(near)
        direct = self.find_mentions(own_names or names)
        first = self.sort(module, scope, direct)
        second = self.sort(module, scope, (used | named) - direct)
        others = [case for case in range(len(self.texts)) if case not in direct | used | named]
        return first + second + others[:: max(1, len(others) // SPREAD)]

    def find_mentions(self, names: Iterable[str]) -> set[int]:
        """The cases whose input or expectation says one of the names."""
        quoted = [f'"{name}"' for name in names]
        return {case for case, text in enumerate(self.texts) if any(name in text for name in quoted)}

    def is_used_only_in(self, edit: Edit, excused: Callable[[str], frozenset[int]]) -> bool:
        """Whether the name that an edit defines is used in functions, and only where no fixture has to run.

        What builders import, or what leads to it, is asked for by fixtures whoever else uses it.
        """
        if edit.place.in_function or edit.place.scope:
            return False
        lines, near = find_uses(tuple(self.modules), find_names(edit.place.anchor, ""))
        if near & find_asked_names():
            return False
        used = {
            (module, line)
            for module, line in lines
            if line in self.measurement.modules[module].statements
            and line not in self.measurement.modules[module].imported
        }
        return bool(used) and all(line in excused(module) for module, line in used)

    def sort(self, module: str, scope: str, cases: Iterable[int]) -> list[int]:
        """First those that ask for the edited rule, then for its module; among them those that run least."""
        rule = f"{module}.{scope}"

        def distance(case: int) -> int:
            if rule in self.rules[case]:
                return 0
            return 1 if any(name.startswith(f"{module}.") for name in self.rules[case]) else 2

        return sorted(cases, key=lambda case: (distance(case), self.weights[case], case))

    def find_users(self, names: frozenset[str]) -> tuple[set[int], frozenset[str]]:
        """The cases that run a function that uses one of the names, and every name defined by way of them."""
        cases: set[int] = set()
        lines, near = find_uses(tuple(self.modules), names)
        for module, line in lines:
            cases.update(self.measurement.modules[module].cases.get(line, ()))
        return cases, near


def find_names(anchor: Any, scope: str) -> frozenset[str]:
    """The names that a definition defines: of the outermost class or function, or of the assigned names."""
    if scope:
        return frozenset({scope.partition(".")[0]})
    if isinstance(anchor, ast.Assign | ast.AnnAssign):
        return frozenset(
            node.id for node in ast.walk(anchor) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        )
    return frozenset()


def find_own_names(edit: Edit) -> frozenset[str]:
    """What cases call the edited part of a definition: a member of an enumeration, or a text."""
    anchor = edit.place.anchor
    names = frozenset[str]()
    if edit.place.scope and isinstance(anchor, ast.Assign):
        names = frozenset(name.lower() for name in find_names(anchor, ""))
    text = edit.spot.get()
    if isinstance(text, ast.Constant) and isinstance(text.value, str):
        names |= {text.value}
    return names


@cache
def find_uses(modules: tuple[str, ...], names: frozenset[str]) -> tuple[frozenset[tuple[str, int]], frozenset[str]]:
    """The lines of functions in which names are used, and the names closed under definition by one another."""
    near = set(names)
    lines: set[tuple[str, int]] = set()
    size = -1
    while size != len(near):
        size = len(near)
        for module in modules:
            for defined, mentioned, body in read_definitions(module):
                if mentioned & near:
                    near.update(defined)
                    lines.update((module, line) for line in body)
    return frozenset(lines), frozenset(near)


@cache
def find_asked_names() -> frozenset[str]:
    """The names of the specification that the builders import."""
    names: set[str] = set()
    for path in VECTORS.rglob("*.py"):
        if "evidence" not in path.parts:
            names.update(read_asked_names(ast.parse(path.read_text(encoding="utf-8"))))
    return frozenset(names)


def read_asked_names(tree: ast.Module) -> Iterator[str]:
    """The names of the specification that a module imports."""
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{SPEC.name}."):
            yield from (alias.name for alias in node.names)


@cache
def read_definitions(module: str) -> list[tuple[frozenset[str], frozenset[str], range]]:
    """For each statement of a module: the names it defines, those it mentions, the lines of its functions.

    A function defines nothing here: its users run it.
    """
    definitions = []
    for node in ast.parse(get_source_path(module).read_text(encoding="utf-8")).body:
        mentioned = frozenset(inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name))
        body = range(node.lineno, (node.end_lineno or node.lineno) + 1)
        match node:
            case ast.FunctionDef():
                definitions.append((frozenset[str](), mentioned, body))
            case ast.ClassDef(name=name):
                definitions.append((frozenset({name}), mentioned | {name}, body))
            case ast.Assign() | ast.AnnAssign():
                definitions.append((find_names(node, ""), mentioned, range(0)))
    return definitions
