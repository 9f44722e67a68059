"""Questions about nodes of a syntax tree that decide which edits make sense."""

import ast
from typing import Any

from pyde_vectors.evidence.edits import Place
from pyde_vectors.evidence.scopes import Scope

BUILT_IN_TYPES = {"int", "bytes", "str", "bool", "dict", "list", "tuple"}


def change_constant(value: Any, place: Place) -> list[Any]:
    """What else could stand for a constant: integers one off, the other truth value, other text."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1, value - 1]
    if place.in_annotation:
        return []
    if isinstance(value, str):
        return [value + "x"]
    if isinstance(value, bytes):
        return [bytes([value[0] ^ 1]) + value[1:] if value else b"\x00"]
    return []


def is_field(statement: ast.AST) -> bool:
    """Whether a statement of a class body declares a field."""
    return isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)


def is_docstring(statement: ast.AST) -> bool:
    """Whether a statement is nothing but text."""
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def is_block(children: list[Any]) -> bool:
    """Whether a list of children is a list of statements."""
    return bool(children) and isinstance(children[0], ast.stmt)


def is_removable(statement: Any, holder: Any) -> bool:
    """Whether the text stays well-formed without the statement, and means something else."""
    match statement:
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()):
            return True
        case ast.AugAssign() | ast.Continue() | ast.Break() | ast.Delete():
            return True
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript(), *_]):
            return True
        case ast.Return():
            return not isinstance(holder, Scope)
    return False


def is_dataclass_decorator(node: ast.AST) -> bool:
    """Whether a decorator makes a dataclass; its settings are Python's business."""
    called = node.func if isinstance(node, ast.Call) else node
    return isinstance(called, ast.Name) and called.id == "dataclass"


def is_type_union(node: ast.BinOp) -> bool:
    """Whether `X | Y` joins types: names in capitalised words, `None`, or types with parameters."""
    return isinstance(node.op, ast.BitOr) and all(is_type(side) for side in (node.left, node.right))


def is_type(node: ast.AST) -> bool:
    """Whether an expression reads as a type."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name in BUILT_IN_TYPES or (name[0].isupper() and (not name.isupper() or len(name) <= 4))
        case ast.Constant(value=None):
            return True
        case ast.Subscript(value=inner):
            return is_type(inner)
        case ast.BinOp():
            return is_type_union(node)
    return False


def negate(value: Any) -> ast.UnaryOp:
    """The other truth value."""
    return ast.UnaryOp(ast.Not(), value)
