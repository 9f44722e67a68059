"""BLS signatures.

The public key is the generator of the first group times a secret scalar. The signature of a message is the
message's hash to the second group times the same scalar. The pairing compares the two products without
knowing the scalar. For a key and a message there is exactly one signature; nobody can choose among several,
not even who signs. That is what the beacon needs, and what the lattice VRF does not have.

This page is the signature of one key, the standard's basic scheme with short keys. With shares of a key in
place of a secret scalar, Lagrange coefficients combine the signatures of members into that of the key.

A public key is never the identity: under it the identity would be the signature of everything.

Source: IETF draft on BLS signatures, sections 2 and 3.1.  Decision: D-31, R-114 (the plain scheme).
"""

from pyde_spec.crypto.bls_group import g1_decode, g1_multiply, g2_decode, g2_multiply, hash_to_g2, pairing_check
from pyde_spec.crypto.bls_point_encoding import encode_g1, encode_g2, validate_not_identity
from pyde_spec.crypto.bls_points import G1_GENERATOR, compute_g1_negation
from pyde_spec.crypto.bls_scalars import decode_scalar
from pyde_spec.rejections import Reason, Rejected


def decode_secret_key(secret_key: bytes) -> int:
    """The scalar of a secret key.

    Rejects with the reasons of `decode_scalar`, then zero with `BLS_SECRET_KEY_ZERO`.
    """
    scalar = decode_scalar(secret_key)
    if scalar == 0:
        raise Rejected(Reason.BLS_SECRET_KEY_ZERO)
    return scalar


def compute_bls_public_key(secret_key: bytes) -> bytes:
    """The 48-byte public key of a secret key. Rejects with the reasons of `decode_secret_key`."""
    return encode_g1(g1_multiply(G1_GENERATOR, decode_secret_key(secret_key)))


def compute_bls_signature(secret_key: bytes, message: bytes, tag: bytes) -> bytes:
    """The 96-byte signature of a message under a tag.

    Rejects with the reasons of `decode_secret_key`, then `HASH_TAG_EMPTY`.
    """
    scalar = decode_secret_key(secret_key)
    return encode_g2(g2_multiply(hash_to_g2(message, tag), scalar))


def validate_bls_signature(public_key: bytes, message: bytes, signature: bytes, tag: bytes) -> None:
    """Raises unless the signature is that of the key over the message under the tag.

    Rejects with the reasons of `decode_g1` for the key, `POINT_IS_IDENTITY` for it, the reasons of
    `decode_g2` for the signature, `HASH_TAG_EMPTY`, then `BLS_SIGNATURE_INVALID`. Checked in this order.
    """
    key = g1_decode(public_key)
    validate_not_identity(key)
    point = g2_decode(signature)
    hashed = hash_to_g2(message, tag)
    if not pairing_check([(key, hashed), (compute_g1_negation(G1_GENERATOR), point)]):
        raise Rejected(Reason.BLS_SIGNATURE_INVALID)
