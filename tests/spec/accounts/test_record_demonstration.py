"""Finding F-09: the record of the book has no room for the window, and a nonce is spent twice."""

import importlib.util
from pathlib import Path

import pytest

from pyde_spec.accounts.nonce_window import NonceWindow, use_nonce
from pyde_spec.accounts.record import AccountRecord
from pyde_spec.encoding.shapes import compute_minimum_size, shape_of
from pyde_spec.rejections import Reason, Rejected

SOURCE = Path(__file__).parents[3] / "docs" / "pyde_docs" / "record_demonstration.py"


@pytest.fixture(scope="module")
def demonstration():
    """The module of the site; the site is no package of the distribution."""
    place = importlib.util.spec_from_file_location("record_demonstration", SOURCE)
    module = importlib.util.module_from_spec(place)
    place.loader.exec_module(module)
    return module


def test_the_book_gives_141_bytes_and_the_window_needs_two_more(demonstration):
    assert sum(demonstration.BOOK_RECORD_SIZES.values()) == 141
    assert compute_minimum_size(shape_of(AccountRecord)) == 141 + 2
    names = [field.name for field in shape_of(AccountRecord).fields]
    assert list(demonstration.BOOK_RECORD_SIZES) == names


def test_different_windows_are_one_record_of_the_book(demonstration):
    fresh, spent = NonceWindow(100, 0), NonceWindow(100, 0b1000)
    assert demonstration.read_back_base(fresh) == demonstration.read_back_base(spent)


def test_a_nonce_is_spent_twice_from_the_base_alone(demonstration):
    after = use_nonce(NonceWindow(100, 0), 103)
    with pytest.raises(Rejected) as raised:
        use_nonce(after, 103)
    assert raised.value.reason is Reason.NONCE_ALREADY_USED
    assert use_nonce(demonstration.read_back_base(after), 103) == after


def test_the_rows_of_the_page_show_it(demonstration):
    rows = list(demonstration.generate_replay_rows())
    assert [row[0] for row in rows] == ["103", "101", "100", "115", "102"]
    assert {row[3] for row in rows} == {"`nonce_already_used`", "`nonce_too_low`"}
    assert [row[4] for row in rows].count("**spent again**") == 3
