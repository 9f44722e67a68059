"""Decoding the wire form, strictly.

Exactly one byte string decodes to a value: the one that `encode` gives. Everything else is rejected
with the reason of the first rule that it breaks, reading from the front. Lengths are bounded before
anything is allocated: by the cap of the type first, then by what is left of the input.

Source: Borsh specification.  Decision: D-01.
"""

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
    compute_minimum_size,
    shape_of,
)
from pyde_spec.rejections import Reason, Rejected

LENGTH_SIZE = 4


def decode(annotation: Any, data: bytes) -> Any:
    """The value of the annotated type whose wire form is the whole of `data`.

    Rejects with the reason of the first rule broken, in reading order, and with `TRAILING_BYTES` when
    a whole value has been read and bytes are left.
    """
    value, end = decode_shape(shape_of(annotation), data, 0)
    if end != len(data):
        raise Rejected(Reason.TRAILING_BYTES, f"{len(data) - end} bytes after the value")
    return value


def decode_shape(shape: Any, data: bytes, start: int) -> tuple[Any, int]:
    """The value of the shape that begins at `start`, and the position after it."""
    match shape:
        case Unsigned(bits):
            raw, end = take(data, start, bits // 8)
            return int.from_bytes(raw, "little"), end
        case FixedBytes(size):
            return take(data, start, size)
        case VariableBytes(cap):
            length, begin = decode_length(data, start, cap, 1)
            return take(data, begin, length)
        case Record():
            return decode_record(shape, data, start)
        case ListOf():
            return decode_list(shape, data, start)
        case Enumeration():
            return decode_enumeration(shape, data, start)
        case TaggedUnion():
            return decode_union(shape, data, start)
        case Option():
            return decode_option(shape, data, start)
        case Text(cap):
            return decode_text(cap, data, start)
        case Boolean():
            return decode_bool(data, start)
        case Signed(bits):
            raw, end = take(data, start, bits // 8)
            return int.from_bytes(raw, "little", signed=True), end
        case MapOf():
            return decode_map(shape, data, start)
    raise AssertionError(f"{shape} is not a shape")


def take(data: bytes, start: int, size: int) -> tuple[bytes, int]:
    """The next `size` bytes, and the position after them. Rejects with `UNEXPECTED_END`."""
    end = start + size
    if end > len(data):
        raise Rejected(Reason.UNEXPECTED_END, f"{size} bytes due at offset {start}, {len(data) - start} left")
    return data[start:end], end


def decode_length(data: bytes, start: int, cap: int, minimum_size: int) -> tuple[int, int]:
    """A length prefix for items of at least `minimum_size` bytes each, and the position after it.

    Rejects with `UNEXPECTED_END`, `LENGTH_OVER_CAP`, `LENGTH_OVER_INPUT`, in this order.
    """
    raw, end = take(data, start, LENGTH_SIZE)
    length = int.from_bytes(raw, "little")
    if length > cap:
        raise Rejected(Reason.LENGTH_OVER_CAP, f"{length} at offset {start}, cap {cap}")
    if length * minimum_size > len(data) - end:
        raise Rejected(Reason.LENGTH_OVER_INPUT, f"{length} at offset {start}, {len(data) - end} bytes left")
    return length, end


def decode_bool(data: bytes, start: int) -> tuple[bool, int]:
    """A truth value. Rejects with `INVALID_BOOL`."""
    (byte,), end = take(data, start, 1)
    if byte > 1:
        raise Rejected(Reason.INVALID_BOOL, f"{byte:#04x} at offset {start}")
    return byte == 1, end


def decode_text(cap: int, data: bytes, start: int) -> tuple[str, int]:
    """A text. Rejects with `INVALID_UTF8`."""
    length, begin = decode_length(data, start, cap, 1)
    content, end = take(data, begin, length)
    try:
        return content.decode("utf-8", errors="strict"), end
    except UnicodeDecodeError as error:
        raise Rejected(Reason.INVALID_UTF8, f"at offset {begin + error.start}") from error


def decode_option(shape: Option, data: bytes, start: int) -> tuple[Any, int]:
    """A value or nothing. Rejects with `INVALID_OPTION_TAG`."""
    (tag,), end = take(data, start, 1)
    if tag > 1:
        raise Rejected(Reason.INVALID_OPTION_TAG, f"{tag:#04x} at offset {start}")
    if tag == 0:
        return None, end
    return decode_shape(shape.element, data, end)


def decode_enumeration(shape: Enumeration, data: bytes, start: int) -> tuple[Any, int]:
    """One of several names. Rejects with `UNKNOWN_TAG`."""
    (tag,), end = take(data, start, 1)
    for member in shape.of:
        if member == tag:
            return member, end
    raise Rejected(Reason.UNKNOWN_TAG, f"{tag:#04x} at offset {start}")


def decode_union(shape: TaggedUnion, data: bytes, start: int) -> tuple[Any, int]:
    """One of several records. Rejects with `UNKNOWN_TAG`."""
    (tag,), end = take(data, start, 1)
    for variant in shape.variants:
        if variant.tag == tag:
            return decode_shape(shape_of(variant.of), data, end)
    raise Rejected(Reason.UNKNOWN_TAG, f"{tag:#04x} at offset {start}")


def decode_record(shape: Record, data: bytes, start: int) -> tuple[Any, int]:
    """The fields of a record, in order."""
    values = {}
    position = start
    for field in shape.fields:
        values[field.attribute], position = decode_shape(field.shape, data, position)
    return shape.of(**values), position


def decode_list(shape: ListOf, data: bytes, start: int) -> tuple[tuple[Any, ...], int]:
    """A list, as a tuple."""
    length, position = decode_length(data, start, shape.cap, compute_minimum_size(shape.element))
    items = []
    for _ in range(length):
        item, position = decode_shape(shape.element, data, position)
        items.append(item)
    return tuple(items), position


def decode_map(shape: MapOf, data: bytes, start: int) -> tuple[tuple[tuple[Any, Any], ...], int]:
    """A map, as a tuple of pairs. Rejects with `KEYS_NOT_ASCENDING` at the first key out of order."""
    minimum_size = compute_minimum_size(shape.key) + compute_minimum_size(shape.value)
    length, position = decode_length(data, start, shape.cap, minimum_size)
    pairs: list[tuple[Any, Any]] = []
    for _ in range(length):
        key, after_key = decode_shape(shape.key, data, position)
        if pairs and key <= pairs[-1][0]:
            raise Rejected(Reason.KEYS_NOT_ASCENDING, f"at offset {position}")
        value, position = decode_shape(shape.value, data, after_key)
        pairs.append((key, value))
    return tuple(pairs), position
