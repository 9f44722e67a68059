"""Vectors of pairing checks and of BLS signatures."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated, Any

from pyde_spec.crypto.bls_group import g1_decode, g2_decode, pairing_check
from pyde_spec.crypto.bls_pairing import is_pairing_product_one
from pyde_spec.crypto.bls_scalars import encode_scalar
from pyde_spec.crypto.bls_signature import (
    compute_bls_public_key,
    compute_bls_signature,
    validate_bls_signature,
)
from pyde_spec.encoding.shapes import ListOf
from pyde_spec.params.versions import Parameters
from pyde_vectors.cases import Case, cases
from pyde_vectors.crypto.bls_samples import (
    G1_GENERATOR_BYTES,
    G1_IDENTITY_BYTES,
    G1_OUTSIDE,
    G2_GENERATOR_BYTES,
    G2_IDENTITY_BYTES,
    G2_OUTSIDE,
    LAST,
    LIST_CAP,
    MIXED,
    SCALAR_MODULUS_BYTES,
    Encoded,
    G1Bytes,
    G1Output,
    G2Bytes,
    G2Output,
    Message,
    Tag,
    draw_g1,
    draw_g2,
    draw_messages,
    draw_scalars,
    draw_tags,
    make_g1,
    make_g2,
)
from pyde_vectors.handlers import Json, handler


@dataclass(frozen=True, slots=True)
class PointPairInput:
    """A point of each group."""

    first: G1Bytes
    second: G2Bytes


@dataclass(frozen=True, slots=True)
class PairingInput:
    """Pairs of points whose pairings are multiplied."""

    pairs: Annotated[tuple[PointPairInput, ...], ListOf(LIST_CAP)]


@dataclass(frozen=True, slots=True)
class PairingOutput:
    """Whether the product is one."""

    holds: bool


@dataclass(frozen=True, slots=True)
class SecretKeyInput:
    """Bytes that may be a secret key."""

    secret_key: Encoded


@dataclass(frozen=True, slots=True)
class SignInput:
    """Bytes that may be a secret key, a message, and the tag that it is hashed under."""

    secret_key: Encoded
    message: Message
    dst: Tag


@dataclass(frozen=True, slots=True)
class VerifyInput:
    """What may be a public key, a message, what may be its signature, and the tag that it is hashed under."""

    public_key: Encoded
    message: Message
    signature: Encoded
    dst: Tag


@dataclass(frozen=True, slots=True)
class Valid:
    """The signature is good; there is nothing more to say."""


def draw_pairing_inputs() -> Any:
    """One to three pairs; those that cancel are among them."""
    from hypothesis import strategies

    pair = strategies.builds(PointPairInput, draw_g1(), draw_g2())
    cancelling = strategies.integers(1, 50).map(lambda factor: make_pairs((factor, 1), (-1, factor)))
    return strategies.one_of(strategies.lists(pair, max_size=3).map(tuple).map(PairingInput), cancelling)


def draw_secret_keys() -> Any:
    """Secret keys, sometimes bytes that are none."""
    return draw_scalars().map(SecretKeyInput)


def draw_sign_inputs() -> Any:
    """Secret keys, messages and tags."""
    from hypothesis import strategies

    return strategies.builds(SignInput, draw_scalars(), draw_messages(), draw_tags())


def draw_verify_inputs() -> Any:
    """Good signatures, and points that are none of the key's."""
    from hypothesis import strategies

    secret_keys = strategies.integers(1, 99).map(encode_scalar)
    good = strategies.builds(sign_well, secret_keys, draw_messages(), strategies.just(TEST_TAG))
    other = strategies.builds(VerifyInput, draw_g1(), draw_messages(), draw_g2(), draw_tags())
    return strategies.one_of(good, other)


def sign_well(secret_key: bytes, message: bytes, tag: bytes) -> VerifyInput:
    """A good signature and what it is of."""
    signature = compute_bls_signature(secret_key, message, tag)
    return VerifyInput(compute_bls_public_key(secret_key), message, signature, tag)


@handler("crypto/pairing_check", rules=[pairing_check, is_pairing_product_one], inputs=draw_pairing_inputs)
def run_pairing_check(_: Parameters, given: PairingInput) -> PairingOutput:
    """Multiply pairings and compare with one. Each pair is decoded in turn, the first group's point first."""
    pairs = [(g1_decode(pair.first), g2_decode(pair.second)) for pair in given.pairs]
    return PairingOutput(pairing_check(pairs))


