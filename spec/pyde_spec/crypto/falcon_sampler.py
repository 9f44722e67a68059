"""FALCON-512: sampling one integer.

A signature must not show the shape of the secret basis, so each of its coordinates is drawn from a
Gaussian around the wanted value. The integers z near a centre μ come with weights
exp(−(z − μ)²/2σ²). The sampler draws from a half Gaussian that is wide enough for every σ that occurs,
makes it two-sided, and keeps what it has drawn with the probability that turns the one distribution
into the other. That probability is scaled by the smallest σ over this one, so that how often a draw is
kept tells nothing of σ.

The exponential is a polynomial in integers of 64 bits, so that no library function enters.

Source: FALCON specification, version 1.2, section 3.9.3; its reference implementation, third round.
"""

from math import floor

from pyde_spec.crypto.falcon_stream import Stream

INVERSE_SIGMA = 0.006033669668157724
"""One over the deviation of signatures at degree 512."""

SIGMA_MIN = 1.2778336969128337
"""The smallest deviation that the sampler is asked for."""

INVERSE_TWICE_SQUARED_SIGMA_MAX = 0.15086504887537272
"""1/2σ² for the largest deviation that the sampler is asked for, 1.8205."""

LOG_TWO = 0.6931471805599453
INVERSE_LOG_TWO = 1.4426950408889634

BASE_DRAW_SIZE = 9
REACHED_BELOW = (
    3_024_686_241_123_004_913_666,
    1_564_742_784_480_091_954_050,
    636_254_429_462_080_897_535,
    199_560_484_645_026_482_916,
    47_667_343_854_657_281_903,
    8_595_902_006_365_044_063,
    1_163_297_957_344_668_388,
    117_656_387_352_093_658,
    8_867_391_802_663_976,
    496_969_357_462_633,
    20_680_885_154_299,
    638_331_848_991,
    14_602_316_184,
    247_426_747,
    3_104_126,
    28_824,
    198,
    1,
)
"""A draw of 72 bits that is below the first k of these, and no more of them, gives k."""

EXPONENTIAL = (
    0x00000004741183A3,
    0x00000036548CFC06,
    0x0000024FDCBF140A,
    0x0000171D939DE045,
    0x0000D00CF58F6F84,
    0x000680681CF796E3,
    0x002D82D8305B0FEA,
    0x011111110E066FD0,
    0x0555555555070F00,
    0x155555555581FF00,
    0x400000000002B400,
    0x7FFFFFFFFFFF4800,
    0x8000000000000000,
)
"""The polynomial for exp(−x) from 0 to log 2: coefficients times 2**63, signs alternating, the highest power first."""

FRACTION_BITS = 63
FRACTION_SCALE = float(1 << FRACTION_BITS)
SHIFT_MAX = 63


def sample_integer(stream: Stream, centre: float, inverse_sigma: float) -> int:
    """An integer from the Gaussian around a centre; the deviation is from `SIGMA_MIN` to 1.8205.

    Outside that range the sampler means nothing: below, it would keep more than it draws; above, the half Gaussian
    that it draws from is too narrow.
    """
    whole = floor(centre)
    rest = centre - whole
    scale = inverse_sigma * inverse_sigma * 0.5
    kept = inverse_sigma * SIGMA_MIN
    while True:
        base = sample_base(stream)
        side = stream.read(1)[0] & 1
        candidate = 1 + base if side else -base
        distance = candidate - rest
        exponent = distance * distance * scale - base * base * INVERSE_TWICE_SQUARED_SIGMA_MAX
        if sample_bernoulli(stream, exponent, kept):
            return whole + candidate


def sample_base(stream: Stream) -> int:
    """A number from 0 to 18 from the half Gaussian."""
    draw = int.from_bytes(stream.read(BASE_DRAW_SIZE), "little")
    return sum([draw < limit for limit in REACHED_BELOW])


def sample_bernoulli(stream: Stream, exponent: float, factor: float) -> bool:
    """Yes with probability factor · exp(−exponent), to 64 bits. Reads bytes until one of them decides.

    The exponent is at least 0. Halvings beyond 63 leave nothing and count as 63. The threshold has 64 bits, though
    the double of the product may be 2**64.
    """
    halvings = int(exponent * INVERSE_LOG_TWO)
    rest = exponent - halvings * LOG_TWO
    threshold = (2 * compute_exponential(rest, factor) - 1) >> min(halvings, SHIFT_MAX)
    for limit in threshold.to_bytes(8, "big"):
        draw = stream.read(1)[0]
        if draw != limit:
            return draw < limit
    return False


def compute_exponential(exponent: float, factor: float) -> int:
    """The product factor · exp(−exponent) times 2**63, rounded down at each step. The exponent is below log 2."""
    power = int(exponent * FRACTION_SCALE)
    value = EXPONENTIAL[0]
    for coefficient in EXPONENTIAL[1:]:
        value = coefficient - ((power * value) >> FRACTION_BITS)
    return (int(factor * FRACTION_SCALE) * value) >> FRACTION_BITS
