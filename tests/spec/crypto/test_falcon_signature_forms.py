"""The two forms of a signature: round trips, and that no other bytes say the same."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyde_spec.accounts import authorisation
from pyde_spec.crypto.falcon_parameters import DEGREE, SALT_SIZE
from pyde_spec.crypto.falcon_public_key import PUBLIC_KEY_SIZE
from pyde_spec.crypto.falcon_signature_forms import (
    COMPRESSED_SIZE_MAX,
    CONSTANT_TIME_SIZE,
    SaltedPolynomial,
    SignatureForm,
    decode_signature,
    encode_signature,
)
from pyde_spec.params.versions import RULES_1_0, RULES_1_1
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.types import primitives
from pyde_vectors.crypto.falcon_crafting import SALT, make_small, set_coefficients

salts = st.binary(min_size=SALT_SIZE, max_size=SALT_SIZE)
edges = st.sampled_from((0, -1, 127, -128, 2_047, -2_047))
halves = st.builds(
    lambda label, largest, at, edge: set_coefficients(make_small(label, largest), {at: edge}),
    st.text(max_size=3),
    st.integers(0, 190),
    st.integers(0, DEGREE - 1),
    edges,
)


@given(salts, halves)
def test_both_forms_give_back_what_they_were_given(salt, s2):
    signature = SaltedPolynomial(salt, s2)
    for form in SignatureForm:
        encoded = encode_signature(form, signature)
        assert decode_signature(encoded, RULES_1_1) == signature
        assert (len(encoded) <= COMPRESSED_SIZE_MAX) == (form is SignatureForm.COMPRESSED)


@given(halves, st.integers(0, 5_000), st.sampled_from(SignatureForm))
def test_no_other_bytes_say_the_same(s2, bit, form):
    signature = SaltedPolynomial(SALT, s2)
    encoded = bytearray(encode_signature(form, signature))
    encoded[bit // 8 % len(encoded)] ^= 1 << bit % 8
    with suppress(Rejected):
        assert decode_signature(bytes(encoded), RULES_1_1) != signature


@given(st.binary(max_size=820), st.sampled_from(SignatureForm))
def test_what_decodes_encodes_to_itself(data, form):
    data = bytes([form]) + data
    try:
        decoded = decode_signature(data, RULES_1_1)
    except Rejected:
        return
    assert encode_signature(form, decoded) == data


def test_the_first_version_does_not_know_the_constant_time_form():
    encoded = encode_signature(SignatureForm.CONSTANT_TIME, SaltedPolynomial(SALT, make_small("", 100)))
    with pytest.raises(Rejected) as rejection:
        decode_signature(encoded, RULES_1_0)
    assert rejection.value.reason is Reason.FALCON_SIGNATURE_FORM


def test_the_chapters_that_hold_keys_and_signatures_know_the_same_sizes_and_headers():
    assert primitives.FALCON_PUBLIC_KEY_SIZE == PUBLIC_KEY_SIZE
    assert primitives.FALCON_COMPRESSED_SIGNATURE_CAP == COMPRESSED_SIZE_MAX
    assert primitives.FALCON_CONSTANT_TIME_SIGNATURE_SIZE == CONSTANT_TIME_SIZE
    assert authorisation.COMPRESSED_HEADER == SignatureForm.COMPRESSED
    assert authorisation.CONSTANT_TIME_HEADER == SignatureForm.CONSTANT_TIME
