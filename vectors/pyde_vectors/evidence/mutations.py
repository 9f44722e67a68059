"""The small mistakes that a mutant makes.

A mutant is a module of the specification with one edit: another operator, a constant one off, a
condition that always or never holds, a rejection that is left out or names another reason, two fields
of a record in the other order. Each stands for a mistake that a client can make; the vectors have to
tell the two apart.

An edit puts another child into one place of the syntax tree. What only people read is left alone:
docstrings, the details of rejections, the sentences of the catalogue, assertions, annotations of
functions. The annotations of a record's fields are edited, because they say how it lies on the wire.

Decision: R-60 (own operators), R-61 (what is edited).
"""

import ast
from itertools import pairwise
from typing import Any

from pyde_vectors.evidence.edits import Edit, Place, Spot
from pyde_vectors.evidence.nodes import (
    change_constant,
    is_block,
    is_dataclass_decorator,
    is_docstring,
    is_field,
    is_removable,
    is_type_union,
    negate,
)
from pyde_vectors.evidence.scopes import Scope, join_scope

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitAnd,
}
BUILT_INS = {"min": "max", "max": "min", "any": "all", "all": "any"}

# Calls whose arguments, from this position on, are written for people.
TEXT_FOR_PEOPLE = {
    "Rejected": 1,
    "Meaning": 1,
    "ErrorMeaning": 1,
    "DomainTag": 5,
    "AssertionError": 0,
    "TypeError": 0,
    "ValueError": 0,
}

# Settings by which Python checks the text itself; on a right text they change nothing.
CHECKS_OF_PYTHON = {"strict"}


