"""The two groups of BLS12-381.

A point of the first group lies on y² = x³ + 4 over the integers modulo p, a point of the second on
y² = x³ + 4 + 4u over pairs of them. Either curve has more points than the r that form its group; only
those r count, and a point that this text holds is one of them. It is made by decoding, by hashing, or
from other points, and never by writing down coordinates.

The identity of either group has no coordinates. It is written with all of them zero, which is on neither
curve. Keys, commitments to polynomials and shares live in the first group, where points are short;
messages are hashed to the second.

The arithmetic is that of `py_ecc`, the engine of this text. It works in projective coordinates: the
functions here go there and back, so that equal points have equal coordinates.

Source: RFC 9380, section 8.8; IETF draft on pairing-friendly curves, section 4.2.  Decision: D-29.
"""

from dataclasses import dataclass
from typing import Any

from py_ecc import optimized_bls12_381

from pyde_spec.crypto.bls_fields import FIELD_MODULUS, FieldPair, negate_pair
from pyde_spec.crypto.bls_scalars import SCALAR_MODULUS, is_scalar

engine: Any = optimized_bls12_381
"""The engine. It does not declare its names to type checkers."""

EnginePoint = Any
"""A point in projective coordinates, as the engine holds it."""


@dataclass(frozen=True, slots=True)
class G1Point:
    """A point of the first group by its coordinates."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class G2Point:
    """A point of the second group by its coordinates."""

    x: FieldPair
    y: FieldPair


G1_IDENTITY = G1Point(0, 0)
G2_IDENTITY = G2Point((0, 0), (0, 0))


def to_engine_g1(point: G1Point) -> EnginePoint:
    """A point of the first group as the engine holds it."""
    if point == G1_IDENTITY:
        return engine.Z1
    return engine.FQ(point.x), engine.FQ(point.y), engine.FQ.one()


def from_engine_g1(point: EnginePoint) -> G1Point:
    """The point of the first group that the engine holds."""
    if engine.is_inf(point):
        return G1_IDENTITY
    x, y = engine.normalize(point)
    return G1Point(int(x), int(y))


def to_engine_g2(point: G2Point) -> EnginePoint:
    """A point of the second group as the engine holds it."""
    if point == G2_IDENTITY:
        return engine.Z2
    return engine.FQ2(point.x), engine.FQ2(point.y), engine.FQ2.one()


def from_engine_g2(point: EnginePoint) -> G2Point:
    """The point of the second group that the engine holds."""
    if engine.is_inf(point):
        return G2_IDENTITY
    x, y = engine.normalize(point)
    return G2Point((int(x.coeffs[0]), int(x.coeffs[1])), (int(y.coeffs[0]), int(y.coeffs[1])))


G1_GENERATOR = from_engine_g1(engine.G1)
G2_GENERATOR = from_engine_g2(engine.G2)


def compute_engine_multiple(point: EnginePoint, identity: EnginePoint, factor: int) -> EnginePoint:
    """A point times a number: for each binary digit from the highest on, double, and for a one add the point."""
    total = identity
    for digit in f"{factor:b}":
        total = engine.double(total)
        if digit == "1":
            total = engine.add(total, point)
    return total


def is_in_g1_subgroup(point: G1Point) -> bool:
    """Whether a point of the first curve is one of the r that form its group: r times it is the identity."""
    return bool(engine.is_inf(compute_engine_multiple(to_engine_g1(point), engine.Z1, SCALAR_MODULUS)))


def is_in_g2_subgroup(point: G2Point) -> bool:
    """Whether a point of the second curve is one of the r that form its group: r times it is the identity."""
    return bool(engine.is_inf(compute_engine_multiple(to_engine_g2(point), engine.Z2, SCALAR_MODULUS)))


def compute_g1_sum(left: G1Point, right: G1Point) -> G1Point:
    """The sum of two points of the first group."""
    return from_engine_g1(engine.add(to_engine_g1(left), to_engine_g1(right)))


def compute_g2_sum(left: G2Point, right: G2Point) -> G2Point:
    """The sum of two points of the second group."""
    return from_engine_g2(engine.add(to_engine_g2(left), to_engine_g2(right)))


def compute_g1_negation(point: G1Point) -> G1Point:
    """The point of the first group that gives the identity when it is added; the identity gives itself."""
    return G1Point(point.x, -point.y % FIELD_MODULUS)


def compute_g2_negation(point: G2Point) -> G2Point:
    """The point of the second group that gives the identity when it is added; the identity gives itself."""
    return G2Point(point.x, negate_pair(point.y))


def compute_g1_multiple(point: G1Point, scalar: int) -> G1Point:
    """A point of the first group times a scalar; zero times any point is the identity."""
    assert is_scalar(scalar), f"{scalar} is no scalar"
    return from_engine_g1(compute_engine_multiple(to_engine_g1(point), engine.Z1, scalar))


def compute_g2_multiple(point: G2Point, scalar: int) -> G2Point:
    """A point of the second group times a scalar; zero times any point is the identity."""
    assert is_scalar(scalar), f"{scalar} is no scalar"
    return from_engine_g2(compute_engine_multiple(to_engine_g2(point), engine.Z2, scalar))
