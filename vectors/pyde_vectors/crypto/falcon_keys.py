"""Vectors of the keys of FALCON-512: generation from a seed, and secret keys sound and damaged."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pyde_spec.crypto.falcon_bit_fields import write_signed_fields
from pyde_spec.crypto.falcon_keygen import KEY_SEED_SIZE, draw_polynomial, generate_secret_key
from pyde_spec.crypto.falcon_ntru import find_ntru_solution
from pyde_spec.crypto.falcon_ntt import is_invertible
from pyde_spec.crypto.falcon_parameters import Polynomial
from pyde_spec.crypto.falcon_public_key import PUBLIC_KEY_SIZE
from pyde_spec.crypto.falcon_secret_key import (
    G_AT,
    LARGE_F_AT,
    LONG_FIELD_BITS,
    SECRET_KEY_HEADER,
    SECRET_KEY_SIZE,
    SHORT_FIELD_BITS,
    SecretKey,
    compute_public_key,
    decode_secret_key,
    encode_secret_key,
)
from pyde_spec.crypto.falcon_stream import ShakeStream
from pyde_spec.encoding.shapes import FixedBytes, VariableBytes
from pyde_spec.params.versions import Parameters
from pyde_vectors.cases import Case, cases
from pyde_vectors.crypto.falcon_crafting import ZERO, make_small, set_coefficients
from pyde_vectors.crypto.falcon_encoding import Coefficients, KeyBytes
from pyde_vectors.crypto.falcon_test_keys import compute_seed, load_test_keys
from pyde_vectors.handlers import handler

SEED_CAP = 64

PublicKey = Annotated[bytes, FixedBytes(PUBLIC_KEY_SIZE)]
SecretKeyBytes = Annotated[bytes, FixedBytes(SECRET_KEY_SIZE)]


@dataclass(frozen=True, slots=True)
class KeygenInput:
    """What may be a seed."""

    seed: Annotated[bytes, VariableBytes(SEED_CAP)]


@dataclass(frozen=True, slots=True)
class KeygenOutput:
    """The key pair that follows from the seed."""

    public_key: PublicKey
    secret_key: SecretKeyBytes


@dataclass(frozen=True, slots=True)
class DecodeSecretKeyInput:
    """What may be a secret key."""

    secret_key: KeyBytes


@dataclass(frozen=True, slots=True)
class DecodeSecretKeyOutput:
    """The basis, with F and G as `large_f` and `large_g`, and the public key that belongs to it."""

    f: Coefficients
    g: Coefficients
    large_f: Coefficients
    large_g: Coefficients
    public_key: PublicKey


def draw_keygen_inputs() -> Any:
    """Inputs worth asking: mostly seeds of a wrong size, which cost nothing, and one that is right."""
    from hypothesis import strategies as st

    wrong = st.binary(max_size=SEED_CAP).filter(lambda seed: len(seed) != KEY_SEED_SIZE)
    return st.builds(KeygenInput, st.one_of(wrong, wrong, st.just(compute_seed(4))))


@handler(
    "crypto/falcon_keygen",
    rules=[generate_secret_key, encode_secret_key, compute_public_key],
    inputs=draw_keygen_inputs,
    capability="deterministic_signing",
)
def run_falcon_keygen(_: Parameters, given: KeygenInput) -> KeygenOutput:
    """Make the key pair of a seed."""
    key = generate_secret_key(given.seed)
    return KeygenOutput(compute_public_key(key), encode_secret_key(key))


def draw_decode_inputs() -> Any:
    """Inputs worth asking: secret keys, some with a byte changed."""
    from hypothesis import strategies as st

    def change(secret_key: bytes, at: int, mask: int) -> DecodeSecretKeyInput:
        return DecodeSecretKeyInput(secret_key[:at] + bytes([secret_key[at] ^ mask]) + secret_key[at + 1 :])

    keys = st.sampled_from([key.secret_key for key in load_test_keys()[:4]])
    return st.builds(change, keys, st.integers(0, SECRET_KEY_SIZE - 1), st.sampled_from((0, 0, 0, 1, 32, 128, 255)))


@handler("crypto/falcon_decode_secret_key", rules=[decode_secret_key, compute_public_key], inputs=draw_decode_inputs)
def run_falcon_decode_secret_key(_: Parameters, given: DecodeSecretKeyInput) -> DecodeSecretKeyOutput:
    """Decode a secret key, complete its basis, and find its public key."""
    key = decode_secret_key(given.secret_key)
    assert encode_secret_key(key) == given.secret_key, "a key has two encodings"
    return DecodeSecretKeyOutput(key.f, key.g, key.large_f, key.large_g, compute_public_key(key))


ROUND_THREE = json.loads(Path(__file__).with_name("falcon_round_three.json").read_text(encoding="utf-8"))
"""Seed, public key and secret key of the first known answers of the third round."""

TOLD_SEEDS = (
    (13, "The first pair is good"),
    (0, "Pairs that are too long come before"),
    (6, "Pairs whose dual is too long come before"),
    (42, "The pair before has an f without inverse"),
    (146, "A pair before has field norms with a common factor"),
    (433, "A pair before has an F or G with a coefficient above 127"),
)


@cases("crypto/falcon_keygen")
def falcon_keygen_cases() -> Iterator[Case]:
    """Published keys, a seed for each reason to throw a pair away, seeds of a wrong size."""
    for number, (seed, public_key, secret_key) in enumerate(ROUND_THREE):
        yield Case(
            f"round-three-{number}",
            f"Known answer {number} of the third round",
            KeygenInput(bytes.fromhex(seed)),
            ("known-answer",),
            {"ok": {"public_key": "0x" + public_key, "secret_key": "0x" + secret_key}},
        )
    for number, title in TOLD_SEEDS:
        yield Case(f"seed-{number}", title, KeygenInput(compute_seed(number)), ("missing-check",))
    for size in (0, KEY_SEED_SIZE - 1, KEY_SEED_SIZE + 1):
        yield Case(f"reject-size-{size}", f"A seed of {size} bytes", KeygenInput(bytes(size)), ("boundary",))


def get_key(number: int) -> SecretKey:
    """The basis of a test key."""
    return decode_secret_key(load_test_keys()[number].secret_key)


def encode_anything(f: Polynomial, g: Polynomial, large_f: Polynomial) -> bytes:
    """Three polynomials as a secret key, whether or not they are one."""
    fields = write_signed_fields(f, SHORT_FIELD_BITS) + write_signed_fields(g, SHORT_FIELD_BITS)
    return bytes([SECRET_KEY_HEADER]) + fields + write_signed_fields(large_f, LONG_FIELD_BITS)


def make_basis(f: Polynomial, g: Polynomial) -> bytes:
    """The secret key with these f and g, which need not be short."""
    solution = find_ntru_solution(list(f), list(g))
    assert solution is not None, "the pair has no basis"
    large_f, large_g = solution
    return encode_secret_key(SecretKey(f, g, tuple(large_f), tuple(large_g)))


def find_not_invertible() -> Polynomial:
    """The first of a row of short polynomials that has no inverse modulo q."""
    candidates = (make_small(f"f {number}", 4) for number in range(10_000))
    return next(candidate for candidate in candidates if not is_invertible(candidate))


def add_to_first(polynomial: Polynomial, steps: dict[int, int]) -> Polynomial:
    """The polynomial with, for each value, the first coefficient that has it raised by a step."""
    return set_coefficients(polynomial, {polynomial.index(value): value + step for value, step in steps.items()})


def make_pair_of_norm(norm: int) -> tuple[Polynomial, Polynomial]:
    """F and g of squared norm 16,822 or 16,824: test key 7 has 16,812, and its f is raised a little."""
    key = get_key(7)
    steps: dict[int, dict[int, int]] = {16_822: {0: 1, 4: 1}, 16_824: {2: 2}}
    return add_to_first(key.f, steps[norm]), key.g


def make_pair_of_long_dual() -> tuple[Polynomial, Polynomial]:
    """The first pair that the seed of test key 6 gives, which is short and has a dual that is not."""
    stream = ShakeStream(compute_seed(6))
    f = draw_polynomial(stream)
    return f, draw_polynomial(stream)


Damage = tuple[str, str, tuple[str, ...], bytes]


def damaged_secret_keys() -> Iterator[Damage]:
    """Bytes that are no secret key: a name, what is wrong, flags, and the bytes."""
    key = get_key(0)
    good = load_test_keys()[0].secret_key
    lowest_short, lowest_long = -(2 ** (SHORT_FIELD_BITS - 1)), -(2 ** (LONG_FIELD_BITS - 1))
    for size in (0, 1, SECRET_KEY_SIZE - 1):
        yield f"cut-to-{size}", f"{size} bytes", ("truncation",), good[:size]
    yield "trailing-zero", "A zero byte more", ("malleability",), good + b"\x00"
    for header in (0x09, 0x39, 0x50, 0x58, 0x5A):
        yield f"header-{header:02x}", f"The header {header:#04x}", ("tag",), bytes([header]) + good[1:]
    for name, at, polynomial, lowest in (
        ("f", 0, key.f, lowest_short),
        ("f", 511, key.f, lowest_short),
        ("g", 0, key.g, lowest_short),
        ("g", 511, key.g, lowest_short),
        ("large-f", 0, key.large_f, lowest_long),
        ("large-f", 511, key.large_f, lowest_long),
    ):
        parts = {"f": key.f, "g": key.g, "large-f": key.large_f} | {name: set_coefficients(polynomial, {at: lowest})}
        data = encode_anything(parts["f"], parts["g"], parts["large-f"])
        yield f"{name}-lowest-{at}", f"Field {at} of {name} holds {lowest}", ("boundary", "missing-check"), data
    for name, changed in (
        ("f", (set_coefficients(key.f, {1: lowest_short + 1}), key.g, key.large_f)),
        ("g", (key.f, set_coefficients(key.g, {1: lowest_short + 1}), key.large_f)),
        ("large-f", (key.f, key.g, set_coefficients(key.large_f, {1: lowest_long + 1}))),
    ):
        title = f"Field 1 of {name} holds the lowest value that it may, and the three are no basis"
        yield f"{name}-lowest-allowed", title, ("boundary",), encode_anything(*changed)
    without = find_not_invertible()
    raised = set_coefficients(key.large_f, {0: key.large_f[0] + 1})
    yield "f-not-invertible", "f has a root in common with X^512 + 1", (), encode_anything(without, key.g, key.large_f)
    yield "f-zero", "f is zero", (), encode_anything(ZERO, key.g, key.large_f)
    yield "not-a-basis", "F is one off", ("missing-check",), encode_anything(key.f, key.g, raised)
    yield "large-f-zero", "F is zero: then fG would be q", ("missing-check",), encode_anything(key.f, key.g, ZERO)
    yield "f-and-g-swapped", "f and g in each other's place", (), encode_anything(key.g, key.f, key.large_f)
    yield (
        "header-before-field",
        "Another header, and a field with its lowest value",
        ("order-of-checks",),
        bytes([0x5A]) + encode_anything(set_coefficients(key.f, {0: lowest_short}), key.g, key.large_f)[1:],
    )
    yield "size-before-header", "Another header, and a byte more", ("order-of-checks",), b"\x5a" + good[1:] + b"\x00"
    yield (
        "field-before-inverse",
        "f without inverse, and a field with its lowest value",
        ("order-of-checks",),
        encode_anything(without, set_coefficients(key.g, {9: lowest_short}), key.large_f),
    )


@cases("crypto/falcon_decode_secret_key")
def falcon_decode_secret_key_cases() -> Iterator[Case]:
    """Test keys and a published one, a basis too long to sign with, and every way to damage a key."""
    for number in (0, 1):
        given = DecodeSecretKeyInput(load_test_keys()[number].secret_key)
        yield Case(f"test-key-{number}", f"Test key {number}", given)
    published = DecodeSecretKeyInput(bytes.fromhex(ROUND_THREE[0][2]))
    yield Case("round-three-0", "The secret key of known answer 0 of the third round", published, ("known-answer",))
    for name, title, pair in (
        (
            "norm-above",
            "f and g are longer than key generation allows: a basis all the same",
            make_pair_of_norm(16_824),
        ),
        ("dual-above", "The dual is longer than key generation allows", make_pair_of_long_dual()),
    ):
        yield Case(name, title, DecodeSecretKeyInput(make_basis(*pair)))
    assert G_AT < LARGE_F_AT, "f stands before g, g before F"
    for name, title, flags, data in damaged_secret_keys():
        yield Case(f"reject-{name}", title, DecodeSecretKeyInput(data), flags)
