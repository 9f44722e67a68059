"""FALCON-512: sampling near a point of the lattice.

To find a lattice point near a target, one goes through a basis vector by vector and rounds; to hide the
basis, one samples instead of rounding. Done plainly that takes a matrix of 1,024 rows. FALCON does it in
the tower of rings: a pair of polynomials of degree n is two pairs of degree n/2, down to pairs of
numbers, and at each level one division makes the two halves independent.

What does not depend on the target is worked out once, in a tree. A node holds the factor of its
division; a leaf holds what the integers there are sampled with.

Source: FALCON specification, version 1.2, sections 3.8.3 and 3.9.2.
"""

from dataclasses import dataclass
from math import sqrt
from typing import Union

from pyde_spec.crypto.falcon_fft import (
    Spectrum,
    add,
    compute_squared_lengths,
    conjugate,
    merge,
    multiply_by_reals,
    multiply_spectra,
    split,
    subtract,
)
from pyde_spec.crypto.falcon_sampler import INVERSE_SIGMA, sample_integer
from pyde_spec.crypto.falcon_stream import Stream


@dataclass(frozen=True, slots=True)
class Leaf:
    """A pair of numbers: one over the deviation that both are sampled with."""

    inverse_sigma: float


@dataclass(frozen=True, slots=True)
class Node:
    """A pair of polynomials: how much of the second one's error the first one takes over, and a tree for each."""

    factor: Spectrum
    first: Union["Node", Leaf]
    second: Union["Node", Leaf]


Tree = Node | Leaf


def compute_node(first: Spectrum, mixed: Spectrum, second: Spectrum) -> Node:
    """The tree of a pair with the Gram matrix of rows (first, mixed) and (mixed*, second).

    The division is L·D·L*: with μ = mixed/first, the factor is μ* and what is left for the second polynomial
    is second − μ·mixed*.
    """
    inverses = [1.0 / length for length in compute_squared_lengths(first)]
    ratio = multiply_spectra(mixed, multiply_by_reals(conjugate(first), inverses))
    left = subtract(second, multiply_spectra(ratio, conjugate(mixed)))
    return Node(conjugate(ratio), compute_subtree(first), compute_subtree(left))


def compute_subtree(diagonal: Spectrum) -> Tree:
    """The tree of one polynomial as a pair of half the degree; its Gram matrix is (a, b) and (b*, a)."""
    if len(diagonal.real) == 1:
        return Leaf(sqrt(diagonal.real[0]) * INVERSE_SIGMA)
    even, odd = split(diagonal)
    return compute_node(even, odd, even)


def sample_pair(stream: Stream, tree: Node, first: Spectrum, second: Spectrum) -> tuple[Spectrum, Spectrum]:
    """A pair of polynomials with integer coefficients near the pair, as spectra. The second is sampled first."""
    sampled_second = sample_half(stream, tree.second, second)
    error = subtract(second, sampled_second)
    sampled_first = sample_half(stream, tree.first, add(first, multiply_spectra(error, tree.factor)))
    return sampled_first, sampled_second


def sample_half(stream: Stream, tree: Tree, target: Spectrum) -> Spectrum:
    """A polynomial with integer coefficients near the target, as a spectrum."""
    if isinstance(tree, Leaf):
        real = sample_integer(stream, target.real[0], tree.inverse_sigma)
        imaginary = sample_integer(stream, target.imaginary[0], tree.inverse_sigma)
        return Spectrum([float(real)], [float(imaginary)])
    return merge(*sample_pair(stream, tree, *split(target)))
