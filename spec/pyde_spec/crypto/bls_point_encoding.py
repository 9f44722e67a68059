"""Points of BLS12-381 on the wire.

A point is written compressed: its x in 48 or 96 bytes, and in the three highest bits of the first byte
what x does not say. The first flag says that the form is this one. The second says that the point is the
identity; then everything else is zero. The third says which of the two points with this x is meant: it is
set for the larger y. Of a pair the second half comes first on the wire, and counts first in "larger".

Every point has exactly one encoding and every other string of bytes is refused. That includes the points
of the curve that are not in the group: with one of those a proof about a multiple of a point proves
nothing, and an honest holder of a secret who multiplies it gives part of the secret away.

The identity is a point like any other here. Whether it has a place is for each use to say: a public key
must not be the identity, a share's commitment may be.

Source: ZCash protocol specification, section 5.4.9.2; IETF draft on pairing-friendly curves, appendix C.
Decision: R-110 (encodings; where the identity is refused).
"""

from pyde_spec.crypto.bls_fields import (
    FIELD_ELEMENT_SIZE,
    FIELD_MODULUS,
    FieldPair,
    compute_pair_square_root,
    compute_square_root,
    is_field_element,
    negate_pair,
)
from pyde_spec.crypto.bls_points import (
    G1_IDENTITY,
    G2_IDENTITY,
    G1Point,
    G2Point,
    is_in_g1_subgroup,
    is_in_g2_subgroup,
)
from pyde_spec.rejections import Reason, Rejected

G1_SIZE = FIELD_ELEMENT_SIZE
G2_SIZE = 2 * FIELD_ELEMENT_SIZE

COMPRESSED_FLAG = 0x80
IDENTITY_FLAG = 0x40
LARGER_FLAG = 0x20
FLAGS = COMPRESSED_FLAG | IDENTITY_FLAG | LARGER_FLAG


def is_larger_root(root: int) -> bool:
    """Whether a coordinate is larger than its negation."""
    return root > -root % FIELD_MODULUS


def is_larger_pair_root(root: FieldPair) -> bool:
    """Whether a pair is larger than its negation; the second halves decide, and where they are equal the first."""
    negated = negate_pair(root)
    return (root[1], root[0]) > (negated[1], negated[0])


def encode_coordinate(value: int) -> bytes:
    """The 48 bytes of a number below p, big-endian."""
    return value.to_bytes(FIELD_ELEMENT_SIZE, "big")


def set_flags(data: bytes, flags: int) -> bytes:
    """The bytes with flags set in the first of them."""
    return bytes([data[0] | flags]) + data[1:]


def encode_g1(point: G1Point) -> bytes:
    """The 48 bytes of a point of the first group."""
    if point == G1_IDENTITY:
        return set_flags(bytes(G1_SIZE), COMPRESSED_FLAG | IDENTITY_FLAG)
    larger = LARGER_FLAG if is_larger_root(point.y) else 0
    return set_flags(encode_coordinate(point.x), COMPRESSED_FLAG | larger)


def encode_g2(point: G2Point) -> bytes:
    """The 96 bytes of a point of the second group."""
    if point == G2_IDENTITY:
        return set_flags(bytes(G2_SIZE), COMPRESSED_FLAG | IDENTITY_FLAG)
    larger = LARGER_FLAG if is_larger_pair_root(point.y) else 0
    first, second = point.x
    return set_flags(encode_coordinate(second) + encode_coordinate(first), COMPRESSED_FLAG | larger)


def validate_form(data: bytes, size: int) -> None:
    """Rejects with `POINT_WRONG_SIZE`, then `POINT_NOT_COMPRESSED`."""
    if len(data) != size:
        raise Rejected(Reason.POINT_WRONG_SIZE, f"{len(data)} bytes, not {size}")
    if not data[0] & COMPRESSED_FLAG:
        raise Rejected(Reason.POINT_NOT_COMPRESSED, f"first byte {data[0]:#04x}")


def is_identity_encoding(data: bytes) -> bool:
    """Whether the identity flag is set. Rejects with `POINT_IDENTITY_NOT_CANONICAL` when anything follows it."""
    if not data[0] & IDENTITY_FLAG:
        return False
    if data != set_flags(bytes(len(data)), COMPRESSED_FLAG | IDENTITY_FLAG):
        raise Rejected(Reason.POINT_IDENTITY_NOT_CANONICAL, f"first byte {data[0]:#04x}")
    return True


