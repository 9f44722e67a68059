"""FALCON-512: spectra.

Signing and the search for short keys need a polynomial's values at the complex roots of X^n + 1, its
spectrum. The roots come in conjugate pairs, and a real polynomial has conjugate values there, so a
spectrum lists n/2 complex values: one of each pair.

Everything rests on one identity. With the even and the odd coefficients apart, f(X) = a(X²) + X·b(X²),
so the two values of f at r and −r follow from those of a and b at r², and the other way round. `merge`
and `split` are that step; the Fourier transform is the step repeated, and so is the sampling tree.

Numbers are binary64, with the operations + − × ÷ √ alone, each of them rounded correctly on every machine. No two
are fused: a product is rounded before it is added to anything, and a compiler that would fuse them is told not to.
There is no complex type here, because how it multiplies is not fixed, and no sine or cosine, because
libraries differ in their last bits: the roots are computed by square roots of integers of many more bits.

Source: FALCON specification, version 1.2, sections 3.6 and 3.7.
"""

from dataclasses import dataclass
from functools import cache
from math import isqrt

from pyde_spec.crypto.falcon_parameters import DEGREE

SCALE = 2**256
"""What stands for 1 where the roots are computed."""

Reals = list[float]
Roots = tuple[Reals, Reals]


@dataclass(frozen=True, slots=True)
class Spectrum:
    """The values of a polynomial at one root of each conjugate pair: real parts and imaginary parts."""

    real: Reals
    imaginary: Reals


def compute_half_angle(cosine: int, sine: int) -> tuple[int, int]:
    """Cosine and sine of half an angle between 0 and a full turn, all times `SCALE`."""
    sign = 1 if sine >= 0 else -1
    return sign * isqrt((SCALE + cosine) * SCALE // 2), isqrt((SCALE - cosine) * SCALE // 2)


@cache
def compute_merging_roots() -> dict[int, Roots]:
    """For each degree n from 4 on, the n/4 roots r that merging into degree n uses.

    At degree 2 the one root is i. The roots of each next degree are the square roots of those before,
    each with its negative after it. Last, two integers of many bits are divided: what is taken is their exact
    quotient, rounded once to binary64.
    """
    roots_of_degree = {}
    points = [(0, SCALE)]
    degree = 4
    while degree <= DEGREE:
        roots = [compute_half_angle(cosine, sine) for cosine, sine in points]
        roots_of_degree[degree] = ([c / SCALE for c, _ in roots], [s / SCALE for _, s in roots])
        points = [point for cosine, sine in roots for point in ((cosine, sine), (-cosine, -sine))]
        degree *= 2
    return roots_of_degree


def merge(even: Spectrum, odd: Spectrum) -> Spectrum:
    """The spectrum of f(X) = a(X²) + X·b(X²) from those of a and b."""
    roots = zip(*compute_merging_roots()[4 * len(even.real)], strict=True)
    real: Reals = []
    imaginary: Reals = []
    for a, b, c, d, (r, s) in zip(even.real, even.imaginary, odd.real, odd.imaginary, roots, strict=True):
        turned_real = c * r - d * s
        turned_imaginary = c * s + d * r
        real += (a + turned_real, a - turned_real)
        imaginary += (b + turned_imaginary, b - turned_imaginary)
    return Spectrum(real, imaginary)


def split(spectrum: Spectrum) -> tuple[Spectrum, Spectrum]:
    """The spectra of a and b, where f(X) = a(X²) + X·b(X²)."""
    real, imaginary = spectrum.real, spectrum.imaginary
    sums = Spectrum([], [])
    turned = Spectrum([], [])
    roots = zip(*compute_merging_roots()[2 * len(real)], strict=True)
    pairs = zip(real[0::2], imaginary[0::2], real[1::2], imaginary[1::2], roots, strict=True)
    for a, b, c, d, (r, s) in pairs:
        sums.real.append((a + c) * 0.5)
        sums.imaginary.append((b + d) * 0.5)
        turned.real.append(((a - c) * r + (b - d) * s) * 0.5)
        turned.imaginary.append(((b - d) * r - (a - c) * s) * 0.5)
    return sums, turned


def compute_spectrum(coefficients: Reals) -> Spectrum:
    """The spectrum of a polynomial with 2, 4, … or 512 coefficients."""
    if len(coefficients) == 2:
        return Spectrum([coefficients[0]], [coefficients[1]])  # a + b·i
    return merge(compute_spectrum(coefficients[0::2]), compute_spectrum(coefficients[1::2]))


def compute_coefficients(spectrum: Spectrum) -> Reals:
    """The coefficients of the polynomial that has this spectrum."""
    if len(spectrum.real) == 1:
        return [spectrum.real[0], spectrum.imaginary[0]]
    even, odd = split(spectrum)
    pairs = zip(compute_coefficients(even), compute_coefficients(odd), strict=True)
    return [coefficient for pair in pairs for coefficient in pair]


def add(left: Spectrum, right: Spectrum) -> Spectrum:
    """The spectrum of the sum."""
    return Spectrum(
        [a + b for a, b in zip(left.real, right.real, strict=True)],
        [a + b for a, b in zip(left.imaginary, right.imaginary, strict=True)],
    )


def subtract(left: Spectrum, right: Spectrum) -> Spectrum:
    """The spectrum of the difference."""
    return Spectrum(
        [a - b for a, b in zip(left.real, right.real, strict=True)],
        [a - b for a, b in zip(left.imaginary, right.imaginary, strict=True)],
    )


def multiply_spectra(left: Spectrum, right: Spectrum) -> Spectrum:
    """The spectrum of the product."""
    parts = list(zip(left.real, left.imaginary, right.real, right.imaginary, strict=True))
    return Spectrum([a * c - b * d for a, b, c, d in parts], [a * d + b * c for a, b, c, d in parts])


def multiply_by_reals(spectrum: Spectrum, factors: Reals) -> Spectrum:
    """Each value times a real number of its own."""
    return Spectrum(
        [value * factor for value, factor in zip(spectrum.real, factors, strict=True)],
        [value * factor for value, factor in zip(spectrum.imaginary, factors, strict=True)],
    )


def negate(spectrum: Spectrum) -> Spectrum:
    """The spectrum of −f."""
    return Spectrum([-value for value in spectrum.real], [-value for value in spectrum.imaginary])


def conjugate(spectrum: Spectrum) -> Spectrum:
    """The spectrum of the adjoint f*(X) = f(1/X)."""
    return Spectrum(spectrum.real, [-value for value in spectrum.imaginary])


def compute_squared_lengths(spectrum: Spectrum) -> Reals:
    """The values of f·f*, which are real."""
    return [a * a + b * b for a, b in zip(spectrum.real, spectrum.imaginary, strict=True)]
