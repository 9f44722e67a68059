"""Two values that differ are never shown alike, however long they are and wherever they differ."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pyde_conformance.compare import find_difference
from pyde_conformance.cutting import SHOWN_MAX, cut_pair, show_pair

LONG = "ab" * 450


@pytest.mark.parametrize(
    ("expected", "got", "limit", "shown"),
    [
        ("short", "other", 5, ("short", "other")),
        ("aaaaaaaaaaaax", "aaaaaaaaaaaay", 8, ("…aaaaax", "…aaaaay")),
        ("xaaaaaaaaaaaa", "yaaaaaaaaaaaa", 8, ("xaaaaa…", "yaaaaa…")),
        ("aaaaaaaxaaaaaaa", "aaaaaaayaaaaaaa", 8, ("…aaxaaa…", "…aayaaa…")),
        ("aaaaaaaaa", "aaaaaaaaaaaaaaa", 8, ("…aa", "…aaaaaa…")),
        ("a" * 7, "a" * 9, 8, ("…aaaa", "…aaaaaa")),
    ],
)
def test_both_are_cut_around_the_first_character_that_differs(expected, got, limit, shown):
    pair = cut_pair(expected, got, limit)
    assert (pair.expected, pair.got, pair.note) == (*shown, "")


@pytest.mark.parametrize(("byte", "number"), [(0, 0), (1, 1), (450, 450), (896, 896)])
def test_byte_strings_say_at_which_byte(byte, number):
    left = bytes(897)
    right = left[:byte] + b"\x01" + left[byte + 1 :]
    for quote in ("", '"'):
        pair = cut_pair(f"{quote}0x{left.hex()}{quote}", f"{quote}0x{right.hex()}{quote}")
        assert pair.expected != pair.got
        assert pair.note == f"they differ from byte {number} on"
        digits = pair.got.replace("…", "").removeprefix('"').removeprefix("0x")
        assert digits.index("01") % 2 == 0, "a byte is not cut in half"


def test_of_two_byte_strings_one_may_begin_the_other():
    pair = cut_pair("0x" + "00" * 100, "0x" + "00" * 101)
    assert pair.expected != pair.got
    assert pair.note == "they differ from byte 100 on"


@pytest.mark.parametrize(
    ("expected", "got"),
    [("a  b", "a b"), ("a\u00a0b", "a b"), ("\u2028", "\u2029"), ("\u00e9", "e\u0301"), ("1", 1), (1.0, 1)],
)
def test_what_looks_alike_is_not_shown_alike(expected, got):
    pair = show_pair(expected, got)
    assert pair.expected != pair.got
    assert (pair.expected + pair.got).isascii()


TEXTS = st.text(st.sampled_from("0x af\u00e9"), max_size=12)


@settings(derandomize=True)
@given(TEXTS, TEXTS, TEXTS, st.integers(0, 300), st.integers(0, 300))
def test_two_values_are_never_the_same_two_lines(head, left, right, before, after):
    pair = show_pair(head * before + left + head * after, head * before + right + head * after)
    assert max(len(pair.expected), len(pair.got)) <= SHOWN_MAX
    assert (pair.expected == pair.got) == (head * before + left + head * after == head * before + right + head * after)


@pytest.mark.parametrize(
    ("expected", "got", "path", "note"),
    [
        ({"ok": {"a": "0x" + LONG}}, {"ok": {"a": "0x" + LONG[:-1] + "c"}}, "a", "they differ from byte 449 on"),
        ({"ok": {"a": [LONG]}}, {"ok": {"a": [LONG + "c"]}}, "a[0]", ""),
        ({"trap": LONG}, {"trap": LONG + "c"}, "", "another trap"),
        (
            {"reject": {"stage": "decode", "reason": LONG}},
            {"reject": {"stage": "decode", "reason": LONG + "c"}},
            "reason",
            "the catalogue has no such reason",
        ),
    ],
)
def test_a_difference_at_the_end_of_long_values_shows(expected, got, path, note):
    difference = find_difference(expected, got)
    assert (difference.path, difference.note) == (path, note)
    assert difference.expected != difference.got
    assert max(len(difference.expected), len(difference.got)) <= SHOWN_MAX
