"""Payloads of several signers come back, and no two orders share what is signed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyde_spec.accounts.authorisation import IndexedSignature
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.transactions.multisig_payload import (
    BODY_TYPES,
    EmergencyPause,
    EmergencyResume,
    MultisigPayload,
    SignerRole,
    SignerRotation,
    TreasurySpend,
    compute_multisig_message,
    decode_multisig_payload,
    encode_multisig_payload,
)
from pyde_spec.types.transaction import TransactionType

HASHES = st.binary(min_size=32, max_size=32)
WORDS = st.integers(0, 2**64 - 1)
KEYS = st.binary(min_size=1, max_size=1).map(lambda byte: byte * 897)
BODIES = st.one_of(
    st.builds(TreasurySpend, HASHES, st.integers(0, 2**128 - 1), HASHES),
    st.builds(SignerRotation, st.sampled_from(SignerRole), st.lists(KEYS, max_size=3).map(tuple), st.integers(0, 255)),
    st.builds(EmergencyPause, WORDS),
    st.just(EmergencyResume()),
)
ENTRIES = st.builds(IndexedSignature, st.integers(0, 255), st.binary(max_size=40))
PAYLOADS = st.builds(MultisigPayload, WORDS, BODIES, st.lists(ENTRIES, max_size=4).map(tuple))


def test_four_types_have_a_body():
    assert sorted(BODY_TYPES) == [9, 10, 11, 12]


@given(PAYLOADS)
def test_a_payload_comes_back(payload):
    assert decode_multisig_payload(payload.body.tx_type, encode_multisig_payload(payload)) == payload


@given(st.sampled_from(sorted(BODY_TYPES)), st.binary(max_size=150))
def test_bytes_decode_to_what_they_encode_or_not_at_all(tx_type, rest):
    data = b"\x01" + rest
    try:
        payload = decode_multisig_payload(TransactionType(tx_type), data)
    except Rejected as rejection:
        assert rejection.reason is Reason.MULTISIG_PAYLOAD_MALFORMED
    else:
        assert encode_multisig_payload(payload) == data


@given(PAYLOADS, st.integers(0, 200))
def test_no_beginning_of_a_payload_is_a_payload(payload, cut):
    data = encode_multisig_payload(payload)
    with pytest.raises(Rejected):
        decode_multisig_payload(payload.body.tx_type, data[: cut % len(data)])


@given(WORDS, WORDS, BODIES, WORDS, WORDS, BODIES)
def test_different_orders_are_signed_differently(chain, nonce, body, other_chain, other_nonce, other_body):
    first, second = (chain, nonce, body), (other_chain, other_nonce, other_body)
    assert (compute_multisig_message(*first) == compute_multisig_message(*second)) == (first == second)
    assert (compute_multisig_message(chain, nonce, body) == compute_multisig_message(chain, nonce, other_body)) == (
        body == other_body
    )


@given(PAYLOADS)
def test_what_is_signed_is_the_beginning_of_what_is_sent(payload):
    message = compute_multisig_message(7, payload.nonce, payload.body)
    signed = message[len(b"pyde-multisig-v1") + 8 + 1 :]
    assert encode_multisig_payload(payload).startswith(signed)
