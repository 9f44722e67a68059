"""Identifiers: which words of a module's source are links, and to what.

The syntax tree says what each word is. A name that a function binds itself (a parameter, a variable)
hides the module's; a parameter that is annotated with a class of the specification makes its
attributes links to the fields of that class.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from pyde_docs.symbols import Symbols

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
NAMING = (ast.MatchAs, ast.MatchStar, ast.ExceptHandler, ast.FunctionDef, ast.ClassDef)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression stands for: a definition itself, or a value of the class of that name."""

    path: str
    is_value: bool = False


Words = dict[tuple[int, int], str]
Scope = dict[str, Meaning | None]


def find_words(symbols: Symbols, module: str, source: str) -> Words:
    """The full name behind each word that has one, by line (from 1) and column (in characters)."""
    finder = Finder(symbols, module, source)
    finder.visit(ast.parse(source))
    return finder.words


class Finder(ast.NodeVisitor):
    """Walks a module and notes the meaning of its words."""

    def __init__(self, symbols: Symbols, module: str, source: str) -> None:
        self.symbols = symbols
        self.module = module
        self.lines = source.splitlines()
        self.words: Words = {}
        self.scopes: list[Scope] = []
        self.classes: list[str] = []

    def note(self, line: int, column: int, path: str | None) -> None:
        """Note a word that begins at a line and a column in UTF-8 bytes."""
        if path in self.symbols.places and path is not None:
            characters = len(self.lines[line - 1].encode()[:column].decode())
            self.words[line, characters] = path

    def meaning_of(self, node: ast.AST | None) -> Meaning | None:
        """What an expression stands for, when it is a name or a chain of attributes."""
        if isinstance(node, ast.Name):
            for scope in reversed(self.scopes):
                if node.id in scope:
                    return scope[node.id]
            path = self.symbols.lookup(self.module, node.id)
            return Meaning(path) if path else None
        if isinstance(node, ast.Attribute):
            owner = self.meaning_of(node.value)
            return self.member_of(owner, node.attr) if owner else None
        return None

    def member_of(self, owner: Meaning, name: str) -> Meaning | None:
        """What the attribute of an expression stands for: a field that holds a known class is a value of it."""
        path = f"{owner.path}.{name}"
        if path not in self.symbols.places:
            return None
        held = self.symbols.annotation_of(path) if owner.is_value else None
        return Meaning(held, is_value=True) if held else Meaning(path)

    def visit_Name(self, node: ast.Name) -> None:
        """A name that is read, unless it is a value: that is a variable, not a definition."""
        meaning = self.meaning_of(node)
        if isinstance(node.ctx, ast.Load) and meaning and not meaning.is_value:
            self.note(node.lineno, node.col_offset, meaning.path)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        """An attribute of something known, at the end of its chain."""
        self.visit(node.value)
        owner = self.meaning_of(node.value)
        if owner and node.end_lineno and node.end_col_offset:
            column = node.end_col_offset - len(node.attr.encode())
            self.note(node.end_lineno, column, f"{owner.path}.{node.attr}")

    def visit_Call(self, node: ast.Call) -> None:
        """A call; the keywords of a record are its fields."""
        self.generic_visit(node)
        meaning = self.meaning_of(node.func)
        if meaning:
            for keyword in node.keywords:
                if keyword.arg:
                    self.note(keyword.lineno, keyword.col_offset, f"{meaning.path}.{keyword.arg}")

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        """The module that is imported from, and each name."""
        self.note(node.lineno, node.col_offset + len("from "), node.module)
        for name in node.names:
            self.note(name.lineno, name.col_offset, self.symbols.lookup(self.module, name.asname or name.name))

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """A class: its methods know what the first parameter is."""
        self.classes.append(f"{self.module}.{node.name}")
        self.generic_visit(node)
        self.classes.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """A function: annotations and decorators outside its scope, the body inside."""
        for outer in [*node.decorator_list, *get_annotations(node.args), *([node.returns] if node.returns else [])]:
            self.visit(outer)
        scope = self.bind(node)
        if self.classes and node.args.args:
            scope[node.args.args[0].arg] = Meaning(self.classes[-1], is_value=True)
        self.visit_inside(scope, node.body)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        """A function without a name."""
        self.visit_inside(self.bind(node), [node.body])

    def visit_inside(self, scope: Scope, nodes: list[ast.stmt] | list[ast.expr]) -> None:
        """Visit what lies in a scope of its own; a class inside a function is not a definition."""
        self.scopes.append(scope)
        enclosing, self.classes = self.classes, []
        for node in nodes:
            self.visit(node)
        self.classes = enclosing
        self.scopes.pop()

    def bind(self, node: ast.FunctionDef | ast.Lambda) -> Scope:
        """The names that a function binds, with the class of the annotated ones."""
        scope: Scope = dict.fromkeys(find_bound_names(node), None)
        for parameter in get_parameters(node.args):
            scope[parameter.arg] = self.value_of(parameter.annotation)
        for inner in ast.walk(node):
            if isinstance(inner, ast.AnnAssign) and isinstance(inner.target, ast.Name):
                scope[inner.target.id] = self.value_of(inner.annotation)
        return scope

    def value_of(self, annotation: ast.expr | None) -> Meaning | None:
        """A value of the class that an annotation names, `X` or `X | None`."""
        if isinstance(annotation, ast.BinOp):
            annotation = annotation.left
        meaning = self.meaning_of(annotation)
        return Meaning(meaning.path, is_value=True) if meaning and self.symbols.is_class(meaning.path) else None

    def visit_comprehension_scope(self, node: ast.AST) -> None:
        """A comprehension hides the names of its own loops."""
        self.scopes.append(dict.fromkeys(find_bound_names(node), None))
        self.generic_visit(node)
        self.scopes.pop()

    def visit_ListComp(self, node: ast.ListComp) -> None:
        """A list comprehension."""
        self.visit_comprehension_scope(node)

    def visit_SetComp(self, node: ast.SetComp) -> None:
        """A set comprehension."""
        self.visit_comprehension_scope(node)

    def visit_DictComp(self, node: ast.DictComp) -> None:
        """A dictionary comprehension."""
        self.visit_comprehension_scope(node)

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> None:
        """A generator expression."""
        self.visit_comprehension_scope(node)


def get_parameters(arguments: ast.arguments) -> Iterator[ast.arg]:
    """Every parameter of a function."""
    yield from [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    yield from [extra for extra in (arguments.vararg, arguments.kwarg) if extra]


def get_annotations(arguments: ast.arguments) -> Iterator[ast.expr]:
    """The annotations and the defaults of the parameters."""
    yield from [parameter.annotation for parameter in get_parameters(arguments) if parameter.annotation]
    yield from [default for default in [*arguments.defaults, *arguments.kw_defaults] if default]


def find_bound_names(node: ast.AST) -> Iterator[str]:
    """The names bound in a function or comprehension, those of the functions inside it left out."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Store):
            yield child.id
        elif isinstance(child, NAMING) and child.name:
            yield child.name
        if not isinstance(child, (*FUNCTIONS, *COMPREHENSIONS, ast.ClassDef)):
            yield from find_bound_names(child)
