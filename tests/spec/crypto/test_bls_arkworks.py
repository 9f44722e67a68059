"""The accelerator of the groups: each trap of the library shown and guarded, and equality with the text."""

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pyde_spec.crypto.bls_arkworks import load_arkworks
from pyde_spec.crypto.bls_group import (
    g1_add,
    g1_decode,
    g1_multi_exponentiation,
    g1_multiply,
    g2_add,
    g2_decode,
    g2_multi_exponentiation,
    g2_multiply,
    hash_to_g1,
    hash_to_g2,
    pairing_check,
)
from pyde_spec.crypto.bls_point_encoding import encode_g1, encode_g2, find_g1_point, find_g2_point
from pyde_spec.crypto.bls_points import (
    G1_GENERATOR,
    G1_IDENTITY,
    G2_GENERATOR,
    G2_IDENTITY,
    compute_g1_multiple,
    compute_g1_negation,
    compute_g2_multiple,
    compute_g2_negation,
)
from pyde_spec.crypto.bls_scalars import SCALAR_MODULUS
from pyde_spec.crypto.mismatch import Halt
from pyde_spec.crypto.poseidon2_wasm import AcceleratorUnavailable
from pyde_spec.crypto.provider import Mode, use_mode
from pyde_spec.crypto.replaceables import BLS_GROUP
from pyde_spec.rejections import Reason, Rejected

library = pytest.importorskip("py_arkworks_bls12381", reason="py_arkworks_bls12381 is not installed")

FEW = settings(max_examples=6)
FACTORS = st.one_of(
    st.integers(0, 3), st.integers(SCALAR_MODULUS - 3, SCALAR_MODULUS - 1), st.integers(0, SCALAR_MODULUS - 1)
)
G1_POINTS = FACTORS.map(lambda factor: compute_g1_multiple(G1_GENERATOR, factor))
G2_POINTS = FACTORS.map(lambda factor: compute_g2_multiple(G2_GENERATOR, factor))
IDENTITY = bytes([0xC0]) + bytes(47)

NO_ENCODINGS = {
    "all ones": b"\xff" * 48,
    "the identity with the sign flag": b"\xe0" + bytes(47),
    "the identity with a byte after it": b"\xc0" + bytes(46) + b"\x01",
    "the identity with a low bit": b"\xc1" + bytes(47),
}


@pytest.fixture(scope="module")
def groups():
    return load_arkworks()


def verify(replaceables=BLS_GROUP):
    """Both answer and a disagreement raises."""
    return use_mode(Mode.VERIFY, Halt(), replaceables)


@pytest.mark.parametrize("data", NO_ENCODINGS.values(), ids=NO_ENCODINGS)
def test_trap_some_byte_strings_decode_as_the_identity(groups, data):
    assert library.G1Point.from_compressed_bytes(data).to_compressed_bytes() == IDENTITY
    assert groups.find_g1_point(data) is None
    longer = data[:47] + bytes(48) + data[47:]
    assert library.G2Point.from_compressed_bytes(longer).to_compressed_bytes() == IDENTITY + bytes(48)
    assert groups.find_g2_point(longer) is None


def test_trap_lists_of_unequal_length_are_cut(groups):
    generator, one = library.G1Point(), library.Scalar(1)
    assert library.G1Point.multiexp_unchecked([generator, generator], [one]) == generator
    for compute, point in (
        (groups.compute_g1_multi_exponentiation, G1_GENERATOR),
        (groups.compute_g2_multi_exponentiation, G2_GENERATOR),
    ):
        for points, scalars in (([point, point], [1]), ([point], [1, 1])):
            with pytest.raises(Rejected) as raised:
                compute(points, scalars)
            assert raised.value.reason is Reason.MULTI_EXPONENTIATION_LENGTHS


def test_trap_a_negative_scalar_overflows_and_a_large_one_is_reduced(groups):
    with pytest.raises(OverflowError):
        library.Scalar(-1)
    assert int(library.Scalar(SCALAR_MODULUS + 5)) == 5
    for scalar in (-1, SCALAR_MODULUS, SCALAR_MODULUS + 5):
        with pytest.raises(AssertionError):
            groups.to_scalar(scalar)
    assert int(groups.to_scalar(SCALAR_MODULUS - 1)) == SCALAR_MODULUS - 1


def test_trap_a_check_of_no_pairs_holds():
    assert library.GT.pairing_check([], [])
    with use_mode(Mode.FAST, Halt(), BLS_GROUP), pytest.raises(Rejected) as raised:
        pairing_check([])
    assert raised.value.reason is Reason.PAIRING_CHECK_EMPTY


def test_trap_an_empty_tag_is_taken():
    assert library.G1Point.hash_to_curve(b"", b"").is_in_subgroup()
    for hash_function in (hash_to_g1, hash_to_g2):
        with use_mode(Mode.FAST, Halt(), BLS_GROUP), pytest.raises(Rejected) as raised:
            hash_function(b"", b"")
        assert raised.value.reason is Reason.HASH_TAG_EMPTY


def test_trap_coordinates_are_taken_unchecked(groups):
    outside = (0).to_bytes(48, "big") + (2).to_bytes(48, "big")
    assert not library.G1Point.from_xy_bytes_unchecked_be(outside).is_in_subgroup()
    assert groups.find_g1_point(b"\x80" + bytes(47)) is None


