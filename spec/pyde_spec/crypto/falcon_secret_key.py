"""FALCON-512: secret keys.

A secret key is one header byte, f and g in signed fields of six bits, F in fields of eight: 1,281 bytes.
G is left out because it follows: fG = q + gF. Its header is the same byte as that of a signature in the
constant-time form; the two never stand in the same place.

To sign well, (f, g) and its dual must be short: the longer of the two decides how narrow the Gaussians are
that signing samples from, and its sampler has a narrowest one.

Protocol rules never see a secret key. The text reads one to sign vectors, and to tell a client's
decoder whether it is one.

Source: FALCON specification, version 1.2, section 3.11.5.  Decision: R-95 (what makes a secret key).
"""

from dataclasses import dataclass

from pyde_spec.crypto.falcon_bit_fields import (
    compute_fields_size,
    is_writable,
    read_signed_fields,
    write_signed_fields,
)
from pyde_spec.crypto.falcon_fft import (
    compute_coefficients,
    compute_spectrum,
    compute_squared_lengths,
    conjugate,
    multiply_by_reals,
)
from pyde_spec.crypto.falcon_integers import multiply_exactly
from pyde_spec.crypto.falcon_ntt import centre, divide, is_invertible, multiply
from pyde_spec.crypto.falcon_parameters import DEGREE, MODULUS, Polynomial
from pyde_spec.crypto.falcon_public_key import encode_public_key
from pyde_spec.rejections import Reason, Rejected

SECRET_KEY_HEADER = 0x59
SHORT_FIELD_BITS = 6
LONG_FIELD_BITS = 8

SQUARED_KEY_NORM_LIMIT = 16_822.4121
"""The squared norm of (f, g), and that of its dual, are below 1.17² · q."""

G_AT = 1 + compute_fields_size(SHORT_FIELD_BITS)
LARGE_F_AT = G_AT + compute_fields_size(SHORT_FIELD_BITS)
SECRET_KEY_SIZE = LARGE_F_AT + compute_fields_size(LONG_FIELD_BITS)


@dataclass(frozen=True, slots=True)
class SecretKey:
    """The short basis: f and g, and F and G, here `large_f` and `large_g`, with fG − gF = q."""

    f: Polynomial
    g: Polynomial
    large_f: Polynomial
    large_g: Polynomial


def encode_secret_key(key: SecretKey) -> bytes:
    """The 1,281 bytes of a secret key."""
    return (
        bytes([SECRET_KEY_HEADER])
        + write_signed_fields(key.f, SHORT_FIELD_BITS)
        + write_signed_fields(key.g, SHORT_FIELD_BITS)
        + write_signed_fields(key.large_f, LONG_FIELD_BITS)
    )


def decode_secret_key(secret_key: bytes) -> SecretKey:
    """The short basis that a secret key stands for.

    Rejects with `FALCON_SECRET_KEY_SIZE`; `FALCON_SECRET_KEY_HEADER`; `FALCON_SECRET_KEY_COEFFICIENT` where
    a field of f, g or F holds its lowest value; then with the reasons of `complete_secret_key`.
    """
    if len(secret_key) != SECRET_KEY_SIZE:
        raise Rejected(Reason.FALCON_SECRET_KEY_SIZE, f"{len(secret_key)} bytes")
    if secret_key[0] != SECRET_KEY_HEADER:
        raise Rejected(Reason.FALCON_SECRET_KEY_HEADER, f"{secret_key[0]:#04x}")
    f = read_signed_fields(secret_key[1:G_AT], SHORT_FIELD_BITS)
    g = read_signed_fields(secret_key[G_AT:LARGE_F_AT], SHORT_FIELD_BITS)
    large_f = read_signed_fields(secret_key[LARGE_F_AT:], LONG_FIELD_BITS)
    if not (is_writable(f + g, SHORT_FIELD_BITS) and is_writable(large_f, LONG_FIELD_BITS)):
        raise Rejected(Reason.FALCON_SECRET_KEY_COEFFICIENT)
    return complete_secret_key(f, g, large_f)


def complete_secret_key(f: Polynomial, g: Polynomial, large_f: Polynomial) -> SecretKey:
    """The basis with its G, which modulo q is gF/f with coefficients from −6,144 to 6,144.

    Rejects with `FALCON_SECRET_KEY_NOT_INVERTIBLE` where f has no inverse modulo q; then with
    `FALCON_SECRET_KEY_NOT_A_BASIS` where that G does not solve fG − gF = q over the integers.
    """
    if not is_invertible(f):
        raise Rejected(Reason.FALCON_SECRET_KEY_NOT_INVERTIBLE)
    key = SecretKey(f, g, large_f, centre(divide(multiply(g, large_f), f)))
    if not is_basis(key):
        raise Rejected(Reason.FALCON_SECRET_KEY_NOT_A_BASIS)
    return key


def is_basis(key: SecretKey) -> bool:
    """Whether fG − gF = q over the integers."""
    left = multiply_exactly(list(key.f), list(key.large_g))
    right = multiply_exactly(list(key.g), list(key.large_f))
    difference = [a - b for a, b in zip(left, right, strict=True)]
    return difference == [MODULUS] + [0] * (DEGREE - 1)


def validate_short_basis(key: SecretKey) -> None:
    """A key may sign. Rejects with `FALCON_SECRET_KEY_NOT_SHORT` what key generation would have thrown away."""
    if not is_short(key.f, key.g):
        raise Rejected(Reason.FALCON_SECRET_KEY_NOT_SHORT)


def is_short(f: Polynomial, g: Polynomial) -> bool:
    """Whether the pair (f, g) is short enough to sign with."""
    return (
        sum([value * value for value in f + g]) < SQUARED_KEY_NORM_LIMIT  # the pair
        and compute_squared_dual_norm(f, g) < SQUARED_KEY_NORM_LIMIT  # its dual
    )


def compute_squared_dual_norm(f: Polynomial, g: Polynomial) -> float:
    """The squared norm of q·f*/(f·f* + g·g*) and q·g*/(f·f* + g·g*) together."""
    spectra = [compute_spectrum([float(value) for value in polynomial]) for polynomial in (f, g)]
    lengths = zip(*[compute_squared_lengths(spectrum) for spectrum in spectra], strict=True)
    factors = [MODULUS / (a + b) for a, b in lengths]
    total = 0.0
    for spectrum in spectra:
        for value in compute_coefficients(multiply_by_reals(conjugate(spectrum), factors)):
            total += value * value  # one by one: a function that sums may round otherwise
    return total


def compute_public_key(key: SecretKey) -> bytes:
    """The 897 bytes of the public key h = g/f modulo q."""
    return encode_public_key(divide(key.g, key.f))
