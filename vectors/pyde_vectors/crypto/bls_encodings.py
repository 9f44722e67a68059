"""Vectors of compressed points: every way in which 48 or 96 bytes are no point of the group."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Annotated

from pyde_spec.crypto.bls_fields import FIELD_ELEMENT_SIZE, FIELD_MODULUS, compute_pair_square_root
from pyde_spec.crypto.bls_group import g1_decode, g2_decode
from pyde_spec.crypto.bls_hash_to_curve import G2_COFACTOR
from pyde_spec.crypto.bls_point_encoding import (
    COMPRESSED_FLAG,
    FLAGS,
    IDENTITY_FLAG,
    LARGER_FLAG,
    compute_g2_square,
    decode_g1,
    decode_g2,
    encode_coordinate,
    encode_g1,
    encode_g2,
    set_flags,
)
from pyde_spec.crypto.bls_points import (
    G1_GENERATOR,
    G2_GENERATOR,
    G1Point,
    G2Point,
    compute_engine_multiple,
    compute_g1_sum,
    compute_g2_sum,
    engine,
    from_engine_g2,
    to_engine_g2,
)
from pyde_spec.crypto.bls_scalars import SCALAR_MODULUS
from pyde_spec.encoding.shapes import FixedBytes
from pyde_spec.params.versions import Parameters
from pyde_vectors.cases import Case, cases
from pyde_vectors.crypto.bls_samples import (
    G1_GENERATOR_BYTES,
    G1_IDENTITY_BYTES,
    G1_NEGATED_BYTES,
    G1_NOWHERE,
    G2_GENERATOR_BYTES,
    G2_IDENTITY_BYTES,
    G2_NEGATED_BYTES,
    G2_NOWHERE,
    NOT_ON_CURVE_X,
    SMALL_X,
    EncodedInput,
    draw_encoded,
    draw_g1,
    draw_g2,
    find_first_half,
    make_g1,
    make_g2,
    write_g1,
    write_g2,
)
from pyde_vectors.handlers import Json, handler

Coordinate = Annotated[bytes, FixedBytes(FIELD_ELEMENT_SIZE)]


@dataclass(frozen=True, slots=True)
class G1Coordinates:
    """A point of the first group, decompressed; the identity is all zeros."""

    x: Coordinate
    y: Coordinate


@dataclass(frozen=True, slots=True)
class G2Coordinates:
    """A point of the second group, decompressed: first + second·u for x and for y; the identity is all zeros."""

    x_first: Coordinate
    x_second: Coordinate
    y_first: Coordinate
    y_second: Coordinate


@handler("crypto/g1_decode", rules=[g1_decode, decode_g1, encode_g1], inputs=partial(draw_encoded, draw_g1))
def run_g1_decode(_: Parameters, given: EncodedInput) -> G1Coordinates:
    """Decode a point of the first group."""
    point = g1_decode(given.data)
    assert encode_g1(point) == given.data, "a point has two encodings"
    return G1Coordinates(encode_coordinate(point.x), encode_coordinate(point.y))


@handler("crypto/g2_decode", rules=[g2_decode, decode_g2, encode_g2], inputs=partial(draw_encoded, draw_g2))
def run_g2_decode(_: Parameters, given: EncodedInput) -> G2Coordinates:
    """Decode a point of the second group."""
    point = g2_decode(given.data)
    assert encode_g2(point) == given.data, "a point has two encodings"
    return G2Coordinates(*[encode_coordinate(coordinate) for coordinate in (*point.x, *point.y)])


G1_X = "0x17f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb"
G1_Y = "0x08b3f481e3aaa0f1a09e30ed741d8ae4fcf5e095d5d00af600db18cb2c04b3edd03cc744a2888ae40caa232946c5e7e1"
G2_X_FIRST = "0x024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8"
G2_X_SECOND = "0x13e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e"
G2_Y_FIRST = "0x0ce5d527727d6e118cc9cdc6da2e351aadfd9baa8cbdd3a76d429a695160d12c923ac9cc3baca289e193548608b82801"
G2_Y_SECOND = "0x0606c4a02ea734cc32acd2b02bc28b99cb3e287e85a763af267492ab572e99ab3f370d275cec1da1aaa9075ff05f79be"
"""The published coordinates of the two generators."""

G1_GENERATOR_COORDINATES: Json = {"ok": {"x": G1_X, "y": G1_Y}}
G2_GENERATOR_COORDINATES: Json = {
    "ok": {"x_first": G2_X_FIRST, "x_second": G2_X_SECOND, "y_first": G2_Y_FIRST, "y_second": G2_Y_SECOND}
}

ORDERS = "order-of-checks"
FORM_CASES: tuple[tuple[str, str, bytes, str], ...] = (
    ("reject-identity-with-sign", "The identity with the sign set", b"\xe0", "malleability"),
    ("reject-identity-uncompressed", "The identity without the flag of the form", b"\x40", "malleability"),
    ("reject-all-zero", "All bytes zero", b"\x00", "missing-check"),
)


def form_cases(generator: bytes, identity: bytes, uncompressed: bytes) -> Iterator[Case]:
    """Flags, sizes and forms of the identity, the same for both groups."""
    size = len(generator)
    for name, title, first_byte, flag in FORM_CASES:
        yield Case(name, title, EncodedInput(first_byte + bytes(size - 1)), (flag,))
    for flags in range(0, 0x100, LARGER_FLAG):
        wanted = generator[0] & FLAGS
        if flags not in (wanted, wanted ^ LARGER_FLAG):
            data = bytes([generator[0] & ~FLAGS | flags]) + generator[1:]
            title = f"The generator's x under the flags {flags >> 5:03b}"
            yield Case(f"reject-flags-{flags >> 5:03b}", title, EncodedInput(data), ("missing-check",))
    for position in (1, size // 2, size - 1):
        data = identity[:position] + b"\x01" + identity[position + 1 :]
        title = f"The identity with a one in byte {position}"
        yield Case(f"reject-identity-junk-{position}", title, EncodedInput(data), ("malleability",))
    yield Case("reject-identity-low-bit", "The identity with a one in byte 0", EncodedInput(b"\xc1" + identity[1:]))
    sizes = (
        ("empty", "No bytes", b"", "truncation"),
        ("short", "The last byte is missing", generator[:-1], "truncation"),
        ("long", "A zero byte follows", generator + b"\x00", "malleability"),
        ("identity-short", "The identity without its last byte", identity[:-1], "truncation"),
        ("identity-long", "The identity and a zero byte", identity + b"\x00", "malleability"),
        ("uncompressed", "The uncompressed form of the generator", uncompressed, "malleability"),
    )
    for name, title, data, flag in sizes:
        yield Case(f"reject-{name}", title, EncodedInput(data), (flag,))
    in_pairs = (
        ("size-and-form", "A byte too few, and not compressed", bytes(size - 1)),
        ("form-and-identity", "Not compressed, and an identity with junk", b"\x40" + bytes(size - 2) + b"\x01"),
        ("form-and-coordinate", "Not compressed, and x above p", b"\x1f" + b"\xff" * (size - 1)),
        ("identity-and-coordinate", "Every bit set", b"\xff" * size),
    )
    for name, title, data in in_pairs:
        yield Case(f"order-{name}", title, EncodedInput(data), (ORDERS,))


def add_outside(inside: G1Point, outside: bytes) -> bytes:
    """A point of the first curve: one of the group and one of no group, added."""
    x = int.from_bytes(outside, "big") & (1 << 381) - 1
    y_squared = (x**3 + 4) % FIELD_MODULUS
    y = pow(y_squared, (FIELD_MODULUS + 1) // 4, FIELD_MODULUS)
    return encode_g1(compute_g1_sum(inside, G1Point(x, y)))


def find_second_order_thirteen() -> G2Point:
    """A point of the second curve that is the identity thirteen times over.

    The cofactor has 13 twice, and no point of the curve has an order with 13 twice.
    """
    y = compute_pair_square_root(compute_g2_square(1, 1))
    assert y is not None, "x = 1 + u is on the curve"
    outside = to_engine_g2(G2Point((1, 1), y))
    return from_engine_g2(compute_engine_multiple(outside, engine.Z2, G2_COFACTOR // 13**2 * SCALAR_MODULUS))


@cases("crypto/g1_decode")
def g1_decode_cases() -> Iterator[Case]:
    """Points with either sign, then whatever is none."""
    yield Case(
        "generator", "The generator", EncodedInput(G1_GENERATOR_BYTES), ("known-answer",), G1_GENERATOR_COORDINATES
    )
    yield Case("negated-generator", "The same x with the larger y", EncodedInput(G1_NEGATED_BYTES), ("malleability",))
    yield Case("identity", "The identity", EncodedInput(G1_IDENTITY_BYTES), ("boundary",))
    for factor in (2, 3, SCALAR_MODULUS - 2):
        name = "minus-twice" if factor > 3 else f"times-{factor}"
        yield Case(name, f"The generator, {name.replace('-', ' ')}", EncodedInput(make_g1(factor)))
    uncompressed = encode_coordinate(G1_GENERATOR.x) + encode_coordinate(G1_GENERATOR.y)
    yield from form_cases(G1_GENERATOR_BYTES, G1_IDENTITY_BYTES, uncompressed)
    twice_x = int.from_bytes(make_g1(2), "big") & (1 << 381) - 1
    coordinates = (
        ("reject-x-modulus", "x is p, a second zero", write_g1(FIELD_MODULUS), "malleability"),
        ("reject-x-all-ones", "The largest x of 381 bits", write_g1(2**381 - 1), "boundary"),
        (
            "reject-x-raised",
            "Twice the generator, its x raised by p",
            write_g1(twice_x + FIELD_MODULUS),
            "malleability",
        ),
        ("reject-x-below-modulus", "x is p - 1; no point has it", write_g1(FIELD_MODULUS - 1), "boundary"),
        ("reject-x-below-modulus-on-curve", "x is p - 3; a point has it", write_g1(FIELD_MODULUS - 3), "boundary"),
        ("reject-not-on-curve", "x³ + 4 is no square", G1_NOWHERE, "missing-check"),
        (
            "reject-not-on-curve-larger",
            "The same, and the larger y asked for",
            set_flags(G1_NOWHERE, LARGER_FLAG),
            "missing-check",
        ),
        ("reject-order-three", "x is zero: a point of order three", write_g1(0), "missing-check"),
        (
            "reject-order-three-larger",
            "The other point of order three",
            set_flags(write_g1(0), LARGER_FLAG),
            "missing-check",
        ),
        ("reject-outside", "A small x, of a point outside the group", write_g1(SMALL_X), "missing-check"),
        (
            "reject-mixed-order",
            "The generator and a point of order three",
            add_outside(G1_GENERATOR, write_g1(0)),
            "missing-check",
        ),
        (
            "order-coordinate-and-curve",
            "x is above p, and no point has it reduced",
            write_g1(FIELD_MODULUS + NOT_ON_CURVE_X),
            ORDERS,
        ),
        (
            "order-coordinate-and-group",
            "x is above p, and outside the group reduced",
            write_g1(FIELD_MODULUS + SMALL_X),
            ORDERS,
        ),
        ("reject-point-of-other-group", "A point of the second group", G2_GENERATOR_BYTES, "missing-check"),
    )
    for name, title, data, flag in coordinates:
        yield Case(name, title, EncodedInput(data), (flag,))


@cases("crypto/g2_decode")
def g2_decode_cases() -> Iterator[Case]:
    """Points with either sign and either half the larger, then whatever is none."""
    yield Case(
        "generator", "The generator", EncodedInput(G2_GENERATOR_BYTES), ("known-answer",), G2_GENERATOR_COORDINATES
    )
    yield Case("negated-generator", "The same x with the larger y", EncodedInput(G2_NEGATED_BYTES), ("malleability",))
    yield Case("identity", "The identity", EncodedInput(G2_IDENTITY_BYTES), ("boundary",))
    signs = ((5, "smaller", "larger"), (2, "larger", "smaller"), (11, "larger", "larger"))
    for factor, second_half, first_half in signs:
        title = f"A point whose y has the {second_half} second half and the {first_half} first half"
        yield Case(f"times-{factor}", title, EncodedInput(make_g2(factor)), ("malleability",))
    coordinates = (*G2_GENERATOR.x[::-1], *G2_GENERATOR.y[::-1])
    uncompressed = b"".join([encode_coordinate(coordinate) for coordinate in coordinates])
    yield from form_cases(G2_GENERATOR_BYTES, G2_IDENTITY_BYTES, uncompressed)
    first, second = G2_GENERATOR.x
    small = int.from_bytes(make_g2(5)[:FIELD_ELEMENT_SIZE], "big") & (1 << 381) - 1
    small_first = int.from_bytes(make_g2(5)[FIELD_ELEMENT_SIZE:], "big")
    halves = (
        ("reject-first-modulus", "The first half of x is p", write_g2(FIELD_MODULUS, 1), "malleability"),
        ("reject-second-modulus", "The second half of x is p", write_g2(2, FIELD_MODULUS), "malleability"),
        (
            "reject-first-raised",
            "The generator, the first half raised by p",
            write_g2(first + FIELD_MODULUS, second),
            "malleability",
        ),
        (
            "reject-second-raised",
            "A point, the second half raised by p",
            write_g2(small_first, small + FIELD_MODULUS),
            "malleability",
        ),
        ("reject-first-all-ones", "The largest first half of 384 bits", write_g2(2**384 - 1, 1), "boundary"),
        ("reject-second-all-ones", "The largest second half of 381 bits", write_g2(1, 2**381 - 1), "boundary"),
        (
            "first-below-modulus",
            "The first half of x is p - 1",
            write_g2(FIELD_MODULUS - 1, FIELD_MODULUS - 1),
            "boundary",
        ),
        (
            "reject-halves-swapped",
            "The generator with its halves the other way round",
            write_g2(second, first),
            "missing-check",
        ),
    )
    for name, title, data, flag in halves:
        yield Case(name, title, EncodedInput(data), (flag,))
    for bits in (COMPRESSED_FLAG, IDENTITY_FLAG, LARGER_FLAG):
        flagged = G2_GENERATOR_BYTES[:FIELD_ELEMENT_SIZE] + set_flags(G2_GENERATOR_BYTES[FIELD_ELEMENT_SIZE:], bits)
        title = f"The flag {bits:#04x} in the half that has none"
        yield Case(f"reject-flag-in-first-half-{bits:02x}", title, EncodedInput(flagged), ("malleability",))


@cases("crypto/g2_decode")
def g2_group_cases() -> Iterator[Case]:
    """Points of the second curve outside the group, among them those whose square root is a special case."""
    mixed = encode_g2(compute_g2_sum(G2_GENERATOR, find_second_order_thirteen()))
    root = find_first_half(2)
    points = (
        ("reject-not-on-curve", "x = 1: no point has it", G2_NOWHERE),
        ("reject-not-on-curve-larger", "The same, and the larger y asked for", set_flags(G2_NOWHERE, LARGER_FLAG)),
        ("reject-outside", "x = 1 + u, of a point outside the group", write_g2(1, 1)),
        ("reject-first-half-alone", "x = 2, without a second half", write_g2(2, 0)),
        ("reject-second-half-alone", "x = u, without a first half", write_g2(0, 1)),
        ("reject-order-thirteen", "A point of order thirteen", encode_g2(find_second_order_thirteen())),
        ("reject-mixed-order", "The generator and a point of order thirteen", mixed),
        ("reject-real-y", "y² is a square without a second half: so is y", write_g2(FIELD_MODULUS - root, 2)),
        ("reject-imaginary-y", "y² has no second half and its first is no square", write_g2(root, 2)),
        ("order-coordinate-and-curve", "A half above p, and no point has it reduced", write_g2(FIELD_MODULUS + 1, 0)),
        ("order-coordinate-and-group", "A half above p, and outside the group reduced", write_g2(FIELD_MODULUS + 1, 1)),
    )
    for name, title, data in points:
        flag = ORDERS if name.startswith("order") else "missing-check"
        yield Case(name, title, EncodedInput(data), (flag,))