@handler("crypto/bls_public_key", rules=[compute_bls_public_key], inputs=draw_secret_keys)
def run_bls_public_key(_: Parameters, given: SecretKeyInput) -> G1Output:
    """The public key of a secret key."""
    return G1Output(compute_bls_public_key(given.secret_key))


@handler("crypto/bls_sign", rules=[compute_bls_signature], inputs=draw_sign_inputs)
def run_bls_sign(_: Parameters, given: SignInput) -> G2Output:
    """The signature of a message."""
    return G2Output(compute_bls_signature(given.secret_key, given.message, given.dst))


@handler("crypto/bls_verify", rules=[validate_bls_signature], inputs=draw_verify_inputs)
def run_bls_verify(_: Parameters, given: VerifyInput) -> Valid:
    """Check a signature."""
    validate_bls_signature(given.public_key, given.message, given.signature, given.dst)
    return Valid()


def make_pairs(*factors: tuple[int, int]) -> PairingInput:
    """Pairs of multiples of the two generators."""
    return PairingInput(tuple([PointPairInput(make_g1(first), make_g2(second)) for first, second in factors]))


PRODUCTS: tuple[tuple[str, str, tuple[tuple[int, int], ...], bool], ...] = (
    ("inverse-pairs", "3 · 5 against 1 · -15", ((3, 5), (1, -15)), True),
    ("three-pairs", "2 · 3 and 4 · 1 against -1 · 10", ((2, 3), (4, 1), (-1, 10)), True),
    ("one-off", "3 · 5 against 1 · -14", ((3, 5), (1, -14)), False),
    ("sign-missing", "3 · 5 against 15 · 1: the square of one pairing", ((3, 5), (15, 1)), False),
    ("generators", "The pairing of the generators is not one", ((1, 1),), False),
    ("identity-first", "The identity of the first group pairs to one", ((0, 1),), True),
    ("identity-second", "The identity of the second group pairs to one", ((1, 0),), True),
    ("identity-and-another", "One pair is neutral, the other is not one", ((0, 5), (1, 1)), False),
)


@cases("crypto/pairing_check")
def pairing_cases() -> Iterator[Case]:
    """Products of which the exponent is known, the identity on either side, and no pair at all."""
    for name, title, factors, holds in PRODUCTS:
        yield Case(name, title, make_pairs(*factors), known={"ok": {"holds": holds}})
    rejected = (
        ("empty", "No pair", ()),
        ("first-outside", "A point outside the first group", (PointPairInput(G1_OUTSIDE, G2_IDENTITY_BYTES),)),
        ("second-outside", "A point outside the second group", (PointPairInput(G1_IDENTITY_BYTES, G2_OUTSIDE),)),
    )
    for name, title, pairs in rejected:
        yield Case(f"reject-{name}", title, PairingInput(pairs), ("missing-check",))


SECRET_KEY = encode_scalar(MIXED)
OTHER_SECRET_KEY = encode_scalar(MIXED + 1)
BASIC_TAG = b"BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_"
TEST_TAG = b"pyde-test-signature"
MESSAGE = b"one value, whoever computes it"

SECRET_KEYS = (
    ("one", "The smallest: the generator", encode_scalar(1), "boundary"),
    ("last", "The largest: the generator's negation", encode_scalar(LAST), "boundary"),
    ("mixed", "Every byte different", SECRET_KEY, "malleability"),
    ("reject-zero", "Zero, whose key is the identity", bytes(32), "missing-check"),
    ("reject-modulus", "r, which is zero", SCALAR_MODULUS_BYTES, "malleability"),
    ("reject-short", "31 bytes", SECRET_KEY[1:], "truncation"),
)


@cases("crypto/bls_public_key")
def bls_public_key_cases() -> Iterator[Case]:
    """Secret keys at both ends, and those that are none."""
    for name, title, secret_key, flag in SECRET_KEYS:
        yield Case(name, title, SecretKeyInput(secret_key), (flag,))


