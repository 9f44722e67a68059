"""The lattice VRF.

A verifiable random function gives the holder of a secret key one output for each input, which nobody else
can foretell and everybody can check. The book builds one from FALCON-512 and Poseidon2. The output is a
hash of the secret key and the input; the proof is a signature over the public key, the input and the
output.

The proof does not say what the book wants it to say. It shows that the holder of the key has signed these
bytes. It shows nothing about where the output comes from, because whoever checks cannot compute it. So the
holder may sign any output it likes, and several for one input, and all of them verify. For everybody but an
honest holder this is a signature with another name.

**Nothing of 1.x relies on it.** The beacon and the choice of the committee, for which the book has it, rest
on a threshold BLS signature instead. The construction stands here as the book gives it, so that the finding
about it can be run. It is also short of other rules of this text: its two hashes share one tag, its message
names no chain, and its output would change if the secret key were written in another form.

Source: book, chapter 8, section 8.7.  Decision: D-31, R-116 (kept as it is, relied on by nothing).
Finding: F-13.
"""

from typing import Protocol

from pyde_spec.crypto.domain_tags import VRF_OUTPUT_TAG, VRF_PROOF_TAG
from pyde_spec.crypto.provider import poseidon2_hash


class VrfSignatureCheck(Protocol):
    """Whether `signature` is the key's over `message`; in the book FALCON-512. Whatever is malformed is not."""

    def __call__(self, public_key: bytes, message: bytes, signature: bytes) -> bool:
        """Ask."""


def compute_vrf_output(secret_key: bytes, vrf_input: bytes) -> bytes:
    """The 32-byte output of an honest holder: a hash of the input and of a fingerprint of the secret key."""
    fingerprint = poseidon2_hash(VRF_OUTPUT_TAG.tag + secret_key)
    return poseidon2_hash(VRF_OUTPUT_TAG.tag + fingerprint + vrf_input)


def compute_vrf_proof_message(public_key: bytes, vrf_input: bytes, output: bytes) -> bytes:
    """The bytes whose signature is the proof."""
    return VRF_PROOF_TAG.tag + public_key + vrf_input + output


def is_vrf_proof_valid(
    public_key: bytes, vrf_input: bytes, output: bytes, proof: bytes, check: VrfSignatureCheck
) -> bool:
    """Whether the proof is the key's signature over input and output. That is all that is checked."""
    return check(public_key, compute_vrf_proof_message(public_key, vrf_input, output), proof)
