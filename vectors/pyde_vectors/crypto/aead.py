"""Vectors of authenticated encryption: sizes from both sides, every kind of damage, one reason for all of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from pyde_spec.crypto.aead import (
    KEY_SIZE,
    NONCE_SIZE,
    aes256_gcm_open,
    aes256_gcm_seal,
    chacha20_poly1305_open,
    chacha20_poly1305_seal,
)
from pyde_spec.params.versions import Parameters
from pyde_vectors.cases import Case, cases
from pyde_vectors.crypto.drawing import draw_bytes_of, draw_damaged
from pyde_vectors.crypto.inputs import Data, make_pattern
from pyde_vectors.handlers import Json, handler

TAG_SIZE = 16


@dataclass(frozen=True, slots=True)
class SealInput:
    """What is sealed, and under what."""

    key: Data
    nonce: Data
    associated_data: Data
    plaintext: Data


@dataclass(frozen=True, slots=True)
class SealOutput:
    """The ciphertext and, behind it, the tag."""

    sealed: Data


@dataclass(frozen=True, slots=True)
class OpenInput:
    """What is opened, and under what."""

    key: Data
    nonce: Data
    associated_data: Data
    sealed: Data


@dataclass(frozen=True, slots=True)
class OpenOutput:
    """What was sealed."""

    plaintext: Data


Seal = Callable[[bytes, bytes, bytes, bytes], bytes]


def draw_seal_inputs() -> Any:
    """Inputs worth asking: keys and nonces of their size, mostly."""
    from hypothesis import strategies as st

    texts = st.binary(max_size=200)
    return st.builds(SealInput, draw_bytes_of(KEY_SIZE), draw_bytes_of(NONCE_SIZE), texts, texts)


def draw_open_inputs(cipher: Seal) -> Any:
    """Inputs worth asking: something sealed, as it was or damaged in one place."""
    from hypothesis import strategies as st

    def damage_one(key: bytes, nonce: bytes, data: bytes, plaintext: bytes) -> Any:
        sealed = cipher(key, nonce, data, plaintext)
        intact = st.just(data)
        return st.one_of(
            st.builds(OpenInput, st.just(key), st.just(nonce), intact, draw_damaged(sealed)),
            st.builds(OpenInput, draw_damaged(key), draw_damaged(nonce), intact, st.just(sealed)),
            st.builds(OpenInput, st.just(key), st.just(nonce), st.binary(max_size=8), st.just(sealed)),
        )

    key, nonce = st.binary(min_size=KEY_SIZE, max_size=KEY_SIZE), st.binary(min_size=NONCE_SIZE, max_size=NONCE_SIZE)
    texts = st.binary(max_size=80)
    return st.tuples(key, nonce, texts, texts).flatmap(lambda drawn: damage_one(*drawn))


@handler("crypto/chacha20_poly1305_seal", rules=[chacha20_poly1305_seal], inputs=draw_seal_inputs)
def run_chacha20_poly1305_seal(_: Parameters, given: SealInput) -> SealOutput:
    """Seal with ChaCha20-Poly1305."""
    return SealOutput(chacha20_poly1305_seal(given.key, given.nonce, given.associated_data, given.plaintext))


@handler(
    "crypto/chacha20_poly1305_open",
    rules=[chacha20_poly1305_open],
    inputs=partial(draw_open_inputs, chacha20_poly1305_seal),
)
def run_chacha20_poly1305_open(_: Parameters, given: OpenInput) -> OpenOutput:
    """Open with ChaCha20-Poly1305."""
    return OpenOutput(chacha20_poly1305_open(given.key, given.nonce, given.associated_data, given.sealed))


@handler("crypto/aes256_gcm_seal", rules=[aes256_gcm_seal], inputs=draw_seal_inputs)
def run_aes256_gcm_seal(_: Parameters, given: SealInput) -> SealOutput:
    """Seal with AES-256-GCM."""
    return SealOutput(aes256_gcm_seal(given.key, given.nonce, given.associated_data, given.plaintext))


@handler("crypto/aes256_gcm_open", rules=[aes256_gcm_open], inputs=partial(draw_open_inputs, aes256_gcm_seal))
def run_aes256_gcm_open(_: Parameters, given: OpenInput) -> OpenOutput:
    """Open with AES-256-GCM."""
    return OpenOutput(aes256_gcm_open(given.key, given.nonce, given.associated_data, given.sealed))


RFC_8439 = SealInput(
    key=bytes(range(0x80, 0xA0)),
    nonce=bytes.fromhex("070000004041424344454647"),
    associated_data=bytes.fromhex("50515253c0c1c2c3c4c5c6c7"),
    plaintext=(
        b"Ladies and Gentlemen of the class of '99: If I could offer you "
        b"only one tip for the future, sunscreen would be it."
    ),
)
RFC_8439_SEALED = (
    "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d63dbea45e8ca9671282fafb69da92728b"
    "1a71de0a9e060b2905d6a5b67ecd3b3692ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc"
    "3ff4def08e4b7a9de576d26586cec64b61161ae10b594f09e26a7e902ecbd0600691"
)

GCM_TEST_CASE_16 = SealInput(
    key=bytes.fromhex("feffe9928665731c6d6a8f9467308308" * 2),
    nonce=bytes.fromhex("cafebabefacedbaddecaf888"),
    associated_data=bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2"),
    plaintext=bytes.fromhex(
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
    ),
)
GCM_TEST_CASE_16_SEALED = (
    "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838"
    "c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b"
)
GCM_EMPTY_TAG = "530f8afbc74536b9a963b4f1c4cb738b"

PLAIN = SealInput(
    key=make_pattern(KEY_SIZE), nonce=make_pattern(NONCE_SIZE), associated_data=b"header", plaintext=make_pattern(40)
)

WRONG_SIZES = (
    ("key-empty", "No key", {"key": b""}, "aead_key_size"),
    ("key-short", "A key of 31 bytes", {"key": make_pattern(31)}, "aead_key_size"),
    ("key-long", "A key of 33 bytes", {"key": make_pattern(33)}, "aead_key_size"),
    ("key-of-16", "A key of 16 bytes, which the smallest AES would take", {"key": make_pattern(16)}, "aead_key_size"),
    ("key-of-24", "A key of 24 bytes, which the middle AES would take", {"key": make_pattern(24)}, "aead_key_size"),
    ("nonce-empty", "No nonce", {"nonce": b""}, "aead_nonce_size"),
    ("nonce-of-8", "A nonce of 8 bytes, the original ChaCha20's", {"nonce": make_pattern(8)}, "aead_nonce_size"),
    (
        "nonce-short",
        "A nonce of 11 bytes, which the mode GCM would take",
        {"nonce": make_pattern(11)},
        "aead_nonce_size",
    ),
    (
        "nonce-long",
        "A nonce of 13 bytes, which the mode GCM would take",
        {"nonce": make_pattern(13)},
        "aead_nonce_size",
    ),
    ("nonce-of-24", "A nonce of 24 bytes, XChaCha20's", {"nonce": make_pattern(24)}, "aead_nonce_size"),
    (
        "key-before-nonce",
        "Key and nonce of wrong size: the key is named",
        {"key": b"", "nonce": b""},
        "aead_key_size",
    ),
)

PLAINTEXT_LENGTHS = (0, 1, 15, 16, 17, 63, 64, 65, 127, 128, 129, 1_024)
DATA_LENGTHS = (0, 1, 15, 16, 17, 300)


def write_rejection(reason: str) -> Json:
    """The answer that names a reason of this chapter."""
    return {"reject": {"stage": "validate", "reason": reason}}


def seal_cases(published: SealInput, published_sealed: str) -> Iterator[Case]:
    """A published answer, lengths about the ciphers' blocks, and wrong sizes."""
    yield Case(
        "published",
        "The published example",
        published,
        ("known-answer",),
        {"ok": {"sealed": "0x" + published_sealed}},
    )
    for length in PLAINTEXT_LENGTHS:
        yield Case(
            f"plaintext-{length}",
            f"{length} bytes to seal",
            replace(PLAIN, plaintext=make_pattern(length)),
            ("boundary",),
        )
    for length in DATA_LENGTHS:
        yield Case(
            f"data-{length}",
            f"{length} bytes of associated data",
            replace(PLAIN, associated_data=make_pattern(length)),
            ("boundary",),
        )
    for name, title, change, reason in WRONG_SIZES:
        given = replace(PLAIN, **change)
        yield Case(f"reject-{name}", title, given, ("boundary", "missing-check"), write_rejection(reason))


