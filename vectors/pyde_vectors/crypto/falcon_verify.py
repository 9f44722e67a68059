"""Vectors of the verification of FALCON-512, whole.

What is sound in both forms, around the norm's bound and around the hash's limits; then everything that
must not pass: damaged keys and signatures that fit each other otherwise, and forgeries that one wrong
reading of the rules accepts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pyde_spec.crypto.falcon_hash_to_point import compute_point, compute_signed_bytes
from pyde_spec.crypto.falcon_parameters import SQUARED_NORM_BOUND
from pyde_spec.crypto.falcon_public_key import decode_public_key, encode_public_key
from pyde_spec.crypto.falcon_signature_forms import SignatureForm, decode_signature, encode_signature
from pyde_spec.crypto.falcon_verify import (
    compute_first_half,
    compute_squared_norm,
    is_falcon_signature_over,
    is_falcon_signature_valid,
)
from pyde_spec.crypto.provider import falcon_verify
from pyde_spec.encoding.shapes import VariableBytes
from pyde_spec.params.versions import RULES_1_1, Parameters
from pyde_spec.rejections import Rejected
from pyde_vectors.cases import Case, cases
from pyde_vectors.crypto.falcon_crafting import (
    MESSAGE,
    ONE,
    S1,
    S2,
    ZERO,
    Signed,
    craft,
    make_invertible,
    make_small,
    set_coefficients,
    set_squared_norm,
)
from pyde_vectors.crypto.falcon_deployed import DEPLOYED
from pyde_vectors.crypto.falcon_drawn_messages import RARE, make_message
from pyde_vectors.crypto.falcon_encoding import KeyBytes, SignatureBytes
from pyde_vectors.crypto.falcon_forgeries import all_forgeries
from pyde_vectors.crypto.falcon_public_keys import damaged_public_keys, sound_public_keys
from pyde_vectors.crypto.falcon_signatures import damaged_signatures, sound_signatures
from pyde_vectors.handlers import Json, handler

MESSAGE_CAP = 2**20


@dataclass(frozen=True, slots=True)
class FalconVerifyInput:
    """A public key, a message before the context is put before it, and a signature. Each may be malformed."""

    public_key: KeyBytes
    message: Annotated[bytes, VariableBytes(MESSAGE_CAP)]
    signature: SignatureBytes


@dataclass(frozen=True, slots=True)
class FalconVerifyOutput:
    """Whether the signature is the key's over the message."""

    valid: bool


def reveal_norm(parameters: Parameters, given: FalconVerifyInput) -> dict[str, Json]:
    """The squared norm, or why there is none."""
    try:
        h = decode_public_key(given.public_key)
        decoded = decode_signature(given.signature, parameters.rules)
    except Rejected as rejection:
        return {"malformed": rejection.reason.code}
    c = compute_point(decoded.salt, compute_signed_bytes(given.message))
    return {"squared_norm": str(compute_squared_norm(compute_first_half(c, decoded.s2, h), decoded.s2))}


def draw_verify_inputs() -> object:
    """Inputs worth asking: sound ones, and sound ones with a few bits turned or bytes taken off or put on."""
    from hypothesis import strategies as st

    sound = [example.signed for example in (*sound_public_keys(), *sound_signatures())]

    def spoil(data: bytes, at: int, mask: int, added: int) -> bytes:
        turned = bytearray(data)
        if turned:
            turned[at % len(turned)] ^= mask
        return bytes(turned[:added] if added < 0 else bytes(turned) + bytes(added))

    damage = st.builds(
        lambda at, mask, added: lambda data: spoil(data, at, mask, added),
        st.integers(0, 900),
        st.sampled_from((0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 255)),
        st.sampled_from((0, 0, 0, 0, 1, -1)),
    )
    return st.builds(
        lambda signed, key, signature: FalconVerifyInput(
            key(signed.public_key), signed.message, signature(signed.signature)
        ),
        st.sampled_from(sound),
        damage,
        damage,
    )


@handler(
    "crypto/falcon_verify",
    rules=[is_falcon_signature_valid, is_falcon_signature_over, falcon_verify],
    reveal=reveal_norm,
    inputs=draw_verify_inputs,
)
def run_falcon_verify(parameters: Parameters, given: FalconVerifyInput) -> FalconVerifyOutput:
    """Verify a signature, through the seam."""
    return FalconVerifyOutput(falcon_verify(given.public_key, given.message, given.signature, parameters.rules))


def ask(name: str, title: str, flags: tuple[str, ...], signed: Signed, valid: bool) -> Case:
    """A case that must come out so in every version that knows the form."""
    knows_form = ("1.1",) if signed.signature[:1] == bytes([SignatureForm.CONSTANT_TIME]) else ("1.0", "1.1")
    given = FalconVerifyInput(signed.public_key, signed.message, signed.signature)
    return Case(name, title, given, flags, {"ok": {"valid": valid}}, versions=knows_form)


