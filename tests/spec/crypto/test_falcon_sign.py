"""Signing with FALCON-512: it is what verification takes, in text and library, and follows from its inputs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pyde_spec.crypto import falcon_sign
from pyde_spec.crypto.falcon_ntt import multiply
from pyde_spec.crypto.falcon_parameters import MODULUS, SALT_SIZE, SQUARED_NORM_BOUND
from pyde_spec.crypto.falcon_pqcrypto import load_falcon_accelerator
from pyde_spec.crypto.falcon_public_key import decode_public_key
from pyde_spec.crypto.falcon_secret_key import decode_secret_key
from pyde_spec.crypto.falcon_sign import expand_secret_key, sample_halves, sign_for_test, sign_with_stream
from pyde_spec.crypto.falcon_signature_forms import SignatureForm, decode_signature
from pyde_spec.crypto.falcon_stream import ShakeStream
from pyde_spec.crypto.falcon_verify import compute_squared_norm, is_falcon_signature_valid
from pyde_spec.params.versions import RULES_1_0, RULES_1_1
from pyde_vectors.crypto.falcon_crafting import ZERO, make_small
from pyde_vectors.crypto.falcon_test_keys import load_test_keys

KEY = load_test_keys()[0]
EXPANDED = expand_secret_key(decode_secret_key(KEY.secret_key))
SEED = bytes(32)


def sign(message, seed=SEED, form=SignatureForm.COMPRESSED, key=KEY):
    return sign_for_test(key.secret_key, message, seed, form)


@settings(max_examples=8)
@given(st.sampled_from(load_test_keys()), st.binary(max_size=300), st.binary(min_size=32, max_size=32))
def test_what_is_signed_verifies(key, message, seed):
    compressed = sign(message, seed, key=key)
    constant_time = sign(message, seed, SignatureForm.CONSTANT_TIME, key)
    assert decode_signature(compressed, RULES_1_0) == decode_signature(constant_time, RULES_1_1)
    for signature in (compressed, constant_time):
        assert is_falcon_signature_valid(key.public_key, message, signature, RULES_1_1)
        assert not is_falcon_signature_valid(key.public_key, message + b"\x00", signature, RULES_1_1)


def test_the_library_takes_it():
    pytest.importorskip("pqcrypto", reason="pqcrypto is not installed: its verdict is not asked")
    accelerator = load_falcon_accelerator()
    for number in range(6):
        message = bytes([number]) * number
        for form in SignatureForm:
            assert accelerator(KEY.public_key, message, sign(message, form=form), RULES_1_1)


def test_a_signature_follows_from_its_inputs_and_from_each_of_them():
    signatures = [
        sign(b"pyde"),
        sign(b"pydf"),
        sign(b"pyde", bytes(31) + b"\x01"),
        sign(b"pyde", key=load_test_keys()[1]),
    ]
    assert sign(b"pyde") == signatures[0]
    assert len({signature[: 1 + SALT_SIZE] for signature in signatures}) == len(signatures)


def test_the_halves_are_a_short_pair_for_the_point():
    h = decode_public_key(KEY.public_key)
    for label in ("a", "b"):
        c = tuple([value % MODULUS for value in make_small(label, MODULUS // 2)])
        s1, s2 = sample_halves(ShakeStream(label.encode()), EXPANDED, c)
        total = [a + b for a, b in zip(s1, multiply(s2, h), strict=True)]
        assert tuple([value % MODULUS for value in total]) == c
        assert compute_squared_norm(s1, s2) <= SQUARED_NORM_BOUND


def test_pairs_that_are_too_long_are_thrown_away(monkeypatch):
    good = sample_halves(ShakeStream(b"good"), EXPANDED, ZERO)
    too_long_together = ((5_834, *ZERO[1:]), ZERO)
    too_long_to_write = (ZERO, make_small("wide", 440))
    assert compute_squared_norm(*too_long_to_write) <= SQUARED_NORM_BOUND
    answers = [too_long_together, too_long_to_write, good]
    monkeypatch.setattr(falcon_sign, "sample_halves", lambda *_: answers.pop(0))
    assert sign_with_stream(EXPANDED, b"", ShakeStream(b"")).s2 == good[1]
    assert answers == []
