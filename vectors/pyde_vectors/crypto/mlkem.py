"""Vectors of ML-KEM-768: keys from seeds, encapsulation, and keys that are none."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyde_spec.crypto.key_encapsulation import mlkem768_published_key
from pyde_spec.crypto.mlkem import Ciphertext, compute_mlkem768_encapsulation
from pyde_spec.crypto.mlkem_keys import (
    ENCAPSULATION_KEY_SIZE,
    MODULUS,
    SEED_SIZE,
    VECTOR_SIZE,
    DecapsulationKey,
    EncapsulationKey,
    compute_mlkem768_key_pair,
)
from pyde_spec.encoding.shapes import Bytes32
from pyde_spec.params.versions import Parameters
from pyde_vectors.cases import Case, cases
from pyde_vectors.crypto.drawing import draw_bytes_of
from pyde_vectors.crypto.inputs import Data
from pyde_vectors.crypto.mlkem_samples import (
    COEFFICIENTS,
    KEY,
    MESSAGE,
    NOT_CANONICAL,
    PUBLISHED_MESSAGE,
    PUBLISHED_SEED,
    SEED,
    flip,
    set_coefficient,
    write_rejection,
    wrong_sizes,
)
from pyde_vectors.handlers import handler


@dataclass(frozen=True, slots=True)
class SeedInput:
    """The seed of a key: the standard's d, then its z."""

    seed: Data


@dataclass(frozen=True, slots=True)
class KeyPairOutput:
    """What the seed grows into."""

    encapsulation_key: EncapsulationKey
    decapsulation_key: DecapsulationKey


@dataclass(frozen=True, slots=True)
class PublishedKeyOutput:
    """What the holder of the seed publishes."""

    encapsulation_key: EncapsulationKey


@dataclass(frozen=True, slots=True)
class EncapsulateInput:
    """To whom, and the 32 bytes that the sender has drawn."""

    encapsulation_key: Data
    message: Data


@dataclass(frozen=True, slots=True)
class EncapsulateOutput:
    """What is sent, and the secret that both sides then share."""

    ciphertext: Ciphertext
    shared_secret: Bytes32


def draw_seed_inputs() -> Any:
    """Inputs worth asking: seeds, mostly."""
    return draw_bytes_of(SEED_SIZE).map(SeedInput)


def draw_encapsulate_inputs() -> Any:
    """Inputs worth asking: a key, most often with another coefficient, and messages."""
    from hypothesis import strategies as st

    values = st.one_of(st.integers(0, MODULUS - 1), st.sampled_from((MODULUS - 1, MODULUS, 4_095)))
    changed = st.builds(set_coefficient, st.just(KEY), st.integers(0, COEFFICIENTS - 1), values)
    keys = st.one_of(changed, changed, changed, draw_bytes_of(ENCAPSULATION_KEY_SIZE))
    return st.builds(EncapsulateInput, keys, draw_bytes_of(len(MESSAGE)))


@handler("crypto/mlkem768_keygen", rules=[compute_mlkem768_key_pair], inputs=draw_seed_inputs)
def run_mlkem768_keygen(_: Parameters, given: SeedInput) -> KeyPairOutput:
    """Grow a key pair from its seed."""
    pair = compute_mlkem768_key_pair(given.seed)
    return KeyPairOutput(pair.encapsulation_key, pair.decapsulation_key)


@handler("crypto/mlkem768_published_key", rules=[mlkem768_published_key], inputs=draw_seed_inputs)
def run_mlkem768_published_key(_: Parameters, given: SeedInput) -> PublishedKeyOutput:
    """Publish the key of a seed, through the seam."""
    return PublishedKeyOutput(mlkem768_published_key(given.seed))


@handler("crypto/mlkem768_encapsulate", rules=[compute_mlkem768_encapsulation], inputs=draw_encapsulate_inputs)
def run_mlkem768_encapsulate(_: Parameters, given: EncapsulateInput) -> EncapsulateOutput:
    """Encapsulate a given message."""
    encapsulation = compute_mlkem768_encapsulation(given.encapsulation_key, given.message)
    return EncapsulateOutput(encapsulation.ciphertext, encapsulation.shared_secret)


SEEDS = (
    ("counting", "A seed of counting bytes", SEED),
    ("zeros", "A seed of zeros: every seed is a key", bytes(SEED_SIZE)),
    ("ones", "A seed of all ones", b"\xff" * SEED_SIZE),
    ("published", "The first seed of Kyber's own known answers", PUBLISHED_SEED),
    ("other-z", "Another second half: only the last 32 bytes of the secret key differ", flip(SEED, 63)),
    ("halves-swapped", "The halves in the other order", SEED[32:] + SEED[:32]),
)


