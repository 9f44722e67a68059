"""Argon2id.

A wallet's keystore is sealed under a key that comes from a password. Passwords are few, so the way from one
to the other is made dear: Argon2id fills a large memory, several times over, and whoever guesses pays
for each guess. How much memory, how many passes and how many lanes is written beside each sealed key.

A keystore is a file that somebody may have tampered with, so its figures are bounded before they are obeyed:
below by what the function needs, above by what no wallet asks for. The password is taken as the
bytes it has; a text is its UTF-8 form, not normalised. The two further inputs of the function, a secret
and associated data, are empty.

Argon2id is the standard's own, version 0x13, unchanged; the call below is the definition.

Source: RFC 9106, section 3.1; OTIGEN_BINARY_SPEC, sections 7.1 and 7.2.  Decision: R-103 (bounds).
"""

from dataclasses import dataclass

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from pyde_spec.encoding.shapes import U32
from pyde_spec.rejections import Reason, Rejected

SALT_SIZE = 16
DERIVED_KEY_SIZE = 32

PARALLELISM_MAX = 16
MEMORY_KIB_MAX = 1_048_576
MEMORY_KIB_MIN_PER_LANE = 8
ITERATIONS_MAX = 16


@dataclass(frozen=True, slots=True)
class Argon2idParameters:
    """What a derivation costs: memory in KiB, passes over it, and lanes that can run at once."""

    memory_kib: U32
    iterations: U32
    parallelism: U32


KEYSTORE_PARAMETERS = Argon2idParameters(memory_kib=65_536, iterations=3, parallelism=4)
"""What a new entry of a keystore is sealed under."""


def compute_argon2id_key(password: bytes, salt: bytes, parameters: Argon2idParameters) -> bytes:
    """The key of 32 bytes that a password and a salt give.

    Rejects the parameters as `validate_argon2id_parameters` does, then with `ARGON2ID_SALT_SIZE`.
    """
    validate_argon2id_parameters(parameters)
    if len(salt) != SALT_SIZE:
        raise Rejected(Reason.ARGON2ID_SALT_SIZE, f"{len(salt)} bytes")
    function = Argon2id(
        salt=salt,
        length=DERIVED_KEY_SIZE,
        iterations=parameters.iterations,
        lanes=parameters.parallelism,
        memory_cost=parameters.memory_kib,
    )
    return function.derive(password)


def compute_keystore_key(password: bytes, salt: bytes) -> bytes:
    """The key of 32 bytes that a new entry of a keystore is sealed under. Rejects with `ARGON2ID_SALT_SIZE`."""
    return compute_argon2id_key(password, salt, KEYSTORE_PARAMETERS)


def validate_argon2id_parameters(parameters: Argon2idParameters) -> None:
    """Raises unless the parameters lie within their bounds.

    Rejects with `ARGON2ID_PARALLELISM`, `ARGON2ID_MEMORY_TOO_SMALL`, `ARGON2ID_MEMORY_TOO_LARGE`,
    `ARGON2ID_ITERATIONS`, checked in this order.
    """
    if not 1 <= parameters.parallelism <= PARALLELISM_MAX:
        raise Rejected(Reason.ARGON2ID_PARALLELISM, f"{parameters.parallelism} lanes")
    if parameters.memory_kib < MEMORY_KIB_MIN_PER_LANE * parameters.parallelism:
        raise Rejected(Reason.ARGON2ID_MEMORY_TOO_SMALL, f"{parameters.memory_kib} KiB")
    if parameters.memory_kib > MEMORY_KIB_MAX:
        raise Rejected(Reason.ARGON2ID_MEMORY_TOO_LARGE, f"{parameters.memory_kib} KiB")
    if not 1 <= parameters.iterations <= ITERATIONS_MAX:
        raise Rejected(Reason.ARGON2ID_ITERATIONS, f"{parameters.iterations} iterations")
