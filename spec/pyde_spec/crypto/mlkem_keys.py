"""Keys of ML-KEM-768.

A key pair of ML-KEM grows out of a seed of 64 bytes: 32 that make the lattice problem and its secret,
32 that implicit rejection draws on. Who owns a key keeps the seed and derives the rest when it is needed.
The derived form, 2,400 bytes, holds the secret vector, the encapsulation key, its hash, and the second
half of the seed, one after another.

What comes from outside is checked before it is used. A coefficient is twelve bits wide and its
modulus is smaller, so some texts would stand for a key twice; only the least value of each coefficient
counts. The standard asks that of an encapsulation key on its own. This text asks it of both vectors inside a
decapsulation key as well, so that no key has a second form.

ML-KEM is the standard's own, unchanged, so the text does not write it again: the call below is the
definition of what a seed grows into.

Source: FIPS 203, sections 7.1 to 7.3; book, chapter 8, section 8.3.  Decision: R-100 (by reference, and checks).
"""

import hashlib
from dataclasses import dataclass
from typing import Annotated

from kyber_py.ml_kem import ML_KEM_768  # type: ignore[import-untyped]

from pyde_spec.encoding.shapes import FixedBytes
from pyde_spec.rejections import Reason, Rejected

MODULUS = 3_329
COEFFICIENT_RANGE = 4_096

SEED_SIZE = 64
VECTOR_SIZE = 1_152
HASH_SIZE = 32
ENCAPSULATION_KEY_SIZE = VECTOR_SIZE + 32
DECAPSULATION_KEY_SIZE = VECTOR_SIZE + ENCAPSULATION_KEY_SIZE + HASH_SIZE + 32

EncapsulationKey = Annotated[bytes, FixedBytes(ENCAPSULATION_KEY_SIZE)]
DecapsulationKey = Annotated[bytes, FixedBytes(DECAPSULATION_KEY_SIZE)]


@dataclass(frozen=True, slots=True)
class MlKemKeyPair:
    """What a seed grows into: the key to publish and the key to keep."""

    encapsulation_key: EncapsulationKey
    decapsulation_key: DecapsulationKey


def compute_mlkem768_key_pair(seed: bytes) -> MlKemKeyPair:
    """The key pair of a seed: the standard's d, then its z, 32 bytes each. Rejects with `MLKEM_SEED_SIZE`."""
    validate_mlkem768_seed(seed)
    return expand_seed(seed)


def expand_seed(seed: bytes) -> MlKemKeyPair:
    """The key pair of a seed of 64 bytes, as the standard's key generation makes it."""
    encapsulation_key, decapsulation_key = ML_KEM_768.key_derive(seed)
    return MlKemKeyPair(encapsulation_key, decapsulation_key)


def validate_mlkem768_seed(seed: bytes) -> None:
    """A seed has 64 bytes; any 64 will do. Rejects with `MLKEM_SEED_SIZE`."""
    if len(seed) != SEED_SIZE:
        raise Rejected(Reason.MLKEM_SEED_SIZE, f"{len(seed)} bytes")


def validate_mlkem768_encapsulation_key(key: bytes) -> None:
    """An encapsulation key has its size, and every coefficient of its vector is below the modulus.

    Rejects with `MLKEM_ENCAPSULATION_KEY_SIZE`, then with `MLKEM_ENCAPSULATION_KEY_NOT_CANONICAL`.
    """
    if len(key) != ENCAPSULATION_KEY_SIZE:
        raise Rejected(Reason.MLKEM_ENCAPSULATION_KEY_SIZE, f"{len(key)} bytes")
    if not is_vector_canonical(key[:VECTOR_SIZE]):
        raise Rejected(Reason.MLKEM_ENCAPSULATION_KEY_NOT_CANONICAL)


def validate_mlkem768_decapsulation_key(key: bytes) -> None:
    """A decapsulation key has its size, holds the hash of its encapsulation key, and both vectors are canonical.

    Rejects with `MLKEM_DECAPSULATION_KEY_SIZE`, `MLKEM_DECAPSULATION_KEY_HASH`,
    `MLKEM_ENCAPSULATION_KEY_NOT_CANONICAL`, `MLKEM_SECRET_NOT_CANONICAL`, checked in this order.
    """
    if len(key) != DECAPSULATION_KEY_SIZE:
        raise Rejected(Reason.MLKEM_DECAPSULATION_KEY_SIZE, f"{len(key)} bytes")
    secret, rest = key[:VECTOR_SIZE], key[VECTOR_SIZE:]
    encapsulation_key, stored_hash = rest[:ENCAPSULATION_KEY_SIZE], rest[ENCAPSULATION_KEY_SIZE:][:HASH_SIZE]
    if hashlib.sha3_256(encapsulation_key).digest() != stored_hash:
        raise Rejected(Reason.MLKEM_DECAPSULATION_KEY_HASH)
    validate_mlkem768_encapsulation_key(encapsulation_key)
    if not is_vector_canonical(secret):
        raise Rejected(Reason.MLKEM_SECRET_NOT_CANONICAL)


def is_vector_canonical(encoded: bytes) -> bool:
    """Whether every coefficient of an encoded vector is below the modulus. Three bytes hold two, the lower first."""
    for start in range(0, len(encoded), 3):
        pair = int.from_bytes(encoded[start : start + 3], "little")
        if max(divmod(pair, COEFFICIENT_RANGE)) >= MODULUS:
            return False
    return True
