"""The JSON form of values.

Vectors, the conformance protocol and reports write every value of the specification in the same
JSON form. It holds for every wire type, both ways, and strictly: one value, one form.

- A record is an object with its fields under their wire names. When reading, fields may come in any
  order; none may be missing, none may be added.
- A byte string is `0x` and lower-case hexadecimal digits.
- An integer of 32 bits or fewer is a number, a wider one a decimal string.
- A variant without a payload is its snake_case name. One with a payload is an object whose single
  key is that name: over the value itself when the payload is one field, over an object of the
  fields when there are several.
- An optional value is the value or `null`. A list is an array. A map is an array of
  `{"key": …, "value": …}` in ascending order of key.

The JSON itself is I-JSON (RFC 7493): a parser refuses lone surrogates and repeated names before a
value is read from it. Whether a number was written `1` or `1.0` is not every parser's to say, so no
vector asks.

Decision: D-01, R-02 (the JSON form).
"""

import re
from enum import IntEnum
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
    Variant,
    shape_of,
)
from pyde_spec.rejections import Reason, Rejected

NUMBER_BITS_MAX = 32
DECIMAL_DIGITS_MAX = 40  # no width has more; a longer text is not worth reading as a number
CANONICAL_HEX = re.compile(r"0x(?:[0-9a-f]{2})*")
CANONICAL_UNSIGNED = re.compile(r"0|[1-9][0-9]*")
CANONICAL_SIGNED = re.compile(r"0|-?[1-9][0-9]*")


def to_json(annotation: Any, value: Any) -> Any:
    """The JSON form of a value of the annotated type."""
    return to_json_shape(shape_of(annotation), value)


def to_json_shape(shape: Any, value: Any) -> Any:
    """The JSON form of a value of the shape."""
    match shape:
        case Unsigned(bits) | Signed(bits):
            return int(value) if bits <= NUMBER_BITS_MAX else str(int(value))
        case FixedBytes() | VariableBytes():
            return "0x" + value.hex()
        case Record(_, fields):
            return {field.name: to_json_shape(field.shape, getattr(value, field.attribute)) for field in fields}
        case ListOf(_, element):
            return [to_json_shape(element, item) for item in value]
        case Enumeration():
            return get_member_name(value)
        case TaggedUnion():
            return union_to_json(shape, value)
        case Option(element):
            return None if value is None else to_json_shape(element, value)
        case MapOf(_, key_shape, value_shape):
            return [
                {"key": to_json_shape(key_shape, key), "value": to_json_shape(value_shape, item)} for key, item in value
            ]
        case Boolean() | Text():
            return value
    raise AssertionError(f"{shape} is not a shape")


def get_member_name(member: IntEnum) -> str:
    """The snake_case name of a member of an enumeration."""
    return member.name.lower()


def union_to_json(shape: TaggedUnion, value: Any) -> Any:
    """The bare name of the variant, or its name over its payload."""
    for variant in shape.variants:
        if isinstance(value, variant.of):
            fields = shape_of(variant.of).fields
            if not fields:
                return variant.name
            if len(fields) == 1:
                return {variant.name: to_json_shape(fields[0].shape, getattr(value, fields[0].attribute))}
            return {variant.name: to_json(variant.of, value)}
    raise AssertionError(f"{type(value)} is not a variant")


def from_json(annotation: Any, form: Any) -> Any:
    """The value of the annotated type that a JSON form stands for.

    Rejects with the reason of the first rule broken; fields are read in wire order.
    """
    return from_json_shape(shape_of(annotation), form, "")


def from_json_shape(shape: Any, form: Any, path: str) -> Any:
    """The value of the shape that a JSON form stands for. `path` names the place, for the detail."""
    match shape:
        case Unsigned(bits):
            return read_integer(form, 0, 2**bits - 1, bits, path)
        case Signed(bits):
            return read_integer(form, -(2 ** (bits - 1)), 2 ** (bits - 1) - 1, bits, path)
        case FixedBytes(size):
            return read_fixed_bytes(form, size, path)
        case VariableBytes(cap):
            return check_cap(read_hex(form, path), cap, path)
        case Record():
            return read_record(shape, form, path)
        case ListOf(cap, element):
            items = check_cap(check_type(form, list, path), cap, path)
            return tuple(from_json_shape(element, item, f"{path}[{index}]") for index, item in enumerate(items))
        case Enumeration():
            return read_member(shape, form, path)
        case TaggedUnion():
            return read_union(shape, form, path)
        case Option(element):
            return None if form is None else from_json_shape(element, form, path)
        case Text(cap):
            return read_text(form, cap, path)
        case Boolean():
            return check_type(form, bool, path)
        case MapOf():
            return read_map(shape, form, path)
    raise AssertionError(f"{shape} is not a shape")


def check_type(form: Any, expected: type, path: str) -> Any:
    """Rejects with `JSON_WRONG_TYPE` unless the form is of the JSON type; true and false are no numbers."""
    if type(form) is not expected:
        raise Rejected(Reason.JSON_WRONG_TYPE, f"{path or 'value'}: {type(form).__name__}, not {expected.__name__}")
    return form


def check_cap(content: Any, cap: int, path: str) -> Any:
    """Rejects with `JSON_LENGTH_OVER_CAP` above the cap."""
    if len(content) > cap:
        raise Rejected(Reason.JSON_LENGTH_OVER_CAP, f"{path or 'value'}: {len(content)}, cap {cap}")
    return content


