"""Vectors of hashing to the groups and to scalars of BLS12-381."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from pyde_spec.crypto.bls_group import hash_to_g1, hash_to_g2
from pyde_spec.crypto.bls_hash_to_curve import compute_g1_hash, compute_g2_hash, compute_scalar_hash
from pyde_spec.crypto.bls_message_expansion import EXPANSION_MAX, expand_message
from pyde_spec.crypto.bls_point_encoding import encode_g1, encode_g2
from pyde_spec.crypto.bls_scalars import encode_scalar
from pyde_spec.crypto.domain_tags import BEACON_ANCHORS_TAG, BEACON_COMMITTEE_TAG
from pyde_spec.encoding.shapes import U32, VariableBytes
from pyde_spec.params.versions import Parameters
from pyde_vectors.cases import Case, cases
from pyde_vectors.crypto.bls_samples import (
    G1Output,
    G2Output,
    Message,
    ScalarOutput,
    Tag,
    draw_messages,
    draw_tags,
)
from pyde_vectors.handlers import Json, handler


@dataclass(frozen=True, slots=True)
class HashToGroupInput:
    """What is hashed, and the tag that says what for."""

    message: Message
    dst: Tag


@dataclass(frozen=True, slots=True)
class ExpandInput:
    """What is expanded, the tag that says what for, and to how many bytes."""

    message: Message
    dst: Tag
    size: U32


@dataclass(frozen=True, slots=True)
class ExpandOutput:
    """So many bytes."""

    expanded: Annotated[bytes, VariableBytes(EXPANSION_MAX)]


def draw_hash_inputs() -> Any:
    """Messages and tags."""
    from hypothesis import strategies

    return strategies.builds(HashToGroupInput, draw_messages(), draw_tags())


def draw_expand_inputs() -> Any:
    """Messages, tags, and sizes on both sides of the limit."""
    from hypothesis import strategies

    sizes = strategies.one_of(strategies.integers(0, 200), strategies.sampled_from([EXPANSION_MAX, EXPANSION_MAX + 1]))
    return strategies.builds(ExpandInput, draw_messages(), draw_tags(), sizes)


@handler("crypto/expand_message", rules=[expand_message], inputs=draw_expand_inputs)
def run_expand_message(_: Parameters, given: ExpandInput) -> ExpandOutput:
    """Expand a message."""
    return ExpandOutput(expand_message(given.message, given.dst, given.size))


@handler("crypto/hash_to_scalar", rules=[compute_scalar_hash], inputs=draw_hash_inputs)
def run_hash_to_scalar(_: Parameters, given: HashToGroupInput) -> ScalarOutput:
    """Hash to a scalar."""
    return ScalarOutput(encode_scalar(compute_scalar_hash(given.message, given.dst)))


@handler("crypto/hash_to_g1", rules=[hash_to_g1, compute_g1_hash], inputs=draw_hash_inputs)
def run_hash_to_g1(_: Parameters, given: HashToGroupInput) -> G1Output:
    """Hash to the first group."""
    return G1Output(encode_g1(hash_to_g1(given.message, given.dst)))


@handler("crypto/hash_to_g2", rules=[hash_to_g2, compute_g2_hash], inputs=draw_hash_inputs)
def run_hash_to_g2(_: Parameters, given: HashToGroupInput) -> G2Output:
    """Hash to the second group."""
    return G2Output(encode_g2(hash_to_g2(given.message, given.dst)))


EXPANDER_TAG = b"QUUX-V01-CS02-with-expander-SHA256-128"
LONG_EXPANDER_TAG = EXPANDER_TAG + b"-long-DST-" + b"1" * 208

PUBLISHED_EXPANSIONS = (
    ("empty", b"", EXPANDER_TAG, "68a985b87eb6b46952128911f2a4412bbc302a9d759667f87f7a21d803f07235"),
    ("abc", b"abc", EXPANDER_TAG, "d8ccab23b5985ccea865c6c97b6e5b8350e794e603b4b97902f53a8a0d605615"),
    ("empty-long-tag", b"", LONG_EXPANDER_TAG, "e8dc0c8b686b7ef2074086fbdd2f30e3f8bfbd3bdf177f73f04b97ce618a3ed3"),
    ("abc-long-tag", b"abc", LONG_EXPANDER_TAG, "52dbf4f36cf560fca57dedec2ad924ee9c266341d8f3d6afe5171733b16bbb12"),
)

RFC_MESSAGES = (
    ("empty", b""),
    ("abc", b"abc"),
    ("alphabet", b"abcdef0123456789"),
    ("q128", b"q128_" + b"q" * 128),
    ("a512", b"a512_" + b"a" * 512),
)
G1_TAG = b"QUUX-V01-CS02-with-BLS12381G1_XMD:SHA-256_SSWU_RO_"
G2_TAG = b"QUUX-V01-CS02-with-BLS12381G2_XMD:SHA-256_SSWU_RO_"
TAG_255 = b"t" * 255
TAG_256 = b"t" * 256

PUBLISHED_G1 = (
    "852926add2207b76ca4fa57a8734416c8dc95e24501772c814278700eed6d1e4e8cf62d9c09db0fac349612b759e79a1",
    "83567bc5ef9c690c2ab2ecdf6a96ef1c139cc0b2f284dca0a9a7943388a49a3aee664ba5379a7655d3c68900be2f6903",
    "91e0b079dea29a68f0383ee94fed1b940995272407e3bb916bbf268c263ddd57a6a27200a784cbc248e84f357ce82d98",
    "b5f68eaa693b95ccb85215dc65fa81038d69629f70aeee0d0f677cf22285e7bf58d7cb86eefe8f2e9bc3f8cb84fac488",
    "882aabae8b7dedb0e78aeb619ad3bfd9277a2f77ba7fad20ef6aabdc6c31d19ba5a6d12283553294c1825c4b3ca2dcfe",
)
PUBLISHED_G2 = (
    "a5cb8437535e20ecffaef7752baddf98034139c38452458baeefab379ba13dff5bf5dd71b72418717047f5b0f37da03d"
    "0141ebfbdca40eb85b87142e130ab689c673cf60f1a3e98d69335266f30d9b8d4ac44c1038e9dcdd5393faf5c41fb78a",
    "939cddbccdc5e91b9623efd38c49f81a6f83f175e80b06fc374de9eb4b41dfe4ca3a230ed250fbe3a2acf73a41177fd8"
    "02c2d18e033b960562aae3cab37a27ce00d80ccd5ba4b7fe0e7a210245129dbec7780ccc7954725f4168aff2787776e6",
    "990d119345b94fbd15497bcba94ecf7db2cbfd1e1fe7da034d26cbba169fb3968288b3fafb265f9ebd380512a71c3f2c"
    "121982811d2491fde9ba7ed31ef9ca474f0e1501297f68c298e9f4c0028add35aea8bb83d53c08cfc007c1e005723cd0",
    "8934aba516a52d8ae479939a91998299c76d39cc0c035cd18813bec433f587e2d7a4fef038260eef0cef4d02aae3eb91"
    "19a84dd7248a1066f737cc34502ee5555bd3c19f2ecdb3c7d9e24dc65d4e25e50d83f0f77105e955d78f4762d33c17da",
    "91fca2ff525572795a801eed17eb12785887c7b63fb77a42be46ce4a34131d71f7a73e95fee3f812aea3de78b4d01569"
    "01a6ba2f9a11fa5598b2d8ace0fbe0a0eacb65deceb476fbbcb64fd24557c2f4b18ecfc5663e54ae16a84f5ab7f62534",
)
"""The published points, compressed, in the order of the messages."""

EMPTY_TAG: Json = {"reject": {"stage": "validate", "reason": "hash_tag_empty"}}


@cases("crypto/expand_message")
def expand_message_cases() -> Iterator[Case]:
    """Published answers, then sizes around a digest and at the limit, and tags around theirs."""
    for name, message, tag, expanded in PUBLISHED_EXPANSIONS:
        title = f"Published: {name.replace('-', ' ')}"
        known = {"ok": {"expanded": "0x" + expanded}}
        yield Case(f"published-{name}", title, ExpandInput(message, tag, 32), ("known-answer",), known)
    for size in (0, 1, 31, 33, 64, 65, 256, 257):
        yield Case(f"size-{size}", f"{size} bytes", ExpandInput(b"abc", EXPANDER_TAG, size), ("boundary",))
    for size in (EXPANSION_MAX, EXPANSION_MAX + 1, 2**16, 2**32 - 1):
        yield Case(f"size-{size}", f"{size:,} bytes", ExpandInput(b"", b"t", size), ("boundary", "resource-limit"))
    tags = (("one-byte", b"t"), ("255-bytes", TAG_255), ("256-bytes", TAG_256), ("zero-byte", b"\x00"))
    for name, tag in tags:
        yield Case(f"tag-{name}", f"A tag of {name.replace('-', ' ')}", ExpandInput(b"", tag, 32), ("boundary",))
    moved = (("message-takes-from-tag", b"ab", b"cd"), ("tag-takes-from-message", b"a", b"bcd"))
    for name, message, tag in moved:
        title = "Message and tag that are the same bytes when put together"
        yield Case(name, title, ExpandInput(message, tag, 32), ("malleability",))
    yield Case("reject-tag-empty", "No tag", ExpandInput(b"abc", b"", 32), ("missing-check",), EMPTY_TAG)
    given = ExpandInput(b"abc", b"", EXPANSION_MAX + 1)
    yield Case("order-tag-and-size", "No tag, and too many bytes", given, ("order-of-checks",))


@cases("crypto/hash_to_scalar")
def hash_to_scalar_cases() -> Iterator[Case]:
    """A few messages and tags."""
    for name, message in RFC_MESSAGES[:3]:
        yield Case(name, f"The message {name}", HashToGroupInput(message, b"pyde-test-scalar"))
    yield Case("tag-256-bytes", "A tag that is hashed first", HashToGroupInput(b"", TAG_256), ("boundary",))
    yield Case("reject-tag-empty", "No tag", HashToGroupInput(b"", b""), ("missing-check",), EMPTY_TAG)


@cases("crypto/hash_to_g1")
def hash_to_g1_cases() -> Iterator[Case]:
    """The published points, then tags."""
    for (name, message), point in zip(RFC_MESSAGES, PUBLISHED_G1, strict=True):
        known = {"ok": {"point": "0x" + point}}
        yield Case(
            f"published-{name}", f"Published: {name}", HashToGroupInput(message, G1_TAG), ("known-answer",), known
        )
    for name, tag in (("one-byte", b"t"), ("255-bytes", TAG_255), ("256-bytes", TAG_256)):
        yield Case(f"tag-{name}", f"A tag of {name.replace('-', ' ')}", HashToGroupInput(b"abc", tag), ("boundary",))
    yield Case("tag-of-other-suite", "The tag of the other suite", HashToGroupInput(b"abc", G2_TAG), ("missing-check",))
    yield Case("reject-tag-empty", "No tag", HashToGroupInput(b"abc", b""), ("missing-check",), EMPTY_TAG)


@cases("crypto/hash_to_g2")
def hash_to_g2_cases() -> Iterator[Case]:
    """The published points, then tags, the beacon's among them."""
    for (name, message), point in zip(RFC_MESSAGES, PUBLISHED_G2, strict=True):
        known = {"ok": {"point": "0x" + point}}
        yield Case(
            f"published-{name}", f"Published: {name}", HashToGroupInput(message, G2_TAG), ("known-answer",), known
        )
    for domain_tag in (BEACON_ANCHORS_TAG, BEACON_COMMITTEE_TAG):
        title = f"Under the tag {domain_tag.name}"
        yield Case(domain_tag.name, title, HashToGroupInput(bytes(24), domain_tag.tag), ("missing-check",))
    for name, tag in (("255-bytes", TAG_255), ("256-bytes", TAG_256)):
        yield Case(f"tag-{name}", f"A tag of {name.replace('-', ' ')}", HashToGroupInput(b"abc", tag), ("boundary",))
    yield Case("reject-tag-empty", "No tag", HashToGroupInput(b"abc", b""), ("missing-check",), EMPTY_TAG)
