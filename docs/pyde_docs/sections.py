"""Sections: a module's source cut into the parts of its page, in order and without a gap.

A function or a class is a section. Constants that stand together are one. Comments belong to what
follows them.
"""

import ast
from dataclasses import dataclass, replace
from enum import Enum

NO_LINES = range(0)


class Kind(Enum):
    """What a section holds."""

    IMPORTS = "imports"
    FUNCTION = "function"
    CLASS = "class"
    CONSTANTS = "constant"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Section:
    """Some lines of a module (numbered from 1): the names they define, their docstring, the rest the code."""

    kind: Kind
    names: tuple[str, ...]
    lines: range
    docstring: str = ""
    docstring_lines: range = NO_LINES

    @property
    def public_names(self) -> tuple[str, ...]:
        """The names that a reader may use."""
        return tuple(name for name in self.names if not name.startswith("_"))


def cut_sections(source: str) -> list[Section]:
    """The sections of a module, its own docstring left out."""
    lines = source.splitlines()
    sections: list[Section] = []
    end = 0
    for node in ast.parse(source).body:
        start, previous_end, end = end + 1, end, node.end_lineno or node.lineno
        docstring = get_string(node)
        if docstring is not None:
            if sections and sections[-1].kind is Kind.CONSTANTS:
                sections[-1] = add_docstring(sections[-1], docstring, range(node.lineno, end + 1))
            continue
        while start < node.lineno and not lines[start - 1].strip():
            start += 1
        section = cut_section(node, range(start, end + 1))
        if sections and belongs_together(sections[-1], section, start - previous_end > 1):
            section = join(sections.pop(), section)
        sections.append(section)
    return sections


def cut_section(node: ast.stmt, lines: range) -> Section:
    """The section of one statement."""
    match node:
        case ast.Import() | ast.ImportFrom():
            return Section(Kind.IMPORTS, (), lines)
        case ast.FunctionDef(name=name):
            return Section(Kind.FUNCTION, (name,), lines, *get_docstring(node))
        case ast.ClassDef(name=name):
            return Section(Kind.CLASS, (name,), lines, *get_docstring(node))
        case ast.Assign() | ast.AnnAssign():
            return Section(Kind.CONSTANTS, tuple(name for name, _ in find_targets(node)), lines)
    return Section(Kind.STATEMENT, (), lines)


def belongs_together(earlier: Section, later: Section, is_apart: bool) -> bool:
    """Whether two sections are one: imports always, constants when no line lies between them."""
    return earlier.kind is later.kind and (
        later.kind is Kind.IMPORTS or (later.kind is Kind.CONSTANTS and not is_apart and not earlier.docstring)
    )


def join(earlier: Section, later: Section) -> Section:
    """Two sections as one."""
    return replace(earlier, names=earlier.names + later.names, lines=range(earlier.lines.start, later.lines.stop))


def add_docstring(section: Section, docstring: str, lines: range) -> Section:
    """Constants with the string that stands below them."""
    whole = range(section.lines.start, lines.stop)
    return replace(section, lines=whole, docstring=docstring, docstring_lines=lines)


def get_string(node: ast.stmt) -> str | None:
    """The text of a statement that is only a string."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
        return node.value.value
    return None


def get_docstring(node: ast.FunctionDef | ast.ClassDef) -> tuple[str, range]:
    """The docstring of a definition and its lines."""
    first = node.body[0]
    text = get_string(first)
    return (text, range(first.lineno, (first.end_lineno or first.lineno) + 1)) if text is not None else ("", NO_LINES)


def find_anchors(source: str) -> dict[tuple[int, int], str]:
    """The anchors inside code, by line and column: constants, and the members of classes."""
    anchors: dict[tuple[int, int], str] = {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            anchors |= {place: name for name, place in find_targets(node)}
        elif isinstance(node, ast.ClassDef):
            for member in node.body:
                anchors |= {place: f"{node.name}.{name}" for name, place in find_targets(member)}
    return anchors


def find_targets(node: ast.stmt) -> list[tuple[str, tuple[int, int]]]:
    """The names that a statement defines, with line and column."""
    if isinstance(node, ast.FunctionDef):
        return [(node.name, (node.lineno, node.col_offset + len("def ")))]
    if isinstance(node, ast.Assign | ast.AnnAssign):
        targets = [node.target] if isinstance(node, ast.AnnAssign) else node.targets
        names = [name for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)]
        return [(name.id, (name.lineno, name.col_offset)) for name in names if isinstance(name.ctx, ast.Store)]
    return []
