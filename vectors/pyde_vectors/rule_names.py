"""Which rules the cases name, and which they reach.

A case names the public functions whose rules it exercises. A public function that no case names is
still exercised when a named one calls it, directly or through others; one that is neither may be a
rule that nothing checks. Who calls whom is read off the compiled functions without running them: a
name in a function counts as a call when it stands for a function, a class, or a table of these, or
for a constant that one of them computes.

Decision: R-34 (the lints).
"""

import ast
import importlib
import inspect
import pkgutil
import sys
import types
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import pyde_spec

PACKAGE = "pyde_spec"


@cache
def list_public_functions() -> dict[str, Any]:
    """Every public function at the top of a module of the specification, by its qualified name."""
    functions = {}
    for info in pkgutil.walk_packages(pyde_spec.__path__, f"{PACKAGE}."):
        module = importlib.import_module(info.name)
        for name, value in sorted(vars(module).items()):
            function = inspect.unwrap(value) if callable(value) else None
            if inspect.isfunction(function) and function.__module__ == info.name and not name.startswith("_"):
                functions[f"{info.name}.{name}"] = function
    return functions


def find_rule(name: str) -> Any:
    """The public function, or public method of a class, that has the qualified name; None when there is none."""
    functions = list_public_functions()
    if name in functions:
        return functions[name]
    owner_name, _, method_name = name.rpartition(".")
    module_name, _, class_name = owner_name.rpartition(".")
    if method_name.startswith("_") or module_name.partition(".")[0] != PACKAGE:
        return None
    try:
        owner = getattr(importlib.import_module(module_name), class_name, None)
    except ImportError:
        return None
    method = getattr(owner, method_name, None) if inspect.isclass(owner) else None
    return inspect.unwrap(method) if callable(method) else None


def compute_reached(names: Iterable[str]) -> set[str]:
    """The public functions that are among the named rules, or called by one of them."""
    waiting = [rule for rule in (find_rule(name) for name in names) if rule is not None]
    seen: set[Any] = set()
    while waiting:
        function = waiting.pop()
        if function not in seen:
            seen.add(function)
            waiting.extend(find_callees(function))
    return {name for name, function in list_public_functions().items() if function in seen}


def find_callees(function: Any) -> Iterator[Any]:
    """The functions of the specification that the names in a function stand for."""
    if not inspect.isfunction(function):
        return
    names = list_names(function.__code__)
    for name in names:
        yield from functions_in(function.__globals__.get(name), names)
        yield from functions_behind(function.__module__, name)
    for cell in function.__closure__ or ():
        yield from functions_in(cell.cell_contents, names)


def list_names(code: types.CodeType) -> set[str]:
    """The names that a function uses, those of the functions inside it included."""
    names = set(code.co_names)
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            names |= list_names(constant)
    return names


def functions_in(value: Any, names: set[str]) -> Iterator[Any]:
    """The functions that a value is or holds. Of a module, those that the names pick out."""
    if isinstance(value, dict):
        value = (*value.keys(), *value.values())
    if isinstance(value, tuple | list | set | frozenset):
        for item in value:
            yield from functions_in(item, names)
    elif isinstance(value, types.ModuleType):
        yield from (item for name in names for item in functions_in(vars(value).get(name), set()))
    elif str(getattr(value, "__module__", "")).partition(".")[0] == PACKAGE:
        yield from functions_of_class(value) if inspect.isclass(value) else functions_of(value)


def functions_behind(module_name: str, name: str) -> Iterator[Any]:
    """The functions that compute a constant of a module, wherever it is imported from."""
    module = sys.modules[module_name]
    origin, computed_from = list_constants(module_name).get(name, (module_name, frozenset()))
    if origin != module_name and origin.partition(".")[0] == PACKAGE:
        yield from functions_behind(origin, name)
    for used in computed_from:
        yield from functions_in(vars(module).get(used), set(computed_from))
        yield from functions_behind(module_name, used)


@cache
def list_constants(module_name: str) -> dict[str, tuple[str, frozenset[str]]]:
    """For each name that a module assigns or imports: the module it comes from, and the names that compute it."""
    constants = {}
    for statement in ast.parse(inspect.getsource(sys.modules[module_name])).body:
        if isinstance(statement, ast.ImportFrom) and statement.module:
            constants.update({alias.name: (statement.module, frozenset[str]()) for alias in statement.names})
        elif isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None:
            used = frozenset(node.id for node in ast.walk(statement.value) if isinstance(node, ast.Name))
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            constants.update(
                {node.id: (module_name, used - {node.id}) for node in targets if isinstance(node, ast.Name)}
            )
    return constants


def functions_of_class(owner: type) -> Iterator[Any]:
    """The methods and properties of a class of the specification."""
    for member in vars(owner).values():
        yield from functions_of(member.fget if isinstance(member, property) else member)


def functions_of(value: Any) -> Iterator[Any]:
    """The function behind a value: itself, or what a cache or a class wraps."""
    function = inspect.unwrap(getattr(value, "__func__", value)) if callable(value) else None
    if inspect.isfunction(function):
        yield function
