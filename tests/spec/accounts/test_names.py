"""The rules of names against a regular expression, and every text of a few characters."""

import re
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from pyde_spec.accounts.names import NAME_CHARACTERS, NAME_SIZE_MAX, validate_name
from pyde_spec.rejections import Rejected

NAME = re.compile(r"(?=.{1,32}\Z)[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII | re.DOTALL)


def is_valid(name):
    try:
        validate_name(name)
    except Rejected:
        return False
    return True


def test_every_short_text_over_a_few_characters():
    for size in range(6):
        for characters in product("a0-A", repeat=size):
            name = "".join(characters)
            assert is_valid(name) == bool(NAME.fullmatch(name)), name


@given(st.text(alphabet="az09-", max_size=40))
def test_texts_over_the_alphabet(name):
    assert is_valid(name) == bool(NAME.fullmatch(name))


@given(st.text(max_size=40))
def test_any_text(name):
    assert is_valid(name) == bool(NAME.fullmatch(name))


def test_the_alphabet_is_single_bytes_and_has_no_upper_case():
    assert len(NAME_CHARACTERS) == 37
    assert all(len(character.encode()) == 1 for character in NAME_CHARACTERS)
    assert all(character == character.lower() for character in NAME_CHARACTERS)


def test_a_valid_name_has_as_many_characters_as_bytes():
    assert is_valid("a" * NAME_SIZE_MAX)
    assert not is_valid("a" * (NAME_SIZE_MAX + 1))
