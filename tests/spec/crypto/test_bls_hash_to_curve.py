"""Hashing to the groups, against the vectors of RFC 9380 and for the shape of its tags."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from pyde_spec.crypto.bls_hash_to_curve import (
    compute_field_elements,
    compute_g1_hash,
    compute_g2_hash,
    compute_scalar_hash,
)
from pyde_spec.crypto.bls_message_expansion import EXPANSION_MAX, expand_message
from pyde_spec.crypto.bls_scalars import SCALAR_MODULUS
from pyde_spec.crypto.domain_tags import DOMAIN_TAGS, TagKind
from pyde_spec.rejections import Reason, Rejected

PUBLISHED = Path(__file__).parents[4] / "shared" / "kat"


def load_suite(name):
    """A published suite; skips with the reason where it is not here."""
    path = PUBLISHED / name
    if not path.is_file():
        pytest.skip(f"the published vectors of RFC 9380 are not beside the repository: {name}")
    return json.loads(path.read_text())


def read_pair(text):
    return tuple(int(part, 16) for part in text.split(","))


def test_the_published_points_of_the_first_group():
    suite = load_suite("bls12381_g1_hash_to_curve_ro.json")
    for vector in suite["vectors"]:
        message, tag = vector["msg"].encode(), suite["dst"].encode()
        assert compute_field_elements(message, tag, 2) == [int(value, 16) for value in vector["u"]]
        point = compute_g1_hash(message, tag)
        assert (point.x, point.y) == (int(vector["P"]["x"], 16), int(vector["P"]["y"], 16))


def test_the_published_points_of_the_second_group():
    suite = load_suite("bls12381_g2_hash_to_curve_ro.json")
    for vector in suite["vectors"]:
        message, tag = vector["msg"].encode(), suite["dst"].encode()
        wanted = [half for value in vector["u"] for half in read_pair(value)]
        assert compute_field_elements(message, tag, 4) == wanted
        point = compute_g2_hash(message, tag)
        assert (point.x, point.y) == (read_pair(vector["P"]["x"]), read_pair(vector["P"]["y"]))


def test_a_tag_over_255_bytes_is_its_hash_under_the_prefix():
    long = b"t" * 256
    assert expand_message(b"abc", long, 96) == expand_message(b"abc", sha256(b"H2C-OVERSIZE-DST-" + long).digest(), 96)


def test_another_size_gives_other_bytes():
    assert not expand_message(b"abc", b"t", 64).startswith(expand_message(b"abc", b"t", 32))


def test_the_longest_expansion_is_the_longest_that_one_byte_can_count():
    assert EXPANSION_MAX == 255 * 32
    assert len(expand_message(b"", b"t", EXPANSION_MAX)) == EXPANSION_MAX


def test_nothing_is_hashed_without_a_tag():
    for hash_function in (compute_g1_hash, compute_g2_hash, compute_scalar_hash):
        with pytest.raises(Rejected) as raised:
            hash_function(b"abc", b"")
        assert raised.value.reason is Reason.HASH_TAG_EMPTY


def test_a_scalar_hash_is_a_wide_number_reduced():
    wide = int.from_bytes(expand_message(b"abc", b"t", 48), "big")
    assert wide >> 255 != 0
    assert compute_scalar_hash(b"abc", b"t") == wide % SCALAR_MODULUS


def test_the_tags_of_the_project_are_as_long_as_the_standard_advises():
    tags = [domain_tag.tag for domain_tag in DOMAIN_TAGS if domain_tag.kind is TagKind.HASH_TO_CURVE]
    assert tags
    assert all(16 <= len(tag) <= 255 for tag in tags)
