"""FALCON-512: solving the NTRU equation.

Given f and g, find short F and G with fG − gF = q. The way leads down a tower of rings. The field norms
of f and g have half the degree and twice the size; nine steps down they are integers, where Euclid's
algorithm solves the equation whenever the two have no common factor. On the way up a solution for the
norms becomes one for the polynomials, as N(f)(X²) = f(X)·f(−X):

    F(X) = F'(X²) · g(−X)        G(X) = G'(X²) · f(−X)

It is far too large, and at each step it is made as short as f and g allow: any multiple k of (f, g) may be
taken off (F, G), and the best k is (F·f* + G·g*) / (f·f* + g·g*), rounded. The fraction is computed in
binary64 from the leading bits of all four, over and over until it rounds to zero. How exact it is changes how
many steps that takes. Where they end it changes only when a coefficient of the fraction comes that close to ½: then
another multiple is taken off, and the pair solves the equation as well.

Source: FALCON specification, version 1.2, section 3.8.2.
"""

from math import gcd

from pyde_spec.crypto.falcon_fft import (
    Spectrum,
    add,
    compute_coefficients,
    compute_spectrum,
    compute_squared_lengths,
    conjugate,
    multiply_by_reals,
    multiply_spectra,
)
from pyde_spec.crypto.falcon_integers import (
    Integers,
    compute_field_norm,
    compute_flipped,
    compute_largest,
    compute_lifted,
    multiply_exactly,
)
from pyde_spec.crypto.falcon_parameters import MODULUS

LEADING_BITS = 53
STEP_BITS = 30

Solution = tuple[Integers, Integers]


def find_ntru_solution(f: Integers, g: Integers) -> Solution | None:
    """Reduced F and G with fG − gF = q, or nothing where the norms of f and g have a common factor.

    The coefficients of f have an odd sum, and those of g. So all norms are odd, and none is 0.
    """
    if len(f) == 1:
        return find_integer_solution(*f, *g)
    below = find_ntru_solution(compute_field_norm(f), compute_field_norm(g))
    if below is None:
        return None
    large_f = multiply_exactly(compute_lifted(below[0]), compute_flipped(g))
    large_g = multiply_exactly(compute_lifted(below[1]), compute_flipped(f))
    return compute_reduced(f, g, large_f, large_g)


def find_integer_solution(f: int, g: int) -> Solution | None:
    """F and G with fG − gF = q for two integers without a common factor, else nothing."""
    if gcd(f, g) != 1:
        return None
    inverse = pow(f, -1, abs(g))
    return [(f * inverse - 1) // g * MODULUS], [inverse * MODULUS]


def compute_reduced(f: Integers, g: Integers, large_f: Integers, large_g: Integers) -> Solution:
    """(F, G) less the multiple of (f, g) that leaves it shortest.

    Both pairs are looked at through their leading bits. A step takes off `STEP_BITS` of the difference in
    size; the last one, where the sizes are level, takes off the nearest multiple itself.
    """
    size = get_size(f, g)
    f_spectrum, g_spectrum = compute_leading(f, size), compute_leading(g, size)
    squared = zip(compute_squared_lengths(f_spectrum), compute_squared_lengths(g_spectrum), strict=True)
    weights = [1.0 / (a + b) for a, b in squared]
    while True:
        large_size = max(get_size(large_f, large_g), size)
        quotient = add(
            multiply_spectra(compute_leading(large_f, large_size), conjugate(f_spectrum)),
            multiply_spectra(compute_leading(large_g, large_size), conjugate(g_spectrum)),
        )
        step = min(large_size - size, STEP_BITS)
        multiple = compute_rounded(multiply_by_reals(quotient, weights), step)
        if not any(multiple):
            return large_f, large_g
        shift = large_size - size - step
        large_f = subtract_multiple(large_f, multiply_exactly(multiple, f), shift)
        large_g = subtract_multiple(large_g, multiply_exactly(multiple, g), shift)


def get_size(left: Integers, right: Integers) -> int:
    """The bits of the largest coefficient of both, at least as many as are looked at."""
    return max(compute_largest(left).bit_length(), compute_largest(right).bit_length(), LEADING_BITS)


def compute_leading(polynomial: Integers, size: int) -> Spectrum:
    """The spectrum of a polynomial whose coefficients of `size` bits are cut to their leading bits."""
    return compute_spectrum([float(coefficient >> (size - LEADING_BITS)) for coefficient in polynomial])


def compute_rounded(quotient: Spectrum, step: int) -> Integers:
    """The coefficients of a quotient times 2**step, each rounded to the nearest integer, halves to the even one."""
    scale = float(1 << step)
    return [round(coefficient * scale) for coefficient in compute_coefficients(quotient)]


def subtract_multiple(large: Integers, multiple: Integers, shift: int) -> Integers:
    """A polynomial less a multiple times 2**shift."""
    return [a - (b << shift) for a, b in zip(large, multiple, strict=True)]
