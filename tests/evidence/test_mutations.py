"""The edits that mutants are made of."""

import ast

import pytest

from pyde_vectors.evidence.mutations import find_edits, find_stages

STAGES = {"Stage.DECODE": ["SHORT", "LONG"], "Stage.VALIDATE": ["EMPTY"]}


def describe(source):
    """Every edit of a source: operator, scope, text before, text after."""
    return [(edit.operator, edit.place.scope, *edit.describe()) for edit in find_edits(ast.parse(source), STAGES)]


def get_mutations(source):
    """The text after each edit."""
    return [after for *_, after in describe(source)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x = a < b", ["x = a <= b"]),
        ("x = a in b", ["x = a not in b"]),
        ("x = a is not b", ["x = a is b"]),
        ("x = a < b == c", ["x = a <= b == c", "x = a < b != c"]),
        ("x = a and b", ["x = a or b"]),
        ("x = not a", ["x = a"]),
        ("x = -a", ["x = a"]),
        ("x = a << b", ["x = a >> b"]),
        ("x = a // b", ["x = a * b"]),
        ("x = 7", ["x = 8", "x = 6"]),
        ("x = True", ["x = False"]),
        ("x = 'a'", ["x = 'ax'"]),
        ("x = b'a'", ["x = b'`'"]),
        ("x = b''", ["x = b'\\x00'"]),
        ("x = min(a)", ["x = max(a)"]),
        ("x = any(a)", ["x = all(a)"]),
        ("x = a if b else c", ["x = a if True else c", "x = a if False else c"]),
        ("x = [a for a in b if c]", ["x = [a for a in b if True]", "x = [a for a in b if False]"]),
        ("x = Reason.SHORT", ["x = Reason.LONG"]),
        ("x = Reason.LONG", ["x = Reason.SHORT"]),
        ("x = Reason.EMPTY", ["x = Reason.SHORT"]),  # alone in its stage
        ("x = Stage.DECODE", ["x = Stage.VALIDATE"]),
        ("x += a", ["pass", "x -= a"]),
        ("x[a] = b", ["pass"]),
        ("f(a)", ["pass"]),
        ("while a:\n    break", ["while False:", "pass"]),
        ("match a:\n    case B():\n        c = d", ["case B() if False:"]),
        ("def f() -> bool:\n    return a", ["return not a"]),
        ("def f(a=1): pass", ["def f(a=2):", "def f(a=0):"]),
        ("if a:\n    b = c", ["if True:", "if False:"]),
    ],
)
def test_each_edit(source, expected):
    assert get_mutations(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        '"""Text."""',
        "def f():\n    '''Text.'''",
        "assert a < 1, 'text'",
        "x: int = a",
        "def f(a: Annotated[int, 5]) -> Annotated[int, 6]: pass",
        "x = f'{a + 1}'",
        "x = int | None",
        "X = Alpha | Beta",
        "x = zip(a, b, strict=True)",
        "import a",
        "@dataclass(frozen=True, slots=True)\nclass A:\n    a: int",
        "x = Meaning(a, 'chapter', 'sentence')",
    ],
)
def test_what_is_left_alone(source):
    assert get_mutations(source) == []


def test_of_a_rejection_the_raise_and_the_reason_are_edited_and_the_detail_is_not():
    assert describe("def f():\n    raise Rejected(Reason.SHORT, 'only 3' + str(4))") == [
        (
            "raise-removed",
            "f",
            "raise Rejected(Reason.SHORT, 'only 3' + str(4))",
            "pass",
        ),
        (
            "reason",
            "f",
            "raise Rejected(Reason.SHORT, 'only 3' + str(4))",
            "raise Rejected(Reason.LONG, 'only 3' + str(4))",
        ),
    ]


def test_a_condition_that_guards_nothing_but_a_raise_is_not_made_false_as_well():
    assert get_mutations("if a:\n    raise Rejected(Reason.EMPTY)") == [
        "if True:",
        "pass",
        "raise Rejected(Reason.SHORT)",
    ]


def test_neighbouring_fields_of_a_record_are_swapped_and_caps_in_its_annotations_edited():
    source = "@dataclass\nclass A:\n    a: Annotated[bytes, Cap(5)]\n    b: int\n    c: int"
    assert get_mutations(source) == [
        "class A: fields b, a, c",
        "class A: fields a, c, b",
        "a: Annotated[bytes, Cap(6)]",
        "a: Annotated[bytes, Cap(4)]",
    ]


def test_an_early_return_can_be_left_out_and_the_last_one_cannot():
    assert get_mutations("def f():\n    if a:\n        return b\n    return c") == ["if True:", "if False:", "pass"]


def test_an_edit_leaves_the_tree_as_it_was_until_it_is_applied():
    tree = ast.parse("x = a < 7")
    for edit in find_edits(tree, STAGES):
        edit.describe()
    assert ast.unparse(tree) == "x = a < 7"
    find_edits(tree, STAGES)[0].apply()
    assert ast.unparse(tree) == "x = a <= 7"


def test_the_lines_of_an_edit_are_those_of_its_statement_or_of_the_head_of_a_block():
    source = "def f():\n    if (\n        a < b\n    ):\n        c(\n            d\n        )"
    lines = {edit.operator: list(edit.get_lines()) for edit in find_edits(ast.parse(source), STAGES)}
    assert lines["comparison"] == [2, 3, 4]
    assert lines["statement-removed"] == [5, 6, 7]


def test_stages_are_read_from_the_catalogue():
    source = "class Reason(Enum):\n    A = Meaning(Stage.X, 'c', 's')\n    B = Meaning(Stage.Y, 'c', 's')"
    assert find_stages(source) == {"Stage.X": ["A"], "Stage.Y": ["B"]}