@cases("crypto/bls_sign")
def bls_sign_cases() -> Iterator[Case]:
    """Messages and tags, and secret keys that are none."""
    base = SignInput(SECRET_KEY, MESSAGE, TEST_TAG)
    yield Case("message", "A message", base)
    yield Case("empty-message", "No message is a message too", replace(base, message=b""), ("boundary",))
    yield Case("other-tag", "The same message under another tag", replace(base, dst=BASIC_TAG), ("missing-check",))
    rejected = (
        ("zero", "Zero", replace(base, secret_key=bytes(32)), "missing-check"),
        ("modulus", "r", replace(base, secret_key=SCALAR_MODULUS_BYTES), "malleability"),
        ("long", "33 bytes", replace(base, secret_key=SECRET_KEY + b"\x00"), "malleability"),
        ("tag-empty", "No tag", replace(base, dst=b""), "missing-check"),
    )
    for name, title, given, flag in rejected:
        yield Case(f"reject-{name}", title, given, (flag,))
    given = SignInput(bytes(32), MESSAGE, b"")
    yield Case("order-key-and-tag", "Zero, and no tag", given, ("order-of-checks",))


PUBLISHED_KEY = bytes.fromhex(
    "a8dcb1a12da6c3bc426b2cf5fc40600470d256876c6eb610af1c883b866353435c784b76a7598ce79c055b4ca27d7d55"
)
PUBLISHED_SIGNATURE = bytes.fromhex(
    "98884b163752581da9a0e6f0e1ccf63ab60fda6d052a28c3f4aec1d93993a2478dc5ec5178af9d818d4e0a2c6a313373"
    "08a6afe2f86e12a47a1277dc9dd42ecf3944ce0a92a484c0c8920ed995f7b5e052d7124b873f6263a076d61bf0dcdbd2"
)
"""A key and its signature of the empty message, as published, under the tag of the basic scheme."""

INVALID: Json = {"reject": {"stage": "validate", "reason": "bls_signature_invalid"}}


@cases("crypto/bls_verify")
def bls_verify_cases() -> Iterator[Case]:
    """Good signatures; signatures of something else or by somebody else; and points that are none."""
    published = VerifyInput(PUBLISHED_KEY, b"", PUBLISHED_SIGNATURE, BASIC_TAG)
    yield Case("published", "Published: the empty message", published, ("known-answer",), {"ok": {}})
    base = sign_well(SECRET_KEY, MESSAGE, TEST_TAG)
    signature = base.signature
    yield Case("good", "A good signature", base, known={"ok": {}})
    negated = bytes([signature[0] ^ 0x20]) + signature[1:]
    wrong = (
        ("other-message", "Another message", replace(base, message=MESSAGE + b".")),
        ("other-key", "Another key", replace(base, public_key=compute_bls_public_key(OTHER_SECRET_KEY))),
        ("other-tag", "Another tag", replace(base, dst=BASIC_TAG)),
        ("negated", "The negation of the signature", replace(base, signature=negated)),
        ("identity-signature", "The identity for a signature", replace(base, signature=G2_IDENTITY_BYTES)),
    )
    for name, title, given in wrong:
        yield Case(f"reject-{name}", title, given, ("missing-check",), INVALID)
    both_identities = VerifyInput(G1_IDENTITY_BYTES, MESSAGE, G2_IDENTITY_BYTES, TEST_TAG)
    yield Case("reject-identities", "Both are the identity: the pairings agree", both_identities, ("missing-check",))
    broken = (
        ("key-outside", "The key is outside the group", replace(base, public_key=G1_OUTSIDE)),
        ("key-short", "The key lacks a byte", replace(base, public_key=base.public_key[:-1])),
        ("signature-outside", "The signature is outside the group", replace(base, signature=G2_OUTSIDE)),
        ("signature-short", "The signature lacks a byte", replace(base, signature=signature[:-1])),
        ("swapped", "Key and signature exchanged", replace(base, public_key=signature, signature=base.public_key)),
        ("tag-empty", "No tag", replace(base, dst=b"")),
    )
    for name, title, given in broken:
        yield Case(f"reject-{name}", title, given, ("missing-check",))
    in_pairs = (
        ("key-and-signature", "Neither is in its group", VerifyInput(G1_OUTSIDE, MESSAGE, b"", TEST_TAG)),
        (
            "identity-and-signature",
            "The key is the identity, the signature no point",
            replace(both_identities, signature=b""),
        ),
        ("signature-and-tag", "The signature is no point, and no tag", replace(base, signature=b"", dst=b"")),
        (
            "tag-and-pairing",
            "No tag, and a signature of something else",
            VerifyInput(G1_GENERATOR_BYTES, b"", G2_GENERATOR_BYTES, b""),
        ),
    )
    for name, title, given in in_pairs:
        yield Case(f"order-{name}", title, given, ("order-of-checks",))
