"""Whatever the text of a genesis file is, reading it ends with a table that lies flat or with a reason."""

import sys
import tomllib

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pyde_spec.rejections import Reason, Rejected
from pyde_spec.transactions.genesis_text import OPEN_BRACKETS_MAX, validate_text
from pyde_spec.transactions.genesis_toml import parse_toml

PIECES = ('"', '""', "'", "''", "\\", "#", "[", "]", "{", "}", ".", "=", ",", "a", "b", "1", "\n", "\r", " ", "a=", "é")
DEPTH_OF_HEADING = 3  # the file itself, an array of tables, one of them
SMALL_STACK = 150


def compute_depth(value):
    if isinstance(value, dict):
        return 1 + max(map(compute_depth, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(compute_depth, value), default=0)
    return 0


@settings(max_examples=1_000, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@example("a=[[[[[[[[]]]]]]]]")
def test_what_is_read_lies_flat(text):
    try:
        table = parse_toml(text)
    except Rejected:
        return
    assert compute_depth(table) <= OPEN_BRACKETS_MAX + DEPTH_OF_HEADING
    assert table == tomllib.loads(text)


def count_frames():
    frame, depth = sys._getframe(), 0
    while frame is not None:
        frame, depth = frame.f_back, depth + 1
    return depth


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a" + ".a" * 600 + " = 1", Reason.GENESIS_DOTTED),
        ("a" + ".a" * 20_000 + " = 1", Reason.GENESIS_DOTTED),
        ("a = " + "[" * 300 + "]" * 300, Reason.GENESIS_NESTED_TOO_DEEPLY),
        ("a = " + "[" * 500 + "]" * 500, Reason.GENESIS_NESTED_TOO_DEEPLY),
        ("a = " + "{a=" * 20_000, Reason.GENESIS_NESTED_TOO_DEEPLY),
    ],
)
def test_the_reason_does_not_depend_on_the_stack(text, reason):
    limit = sys.getrecursionlimit()
    for stack in (SMALL_STACK + count_frames(), 10_000):
        sys.setrecursionlimit(stack)
        try:
            with pytest.raises(Rejected) as rejected:
                parse_toml(text)
        finally:
            sys.setrecursionlimit(limit)
        assert rejected.value.reason is reason


def test_the_deepest_text_needs_a_small_stack():
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(SMALL_STACK + count_frames())
    try:
        assert compute_depth(parse_toml("[[a]]\nb = " + "[" * 8 + "]" * 8)) == OPEN_BRACKETS_MAX + DEPTH_OF_HEADING
    finally:
        sys.setrecursionlimit(limit)


def test_a_string_of_half_a_megabyte_is_gone_through():
    validate_text('a = "' + '\\"' * 250_000 + '"')
    validate_text('"' * 2 + " " + "' " * 200_000)
