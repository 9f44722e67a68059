"""BLS signatures: published answers, uniqueness, and shares of a key that make one signature."""

import json
from pathlib import Path

import pytest

from pyde_spec.crypto.bls_group import g2_decode, g2_multi_exponentiation
from pyde_spec.crypto.bls_point_encoding import encode_g2
from pyde_spec.crypto.bls_scalars import SCALAR_MODULUS, encode_scalar
from pyde_spec.crypto.bls_signature import (
    compute_bls_public_key,
    compute_bls_signature,
    validate_bls_signature,
)
from pyde_spec.crypto.lagrange import compute_lagrange_coefficients
from pyde_spec.crypto.mismatch import Halt
from pyde_spec.crypto.poseidon2_wasm import AcceleratorUnavailable
from pyde_spec.crypto.provider import Mode, use_mode
from pyde_spec.crypto.replaceables import BLS_GROUP
from pyde_spec.rejections import Rejected

PUBLISHED = Path(__file__).parents[4] / "shared" / "kat" / "wycheproof_bls_sig_g2_basic_verify_test.json"
TAG = b"pyde-test-signature"


def load_published():
    """Every published test with its key and tag; skips with the reason where they are not here."""
    if not PUBLISHED.is_file():
        pytest.skip("the published vectors of BLS signatures are not beside the repository")
    groups = json.loads(PUBLISHED.read_text())["testGroups"]
    return [(group, test) for group in groups for test in group["tests"]]


def is_valid(group, test):
    key, tag = bytes.fromhex(group["publicKey"]["pk"]), group["ciphersuite"].encode()
    try:
        validate_bls_signature(key, bytes.fromhex(test["msg"]), bytes.fromhex(test["sig"]), tag)
    except Rejected:
        return False
    return True


def judge_all(published):
    return {test["tcId"]: is_valid(group, test) for group, test in published}


@pytest.mark.slow
def test_every_published_signature_is_judged_as_published():
    published = load_published()
    wanted = {test["tcId"]: test["result"] == "valid" for _, test in published}
    assert len(wanted) == 88
    assert judge_all(published) == wanted


def test_every_published_signature_is_judged_as_published_by_the_accelerator():
    published = load_published()
    try:
        with use_mode(Mode.FAST, Halt(), BLS_GROUP):
            answers = judge_all(published)
    except AcceleratorUnavailable as error:
        pytest.skip(str(error))
    assert answers == {test["tcId"]: test["result"] == "valid" for _, test in published}


def test_any_shares_make_the_one_signature_of_the_key():
    coefficients = (0x5EC2E7, 1234567, SCALAR_MODULUS - 89)
    shares = {index: evaluate(coefficients, index) for index in (1, 2, 3, 5)}
    signatures = {index: compute_bls_signature(encode_scalar(share), b"wave", TAG) for index, share in shares.items()}
    whole = compute_bls_signature(encode_scalar(coefficients[0]), b"wave", TAG)
    for chosen in ((1, 2, 3), (5, 1, 3)):
        points = [g2_decode(signatures[index]) for index in chosen]
        combined = encode_g2(g2_multi_exponentiation(points, compute_lagrange_coefficients(chosen)))
        assert combined == whole
    validate_bls_signature(compute_bls_public_key(encode_scalar(coefficients[0])), b"wave", whole, TAG)


def evaluate(coefficients, place):
    return sum(coefficient * place**power for power, coefficient in enumerate(coefficients)) % SCALAR_MODULUS
