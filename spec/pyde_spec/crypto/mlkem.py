"""ML-KEM-768.

A key encapsulation mechanism lets one side send another 32 secret bytes under a key that everybody
knows. ML-KEM-768 is Kyber as standardised, at its middle strength. Pyde encrypts transactions to the committee
with it, and shares of an epoch's key to single members.

Encapsulation draws a message of 32 bytes. The standard draws it at random; here it is an argument,
because a decrypted transaction publishes its message and anybody then computes the same encapsulation
again to check it. A sender must draw it at random and never twice.

Decapsulation never fails on a ciphertext of the right size. Where the ciphertext is not the one that its
message would give, the answer is 32 bytes that look as good as any and that the sender does not know:
implicit rejection. So whoever sends damaged ciphertexts learns nothing from the answer.

ML-KEM is the standard's own, unchanged, so the text does not write it again. All checks of the input
are this text's, and come first; what remains is total.

Source: FIPS 203, sections 6.2, 6.3, 7.2 and 7.3; book, chapter 8, section 8.3.
Decision: R-100 (by reference, and checks), R-101 (seeds behind the seam); D-30 (what it is for).
"""

from dataclasses import dataclass
from typing import Annotated

from kyber_py.ml_kem import ML_KEM_768  # type: ignore[import-untyped]

from pyde_spec.crypto.mlkem_keys import (
    expand_seed,
    validate_mlkem768_decapsulation_key,
    validate_mlkem768_encapsulation_key,
)
from pyde_spec.encoding.shapes import Bytes32, FixedBytes
from pyde_spec.rejections import Reason, Rejected

MESSAGE_SIZE = 32
CIPHERTEXT_SIZE = 1_088

Ciphertext = Annotated[bytes, FixedBytes(CIPHERTEXT_SIZE)]


@dataclass(frozen=True, slots=True)
class MlKemEncapsulation:
    """What the sender sends, and the secret that both sides then share."""

    ciphertext: Ciphertext
    shared_secret: Bytes32


def compute_mlkem768_encapsulation(encapsulation_key: bytes, message: bytes) -> MlKemEncapsulation:
    """The encapsulation of a message of 32 bytes to a key: `ML-KEM.Encaps_internal`, algorithm 17 of FIPS 203.

    Rejects the key as `validate_mlkem768_encapsulation_key` does, then with `MLKEM_MESSAGE_SIZE`.
    """
    validate_mlkem768_encapsulation_key(encapsulation_key)
    if len(message) != MESSAGE_SIZE:
        raise Rejected(Reason.MLKEM_MESSAGE_SIZE, f"{len(message)} bytes")
    shared_secret, ciphertext = ML_KEM_768._encaps_internal(encapsulation_key, message)
    return MlKemEncapsulation(ciphertext, shared_secret)


def compute_mlkem768_shared_secret(decapsulation_key: bytes, ciphertext: bytes) -> bytes:
    """The secret of 32 bytes that a ciphertext carries to a key, or what implicit rejection puts in its place.

    Rejects with `MLKEM_CIPHERTEXT_SIZE`, then the key as `validate_mlkem768_decapsulation_key` does.
    """
    validate_mlkem768_ciphertext(ciphertext)
    validate_mlkem768_decapsulation_key(decapsulation_key)
    return decapsulate(decapsulation_key, ciphertext)


def validate_mlkem768_ciphertext(ciphertext: bytes) -> None:
    """A ciphertext has 1,088 bytes; any 1,088 will do. Rejects with `MLKEM_CIPHERTEXT_SIZE`."""
    if len(ciphertext) != CIPHERTEXT_SIZE:
        raise Rejected(Reason.MLKEM_CIPHERTEXT_SIZE, f"{len(ciphertext)} bytes")


def decapsulate(decapsulation_key: bytes, ciphertext: bytes) -> bytes:
    """The answer of the standard to a key and a ciphertext that have been checked, or made by this text.

    `ML-KEM.Decaps`, algorithm 21 of FIPS 203.
    """
    shared_secret: bytes = ML_KEM_768.decaps(decapsulation_key, ciphertext)
    return shared_secret


def compute_published_key(seed: bytes) -> bytes:
    """The encapsulation key of a seed of 64 bytes."""
    return expand_seed(seed).encapsulation_key


def compute_secret_by_seed(seed: bytes, ciphertext: bytes) -> bytes:
    """The secret that a ciphertext of 1,088 bytes carries to the key of a seed of 64 bytes."""
    return decapsulate(expand_seed(seed).decapsulation_key, ciphertext)