def decode_coordinate(data: bytes) -> int:
    """A number below p from 48 bytes. Rejects with `POINT_COORDINATE_NOT_CANONICAL`."""
    value = int.from_bytes(data, "big")
    if not is_field_element(value):
        raise Rejected(Reason.POINT_COORDINATE_NOT_CANONICAL, f"{value:#x}")
    return value


def clear_flags(data: bytes) -> bytes:
    """The bytes without the flags in the first of them."""
    return bytes([data[0] & ~FLAGS]) + data[1:]


def decode_g1(data: bytes) -> G1Point:
    """The point of the first group that the bytes stand for.

    Rejects with `POINT_WRONG_SIZE`, `POINT_NOT_COMPRESSED`, `POINT_IDENTITY_NOT_CANONICAL`,
    `POINT_COORDINATE_NOT_CANONICAL`, `POINT_NOT_ON_CURVE`, `POINT_NOT_IN_SUBGROUP`, in this order.
    """
    validate_form(data, G1_SIZE)
    if is_identity_encoding(data):
        return G1_IDENTITY
    x = decode_coordinate(clear_flags(data))
    root = compute_square_root((pow(x, 3, FIELD_MODULUS) + 4) % FIELD_MODULUS)
    if root is None:
        raise Rejected(Reason.POINT_NOT_ON_CURVE, f"x = {x:#x}")
    wants_larger = data[0] & LARGER_FLAG != 0
    y = root if is_larger_root(root) == wants_larger else -root % FIELD_MODULUS
    point = G1Point(x, y)
    if not is_in_g1_subgroup(point):
        raise Rejected(Reason.POINT_NOT_IN_SUBGROUP, f"x = {x:#x}")
    return point


def decode_g2(data: bytes) -> G2Point:
    """The point of the second group that the bytes stand for.

    Rejects with `POINT_WRONG_SIZE`, `POINT_NOT_COMPRESSED`, `POINT_IDENTITY_NOT_CANONICAL`,
    `POINT_COORDINATE_NOT_CANONICAL`, `POINT_NOT_ON_CURVE`, `POINT_NOT_IN_SUBGROUP`, in this order.
    """
    validate_form(data, G2_SIZE)
    if is_identity_encoding(data):
        return G2_IDENTITY
    second = decode_coordinate(clear_flags(data[:FIELD_ELEMENT_SIZE]))
    first = decode_coordinate(data[FIELD_ELEMENT_SIZE:])
    root = compute_pair_square_root(compute_g2_square(first, second))
    if root is None:
        raise Rejected(Reason.POINT_NOT_ON_CURVE, f"x = ({first:#x}, {second:#x})")
    wants_larger = data[0] & LARGER_FLAG != 0
    y = root if is_larger_pair_root(root) == wants_larger else negate_pair(root)
    point = G2Point((first, second), y)
    if not is_in_g2_subgroup(point):
        raise Rejected(Reason.POINT_NOT_IN_SUBGROUP, f"x = ({first:#x}, {second:#x})")
    return point


def compute_g2_square(first: int, second: int) -> FieldPair:
    """The square of y that the second curve has for x = first + second·u: x³ + 4 + 4u."""
    cube_first = first**3 - 3 * first * second**2
    cube_second = 3 * first**2 * second - second**3
    return (cube_first + 4) % FIELD_MODULUS, (cube_second + 4) % FIELD_MODULUS


def find_g1_point(data: bytes) -> G1Point | None:
    """The point of the first group that the bytes stand for, or none: decoding without a reason."""
    try:
        return decode_g1(data)
    except Rejected:
        return None


def find_g2_point(data: bytes) -> G2Point | None:
    """The point of the second group that the bytes stand for, or none: decoding without a reason."""
    try:
        return decode_g2(data)
    except Rejected:
        return None


def validate_not_identity(point: G1Point | G2Point) -> None:
    """For the uses in which the identity has no place. Rejects with `POINT_IS_IDENTITY`."""
    if point in (G1_IDENTITY, G2_IDENTITY):
        raise Rejected(Reason.POINT_IS_IDENTITY)
