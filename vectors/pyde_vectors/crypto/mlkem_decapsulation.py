"""Vectors of ML-KEM-768: what was sent arrives, damage is answered by implicit rejection, bad keys are refused."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyde_spec.crypto.key_encapsulation import mlkem768_decapsulate
from pyde_spec.crypto.mlkem import CIPHERTEXT_SIZE, compute_mlkem768_encapsulation, compute_mlkem768_shared_secret
from pyde_spec.crypto.mlkem_keys import (
    DECAPSULATION_KEY_SIZE,
    ENCAPSULATION_KEY_SIZE,
    MODULUS,
    VECTOR_SIZE,
    compute_mlkem768_key_pair,
)
from pyde_spec.encoding.shapes import Bytes32
from pyde_spec.params.versions import Parameters
from pyde_vectors.cases import Case, cases
from pyde_vectors.crypto.drawing import draw_bytes_of, draw_damaged
from pyde_vectors.crypto.inputs import Data
from pyde_vectors.crypto.mlkem_samples import (
    CIPHERTEXT,
    COEFFICIENTS,
    KEY,
    MESSAGE,
    NOT_CANONICAL,
    OTHER_SEED,
    PUBLISHED_MESSAGE,
    PUBLISHED_SECRET,
    PUBLISHED_SEED,
    SECRET_KEY,
    SEED,
    flip,
    set_coefficient,
    write_rejection,
    wrong_sizes,
)
from pyde_vectors.handlers import Json, handler


@dataclass(frozen=True, slots=True)
class DecapsulateInput:
    """The derived key, and what was sent to it."""

    decapsulation_key: Data
    ciphertext: Data


@dataclass(frozen=True, slots=True)
class SeedDecapsulateInput:
    """The seed of a key, and what was sent to it."""

    seed: Data
    ciphertext: Data


@dataclass(frozen=True, slots=True)
class DecapsulateOutput:
    """The secret that was sent, or what implicit rejection puts in its place."""

    shared_secret: Bytes32


def draw_decapsulate_inputs() -> Any:
    """Inputs worth asking: a key and what was sent to it, either of them damaged."""
    from hypothesis import strategies as st

    ciphertexts = st.one_of(draw_damaged(CIPHERTEXT), draw_bytes_of(CIPHERTEXT_SIZE))
    return st.one_of(
        st.builds(DecapsulateInput, st.just(SECRET_KEY), ciphertexts),
        st.builds(DecapsulateInput, draw_damaged(SECRET_KEY), st.just(CIPHERTEXT)),
    )


def draw_seed_decapsulate_inputs() -> Any:
    """Inputs worth asking: a seed and what was sent to its key or to another, sound or damaged."""
    from hypothesis import strategies as st

    seeds = st.one_of(st.just(SEED), draw_bytes_of(len(SEED)))
    ciphertexts = st.one_of(draw_damaged(CIPHERTEXT), draw_bytes_of(CIPHERTEXT_SIZE))
    return st.builds(SeedDecapsulateInput, seeds, ciphertexts)


@handler("crypto/mlkem768_decapsulate", rules=[compute_mlkem768_shared_secret], inputs=draw_decapsulate_inputs)
def run_mlkem768_decapsulate(_: Parameters, given: DecapsulateInput) -> DecapsulateOutput:
    """Decapsulate with the derived key."""
    return DecapsulateOutput(compute_mlkem768_shared_secret(given.decapsulation_key, given.ciphertext))


@handler("crypto/mlkem768_decapsulate_with_seed", rules=[mlkem768_decapsulate], inputs=draw_seed_decapsulate_inputs)
def run_mlkem768_decapsulate_with_seed(_: Parameters, given: SeedDecapsulateInput) -> DecapsulateOutput:
    """Decapsulate with the seed, through the seam."""
    return DecapsulateOutput(mlkem768_decapsulate(given.seed, given.ciphertext))


CIPHERTEXT_PARTS = (
    ("first-polynomial", "the first polynomial of u", 0, 320),
    ("second-polynomial", "the second polynomial of u", 320, 640),
    ("third-polynomial", "the third polynomial of u", 640, 960),
    ("last-polynomial", "the polynomial v", 960, CIPHERTEXT_SIZE),
)


def replace_inner_key(secret_key: bytes, inner: bytes) -> bytes:
    """A decapsulation key around another encapsulation key, with the right hash of it."""
    rejection_secret = secret_key[-32:]
    return secret_key[:VECTOR_SIZE] + inner + hashlib.sha3_256(inner).digest() + rejection_secret


def damaged_ciphertexts() -> Iterator[tuple[str, str, bytes]]:
    """Ciphertexts of the right size that no honest sender has made for the key."""
    for name, title, start, end in CIPHERTEXT_PARTS:
        yield f"{name}-first-bit", f"The first bit of {title} is flipped", flip(CIPHERTEXT, start)
        yield f"{name}-last-bit", f"The last bit of {title} is flipped", flip(CIPHERTEXT, end - 1, 7)
    yield "zeros", "A ciphertext of zeros", bytes(CIPHERTEXT_SIZE)
    yield "ones", "A ciphertext of all ones", b"\xff" * CIPHERTEXT_SIZE
    other = compute_mlkem768_key_pair(OTHER_SEED).encapsulation_key
    yield "other-key", "What was sent to another key", compute_mlkem768_encapsulation(other, MESSAGE).ciphertext


@cases("crypto/mlkem768_decapsulate")
def mlkem768_decapsulate_cases() -> Iterator[Case]:
    """What was sent arrives; damage is answered with another secret; wrong sizes and keys are refused."""
    sent = compute_mlkem768_encapsulation(KEY, MESSAGE)
    yield Case(
        "sent",
        "What was sent to the key",
        DecapsulateInput(SECRET_KEY, CIPHERTEXT),
        (),
        {"ok": {"shared_secret": "0x" + sent.shared_secret.hex()}},
    )
    published = compute_mlkem768_key_pair(PUBLISHED_SEED)
    yield Case(
        "published",
        "The first of Kyber's own known answers",
        DecapsulateInput(
            published.decapsulation_key,
            compute_mlkem768_encapsulation(published.encapsulation_key, PUBLISHED_MESSAGE).ciphertext,
        ),
        ("known-answer",),
        {"ok": {"shared_secret": "0x" + PUBLISHED_SECRET}},
    )
    for name, title, ciphertext in damaged_ciphertexts():
        yield Case(
            f"implicit-{name}",
            f"{title}: implicit rejection",
            DecapsulateInput(SECRET_KEY, ciphertext),
            ("missing-check",),
            write_implicit_rejection(SECRET_KEY, ciphertext),
        )
    yield from unusual_secret_key_cases()
    yield from wrong_key_size_cases()
    yield from wrong_hash_cases()
    yield from second_form_cases()
    yield from ciphertext_size_cases()


def write_implicit_rejection(secret_key: bytes, ciphertext: bytes) -> Json:
    """The secret that implicit rejection answers with, by the standard's formula: SHAKE256 of z and the ciphertext."""
    return {"ok": {"shared_secret": "0x" + hashlib.shake_256(secret_key[-32:] + ciphertext).hexdigest(32)}}


