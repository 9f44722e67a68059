"""Vectors of the domain tags: every row of the table, names that are almost tags, and signed messages."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from pyde_spec.crypto.domain_tags import (
    CHAIN_ID_SIZE,
    DOMAIN_TAGS,
    DomainTag,
    TagKind,
    compute_signing_message,
    get_domain_tag,
)
from pyde_spec.encoding.shapes import U32, U64, U64_MAX, Text, VariableBytes
from pyde_spec.params.versions import Parameters
from pyde_vectors.cases import Case, cases
from pyde_vectors.crypto.inputs import Data
from pyde_vectors.handlers import Json, handler

NAME_CAP = 255

Name = Annotated[str, Text(NAME_CAP)]


@dataclass(frozen=True, slots=True)
class TagInput:
    """The name of a tag: the tag itself, as text."""

    tag: Name


@dataclass(frozen=True, slots=True)
class TagOutput:
    """What the table says of a tag: its bytes and its kind, what takes it in, and what follows it at least."""

    bytes_: Annotated[bytes, VariableBytes(NAME_CAP)]
    kind: Name
    function: Name
    follows_at_least: U32
    names_chain: bool


@dataclass(frozen=True, slots=True)
class SigningMessageInput:
    """The name of a tag, a chain, and what is to be signed on it."""

    tag: Name
    chain_id: U64
    payload: Data


@dataclass(frozen=True, slots=True)
class SigningMessageOutput:
    """What the signature scheme is given as its message."""

    message: Data


def draw_names() -> Any:
    """Names worth asking: mostly those of the table."""
    from hypothesis import strategies as st

    names = st.sampled_from([domain_tag.name for domain_tag in DOMAIN_TAGS])
    return st.one_of(names, names, st.text("pyde-v12:aertx", max_size=20))


def draw_tag_inputs() -> Any:
    """Inputs worth asking: names of the table, and others."""
    return draw_names().map(TagInput)


def draw_signing_inputs() -> Any:
    """Inputs worth asking: names of the table, and others, before chains and payloads."""
    from hypothesis import strategies as st

    return st.builds(SigningMessageInput, draw_names(), st.integers(0, U64_MAX), st.binary(max_size=200))


def reveal_table_row(_: Parameters, given: TagInput) -> dict[str, Json]:
    """What follows the tag, in words, and whose it is."""
    return {
        f"{domain_tag.chapter}, {domain_tag.decision}": domain_tag.follows
        for domain_tag in DOMAIN_TAGS
        if domain_tag.name == given.tag
    }


@handler("crypto/domain_tag", rules=[get_domain_tag], reveal=reveal_table_row, inputs=draw_tag_inputs)
def run_domain_tag(_: Parameters, given: TagInput) -> TagOutput:
    """Look a tag up."""
    found = get_domain_tag(given.tag)
    return TagOutput(found.tag, found.kind.value, found.function, found.follows_at_least, found.names_chain)


@handler("crypto/signing_message", rules=[compute_signing_message, get_domain_tag], inputs=draw_signing_inputs)
def run_signing_message(_: Parameters, given: SigningMessageInput) -> SigningMessageOutput:
    """Make the message that a member's key signs."""
    return SigningMessageOutput(compute_signing_message(get_domain_tag(given.tag), given.chain_id, given.payload))


UNKNOWN: Json = {"reject": {"stage": "validate", "reason": "domain_tag_unknown"}}
NOT_FOR_MESSAGE: Json = {"reject": {"stage": "validate", "reason": "domain_tag_not_for_message"}}
TOO_SHORT: Json = {"reject": {"stage": "validate", "reason": "domain_payload_too_short"}}

ALMOST = (
    ("empty", "No name at all", ""),
    ("other-version", "A version that is not yet", "pyde-vertex-v2"),
    ("prefix", "A tag without its last character", "pyde-vertex-v"),
    ("longer", "A tag with a character more", "pyde-vertex-v10"),
    ("upper-case", "A tag in upper case", "PYDE-VERTEX-V1"),
    ("trailing-space", "A tag and a space", "pyde-vertex-v1 "),
    ("without-colon", "The tag of parachains without its last character", "pyde-parachain"),
    ("not-ascii", "A letter that only looks like the one in the tag", "pyde-v\u0435rtex-v1"),
)


def write_case_name(name: str) -> str:
    """The name of a tag as a part of an id."""
    return name.rstrip(":")