def test_the_library_is_asked_for_no_reason():
    with use_mode(Mode.FAST, Halt(), BLS_GROUP):
        for decode, size in ((g1_decode, 48), (g2_decode, 96)):
            for data, reason in (
                (bytes(size - 1), Reason.POINT_WRONG_SIZE),
                (bytes(size), Reason.POINT_NOT_COMPRESSED),
                (b"\xff" * size, Reason.POINT_IDENTITY_NOT_CANONICAL),
            ):
                with pytest.raises(Rejected) as raised:
                    decode(data)
                assert raised.value.reason is reason
        with pytest.raises(Rejected) as raised:
            g1_multi_exponentiation([G1_GENERATOR], [])
        assert raised.value.reason is Reason.MULTI_EXPONENTIATION_LENGTHS


@FEW
@given(G1_POINTS, G1_POINTS, FACTORS)
def test_the_first_group_is_the_text_s(left, right, scalar):
    with verify():
        g1_add(left, right)
        g1_add(left, left)
        g1_add(left, compute_g1_negation(left))
        g1_multiply(left, scalar)
        g1_multi_exponentiation([left, right, left], [scalar, 1, 0])
        assert g1_decode(encode_g1(left)) == left


@settings(max_examples=3)
@given(G2_POINTS, G2_POINTS, FACTORS)
def test_the_second_group_is_the_text_s(left, right, scalar):
    with verify():
        g2_add(left, right)
        g2_add(left, left)
        g2_add(left, compute_g2_negation(left))
        g2_multiply(left, scalar)
        g2_multi_exponentiation([left, right], [scalar, 1])
        assert g2_decode(encode_g2(left)) == left


def test_the_ends_are_the_text_s():
    with verify():
        for scalar in (0, 1, 2, SCALAR_MODULUS - 1):
            g1_multiply(G1_GENERATOR, scalar)
            g2_multiply(G2_GENERATOR, scalar)
            assert g1_multiply(G1_IDENTITY, scalar) == G1_IDENTITY
            assert g2_multiply(G2_IDENTITY, scalar) == G2_IDENTITY
        assert g1_multi_exponentiation([], []) == G1_IDENTITY
        assert g2_multi_exponentiation([], []) == G2_IDENTITY


@settings(max_examples=40)
@given(G1_POINTS, st.integers(0, 47), st.integers(0, 255))
def test_damaged_encodings_are_judged_alike(groups, point, place, byte):
    data = encode_g1(point)
    damaged = data[:place] + bytes([byte]) + data[place + 1 :]
    assert groups.find_g1_point(damaged) == find_g1_point(damaged)


@settings(max_examples=20)
@given(G2_POINTS, st.integers(0, 95), st.integers(0, 255))
def test_damaged_encodings_of_the_second_group_are_judged_alike(groups, point, place, byte):
    data = encode_g2(point)
    damaged = data[:place] + bytes([byte]) + data[place + 1 :]
    assert groups.find_g2_point(damaged) == find_g2_point(damaged)


FIRST_BYTES = st.sampled_from(
    [0x00, 0x1F, 0x20, 0x40, 0x60, 0x80, 0x99, 0x9A, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xE0, 0xFF]
)


@settings(max_examples=60)
@given(FIRST_BYTES, st.one_of(st.just(bytes(47)), st.just(b"\xff" * 47), st.binary(min_size=46, max_size=48)))
def test_bytes_of_every_kind_are_judged_alike(groups, first, rest):
    data = bytes([first]) + rest
    assert groups.find_g1_point(data) == find_g1_point(data)
    for longer in (data + bytes(48), data + b"\x80" + bytes(47), data + b"\xff" * 48):
        assert groups.find_g2_point(longer) == find_g2_point(longer)


@pytest.mark.parametrize("size", [1, 2, 16, 254, 255, 256, 257, 1000])
def test_hashes_under_tags_of_every_length_are_the_text_s(size):
    with verify():
        hash_to_g1(b"message", b"t" * size)
        hash_to_g2(b"message", b"t" * size)


@FEW
@given(st.binary(max_size=200), st.binary(min_size=1, max_size=60))
def test_hashes_are_the_text_s(message, tag):
    with verify():
        hash_to_g1(message, tag)
        hash_to_g2(message, tag)


@settings(max_examples=3)
@given(st.integers(1, 2**32), st.integers(1, 2**32))
def test_pairing_checks_are_the_text_s(left, right):
    first = compute_g1_multiple(G1_GENERATOR, left)
    second = compute_g2_multiple(G2_GENERATOR, right)
    product = compute_g1_multiple(G1_GENERATOR, left * right % SCALAR_MODULUS)
    with verify():
        assert pairing_check([(first, second), (compute_g1_negation(product), G2_GENERATOR)])
        assert not pairing_check([(first, second), (product, G2_GENERATOR)])
        assert pairing_check([(first, G2_IDENTITY)])
        assert pairing_check([(G1_IDENTITY, second)])


def test_a_missing_library_is_an_error_at_once(monkeypatch):
    monkeypatch.setitem(sys.modules, "py_arkworks_bls12381", None)
    with pytest.raises(AcceleratorUnavailable, match=r"\[fast\]"), use_mode(Mode.FAST, Halt(), BLS_GROUP):
        raise AssertionError("the mode was entered")
