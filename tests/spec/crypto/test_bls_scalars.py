"""Scalars: the field's laws, its encoding, and coefficients that give a polynomial's value at zero back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from py_ecc.optimized_bls12_381 import curve_order, field_modulus

from pyde_spec.crypto.bls_fields import FIELD_MODULUS
from pyde_spec.crypto.bls_scalars import (
    SCALAR_MODULUS,
    compute_scalar_inverse,
    compute_scalar_negation,
    compute_scalar_product,
    compute_scalar_sum,
    decode_scalar,
    encode_scalar,
)
from pyde_spec.crypto.lagrange import compute_lagrange_coefficients
from pyde_spec.rejections import Reason, Rejected

SCALARS = st.one_of(
    st.integers(0, 3), st.integers(SCALAR_MODULUS - 3, SCALAR_MODULUS - 1), st.integers(0, SCALAR_MODULUS - 1)
)


def test_the_moduli_are_those_of_the_engine():
    assert (curve_order, field_modulus) == (SCALAR_MODULUS, FIELD_MODULUS)


@given(SCALARS)
def test_a_scalar_survives_its_encoding(scalar):
    assert decode_scalar(encode_scalar(scalar)) == scalar


@given(st.binary(min_size=32, max_size=32))
def test_what_decodes_is_the_one_encoding_of_what_it_gives(data):
    try:
        scalar = decode_scalar(data)
    except Rejected as rejection:
        assert rejection.reason is Reason.SCALAR_NOT_CANONICAL
        assert int.from_bytes(data, "big") >= SCALAR_MODULUS
    else:
        assert encode_scalar(scalar) == data


@given(SCALARS, SCALARS, SCALARS)
def test_the_laws_of_a_field(first, second, third):
    assert compute_scalar_sum(first, compute_scalar_negation(first)) == 0
    left = compute_scalar_product(first, compute_scalar_sum(second, third))
    right = compute_scalar_sum(compute_scalar_product(first, second), compute_scalar_product(first, third))
    assert left == right
    if first != 0:
        assert compute_scalar_product(first, compute_scalar_inverse(first)) == 1


@pytest.mark.parametrize("value", [-1, SCALAR_MODULUS])
def test_what_is_no_scalar_is_not_encoded(value):
    with pytest.raises(AssertionError):
        encode_scalar(value)


def evaluate(coefficients, place):
    value = 0
    for coefficient in reversed(coefficients):
        value = compute_scalar_sum(compute_scalar_product(value, place), coefficient)
    return value


@given(st.lists(SCALARS, min_size=1, max_size=6), st.data())
def test_as_many_shares_as_coefficients_give_the_secret_back(coefficients, data):
    size = len(coefficients)
    indices = data.draw(st.lists(st.integers(1, 128), min_size=size, max_size=size, unique=True))
    secret = 0
    for index, weight in zip(indices, compute_lagrange_coefficients(indices), strict=True):
        secret = compute_scalar_sum(secret, compute_scalar_product(weight, evaluate(coefficients, index)))
    assert secret == coefficients[0]


@given(st.lists(st.integers(1, 2**32 - 1), min_size=1, max_size=8, unique=True))
def test_the_coefficients_of_a_constant_add_up_to_one(indices):
    assert sum(compute_lagrange_coefficients(indices)) % SCALAR_MODULUS == 1
