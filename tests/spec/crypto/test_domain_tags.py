"""The table of domain tags: no two messages collide, and no tag stands anywhere else."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pyde_spec
from pyde_spec.crypto.domain_tags import (
    ATTESTATION_TAG,
    CHAIN_ID_SIZE,
    DOMAIN_TAGS,
    TagKind,
    compute_signing_message,
    get_domain_tag,
)
from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import U64_MAX, compute_minimum_size, shape_of
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.types.finality import Attestation
from pyde_vectors.samples import Filler, build_distinct
from pyde_vectors.tag_lint import TRANSACTION_HASH_SIZE, lint_domain_tags

SPEC = Path(pyde_spec.__file__).parent
TABLE = SPEC / "crypto" / "domain_tags.py"

fixed = settings(derandomize=True, max_examples=200, deadline=None)
signed_tags = st.sampled_from([tag for tag in DOMAIN_TAGS if tag.kind is TagKind.SIGNED and tag.names_chain])
chain_ids = st.integers(0, U64_MAX)


def draw_payloads(tag):
    shortest = tag.follows_at_least - CHAIN_ID_SIZE
    return st.binary(min_size=shortest, max_size=shortest + 24)


messages = signed_tags.flatmap(lambda tag: st.tuples(st.just(tag), chain_ids, draw_payloads(tag)))


def test_the_table_passes_its_lint():
    assert list(lint_domain_tags(DOMAIN_TAGS)) == []


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"tag": b"pyde-vertex-v1"}, "stands in the table 2 times"),
        ({"tag": b"pyde-vertex-v10"}, "pyde-vertex-v1 is the beginning of pyde-vertex-v10"),
        ({"tag": b"pyde-vertex"}, "pyde-vertex is the beginning of pyde-vertex-v1"),
        ({"tag": b""}, "is empty"),
        ({"tag": b"pyde\x00v1"}, "is not printable ASCII"),
        ({"tag": b"pyde-\xc3\xa9-v1"}, "is not printable ASCII"),
        ({"tag": b"p" * 256}, "has more than 255 bytes"),
        ({"follows_at_least": 19}, "can have the 32 bytes of a transaction hash"),
        ({"follows_at_least": 7}, "names its chain in fewer than 8 bytes"),
        ({"tag": b"pyde-short-v1", "kind": TagKind.HASH_TO_CURVE}, "has fewer than 16 bytes"),
    ],
)
def test_each_defect_of_a_table_is_named(change, complaint):
    vertex = get_domain_tag("pyde-vertex-v1")
    defective = replace(get_domain_tag("pyde-share-v1"), **change)
    complaints = list(lint_domain_tags((vertex, defective)))
    assert any(complaint in found for found in complaints), complaints


def test_a_hashed_tag_may_begin_a_signed_one():
    vertex = get_domain_tag("pyde-vertex-v1")
    hashed = replace(vertex, tag=b"pyde-vertex-v", kind=TagKind.HASHED)
    assert list(lint_domain_tags((vertex, hashed))) == []


def test_every_bytes_literal_of_a_tag_stands_in_the_table():
    elsewhere = {
        f"{path.relative_to(SPEC)}:{node.lineno}"
        for path in sorted(SPEC.rglob("*.py"))
        if path != TABLE
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, bytes)
        and (node.value.lower().startswith(b"pyde") or any(tag.tag in node.value for tag in DOMAIN_TAGS))
    }
    assert elsewhere == set()


def test_the_table_lists_every_tag_that_its_module_makes():
    made = {
        node.value
        for node in ast.walk(ast.parse(TABLE.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, bytes)
    }
    assert made == {tag.tag for tag in DOMAIN_TAGS}


@fixed
@given(messages, messages)
def test_different_messages_are_different_bytes(first, second):
    assert (compute_signing_message(*first) == compute_signing_message(*second)) == (first == second)


@fixed
@given(messages)
def test_a_message_is_tag_chain_and_payload(message):
    tag, chain_id, payload = message
    signed = compute_signing_message(tag, chain_id, payload)
    assert signed.startswith(tag.tag)
    assert signed[len(tag.tag) :][:8] == chain_id.to_bytes(8, "little")
    assert signed[len(tag.tag) + 8 :] == payload


@fixed
@given(messages)
def test_a_message_is_longer_than_the_hash_of_a_transaction(message):
    assert len(compute_signing_message(*message)) > TRANSACTION_HASH_SIZE


@fixed
@given(signed_tags, chain_ids, st.data())
def test_a_payload_shorter_than_the_row_is_refused(tag, chain_id, data):
    payload = data.draw(st.binary(max_size=tag.follows_at_least - CHAIN_ID_SIZE - 1))
    with pytest.raises(Rejected) as caught:
        compute_signing_message(tag, chain_id, payload)
    assert caught.value.reason is Reason.DOMAIN_PAYLOAD_TOO_SHORT


def test_an_attestation_puts_its_chain_id_first():
    attestation = build_distinct(shape_of(Attestation), Filler())
    wire = encode(Attestation, attestation)
    message = compute_signing_message(ATTESTATION_TAG, attestation.chain_id, wire[8:])
    assert message == ATTESTATION_TAG.tag + wire
    assert ATTESTATION_TAG.follows_at_least == compute_minimum_size(shape_of(Attestation))
