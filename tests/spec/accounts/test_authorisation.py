"""Who signed: counted by hand over every set of signers, and a check that is asked only when it has to be."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyde_spec.accounts.authorisation import (
    IndexedSignature,
    MultiSignature,
    validate_authorisation,
    validate_signature_form,
)
from pyde_spec.encoding.encoder import encode
from pyde_spec.params.versions import RULES_1_0, RULES_1_1
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.types.auth_keys import MultiSig, SingleKey
from pyde_spec.types.transaction import SIGNATURE_CAP

KEYS = tuple(bytes([9, number]) + bytes(895) for number in range(4))
MESSAGE = bytes(range(32))


def make_signature(index):
    return bytes([0x39, index]) * 30


def is_good(public_key, message, signature):
    return message == MESSAGE and public_key in KEYS and signature == make_signature(KEYS.index(public_key))


def make_envelope(indices):
    return encode(MultiSignature, tuple(IndexedSignature(index, make_signature(index)) for index in indices))


def get_reason(auth_keys, signature, rules=RULES_1_1, check=is_good):
    try:
        validate_authorisation(auth_keys, MESSAGE, signature, rules, check)
    except Rejected as rejection:
        return rejection.reason
    return None


@pytest.mark.parametrize("threshold", [1, 2, 3, 4])
def test_exactly_the_sets_of_threshold_signers_authorise(threshold):
    for size in range(5):
        for signers in combinations(range(4), size):
            reason = get_reason(MultiSig(KEYS, threshold), make_envelope(signers))
            assert (reason is None) == (size == threshold), signers


@given(st.lists(st.integers(0, 5), max_size=6))
def test_a_list_of_signers_authorises_when_it_is_a_set_in_order(indices):
    reason = get_reason(MultiSig(KEYS, 2), make_envelope(indices))
    is_pair = len(indices) == 2 and indices[0] < indices[1] < len(KEYS)
    assert (reason is None) == is_pair


@given(st.binary(max_size=60))
def test_no_bytes_break_it(signature):
    for keys in (SingleKey(KEYS[0]), MultiSig(KEYS, 2)):
        reason = get_reason(keys, signature)
        assert reason is None or reason.value.chapter == "accounts"


def test_nothing_is_checked_while_anything_cheap_is_wrong():
    def never(*_):
        pytest.fail("a signature was checked")

    for indices in ([], [0], [1, 0], [0, 4], [0, 1, 2]):
        assert get_reason(MultiSig(KEYS, 2), make_envelope(indices), check=never) is not None
    assert get_reason(SingleKey(KEYS[0]), b"", check=never) is Reason.SIGNATURE_FORM_UNKNOWN


def test_the_first_bad_signature_ends_the_checking():
    asked = []

    def refuse(public_key, message, signature):
        asked.append((public_key, message, signature))
        return False

    assert get_reason(MultiSig(KEYS, 2), make_envelope([1, 3]), check=refuse) is Reason.SIGNATURE_INVALID
    assert asked == [(KEYS[1], MESSAGE, make_signature(1))]


def test_the_largest_envelope_fills_the_signature_field():
    signatures = tuple(IndexedSignature(index, bytes(809)) for index in range(16))
    assert len(encode(MultiSignature, signatures)) == SIGNATURE_CAP


def test_the_published_signatures_have_the_form_of_1_1_only(upstream):
    assert upstream["falcon_ct"]
    for known in upstream["falcon_ct"]:
        signature = bytes.fromhex(known["signature_ct"].removeprefix("0x"))
        validate_signature_form(signature, RULES_1_1)
        with pytest.raises(Rejected) as raised:
            validate_signature_form(signature, RULES_1_0)
        assert raised.value.reason is Reason.SIGNATURE_FORM_UNKNOWN