@cases("crypto/domain_tag")
def domain_tag_cases() -> Iterator[Case]:
    """Every row, then names that are almost one."""
    for domain_tag in DOMAIN_TAGS:
        yield Case(write_case_name(domain_tag.name), f"The row of {domain_tag.name}", TagInput(domain_tag.name))
    for name, title, almost in ALMOST:
        yield Case(f"reject-{name}", title, TagInput(almost), ("missing-check",), UNKNOWN)


PAYLOAD = bytes(range(1, 41))
LONG_PAYLOAD = bytes(range(1, 201))

MESSAGES = (
    ("chain-is-little-endian", "The chain id is eight bytes, the lowest first", "pyde-vertex-v1", 0x0102, "aa" * 32),
    ("chain-zero", "The lowest chain id", "pyde-attest-v1", 0, "bb" * 180),
    ("chain-last", "The highest chain id", "pyde-share-v1", U64_MAX, "cc" * 32),
)

KNOWN_MESSAGES = {
    "chain-is-little-endian": "0x707964652d7665727465782d76310201000000000000",
    "chain-zero": "0x707964652d6174746573742d76310000000000000000",
    "chain-last": "0x707964652d73686172652d7631ffffffffffffffff",
}
"""The tag and the chain id of each; the payload follows."""


def is_for_message(domain_tag: DomainTag) -> bool:
    """Whether the tag is one of signed messages that name their chain."""
    return domain_tag.kind is TagKind.SIGNED and domain_tag.names_chain


@cases("crypto/signing_message")
def signing_message_cases() -> Iterator[Case]:
    """Messages worked by hand; one payload under every tag, which the kinds that sign nothing refuse; unknown tags.

    Where the payload is also too short for the row of a tag that signs nothing, the kind is what counts.
    """
    for name, title, tag, chain_id, payload in MESSAGES:
        yield Case(
            name,
            title,
            SigningMessageInput(tag, chain_id, bytes.fromhex(payload)),
            ("boundary", "known-answer"),
            {"ok": {"message": KNOWN_MESSAGES[name] + payload}},
        )
    for domain_tag in DOMAIN_TAGS:
        is_taken = is_for_message(domain_tag)
        is_long = domain_tag.follows_at_least > CHAIN_ID_SIZE + len(PAYLOAD)
        yield Case(
            f"{'' if is_taken else 'reject-'}{write_case_name(domain_tag.name)}",
            f"One payload under {domain_tag.name}",
            SigningMessageInput(domain_tag.name, 1, LONG_PAYLOAD if is_taken and is_long else PAYLOAD),
            () if is_taken else ("missing-check", "order-of-checks") if is_long else ("missing-check",),
            None if is_taken else NOT_FOR_MESSAGE,
        )
    yield Case(
        "reject-unknown-tag",
        "A tag that the table does not have",
        SigningMessageInput("pyde-vertex-v2", 1, PAYLOAD),
        ("missing-check",),
        UNKNOWN,
    )


@cases("crypto/signing_message")
def payload_size_cases() -> Iterator[Case]:
    """The shortest payload of every tag and one byte less; one that makes 32 bytes; none."""
    for domain_tag in [domain_tag for domain_tag in DOMAIN_TAGS if is_for_message(domain_tag)]:
        name, size = domain_tag.name, domain_tag.follows_at_least - CHAIN_ID_SIZE
        shortest = SigningMessageInput(name, 1, LONG_PAYLOAD[:size])
        yield Case(f"shortest-{name}", f"{size} bytes, as few as may follow {name}", shortest, ("boundary",))
        too_short = SigningMessageInput(name, 1, LONG_PAYLOAD[: size - 1])
        title = f"{size - 1} bytes, one too few for {name}"
        yield Case(f"reject-too-short-{name}", title, too_short, ("boundary", "missing-check"), TOO_SHORT)
    yield Case(
        "reject-32-bytes",
        "A message as long as the hash of a transaction",
        SigningMessageInput("pyde-vertex-v1", 1, PAYLOAD[:10]),
        ("missing-check", "boundary"),
        TOO_SHORT,
    )
    yield Case(
        "no-payload",
        "Nothing follows the chain id",
        SigningMessageInput("pyde-peer-v1", 31_337, b""),
        ("missing-check", "boundary"),
        TOO_SHORT,
    )
