"""Sample values of any wire type.

Built from the shape alone: the smallest value, one in which no two fields hold the same bytes, so
that swapped fields show, and variations of that one, each of which changes a single place to another
value that some rule looks at. Records that are wire types of their own are varied in their own
vectors and not again wherever they stand inside another.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
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


@dataclass(frozen=True, slots=True)
class Variation:
    """A value and what sets it apart."""

    name: str
    title: str
    value: Any


def build_minimum(shape: Any) -> Any:
    """The value whose wire form is shortest, and zero where there is a choice."""
    match shape:
        case Unsigned() | Signed():
            return 0
        case FixedBytes(size):
            return bytes(size)
        case VariableBytes():
            return b""
        case Text():
            return ""
        case ListOf() | MapOf():
            return ()
        case Boolean():
            return False
        case Option():
            return None
        case Enumeration():
            return next(iter(shape.of))
        case TaggedUnion():
            shortest = min(shape.variants, key=lambda variant: compute_minimum_size(shape_of(variant.of)))
            return build_minimum(shape_of(shortest.of))
        case Record(of, fields):
            return of(**{field.attribute: build_minimum(field.shape) for field in fields})
    raise AssertionError(f"{shape} is not a shape")


class Filler:
    """Hands out bytes that differ from one call to the next, the same in every run."""

    def __init__(self, start: int = 1) -> None:
        self.numbers = count(start)

    def take(self, size: int) -> bytes:
        """The next `size` bytes: a number of this call's own, then its successors."""
        first = next(self.numbers)
        return bytes((first * 7 + i) % 251 for i in range(size))


def build_distinct(shape: Any, filler: Filler) -> Any:
    """A value in which no two places hold the same bytes, lists have two items and options hold one."""
    match shape:
        case Unsigned(bits):
            return int.from_bytes(filler.take(bits // 8), "little")
        case Signed(bits):
            return -int.from_bytes(filler.take(bits // 8)[:-1], "little") - 1
        case FixedBytes(size):
            return filler.take(size)
        case VariableBytes(cap):
            return filler.take(min(cap, 5))
        case Text(cap):
            return "".join(chr(ord("a") + byte % 26) for byte in filler.take(min(cap, 5)))
        case ListOf(cap, element):
            return tuple(build_distinct(element, filler) for _ in range(min(cap, 2)))
        case MapOf(_, key, value):
            return ((build_distinct(key, filler), build_distinct(value, filler)),)
        case Boolean():
            return True
        case Option(element):
            return build_distinct(element, filler)
        case Enumeration():
            return list(shape.of)[-1]
        case TaggedUnion():
            return build_distinct(shape_of(shape.variants[-1].of), filler)
        case Record(of, fields):
            return of(**{field.attribute: build_distinct(field.shape, filler) for field in fields})
    raise AssertionError(f"{shape} is not a shape")


def build_alternatives(shape: Any) -> Iterator[Variation]:
    """Other values of one place that a rule tells apart: ends of a range, tags, presence, numbers of items."""
    match shape:
        case Unsigned(bits):
            yield Variation("zero", "is 0", 0)
            yield Variation("maximum", f"is 2**{bits} - 1", 2**bits - 1)
        case Signed(bits):
            yield Variation("minimum", f"is -2**{bits - 1}", -(2 ** (bits - 1)))
            yield Variation("minus-one", "is -1", -1)
            yield Variation("maximum", f"is 2**{bits - 1} - 1", 2 ** (bits - 1) - 1)
        case VariableBytes() | Text() | ListOf() | MapOf():
            yield Variation("empty", "is empty", build_minimum(shape))
        case Boolean():
            yield Variation("false", "is false", False)
        case Option():
            yield Variation("absent", "is absent", None)
        case Enumeration():
            for member in list(shape.of)[:-1]:
                name = member.name.lower().replace("_", "-")
                yield Variation(name, f"is {member.name.lower()}, tag {int(member)}", member)
        case TaggedUnion():
            for variant in shape.variants[:-1]:
                name = variant.name.replace("_", "-")
                value = build_distinct(shape_of(variant.of), Filler(90))
                yield Variation(name, f"is {variant.name}, tag {variant.tag}", value)


def build_values(annotation: Any) -> Iterator[Variation]:
    """The smallest value, the distinct one, and every variation of a single place of it."""
    shape = shape_of(annotation)
    smallest = build_minimum(shape)
    distinct = build_distinct(shape, Filler())
    yield Variation("smallest", "the smallest value", smallest)
    yield Variation("distinct", "no two places alike", distinct)
    for variation in build_alternatives(shape):
        if variation.value not in (smallest, distinct):
            yield Variation(variation.name, f"the value {variation.title}", variation.value)
    if isinstance(shape, Record):
        yield from vary_fields(shape, distinct, "", smallest)
    if isinstance(shape, TaggedUnion):
        for variant in shape.variants:
            payload = build_distinct(shape_of(variant.of), Filler(90))
            yield from vary_fields(shape_of(variant.of), payload, f"{variant.name.replace('_', '-')}-", smallest)


def vary_fields(record: Record, value: Any, prefix: str, smallest: Any) -> Iterator[Variation]:
    """The value with one field after another changed, as far as that gives something new."""
    for field in record.fields:
        for variation in build_alternatives(field.shape):
            name = f"{prefix}{field.name.replace('_', '-')}-{variation.name}"
            changed = replace(value, **{field.attribute: variation.value})
            if changed not in (value, smallest):
                yield Variation(name, f"{field.name} {variation.title}", changed)
