"""Vectors of the operations of both groups: sums, multiples, sums of multiples."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyde_spec.crypto.bls_group import (
    g1_add,
    g1_decode,
    g1_multi_exponentiation,
    g1_multiply,
    g2_add,
    g2_decode,
    g2_multi_exponentiation,
    g2_multiply,
)
from pyde_spec.crypto.bls_multi_exponentiation import (
    compute_g1_multi_exponentiation,
    compute_g2_multi_exponentiation,
)
from pyde_spec.crypto.bls_point_encoding import encode_g1, encode_g2
from pyde_spec.crypto.bls_points import (
    compute_g1_multiple,
    compute_g1_negation,
    compute_g1_sum,
    compute_g2_multiple,
    compute_g2_negation,
    compute_g2_sum,
)
from pyde_spec.crypto.bls_scalars import decode_scalar, encode_scalar
from pyde_spec.encoding.shapes import Bytes32
from pyde_spec.params.versions import Parameters
from pyde_vectors.cases import Case, cases
from pyde_vectors.crypto.bls_samples import (
    G1_GENERATOR_BYTES,
    G1_IDENTITY_BYTES,
    G1_NEGATED_BYTES,
    G1_NOWHERE,
    G1_OUTSIDE,
    G2_GENERATOR_BYTES,
    G2_IDENTITY_BYTES,
    G2_NEGATED_BYTES,
    G2_NOWHERE,
    G2_OUTSIDE,
    LAST,
    MIXED,
    SCALAR_MODULUS_BYTES,
    G1Bytes,
    G1List,
    G1Output,
    G2Bytes,
    G2List,
    G2Output,
    ScalarList,
    draw_g1,
    draw_g2,
    draw_scalars,
    make_g1,
    make_g2,
)
from pyde_vectors.handlers import Json, handler


@dataclass(frozen=True, slots=True)
class G1Pair:
    """Two points of the first group."""

    left: G1Bytes
    right: G1Bytes


@dataclass(frozen=True, slots=True)
class G2Pair:
    """Two points of the second group."""

    left: G2Bytes
    right: G2Bytes


@dataclass(frozen=True, slots=True)
class G1Input:
    """A point of the first group."""

    point: G1Bytes


@dataclass(frozen=True, slots=True)
class G2Input:
    """A point of the second group."""

    point: G2Bytes


@dataclass(frozen=True, slots=True)
class G1MultiplyInput:
    """A point of the first group and what to multiply it with."""

    point: G1Bytes
    scalar: Bytes32


@dataclass(frozen=True, slots=True)
class G2MultiplyInput:
    """A point of the second group and what to multiply it with."""

    point: G2Bytes
    scalar: Bytes32


@dataclass(frozen=True, slots=True)
class G1ListInput:
    """Points of the first group and a scalar for each."""

    points: G1List
    scalars: ScalarList


@dataclass(frozen=True, slots=True)
class G2ListInput:
    """Points of the second group and a scalar for each."""

    points: G2List
    scalars: ScalarList


def draw_built(build: type, *parts: Any) -> Any:
    """Inputs whose fields are drawn one by one."""
    from hypothesis import strategies

    return strategies.builds(build, *parts)


@handler("crypto/g1_add", rules=[g1_add, compute_g1_sum], inputs=lambda: draw_built(G1Pair, draw_g1(), draw_g1()))
def run_g1_add(_: Parameters, given: G1Pair) -> G1Output:
    """Add two points of the first group."""
    left, right = g1_decode(given.left), g1_decode(given.right)
    return G1Output(encode_g1(g1_add(left, right)))


@handler("crypto/g2_add", rules=[g2_add, compute_g2_sum], inputs=lambda: draw_built(G2Pair, draw_g2(), draw_g2()))
def run_g2_add(_: Parameters, given: G2Pair) -> G2Output:
    """Add two points of the second group."""
    left, right = g2_decode(given.left), g2_decode(given.right)
    return G2Output(encode_g2(g2_add(left, right)))


@handler("crypto/g1_negate", rules=[compute_g1_negation], inputs=lambda: draw_built(G1Input, draw_g1()))
def run_g1_negate(_: Parameters, given: G1Input) -> G1Output:
    """Negate a point of the first group."""
    return G1Output(encode_g1(compute_g1_negation(g1_decode(given.point))))


@handler("crypto/g2_negate", rules=[compute_g2_negation], inputs=lambda: draw_built(G2Input, draw_g2()))
def run_g2_negate(_: Parameters, given: G2Input) -> G2Output:
    """Negate a point of the second group."""
    return G2Output(encode_g2(compute_g2_negation(g2_decode(given.point))))


@handler(
    "crypto/g1_multiply",
    rules=[g1_multiply, compute_g1_multiple],
    inputs=lambda: draw_built(G1MultiplyInput, draw_g1(), draw_scalars()),
)
def run_g1_multiply(_: Parameters, given: G1MultiplyInput) -> G1Output:
    """Multiply a point of the first group."""
    point, scalar = g1_decode(given.point), decode_scalar(given.scalar)
    return G1Output(encode_g1(g1_multiply(point, scalar)))


@handler(
    "crypto/g2_multiply",
    rules=[g2_multiply, compute_g2_multiple],
    inputs=lambda: draw_built(G2MultiplyInput, draw_g2(), draw_scalars()),
)
def run_g2_multiply(_: Parameters, given: G2MultiplyInput) -> G2Output:
    """Multiply a point of the second group."""
    point, scalar = g2_decode(given.point), decode_scalar(given.scalar)
    return G2Output(encode_g2(g2_multiply(point, scalar)))


def draw_list_inputs(build: type, points: Any) -> Any:
    """A few points and scalars, sometimes not as many of one as of the other."""
    from hypothesis import strategies

    return strategies.builds(
        build,
        strategies.lists(points, max_size=4).map(tuple),
        strategies.lists(draw_scalars(), max_size=4).map(tuple),
    )


@handler(
    "crypto/g1_multi_exponentiation",
    rules=[g1_multi_exponentiation, compute_g1_multi_exponentiation],
    inputs=lambda: draw_list_inputs(G1ListInput, draw_g1()),
)
def run_g1_multi_exponentiation(_: Parameters, given: G1ListInput) -> G1Output:
    """Add multiples of points of the first group. All points are decoded, then all scalars."""
    points = [g1_decode(data) for data in given.points]
    scalars = [decode_scalar(data) for data in given.scalars]
    return G1Output(encode_g1(g1_multi_exponentiation(points, scalars)))


@handler(
    "crypto/g2_multi_exponentiation",
    rules=[g2_multi_exponentiation, compute_g2_multi_exponentiation],
    inputs=lambda: draw_list_inputs(G2ListInput, draw_g2()),
)
def run_g2_multi_exponentiation(_: Parameters, given: G2ListInput) -> G2Output:
    """Add multiples of points of the second group. All points are decoded, then all scalars."""
    points = [g2_decode(data) for data in given.points]
    scalars = [decode_scalar(data) for data in given.scalars]
    return G2Output(encode_g2(g2_multi_exponentiation(points, scalars)))


def ok_point(data: bytes) -> Json:
    """The answer that is this point."""
    return {"ok": {"point": "0x" + data.hex()}}


G1_DOUBLE = bytes.fromhex(
    "a572cbea904d67468808c8eb50a9450c9721db309128012543902d0ac358a62ae28f75bb8f1c7c42c39a8c5529bf0f4e"
)
"""Twice the generator of the first group, as published."""


@cases("crypto/g1_add")
def g1_add_cases() -> Iterator[Case]:
    """Sums with the identity, of equal and of opposite points; then what is no point, on either side."""
    generator, identity = G1_GENERATOR_BYTES, G1_IDENTITY_BYTES
    yield Case("identities", "Twice the identity", G1Pair(identity, identity), ("boundary",), ok_point(identity))
    yield Case("identity-left", "The identity first", G1Pair(identity, generator), ("boundary",), ok_point(generator))
    yield Case("identity-right", "The identity last", G1Pair(generator, identity), ("boundary",), ok_point(generator))
    yield Case("equal", "A point and itself", G1Pair(generator, generator), ("known-answer",), ok_point(G1_DOUBLE))
    yield Case("opposite", "A point and its negation", G1Pair(generator, G1_NEGATED_BYTES), known=ok_point(identity))
    yield Case("different", "Two points", G1Pair(make_g1(2), make_g1(MIXED)), known=ok_point(make_g1(MIXED + 2)))
    yield Case("reject-left", "The left one is outside the group", G1Pair(G1_OUTSIDE, generator), ("missing-check",))
    yield Case("reject-right", "The right one is on no curve", G1Pair(generator, G1_NOWHERE), ("missing-check",))


@cases("crypto/g2_add")
def g2_add_cases() -> Iterator[Case]:
    """Sums with the identity, of equal and of opposite points; then what is no point, on either side."""
    generator, identity = G2_GENERATOR_BYTES, G2_IDENTITY_BYTES
    yield Case("identities", "Twice the identity", G2Pair(identity, identity), ("boundary",), ok_point(identity))
    yield Case("identity-left", "The identity first", G2Pair(identity, generator), ("boundary",), ok_point(generator))
    yield Case("identity-right", "The identity last", G2Pair(generator, identity), ("boundary",), ok_point(generator))
    yield Case("equal", "A point and itself", G2Pair(generator, generator), known=ok_point(make_g2(2)))
    yield Case("opposite", "A point and its negation", G2Pair(generator, G2_NEGATED_BYTES), known=ok_point(identity))
    yield Case("different", "Two points", G2Pair(make_g2(2), make_g2(MIXED)), known=ok_point(make_g2(MIXED + 2)))
    yield Case("reject-left", "The left one is outside the group", G2Pair(G2_OUTSIDE, generator), ("missing-check",))
    yield Case("reject-right", "The right one is on no curve", G2Pair(generator, G2_NOWHERE), ("missing-check",))


@cases("crypto/g1_negate")
def g1_negate_cases() -> Iterator[Case]:
    """Either sign, and the identity, which is its own negation."""
    yield Case("generator", "The generator", G1Input(G1_GENERATOR_BYTES), known=ok_point(G1_NEGATED_BYTES))
    yield Case("negated", "Its negation", G1Input(G1_NEGATED_BYTES), known=ok_point(G1_GENERATOR_BYTES))
    yield Case("identity", "The identity", G1Input(G1_IDENTITY_BYTES), ("boundary",), ok_point(G1_IDENTITY_BYTES))


@cases("crypto/g2_negate")
def g2_negate_cases() -> Iterator[Case]:
    """Either sign, and the identity, which is its own negation."""
    yield Case("generator", "The generator", G2Input(G2_GENERATOR_BYTES), known=ok_point(G2_NEGATED_BYTES))
    yield Case("negated", "Its negation", G2Input(G2_NEGATED_BYTES), known=ok_point(G2_GENERATOR_BYTES))
    yield Case("identity", "The identity", G2Input(G2_IDENTITY_BYTES), ("boundary",), ok_point(G2_IDENTITY_BYTES))


FACTORS = (
    ("zero", "Zero times", 0),
    ("one", "Once", 1),
    ("two", "Twice", 2),
    ("three", "Three times", 3),
    ("last", "Minus once", LAST),
    ("mixed", "By a scalar with every byte different", MIXED),
)


@cases("crypto/g1_multiply")
def g1_multiply_cases() -> Iterator[Case]:
    """Scalars at both ends, the identity, a point that is no generator, and what is no point or no scalar."""
    for name, title, factor in FACTORS:
        yield Case(name, f"{title} the generator", G1MultiplyInput(G1_GENERATOR_BYTES, encode_scalar(factor)))
    given = G1MultiplyInput(make_g1(MIXED), encode_scalar(LAST))
    yield Case("other-point", "Minus once another point", given, known=ok_point(make_g1(-MIXED)))
    given = G1MultiplyInput(G1_IDENTITY_BYTES, encode_scalar(MIXED))
    yield Case("identity", "The identity, whatever the scalar", given, ("boundary",), ok_point(G1_IDENTITY_BYTES))
    given = G1MultiplyInput(G1_GENERATOR_BYTES, SCALAR_MODULUS_BYTES)
    yield Case("reject-modulus", "r times, which is zero times", given, ("malleability",))
    given = G1MultiplyInput(G1_OUTSIDE, encode_scalar(0))
    yield Case("reject-outside", "Zero times a point outside the group", given, ("missing-check",))


@cases("crypto/g2_multiply")
def g2_multiply_cases() -> Iterator[Case]:
    """Scalars at both ends, the identity, a point that is no generator, and what is no point or no scalar."""
    for name, title, factor in FACTORS:
        yield Case(name, f"{title} the generator", G2MultiplyInput(G2_GENERATOR_BYTES, encode_scalar(factor)))
    given = G2MultiplyInput(make_g2(MIXED), encode_scalar(LAST))
    yield Case("other-point", "Minus once another point", given, known=ok_point(make_g2(-MIXED)))
    given = G2MultiplyInput(G2_IDENTITY_BYTES, encode_scalar(MIXED))
    yield Case("identity", "The identity, whatever the scalar", given, ("boundary",), ok_point(G2_IDENTITY_BYTES))
    given = G2MultiplyInput(G2_GENERATOR_BYTES, SCALAR_MODULUS_BYTES)
    yield Case("reject-modulus", "r times, which is zero times", given, ("malleability",))
    given = G2MultiplyInput(G2_OUTSIDE, encode_scalar(0))
    yield Case("reject-outside", "Zero times a point outside the group", given, ("missing-check",))


LISTS: tuple[tuple[str, str, tuple[int, ...], tuple[int, ...]], ...] = (
    ("empty", "Nothing", (), ()),
    ("single", "One point", (2,), (3,)),
    ("three", "Three points in no order", (5, 1, 7), (2, MIXED, 4)),
    ("cancelling", "Multiples that cancel", (3, 5), (5, LAST - 2)),
    ("same-point-twice", "One point with two scalars", (2, 2), (3, 4)),
    ("with-identity-and-zero", "The identity, and a point zero times", (0, 4, 2), (9, 0, 1)),
)
UNEQUAL: tuple[tuple[str, str, tuple[int, ...], tuple[int, ...]], ...] = (
    ("scalar-missing", "A point without a scalar", (1, 2), (1,)),
    ("point-missing", "A scalar without a point", (1,), (1, 2)),
    ("no-scalars", "No scalar at all", (1,), ()),
    ("no-points", "No point at all", (), (1,)),
    ("last-is-zero", "The scalar without a point is zero", (1,), (1, 0)),
)
LENGTHS: Json = {"reject": {"stage": "validate", "reason": "multi_exponentiation_lengths"}}


@cases("crypto/g1_multi_exponentiation")
def g1_multi_exponentiation_cases() -> Iterator[Case]:
    """Sums whose value is known, lists of unequal length, and lists with something that does not decode."""
    for name, title, factors, scalars in LISTS:
        total = sum(factor * scalar for factor, scalar in zip(factors, scalars, strict=True))
        yield Case(name, title, make_g1_list(factors, scalars), known=ok_point(make_g1(total)))
    for name, title, factors, scalars in UNEQUAL:
        given = make_g1_list(factors, scalars)
        yield Case(f"reject-{name}", title, given, ("missing-check", "boundary"), LENGTHS)
    points, one = (G1_GENERATOR_BYTES, G1_OUTSIDE), encode_scalar(1)
    given = G1ListInput(points, (one, one))
    yield Case("reject-outside", "The second point is outside the group", given, ("missing-check",))
    given = G1ListInput(points[:1], (SCALAR_MODULUS_BYTES,))
    yield Case("reject-modulus", "The scalar is r", given, ("malleability",))


@cases("crypto/g2_multi_exponentiation")
def g2_multi_exponentiation_cases() -> Iterator[Case]:
    """Sums whose value is known, lists of unequal length, and lists with something that does not decode."""
    for name, title, factors, scalars in LISTS:
        total = sum(factor * scalar for factor, scalar in zip(factors, scalars, strict=True))
        yield Case(name, title, make_g2_list(factors, scalars), known=ok_point(make_g2(total)))
    for name, title, factors, scalars in UNEQUAL:
        given = make_g2_list(factors, scalars)
        yield Case(f"reject-{name}", title, given, ("missing-check", "boundary"), LENGTHS)
    points, one = (G2_GENERATOR_BYTES, G2_OUTSIDE), encode_scalar(1)
    given = G2ListInput(points, (one, one))
    yield Case("reject-outside", "The second point is outside the group", given, ("missing-check",))
    given = G2ListInput(points[:1], (SCALAR_MODULUS_BYTES,))
    yield Case("reject-modulus", "The scalar is r", given, ("malleability",))


def make_g1_list(factors: tuple[int, ...], scalars: tuple[int, ...]) -> G1ListInput:
    """Multiples of the generator of the first group, and scalars."""
    points = tuple([make_g1(factor) for factor in factors])
    return G1ListInput(points, tuple([encode_scalar(scalar) for scalar in scalars]))


def make_g2_list(factors: tuple[int, ...], scalars: tuple[int, ...]) -> G2ListInput:
    """Multiples of the generator of the second group, and scalars."""
    points = tuple([make_g2(factor) for factor in factors])
    return G2ListInput(points, tuple([encode_scalar(scalar) for scalar in scalars]))
