"""Encoding to the wire form.

Borsh: fields in order, integers little-endian, lengths as four bytes. A value has exactly one wire
form. What is encoded is a value of its type already; a value outside its type here means that the
text itself is wrong, so it is asserted and not rejected.

Source: Borsh specification.  Decision: D-01.
"""

from itertools import pairwise
from typing import Any

from pyde_spec.encoding.shapes import (
    Boolean,
    Enumeration,
    FixedBytes,
    ListOf,
    MapOf,
    Option,
    Record,
    Signed,
    TaggedUnion,
    Text,
    Unsigned,
    VariableBytes,
    shape_of,
)


def encode(annotation: Any, value: Any) -> bytes:
    """The wire form of a value of the annotated type."""
    return encode_shape(shape_of(annotation), value)


def encode_shape(shape: Any, value: Any) -> bytes:
    """The wire form of a value of the shape."""
    match shape:
        case Unsigned(bits):
            assert 0 <= value < 2**bits, f"{value} does not fit {bits} unsigned bits"
            return int(value).to_bytes(bits // 8, "little")
        case FixedBytes(size):
            assert len(value) == size, f"{len(value)} bytes where {size} are due"
            return bytes(value)
        case VariableBytes(cap):
            return encode_length(len(value), cap) + bytes(value)
        case Record(_, fields):
            return b"".join([encode_shape(field.shape, getattr(value, field.attribute)) for field in fields])
        case ListOf(cap, element):
            return encode_length(len(value), cap) + b"".join([encode_shape(element, item) for item in value])
        case Enumeration():
            return bytes([value])
        case TaggedUnion():
            return encode_union(shape, value)
        case Option(element):
            return b"\x00" if value is None else b"\x01" + encode_shape(element, value)
        case Text(cap):
            content: bytes = value.encode()
            return encode_length(len(content), cap) + content
        case Boolean():
            return b"\x01" if value else b"\x00"
        case Signed(bits):
            assert -(2 ** (bits - 1)) <= value < 2 ** (bits - 1), f"{value} does not fit {bits} signed bits"
            return int(value).to_bytes(bits // 8, "little", signed=True)
        case MapOf():
            return encode_map(shape, value)
    raise AssertionError(f"{shape} is not a shape")


def encode_length(length: int, cap: int) -> bytes:
    """A length prefix: four bytes, little-endian."""
    assert length <= cap, f"length {length} is above the cap of {cap}"
    return length.to_bytes(4, "little")


def encode_union(shape: TaggedUnion, value: Any) -> bytes:
    """The tag of the value's variant, then the record it carries."""
    for variant in shape.variants:
        if isinstance(value, variant.of):
            return bytes([variant.tag]) + encode_shape(shape_of(variant.of), value)
    raise AssertionError(f"{type(value)} is not a variant")


def encode_map(shape: MapOf, pairs: Any) -> bytes:
    """The pairs one after another; they stand in ascending order of their keys already."""
    assert all(left[0] < right[0] for left, right in pairwise(pairs)), "keys do not ascend"
    content = [encode_shape(shape.key, key) + encode_shape(shape.value, value) for key, value in pairs]
    return encode_length(len(pairs), shape.cap) + b"".join(content)
