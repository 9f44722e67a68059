"""Vectors of the encodings of FALCON-512: public keys and both forms of signatures."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from pyde_spec.crypto.falcon_parameters import DEGREE, SALT_SIZE
from pyde_spec.crypto.falcon_public_key import decode_public_key, encode_public_key
from pyde_spec.crypto.falcon_signature_forms import (
    SaltedPolynomial,
    SignatureForm,
    decode_signature,
    encode_signature,
)
from pyde_spec.encoding.shapes import U16, FixedBytes, ListOf, Signed, VariableBytes
from pyde_spec.params.versions import Parameters
from pyde_vectors.cases import Case, cases
from pyde_vectors.crypto.falcon_crafting import ONE, S2, SALT, ZERO, set_coefficients
from pyde_vectors.crypto.falcon_public_keys import damaged_public_keys, sound_public_keys
from pyde_vectors.crypto.falcon_signatures import (
    EXTREMES,
    LARGEST,
    LONGEST,
    TOO_LONG,
    damaged_signatures,
    sound_signatures,
)
from pyde_vectors.handlers import InvalidInput, handler

BYTES_CAP = 2_048
"""The longest key or signature that the handlers take: long enough to ask for every wrong size."""

KeyBytes = Annotated[bytes, VariableBytes(BYTES_CAP)]
SignatureBytes = Annotated[bytes, VariableBytes(BYTES_CAP)]
Salt = Annotated[bytes, FixedBytes(SALT_SIZE)]
Coefficients = Annotated[tuple[Annotated[int, Signed(16)], ...], ListOf(DEGREE)]


@dataclass(frozen=True, slots=True)
class DecodePublicKeyInput:
    """What may be a public key."""

    public_key: KeyBytes


@dataclass(frozen=True, slots=True)
class DecodePublicKeyOutput:
    """The coefficients of h, from that of X^0 on."""

    h: Annotated[tuple[U16, ...], ListOf(DEGREE)]


@dataclass(frozen=True, slots=True)
class DecodeSignatureInput:
    """What may be a signature."""

    signature: SignatureBytes


@dataclass(frozen=True, slots=True)
class DecodedSignature:
    """What a signature says: its form, its salt, the coefficients of s2 from that of X^0 on."""

    form: SignatureForm
    salt: Salt
    s2: Coefficients


@dataclass(frozen=True, slots=True)
class EncodeSignatureOutput:
    """The bytes of the signature."""

    signature: SignatureBytes


@handler("crypto/falcon_decode_public_key", rules=[decode_public_key])
def run_falcon_decode_public_key(_: Parameters, given: DecodePublicKeyInput) -> DecodePublicKeyOutput:
    """Decode a public key."""
    h = decode_public_key(given.public_key)
    assert encode_public_key(h) == given.public_key, "a key has two encodings"
    return DecodePublicKeyOutput(h)


@handler("crypto/falcon_decode_signature", rules=[decode_signature])
def run_falcon_decode_signature(parameters: Parameters, given: DecodeSignatureInput) -> DecodedSignature:
    """Decode a signature in a form of the version."""
    decoded = decode_signature(given.signature, parameters.rules)
    form = SignatureForm(given.signature[0])
    assert encode_signature(form, decoded) == given.signature, "a signature has two encodings in one form"
    return DecodedSignature(form, decoded.salt, decoded.s2)


def draw_encode_signature_inputs() -> Any:
    """Inputs worth asking: all 512 coefficients, most of them small, the first drawn on its own."""
    from hypothesis import strategies as st

    edges = st.sampled_from((0, -1, 127, 128, LARGEST, -LARGEST, LARGEST + 1, -LARGEST - 1))
    polynomials = st.builds(
        lambda first, low, high, highs: (first, *[high] * highs, *[low] * (DEGREE - 1 - highs)),
        edges,
        st.integers(-130, 130),
        st.integers(-400, 400),
        st.integers(0, DEGREE - 1),
    )
    return st.builds(
        DecodedSignature, st.sampled_from(SignatureForm), st.binary(min_size=SALT_SIZE, max_size=SALT_SIZE), polynomials
    )


@handler("crypto/falcon_encode_signature", rules=[encode_signature], inputs=draw_encode_signature_inputs)
def run_falcon_encode_signature(_: Parameters, given: DecodedSignature) -> EncodeSignatureOutput:
    """Encode a signature in a form."""
    if len(given.s2) != DEGREE:
        raise InvalidInput(f"input.s2: {len(given.s2)} coefficients where {DEGREE} are due")
    return EncodeSignatureOutput(encode_signature(given.form, SaltedPolynomial(given.salt, given.s2)))


@cases("crypto/falcon_decode_public_key")
def falcon_decode_public_key_cases() -> Iterator[Case]:
    """Keys at the limits of their coefficients, and every way to damage one."""
    for example in (*sound_public_keys(), *damaged_public_keys()):
        yield Case(example.name, example.title, DecodePublicKeyInput(example.signed.public_key), example.flags)


@cases("crypto/falcon_decode_signature")
def falcon_decode_signature_cases() -> Iterator[Case]:
    """Signatures at every limit of both forms, and every way to damage one."""
    for example in (*sound_signatures(), *damaged_signatures()):
        yield Case(example.name, example.title, DecodeSignatureInput(example.signed.signature), example.flags)


ENCODED = (
    ("small", "Small coefficients", S2),
    ("zero", "The zero polynomial: nine bits a coefficient", ZERO),
    ("one", "The polynomial 1", ONE),
    ("extremes", "The largest coefficients of both signs, and those around 128", EXTREMES),
    ("longest", "690 bytes in the compressed form", LONGEST),
    ("too-long", "691 bytes in the compressed form, which is no signature", TOO_LONG),
    ("above", "A coefficient of 2,048", set_coefficients(S2, {511: LARGEST + 1})),
    ("below", "A coefficient of −2,048", set_coefficients(S2, {0: -LARGEST - 1})),
    ("above-and-too-long", "A coefficient of 2,048, and too long", set_coefficients(TOO_LONG, {0: LARGEST + 1})),
)


@cases("crypto/falcon_encode_signature")
def falcon_encode_signature_cases() -> Iterator[Case]:
    """Every limit, in both forms."""
    for name, title, s2 in ENCODED:
        for form in SignatureForm:
            label = form.name.lower().replace("_", "-")
            yield Case(f"{label}-{name}", f"{title} ({label})", DecodedSignature(form, SALT, s2), ("boundary",))
