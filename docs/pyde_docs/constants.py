"""Constants: every value that a module of the specification gives a name, with what the text says of it.

What is written and what comes of it are both kept: `2**64 - 1` and its digits. Of what is no plain value,
a name for a type or a record, only the text is.
"""

import ast
import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from pyde_docs.sections import find_targets, get_string
from pyde_docs.value_text import shorten, show_value

PLAIN = (bool, int, float, bytes, str, Enum)


@dataclass(frozen=True, slots=True)
class Constant:
    """One constant: its name, its value for people when it has one, what is written, and what is said of it."""

    name: str
    value: str
    written: str
    said: str


def find_constants(module: str, source: str) -> Iterator[Constant]:
    """The public constants of a module, in order."""
    lines = source.splitlines()
    body = ast.parse(source).body
    for index, node in enumerate(body):
        written = get_written(node)
        following = body[index + 1] if index + 1 < len(body) else None
        docstring = get_string(following) if following is not None else None
        for name, _ in find_targets(node) if written is not None else ():
            if not name.startswith("_"):
                said = docstring if docstring is not None else read_comment(lines, node)
                yield make_constant(module, name, " ".join((written or "").split()), said)


def get_written(node: ast.stmt) -> str | None:
    """What is written on the right of a module's assignment."""
    if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
        return ast.unparse(node.value)
    return None


def make_constant(module: str, name: str, written: str, said: str) -> Constant:
    """A constant with its value, which the module itself is asked for."""
    value = getattr(importlib.import_module(module), name)
    if isinstance(value, re.Pattern):
        return Constant(name, value.pattern, "", said)
    if not is_plain(value):
        return Constant(name, "", shorten(written), said)
    shown = show_value(value)
    is_same = shown.replace(",", "") == written.replace("_", "") or is_literal(written)
    return Constant(name, shown, "" if is_same else shorten(written), said)


def is_plain(value: Any) -> bool:
    """Whether a value is made of numbers, texts, bytes and choices alone."""
    if isinstance(value, tuple | list | frozenset | set):
        return all(is_plain(item) for item in value)
    return isinstance(value, PLAIN)


def is_literal(written: str) -> bool:
    """Whether what is written is the value itself and no formula."""
    return not any(isinstance(node, ast.BinOp | ast.Call | ast.Name) for node in ast.walk(ast.parse(written)))


def read_comment(lines: list[str], node: ast.stmt) -> str:
    """The comment at the end of an assignment, or the lines of comment right above it."""
    last = lines[(node.end_lineno or node.lineno) - 1][node.end_col_offset or 0 :].strip()
    if last.startswith("#"):
        return last.removeprefix("#").strip()
    above: list[str] = []
    number = node.lineno - 2
    while number >= 0 and lines[number].startswith("#"):
        above.insert(0, lines[number].removeprefix("#").strip())
        number -= 1
    return " ".join(above)
