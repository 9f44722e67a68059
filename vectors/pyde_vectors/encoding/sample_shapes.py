"""One sample shape of every kind, small enough that every rule of the codecs can be asked for."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Annotated, Any

from pyde_spec.encoding.shapes import (
    I32,
    I64,
    U8,
    U16,
    U32,
    U64,
    U128,
    Bytes4,
    ListOf,
    MapOf,
    TaggedUnion,
    Text,
    VariableBytes,
    Variant,
)

SMALL_CAP = 4


class Colour(IntEnum):
    """An enumeration with a gap in its tags."""

    RED = 0
    DARK_GREEN = 1
    BLUE = 3


@dataclass(frozen=True, slots=True)
class Nothing:
    """A variant without a payload."""


@dataclass(frozen=True, slots=True)
class Count:
    """A variant whose payload is one field."""

    number: U16


@dataclass(frozen=True, slots=True)
class Pair:
    """A variant whose payload has several fields."""

    left: U8
    right: U8


Choice = Annotated[
    Nothing | Count | Pair,
    TaggedUnion(Variant(0, "nothing", Nothing), Variant(2, "count", Count), Variant(3, "pair", Pair)),
]


@dataclass(frozen=True, slots=True)
class Sample:
    """A record with a name that Python keeps for itself, and a field of every nesting kind."""

    from_: U8
    flag: bool
    label: Annotated[str, Text(SMALL_CAP)]
    choices: Annotated[tuple[Choice, ...], ListOf(SMALL_CAP)]
    maybe: U16 | None


SHAPES: dict[str, Any] = {
    "u8": U8,
    "u16": U16,
    "u32": U32,
    "u64": U64,
    "u128": U128,
    "i32": I32,
    "i64": I64,
    "bool": bool,
    "bytes4": Bytes4,
    "bytes": Annotated[bytes, VariableBytes(SMALL_CAP)],
    "text": Annotated[str, Text(SMALL_CAP)],
    "list_u16": Annotated[tuple[U16, ...], ListOf(SMALL_CAP)],
    "list_u128": Annotated[tuple[U128, ...], ListOf(SMALL_CAP)],
    "list_signed": Annotated[tuple[I32, ...], ListOf(SMALL_CAP)],
    "list_bytes4": Annotated[tuple[Bytes4, ...], ListOf(SMALL_CAP)],
    "list_text": Annotated[tuple[Annotated[str, Text(SMALL_CAP)], ...], ListOf(SMALL_CAP)],
    "list_list": Annotated[tuple[Annotated[tuple[U8, ...], ListOf(SMALL_CAP)], ...], ListOf(SMALL_CAP)],
    "list_option": Annotated[tuple[U8 | None, ...], ListOf(SMALL_CAP)],
    "list_enumeration": Annotated[tuple[Colour, ...], ListOf(SMALL_CAP)],
    "list_union": Annotated[tuple[Choice, ...], ListOf(SMALL_CAP)],
    "list_pair": Annotated[tuple[Pair, ...], ListOf(SMALL_CAP)],
    "map_u8_u16": Annotated[tuple[tuple[U8, U16], ...], MapOf(SMALL_CAP)],
    "map_text_bool": Annotated[tuple[tuple[Annotated[str, Text(SMALL_CAP)], bool], ...], MapOf(SMALL_CAP)],
    "option_u32": U32 | None,
    "enumeration": Colour,
    "union": Choice,
    "record": Sample,
}
