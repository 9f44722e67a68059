"""Shapes.

A shape says how the values of a type lie on the wire. Types carry their shape in their annotations:
`U64` is an `int` of the shape `Unsigned(64)`, a frozen dataclass is a record of its fields in the
order in which they are declared. From the shape alone follow the wire form (`encode`, `decode`),
the JSON form (`to_json`, `from_json`), and for tools the schemas, byte diagrams and generators.

There are thirteen shapes. Nothing else can stand in a wire type.

Source: Borsh specification.  Decision: D-01.
"""

import dataclasses
import types
import typing
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import Annotated, Any


@dataclass(frozen=True, slots=True)
class Unsigned:
    """An integer from 0 to 2**bits - 1, little-endian in bits / 8 bytes."""

    bits: int


@dataclass(frozen=True, slots=True)
class Signed:
    """An integer from -2**(bits-1) to 2**(bits-1) - 1, two's complement, little-endian in bits / 8 bytes."""

    bits: int


@dataclass(frozen=True, slots=True)
class Boolean:
    """A truth value: one byte, 0x00 or 0x01."""


@dataclass(frozen=True, slots=True)
class FixedBytes:
    """Exactly `size` bytes, with no length before them."""

    size: int


@dataclass(frozen=True, slots=True)
class VariableBytes:
    """At most `cap` bytes, after their number as four little-endian bytes."""

    cap: int


@dataclass(frozen=True, slots=True)
class Text:
    """Well-formed UTF-8 of at most `cap` bytes, after their number as four little-endian bytes."""

    cap: int


@dataclass(frozen=True, slots=True)
class ListOf:
    """At most `cap` values of one shape, after their number as four little-endian bytes."""

    cap: int
    element: Any = None


@dataclass(frozen=True, slots=True)
class MapOf:
    """At most `cap` pairs in strictly ascending order of key, after their number as four little-endian bytes."""

    cap: int
    key: Any = None
    value: Any = None


@dataclass(frozen=True, slots=True)
class Option:
    """A value or nothing: 0x01 and the value, or 0x00."""

    element: Any


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record. `name` is its name on the wire, `attribute` its name in this text."""

    name: str
    attribute: str
    shape: Any


@dataclass(frozen=True, slots=True)
class Record:
    """The fields of a frozen dataclass, one after another, in the order of their declaration."""

    of: type
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Enumeration:
    """One of several names without a payload: one byte, the tag."""

    of: type[IntEnum]


@dataclass(frozen=True, slots=True)
class Variant:
    """One alternative of a tagged union: its tag, its name in JSON, and the record it carries."""

    tag: int
    name: str
    of: Any


class TaggedUnion:
    """One of several records: one byte, the tag, then the record.

    Written in an annotation with its variants in ascending order of tag.
    """

    __slots__ = ("variants",)

    def __init__(self, *variants: Variant) -> None:
        self.variants = variants


Shape = (
    Unsigned
    | Signed
    | Boolean
    | FixedBytes
    | VariableBytes
    | Text
    | ListOf
    | MapOf
    | Option
    | Record
    | Enumeration
    | TaggedUnion
)

U8 = Annotated[int, Unsigned(8)]
U16 = Annotated[int, Unsigned(16)]
U32 = Annotated[int, Unsigned(32)]
U64 = Annotated[int, Unsigned(64)]
U128 = Annotated[int, Unsigned(128)]
I32 = Annotated[int, Signed(32)]
I64 = Annotated[int, Signed(64)]
Bytes4 = Annotated[bytes, FixedBytes(4)]
Bytes32 = Annotated[bytes, FixedBytes(32)]

U32_MAX = 2**32 - 1
U64_MAX = 2**64 - 1
U128_MAX = 2**128 - 1


@cache
def shape_of(annotation: Any) -> Any:
    """The shape that an annotation stands for.

    It is a constant of the text, so it is worked out once for each annotation.
    """
    if typing.get_origin(annotation) is Annotated:
        return compute_annotated_shape(annotation)
    if typing.get_origin(annotation) in (types.UnionType, typing.Union):
        return compute_option_shape(annotation)
    if annotation is bool:
        return Boolean()
    if isinstance(annotation, type) and dataclasses.is_dataclass(annotation):
        return compute_record_shape(annotation)
    assert issubclass(annotation, IntEnum), f"{annotation} has no shape"
    return Enumeration(annotation)


def compute_annotated_shape(annotation: Any) -> Any:
    """The shape named last in an `Annotated`, completed with the shapes of what it holds."""
    base, *_, shape = typing.get_args(annotation)
    if isinstance(shape, ListOf):
        element, _ = typing.get_args(base)
        return ListOf(shape.cap, shape_of(element))
    if isinstance(shape, MapOf):
        pair, _ = typing.get_args(base)
        key, value = typing.get_args(pair)
        return MapOf(shape.cap, shape_of(key), shape_of(value))
    return shape


def compute_option_shape(annotation: Any) -> Option:
    """`X | None` is the option of X."""
    element, nothing = typing.get_args(annotation)
    assert nothing is type(None), f"{annotation} is not X | None"
    return Option(shape_of(element))


def compute_record_shape(record_type: type) -> Record:
    """The fields of a dataclass in order; a trailing underscore keeps clear of Python's own words."""
    hints = typing.get_type_hints(record_type, include_extras=True)
    fields = tuple(
        Field(field.name.rstrip("_"), field.name, shape_of(hints[field.name]))
        for field in dataclasses.fields(record_type)
    )
    return Record(record_type, fields)


def compute_minimum_size(shape: Any) -> int:
    """The fewest bytes that a value of the shape takes on the wire."""
    match shape:
        case Unsigned(bits) | Signed(bits):
            return bits // 8
        case FixedBytes(size):
            return size
        case VariableBytes() | Text() | ListOf() | MapOf():
            return 4
        case Record(_, fields):
            return sum(compute_minimum_size(field.shape) for field in fields)
        case TaggedUnion():
            return 1 + min(compute_minimum_size(shape_of(variant.of)) for variant in shape.variants)
        case _:  # Boolean, Option, Enumeration
            return 1