@cases("crypto/falcon_verify")
def sound_cases() -> Iterator[Case]:
    """Signatures of every shape, norms up to the bound, messages of many lengths, halves with single coefficients."""
    keys = [key for key in sound_public_keys() if key.flags]  # the plain one stands among the signatures
    for example in (*sound_signatures(), *keys):
        yield ask(f"accept-{example.name}", example.title, example.flags, example.signed, True)
    for norm, name in ((SQUARED_NORM_BOUND, "at-the-bound"), (SQUARED_NORM_BOUND - 1, "below-the-bound")):
        for form in SignatureForm:
            label = form.name.lower().replace("_", "-")
            signed = craft(set_squared_norm(S1, S2, norm), S2, form)
            yield ask(f"accept-norm-{name}-{label}", f"The squared norm is {norm}", ("boundary",), signed, True)
    for value in (5_833, -5_833):
        single = set_coefficients(ZERO, {511: value})
        label = "minus" if value < 0 else "plus"
        yield ask(
            f"accept-one-coefficient-{label}",
            f"s1 has one coefficient, {value}",
            ("boundary",),
            craft(single, ONE),
            True,
        )
    for length in (0, 1, 79, 80, 81, 136, 1_000):
        message = bytes(range(256)) * 4
        yield ask(
            f"accept-message-of-{length}", f"A message of {length} bytes", (), craft(message=message[:length]), True
        )


@cases("crypto/falcon_verify")
def rejected_cases() -> Iterator[Case]:
    """Damaged keys, damaged signatures, forgeries, and what was signed by another, for another or otherwise."""
    for label, examples in (("key", damaged_public_keys()), ("signature", damaged_signatures())):
        for example in examples:
            if "order-of-checks" not in example.flags:  # there is no reason to tell here
                yield ask(f"reject-{label}-{example.name}", example.title, example.flags, example.signed, False)
    for forgery in all_forgeries():
        yield ask(f"reject-{forgery.name}", forgery.title, forgery.flags, forgery.signed, False)
    yield from mismatched()


def mismatched() -> Iterator[Case]:
    """Sound parts that do not belong together."""
    good = craft()
    other = craft(make_small("other s1", 150), make_invertible(make_small("other s2", 150)))
    salted = bytes([good.signature[0], good.signature[1] ^ 1]) + good.signature[2:]
    mixes = (
        ("other-key", "Another's key", Signed(other.public_key, MESSAGE, good.signature)),
        (
            "other-signature",
            "A signature of another key over the same message",
            Signed(good.public_key, MESSAGE, other.signature),
        ),
        ("other-message", "Another message", Signed(good.public_key, b"another message", good.signature)),
        (
            "message-longer",
            "A zero byte more in the message",
            Signed(good.public_key, MESSAGE + b"\x00", good.signature),
        ),
        ("message-empty", "No message", Signed(good.public_key, b"", good.signature)),
        ("other-salt", "One bit of the salt is turned", Signed(good.public_key, MESSAGE, salted)),
    )
    for name, title, signed in mixes:
        yield ask(f"reject-{name}", title, ("missing-check",), signed, False)


@cases("crypto/falcon_verify")
def neighbour_cases() -> Iterator[Case]:
    """Keys that differ in one coefficient by one: s1 moves by s2, stays short, and the signature is valid still."""
    good = craft()
    h = decode_public_key(good.public_key)
    for at, step in ((0, 1), (511, -1)):
        neighbour = encode_public_key(set_coefficients(h, {at: h[at] + step}))
        signed = Signed(neighbour, MESSAGE, good.signature)
        title = (
            f"Coefficient {at} of the key is {abs(step)} {'higher' if step > 0 else 'lower'}: a signature names no key"
        )
        yield ask(f"accept-neighbouring-key-{at}", title, (), signed, True)


@cases("crypto/falcon_verify")
def deployed_cases() -> Iterator[Case]:
    """Signatures of the deployed wallets, which have the constant-time form, and the same in the other form."""
    for number, (public_key, message, signature) in enumerate(DEPLOYED, start=1):
        given = FalconVerifyInput(public_key, message, signature)
        for version, valid in (("1.0", False), ("1.1", True)):
            yield Case(
                f"deployed-{number}-in-{version}",
                f"A signature of the deployed wallets, under {version}",
                given,
                ("known-answer", "version"),
                {"ok": {"valid": valid}},
                versions=(version,),
            )
        compressed = encode_signature(SignatureForm.COMPRESSED, decode_signature(signature, RULES_1_1))
        yield ask(
            f"deployed-{number}-compressed",
            "The same salt and polynomial in the compressed form",
            ("known-answer",),
            Signed(public_key, message, compressed),
            True,
        )


@cases("crypto/falcon_verify")
def draw_cases() -> Iterator[Case]:
    """Messages whose hash draws the limit itself, or its neighbour, or needs an unusual number of draws."""
    for name, title, number, _ in RARE:
        yield ask(f"accept-{name}", title, ("boundary",), craft(message=make_message(number)), True)
