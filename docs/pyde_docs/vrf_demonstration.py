"""Finding F-13: the holder of a key proves any output of the lattice VRF, and several for one input.

The keys and signatures are real ones of FALCON-512, made from fixed seeds. Only the holder's side is made
up here; whoever checks follows the text.
"""

from collections.abc import Iterator
from functools import cache

from pyde_spec.crypto.falcon_keygen import KEY_SEED_SIZE, generate_secret_key
from pyde_spec.crypto.falcon_secret_key import compute_public_key, encode_secret_key
from pyde_spec.crypto.falcon_sign import sign_for_test
from pyde_spec.crypto.falcon_signature_forms import SignatureForm
from pyde_spec.crypto.lattice_vrf import compute_vrf_output, compute_vrf_proof_message, is_vrf_proof_valid
from pyde_spec.crypto.provider import falcon_verify
from pyde_spec.params.versions import RULES_1_1

HOLDER_SEED = bytes([0x0F]) * KEY_SEED_SIZE
SIGNING_SEED = bytes(32)
VRF_INPUT = bytes(32) + b"committee"
HIGHEST_OUTPUT = b"\xff" * 32
LOWEST_OUTPUT = bytes(32)


@cache
def make_holder() -> tuple[bytes, bytes]:
    """A holder's secret and public key."""
    key = generate_secret_key(HOLDER_SEED)
    return encode_secret_key(key), compute_public_key(key)


def compute_honest_output() -> bytes:
    """What the holder's output for the input has to be."""
    return compute_vrf_output(make_holder()[0], VRF_INPUT)


@cache
def prove(output: bytes) -> bytes:
    """The proof of an output, honest or not: the holder signs what it likes."""
    secret_key, public_key = make_holder()
    message = compute_vrf_proof_message(public_key, VRF_INPUT, output)
    return sign_for_test(secret_key, message, SIGNING_SEED, SignatureForm.COMPRESSED)


def is_accepted(output: bytes, proof: bytes) -> bool:
    """What everybody else says to an output and its proof."""

    def check(public_key: bytes, message: bytes, signature: bytes) -> bool:
        return falcon_verify(public_key, message, signature, RULES_1_1)

    return is_vrf_proof_valid(make_holder()[1], VRF_INPUT, output, proof, check)


def generate_vrf_rows() -> Iterator[tuple[str, ...]]:
    """For each claim about the one input: the output, where it comes from, whose proof it has, and whether it holds."""
    honest = compute_honest_output()
    elsewhere = compute_vrf_output(b"\x59" + bytes(1280), VRF_INPUT)
    claims = (
        ("computed as the book says", honest, prove(honest), "its own"),
        ("the highest there is", HIGHEST_OUTPUT, prove(HIGHEST_OUTPUT), "its own"),
        ("the lowest there is", LOWEST_OUTPUT, prove(LOWEST_OUTPUT), "its own"),
        ("computed from another secret key", elsewhere, prove(elsewhere), "its own"),
        ("the highest there is", HIGHEST_OUTPUT, prove(honest), "that of the first"),
    )
    for origin, output, proof, whose in claims:
        yield f"`{output[:4].hex()}…`", origin, whose, "**yes**" if is_accepted(output, proof) else "no"
