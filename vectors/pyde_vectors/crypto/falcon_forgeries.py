"""Signatures that are good under one wrong reading of the rules, and under no other.

For every step of verification, a few ways to get it wrong. Each forgery is crafted so that a client
with exactly that mistake accepts it; the rules reject it. The tables give the point that a wrong hash
computes, the key under which a wrong product gives a short pair, and pairs whose norm is short only
to who measures it wrongly.
"""

from collections.abc import Iterator
from hashlib import shake_128, shake_256

from pyde_spec.crypto.falcon_hash_to_point import (
    CONTEXT,
    CONTEXT_MARK,
    DRAW_LIMIT,
    compute_point,
    compute_signed_bytes,
)
from pyde_spec.crypto.falcon_ntt import divide
from pyde_spec.crypto.falcon_parameters import DEGREE, MODULUS, SQUARED_NORM_BOUND, Polynomial
from pyde_spec.crypto.falcon_public_key import encode_public_key
from pyde_spec.crypto.falcon_signature_forms import SaltedPolynomial, SignatureForm, encode_signature
from pyde_spec.crypto.falcon_verify import compute_squared_norm
from pyde_vectors.crypto.falcon_crafting import (
    MESSAGE,
    ONE,
    S1,
    S2,
    SALT,
    ZERO,
    Example,
    Signed,
    craft,
    craft_for_point,
    make_invertible,
    make_small,
    set_coefficients,
    set_squared_norm,
)

SIGNED = compute_signed_bytes(MESSAGE)
LENGTH = bytes([len(CONTEXT)])


def read_point(data: bytes, limit: int, order: str) -> Polynomial:
    """The coefficients that a stream gives under a limit and a byte order."""
    draws = [int.from_bytes(data[at : at + 2], order) for at in range(0, len(data), 2)]  # type: ignore[arg-type]
    return tuple([draw % MODULUS for draw in draws if draw < limit][:DEGREE])


def hash_forgeries() -> Iterator[Example]:
    """Signatures for a point that a wrong hash computes."""
    stream = shake_256(SALT + SIGNED).digest(4 * DEGREE)
    point = compute_point(SALT, SIGNED)
    wrong_points = (
        ("message-before-salt", "The message is hashed before the salt", compute_point(SIGNED, SALT)),
        ("no-salt", "The salt is not hashed", compute_point(b"", SIGNED)),
        ("header-hashed", "The header is hashed with the salt", compute_point(b"\x39" + SALT, SIGNED)),
        ("shake128", "SHAKE128", read_point(shake_128(SALT + SIGNED).digest(4 * DEGREE), DRAW_LIMIT, "big")),
        ("little-endian-draws", "Draws are little-endian", read_point(stream, DRAW_LIMIT, "little")),
        ("no-draw-limit", "Every draw is taken", read_point(stream, 2**16, "big")),
        ("draw-limit-one-q-lower", "Draws from 4q on are skipped", read_point(stream, 4 * MODULUS, "big")),
        ("point-reversed", "The first draw is the highest coefficient", point[::-1]),
    )
    for name, title, wrong in wrong_points:
        yield Example(name, f"Good where: {title[0].lower()}{title[1:]}", ("missing-check",), craft_for_point(wrong))


def context_forgeries() -> Iterator[Example]:
    """Signatures over other bytes than the context and the message."""
    wrong_bytes = (
        ("no-context", "the bare message", MESSAGE),
        ("no-context-mark", "no 0x00 before the context", LENGTH + CONTEXT + MESSAGE),
        ("context-mark-one", "0x01, which says that the message is a hash", b"\x01" + LENGTH + CONTEXT + MESSAGE),
        ("no-context-length", "no length before the context", CONTEXT_MARK + CONTEXT + MESSAGE),
        ("long-context-length", "a length of four bytes", CONTEXT_MARK + LENGTH + bytes(3) + CONTEXT + MESSAGE),
        ("empty-context", "the empty context", CONTEXT_MARK + b"\x00" + MESSAGE),
        ("other-context", "the context of a next version", CONTEXT_MARK + LENGTH + b"pyde-falcon-v2" + MESSAGE),
        ("context-last", "the context after the message", MESSAGE + CONTEXT_MARK + LENGTH + CONTEXT),
        ("context-twice", "the context twice", compute_signed_bytes(SIGNED)),
    )
    for name, title, wrong in wrong_bytes:
        yield Example(name, f"Signed: {title}", ("missing-check",), craft_for_point(compute_point(SALT, wrong)))