def seed_cases() -> Iterator[Case]:
    """Seeds, and what is none."""
    for name, title, seed in SEEDS:
        yield Case(name, title, SeedInput(seed))
    for name, title, seed in wrong_sizes(SEED):
        yield Case(
            f"reject-{name}",
            f"{title} in place of a seed",
            SeedInput(seed),
            ("boundary",),
            write_rejection("mlkem_seed_size"),
        )
    yield Case(
        "reject-half",
        "A seed without its second half",
        SeedInput(SEED[:32]),
        ("missing-check",),
        write_rejection("mlkem_seed_size"),
    )


@cases("crypto/mlkem768_keygen")
def mlkem768_keygen_cases() -> Iterator[Case]:
    """Seeds, and what is none."""
    yield from seed_cases()


@cases("crypto/mlkem768_published_key")
def mlkem768_published_key_cases() -> Iterator[Case]:
    """The same through the seam."""
    yield from seed_cases()


@cases("crypto/mlkem768_encapsulate")
def mlkem768_encapsulate_cases() -> Iterator[Case]:
    """Messages, keys at the edge of being one, and what is neither."""
    for name, title, message in (
        ("counting", "A message of counting bytes", MESSAGE),
        ("zeros", "A message of zeros", bytes(32)),
        ("ones", "A message of all ones", b"\xff" * 32),
    ):
        yield Case(name, title, EncapsulateInput(KEY, message))
    yield from accepted_key_cases()
    yield from rejected_key_cases()
    for name, title, message in wrong_sizes(MESSAGE):
        yield Case(
            f"reject-message-{name}",
            f"{title} in place of a message",
            EncapsulateInput(KEY, message),
            ("boundary",),
            write_rejection("mlkem_message_size"),
        )
    for name, title, key, reason in (
        ("size", "A key of wrong size", KEY[:-1], "mlkem_encapsulation_key_size"),
        ("modulus", "A key with a coefficient too large", set_coefficient(KEY, 0, MODULUS), NOT_CANONICAL),
    ):
        yield Case(
            f"reject-{name}-before-message",
            f"{title} and a message of wrong size: the key is named",
            EncapsulateInput(key, b""),
            ("order-of-checks",),
            write_rejection(reason),
        )


def accepted_key_cases() -> Iterator[Case]:
    """Keys that nobody may have the secret of, yet keys."""
    for name, title, key in (
        ("first-coefficient-last", "The first coefficient is q - 1", set_coefficient(KEY, 0, MODULUS - 1)),
        ("last-coefficient-last", "The last one is q - 1", set_coefficient(KEY, COEFFICIENTS - 1, MODULUS - 1)),
        ("coefficients-zero", "All coefficients are 0", bytes(VECTOR_SIZE) + KEY[VECTOR_SIZE:]),
        (
            "matrix-seed-ones",
            "The seed of the matrix is all ones, which is no coefficient",
            KEY[:VECTOR_SIZE] + b"\xff" * 32,
        ),
    ):
        yield Case(name, title, EncapsulateInput(key, MESSAGE), ("boundary",))
    published = compute_mlkem768_key_pair(PUBLISHED_SEED).encapsulation_key
    yield Case("published", "The first of Kyber's own known answers", EncapsulateInput(published, PUBLISHED_MESSAGE))


def rejected_key_cases() -> Iterator[Case]:
    """Keys of wrong size, and keys with a coefficient at the modulus or above."""
    for name, title, key in wrong_sizes(KEY):
        yield Case(
            f"reject-key-{name}",
            f"{title} in place of a key",
            EncapsulateInput(key, MESSAGE),
            ("boundary",),
            write_rejection("mlkem_encapsulation_key_size"),
        )
    yield Case(
        "reject-size-before-modulus",
        "A key a byte short, all ones: the size is named",
        EncapsulateInput(b"\xff" * (ENCAPSULATION_KEY_SIZE - 1), MESSAGE),
        ("order-of-checks",),
        write_rejection("mlkem_encapsulation_key_size"),
    )
    for name, index, value in (
        ("first-at-modulus", 0, MODULUS),
        ("second-at-modulus", 1, MODULUS),
        ("last-at-modulus", COEFFICIENTS - 1, MODULUS),
        ("middle-largest", COEFFICIENTS // 2, 4_095),
    ):
        yield Case(
            f"reject-coefficient-{name}",
            f"Coefficient {index} is {value}",
            EncapsulateInput(set_coefficient(KEY, index, value), MESSAGE),
            ("boundary", "malleability", "missing-check"),
            write_rejection(NOT_CANONICAL),
        )