def read_integer(form: Any, lowest: int, highest: int, bits: int, path: str) -> int:
    """An integer, as a number up to 32 bits and as a decimal string above.

    Rejects with `JSON_WRONG_TYPE`, `JSON_INTEGER_NOT_CANONICAL`, `JSON_INTEGER_OUT_OF_RANGE`, in this order.
    """
    if bits <= NUMBER_BITS_MAX:
        number = check_type(form, int, path)
    else:
        digits = check_type(form, str, path)
        canonical = CANONICAL_UNSIGNED if lowest == 0 else CANONICAL_SIGNED
        if not canonical.fullmatch(digits):
            raise Rejected(Reason.JSON_INTEGER_NOT_CANONICAL, f"{path or 'value'}: {digits[:50]!r}")
        if len(digits) > DECIMAL_DIGITS_MAX:
            raise Rejected(Reason.JSON_INTEGER_OUT_OF_RANGE, f"{path or 'value'}: {len(digits)} digits")
        number = int(digits)
    if not lowest <= number <= highest:
        raise Rejected(Reason.JSON_INTEGER_OUT_OF_RANGE, f"{path or 'value'}: {number} is outside {bits} bits")
    return int(number)


def read_hex(form: Any, path: str) -> bytes:
    """A byte string. Rejects with `JSON_WRONG_TYPE`, then `JSON_HEX_NOT_CANONICAL`."""
    text = check_type(form, str, path)
    if not CANONICAL_HEX.fullmatch(text):
        raise Rejected(Reason.JSON_HEX_NOT_CANONICAL, f"{path or 'value'}: {text[:50]!r}")
    return bytes.fromhex(text[2:])


def read_fixed_bytes(form: Any, size: int, path: str) -> bytes:
    """A byte string of one size. Rejects with `JSON_WRONG_LENGTH`."""
    content = read_hex(form, path)
    if len(content) != size:
        raise Rejected(Reason.JSON_WRONG_LENGTH, f"{path or 'value'}: {len(content)} bytes, not {size}")
    return content


def read_text(form: Any, cap: int, path: str) -> str:
    """A text, capped in UTF-8 bytes. Rejects with `JSON_WRONG_TYPE`, then `JSON_LENGTH_OVER_CAP`."""
    text: str = check_type(form, str, path)
    check_cap(text.encode(), cap, path)
    return text


def check_members(form: Any, names: list[str], path: str) -> dict[str, Any]:
    """An object with exactly the names. Rejects with `JSON_WRONG_TYPE`, `JSON_UNKNOWN_FIELD`, `JSON_MISSING_FIELD`."""
    members: dict[str, Any] = check_type(form, dict, path)
    for name in sorted(members):  # so that the detail does not depend on the order of the object
        if name not in names:
            raise Rejected(Reason.JSON_UNKNOWN_FIELD, join_path(path, name[:50]))
    for name in names:
        if name not in members:
            raise Rejected(Reason.JSON_MISSING_FIELD, join_path(path, name))
    return members


def join_path(path: str, name: str) -> str:
    """The place of a field inside the place of its record."""
    return f"{path}.{name}" if path else name


def read_record(shape: Record, form: Any, path: str) -> Any:
    """A record: first its names as a whole, then its fields in wire order."""
    members = check_members(form, [field.name for field in shape.fields], path)
    values = {
        field.attribute: from_json_shape(field.shape, members[field.name], join_path(path, field.name))
        for field in shape.fields
    }
    return shape.of(**values)


def read_member(shape: Enumeration, form: Any, path: str) -> Any:
    """A member of an enumeration. Rejects with `JSON_UNKNOWN_VARIANT`."""
    name = check_type(form, str, path)
    for member in shape.of:
        if get_member_name(member) == name:
            return member
    raise Rejected(Reason.JSON_UNKNOWN_VARIANT, f"{path or 'value'}: {name[:50]!r}")


def read_union(shape: TaggedUnion, form: Any, path: str) -> Any:
    """A variant of a tagged union. Rejects with `JSON_UNKNOWN_VARIANT`."""
    if isinstance(form, dict) and len(form) == 1:
        ((name, payload),) = form.items()
        for variant in shape.variants:
            if variant.name == name and shape_of(variant.of).fields:
                return read_payload(variant, payload, join_path(path, name))
        raise Rejected(Reason.JSON_UNKNOWN_VARIANT, f"{path or 'value'}: {name[:50]!r} with a payload")
    name = check_type(form, str, path)
    for variant in shape.variants:
        if variant.name == name and not shape_of(variant.of).fields:
            return variant.of()
    raise Rejected(Reason.JSON_UNKNOWN_VARIANT, f"{path or 'value'}: {name[:50]!r} without a payload")


def read_payload(variant: Variant, payload: Any, path: str) -> Any:
    """What a variant carries: the one field itself, or the record of its fields."""
    record = shape_of(variant.of)
    if len(record.fields) > 1:
        return from_json_shape(record, payload, path)
    (field,) = record.fields
    return variant.of(**{field.attribute: from_json_shape(field.shape, payload, path)})


def read_map(shape: MapOf, form: Any, path: str) -> tuple[tuple[Any, Any], ...]:
    """A map. Rejects with `JSON_KEYS_NOT_ASCENDING` at the first key out of order."""
    entries = check_cap(check_type(form, list, path), shape.cap, path)
    pairs: list[tuple[Any, Any]] = []
    for index, entry in enumerate(entries):
        place = f"{path}[{index}]"
        members = check_members(entry, ["key", "value"], place)
        key = from_json_shape(shape.key, members["key"], f"{place}.key")
        if pairs and key <= pairs[-1][0]:
            raise Rejected(Reason.JSON_KEYS_NOT_ASCENDING, place)
        pairs.append((key, from_json_shape(shape.value, members["value"], f"{place}.value")))
    return tuple(pairs)
