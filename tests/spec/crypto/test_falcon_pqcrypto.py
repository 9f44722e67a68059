"""The accelerator of FALCON-512 says what the text says, on every vector and on damaged and random inputs."""

import random
import sys

import pytest

from pyde_spec.crypto.falcon_pqcrypto import load_falcon_accelerator
from pyde_spec.crypto.falcon_signature_forms import SignatureForm, decode_signature, encode_signature
from pyde_spec.crypto.falcon_verify import is_falcon_signature_valid
from pyde_spec.crypto.poseidon2_wasm import AcceleratorUnavailable
from pyde_spec.crypto.provider import Mode, falcon_verify, use_mode
from pyde_spec.params.versions import RULES_1_0, RULES_1_1
from pyde_vectors.crypto import falcon_verify as vectors
from pyde_vectors.crypto.falcon_crafting import craft
from pyde_vectors.crypto.falcon_signatures import damaged_signatures, sound_signatures

pytest.importorskip("pqcrypto", reason="pqcrypto is not installed: the accelerator is not compared")


def assert_agreement(public_key, message, signature):
    accelerator = load_falcon_accelerator()
    answers = []
    for rules in (RULES_1_0, RULES_1_1):
        answers.append(is_falcon_signature_valid(public_key, message, signature, rules))
        assert accelerator(public_key, message, signature, rules) == answers[-1], signature.hex()
    return answers[-1]


def test_on_every_vector():
    builders = (vectors.sound_cases, vectors.rejected_cases, vectors.deployed_cases, vectors.draw_cases)
    given = [case.input for builder in builders for case in builder()]
    answers = [assert_agreement(entry.public_key, entry.message, entry.signature) for entry in given]
    assert True in answers and False in answers


def test_on_examples_with_one_byte_changed():
    chance = random.Random(3)
    for example in (*sound_signatures(), *damaged_signatures()):
        for _ in range(4):
            signature = bytearray(example.signed.signature or b"\x39")
            signature[chance.choice((0, -1, chance.randrange(len(signature))))] ^= chance.randrange(1, 256)
            assert_agreement(example.signed.public_key, example.signed.message, bytes(signature))


def test_on_damaged_public_keys():
    chance = random.Random(4)
    good = craft()
    for _ in range(60):
        public_key = bytearray(good.public_key)
        public_key[chance.randrange(len(public_key))] ^= chance.randrange(1, 256)
        assert_agreement(bytes(public_key), good.message, good.signature)
    for size in (0, 1, 896, 898, 1_793):
        assert not assert_agreement(good.public_key[:size].ljust(size, b"\x00"), good.message, good.signature)


def test_on_random_bytes_of_every_size_around_the_limits():
    chance = random.Random(5)
    good = craft()
    for header in SignatureForm:
        for size in (0, 1, 40, 41, 42, 600, 666, 689, 690, 691, 746, 751, 752, 753, 808, 809, 810, 1_280):
            for fill in (chance.randbytes(size), bytes(size), b"\xff" * size):
                assert_agreement(good.public_key, good.message, bytes([header]) + fill[1:])


def test_signatures_of_the_library_are_valid():
    from pqcrypto.sign import falcon_512

    from pyde_spec.crypto.falcon_hash_to_point import compute_signed_bytes

    public_key, secret_key = falcon_512.generate_keypair()
    for number in range(10):
        message = bytes([number]) * number
        signature = falcon_512.sign(secret_key, compute_signed_bytes(message))
        assert assert_agreement(public_key, message, signature)
        constant_time = encode_signature(SignatureForm.CONSTANT_TIME, decode_signature(signature, RULES_1_1))
        assert assert_agreement(public_key, message, constant_time)


def test_the_seam_asks_it():
    good = craft()
    for mode in Mode:
        with use_mode(mode):
            assert falcon_verify(good.public_key, good.message, good.signature, RULES_1_0)
            assert not falcon_verify(good.public_key, b"", good.signature, RULES_1_0)


def test_a_missing_library_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "pqcrypto.sign.falcon_512", None)
    with pytest.raises(AcceleratorUnavailable, match=r"\[fast\]"):
        load_falcon_accelerator()
