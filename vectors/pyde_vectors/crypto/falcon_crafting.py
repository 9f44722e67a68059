"""Keys crafted to fit a signature.

Whoever may choose the key can make any two polynomials a signature: h = (c − s1)/s2 modulo q gives a key
under which s1 and s2 are the two halves for the point c. So vectors can put the norm exactly at its
bound, a coefficient exactly at its limit, or make a signature valid under one wrong reading of the
rules and under no other. A reading that is wrong in two ways would hide the first.
"""

from dataclasses import dataclass
from hashlib import shake_256
from math import isqrt

from pyde_spec.crypto.falcon_hash_to_point import compute_point, compute_signed_bytes
from pyde_spec.crypto.falcon_ntt import divide, is_invertible
from pyde_spec.crypto.falcon_parameters import DEGREE, MODULUS, SALT_SIZE, Polynomial
from pyde_spec.crypto.falcon_public_key import encode_public_key
from pyde_spec.crypto.falcon_signature_forms import SaltedPolynomial, SignatureForm, encode_signature
from pyde_spec.crypto.falcon_verify import compute_squared_norm

SALT = bytes(range(SALT_SIZE))
MESSAGE = b"a message to sign"
FREE_PLACE = 255
"""The coefficient that nothing depends on; it is changed where s2 would not be invertible."""

ADJUSTED = 12
"""How many coefficients at the end of s1 bring the norm to its target."""

ZERO: Polynomial = (0,) * DEGREE
ONE: Polynomial = (1, *ZERO[1:])


@dataclass(frozen=True, slots=True)
class Signed:
    """A public key, and a signature that is the key's over the message."""

    public_key: bytes
    message: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Example:
    """A key and a signature, and what is the matter with them."""

    name: str
    title: str
    flags: tuple[str, ...]
    signed: Signed


def make_small(label: str, largest: int) -> Polynomial:
    """A polynomial with coefficients from −largest to largest that follow from the label."""
    data = shake_256(label.encode()).digest(2 * DEGREE)
    draws = [int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)]
    return tuple([draw % (2 * largest + 1) - largest for draw in draws])


def set_coefficients(polynomial: Polynomial, changes: dict[int, int]) -> Polynomial:
    """The polynomial with some coefficients set, by exponent."""
    return tuple([changes.get(at, coefficient) for at, coefficient in enumerate(polynomial)])


def make_invertible(s2: Polynomial) -> Polynomial:
    """s2, or the first polynomial that is invertible when one coefficient's seven low bits are counted up.

    Its size in the compressed form stays the same.
    """
    sign, absolute = (-1 if s2[FREE_PLACE] < 0 else 1), abs(s2[FREE_PLACE])
    candidates = [absolute - absolute % 128 + (absolute + step) % 128 for step in range(128)]
    tried = [set_coefficients(s2, {FREE_PLACE: sign * candidate}) for candidate in candidates]
    return next(candidate for candidate in tried if is_invertible(candidate))


S1 = make_small("s1", 150)
S2 = make_invertible(make_small("s2", 150))


def set_squared_norm(s1: Polynomial, s2: Polynomial, norm: int) -> Polynomial:
    """s1 with its last coefficients chosen so that it has the norm together with s2."""
    kept = s1[:-ADJUSTED]
    missing = norm - compute_squared_norm(kept, s2)
    added: list[int] = []
    while missing > 0:
        added.append(min(isqrt(missing), MODULUS // 2))
        missing -= added[-1] ** 2
    assert missing == 0 and len(added) <= ADJUSTED, "the norm cannot be reached"
    return kept + tuple(added) + (0,) * (ADJUSTED - len(added))


def craft_public_key(c: Polynomial, s1: Polynomial, s2: Polynomial) -> bytes:
    """The key for which c − s2·h = s1 modulo q. s2 must be invertible."""
    difference = tuple([a - b for a, b in zip(c, s1, strict=True)])
    return encode_public_key(divide(difference, s2))


def craft(
    s1: Polynomial = S1,
    s2: Polynomial = S2,
    form: SignatureForm = SignatureForm.COMPRESSED,
    message: bytes = MESSAGE,
    salt: bytes = SALT,
) -> Signed:
    """A key and a signature with these two halves over the message; valid when they are short."""
    c = compute_point(salt, compute_signed_bytes(message))
    return Signed(craft_public_key(c, s1, s2), message, encode_signature(form, SaltedPolynomial(salt, s2)))


def craft_for_point(c: Polynomial) -> Signed:
    """A key and a signature that would be good for `MESSAGE` if it hashed to this point."""
    signature = encode_signature(SignatureForm.COMPRESSED, SaltedPolynomial(SALT, S2))
    return Signed(craft_public_key(c, S1, S2), MESSAGE, signature)
