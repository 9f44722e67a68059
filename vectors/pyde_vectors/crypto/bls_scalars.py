"""Vectors of the scalars of BLS12-381: encodings, arithmetic at the ends of the range, Lagrange coefficients."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any

from pyde_spec.crypto.bls_scalars import (
    SCALAR_MODULUS,
    compute_scalar_inverse,
    compute_scalar_negation,
    compute_scalar_product,
    compute_scalar_sum,
    decode_scalar,
    encode_scalar,
)
from pyde_spec.crypto.lagrange import compute_lagrange_coefficients
from pyde_spec.encoding.shapes import U32, U32_MAX, Bytes32, ListOf
from pyde_spec.params.versions import Parameters
from pyde_vectors.cases import Case, cases
from pyde_vectors.crypto.bls_samples import (
    LAST,
    LIST_CAP,
    MIXED,
    SCALAR_MODULUS_BYTES,
    EncodedInput,
    ScalarList,
    ScalarOutput,
    draw_encoded,
    draw_scalars,
)
from pyde_vectors.handlers import Json, handler


@dataclass(frozen=True, slots=True)
class ScalarInput:
    """A scalar."""

    scalar: Bytes32


@dataclass(frozen=True, slots=True)
class ScalarPair:
    """Two scalars."""

    left: Bytes32
    right: Bytes32


@dataclass(frozen=True, slots=True)
class IndicesInput:
    """The numbers of the members whose shares are combined."""

    indices: Annotated[tuple[U32, ...], ListOf(LIST_CAP)]


@dataclass(frozen=True, slots=True)
class CoefficientsOutput:
    """A coefficient for each index."""

    coefficients: ScalarList


def draw_pairs() -> Any:
    """Two scalars."""
    from hypothesis import strategies

    return strategies.builds(ScalarPair, draw_scalars(), draw_scalars())


def draw_single() -> Any:
    """One scalar."""
    return draw_scalars().map(ScalarInput)


@handler("crypto/bls_scalar_decode", rules=[decode_scalar], inputs=partial(draw_encoded, draw_scalars))
def run_scalar_decode(_: Parameters, given: EncodedInput) -> ScalarOutput:
    """Decode a scalar."""
    return ScalarOutput(encode_scalar(decode_scalar(given.data)))


@handler("crypto/bls_scalar_sum", rules=[compute_scalar_sum, decode_scalar], inputs=draw_pairs)
def run_scalar_sum(_: Parameters, given: ScalarPair) -> ScalarOutput:
    """Add two scalars."""
    left, right = decode_scalar(given.left), decode_scalar(given.right)
    return ScalarOutput(encode_scalar(compute_scalar_sum(left, right)))


@handler("crypto/bls_scalar_product", rules=[compute_scalar_product, decode_scalar], inputs=draw_pairs)
def run_scalar_product(_: Parameters, given: ScalarPair) -> ScalarOutput:
    """Multiply two scalars."""
    left, right = decode_scalar(given.left), decode_scalar(given.right)
    return ScalarOutput(encode_scalar(compute_scalar_product(left, right)))


@handler("crypto/bls_scalar_negate", rules=[compute_scalar_negation, decode_scalar], inputs=draw_single)
def run_scalar_negate(_: Parameters, given: ScalarInput) -> ScalarOutput:
    """Negate a scalar."""
    return ScalarOutput(encode_scalar(compute_scalar_negation(decode_scalar(given.scalar))))


@handler("crypto/bls_scalar_invert", rules=[compute_scalar_inverse, decode_scalar], inputs=draw_single)
def run_scalar_invert(_: Parameters, given: ScalarInput) -> ScalarOutput:
    """Invert a scalar."""
    return ScalarOutput(encode_scalar(compute_scalar_inverse(decode_scalar(given.scalar))))


@handler("crypto/lagrange_coefficients", rules=[compute_lagrange_coefficients])
def run_lagrange_coefficients(_: Parameters, given: IndicesInput) -> CoefficientsOutput:
    """The coefficients at zero."""
    coefficients = compute_lagrange_coefficients(given.indices)
    return CoefficientsOutput(tuple([encode_scalar(coefficient) for coefficient in coefficients]))


def ok_scalar(scalar: int) -> Json:
    """The answer that is this scalar, which may be written as a negative number."""
    return {"ok": {"scalar": "0x" + encode_scalar(scalar % SCALAR_MODULUS).hex()}}


ENCODINGS = (
    ("zero", "Zero", bytes(32), "boundary"),
    ("one", "One: the last byte is the lowest", bytes(31) + b"\x01", "boundary"),
    ("first-byte-one", "A one in the first byte is 2**248", b"\x01" + bytes(31), "malleability"),
    ("last", "The largest scalar", encode_scalar(LAST), "boundary"),
    ("mixed", "Every byte different", encode_scalar(MIXED), "malleability"),
    ("reject-modulus", "r, which would be a second zero", SCALAR_MODULUS_BYTES, "malleability"),
    ("reject-above-modulus", "One above r", (SCALAR_MODULUS + 1).to_bytes(32, "big"), "malleability"),
    ("reject-all-ones", "The largest number of 32 bytes", b"\xff" * 32, "boundary"),
    ("reject-empty", "No bytes", b"", "truncation"),
    ("reject-short", "31 bytes, of a small number", bytes(30) + b"\x01", "truncation"),
    ("reject-long", "A zero byte before the 32", bytes(1) + encode_scalar(MIXED), "malleability"),
    ("reject-trailing", "A zero byte after the 32", encode_scalar(MIXED) + bytes(1), "malleability"),
    ("reject-wide", "48 bytes, as a hash is reduced from", bytes(16) + encode_scalar(MIXED), "malleability"),
    ("order-long-and-large", "33 bytes, and not below r", b"\xff" * 33, "order-of-checks"),
)


@cases("crypto/bls_scalar_decode")
def scalar_decode_cases() -> Iterator[Case]:
    """Sizes, order of bytes, and both sides of r."""
    for name, title, data, flag in ENCODINGS:
        yield Case(name, title, EncodedInput(data), (flag,))


NOT_CANONICAL: Json = {"reject": {"stage": "decode", "reason": "scalar_not_canonical"}}


def rejected_pairs() -> Iterator[Case]:
    """The modulus on either side."""
    one = encode_scalar(1)
    for name, pair in (
        ("left", ScalarPair(SCALAR_MODULUS_BYTES, one)),
        ("right", ScalarPair(one, SCALAR_MODULUS_BYTES)),
    ):
        yield Case(f"reject-{name}-modulus", f"The {name} one is r", pair, ("boundary", "missing-check"), NOT_CANONICAL)


SUMS = (
    ("zero-and-zero", "Nothing and nothing", 0, 0),
    ("zero-and-last", "Nothing added to the last", 0, LAST),
    ("just-below-modulus", "The sum is the last scalar", LAST - 1, 1),
    ("exactly-modulus", "The sum is r", LAST, 1),
    ("just-above-modulus", "The sum is one above r", LAST, 2),
    ("last-and-last", "The largest sum", LAST, LAST),
)
ROOT_OF_MINUS_ONE = pow(5, (SCALAR_MODULUS - 1) // 4, SCALAR_MODULUS)
PRODUCTS = (
    ("zero-and-last", "Nothing times the last", 0, LAST, 0),
    ("one-and-last", "The last once", 1, LAST, LAST),
    ("last-and-last", "Minus one times minus one", LAST, LAST, 1),
    ("two-and-last", "Twice minus one", 2, LAST, -2),
    ("inverses", "Two times its inverse", 2, (SCALAR_MODULUS + 1) // 2, 1),
    ("roots-of-minus-one", "A square root of minus one, squared", ROOT_OF_MINUS_ONE, ROOT_OF_MINUS_ONE, -1),
)


@cases("crypto/bls_scalar_sum")
def scalar_sum_cases() -> Iterator[Case]:
    """Sums on both sides of r."""
    for name, title, left, right in SUMS:
        pair = ScalarPair(encode_scalar(left), encode_scalar(right))
        yield Case(name, title, pair, ("boundary", "overflow"), ok_scalar(left + right))
    yield from rejected_pairs()


@cases("crypto/bls_scalar_product")
def scalar_product_cases() -> Iterator[Case]:
    """Products that have to be reduced."""
    for name, title, left, right, product in PRODUCTS:
        pair = ScalarPair(encode_scalar(left), encode_scalar(right))
        yield Case(name, title, pair, ("overflow",), ok_scalar(product))
    yield from rejected_pairs()


@cases("crypto/bls_scalar_negate")
def scalar_negate_cases() -> Iterator[Case]:
    """Both ends; zero is its own negation and not r."""
    for name, scalar in (("zero", 0), ("one", 1), ("last", LAST), ("mixed", MIXED)):
        given = ScalarInput(encode_scalar(scalar))
        yield Case(name, f"The negation of {name}", given, ("boundary",), ok_scalar(-scalar))
    yield Case("reject-modulus", "r", ScalarInput(SCALAR_MODULUS_BYTES), ("boundary",), NOT_CANONICAL)


@cases("crypto/bls_scalar_invert")
def scalar_invert_cases() -> Iterator[Case]:
    """One and minus one are their own inverses; zero has none."""
    for name, title, scalar, inverse in (
        ("one", "One", 1, 1),
        ("last", "Minus one", LAST, -1),
        ("two", "Two", 2, (SCALAR_MODULUS + 1) // 2),
        ("half", "Half of r, rounded up", (SCALAR_MODULUS + 1) // 2, 2),
    ):
        yield Case(name, title, ScalarInput(encode_scalar(scalar)), ("boundary",), ok_scalar(inverse))
    yield Case("mixed", "Every byte different", ScalarInput(encode_scalar(MIXED)))
    yield Case("reject-zero", "Zero has none", ScalarInput(bytes(32)), ("boundary", "missing-check"))
    yield Case("reject-modulus", "r, which is no scalar", ScalarInput(SCALAR_MODULUS_BYTES), ("boundary",))


KNOWN_COEFFICIENTS: tuple[tuple[str, str, tuple[int, ...], tuple[int, ...]], ...] = (
    ("one-member", "One share is the secret: a constant", (1,), (1,)),
    ("one-far-member", "Also of another number", (77,), (1,)),
    ("two", "The line through 1 and 2", (1, 2), (2, -1)),
    ("two-descending", "The same, the other way round", (2, 1), (-1, 2)),
    ("three", "The parabola through 1, 2 and 3", (1, 2, 3), (3, -3, 1)),
    ("four", "The cubic through 1 to 4", (1, 2, 3, 4), (4, -6, 4, -1)),
    (
        "gap",
        "The line through 1 and 3 has fractions",
        (1, 3),
        (3 * pow(2, -1, SCALAR_MODULUS), -pow(2, -1, SCALAR_MODULUS)),
    ),
)
INDICES: tuple[tuple[str, str, tuple[int, ...], str], ...] = (
    ("sparse", "Numbers far apart, in no order", (90, 7, 128, 1, 33), "boundary"),
    ("largest", "The largest number and its neighbour", (U32_MAX, U32_MAX - 1), "overflow"),
    ("largest-and-smallest", "The largest number and the smallest", (U32_MAX, 1), "overflow"),
    ("reject-none", "No index", (), "missing-check"),
    ("reject-zero", "Zero alone", (0,), "missing-check"),
    ("reject-zero-at-the-end", "Zero after others", (1, 2, 0), "missing-check"),
    ("reject-repeated", "One number twice", (5, 5), "missing-check"),
    ("reject-repeated-apart", "One number twice, with others between", (3, 1, 2, 3), "missing-check"),
    ("order-repeated-and-zero", "A number twice, and a zero", (4, 4, 0), "order-of-checks"),
)


@cases("crypto/lagrange_coefficients")
def lagrange_cases() -> Iterator[Case]:
    """Small sets worked out by hand, then numbers at the ends, then those that make no polynomial."""
    for name, title, indices, coefficients in KNOWN_COEFFICIENTS:
        written = ["0x" + encode_scalar(value % SCALAR_MODULUS).hex() for value in coefficients]
        yield Case(name, title, IndicesInput(indices), ("known-answer",), {"ok": {"coefficients": written}})
    for name, title, indices, flag in INDICES:
        yield Case(name, title, IndicesInput(indices), (flag,))
