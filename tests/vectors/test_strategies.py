"""What is drawn from shapes: values of their types, edges among them, and wire forms that nearly decode."""

from collections import Counter
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Annotated

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

from pyde_spec.encoding.decoder import decode
from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.json_form import from_json, to_json
from pyde_spec.encoding.shapes import (
    I32,
    I64,
    U8,
    U64,
    U64_MAX,
    Bytes32,
    FixedBytes,
    ListOf,
    MapOf,
    TaggedUnion,
    Text,
    VariableBytes,
    Variant,
    shape_of,
)
from pyde_spec.params.versions import resolve
from pyde_spec.rejections import Rejected
from pyde_vectors.handlers import answer, load_handlers, read_input, write_record
from pyde_vectors.strategies import near_valid_bytes, strategy_for, strategy_for_input
from pyde_vectors.wire_marks import Mark, find_marks

SEEDED = settings(derandomize=True, database=None, deadline=None, max_examples=150)


class Colour(IntEnum):
    RED = 0
    BLUE = 7


@dataclass(frozen=True, slots=True)
class Empty:
    pass


@dataclass(frozen=True, slots=True)
class Pair:
    left: U8
    right: Annotated[bytes, VariableBytes(9)]


@dataclass(frozen=True, slots=True)
class Everything:
    number: U64
    signed: I64
    small: I32
    digest: Bytes32
    key: Annotated[bytes, FixedBytes(897)]
    data: Annotated[bytes, VariableBytes(5)]
    large: Annotated[bytes, VariableBytes(4_000_000)]
    text: Annotated[str, Text(5)]
    is_set: bool
    maybe: Pair | None
    items: Annotated[tuple[U8, ...], ListOf(16)]
    many: Annotated[tuple[U64, ...], ListOf(100_000)]
    pairs: Annotated[tuple[tuple[U8, Pair], ...], MapOf(2)]
    colour: Colour
    choice: Annotated[Empty | Pair, TaggedUnion(Variant(0, "empty", Empty), Variant(4, "pair", Pair))]


@dataclass(frozen=True, slots=True)
class Dense:
    is_set: bool
    maybe: bool | None
    colour: Colour
    pairs: Annotated[tuple[tuple[U8, bool], ...], MapOf(3)]
    text: Annotated[str, Text(9)]


@SEEDED
@given(strategy_for(Everything))
def test_drawn_values_are_of_their_type(value):
    assert decode(Everything, encode(Everything, value)) == value
    assert from_json(Everything, to_json(Everything, value)) == value


def is_reached(annotation, condition):
    find(strategy_for(annotation), condition, settings=settings(SEEDED, max_examples=2000))
    return True


@pytest.mark.parametrize("edge", [0, 1, U64_MAX - 1, U64_MAX])
def test_the_edges_of_integers_come_often(edge):
    drawn = Counter()

    @settings(SEEDED, max_examples=400)
    @given(strategy_for(U64), st.integers())
    def draw(value, _):
        drawn[value] += 1

    draw()
    assert drawn[edge] > 5
    assert len(drawn) > 20


def test_caps_are_reached_where_they_can_be():
    assert is_reached(Annotated[bytes, VariableBytes(5)], lambda value: len(value) == 5)
    assert is_reached(Annotated[str, Text(32)], lambda value: len(value.encode()) == 32)
    assert is_reached(Annotated[str, Text(5)], lambda value: len(value.encode()) > len(value))
    assert is_reached(Annotated[tuple[U8, ...], ListOf(16)], lambda value: len(value) == 16)
    assert is_reached(Annotated[tuple[U8, ...], ListOf(16)], lambda value: value == ())
    assert is_reached(Annotated[bytes, FixedBytes(897)], lambda value: value == b"\xff" * 897)


@SEEDED
@given(strategy_for(Everything))
def test_what_may_be_long_is_short(value):
    assert len(value.large) <= 64
    assert len(value.many) <= 3


@SEEDED
@given(st.data())
def test_inputs_of_handlers_can_be_asked_and_written(data):
    names = ("params/quorum", "params/resolve", "accounts/use_nonce", "types/encode")
    handler = load_handlers()[data.draw(st.sampled_from(names))]
    value = data.draw(strategy_for_input(handler))
    assert isinstance(value, handler.input_type)
    assert read_input(handler, write_record(handler.input_type, value)) == value


def test_a_handler_may_say_which_inputs_are_worth_asking():
    handler = load_handlers()["params/quorum"]
    told = replace(handler, inputs=lambda: st.just(handler.input_type(4)))
    value = find(strategy_for_input(told), lambda _: True, settings=SEEDED)
    assert answer(told, resolve("1.1", "mainnet"), value)["ok"]["quorum"] == 3


def test_marks_are_the_tags_and_lengths_in_order():
    value = Everything(
        number=1,
        signed=-1,
        small=2,
        digest=b"\x01" * 32,
        key=b"\x02" * 897,
        data=b"\x03\x03",
        large=b"",
        text="é",
        is_set=True,
        maybe=Pair(1, b"\x04"),
        items=(1, 2),
        many=(),
        pairs=((1, Pair(2, b"")), (3, Pair(4, b"\x05"))),
        colour=Colour.BLUE,
        choice=Pair(5, b"\x06\x07"),
    )
    start = 8 + 8 + 4 + 32 + 897
    assert find_marks(shape_of(Everything), value) == [
        Mark(start, True, 5),
        Mark(start + 6, True, 4_000_000),
        Mark(start + 10, True, 5),
        Mark(start + 16, False, 0),
        Mark(start + 17, False, 0),
        Mark(start + 19, True, 9),
        Mark(start + 24, True, 16),
        Mark(start + 30, True, 100_000),
        Mark(start + 34, True, 2),
        Mark(start + 40, True, 9),
        Mark(start + 46, True, 9),
        Mark(start + 51, False, 0),
        Mark(start + 52, False, 0),
        Mark(start + 54, True, 9),
    ]
    assert len(encode(Everything, value)) == start + 60


@SEEDED
@given(strategy_for(Everything))
def test_a_length_lies_at_every_mark_of_one(value):
    encoded = encode(Everything, value)
    for mark in find_marks(shape_of(Everything), value):
        if mark.is_length:
            assert int.from_bytes(encoded[mark.offset : mark.offset + 4], "little") <= mark.cap
        else:
            assert encoded[mark.offset] in (0, 1, 4, 7)


def test_near_valid_bytes_reach_every_reason_of_the_wire_form():
    met = Counter()

    @settings(SEEDED, max_examples=700)
    @given(near_valid_bytes(Dense))
    def draw(data):
        try:
            value = decode(Dense, data)
        except Rejected as rejection:
            met[rejection.reason.code] += 1
        else:
            met["decodes"] += 1
            assert encode(Dense, value) == data

    draw()
    assert set(met) >= {
        "decodes",
        "unexpected_end",
        "trailing_bytes",
        "invalid_bool",
        "invalid_option_tag",
        "unknown_tag",
        "length_over_cap",
        "length_over_input",
        "invalid_utf8",
        "keys_not_ascending",
    }
    assert met["decodes"] < sum(met.values()) / 2
