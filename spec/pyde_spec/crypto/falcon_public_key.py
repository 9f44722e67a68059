"""FALCON-512: public keys.

A public key is one header byte and the 512 coefficients of h in fields of fourteen bits, 897 bytes in
all. Fourteen bits can say more than q − 1, and a field that does is refused: with it, one polynomial
would have many keys.

Source: FALCON specification, version 1.2, section 3.11.4; book, chapter 8, section 8.2.
"""

from pyde_spec.crypto.falcon_bit_fields import compute_fields_size, read_fields, write_fields
from pyde_spec.crypto.falcon_parameters import MODULUS, Polynomial
from pyde_spec.rejections import Reason, Rejected

PUBLIC_KEY_HEADER = 0x09
FIELD_BITS = 14
PUBLIC_KEY_SIZE = 1 + compute_fields_size(FIELD_BITS)


def encode_public_key(h: Polynomial) -> bytes:
    """The 897 bytes of a public key. The coefficients of h are from 0 to q − 1."""
    return bytes([PUBLIC_KEY_HEADER]) + write_fields(h, FIELD_BITS)


def decode_public_key(public_key: bytes) -> Polynomial:
    """The polynomial h of a public key, its coefficients from 0 to q − 1.

    Rejects with `FALCON_PUBLIC_KEY_SIZE`, `FALCON_PUBLIC_KEY_HEADER`, `FALCON_PUBLIC_KEY_COEFFICIENT`,
    in this order.
    """
    if len(public_key) != PUBLIC_KEY_SIZE:
        raise Rejected(Reason.FALCON_PUBLIC_KEY_SIZE, f"{len(public_key)} bytes")
    if public_key[0] != PUBLIC_KEY_HEADER:
        raise Rejected(Reason.FALCON_PUBLIC_KEY_HEADER, f"{public_key[0]:#04x}")
    h = read_fields(public_key[1:], FIELD_BITS)
    if max(h) >= MODULUS:
        raise Rejected(Reason.FALCON_PUBLIC_KEY_COEFFICIENT, f"{max(h)}")
    return h
