"""Values drawn from shapes.

The shape of a type says which values it has, so it also says how to draw them: for the properties
that the tests check, and for the inputs that the runner throws at a client. Edges come more often
than chance would bring them: zero, one, the largest value and its neighbour, the empty and the
single list. What may be long is kept short, unless the cap itself is small enough to reach.
"""

from functools import cache
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

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
    shape_of,
)
from pyde_vectors.handlers import Handler, JsonValue
from pyde_vectors.wire_marks import Mark, find_marks

SHORT_BYTES = 48
SHORT_TEXT = 12
SHORT_LIST = 3
REACHABLE_CAP = 64
LENGTH_SIZE = 4


def strategy_for(annotation: Any) -> SearchStrategy[Any]:
    """Values of the annotated type."""
    return strategy_for_shape(shape_of(annotation))


def strategy_for_input(handler: Handler) -> SearchStrategy[Any]:
    """Inputs of a handler: as the handler says where it says so, else whatever its input type holds."""
    return strategy_for(handler.input_type) if handler.inputs is None else handler.inputs()


@cache
def strategy_for_shape(shape: Any) -> SearchStrategy[Any]:
    """Values of the shape."""
    match shape:
        case Unsigned(bits):
            return integers_between(0, 2**bits - 1)
        case Signed(bits):
            return integers_between(-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
        case Boolean():
            return st.booleans()
        case FixedBytes(size):
            return bytes_of(size)
        case VariableBytes(cap):
            return st.one_of(sizes_up_to(cap, SHORT_BYTES).flatmap(bytes_of), st.binary(max_size=min(cap, SHORT_BYTES)))
        case Text(cap):
            return texts_up_to(cap)
        case ListOf(cap, element):
            return lists_up_to(cap, strategy_for_shape(element)).map(tuple)
        case MapOf():
            return maps_of(shape)
        case Option(element):
            return st.one_of(st.none(), strategy_for_shape(element))
        case Record():
            return records_of(shape)
        case Enumeration(members):
            return st.sampled_from(list(members))
        case TaggedUnion():
            return st.one_of([strategy_for(variant.of) for variant in shape.variants])
        case JsonValue():
            return json_values()
    raise AssertionError(f"{shape} is not a shape")


def integers_between(lowest: int, highest: int) -> SearchStrategy[int]:
    """Integers of a range, every other one of them near an end or near zero."""
    edges = sorted({lowest, lowest + 1, 0, 1, highest - 1, highest})
    return st.one_of(st.sampled_from(edges), st.integers(lowest, highest))


def bytes_of(size: int) -> SearchStrategy[bytes]:
    """Byte strings of one size; a long one repeats a short one, so that drawing stays cheap."""
    edges = st.sampled_from([b"\x00" * size, b"\xff" * size])
    if size <= SHORT_BYTES:
        return st.one_of(edges, st.binary(min_size=size, max_size=size))
    return st.one_of(edges, st.binary(min_size=1, max_size=SHORT_BYTES).map(lambda seed: repeat(seed, size)))


def repeat(seed: bytes, size: int) -> bytes:
    """The seed over and over, cut at the size."""
    return (seed * (size // len(seed) + 1))[:size]


def sizes_up_to(cap: int, short: int) -> SearchStrategy[int]:
    """Sizes at the edges: none, one, and the cap itself where it can be reached."""
    edges = {0, min(1, cap), min(short, cap)}
    if cap <= REACHABLE_CAP:
        edges |= {cap, max(cap - 1, 0)}
    return st.sampled_from(sorted(edges))


def texts_up_to(cap: int) -> SearchStrategy[str]:
    """Texts whose UTF-8 form fits the cap; every fourth is as long as it may be where that can be reached."""
    short = st.text(max_size=min(cap, SHORT_TEXT)).filter(lambda text: len(text.encode()) <= cap)
    plain = st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789_-.", max_size=min(cap, SHORT_TEXT))
    edges = sizes_up_to(cap, SHORT_TEXT).map(lambda size: "a" * size)
    return st.one_of(short, plain, edges)


def lists_up_to(cap: int, element: SearchStrategy[Any]) -> SearchStrategy[list[Any]]:
    """Short lists, and lists of one repeated element as long as the cap where that can be reached."""
    short = st.lists(element, max_size=min(cap, SHORT_LIST))
    if cap > REACHABLE_CAP // LENGTH_SIZE:
        return short
    return st.one_of(short, element.map(lambda item: [item] * cap))


def maps_of(shape: MapOf) -> SearchStrategy[tuple[tuple[Any, Any], ...]]:
    """Pairs in ascending order of key, no key twice."""
    pairs = st.tuples(strategy_for_shape(shape.key), strategy_for_shape(shape.value))
    drawn = st.lists(pairs, max_size=min(shape.cap, SHORT_LIST), unique_by=lambda pair: pair[0])
    return drawn.map(lambda entries: tuple(sorted(entries, key=lambda pair: pair[0])))


def records_of(shape: Record) -> SearchStrategy[Any]:
    """Records with each field drawn by itself."""
    return st.builds(shape.of, **{field.attribute: strategy_for_shape(field.shape) for field in shape.fields})


def json_values() -> SearchStrategy[Any]:
    """JSON values that every reader reads alike."""
    leaves = st.one_of(st.none(), st.booleans(), st.integers(-(2**53), 2**53), st.text(max_size=SHORT_TEXT))
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.lists(inner, max_size=SHORT_LIST),
            st.dictionaries(st.text(max_size=SHORT_TEXT), inner, max_size=SHORT_LIST),
        ),
        max_leaves=6,
    )


def near_valid_bytes(annotation: Any) -> SearchStrategy[bytes]:
    """Wire forms of the annotated type with one mutation.

    The input is cut short or made longer, a tag or a length is replaced, or one byte is changed. Most
    no longer decode; those that do are another value's form.
    """
    shape = shape_of(annotation)
    return strategy_for_shape(shape).flatmap(
        lambda value: mutations_of(encode_shape(shape, value), find_marks(shape, value))
    )


def mutations_of(encoded: bytes, marks: list[Mark]) -> SearchStrategy[bytes]:
    """The forms that lie one mutation away from a wire form whose tags and lengths are marked."""
    choices = [st.binary(min_size=1, max_size=3).map(lambda tail: encoded + tail)]
    if encoded:
        positions = st.integers(0, len(encoded) - 1)
        choices.append(positions.map(lambda end: encoded[:end]))
        choices.append(
            st.tuples(positions, st.integers(1, 255)).map(
                lambda change: replace_bytes(encoded, change[0], bytes([encoded[change[0]] ^ change[1]]))
            )
        )
    if marks:
        choices.append(st.sampled_from(marks).flatmap(lambda mark: mark_mutations(encoded, mark)))
    return st.one_of(choices)


def mark_mutations(encoded: bytes, mark: Mark) -> SearchStrategy[bytes]:
    """The wire form with the marked tag or length replaced by another."""
    if mark.is_length:
        declared = int.from_bytes(encoded[mark.offset : mark.offset + LENGTH_SIZE], "little")
        others = {0, max(declared - 1, 0), declared + 1, mark.cap, mark.cap + 1, 2**32 - 1} - {declared}
        fitting = sorted(length for length in others if length < 2**32)
        return st.sampled_from(fitting).map(
            lambda length: replace_bytes(encoded, mark.offset, length.to_bytes(LENGTH_SIZE, "little"))
        )
    others = {0, 1, 2, 0x7F, 0x80, 0xFF, (encoded[mark.offset] + 1) % 256} - {encoded[mark.offset]}
    return st.sampled_from(sorted(others)).map(lambda tag: replace_bytes(encoded, mark.offset, bytes([tag])))


def replace_bytes(encoded: bytes, offset: int, content: bytes) -> bytes:
    """The bytes with some of them replaced, at the same size."""
    return encoded[:offset] + content + encoded[offset + len(content) :]
