"""The comparison is exact, and names the first place that differs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyde_conformance.compare import find_difference
from pyde_conformance.protocol import ReasonLevel

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=3),
    max_leaves=8,
)


def reject(stage, reason):
    return {"reject": {"stage": stage, "reason": reason}}


@pytest.mark.parametrize(
    ("expected", "got", "path"),
    [
        ({"a": 1}, {"a": 1.0}, "a"),
        ({"a": 1}, {"a": True}, "a"),
        ({"a": 1}, {"a": "1"}, "a"),
        ({"a": 0}, {"a": False}, "a"),
        ({"a": None}, {}, "a"),
        ({}, {"a": None}, "a"),
        ({"a": {"b": [1, 2]}}, {"a": {"b": [1, 3]}}, "a.b[1]"),
        ({"a": {"b": [1, 2]}}, {"a": {"b": [1]}}, "a.b"),
        ({"a": []}, {"a": {}}, "a"),
        ({"b": 1, "a": 1}, {"a": 2, "b": 2}, "b"),
        ({"a": "0xAB"}, {"a": "0xab"}, "a"),
    ],
)
def test_the_first_difference_is_named(expected, got, path):
    difference = find_difference({"ok": expected}, {"ok": got})
    assert difference is not None
    assert difference.path == path


def test_the_order_of_members_does_not_count():
    assert find_difference({"ok": {"a": 1, "b": 2}}, {"ok": {"b": 2, "a": 1}}) is None


@given(JSON, JSON)
def test_equal_means_equal_text(left, right):
    import json

    same = json.dumps(left, sort_keys=True) == json.dumps(right, sort_keys=True)
    assert (find_difference({"ok": {"v": left}}, {"ok": {"v": right}}) is None) == same
    assert find_difference({"ok": {"v": left}}, {"ok": {"v": left}}) is None


@pytest.mark.parametrize("got", [{"ok": {}}, {"trap": "unreachable"}])
def test_another_kind_of_answer_differs(got):
    difference = find_difference(reject("decode", "trailing_bytes"), got, ReasonLevel.NONE)
    assert difference is not None
    assert difference.note == "the answer is not a rejection"


@pytest.mark.parametrize(
    ("got", "exact", "stage", "none"),
    [
        (reject("decode", "trailing_bytes"), True, True, True),
        (reject("decode", "unknown_tag"), False, True, True),
        (reject("validate", "trailing_bytes"), False, False, True),
        ({"reject": {"stage": "decode"}}, False, True, True),
        ({"reject": {"reason": "trailing_bytes"}}, False, False, True),
        ({"reject": {}}, False, False, True),
        (reject("decode", ["trailing_bytes"]), False, True, True),
    ],
)
def test_levels_of_reasons(got, exact, stage, none):
    expected = reject("decode", "trailing_bytes")
    found = tuple(find_difference(expected, got, level) is None for level in ReasonLevel)
    assert found == (exact, stage, none)


def test_a_map_translates_stage_and_reason():
    got = {"reject": {"stage": "whatever", "reason": "Extra"}}
    assert find_difference(reject("decode", "trailing_bytes"), got, reasons={"Extra": "trailing_bytes"}) is None
    assert find_difference(reject("decode", "unknown_tag"), got, reasons={"Extra": "trailing_bytes"}) is not None


def test_a_reason_outside_of_the_catalogue_is_said_to_be():
    difference = find_difference(reject("decode", "trailing_bytes"), reject("decode", "extra_bytes"))
    assert difference is not None
    assert difference.note == "the catalogue has no such reason"
    assert difference.expected == "reject  decode / trailing_bytes"


def test_traps_are_compared_by_name():
    assert find_difference({"trap": "unreachable"}, {"trap": "unreachable"}) is None
    assert find_difference({"trap": "unreachable"}, {"trap": "out_of_fuel"}) is not None
