"""Points: the laws of a group, and encodings that nothing else shares."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from py_ecc.optimized_bls12_381.constants import H_EFF_G1, H_EFF_G2

from pyde_spec.crypto.bls_fields import (
    FIELD_MODULUS,
    compute_pair_square_root,
    compute_square_root,
    negate_pair,
)
from pyde_spec.crypto.bls_hash_to_curve import G1_CLEARING_FACTOR, G2_CLEARING_FACTOR
from pyde_spec.crypto.bls_multi_exponentiation import compute_g1_multi_exponentiation
from pyde_spec.crypto.bls_point_encoding import (
    decode_g1,
    decode_g2,
    encode_g1,
    encode_g2,
    find_g1_point,
    find_g2_point,
    is_larger_pair_root,
)
from pyde_spec.crypto.bls_points import (
    G1_GENERATOR,
    G1_IDENTITY,
    G2_GENERATOR,
    G2_IDENTITY,
    G1Point,
    compute_g1_multiple,
    compute_g1_negation,
    compute_g1_sum,
    compute_g2_multiple,
    compute_g2_negation,
    compute_g2_sum,
    is_in_g1_subgroup,
    is_in_g2_subgroup,
)
from pyde_spec.crypto.bls_scalars import SCALAR_MODULUS

FEW = settings(max_examples=8)
FACTORS = st.integers(0, SCALAR_MODULUS - 1)
GROUPS = (
    (G1_GENERATOR, G1_IDENTITY, compute_g1_sum, compute_g1_multiple, compute_g1_negation),
    (G2_GENERATOR, G2_IDENTITY, compute_g2_sum, compute_g2_multiple, compute_g2_negation),
)


def test_the_clearing_factors_are_those_of_the_engine():
    assert (G1_CLEARING_FACTOR, G2_CLEARING_FACTOR) == (H_EFF_G1, H_EFF_G2)


@pytest.mark.parametrize("group", GROUPS, ids=("first", "second"))
@FEW
@given(FACTORS, FACTORS)
def test_multiples_follow_their_factors(group, left, right):
    generator, identity, add, multiply, negate = group
    total = add(multiply(generator, left), multiply(generator, right))
    assert total == multiply(generator, (left + right) % SCALAR_MODULUS)
    assert add(total, negate(total)) == identity


@FEW
@given(st.lists(st.tuples(st.integers(0, 99), FACTORS), max_size=4))
def test_a_sum_of_multiples_is_the_multiple_of_the_sum(pairs):
    points = [compute_g1_multiple(G1_GENERATOR, factor) for factor, _ in pairs]
    total = sum(factor * scalar for factor, scalar in pairs) % SCALAR_MODULUS
    combined = compute_g1_multi_exponentiation(points, [scalar for _, scalar in pairs])
    assert combined == compute_g1_multiple(G1_GENERATOR, total)


@pytest.mark.parametrize("scalar", [-1, SCALAR_MODULUS])
def test_what_is_no_scalar_does_not_multiply(scalar):
    for multiply, generator in ((compute_g1_multiple, G1_GENERATOR), (compute_g2_multiple, G2_GENERATOR)):
        with pytest.raises(AssertionError):
            multiply(generator, scalar)


@FEW
@given(FACTORS)
def test_a_point_survives_its_encoding(factor):
    first, second = compute_g1_multiple(G1_GENERATOR, factor), compute_g2_multiple(G2_GENERATOR, factor)
    assert decode_g1(encode_g1(first)) == first
    assert decode_g2(encode_g2(second)) == second


@settings(max_examples=60)
@given(FACTORS, st.integers(0, 47), st.integers(1, 255))
def test_a_changed_byte_gives_another_point_or_none(factor, place, change):
    data = encode_g1(compute_g1_multiple(G1_GENERATOR, factor))
    damaged = data[:place] + bytes([data[place] ^ change]) + data[place + 1 :]
    point = find_g1_point(damaged)
    assert point is None or encode_g1(point) == damaged


@settings(max_examples=20)
@given(FACTORS, st.integers(0, 95), st.integers(1, 255))
def test_a_changed_byte_gives_another_point_of_the_second_group_or_none(factor, place, change):
    data = encode_g2(compute_g2_multiple(G2_GENERATOR, factor))
    damaged = data[:place] + bytes([data[place] ^ change]) + data[place + 1 :]
    point = find_g2_point(damaged)
    assert point is None or encode_g2(point) == damaged


@settings(max_examples=200)
@given(st.binary(max_size=100))
def test_no_bytes_crash_the_decoders(data):
    for find, encode in ((find_g1_point, encode_g1), (find_g2_point, encode_g2)):
        point = find(data)
        assert point is None or encode(point) == data


def test_points_outside_the_groups_are_told_apart():
    assert is_in_g1_subgroup(G1_GENERATOR)
    assert is_in_g2_subgroup(G2_GENERATOR)
    assert not is_in_g1_subgroup(G1Point(0, 2))


COORDINATES = st.one_of(
    st.integers(0, 5), st.integers(FIELD_MODULUS - 5, FIELD_MODULUS - 1), st.integers(0, FIELD_MODULUS - 1)
)


def square_pair(pair):
    first, second = pair
    return (first * first - second * second) % FIELD_MODULUS, 2 * first * second % FIELD_MODULUS


@given(COORDINATES)
def test_square_roots_square_to_what_they_are_of(value):
    root = compute_square_root(value * value % FIELD_MODULUS)
    assert root in (value, -value % FIELD_MODULUS)


@given(st.tuples(COORDINATES, COORDINATES))
def test_square_roots_of_pairs_square_to_what_they_are_of(pair):
    first, second = pair
    root = compute_pair_square_root(square_pair(pair))
    assert root in (pair, (-first % FIELD_MODULUS, -second % FIELD_MODULUS))


@given(st.tuples(COORDINATES, COORDINATES))
def test_a_pair_without_a_root_becomes_a_square_beside_another_such(pair):
    root = compute_pair_square_root(pair)
    if root is None:
        first, second = pair
        twisted = (first - second) % FIELD_MODULUS, (first + second) % FIELD_MODULUS  # times 1 + u, which has no root
        root = compute_pair_square_root(twisted)
        assert root is not None
        assert square_pair(root) == twisted
    else:
        assert square_pair(root) == pair


@given(st.tuples(COORDINATES, st.one_of(st.just(0), COORDINATES)))
def test_of_a_pair_and_its_negation_one_is_larger(pair):
    if pair != (0, 0):
        assert is_larger_pair_root(pair) != is_larger_pair_root(negate_pair(pair))


def test_the_second_halves_decide_and_the_first_where_they_are_zero():
    small, large = 1, FIELD_MODULUS - 1
    assert is_larger_pair_root((small, large))
    assert not is_larger_pair_root((large, small))
    assert is_larger_pair_root((large, 0))
    assert not is_larger_pair_root((small, 0))
