"""The NTRU equation and exact products, in every ring of the tower."""

from math import gcd

from hypothesis import given
from hypothesis import strategies as st

from pyde_spec.crypto.falcon_integers import (
    compute_field_norm,
    compute_flipped,
    compute_lifted,
    compute_packed,
    compute_unpacked,
    multiply_exactly,
)
from pyde_spec.crypto.falcon_ntru import find_ntru_solution
from pyde_spec.crypto.falcon_parameters import MODULUS

counts = st.sampled_from((1, 2, 4, 8, 32))


def polynomials(largest):
    return counts.flatmap(
        lambda count: st.tuples(*[st.lists(st.integers(-largest, largest), min_size=count, max_size=count)] * 2)
    )


def multiply_by_hand(left, right):
    count = len(left)
    product = [0] * count
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            product[(i + j) % count] += a * b if i + j < count else -a * b
    return product


@given(polynomials(2**70))
def test_products_are_those_of_the_schoolbook(pair):
    assert multiply_exactly(*pair) == multiply_by_hand(*pair)


@given(st.lists(st.integers(-(2**15), 2**15 - 1), min_size=1, max_size=9))
def test_packing_goes_both_ways(polynomial):
    raised = compute_unpacked(compute_packed(polynomial, 2), len(polynomial), 2)
    assert [coefficient - 2**15 for coefficient in raised] == polynomial


@given(polynomials(1_000))
def test_the_norm_is_the_product_with_the_flipped_one(pair):
    polynomial, _ = pair
    if len(polynomial) > 1:
        product = multiply_by_hand(polynomial, compute_flipped(polynomial))
        assert compute_lifted(compute_field_norm(polynomial)) == product


def compute_resultant(polynomial):
    while len(polynomial) > 1:
        polynomial = compute_field_norm(polynomial)
    return polynomial[0]


@given(polynomials(20))
def test_a_solution_solves_the_equation(pair):
    f, g = [[part[0] + 1 - sum(part) % 2, *part[1:]] for part in pair]
    solution = find_ntru_solution(f, g)
    assert (solution is None) == (gcd(compute_resultant(f), compute_resultant(g)) != 1)
    if solution is not None:
        large_f, large_g = solution
        left, right = multiply_by_hand(f, large_g), multiply_by_hand(g, large_f)
        assert [a - b for a, b in zip(left, right, strict=True)] == [MODULUS] + [0] * (len(f) - 1)
