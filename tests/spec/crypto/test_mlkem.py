"""ML-KEM-768: published answers, round trips, and the accelerator against the text."""

import hashlib
import json
from pathlib import Path

import pytest
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from pyde_spec.crypto import mlkem_fast
from pyde_spec.crypto.key_encapsulation import mlkem768_decapsulate, mlkem768_published_key
from pyde_spec.crypto.mlkem import (
    CIPHERTEXT_SIZE,
    compute_mlkem768_encapsulation,
    compute_mlkem768_shared_secret,
    compute_published_key,
    compute_secret_by_seed,
)
from pyde_spec.crypto.mlkem_keys import (
    MODULUS,
    VECTOR_SIZE,
    compute_mlkem768_key_pair,
    is_vector_canonical,
    validate_mlkem768_decapsulation_key,
    validate_mlkem768_encapsulation_key,
)
from pyde_spec.crypto.poseidon2_wasm import AcceleratorUnavailable
from pyde_spec.crypto.provider import Mode, use_mode
from pyde_spec.crypto.replaceables import MLKEM768_PUBLISHED_KEY, MLKEM768_SECRET_BY_SEED
from pyde_spec.rejections import Reason, Rejected

KAT = Path(__file__).parents[4] / "shared" / "kat"
KEM_REPLACEABLES = (MLKEM768_PUBLISHED_KEY, MLKEM768_SECRET_BY_SEED)

few = settings(derandomize=True, max_examples=15, deadline=None)
seeds = st.binary(min_size=64, max_size=64)
messages = st.binary(min_size=32, max_size=32)
ciphertexts = st.binary(min_size=CIPHERTEXT_SIZE, max_size=CIPHERTEXT_SIZE)


def load_published(name):
    path = KAT / name
    if not path.exists():
        pytest.skip(f"{name} is not beside the repository")
    tests = [test for group in json.loads(path.read_text())["testGroups"] for test in group["tests"]]
    assert len(tests) > 0
    return tests


def read(test, *names):
    return [bytes.fromhex(test[name]) for name in names]


def test_every_published_key_pair():
    for test in load_published("wycheproof_mlkem_768_keygen_seed_test.json"):
        seed, encapsulation_key, decapsulation_key = read(test, "seed", "ek", "dk")
        pair = compute_mlkem768_key_pair(seed)
        assert (pair.encapsulation_key, pair.decapsulation_key) == (encapsulation_key, decapsulation_key)


def test_every_published_decapsulation():
    counts = {"valid": 0, "invalid": 0}
    for test in load_published("wycheproof_mlkem_768_test.json"):
        seed, ciphertext, shared_secret = read(test, "seed", "c", "K")
        counts[test["result"]] += 1
        if test["result"] == "valid":
            pair = compute_mlkem768_key_pair(seed)
            assert pair.encapsulation_key.hex() == test["ek"]
            assert compute_mlkem768_shared_secret(pair.decapsulation_key, ciphertext) == shared_secret
            with use_mode(Mode.FAST, replaceables=KEM_REPLACEABLES):
                assert mlkem768_decapsulate(seed, ciphertext) == shared_secret
        else:
            with pytest.raises(Rejected) as rejection:
                mlkem768_decapsulate(seed, ciphertext)
            expected = Reason.MLKEM_CIPHERTEXT_SIZE if len(seed) == 64 else Reason.MLKEM_SEED_SIZE
            assert rejection.value.reason is expected
    assert all(counts.values())


@few
@given(seeds, messages)
def test_what_is_encapsulated_arrives(seed, message):
    pair = compute_mlkem768_key_pair(seed)
    sent = compute_mlkem768_encapsulation(pair.encapsulation_key, message)
    assert compute_mlkem768_shared_secret(pair.decapsulation_key, sent.ciphertext) == sent.shared_secret
    assert mlkem768_decapsulate(seed, sent.ciphertext) == sent.shared_secret
    assert mlkem768_published_key(seed) == pair.encapsulation_key


@few
@given(seeds, messages, st.integers(0, CIPHERTEXT_SIZE * 8 - 1))
def test_any_flipped_bit_is_answered_by_implicit_rejection(seed, message, bit):
    pair = compute_mlkem768_key_pair(seed)
    sent = bytearray(compute_mlkem768_encapsulation(pair.encapsulation_key, message).ciphertext)
    sent[bit // 8] ^= 1 << bit % 8
    answer = compute_mlkem768_shared_secret(pair.decapsulation_key, bytes(sent))
    assert answer == hashlib.shake_256(seed[32:] + bytes(sent)).digest(32)


@few
@given(seeds)
def test_every_key_of_a_seed_passes_its_checks(seed):
    pair = compute_mlkem768_key_pair(seed)
    validate_mlkem768_encapsulation_key(pair.encapsulation_key)
    validate_mlkem768_decapsulation_key(pair.decapsulation_key)


@settings(derandomize=True, max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 4_095), min_size=768, max_size=768), st.integers(0, 767), st.integers(0, 4_095))
def test_a_vector_is_canonical_when_every_coefficient_is(coefficients, at, value):
    canonical = [coefficient % MODULUS for coefficient in coefficients]
    assert is_vector_canonical(encode(canonical))
    canonical[at] = value
    assert is_vector_canonical(encode(canonical)) == (value < MODULUS)


