"""FALCON-512: verification.

A signature is valid when it and the key are well-formed and the two polynomials s1 = c − s2·h and s2
are short together. That is all: the verifier learns s1 from the key, the message and s2, and an s2
for which both are short is what only the holder of the short basis is known to find.

Verification is total. It answers yes or no, and whatever is malformed is no. It depends on the
protocol version only in the forms that a signature may have.

Source: FALCON specification, version 1.2, algorithm 16; book, chapter 8, section 8.2.
Decision: D-05, erratum E-5, R-91 (verification is given the rules of the version).
"""

from pyde_spec.crypto.falcon_hash_to_point import compute_point, compute_signed_bytes
from pyde_spec.crypto.falcon_ntt import centre, multiply
from pyde_spec.crypto.falcon_parameters import SQUARED_NORM_BOUND, Polynomial
from pyde_spec.crypto.falcon_public_key import decode_public_key
from pyde_spec.crypto.falcon_signature_forms import decode_signature
from pyde_spec.params.versions import ProtocolRules
from pyde_spec.rejections import Rejected


def is_falcon_signature_valid(public_key: bytes, message: bytes, signature: bytes, rules: ProtocolRules) -> bool:
    """Whether the signature is the key's over the message under the context of D-05. Total."""
    return is_falcon_signature_over(public_key, compute_signed_bytes(message), signature, rules)


def is_falcon_signature_over(public_key: bytes, signed: bytes, signature: bytes, rules: ProtocolRules) -> bool:
    """Whether the signature is the key's over exactly these bytes, with no context added. Total."""
    try:
        h = decode_public_key(public_key)
        decoded = decode_signature(signature, rules)
    except Rejected:
        return False
    c = compute_point(decoded.salt, signed)
    s1 = compute_first_half(c, decoded.s2, h)
    return is_pair_short(s1, decoded.s2)


def compute_first_half(c: Polynomial, s2: Polynomial, h: Polynomial) -> Polynomial:
    """s1 = c − s2·h modulo q, its coefficients from −6,144 to 6,144."""
    return centre(tuple([a - b for a, b in zip(c, multiply(s2, h), strict=True)]))


def is_pair_short(s1: Polynomial, s2: Polynomial) -> bool:
    """Whether the two halves are short enough together."""
    return compute_squared_norm(s1, s2) <= SQUARED_NORM_BOUND


def compute_squared_norm(s1: Polynomial, s2: Polynomial) -> int:
    """The sum of the squares of all coefficients of both polynomials."""
    return sum([coefficient * coefficient for coefficient in s1 + s2])
