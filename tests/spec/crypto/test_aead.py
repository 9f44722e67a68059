"""Authenticated encryption against its published vectors, and what opening promises."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pyde_spec.crypto.aead import (
    aes256_gcm_open,
    aes256_gcm_seal,
    chacha20_poly1305_open,
    chacha20_poly1305_seal,
)
from pyde_spec.rejections import Reason, Rejected

KAT = Path(__file__).parents[4] / "shared" / "kat"

CIPHERS = {
    "wycheproof_chacha20_poly1305_test.json": (chacha20_poly1305_seal, chacha20_poly1305_open),
    "wycheproof_aes_gcm_test.json": (aes256_gcm_seal, aes256_gcm_open),
}

fixed = settings(derandomize=True, max_examples=100, deadline=None)
pairs = st.sampled_from(list(CIPHERS.values()))
keys = st.binary(min_size=32, max_size=32)
nonces = st.binary(min_size=12, max_size=12)
texts = st.binary(max_size=80)


@pytest.mark.parametrize("name", CIPHERS)
def test_every_published_vector_of_the_protocols_sizes(name):
    if not (KAT / name).exists():
        pytest.skip(f"{name} is not beside the repository")
    seal, unseal = CIPHERS[name]
    counts = {"valid": 0, "invalid": 0, "other nonce": 0}
    for group in json.loads((KAT / name).read_text())["testGroups"]:
        if group["keySize"] != 256 or group["tagSize"] != 128:
            continue
        for test in group["tests"]:
            key, nonce, data, plaintext, ciphertext, tag = (
                bytes.fromhex(test[field]) for field in ("key", "iv", "aad", "msg", "ct", "tag")
            )
            if group["ivSize"] != 96:
                counts["other nonce"] += 1
                assert get_reason(seal, key, nonce, data, plaintext) is Reason.AEAD_NONCE_SIZE
                assert get_reason(unseal, key, nonce, data, ciphertext + tag) is Reason.AEAD_NONCE_SIZE
                continue
            counts[test["result"]] += 1
            if test["result"] == "valid":
                assert seal(key, nonce, data, plaintext) == ciphertext + tag
                assert unseal(key, nonce, data, ciphertext + tag) == plaintext
            else:
                assert get_reason(unseal, key, nonce, data, ciphertext + tag) is Reason.AEAD_NOT_AUTHENTIC
    assert all(counts.values()), counts


def get_reason(function, *arguments):
    """Why the arguments are refused; a failure when they are not."""
    with pytest.raises(Rejected) as rejection:
        function(*arguments)
    return rejection.value.reason


@fixed
@given(pairs, keys, nonces, texts, texts)
def test_what_was_sealed_opens(pair, key, nonce, data, plaintext):
    seal, unseal = pair
    sealed = seal(key, nonce, data, plaintext)
    assert len(sealed) == len(plaintext) + 16
    assert unseal(key, nonce, data, sealed) == plaintext


@fixed
@given(pairs, keys, nonces, texts, texts, st.data())
def test_no_flipped_bit_opens(pair, key, nonce, data, plaintext, draw):
    seal, unseal = pair
    sealed = bytearray(seal(key, nonce, data, plaintext))
    bit = draw.draw(st.integers(0, 8 * len(sealed) - 1))
    sealed[bit // 8] ^= 1 << bit % 8
    assert get_reason(unseal, key, nonce, data, bytes(sealed)) is Reason.AEAD_NOT_AUTHENTIC


@fixed
@given(pairs, keys, nonces, st.binary(max_size=15))
def test_what_holds_no_tag_does_not_open(pair, key, nonce, sealed):
    assert get_reason(pair[1], key, nonce, b"", sealed) is Reason.AEAD_NOT_AUTHENTIC


@fixed
@given(keys, nonces, texts)
def test_neither_cipher_opens_what_the_other_sealed(key, nonce, plaintext):
    first, second = CIPHERS.values()
    for (seal, _), (_, unseal) in ((first, second), (second, first)):
        assert get_reason(unseal, key, nonce, b"", seal(key, nonce, b"", plaintext)) is Reason.AEAD_NOT_AUTHENTIC
