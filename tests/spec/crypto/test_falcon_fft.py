"""Spectra: values at complex roots, products, and that splitting undoes merging."""

import cmath
from math import isclose

from hypothesis import given
from hypothesis import strategies as st

from pyde_spec.crypto.falcon_fft import (
    add,
    compute_coefficients,
    compute_merging_roots,
    compute_spectrum,
    compute_squared_lengths,
    conjugate,
    merge,
    multiply_spectra,
    negate,
    split,
    subtract,
)
from pyde_spec.crypto.falcon_integers import multiply_exactly

pairs = st.sampled_from((2, 4, 8, 64)).flatmap(
    lambda count: st.tuples(*[st.lists(st.integers(-1_000, 1_000), min_size=count, max_size=count)] * 2)
)


def as_floats(polynomial):
    return [float(value) for value in polynomial]


def test_the_roots_are_the_complex_ones_to_the_last_bits():
    for degree, (real, imaginary) in compute_merging_roots().items():
        assert len(real) == degree // 4
        for c, s in zip(real, imaginary, strict=True):
            assert isclose(c * c + s * s, 1.0, abs_tol=1e-15)
            half_turns = cmath.phase(complex(c, s)) / cmath.pi * degree  # of the root to the power of the degree
            assert isclose(half_turns, round(half_turns), abs_tol=1e-9)
            assert round(half_turns) % 2 == 1
        squares = {(round(c * c - s * s, 9), round(2 * c * s, 9)) for c, s in zip(real, imaginary, strict=True)}
        assert len(squares) == degree // 4


def test_a_spectrum_holds_the_values_at_roots_of_minus_one():
    polynomial = [3, -1, 4, 1, -5, 9, 2, -6]
    spectrum = compute_spectrum(as_floats(polynomial))
    values = {complex(a, b) for a, b in zip(spectrum.real, spectrum.imaginary, strict=True)}
    roots = [cmath.exp(1j * cmath.pi * (2 * k + 1) / 8) for k in range(8)]
    expected = [sum(c * root**i for i, c in enumerate(polynomial)) for root in roots]
    assert all(min(abs(value - one) for one in expected) < 1e-9 for value in values)
    assert len(values) == 4


@given(pairs)
def test_sums_and_products_are_those_of_the_polynomials(pair):
    left, right = pair
    spectra = compute_spectrum(as_floats(left)), compute_spectrum(as_floats(right))
    assert round_all(multiply_spectra(*spectra)) == multiply_exactly(left, right)
    assert round_all(add(*spectra)) == [a + b for a, b in zip(left, right, strict=True)]
    assert round_all(subtract(*spectra)) == [a - b for a, b in zip(left, right, strict=True)]
    assert round_all(negate(spectra[0])) == [-a for a in left]


@given(pairs)
def test_the_adjoint_turns_round(pair):
    polynomial, _ = pair
    adjoint = [polynomial[0], *[-value for value in reversed(polynomial[1:])]]
    spectrum = compute_spectrum(as_floats(polynomial))
    assert round_all(conjugate(spectrum)) == adjoint
    norms = multiply_spectra(spectrum, conjugate(spectrum))
    for length, value in zip(compute_squared_lengths(spectrum), norms.real, strict=True):
        assert isclose(length, value, rel_tol=1e-12, abs_tol=1e-9)


@given(pairs)
def test_splitting_takes_even_and_odd_apart(pair):
    polynomial, _ = pair
    if len(polynomial) > 2:
        even, odd = split(compute_spectrum(as_floats(polynomial)))
        assert round_all(even) == polynomial[0::2]
        assert round_all(odd) == polynomial[1::2]
        assert round_all(merge(even, odd)) == polynomial


def round_all(spectrum):
    return [round(value) for value in compute_coefficients(spectrum)]