def product_forgeries() -> Iterator[Example]:
    """Signatures that are short under another product."""
    point = compute_point(SALT, SIGNED)
    difference = tuple([c - s for c, s in zip(point, S1, strict=True)])
    negative = tuple([-coefficient for coefficient in difference])
    exact = divide(difference, S2)
    shift = DEGREE // 2
    monomial = set_coefficients(ZERO, {shift: 1})
    wrong_keys = (
        ("product-added", "c + s2·h instead of c − s2·h", divide(negative, S2), S2),
        ("product-cyclic", "Modulo X^512 − 1", difference[shift:] + difference[:shift], monomial),
        ("product-half-turned", "X^512 counts as −1 in the wrong half", turn_half(difference, shift), monomial),
        ("key-reversed", "The key's first coefficient is the highest", exact[::-1], S2),
        ("key-inverse", "c − s2/h", divide(S2, difference), S2),
    )
    for name, title, h, s2 in wrong_keys:
        reduced = tuple([coefficient % MODULUS for coefficient in h])
        signature = encode_signature(SignatureForm.COMPRESSED, SaltedPolynomial(SALT, s2))
        yield Example(
            name, f"Good under: {title}", ("missing-check",), Signed(encode_public_key(reduced), MESSAGE, signature)
        )


def turn_half(difference: Polynomial, shift: int) -> Polynomial:
    """The h for which X^256·h gives the difference when the half that does not wrap is negated instead."""
    return tuple([-coefficient for coefficient in difference[shift:]]) + difference[:shift]


LARGE_S1 = make_small("large s1", 320)
LARGE_S2 = make_invertible(make_small("large s2", 380))
HIGHEST = MODULUS // 2


def norm_forgeries() -> Iterator[Example]:
    """Pairs that are too long."""
    above = SQUARED_NORM_BOUND + 1
    full = (HIGHEST,) * DEGREE
    wrapped = set_squared_norm(full[:113] + ZERO[113:], ONE, 2**32 + 1_000)
    negative = set_squared_norm(full[:56] + ZERO[56:], ONE, 2**31 + 1_000)
    single = set_coefficients(ZERO, {0: 5_834})
    for halves in (LARGE_S1, LARGE_S2):
        assert compute_squared_norm(halves, ()) <= SQUARED_NORM_BOUND, "one half alone is too long"
    pairs = (
        ("norm-above", "The squared norm is one above the bound", ("boundary",), set_squared_norm(S1, S2, above), S2),
        ("norm-of-one-half", "Each half is short alone", ("missing-check",), LARGE_S1, LARGE_S2),
        ("norm-s1-only", "s2 is 1 and s1 is long", ("missing-check",), set_squared_norm(LARGE_S1, ONE, above), ONE),
        ("norm-wraps-32-bits", "The squared norm is 2^32 + 1,000", ("overflow",), wrapped, ONE),
        ("norm-negative-31-bits", "The squared norm is 2^31 + 1,000", ("overflow",), negative, ONE),
        ("norm-one-coefficient", "One coefficient of s1 is 5,834", ("boundary",), single, ONE),
        ("norm-centred-high", "Every coefficient of s1 is 6,144", ("overflow",), full, ONE),
    )
    for name, title, flags, s1, s2 in pairs:
        yield Example(name, title, flags, craft(s1, s2))
    zero = encode_signature(SignatureForm.COMPRESSED, SaltedPolynomial(SALT, ZERO))
    yield Example("s2-zero", "s2 is zero: s1 is the point itself", (), Signed(craft().public_key, MESSAGE, zero))


def all_forgeries() -> Iterator[Example]:
    """The forgeries of every step that computes; those of decoding are the damaged keys and signatures."""
    yield from hash_forgeries()
    yield from context_forgeries()
    yield from product_forgeries()
    yield from norm_forgeries()
