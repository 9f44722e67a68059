"""Vectors of the codecs: one sample shape of every kind, both ways, and every way to be malformed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from pyde_spec.encoding.decoder import decode
from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.json_form import from_json, to_json
from pyde_spec.encoding.shapes import Text, VariableBytes, shape_of
from pyde_spec.params.versions import Parameters
from pyde_vectors.cases import Case, cases
from pyde_vectors.encoding.sample_shapes import SHAPES
from pyde_vectors.handlers import AnyJson, InvalidInput, Json, handler
from pyde_vectors.malformed import build_malformed
from pyde_vectors.samples import build_values

ShapeName = Annotated[str, Text(32)]
WireForm = Annotated[bytes, VariableBytes(1024)]


@dataclass(frozen=True, slots=True)
class EncodeInput:
    """The name of a sample shape and the JSON form of a value of it."""

    shape: ShapeName
    value: AnyJson


@dataclass(frozen=True, slots=True)
class EncodeOutput:
    """The wire form of the value."""

    bytes_: WireForm


@dataclass(frozen=True, slots=True)
class DecodeInput:
    """The name of a sample shape and bytes that may be the wire form of a value of it."""

    shape: ShapeName
    bytes_: WireForm


@dataclass(frozen=True, slots=True)
class DecodeOutput:
    """The JSON form of the value."""

    value: AnyJson


def find_shape(name: str) -> Any:
    """The sample shape of a name. Raises `InvalidInput`."""
    if name not in SHAPES:
        raise InvalidInput(f"input.shape: {name!r} is not a sample shape")
    return SHAPES[name]


def draw_encode_inputs() -> Any:
    """Inputs worth asking: a shape, and the JSON form of a value of it or any JSON at all."""
    from hypothesis import strategies

    from pyde_vectors.strategies import json_values, strategy_for

    return strategies.sampled_from(sorted(SHAPES)).flatmap(
        lambda name: strategies.one_of(
            strategy_for(SHAPES[name]).map(lambda value: EncodeInput(name, to_json(SHAPES[name], value))),
            json_values().map(lambda form: EncodeInput(name, form)),
        )
    )


def draw_decode_inputs() -> Any:
    """Inputs worth asking: a shape, and the wire form of a value of it, sound or one mutation away."""
    from hypothesis import strategies

    from pyde_vectors.strategies import near_valid_bytes, strategy_for

    return strategies.sampled_from(sorted(SHAPES)).flatmap(
        lambda name: strategies.one_of(
            strategy_for(SHAPES[name]).map(lambda value: DecodeInput(name, encode(SHAPES[name], value))),
            near_valid_bytes(SHAPES[name]).map(lambda data: DecodeInput(name, data)),
        )
    )


@handler("encoding/encode", rules=[shape_of, from_json, encode], inputs=draw_encode_inputs)
def run_encode(_: Parameters, given: EncodeInput) -> EncodeOutput:
    """Read the JSON form of a value and write its wire form."""
    annotation = find_shape(given.shape)
    return EncodeOutput(encode(annotation, from_json(annotation, given.value)))


@handler("encoding/decode", rules=[shape_of, decode, to_json], inputs=draw_decode_inputs)
def run_decode(_: Parameters, given: DecodeInput) -> DecodeOutput:
    """Read the wire form of a value and write its JSON form."""
    annotation = find_shape(given.shape)
    return DecodeOutput(to_json(annotation, decode(annotation, given.bytes_)))


WRONG_TYPES: dict[str, tuple[Json, ...]] = {
    "u8": ("1", 1.5, True, None, [], {}),
    "u64": (1, 1.5, True, None, ["1"]),
    "i32": ("-1", 1.5, False),
    "i64": (-1, None),
    "bool": (0, "true", None),
    "bytes4": (0, None, [0, 0, 0, 0], {}),
    "bytes": (0, None, []),
    "text": (0, None, ["a"], True),
    "list_u16": ("0x00", {}, None, 1),
    "map_u8_u16": ({"1": 2}, None, [[1, 2]]),
    "option_u32": ("1", False, []),
    "enumeration": (0, None, {"red": {}}),
    "union": (0, None, [], {}, {"count": 1, "pair": 2}),
    "record": ([], None, "sample"),
}

INTEGERS_OUT_OF_RANGE: dict[str, tuple[Json, ...]] = {
    "u8": (-1, 2**8),
    "u16": (-1, 2**16),
    "u32": (-1, 2**32),
    "u64": (str(2**64), "9" * 39, "9" * 41, "1" + "0" * 5000),
    "u128": (str(2**128),),
    "i32": (-(2**31) - 1, 2**31),
    "i64": (str(-(2**63) - 1), str(2**63), "-" + "9" * 40),
}

NOT_CANONICAL_INTEGERS: dict[str, tuple[Json, ...]] = {
    "u64": ("", "01", "00", "+1", "-1", "-0", " 1", "1 ", "1\n", "1_0", "0x1", "1e3", "1.0", "١"),
    "i64": ("", "-", "-0", "-01", "+1", "--1", "01", "- 1"),
}

NOT_CANONICAL_HEX: dict[str, tuple[Json, ...]] = {
    "bytes4": ("", "0x", "00000000", "0X00000000", "0x0000000", "0x0000000g", "0xABCDEF00", "0x00 00 00", "x00000000"),
    "bytes": ("", "0", "0x0", "0xAB", "0x0g", " 0x00", "0x00\n"),
}

UNKNOWN_VARIANTS: dict[str, tuple[Json, ...]] = {
    "enumeration": ("", "green", "RED", "darkgreen", "DarkGreen", "red "),
    "union": ("", "none", "Nothing", "count", "pair", {"nothing": {}}, {"nothing": None}, {"Count": 1}, {"": 1}),
}

FURTHER_FORMS: tuple[tuple[str, str, str, Json], ...] = (
    (
        "union",
        "payload-wrong-type",
        "A payload of one field is the value itself, not an object of it",
        {"count": {"number": 1}},
    ),
    ("union", "payload-out-of-range", "A payload is checked as its field is", {"count": 65_536}),
    ("union", "record-payload-missing-field", "A payload of two fields lacks one", {"pair": {"left": 1}}),
    (
        "union",
        "record-payload-unknown-field",
        "A payload of two fields has a third",
        {"pair": {"left": 1, "right": 2, "third": 3}},
    ),
    ("union", "record-payload-bare", "A payload of two fields is an object", {"pair": 1}),
    ("bytes4", "one-short", "Three bytes where four are due", "0x010203"),
    ("bytes4", "one-long", "Five bytes where four are due", "0x0102030405"),
    ("bytes", "above-cap", "One byte above the cap", "0x0102030405"),
    ("text", "above-cap", "One character above the cap", "abcde"),
    ("text", "above-cap-in-bytes", "Two characters, six bytes: the cap counts bytes", "€€"),
    ("list_u16", "above-cap", "One item above the cap", [1, 2, 3, 4, 5]),
    ("list_u16", "bad-item", "An item is checked as its shape is", [1, 65_536]),
    ("list_u16", "cap-before-items", "The cap is checked before the items", [1, 2, 3, 4, -1]),
    ("map_u8_u16", "above-cap", "One pair above the cap", [{"key": key, "value": 0} for key in range(5)]),
    ("map_u8_u16", "repeated-key", "A key stands twice", [{"key": 1, "value": 0}, {"key": 1, "value": 1}]),
    ("map_u8_u16", "descending-keys", "Keys descend", [{"key": 2, "value": 0}, {"key": 1, "value": 0}]),
    (
        "map_u8_u16",
        "third-key-descends",
        "The third key is above the first and below the second",
        [{"key": 1, "value": 0}, {"key": 3, "value": 0}, {"key": 2, "value": 0}],
    ),
    ("map_u8_u16", "missing-value", "A pair without a value", [{"key": 1}]),
    ("map_u8_u16", "missing-key", "A pair without a key", [{"value": 1}]),
    ("map_u8_u16", "third-member", "A pair with a third member", [{"key": 1, "value": 2, "note": 3}]),
    ("map_u8_u16", "bad-key", "A key is checked as its shape is", [{"key": 256, "value": 2}]),
    ("map_u8_u16", "bad-value", "A value is checked as its shape is", [{"key": 1, "value": -1}]),
    (
        "map_u8_u16",
        "order-before-value",
        "The order of a key is checked before its value",
        [{"key": 1, "value": 0}, {"key": 1, "value": -1}],
    ),
    ("option_u32", "bad-value", "A value that is present is checked as its shape is", -1),
    ("record", "unknown-before-missing", "A field too many is named before one too few", {"extra": 1}),
    (
        "record",
        "missing-before-bad",
        "A missing field is named before a bad value",
        {"from": 256, "flag": True, "label": "", "choices": []},
    ),
    (
        "record",
        "python-name",
        "The wire name is `from`; the text's own name for it is not known",
        {"from_": 1, "flag": True, "label": "", "choices": [], "maybe": None},
    ),
    (
        "record",
        "first-bad-field",
        "Of two bad fields the first in wire order is named, whatever their order in JSON",
        {"maybe": None, "flag": 2, "label": "", "choices": [], "from": 256},
    ),
)

ACCEPTED_FORMS: tuple[tuple[str, str, str, Json], ...] = (
    ("bytes", "at-cap", "As many bytes as the cap", "0x01020304"),
    ("text", "at-cap", "As many bytes as the cap", "abcd"),
    ("text", "at-cap-in-bytes", "Two characters of two bytes each", "éé"),
    ("text", "above-the-basic-plane", "One character of four bytes", "𝄞"),
    ("list_u16", "at-cap", "As many items as the cap", [1, 2, 3, 4]),
    ("map_u8_u16", "at-cap", "As many pairs as the cap", [{"key": key, "value": key} for key in range(4)]),
    (
        "map_text_bool",
        "keys-by-code-point",
        "Texts ascend by code point",
        [
            {"key": "", "value": True},
            {"key": "Z", "value": False},
            {"key": "a", "value": True},
            {"key": "é", "value": True},
        ],
    ),
    (
        "record",
        "fields-in-any-order",
        "Fields may be read in any order",
        {"maybe": None, "choices": ["nothing"], "label": "x", "flag": False, "from": 7},
    ),
)


def table_cases(kind: str, title: str, table: dict[str, tuple[Json, ...]], flag: str) -> Iterator[Case]:
    """One case for every entry of a table of forms by shape."""
    for shape_name, forms in table.items():
        for number, form in enumerate(forms, start=1):
            yield Case(
                f"{shape_name.replace('_', '-')}.reject-{kind}-{number}",
                f"{shape_name}: {title} {str(form)[:40]!r}",
                EncodeInput(shape_name, form),
                (flag,),
            )


@cases("encoding/encode")
def encode_cases() -> Iterator[Case]:
    """Sample values of every shape, then JSON forms at each limit and beyond it."""
    for shape_name, annotation in SHAPES.items():
        for variation in build_values(annotation):
            yield Case(
                f"{shape_name.replace('_', '-')}.{variation.name}",
                f"{shape_name}: {variation.title}",
                EncodeInput(shape_name, to_json(annotation, variation.value)),
            )
    for shape_name, name, title, form in ACCEPTED_FORMS:
        yield Case(f"{shape_name.replace('_', '-')}.{name}", title, EncodeInput(shape_name, form), ("boundary",))
    yield from table_cases("wrong-type", "another JSON type,", WRONG_TYPES, "missing-check")
    yield from table_cases("out-of-range", "too wide,", INTEGERS_OUT_OF_RANGE, "boundary")
    yield from table_cases("not-canonical", "not canonical,", NOT_CANONICAL_INTEGERS, "malleability")
    yield from table_cases("not-canonical-hex", "not canonical,", NOT_CANONICAL_HEX, "malleability")
    yield from table_cases("unknown-variant", "no variant,", UNKNOWN_VARIANTS, "tag")
    for shape_name, name, title, form in FURTHER_FORMS:
        yield Case(f"{shape_name.replace('_', '-')}.reject-{name}", title, EncodeInput(shape_name, form))


FURTHER_BYTES: tuple[tuple[str, str, str, str], ...] = (
    ("text", "reject-overlong", "An overlong form of '/'", "02000000c0af"),
    ("text", "reject-surrogate", "A surrogate in UTF-8 clothes", "03000000eda080"),
    ("text", "reject-half-a-character", "A character cut in half", "01000000c3"),
    ("text", "reject-above-unicode", "A code point above the last", "04000000f4908080"),
    ("text", "byte-order-mark", "A byte order mark is a character like any other", "03000000efbbbf"),
    ("text", "four-byte-character", "A character of four bytes", "04000000f09d849e"),
    ("list_u16", "at-cap", "As many items as the cap", "040000000100020003000400"),
    ("list_u16", "reject-cap-before-input", "Five items are all there, and above the cap", "05000000" + "0100" * 5),
    ("bytes", "at-cap", "As many bytes as the cap", "0400000001020304"),
    ("bytes", "reject-cap-before-input", "Five bytes are all there, and above the cap", "05000000" + "01" * 5),
    ("list_u128", "reject-items-need-more", "Two items of sixteen bytes, and 31 bytes left", "02000000" + "00" * 31),
    ("list_signed", "reject-items-need-more", "Two items of four bytes, and seven left", "02000000" + "00" * 7),
    ("list_bytes4", "reject-items-need-more", "Two items of four bytes, and seven left", "02000000" + "00" * 7),
    ("list_text", "reject-items-need-more", "Two texts need eight bytes, and seven are left", "02000000" + "00" * 7),
    ("list_text", "just-enough", "Two empty texts in eight bytes", "02000000" + "00" * 8),
    ("list_list", "reject-items-need-more", "Two lists need eight bytes, and seven are left", "02000000" + "00" * 7),
    ("list_list", "just-enough", "Two empty lists in eight bytes", "02000000" + "00" * 8),
    ("list_option", "reject-items-need-more", "Two options need two bytes, and one is left", "0200000000"),
    ("list_option", "just-enough", "Two absent options in two bytes", "020000000000"),
    ("list_enumeration", "reject-items-need-more", "Two names need two bytes, and one is left", "0200000000"),
    ("list_enumeration", "just-enough", "Two names in two bytes", "020000000003"),
    ("list_union", "reject-items-need-more", "Two variants need two bytes, and one is left", "0200000000"),
    ("list_union", "just-enough", "Two variants without payload in two bytes", "020000000000"),
    ("list_pair", "reject-items-need-more", "Two records need four bytes, and three are left", "02000000000000"),
    ("list_pair", "just-enough", "Two records in four bytes", "0200000001020304"),
    (
        "map_text_bool",
        "keys-by-code-point",
        "U+FF61 is below U+10000, though not in UTF-16 units",
        "02000000" + "03000000efbda1" + "01" + "04000000f0908080" + "00",
    ),
    (
        "map_text_bool",
        "reject-keys-by-utf16",
        "U+10000 is above U+FF61, though not in UTF-16 units",
        "02000000" + "04000000f0908080" + "00" + "03000000efbda1" + "01",
    ),
    ("map_u8_u16", "ascending", "Two pairs in order", "02000000010100020200"),
    ("map_u8_u16", "reject-repeated-key", "A key stands twice", "02000000010100010200"),
    ("map_u8_u16", "reject-descending", "Keys descend", "02000000020100010200"),
    ("map_u8_u16", "reject-third-key-descends", "The third key is below the second", "03000000010000030000020000"),
    ("map_u8_u16", "reject-pairs-need-more", "Two pairs need six bytes, and five are left", "020000000101000202"),
    (
        "map_text_bool",
        "reject-order-before-value",
        "A repeated key before a bad truth value",
        "02000000" + "0100000061" + "01" + "0100000061" + "02",
    ),
    ("union", "pair-cut", "A variant's record ends early", "0301"),
    ("record", "reject-first-fault", "Of two faults the first in wire order is named", "0102" + "05000000"),
    ("record", "reject-fault-before-trailing", "A fault inside is named before bytes after", "0102" + "00" * 40),
)


@cases("encoding/decode")
def decode_cases() -> Iterator[Case]:
    """Sample values of every shape, every way to break them, and the fine points of each rule."""
    for shape_name, annotation in SHAPES.items():
        prefix = shape_name.replace("_", "-")
        for variation in build_values(annotation):
            data = encode(annotation, variation.value)
            yield Case(f"{prefix}.{variation.name}", f"{shape_name}: {variation.title}", DecodeInput(shape_name, data))
        for broken in build_malformed(annotation):
            yield Case(
                f"{prefix}.reject-{broken.name}",
                f"{shape_name}: {broken.title}",
                DecodeInput(shape_name, broken.data),
                (broken.flag,),
            )
    for shape_name, name, title, digits in FURTHER_BYTES:
        yield Case(
            f"{shape_name.replace('_', '-')}.{name}",
            title,
            DecodeInput(shape_name, bytes.fromhex(digits)),
            ("boundary",),
        )
