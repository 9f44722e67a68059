"""BLS12-381, accelerated.

`py_arkworks_bls12381`, which the extra `[fast]` installs, is a binding of a library in Rust. It computes
what the text computes, twenty to two hundred times as fast. It is no authority: the text is right wherever
the two differ, and on these inputs the library by itself would differ.

- Some byte strings that are no encoding decode as the identity: all ones, the identity with the sign flag,
  the identity with anything after it. What it decodes is encoded again and compared.
- A sum of multiples over lists of unequal length stops at the end of the shorter one. The text's own check
  comes first.
- A scalar made from an integer is reduced modulo r, and a negative one is an error of its own kind. Scalars
  go over as 32 bytes, which it refuses from r on.
- A pairing check of nothing holds, and an empty tag is taken. Again the text's checks come first.

Points go over by their coordinates, unchecked and without a square root: a point that the text holds is in
its group.

Source: design, foundations, "BLS12-381".  Decision: R-12, R-115 (what is guarded).
"""

from collections.abc import Sequence
from typing import Any

from pyde_spec.crypto.bls_fields import FIELD_ELEMENT_SIZE, FieldPair
from pyde_spec.crypto.bls_message_expansion import validate_tag
from pyde_spec.crypto.bls_multi_exponentiation import validate_equal_lengths
from pyde_spec.crypto.bls_pairing import PointPair, validate_pairs
from pyde_spec.crypto.bls_point_encoding import encode_coordinate
from pyde_spec.crypto.bls_points import G1Point, G2Point
from pyde_spec.crypto.bls_scalars import encode_scalar
from pyde_spec.crypto.poseidon2_wasm import AcceleratorUnavailable

SECOND, THIRD, FOURTH = FIELD_ELEMENT_SIZE, 2 * FIELD_ELEMENT_SIZE, 3 * FIELD_ELEMENT_SIZE
"""Where the coordinates after the first begin."""


class ArkworksGroups:
    """The replaceable functions of the two groups, by the library."""

    def __init__(self, library: Any) -> None:
        self.g1 = library.G1Point
        self.g2 = library.G2Point
        self.pairings = library.GT
        self.decode_scalar = library.Scalar.from_be_bytes

    def find_g1_point(self, data: bytes) -> G1Point | None:
        """The point that the bytes stand for, or none."""
        try:
            point = self.g1.from_compressed_bytes(data)
        except ValueError:
            return None
        return from_g1(point) if point.to_compressed_bytes() == data else None

    def find_g2_point(self, data: bytes) -> G2Point | None:
        """The point that the bytes stand for, or none."""
        try:
            point = self.g2.from_compressed_bytes(data)
        except ValueError:
            return None
        return from_g2(point) if point.to_compressed_bytes() == data else None

    def compute_g1_sum(self, left: G1Point, right: G1Point) -> G1Point:
        """The sum of two points of the first group."""
        return from_g1(self.to_g1(left) + self.to_g1(right))

    def compute_g2_sum(self, left: G2Point, right: G2Point) -> G2Point:
        """The sum of two points of the second group."""
        return from_g2(self.to_g2(left) + self.to_g2(right))

    def compute_g1_multiple(self, point: G1Point, scalar: int) -> G1Point:
        """A point of the first group times a scalar."""
        return from_g1(self.to_g1(point) * self.to_scalar(scalar))

    def compute_g2_multiple(self, point: G2Point, scalar: int) -> G2Point:
        """A point of the second group times a scalar."""
        return from_g2(self.to_g2(point) * self.to_scalar(scalar))

    def compute_g1_multi_exponentiation(self, points: Sequence[G1Point], scalars: Sequence[int]) -> G1Point:
        """The sum of points of the first group, each times its scalar. Rejects as the text does."""
        validate_equal_lengths(points, scalars)
        factors = [self.to_scalar(scalar) for scalar in scalars]
        return from_g1(self.g1.multiexp_unchecked([self.to_g1(point) for point in points], factors))

    def compute_g2_multi_exponentiation(self, points: Sequence[G2Point], scalars: Sequence[int]) -> G2Point:
        """The sum of points of the second group, each times its scalar. Rejects as the text does."""
        validate_equal_lengths(points, scalars)
        factors = [self.to_scalar(scalar) for scalar in scalars]
        return from_g2(self.g2.multiexp_unchecked([self.to_g2(point) for point in points], factors))

    def compute_g1_hash(self, message: bytes, tag: bytes) -> G1Point:
        """The point of the first group for a message under a tag. Rejects as the text does."""
        validate_tag(tag)
        return from_g1(self.g1.hash_to_curve(message, tag))

    def compute_g2_hash(self, message: bytes, tag: bytes) -> G2Point:
        """The point of the second group for a message under a tag. Rejects as the text does."""
        validate_tag(tag)
        return from_g2(self.g2.hash_to_curve(message, tag))

    def is_pairing_product_one(self, pairs: Sequence[PointPair]) -> bool:
        """Whether the product of the pairings of each pair is one. Rejects as the text does."""
        validate_pairs(pairs)
        firsts = [self.to_g1(first) for first, _ in pairs]
        seconds = [self.to_g2(second) for _, second in pairs]
        answer: bool = self.pairings.pairing_check(firsts, seconds)
        return answer

    def to_g1(self, point: G1Point) -> Any:
        """A point of the first group as the library holds it."""
        return self.g1.from_xy_bytes_unchecked_be(encode_coordinate(point.x) + encode_coordinate(point.y))

    def to_g2(self, point: G2Point) -> Any:
        """A point of the second group as the library holds it."""
        return self.g2.from_xy_bytes_unchecked_be(encode_pair(point.x) + encode_pair(point.y))

    def to_scalar(self, scalar: int) -> Any:
        """A scalar as the library holds it. Raises `ValueError` from r on."""
        return self.decode_scalar(encode_scalar(scalar))


def encode_pair(pair: FieldPair) -> bytes:
    """A coordinate of the second group as the library takes it: the first half first."""
    return encode_coordinate(pair[0]) + encode_coordinate(pair[1])


def from_g1(point: Any) -> G1Point:
    """The point of the first group that the library holds."""
    data = point.to_xy_bytes_be()
    return G1Point(int.from_bytes(data[:SECOND], "big"), int.from_bytes(data[SECOND:], "big"))


def from_g2(point: Any) -> G2Point:
    """The point of the second group that the library holds."""
    data = point.to_xy_bytes_be()
    return G2Point(
        (int.from_bytes(data[:SECOND], "big"), int.from_bytes(data[SECOND:THIRD], "big")),
        (int.from_bytes(data[THIRD:FOURTH], "big"), int.from_bytes(data[FOURTH:], "big")),
    )


def load_arkworks() -> ArkworksGroups:
    """The accelerator of the groups. Raises `AcceleratorUnavailable` without the library."""
    try:
        import py_arkworks_bls12381
    except ImportError as error:
        raise AcceleratorUnavailable("py_arkworks_bls12381 is not installed; the extra [fast] brings it") from error
    return ArkworksGroups(py_arkworks_bls12381)
