"""Products modulo q: the transform against the schoolbook, and the way back."""

from hypothesis import given
from hypothesis import strategies as st

from pyde_spec.crypto.falcon_ntt import (
    centre,
    compute_polynomial,
    compute_roots,
    compute_values,
    divide,
    is_invertible,
    multiply,
)
from pyde_spec.crypto.falcon_parameters import DEGREE, MODULUS
from pyde_vectors.crypto.falcon_crafting import ONE, ZERO, make_small, set_coefficients

polynomials = st.text(max_size=5).map(lambda label: make_small(label, MODULUS // 2))


def multiply_by_hand(left, right):
    product = [0] * DEGREE
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            sign = 1 if i + j < DEGREE else -1
            product[(i + j) % DEGREE] += sign * a * b
    return tuple([coefficient % MODULUS for coefficient in product])


def test_products_are_those_of_the_schoolbook():
    for labels in (("a", "b"), ("c", "d")):
        left, right = [make_small(label, MODULUS // 2) for label in labels]
        assert multiply(left, right) == multiply_by_hand(left, right)


def test_the_values_are_those_at_the_roots():
    last_round = compute_roots()[-1]
    roots = [value for root in last_round for value in (root, -root % MODULUS)]
    assert len(set(roots)) == DEGREE
    assert all((pow(root, DEGREE, MODULUS) + 1) % MODULUS == 0 for root in roots)
    polynomial = make_small("values", 100)
    at_roots = [sum(c * pow(root, i, MODULUS) for i, c in enumerate(polynomial)) % MODULUS for root in roots[:8]]
    assert compute_values(polynomial)[:8] == at_roots


@given(polynomials)
def test_the_way_back(polynomial):
    reduced = tuple([coefficient % MODULUS for coefficient in polynomial])
    assert compute_polynomial(compute_values(polynomial)) == reduced
    assert centre(reduced) == polynomial
    assert multiply(polynomial, ONE) == reduced


@given(polynomials, polynomials)
def test_division_undoes_multiplication(left, right):
    if is_invertible(right):
        assert divide(multiply(left, right), right) == tuple([coefficient % MODULUS for coefficient in left])


def test_what_has_a_zero_is_not_invertible():
    factor = set_coefficients(ZERO, {0: -compute_roots()[-1][0], 1: 1})
    assert not is_invertible(factor)
    assert not is_invertible(ZERO)
    assert is_invertible(ONE)
