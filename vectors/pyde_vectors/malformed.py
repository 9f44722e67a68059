"""Malformed wire forms of any wire type.

Built from the shape: for each place of a value, the bytes that break one rule there and leave
everything before it sound. The caps of lengths are pinned from both sides with a few bytes: a
declared length at the cap is refused for want of input, one above it for being above the cap.
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
    compute_minimum_size,
    shape_of,
)
from pyde_vectors.samples import Filler, build_distinct

TAG_MAX = 0xFF
INVALID_UTF8_BYTE = b"\xff"


@dataclass(frozen=True, slots=True)
class Malformed:
    """Bytes that do not decode, what is wrong with them, and the flag that says what bug they catch."""

    name: str
    title: str
    data: bytes
    flag: str


def build_malformed(annotation: Any) -> Iterator[Malformed]:
    """Every way to break the wire form of the distinct value of a type, one rule at a time."""
    shape = shape_of(annotation)
    distinct = build_distinct(shape, Filler())
    whole = encode_shape(shape, distinct)
    yield Malformed("trailing-byte", "A byte follows the value", whole + b"\x00", "missing-check")
    if isinstance(shape, Record):
        yield from break_fields(shape, distinct, b"", "")
        return
    if isinstance(shape, TaggedUnion):
        yield Malformed("empty", "The tag is missing", b"", "truncation")
    else:
        yield Malformed("cut", "The value ends a byte early", whole[:-1], "truncation")
    for broken in break_place(shape, whole):
        yield Malformed(broken.name, f"The value {broken.title}", broken.data, broken.flag)
    if isinstance(shape, TaggedUnion):
        for variant in shape.variants:
            record = shape_of(variant.of)
            payload = build_distinct(record, Filler())
            yield from break_fields(record, payload, bytes([variant.tag]), f"{variant.name.replace('_', '-')}-")


def break_fields(record: Record, value: Any, before: bytes, prefix: str) -> Iterator[Malformed]:
    """The ways to break each field of a record whose wire form follows the bytes `before`."""
    for field in record.fields:
        content = encode_shape(field.shape, getattr(value, field.attribute))
        name = f"{prefix}{field.name.replace('_', '-')}"
        yield Malformed(f"{name}-cut", f"{field.name} ends a byte early", before + content[:-1], "truncation")
        for broken in break_place(field.shape, content):
            yield Malformed(f"{name}-{broken.name}", f"{field.name} {broken.title}", before + broken.data, broken.flag)
        before += content


def break_place(shape: Any, content: bytes) -> Iterator[Malformed]:
    """The ways to break one place, given its sound wire form."""
    match shape:
        case Boolean():
            yield Malformed("two", "is the byte 0x02", b"\x02", "tag")
            yield Malformed("ff", "is the byte 0xff", b"\xff", "tag")
        case Option():
            yield Malformed("option-tag-two", "has the option tag 0x02", b"\x02" + content[1:], "tag")
            yield Malformed("option-tag-ff", "has the option tag 0xff", b"\xff" + content[1:], "tag")
        case Enumeration():
            yield from break_tag({int(member) for member in shape.of}, content)
        case TaggedUnion():
            yield from break_tag({variant.tag for variant in shape.variants}, content)
        case VariableBytes(cap):
            yield from break_length(cap, 1, content)
        case Text(cap):
            yield from break_length(cap, 1, content)
            yield Malformed("invalid-utf8", "is not UTF-8", encode_length(1) + INVALID_UTF8_BYTE, "missing-check")
        case ListOf(cap, element):
            yield from break_length(cap, compute_minimum_size(element), content)
            yield from break_item(element)
        case MapOf(cap, key, value):
            yield from break_length(cap, compute_minimum_size(key) + compute_minimum_size(value), content)


def break_item(element: Any) -> Iterator[Malformed]:
    """The ways to break the one item of a list of texts or byte strings."""
    if isinstance(element, Text | VariableBytes):
        content = encode_shape(element, build_distinct(element, Filler()))
        for broken in break_place(element, content):
            if len(broken.data) >= len(encode_length(0)):
                data = encode_length(1) + broken.data
                yield Malformed(f"item-{broken.name}", f"has an item that {broken.title}", data, broken.flag)


def break_tag(known: set[int], content: bytes) -> Iterator[Malformed]:
    """A tag in each gap of the known tags, at its two ends, and the highest of all."""
    unknown = [tag for tag in range(TAG_MAX + 1) if tag not in known]
    ends = [tag for tag in unknown if tag - 1 in known or tag + 1 in known]
    for tag in sorted({*ends, TAG_MAX}):
        yield Malformed(f"tag-{tag:02x}", f"has the unknown tag {tag:#04x}", bytes([tag]) + content[1:], "tag")


def encode_length(length: int) -> bytes:
    """A length prefix as it stands on the wire, whatever the cap."""
    return length.to_bytes(4, "little")


def break_length(cap: int, item_size: int, content: bytes) -> Iterator[Malformed]:
    """A length cut short, one more than the input holds, at the cap, and above it."""
    rest = content[4:]
    held = len(rest) // item_size
    yield Malformed("length-cut", "has three bytes of length", content[:3], "truncation")
    if held + 1 < cap:
        yield Malformed(
            "length-one-too-many", "declares one item more than fits", encode_length(held + 1) + rest, "resource-limit"
        )
    yield Malformed("length-at-cap", f"declares {cap} items and ends", encode_length(cap), "boundary")
    yield Malformed("length-above-cap", f"declares {cap + 1} items and ends", encode_length(cap + 1), "resource-limit")
    yield Malformed("length-maximum", "declares 2**32 - 1 items and ends", b"\xff\xff\xff\xff", "resource-limit")
