"""Wire layouts: where the parts of a type lie among its bytes, worked out from its shape alone.

A part has an offset and a size. Both are numbers as long as nothing of variable length comes before;
after that an offset is a sum, `88 + data`, in which a name stands for the bytes that the part of that
name adds to the fewest it can have.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyde_spec.encoding.encoder import encode_shape
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
    compute_minimum_size,
    shape_of,
)

SHOWN_MEMBERS_MAX = 4


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a layout. A size is in bytes and holds exactly unless `is_variable`: then it is the least."""

    name: str
    offset: str
    size: int
    is_variable: bool
    shape: Any
    attribute: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a record one after another, or of one alternative of a union, under its name."""

    title: str
    parts: tuple[Part, ...]


def is_fixed(shape: Any) -> bool:
    """Whether every value of a shape takes the same number of bytes."""
    match shape:
        case VariableBytes() | Text() | ListOf() | MapOf() | Option():
            return False
        case Record(_, fields):
            return all(is_fixed(field.shape) for field in fields)
        case TaggedUnion():
            payloads = [shape_of(variant.of) for variant in shape.variants]
            return all(map(is_fixed, payloads)) and len({compute_minimum_size(payload) for payload in payloads}) == 1
    return True


def find_layouts(shape: Any, name: str) -> tuple[Layout, ...]:
    """The layouts of a type: one, or for a union one for each alternative. What has no parts is one, by its name."""
    if isinstance(shape, TaggedUnion):
        return tuple(
            Layout(f"{variant.name}, tag {variant.tag}", tuple(lay_out_variant(variant))) for variant in shape.variants
        )
    if isinstance(shape, Record):
        return (Layout("", tuple(lay_out(shape, 0))),)
    return (Layout("", (make_part(name, 0, [], shape),)),)


def lay_out_variant(variant: Any) -> Iterator[Part]:
    """The tag of an alternative, then its record."""
    yield Part(f"tag = {variant.tag}", "0", 1, False, None)
    yield from lay_out(shape_of(variant.of), 1)


def lay_out(record: Record, start: int) -> Iterator[Part]:
    """The fields of a record that begins at an offset."""
    offset, varying = start, list[str]()
    for field in record.fields:
        part = make_part(field.name, offset, varying, field.shape, field.attribute)
        yield part
        offset += part.size
        if part.is_variable:
            varying.append(field.name)


def make_part(name: str, offset: int, varying: list[str], shape: Any, attribute: str = "") -> Part:
    """A part after so many bytes, and after the parts of variable length that are named."""
    shown = " + ".join([str(offset), *varying])
    return Part(name, shown, compute_minimum_size(shape), not is_fixed(shape), shape, attribute)


def cut_wire_form(shape: Any, value: Any, name: str) -> tuple[tuple[str, bytes], ...]:
    """The wire form of a value in the pieces that its layout names."""
    if isinstance(shape, TaggedUnion):
        variant = next(variant for variant in shape.variants if variant.of is type(value))
        tag = (f"tag = {variant.tag}", bytes([variant.tag]))
        return tag, *cut_wire_form(shape_of(variant.of), value, name)
    if isinstance(shape, Record):
        return tuple((field.name, encode_shape(field.shape, getattr(value, field.attribute))) for field in shape.fields)
    return ((name, encode_shape(shape, value)),)


def describe_shape(shape: Any) -> str:
    """A shape in words, with its cap; a record and a union go by what they are made of."""
    match shape:
        case Unsigned(bits):
            return f"u{bits}" if bits == 8 else f"u{bits}, little-endian"
        case Signed(bits):
            return f"i{bits}, little-endian"
        case Boolean():
            return "0x00 or 0x01"
        case FixedBytes(size):
            return f"{size:,} bytes"
        case VariableBytes(cap):
            return f"u32 length, then at most {cap:,} bytes"
        case Text(cap):
            return f"u32 length, then at most {cap:,} bytes of UTF-8"
        case ListOf(cap, element):
            return f"u32 count, then at most {cap:,} items, each {describe_shape(element)}"
        case MapOf(cap, key, item):
            pair = f"{describe_shape(key)} and {describe_shape(item)}"
            return f"u32 count, then at most {cap:,} pairs in order of key, each {pair}"
        case Option(element):
            return f"0x00, or 0x01 and {describe_shape(element)}"
        case Enumeration(of) if len(of) > SHOWN_MEMBERS_MAX:
            return f"`{of.__name__}`, one of {len(of)} tags"
        case Enumeration(of):
            return ", ".join(f"{int(member)} {member.name.lower()}" for member in of)
        case Record(of, _):
            return f"`{of.__name__}`"
        case TaggedUnion():
            return f"tag, then {' or '.join(f'`{variant.of.__name__}`' for variant in shape.variants)}"
    return "names the alternative"


def find_inner_records(shape: Any) -> Iterator[Record]:
    """The records inside a shape, outermost first; those inside them come with their own layout."""
    match shape:
        case ListOf(_, element) | Option(element):
            yield from [element] if isinstance(element, Record) else find_inner_records(element)
        case MapOf(_, key, item):
            yield from [part for part in (key, item) if isinstance(part, Record)]
        case Record(_, fields):
            for field in fields:
                yield from [field.shape] if isinstance(field.shape, Record) else find_inner_records(field.shape)
        case TaggedUnion():
            for variant in shape.variants:
                yield from find_inner_records(shape_of(variant.of))