def encode(coefficients):
    number = sum(coefficient << 12 * index for index, coefficient in enumerate(coefficients))
    return number.to_bytes(VECTOR_SIZE, "little")


def test_the_accelerator_on_random_seeds_and_valid_ciphertexts():
    publish, decapsulate = (entry.load_accelerator() for entry in KEM_REPLACEABLES)
    for number in range(20):
        seed, message = make_bytes(f"seed {number}", 64), make_bytes(f"message {number}", 32)
        key = compute_published_key(seed)
        assert publish(seed) == key
        ciphertext = compute_mlkem768_encapsulation(key, message).ciphertext
        assert decapsulate(seed, ciphertext) == compute_secret_by_seed(seed, ciphertext)


def test_the_accelerator_on_damaged_and_random_ciphertexts():
    decapsulate = MLKEM768_SECRET_BY_SEED.load_accelerator()
    seed = make_bytes("seed", 64)
    sent = compute_mlkem768_encapsulation(compute_published_key(seed), bytes(32)).ciphertext
    damaged = [sent[:at] + bytes([sent[at] ^ 0x10]) + sent[at + 1 :] for at in range(0, CIPHERTEXT_SIZE, 97)]
    random = [make_bytes(f"ciphertext {number}", CIPHERTEXT_SIZE) for number in range(10)]
    for ciphertext in [*damaged, *random, bytes(CIPHERTEXT_SIZE), b"\xff" * CIPHERTEXT_SIZE]:
        assert decapsulate(seed, ciphertext) == compute_secret_by_seed(seed, ciphertext)


def test_what_the_other_library_sends_arrives_here():
    seed = make_bytes("receiver", 64)
    secret, ciphertext = MLKEM768PublicKey.from_public_bytes(mlkem768_published_key(seed)).encapsulate()
    assert mlkem768_decapsulate(seed, ciphertext) == secret


def test_the_other_library_refuses_the_same_encapsulation_keys():
    key = compute_published_key(bytes(64))
    for coefficient, value in ((0, MODULUS), (767, MODULUS), (0, 4_095)):
        number = int.from_bytes(key[:VECTOR_SIZE], "little")
        number |= 0xFFF << 12 * coefficient
        number ^= (0xFFF ^ value) << 12 * coefficient
        damaged = number.to_bytes(VECTOR_SIZE, "little") + key[VECTOR_SIZE:]
        with pytest.raises(ValueError):
            MLKEM768PublicKey.from_public_bytes(damaged)
        with pytest.raises(Rejected) as rejection:
            validate_mlkem768_encapsulation_key(damaged)
        assert rejection.value.reason is Reason.MLKEM_ENCAPSULATION_KEY_NOT_CANONICAL


def test_both_modes_refuse_wrong_sizes_alike():
    for mode in (Mode.CANONICAL, Mode.FAST, Mode.VERIFY):
        with use_mode(mode, replaceables=KEM_REPLACEABLES):
            for seed, ciphertext, reason in (
                (bytes(63), bytes(CIPHERTEXT_SIZE), Reason.MLKEM_SEED_SIZE),
                (bytes(65), bytes(CIPHERTEXT_SIZE), Reason.MLKEM_SEED_SIZE),
                (bytes(64), bytes(CIPHERTEXT_SIZE - 1), Reason.MLKEM_CIPHERTEXT_SIZE),
                (bytes(63), bytes(CIPHERTEXT_SIZE + 1), Reason.MLKEM_CIPHERTEXT_SIZE),
            ):
                with pytest.raises(Rejected) as rejection:
                    mlkem768_decapsulate(seed, ciphertext)
                assert rejection.value.reason is reason


def test_the_seam_verifies_without_a_mismatch():
    with use_mode(Mode.VERIFY, replaceables=KEM_REPLACEABLES) as provider:
        seed = make_bytes("verified", 64)
        key = mlkem768_published_key(seed)
        mlkem768_decapsulate(seed, compute_mlkem768_encapsulation(key, bytes(32)).ciphertext)
        mlkem768_decapsulate(seed, bytes(CIPHERTEXT_SIZE))
    assert provider.mismatches == {}
    assert set(provider.states) == {"mlkem768_published_key", "mlkem768_secret_by_seed"}


def test_a_library_without_mlkem_is_no_accelerator(monkeypatch):
    class Missing(MLKEM768PrivateKey):
        @classmethod
        def from_seed_bytes(cls, data):
            raise UnsupportedAlgorithm("not built in")

    monkeypatch.setattr(mlkem_fast, "MLKEM768PrivateKey", Missing)
    for entry in KEM_REPLACEABLES:
        with pytest.raises(AcceleratorUnavailable, match="without ML-KEM-768"):
            entry.load_accelerator()


def make_bytes(name, size):
    """Bytes that look random and are the same in every run."""
    return hashlib.shake_256(name.encode()).digest(size)
