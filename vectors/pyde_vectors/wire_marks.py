"""Where the tags and lengths of a wire form lie.

A mutation that hits a tag or a length tests a rule of the decoder; one that hits anything else
mostly makes another valid value. So whoever mutates wire forms asks here first where to aim.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyde_spec.encoding.encoder import encode_shape
from pyde_spec.encoding.shapes import (
    Boolean,
    Enumeration,
    ListOf,
    MapOf,
    Option,
    Record,
    TaggedUnion,
    Text,
    VariableBytes,
    shape_of,
)

LENGTH_SIZE = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """The offset of a one-byte tag, or of a four-byte length and its cap."""

    offset: int
    is_length: bool
    cap: int


def find_marks(shape: Any, value: Any) -> list[Mark]:
    """The tags and lengths in the wire form of a value, in order of offset."""
    return list(walk(shape, value, 0))


def walk(shape: Any, value: Any, offset: int) -> Iterator[Mark]:
    """The marks of a value whose wire form begins at the offset."""
    match shape:
        case Boolean() | Enumeration():
            yield Mark(offset, False, 0)
        case Option(element):
            yield Mark(offset, False, 0)
            if value is not None:
                yield from walk(element, value, offset + 1)
        case TaggedUnion():
            yield Mark(offset, False, 0)
            variant: Any = type(value)
            yield from walk(shape_of(variant), value, offset + 1)
        case VariableBytes(cap) | Text(cap):
            yield Mark(offset, True, cap)
        case ListOf(cap, element):
            yield Mark(offset, True, cap)
            yield from walk_all([(element, item) for item in value], offset + LENGTH_SIZE)
        case MapOf(cap, key_shape, value_shape):
            yield Mark(offset, True, cap)
            parts = [part for key, item in value for part in ((key_shape, key), (value_shape, item))]
            yield from walk_all(parts, offset + LENGTH_SIZE)
        case Record(_, fields):
            yield from walk_all([(field.shape, getattr(value, field.attribute)) for field in fields], offset)


def walk_all(parts: list[tuple[Any, Any]], offset: int) -> Iterator[Mark]:
    """The marks of values that lie one after another."""
    for shape, value in parts:
        yield from walk(shape, value, offset)
        offset += len(encode_shape(shape, value))
