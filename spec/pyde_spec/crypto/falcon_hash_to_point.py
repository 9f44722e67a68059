"""FALCON-512: hash to point.

A signature is over a polynomial that nobody can choose: SHAKE256 of the salt and the message is read
two bytes at a time, and each pair that is below five times q gives one coefficient. Without that limit
the coefficients below 65,536 mod q would come more often than the others.

The message stands after a context, as the newer signature standards carry one, so that no signature
made for another protocol is one for this.

Source: FALCON specification, version 1.2, algorithm 3; book, chapter 8, section 8.2.  Decision: D-05.
"""

from hashlib import shake_256

from pyde_spec.crypto.domain_tags import FALCON_CONTEXT
from pyde_spec.crypto.falcon_parameters import DEGREE, MODULUS, Polynomial

CONTEXT = FALCON_CONTEXT.tag
CONTEXT_MARK = b"\x00"
"""Says that the message itself follows the context, and not its hash."""

DRAW_LIMIT = 5 * MODULUS
STREAM_SIZE = 1_120
"""How many bytes to ask of SHAKE256 at a time. 1,092 are used on average; where these run out, more are asked."""


def compute_signed_bytes(message: bytes) -> bytes:
    """What is signed for a message: 0x00, the length of the context in one byte, the context, the message."""
    return CONTEXT_MARK + bytes([len(CONTEXT)]) + CONTEXT + message


def compute_point(salt: bytes, signed: bytes) -> Polynomial:
    """The polynomial that the salt and the signed bytes hash to, its coefficients from 0 to q − 1."""
    stream = shake_256(salt + signed)
    size = STREAM_SIZE
    while True:
        coefficients = read_coefficients(stream.digest(size))
        if len(coefficients) == DEGREE:
            return coefficients
        size += STREAM_SIZE


def read_coefficients(data: bytes) -> Polynomial:
    """The first 512 coefficients that the data gives, or as many as there are. Draws are big-endian."""
    draws = [high << 8 | low for high, low in zip(data[0::2], data[1::2], strict=True)]
    return tuple([draw % MODULUS for draw in draws if draw < DRAW_LIMIT][:DEGREE])
