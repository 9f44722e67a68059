"""The lint of the domain tags: no message of one kind can be one of another.

The tags of one kind must not begin one another, since all of them are put before the same function or
signed with the same keys. What is signed must not be as long as the hash of a transaction, which is signed
without a tag. Lengths keep to the one byte that counts them, in a context of the signature scheme and
in the tag of a hash to a curve.

Decision: R-104 (the table).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import permutations

from pyde_spec.crypto.domain_tags import CHAIN_ID_SIZE, DomainTag, TagKind

TAG_SIZE_MAX = 255
CURVE_TAG_SIZE_MIN = 16
TRANSACTION_HASH_SIZE = 32
FIRST_PRINTABLE, LAST_PRINTABLE = 0x21, 0x7E


def lint_domain_tags(tags: Sequence[DomainTag]) -> Iterator[str]:
    """Every defect of a table of tags, one sentence each."""
    for tag, count in Counter(domain_tag.tag for domain_tag in tags).items():
        if count > 1:
            yield f"domain tag {show(tag)}: stands in the table {count} times"
    for domain_tag in tags:
        yield from (f"domain tag {show(domain_tag.tag)}: {defect}" for defect in find_defects(domain_tag))
    for first, second in permutations(tags, 2):
        is_hidden = first.tag != second.tag and second.tag.startswith(first.tag)
        if first.kind is second.kind and is_hidden:
            yield f"domain tag {show(first.tag)} is the beginning of {show(second.tag)}"


def find_defects(domain_tag: DomainTag) -> Iterator[str]:
    """What is wrong with one tag by itself."""
    tag = domain_tag.tag
    if not tag:
        yield "is empty"
    if not all(FIRST_PRINTABLE <= byte <= LAST_PRINTABLE for byte in tag):
        yield "is not printable ASCII"
    if len(tag) > TAG_SIZE_MAX:
        yield f"has more than {TAG_SIZE_MAX} bytes"
    if domain_tag.names_chain and domain_tag.follows_at_least < CHAIN_ID_SIZE:
        yield f"names its chain in fewer than {CHAIN_ID_SIZE} bytes"
    if domain_tag.kind is TagKind.SIGNED and len(tag) + domain_tag.follows_at_least <= TRANSACTION_HASH_SIZE:
        yield f"can have the {TRANSACTION_HASH_SIZE} bytes of a transaction hash"
    if domain_tag.kind is TagKind.HASH_TO_CURVE and len(tag) < CURVE_TAG_SIZE_MIN:
        yield f"has fewer than {CURVE_TAG_SIZE_MIN} bytes"


def show(tag: bytes) -> str:
    """A tag as a person reads it, whatever it holds."""
    return tag.decode("ascii", errors="backslashreplace")
