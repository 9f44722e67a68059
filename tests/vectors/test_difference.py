"""Differences between two sets of fixtures."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pyde_vectors.difference import compute_difference, write_difference


def make_case(name, expect=1, title="A title", **members):
    return {"id": name, "title": title, "expect": {"ok": expect}, **members}


OLD = {"a": make_case("a"), "b": make_case("b"), "c": make_case("c"), "d": make_case("d")}
NEW = {
    "b": make_case("b", expect=2, title="Another"),
    "c": make_case("c", reveals={"x": 1}),
    "d": make_case("d"),
    "e": make_case("e"),
}


def test_cases_are_added_removed_and_changed():
    difference = compute_difference(OLD, NEW)
    assert difference.added == ("e",)
    assert difference.removed == ("a",)
    assert [(change.id, change.members) for change in difference.changed] == [
        ("b", ("title", "expect")),
        ("c", ("reveals",)),
    ]
    assert difference.expectations_changed == 1
    assert not difference.is_empty


def test_the_machine_readable_form_has_both_values_of_each_member():
    assert write_difference(compute_difference(OLD, NEW), "1", "2") == {
        "old_root": "1",
        "new_root": "2",
        "expectations_changed": 1,
        "added": ["e"],
        "removed": ["a"],
        "changed": [
            {
                "id": "b",
                "members": {
                    "title": {"old": "A title", "new": "Another"},
                    "expect": {"old": {"ok": 1}, "new": {"ok": 2}},
                },
            },
            {"id": "c", "members": {"reveals": {"old": None, "new": {"x": 1}}}},
        ],
    }


SETS = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 2)).map(
    lambda expects: {name: make_case(name, expect) for name, expect in expects.items()}
)


@settings(derandomize=True, database=None, deadline=None)
@given(SETS, SETS)
def test_there_and_back_swaps_added_and_removed(old, new):
    there, back = compute_difference(old, new), compute_difference(new, old)
    assert (there.added, there.removed) == (back.removed, back.added)
    assert [change.id for change in there.changed] == [change.id for change in back.changed]
    assert there.is_empty == (old == new)
    assert compute_difference(old, old).is_empty
