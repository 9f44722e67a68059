"""Where in a module a line stands: the function or class around it, by its dotted name."""

import ast
from collections.abc import Iterator

Scope = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def find_scopes(source: str) -> dict[int, str]:
    """The innermost scope of every line that stands in one."""
    scopes: dict[int, str] = {}
    for name, node in walk_scopes(ast.parse(source), ""):
        scopes.update(dict.fromkeys(range(node.lineno, (node.end_lineno or node.lineno) + 1), name))
    return scopes


def walk_scopes(node: ast.AST, outer: str) -> Iterator[tuple[str, Scope]]:
    """The scopes below a node with their dotted names, outer ones first."""
    for child in ast.iter_child_nodes(node):
        name = outer
        if isinstance(child, Scope):
            name = join_scope(outer, child.name)
            yield name, child
        yield from walk_scopes(child, name)


def join_scope(outer: str, name: str) -> str:
    """The dotted name of a scope inside another."""
    return f"{outer}.{name}" if outer else name
