"""Message expansion.

A hash to a curve or to a scalar starts from more bytes than a hash function gives. This is how SHA-256 is
stretched to as many as it takes, under a tag that says what they are for. Two uses with different tags
have nothing to do with one another, even over the same message.

The tag is put behind the message with its length, in one byte. A tag of more than 255 bytes is replaced by
its own hash, as the standard has it. An empty tag would be no tag, and the standard forbids it.

Source: RFC 9380, sections 3.1, 5.3.1 and 5.3.3.  Decision: R-111 (tags).
"""

from hashlib import sha256

from pyde_spec.rejections import Reason, Rejected

BLOCK_SIZE = 64
DIGEST_SIZE = 32
EXPANSION_MAX = 255 * DIGEST_SIZE
TAG_SIZE_MAX = 255
OVERSIZE_TAG_PREFIX = b"H2C-OVERSIZE-DST-"


def validate_tag(tag: bytes) -> None:
    """Rejects an empty tag with `HASH_TAG_EMPTY`."""
    if not tag:
        raise Rejected(Reason.HASH_TAG_EMPTY)


def compute_tag_suffix(tag: bytes) -> bytes:
    """The tag and its length in one byte, after a tag of more than 255 bytes has been hashed."""
    short = tag if len(tag) <= TAG_SIZE_MAX else sha256(OVERSIZE_TAG_PREFIX + tag).digest()
    return short + bytes([len(short)])


def expand_message(message: bytes, tag: bytes, size: int) -> bytes:
    """`size` bytes from a message under a tag. Another size gives other bytes, not fewer of the same.

    Rejects with `HASH_TAG_EMPTY`, then `EXPANSION_TOO_LONG` above 8,160 bytes.
    """
    validate_tag(tag)
    if size > EXPANSION_MAX:
        raise Rejected(Reason.EXPANSION_TOO_LONG, f"{size} bytes")
    suffix = compute_tag_suffix(tag)
    seed = sha256(bytes(BLOCK_SIZE) + message + size.to_bytes(2, "big") + b"\x00" + suffix).digest()
    digest = bytes(DIGEST_SIZE)
    expanded = b""
    for number in range(1, (size + DIGEST_SIZE - 1) // DIGEST_SIZE + 1):
        mixed = bytes([left ^ right for left, right in zip(seed, digest, strict=True)])
        digest = sha256(mixed + bytes([number]) + suffix).digest()
        expanded += digest
    return expanded[:size]
