"""Vectors of the Goldilocks field: sums, products and powers at the ends of the field and of its words."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyde_spec.crypto.goldilocks import MODULUS, compute_power, compute_product, compute_sum
from pyde_spec.encoding.shapes import U64, U64_MAX
from pyde_spec.params.versions import Parameters
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import Json, handler


@dataclass(frozen=True, slots=True)
class ElementPair:
    """Two field elements."""

    left: U64
    right: U64


@dataclass(frozen=True, slots=True)
class PowerInput:
    """A field element and an exponent."""

    base: U64
    exponent: U64


@dataclass(frozen=True, slots=True)
class ElementOutput:
    """A field element."""

    element: U64


@handler("crypto/goldilocks_sum", rules=[compute_sum])
def run_goldilocks_sum(_: Parameters, given: ElementPair) -> ElementOutput:
    """Add two elements."""
    return ElementOutput(compute_sum(given.left, given.right))


@handler("crypto/goldilocks_product", rules=[compute_product])
def run_goldilocks_product(_: Parameters, given: ElementPair) -> ElementOutput:
    """Multiply two elements."""
    return ElementOutput(compute_product(given.left, given.right))


@handler("crypto/goldilocks_power", rules=[compute_power])
def run_goldilocks_power(_: Parameters, given: PowerInput) -> ElementOutput:
    """Raise an element to a power."""
    return ElementOutput(compute_power(given.base, given.exponent))


LAST = MODULUS - 1

SUMS = (
    ("zero-and-zero", "Nothing and nothing", 0, 0, 0),
    ("zero-and-last", "Nothing added to the last element", 0, LAST, LAST),
    ("last-and-zero", "The last element and nothing", LAST, 0, LAST),
    ("just-below-modulus", "The sum is the last element", LAST - 1, 1, LAST),
    ("exactly-modulus", "The sum is the modulus", LAST, 1, 0),
    ("just-above-modulus", "The sum is one above the modulus", LAST, 2, 1),
    ("below-carry", "The sum is 2**64 - 1: it fits a word and is not canonical", LAST, 2**32 - 1, 2**32 - 2),
    ("carry", "The sum is 2**64: it carries out of the word", LAST, 2**32, 2**32 - 1),
    ("last-and-last", "The largest sum", LAST, LAST, LAST - 1),
)

PRODUCTS = (
    ("zero-and-last", "Nothing times the last element", 0, LAST),
    ("last-and-zero", "The last element times nothing", LAST, 0),
    ("one-and-last", "The last element once", 1, LAST),
    ("last-and-last", "Minus one times minus one", LAST, LAST),
    ("two-to-64", "2**32 times 2**32: the first power of two above the modulus", 2**32, 2**32),
    ("two-to-63", "2**31 times 2**32: the last power of two below the modulus", 2**31, 2**32),
    ("two-to-96", "2**48 times 2**48: congruent to minus one", 2**48, 2**48),
    ("two-to-95", "2**47 times 2**48", 2**47, 2**48),
    ("two-to-126", "2**63 times 2**63: the highest power of two of two elements", 2**63, 2**63),
    ("all-ones-halves", "2**32 - 1 times itself", 2**32 - 1, 2**32 - 1),
    ("largest-low-word", "The low word of the product is all ones", 2**32 - 1, 2**32 + 1),
    ("borrow", "Reducing borrows: the low word is zero and the top quarter is not", 2**50, 2**50),
    ("modulus-factors", "Two factors of the last element: their product stays below the modulus", 2**32, 2**32 - 1),
    ("last-and-two", "Twice the last element", LAST, 2),
    ("last-and-half", "The last element times 2**32 - 1", LAST, 2**32 - 1),
    ("inverses", "The product of two inverses is one", 2, (MODULUS + 1) // 2),
    ("mixed", "Two elements with every byte different", 0x0123456789ABCDEF, 0xFEDCBA9876543210),
    ("mixed-turned", "The same two, the other way round", 0xFEDCBA9876543210, 0x0123456789ABCDEF),
)

POWERS = (
    ("zero-to-zero", "The zeroth power of zero is one", 0, 0),
    ("zero-to-one", "The first power of zero", 0, 1),
    ("last-to-zero", "The zeroth power of the last element", LAST, 0),
    ("last-to-one", "The first power of the last element", LAST, 1),
    ("last-to-even", "An even power of minus one", LAST, 2**63),
    ("last-to-odd", "An odd power of minus one", LAST, U64_MAX),
    ("s-box", "The seventh power", 0x0123456789ABCDEF, 7),
    ("s-box-of-last", "The seventh power of minus one", LAST, 7),
    ("two-to-63", "The last power of two below the modulus", 2, 63),
    ("two-to-64", "The first power of two above the modulus", 2, 64),
    ("order-of-two", "Two to its order, 192, is one", 2, 192),
    ("generator-to-half", "Seven generates the field: to half the order it is minus one", 7, (MODULUS - 1) // 2),
    ("fermat", "Any element to p - 1 is one", 0x0123456789ABCDEF, MODULUS - 1),
    ("inverse", "Any element to p - 2 is its inverse", 0x0123456789ABCDEF, MODULUS - 2),
    ("largest-exponent", "The largest exponent that fits a word", 3, U64_MAX),
)

NOT_ELEMENTS = (("modulus", MODULUS), ("all-ones", U64_MAX))

REJECTED: Json = {"reject": {"stage": "validate", "reason": "field_element_not_canonical"}}


def rejected_pairs() -> Iterator[Case]:
    """Words that are no elements, on either side."""
    for name, word in NOT_ELEMENTS:
        yield Case(
            f"reject-left-{name}",
            f"The left word is no element: {name.replace('-', ' ')}",
            ElementPair(word, 1),
            ("boundary", "missing-check"),
            REJECTED,
        )
        yield Case(
            f"reject-right-{name}",
            f"The right word is no element: {name.replace('-', ' ')}",
            ElementPair(1, word),
            ("boundary", "missing-check"),
            REJECTED,
        )


@cases("crypto/goldilocks_sum")
def goldilocks_sum_cases() -> Iterator[Case]:
    """Sums on both sides of the modulus and of the carry."""
    for name, title, left, right, total in SUMS:
        yield Case(name, title, ElementPair(left, right), ("boundary", "overflow"), {"ok": {"element": str(total)}})
    yield from rejected_pairs()


@cases("crypto/goldilocks_product")
def goldilocks_product_cases() -> Iterator[Case]:
    """Products that reach every carry and borrow of the usual reduction."""
    for name, title, left, right in PRODUCTS:
        yield Case(name, title, ElementPair(left, right), ("overflow",))
    yield from rejected_pairs()


@cases("crypto/goldilocks_power")
def goldilocks_power_cases() -> Iterator[Case]:
    """Powers at both ends of the exponent."""
    for name, title, base, exponent in POWERS:
        yield Case(name, title, PowerInput(base, exponent), ("boundary",))
    for name, word in NOT_ELEMENTS:
        yield Case(
            f"reject-base-{name}",
            f"The base is no element: {name.replace('-', ' ')}",
            PowerInput(word, 0),
            ("boundary", "missing-check"),
            REJECTED,
        )