def unusual_secret_key_cases() -> Iterator[Case]:
    """Derived keys that no seed may give, yet keys by every check."""
    other_z = flip(SECRET_KEY, DECAPSULATION_KEY_SIZE - 1)
    yield Case(
        "other-z",
        "Another z: what was sent arrives all the same",
        DecapsulateInput(other_z, CIPHERTEXT),
    )
    damaged = flip(CIPHERTEXT, 0)
    for name, title, key, ciphertext in (
        ("other-z", "Another z and a damaged ciphertext", other_z, damaged),
        ("secret-changed", "One bit of the secret vector is flipped", flip(SECRET_KEY, 0), CIPHERTEXT),
        (
            "first-secret-last",
            "The first secret coefficient is q - 1",
            set_coefficient(SECRET_KEY, 0, MODULUS - 1),
            CIPHERTEXT,
        ),
        (
            "last-secret-last",
            "The last secret coefficient is q - 1",
            set_coefficient(SECRET_KEY, COEFFICIENTS - 1, MODULUS - 1),
            CIPHERTEXT,
        ),
        (
            "inner-key-changed",
            "Another encapsulation key inside, with its right hash",
            replace_inner_key(SECRET_KEY, set_coefficient(KEY, 0, MODULUS - 1)),
            CIPHERTEXT,
        ),
    ):
        yield Case(
            f"implicit-{name}",
            f"{title}: implicit rejection",
            DecapsulateInput(key, ciphertext),
            ("boundary",),
            write_implicit_rejection(key, ciphertext),
        )


BAD_INNER = set_coefficient(KEY, 0, MODULUS)


def wrong_key_size_cases() -> Iterator[Case]:
    """Derived keys of wrong size."""
    for name, title, key in wrong_sizes(SECRET_KEY):
        yield Case(
            f"reject-key-{name}",
            f"{title} in place of a key",
            DecapsulateInput(key, CIPHERTEXT),
            ("boundary",),
            write_rejection("mlkem_decapsulation_key_size"),
        )
    yield Case(
        "reject-seed-for-key",
        "A seed where the derived key is due",
        DecapsulateInput(SEED, CIPHERTEXT),
        ("missing-check",),
        write_rejection("mlkem_decapsulation_key_size"),
    )


