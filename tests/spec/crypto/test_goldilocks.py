"""The field: its axioms on random and extreme elements."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pyde_spec.crypto.goldilocks import MODULUS, compute_power, compute_product, compute_sum, is_element
from pyde_spec.rejections import Reason, Rejected

EDGES = (0, 1, 2, 2**32 - 1, 2**32, 2**32 + 1, 2**63, MODULUS - 2, MODULUS - 1)

elements = st.sampled_from(EDGES) | st.integers(0, MODULUS - 1)
words = st.integers(MODULUS, 2**64 - 1)
fixed = settings(derandomize=True, max_examples=200, deadline=None)


@fixed
@given(elements, elements, elements)
def test_sums_and_products_form_a_field(a, b, c):
    assert compute_sum(a, b) == compute_sum(b, a)
    assert compute_product(a, b) == compute_product(b, a)
    assert compute_sum(compute_sum(a, b), c) == compute_sum(a, compute_sum(b, c))
    assert compute_product(compute_product(a, b), c) == compute_product(a, compute_product(b, c))
    assert compute_product(a, compute_sum(b, c)) == compute_sum(compute_product(a, b), compute_product(a, c))


@fixed
@given(elements)
def test_every_element_but_zero_has_an_inverse(a):
    assert compute_product(a, compute_power(a, MODULUS - 2)) == (0 if a == 0 else 1)


@fixed
@given(elements, st.integers(0, 40))
def test_a_power_is_a_repeated_product(base, exponent):
    product = 1
    for _ in range(exponent):
        product = compute_product(product, base)
    assert compute_power(base, exponent) == product


@fixed
@given(elements, words)
def test_a_word_above_the_modulus_is_rejected_on_either_side(element, word):
    assert not is_element(word)
    for compute in (
        lambda: compute_sum(word, element),
        lambda: compute_sum(element, word),
        lambda: compute_product(word, element),
        lambda: compute_product(element, word),
        lambda: compute_power(word, 1),
    ):
        with pytest.raises(Rejected) as rejection:
            compute()
        assert rejection.value.reason is Reason.FIELD_ELEMENT_NOT_CANONICAL


def test_no_negative_integer_is_an_element():
    assert not is_element(-1)
