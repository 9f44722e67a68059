"""One edit of a syntax tree: what is put where, and how a reader is shown it."""

import ast
import copy
from dataclasses import dataclass
from typing import Any

from pyde_vectors.evidence.scopes import Scope


@dataclass(frozen=True)
class Spot:
    """A place of the tree: a field of a node, or one child in a field that is a list."""

    holder: Any
    field: str
    index: int | None = None

    def get(self) -> Any:
        """What is in the place."""
        content = getattr(self.holder, self.field)
        return content if self.index is None else content[self.index]

    def swap(self, new: Any) -> Any:
        """Put something into the place; what was there before."""
        old = self.get()
        if self.index is None:
            setattr(self.holder, self.field, new)
        else:
            getattr(self.holder, self.field)[self.index] = new
        return old


@dataclass(frozen=True)
class Place:
    """Where in the text an edit stands: the scope, the statement, and what of the surroundings matters."""

    scope: str
    anchor: Any
    in_function: bool = False
    in_annotation: bool = False
    negates_return: bool = False


@dataclass(frozen=True, eq=False)
class Edit:
    """One place of the tree and what to put there. `place` says where a reader has to look."""

    operator: str
    place: Place
    spot: Spot
    replacement: Any

    def apply(self) -> None:
        """Edit the tree, for good."""
        self.spot.swap(self.replacement)

    def describe(self) -> tuple[str, str]:
        """The text of the statement before and after the edit."""
        before = write_header(self.place.anchor)
        if isinstance(self.replacement, ast.Pass):
            return before, "pass"
        old = self.spot.swap(self.replacement)
        after = write_header(self.place.anchor)
        self.spot.swap(old)
        return before, after

    def get_lines(self) -> range:
        """The lines of the statement; of one that holds others, those of its head."""
        anchor = self.place.anchor
        first = anchor.pattern.lineno if isinstance(anchor, ast.match_case) else anchor.lineno
        body = getattr(anchor, "body", None)
        if isinstance(body, list):
            return range(first, max(first + 1, body[0].lineno))
        return range(first, anchor.end_lineno + 1)


def write_header(node: Any) -> str:
    """The text of a statement; of one that holds others, its first line; of a record, its fields."""
    if isinstance(node, ast.ClassDef):
        fields = [ast.unparse(item.target) for item in node.body if isinstance(item, ast.AnnAssign)]
        return f"class {node.name}: fields {', '.join(fields)}"
    if isinstance(node, Scope):
        node = copy.copy(node)
        node.decorator_list = []
    if isinstance(node, ast.ExceptHandler | ast.match_case):
        node = copy.copy(node)
        node.body = [ast.Pass()]
    return ast.unparse(node).strip().splitlines()[0]
