"""Keys of FALCON-512: the kept ones come out again, the equation holds, and the library agrees."""

import pytest

from pyde_spec.crypto.falcon_hash_to_point import compute_signed_bytes
from pyde_spec.crypto.falcon_integers import multiply_exactly
from pyde_spec.crypto.falcon_ntt import multiply
from pyde_spec.crypto.falcon_parameters import DEGREE, MODULUS
from pyde_spec.crypto.falcon_public_key import decode_public_key
from pyde_spec.crypto.falcon_secret_key import compute_public_key, decode_secret_key
from pyde_vectors.crypto.falcon_test_keys import TEST_KEYS, compute_seed, compute_test_key, load_test_keys


@pytest.mark.parametrize("number", range(0, TEST_KEYS, 3))
def test_a_kept_key_comes_out_of_its_seed(number):
    assert compute_test_key(number) == load_test_keys()[number]


def test_the_kept_keys_are_different_and_whole():
    keys = load_test_keys()
    assert len(keys) == TEST_KEYS
    assert len({key.public_key for key in keys}) == TEST_KEYS
    for number, key in enumerate(keys):
        assert key.seed == compute_seed(number)
        assert compute_public_key(decode_secret_key(key.secret_key)) == key.public_key


def test_a_key_is_a_basis():
    for kept in load_test_keys()[:4]:
        key = decode_secret_key(kept.secret_key)
        left = multiply_exactly(list(key.f), list(key.large_g))
        right = multiply_exactly(list(key.g), list(key.large_f))
        assert [a - b for a, b in zip(left, right, strict=True)] == [MODULUS] + [0] * (DEGREE - 1)
        h = decode_public_key(kept.public_key)
        assert multiply(key.f, h) == tuple([value % MODULUS for value in key.g])
        assert multiply(key.large_f, h) == tuple([value % MODULUS for value in key.large_g])


def test_deployed_secret_keys_stand_for_their_public_keys(upstream):
    for pair in upstream["keys"]:
        secret_key, public_key = [bytes.fromhex(pair[name][2:]) for name in ("secretKey", "publicKey")]
        assert compute_public_key(decode_secret_key(secret_key)) == public_key


def test_the_library_signs_with_the_kept_keys():
    falcon_512 = pytest.importorskip("pqcrypto.sign.falcon_512", reason="pqcrypto is not installed")
    for key in load_test_keys()[:4]:
        signed = compute_signed_bytes(b"pyde")
        assert falcon_512.verify(key.public_key, signed, falcon_512.sign(key.secret_key, signed))
