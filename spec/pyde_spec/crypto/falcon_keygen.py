"""FALCON-512: key generation.

Draw f and g until they make a good key. Their coefficients follow a discrete Gaussian. The pair must be
short, and its dual must be: the longer of the two decides how long signatures are. f must have an
inverse modulo q, for the public key, and the NTRU equation a solution that fits its fields.

A key follows from a seed of 48 bytes. The order of the draws is that of the reference implementation, which
reads SHAKE256 of such a seed as well, so the published keys of the third round come out.

For vectors and test keys only, as the page on the stream says.

Source: FALCON specification, version 1.2, section 3.8; its reference implementation, third round.
Decision: R-94 (deterministic signing is for vectors).
"""

from pyde_spec.crypto.falcon_bit_fields import is_writable
from pyde_spec.crypto.falcon_ntru import find_ntru_solution
from pyde_spec.crypto.falcon_ntt import is_invertible
from pyde_spec.crypto.falcon_parameters import DEGREE, Polynomial
from pyde_spec.crypto.falcon_secret_key import LONG_FIELD_BITS, SHORT_FIELD_BITS, SecretKey, is_short
from pyde_spec.crypto.falcon_stream import ShakeStream, Stream
from pyde_spec.rejections import Reason, Rejected

KEY_SEED_SIZE = 48

ZERO_BELOW = 1_283_868_770_400_643_928
"""A first draw of 63 bits below this gives zero."""

REACHED_BELOW = (
    6_416_574_995_475_331_444,
    4_078_260_278_032_692_663,
    2_353_523_259_288_686_585,
    1_227_179_971_273_316_331,
    575_931_623_374_121_527,
    242_543_240_509_105_209,
    91_437_049_221_049_666,
    30_799_446_349_977_173,
    9_255_276_791_179_340,
    2_478_152_334_826_140,
    590_642_893_610_164,
    125_206_034_929_641,
    23_590_435_911_403,
    3_948_334_035_941,
    586_753_615_614,
    77_391_054_539,
    9_056_793_210,
    940_121_950,
    86_539_696,
    7_062_824,
    510_971,
    32_764,
    1_862,
    94,
    4,
)
"""Otherwise a second draw below the first k of these, and no more of them, gives k + 1 in absolute value.

The table is that of a Gaussian of deviation 1.17·√(q/2,048), which is right for degree 1,024. At degree
512 a coefficient is the sum of two such numbers.
"""

DRAWS_OF_COEFFICIENT = 2
DRAW_BITS = 63


def generate_secret_key(seed: bytes) -> SecretKey:
    """The secret key that follows from 48 bytes. Rejects with `FALCON_SEED_SIZE` any other number."""
    if len(seed) != KEY_SEED_SIZE:
        raise Rejected(Reason.FALCON_SEED_SIZE, f"{len(seed)} bytes")
    stream = ShakeStream(seed)
    while True:
        f, g = draw_polynomial(stream), draw_polynomial(stream)
        if is_good_start(f, g):
            solution = find_ntru_solution(list(f), list(g))
            if solution is not None:
                large_f, large_g = map(tuple, solution)
                if is_writable(large_f + large_g, LONG_FIELD_BITS):
                    return SecretKey(f, g, large_f, large_g)


def is_good_start(f: Polynomial, g: Polynomial) -> bool:
    """Whether f and g can become a key, as far as the two alone tell."""
    return (
        is_writable(f + g, SHORT_FIELD_BITS)  # they fit their fields
        and is_short(f, g)  # in both ways
        and is_invertible(f)  # with a public key
    )


def draw_polynomial(stream: Stream) -> Polynomial:
    """512 coefficients whose sum is odd, so that the field norms are odd.

    The last coefficient is drawn again while the sum is even.
    """
    coefficients: list[int] = []
    while len(coefficients) < DEGREE:
        value = draw_coefficient(stream)
        is_last = len(coefficients) == DEGREE - 1
        is_sum_even = (sum(coefficients) + value) % 2 == 0
        if not (is_last and is_sum_even):
            coefficients.append(value)
    return tuple(coefficients)


def draw_coefficient(stream: Stream) -> int:
    """The sum of the Gaussian numbers that make one coefficient."""
    return sum([draw_gaussian(stream) for _ in range(DRAWS_OF_COEFFICIENT)])


def draw_gaussian(stream: Stream) -> int:
    """One number. Both draws are made whatever the first one says; the highest bit of the first is the sign."""
    first = int.from_bytes(stream.read(8), "little")
    second = int.from_bytes(stream.read(8), "little") % 2**DRAW_BITS
    if first % 2**DRAW_BITS < ZERO_BELOW:
        return 0
    absolute: int = 1 + sum([limit > second for limit in REACHED_BELOW])
    return -absolute if first >> DRAW_BITS else absolute
