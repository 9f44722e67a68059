"""Constants: found, valued, and told with what the text says of them."""

import enum

import pytest

from pyde_docs.constants import find_constants, is_literal, is_plain
from pyde_docs.value_text import SHOWN_BYTES_MAX, show_value


class Colour(enum.IntEnum):
    RED = 1


VALUES = [
    (1_000_000, "1,000,000"),
    (-5, "-5"),
    (True, "true"),
    (None, "none"),
    (2.5, "2.5"),
    (Colour.RED, "RED"),
    (b"\x00\xff", "0x00ff"),
    (b"", "0x"),
    (b"pyde-v1", "'pyde-v1'"),
    (b"\x01" * (SHOWN_BYTES_MAX + 1), f"0x0101010101010101 … {SHOWN_BYTES_MAX + 1} bytes"),
    ("text", "'text'"),
    ((1, 2), "(1, 2)"),
    (tuple(range(9)), "(0, 1, 2, 3, … 9 in all)"),
    (frozenset("ba"), "('a', 'b')"),
    ({"a": 1}, "{a: 1}"),
    (2**256, "0x1" + "0" * 64),
]


@pytest.mark.parametrize(("value", "shown"), VALUES)
def test_a_value_is_written_for_people(value, shown):
    assert show_value(value) == shown


def test_what_is_said_of_a_constant_is_found(sources):
    found = {
        constant.name: constant
        for constant in find_constants("pyde_spec.crypto.grain", sources["pyde_spec.crypto.grain"])
    }
    assert (found["FIELD_TAG"].value, found["FIELD_TAG"].said) == ("1", "a prime field")


def test_a_formula_stands_beside_its_value(sources):
    module = "pyde_spec.crypto.goldilocks"
    (modulus,) = find_constants(module, sources[module])
    assert (modulus.value, modulus.written) == ("18,446,744,069,414,584,321", "2 ** 64 - 2 ** 32 + 1")


def test_a_name_of_a_type_has_its_text_and_no_value(sources):
    module = "pyde_spec.encoding.shapes"
    found = {constant.name: constant for constant in find_constants(module, sources[module])}
    assert (found["U8"].value, found["U8"].written) == ("", "Annotated[int, Unsigned(8)]")


def test_no_value_shows_an_address_or_a_path(sources):
    for module, source in sources.items():
        for constant in find_constants(module, source):
            assert " at 0x" not in constant.value, constant
            assert "Path(" not in constant.value, constant


def test_plain_values_and_literals():
    assert is_plain((1, b"", ("a", Colour.RED)))
    assert not is_plain(({},))
    assert is_literal("-5")
    assert not is_literal("2 ** 4")


def test_every_public_constant_is_on_the_page(site, sources):
    page = (site / "constants.html").read_text()
    for module, source in sources.items():
        for constant in find_constants(module, source):
            assert f"<code>{constant.name}</code>" in page, f"{module}.{constant.name}"