def wrong_hash_cases() -> Iterator[Case]:
    """Derived keys that do not hold the hash of the key inside, also where more is wrong with them."""
    hash_at = VECTOR_SIZE + ENCAPSULATION_KEY_SIZE
    for name, title, key in (
        ("hash-first-byte", "The first bit of the hash is flipped", flip(SECRET_KEY, hash_at)),
        ("hash-last-byte", "The last bit of the hash is flipped", flip(SECRET_KEY, hash_at + 31, 7)),
        ("inner-first-byte", "The first bit of the key inside is flipped", flip(SECRET_KEY, VECTOR_SIZE)),
        ("inner-last-byte", "The last bit of the key inside is flipped", flip(SECRET_KEY, hash_at - 1, 7)),
        (
            "hash-before-inner-modulus",
            "A coefficient too large inside, under the old hash",
            SECRET_KEY[:VECTOR_SIZE] + BAD_INNER + SECRET_KEY[hash_at:],
        ),
        (
            "hash-before-secret-modulus",
            "A wrong hash and a secret coefficient too large",
            flip(set_coefficient(SECRET_KEY, 0, MODULUS), hash_at),
        ),
    ):
        flags = ("order-of-checks",) if "-before-" in name else ("missing-check",)
        rejection = write_rejection("mlkem_decapsulation_key_hash")
        yield Case(f"reject-{name}", title, DecapsulateInput(key, CIPHERTEXT), flags, rejection)


def second_form_cases() -> Iterator[Case]:
    """Derived keys with the right hash and a coefficient at the modulus or above."""
    for name, title, key, reason in (
        ("inner-modulus", "A coefficient inside is q", replace_inner_key(SECRET_KEY, BAD_INNER), NOT_CANONICAL),
        (
            "inner-before-secret",
            "A coefficient of either vector is q: the key inside is named",
            replace_inner_key(set_coefficient(SECRET_KEY, 0, MODULUS), BAD_INNER),
            NOT_CANONICAL,
        ),
        (
            "first-secret-modulus",
            "The first secret coefficient is q",
            set_coefficient(SECRET_KEY, 0, MODULUS),
            "mlkem_secret_not_canonical",
        ),
        (
            "last-secret-largest",
            "The last secret coefficient is 4095",
            set_coefficient(SECRET_KEY, COEFFICIENTS - 1, 4_095),
            "mlkem_secret_not_canonical",
        ),
    ):
        flags = ("order-of-checks",) if "-before-" in name else ("malleability",)
        yield Case(f"reject-{name}", title, DecapsulateInput(key, CIPHERTEXT), flags, write_rejection(reason))


def ciphertext_size_cases() -> Iterator[Case]:
    """Ciphertexts of wrong size, which are refused aloud, and before the key is looked at."""
    for name, title, ciphertext in wrong_sizes(CIPHERTEXT):
        yield Case(
            f"reject-ciphertext-{name}",
            f"{title} in place of a ciphertext",
            DecapsulateInput(SECRET_KEY, ciphertext),
            ("boundary",),
            write_rejection("mlkem_ciphertext_size"),
        )
    yield Case(
        "reject-ciphertext-before-key",
        "Ciphertext and key of wrong size: the ciphertext is named",
        DecapsulateInput(b"", b""),
        ("order-of-checks",),
        write_rejection("mlkem_ciphertext_size"),
    )


@cases("crypto/mlkem768_decapsulate_with_seed")
def mlkem768_decapsulate_with_seed_cases() -> Iterator[Case]:
    """What was sent, damage, and wrong sizes, by way of the seed."""
    sent = compute_mlkem768_encapsulation(KEY, MESSAGE)
    yield Case(
        "sent",
        "What was sent to the key",
        SeedDecapsulateInput(SEED, CIPHERTEXT),
        (),
        {"ok": {"shared_secret": "0x" + sent.shared_secret.hex()}},
    )
    for name, title, ciphertext in damaged_ciphertexts():
        yield Case(
            f"implicit-{name}",
            f"{title}: implicit rejection",
            SeedDecapsulateInput(SEED, ciphertext),
            ("missing-check",),
            write_implicit_rejection(SEED, ciphertext),
        )
    for name, title, seed in wrong_sizes(SEED):
        yield Case(
            f"reject-seed-{name}",
            f"{title} in place of a seed",
            SeedDecapsulateInput(seed, CIPHERTEXT),
            ("boundary",),
            write_rejection("mlkem_seed_size"),
        )
    for name, title, ciphertext in wrong_sizes(CIPHERTEXT):
        yield Case(
            f"reject-ciphertext-{name}",
            f"{title} in place of a ciphertext",
            SeedDecapsulateInput(SEED, ciphertext),
            ("boundary",),
            write_rejection("mlkem_ciphertext_size"),
        )
    yield Case(
        "reject-ciphertext-before-seed",
        "Ciphertext and seed of wrong size: the ciphertext is named",
        SeedDecapsulateInput(b"", b""),
        ("order-of-checks",),
        write_rejection("mlkem_ciphertext_size"),
    )