class EditFinder:
    """Walks a module and lists its edits, in the order of the text."""

    def __init__(self, stages: dict[str, list[str]]) -> None:
        self.stages = [stage.rpartition(".")[2] for stage in stages]
        self.reasons = {reason: reasons for reasons in stages.values() for reason in reasons}
        self.edits: list[Edit] = []

    def add(self, operator: str, place: Place, spot: Spot, replacement: Any) -> None:
        """Note an edit."""
        self.edits.append(Edit(operator, place, spot, replacement))

    def visit_body(self, holder: Any, field: str, place: Place) -> None:
        """The statements of a block."""
        for index, statement in enumerate(getattr(holder, field)):
            if is_docstring(statement) or isinstance(statement, ast.Assert | ast.Import | ast.ImportFrom):
                continue
            at = Place(place.scope, statement, place.in_function, negates_return=place.negates_return)
            self.remove_statement(Spot(holder, field, index), statement, at)
            self.visit_statement(statement, at)

    def remove_statement(self, spot: Spot, statement: Any, place: Place) -> None:
        """The statement left out, where the text stays whole without it."""
        if isinstance(statement, ast.Raise):
            self.add("raise-removed", place, spot, ast.Pass())
        elif is_removable(statement, spot.holder):
            self.add("statement-removed", place, spot, ast.Pass())

    def visit_statement(self, statement: Any, place: Place) -> None:
        """One statement: its own edits, then those of its parts."""
        if isinstance(statement, Scope):
            self.visit_scope(statement, place)
            return
        if isinstance(statement, ast.If | ast.While):
            self.fix_condition(statement, place)
        if isinstance(statement, ast.AugAssign) and type(statement.op) in ARITHMETIC:
            self.add("arithmetic", place, Spot(statement, "op"), ARITHMETIC[type(statement.op)]())
        if isinstance(statement, ast.Return) and place.negates_return and statement.value is not None:
            self.add("return-negated", place, Spot(statement, "value"), negate(statement.value))
        self.visit_children(statement, place)

    def visit_scope(self, node: Any, place: Place) -> None:
        """A function or a class. Its decorators and defaults run when it is defined."""
        scope = join_scope(place.scope, node.name)
        for index, decorator in enumerate(node.decorator_list):
            if not is_dataclass_decorator(decorator):
                at = Place(place.scope, decorator, place.in_function)
                self.visit(Spot(node, "decorator_list", index), decorator, at)
        if isinstance(node, ast.ClassDef):
            self.swap_fields(node, Place(scope, node, place.in_function))
            self.visit_body(node, "body", Place(scope, node, place.in_function))
            return
        for defaults in ("defaults", "kw_defaults"):
            for index, default in enumerate(getattr(node.args, defaults)):
                if default is not None:
                    self.visit(Spot(node.args, defaults, index), default, Place(scope, node, place.in_function))
        answers = isinstance(node.returns, ast.Name) and node.returns.id == "bool"
        self.visit_body(node, "body", Place(scope, node, in_function=True, negates_return=answers))

    def swap_fields(self, node: ast.ClassDef, place: Place) -> None:
        """Two neighbouring fields of a record in the other order, or two that are of one kind."""
        if not any(is_dataclass_decorator(decorator) for decorator in node.decorator_list):
            return
        fields = [index for index, item in enumerate(node.body) if is_field(item)]
        for first, second in pairwise(fields):
            body = list(node.body)
            body[first], body[second] = body[second], body[first]
            self.add("fields-swapped", place, Spot(node, "body"), body)

    def fix_condition(self, statement: Any, place: Place) -> None:
        """The condition always or never holds. A lone `raise` that never happens is one removed already."""
        if isinstance(statement, ast.If):
            self.add("condition-true", place, Spot(statement, "test"), ast.Constant(True))
        if not (len(statement.body) == 1 and isinstance(statement.body[0], ast.Raise) and not statement.orelse):
            self.add("condition-false", place, Spot(statement, "test"), ast.Constant(False))

    def visit_children(self, node: ast.AST, place: Place) -> None:
        """The parts of a node, in the order of the text."""
        for field, value in ast.iter_fields(node):
            if field in {"body", "orelse", "finalbody"} and isinstance(value, list) and is_block(value):
                self.visit_body(node, field, place)
            elif isinstance(value, list):
                for index, child in enumerate(value):
                    if isinstance(child, ast.AST):
                        self.visit(Spot(node, field, index), child, place)
            elif isinstance(value, ast.AST):
                self.visit(Spot(node, field), value, place)

    def visit(self, spot: Spot, node: Any, place: Place) -> None:
        """One part that is not a statement of a block."""
        if isinstance(node, ast.JoinedStr):
            return
        if spot.field == "annotation":
            if place.in_function or not isinstance(place.anchor, ast.AnnAssign):
                return
            place = Place(place.scope, place.anchor, in_annotation=True)
        if isinstance(node, ast.ExceptHandler | ast.match_case):
            place = Place(place.scope, node, place.in_function, negates_return=place.negates_return)
        self.edit_node(spot, node, place)
        if isinstance(node, ast.Call):
            self.visit_call(node, place)
        else:
            self.visit_children(node, place)

    def visit_call(self, node: ast.Call, place: Place) -> None:
        """A call: its arguments up to those written for people."""
        limit = len(node.args)
        if isinstance(node.func, ast.Name):
            limit = min(limit, TEXT_FOR_PEOPLE.get(node.func.id, limit))
        elif ast.unparse(node.func) == "super().__init__":
            limit = 0
        self.visit(Spot(node, "func"), node.func, place)
        for index, argument in enumerate(node.args[:limit]):
            self.visit(Spot(node, "args", index), argument, place)
        for keyword in node.keywords:
            if keyword.arg not in CHECKS_OF_PYTHON:
                self.visit(Spot(keyword, "value"), keyword.value, place)

    def edit_node(self, spot: Spot, node: Any, place: Place) -> None:
        """The edits of one expression."""
        match node:
            case ast.Compare(ops=operators):
                for position, operator in enumerate(operators):
                    self.add("comparison", place, Spot(node, "ops", position), COMPARISONS[type(operator)]())
            case ast.BinOp(op=operator) if type(operator) in ARITHMETIC and not is_type_union(node):
                self.add("arithmetic", place, Spot(node, "op"), ARITHMETIC[type(operator)]())
            case ast.BoolOp(op=operator):
                self.add("and-or", place, Spot(node, "op"), ast.And() if isinstance(operator, ast.Or) else ast.Or())
            case ast.UnaryOp(op=ast.Not() | ast.USub() | ast.Invert(), operand=operand):
                self.add("unary-removed", place, spot, operand)
            case ast.IfExp():
                self.add("condition-true", place, Spot(node, "test"), ast.Constant(True))
                self.add("condition-false", place, Spot(node, "test"), ast.Constant(False))
            case ast.comprehension(ifs=conditions):
                for position, _ in enumerate(conditions):
                    self.add("condition-true", place, Spot(node, "ifs", position), ast.Constant(True))
                    self.add("condition-false", place, Spot(node, "ifs", position), ast.Constant(False))
            case ast.match_case():
                self.add("case-never", place, Spot(node, "guard"), ast.Constant(False))
            case ast.Constant(value=value):
                for other in change_constant(value, place):
                    self.add("constant", place, spot, ast.Constant(other))
            case ast.Name(id=name, ctx=ast.Load()) if name in BUILT_INS:
                self.add("built-in", place, Spot(node, "id"), BUILT_INS[name])
            case ast.Attribute(value=ast.Name(id="Reason"), attr=name) if name in self.reasons:
                self.add("reason", place, Spot(node, "attr"), self.choose_other_reason(name))
            case ast.Attribute(value=ast.Name(id="Stage"), attr=name) if name in self.stages:
                self.add("reason", place, Spot(node, "attr"), choose_next(self.stages, name))

    def choose_other_reason(self, name: str) -> str:
        """The next reason of the same stage; of any stage, when it is alone in its own."""
        stage = self.reasons[name]
        return choose_next(stage if len(stage) > 1 else list(self.reasons), name)


def choose_next(names: list[str], name: str) -> str:
    """The name after this one, the first after the last."""
    return names[(names.index(name) + 1) % len(names)]


def find_edits(tree: ast.Module, stages: dict[str, list[str]]) -> list[Edit]:
    """Every edit of a module, in the order of the text. `stages` lists the reasons of each stage."""
    finder = EditFinder(stages)
    finder.visit_body(tree, "body", Place("", tree))
    return finder.edits


def find_stages(source: str) -> dict[str, list[str]]:
    """The reasons of each stage, read from the source of the catalogue."""
    stages: dict[str, list[str]] = {}
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Assign(targets=[ast.Name(id=reason)], value=ast.Call(ast.Name(id="Meaning"), [stage, *_])):
                stages.setdefault(ast.unparse(stage), []).append(reason)
    return stages