def flip(data: bytes, place: int, bit: int = 0) -> bytes:
    """The bytes with one bit of one of them changed."""
    at = place % len(data)
    return data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]


def damage(sealed: OpenInput) -> Iterator[tuple[str, str, OpenInput]]:
    """What must not open, though its sizes are right, or though too little is left to hold a tag."""
    body = sealed.sealed
    for name, title, place, bit in (
        ("first-byte", "The first bit of the ciphertext", 0, 0),
        ("last-byte", "The last bit before the tag", -TAG_SIZE - 1, 7),
        ("tag-first", "The first bit of the tag", -TAG_SIZE, 0),
        ("tag-middle", "A bit in the middle of the tag", -TAG_SIZE // 2, 3),
        ("tag-last", "The last bit of the tag", -1, 7),
    ):
        yield f"flipped-{name}", f"Flipped: {title.lower()}", replace(sealed, sealed=flip(body, place, bit))
    yield "tag-zero", "A tag of zeros", replace(sealed, sealed=body[:-TAG_SIZE] + bytes(TAG_SIZE))
    yield "tag-first-tag", "The tag before the ciphertext", replace(sealed, sealed=body[-TAG_SIZE:] + body[:-TAG_SIZE])
    yield "tag-shortened", "The tag without its last byte", replace(sealed, sealed=body[:-1])
    yield "tag-alone", "The tag of another plaintext alone", replace(sealed, sealed=body[-TAG_SIZE:])
    yield "shorter-than-a-tag", "One byte fewer than a tag has", replace(sealed, sealed=body[: TAG_SIZE - 1])
    yield "nothing", "Nothing at all", replace(sealed, sealed=b"")
    yield "byte-appended", "A byte behind the tag", replace(sealed, sealed=body + b"\x00")
    yield "other-key", "Another key", replace(sealed, key=flip(sealed.key, -1))
    yield "other-nonce", "Another nonce", replace(sealed, nonce=flip(sealed.nonce, -1))
    yield "other-data", "Other associated data", replace(sealed, associated_data=b"Header")
    yield "no-data", "The associated data left out", replace(sealed, associated_data=b"")
    yield (
        "data-moved",
        "The end of the associated data moved into the ciphertext",
        replace(sealed, associated_data=sealed.associated_data[:-1], sealed=sealed.associated_data[-1:] + body),
    )


def seal(cipher: Seal, given: SealInput) -> OpenInput:
    """A sealed input, ready to be opened."""
    sealed = cipher(given.key, given.nonce, given.associated_data, given.plaintext)
    return OpenInput(given.key, given.nonce, given.associated_data, sealed)


def open_cases(cipher: Seal, published: SealInput, published_sealed: str) -> Iterator[Case]:
    """What was sealed opens; what was damaged does not; wrong sizes come first."""
    yield Case(
        "published",
        "The published example",
        OpenInput(published.key, published.nonce, published.associated_data, bytes.fromhex(published_sealed)),
        ("known-answer",),
        {"ok": {"plaintext": "0x" + published.plaintext.hex()}},
    )
    for length in PLAINTEXT_LENGTHS:
        given = replace(PLAIN, plaintext=make_pattern(length))
        yield Case(
            f"plaintext-{length}",
            f"{length} bytes that were sealed",
            seal(cipher, given),
            ("boundary",),
            {"ok": {"plaintext": "0x" + given.plaintext.hex()}},
        )
    sealed = seal(cipher, PLAIN)
    for name, title, damaged in damage(sealed):
        yield Case(f"reject-{name}", title, damaged, ("missing-check",), write_rejection("aead_not_authentic"))
    for name, title, change, reason in WRONG_SIZES:
        resized = replace(sealed, **change)
        yield Case(f"reject-{name}", title, resized, ("boundary", "missing-check"), write_rejection(reason))
    yield Case(
        "reject-nonce-before-tag",
        "A nonce of wrong size and a wrong tag: the nonce is named",
        replace(sealed, nonce=b"", sealed=b""),
        ("order-of-checks",),
        write_rejection("aead_nonce_size"),
    )


@cases("crypto/chacha20_poly1305_seal")
def chacha20_poly1305_seal_cases() -> Iterator[Case]:
    """The example of RFC 8439, section 2.8.2, then lengths and sizes."""
    yield from seal_cases(RFC_8439, RFC_8439_SEALED)


@cases("crypto/chacha20_poly1305_open")
def chacha20_poly1305_open_cases() -> Iterator[Case]:
    """The example of RFC 8439, section 2.8.2, then damage and sizes."""
    yield from open_cases(chacha20_poly1305_seal, RFC_8439, RFC_8439_SEALED)


@cases("crypto/aes256_gcm_seal")
def aes256_gcm_seal_cases() -> Iterator[Case]:
    """Test case 16 of the mode's proposal and the tag of nothing under a zero key, then lengths and sizes."""
    yield from seal_cases(GCM_TEST_CASE_16, GCM_TEST_CASE_16_SEALED)
    yield Case(
        "published-empty",
        "Nothing sealed under a key and a nonce of zeros: test case 13 of the mode's proposal",
        SealInput(bytes(KEY_SIZE), bytes(NONCE_SIZE), b"", b""),
        ("known-answer",),
        {"ok": {"sealed": "0x" + GCM_EMPTY_TAG}},
    )


@cases("crypto/aes256_gcm_open")
def aes256_gcm_open_cases() -> Iterator[Case]:
    """Test case 16 of the mode's proposal, then damage and sizes."""
    yield from open_cases(aes256_gcm_seal, GCM_TEST_CASE_16, GCM_TEST_CASE_16_SEALED)
