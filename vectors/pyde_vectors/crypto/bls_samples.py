"""Scalars and points that the vectors of BLS12-381 share, and the inputs that are drawn from them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from pyde_spec.crypto.bls_fields import FIELD_MODULUS, compute_square_root
from pyde_spec.crypto.bls_point_encoding import (
    COMPRESSED_FLAG,
    G1_SIZE,
    G2_SIZE,
    encode_coordinate,
    encode_g1,
    encode_g2,
    set_flags,
)
from pyde_spec.crypto.bls_points import (
    G1_GENERATOR,
    G2_GENERATOR,
    compute_g1_multiple,
    compute_g1_negation,
    compute_g2_multiple,
    compute_g2_negation,
)
from pyde_spec.crypto.bls_scalars import SCALAR_MODULUS, encode_scalar
from pyde_spec.encoding.shapes import Bytes32, FixedBytes, ListOf, VariableBytes

DATA_CAP = 256
LIST_CAP = 128
MESSAGE_CAP = 2**16

Encoded = Annotated[bytes, VariableBytes(DATA_CAP)]
"""Bytes that may be the encoding of something, of any length."""

G1Bytes = Annotated[bytes, FixedBytes(G1_SIZE)]
G2Bytes = Annotated[bytes, FixedBytes(G2_SIZE)]
Message = Annotated[bytes, VariableBytes(MESSAGE_CAP)]
Tag = Annotated[bytes, VariableBytes(2 * DATA_CAP)]
G1List = Annotated[tuple[G1Bytes, ...], ListOf(LIST_CAP)]
G2List = Annotated[tuple[G2Bytes, ...], ListOf(LIST_CAP)]
ScalarList = Annotated[tuple[Bytes32, ...], ListOf(LIST_CAP)]


@dataclass(frozen=True, slots=True)
class EncodedInput:
    """Bytes that may be the encoding of something."""

    data: Encoded


@dataclass(frozen=True, slots=True)
class ScalarOutput:
    """A scalar."""

    scalar: Bytes32


@dataclass(frozen=True, slots=True)
class G1Output:
    """A point of the first group."""

    point: G1Bytes


@dataclass(frozen=True, slots=True)
class G2Output:
    """A point of the second group."""

    point: G2Bytes


def make_g1(factor: int) -> bytes:
    """The encoding of the generator of the first group times a number, which may be negative."""
    return encode_g1(compute_g1_multiple(G1_GENERATOR, factor % SCALAR_MODULUS))


def make_g2(factor: int) -> bytes:
    """The encoding of the generator of the second group times a number, which may be negative."""
    return encode_g2(compute_g2_multiple(G2_GENERATOR, factor % SCALAR_MODULUS))


def write_g1(x: int) -> bytes:
    """The encoding of a point of the first curve by its x, with the smaller y; x may be any number that fits."""
    return set_flags(encode_coordinate(x), COMPRESSED_FLAG)


def write_g2(first: int, second: int) -> bytes:
    """The encoding of a point of the second curve by its x, with the smaller y; either half may be any that fits."""
    return set_flags(encode_coordinate(second) + encode_coordinate(first), COMPRESSED_FLAG)


def find_first_half(second: int) -> int:
    """A first half of x for which y², on the second curve, has no second half.

    The second half of x³ + 4 + 4u is 3·first²·second - second³ + 4.
    """
    root = compute_square_root((second**3 - 4) * pow(3 * second, -1, FIELD_MODULUS) % FIELD_MODULUS)
    assert root is not None, f"there is no such x with {second} as its second half"
    return root


MIXED = 0x123456789ABCDEF0FEDCBA98765432100F1E2D3C4B5A69788796A5B4C3D2E1F0
LAST = SCALAR_MODULUS - 1

G1_GENERATOR_BYTES = encode_g1(G1_GENERATOR)
G1_NEGATED_BYTES = encode_g1(compute_g1_negation(G1_GENERATOR))
G1_IDENTITY_BYTES = bytes([0xC0]) + bytes(G1_SIZE - 1)
G2_GENERATOR_BYTES = encode_g2(G2_GENERATOR)
G2_NEGATED_BYTES = encode_g2(compute_g2_negation(G2_GENERATOR))
G2_IDENTITY_BYTES = bytes([0xC0]) + bytes(G2_SIZE - 1)

NOT_ON_CURVE_X = 1
"""No point of the first curve has this x."""

SMALL_X = 4
"""A point of the first curve has this x, and it is outside the group."""

G1_OUTSIDE = write_g1(SMALL_X)
G2_OUTSIDE = write_g2(1, 1)
G1_NOWHERE = write_g1(NOT_ON_CURVE_X)
G2_NOWHERE = write_g2(1, 0)

SCALAR_MODULUS_BYTES = SCALAR_MODULUS.to_bytes(32, "big")

SCALARS = tuple([encode_scalar(scalar) for scalar in (0, 1, 2, MIXED, LAST - 1, LAST)])


def draw_scalars() -> Any:
    """Scalars, sometimes the modulus, which is none."""
    from hypothesis import strategies

    edges = strategies.sampled_from((*SCALARS, SCALAR_MODULUS_BYTES))
    return strategies.one_of(edges, strategies.integers(0, LAST).map(encode_scalar))


def draw_messages() -> Any:
    """Short messages."""
    from hypothesis import strategies

    return strategies.binary(max_size=100)


def draw_tags() -> Any:
    """Tags on both sides of 255 bytes, sometimes none."""
    from hypothesis import strategies

    return strategies.sampled_from([b"", b"t", b"a tag of the tests", b"t" * 255, b"t" * 256])


def draw_g1() -> Any:
    """Points of the first group, sometimes bytes that are none."""
    return draw_points(make_g1, (G1_IDENTITY_BYTES, G1_NEGATED_BYTES, G1_OUTSIDE, G1_NOWHERE))


def draw_g2() -> Any:
    """Points of the second group, sometimes bytes that are none."""
    return draw_points(make_g2, (G2_IDENTITY_BYTES, G2_NEGATED_BYTES, G2_OUTSIDE, G2_NOWHERE))


def draw_points(make: Callable[[int], bytes], edges: tuple[bytes, ...]) -> Any:
    """Small multiples of a generator, and the edges."""
    from hypothesis import strategies

    return strategies.one_of(strategies.sampled_from(edges), strategies.integers(1, 99).map(make))


def draw_encoded(points: Callable[[], Any]) -> Any:
    """Encodings, sound or one mutation away, and bytes of any kind."""
    from hypothesis import strategies

    from pyde_vectors.strategies import mutations_of

    near = points().flatmap(lambda data: mutations_of(data, []))
    return strategies.one_of(points(), near, strategies.binary(max_size=100)).map(EncodedInput)
