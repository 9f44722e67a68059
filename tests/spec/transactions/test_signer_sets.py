"""Sets of signers, with a check that needs no FALCON: counted by hand, and what is asked of the check."""

from dataclasses import replace
from itertools import combinations

import pytest

from pyde_spec.accounts.authorisation import IndexedSignature
from pyde_spec.params.versions import DEFAULT_PRESET, DEFAULT_VERSION, resolve
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.transactions.context import WaveContext
from pyde_spec.transactions.emergency_pause import apply_emergency_pause, is_paused
from pyde_spec.transactions.ledger import credit, get_record
from pyde_spec.transactions.multisig_payload import (
    EmergencyPause,
    EmergencyResume,
    MultisigPayload,
    SignerRole,
    SignerRotation,
    TreasurySpend,
    compute_multisig_message,
)
from pyde_spec.transactions.signer_sets import (
    SignerSet,
    apply_authority,
    get_signer_nonce,
    get_signer_set,
    put_signer_set,
)
from pyde_spec.transactions.system_accounts import TREASURY_ADDRESS
from pyde_spec.transactions.treasury import apply_signer_rotation, apply_treasury_spend
from pyde_vectors.crypto.falcon_test_keys import load_test_keys
from pyde_vectors.transactions.state_slots import NOTHING

KEYS = tuple(key.public_key for key in load_test_keys())
TREASURY, EMERGENCY = SignerRole.TREASURY, SignerRole.EMERGENCY
STATE = put_signer_set(put_signer_set(NOTHING, TREASURY, SignerSet(KEYS[:3], 2)), EMERGENCY, SignerSet(KEYS[3:6], 1))
BOB = b"\xb0" * 32


def is_good(public_key, message, signature):
    return signature == b"\x39" + public_key[1:33] + message[-32:]


CONTEXT = WaveContext(
    chain_id=1,
    wave_id=50,
    wave_time=0,
    base_fee=0,
    parameters=resolve(DEFAULT_VERSION, DEFAULT_PRESET),
    check=is_good,
    contracts=None,
    validators=None,
)


def make_payload(body, nonce, *signers):
    """A payload that the numbered keys have signed, each under its index in the set."""
    message = compute_multisig_message(1, nonce, body)
    entries = tuple(IndexedSignature(index, b"\x39" + KEYS[number][1:33] + message[-32:]) for index, number in signers)
    return MultisigPayload(nonce, body, entries)


def get_reason(step, *arguments):
    try:
        step(*arguments)
    except Rejected as rejection:
        return rejection.reason
    return None


def test_exactly_the_pairs_of_three_authorise():
    for size in range(4):
        for signers in combinations(range(3), size):
            payload = make_payload(EmergencyResume(), 0, *((number, number) for number in signers))
            reason = get_reason(apply_authority, STATE, TREASURY, payload, CONTEXT)
            assert (reason is None) == (size == 2), signers


def test_an_authority_is_used_once_and_leaves_the_other_office_alone():
    payload = make_payload(EmergencyResume(), 0, (0, 0), (1, 1))
    after = apply_authority(STATE, TREASURY, payload, CONTEXT)
    assert (get_signer_nonce(after, TREASURY), get_signer_nonce(after, EMERGENCY)) == (1, 0)
    assert get_reason(apply_authority, after, TREASURY, payload, CONTEXT) is Reason.MULTISIG_NONCE_MISMATCH


def test_nothing_is_checked_while_anything_cheap_is_wrong():
    def never(*_):
        pytest.fail("a signature was checked")

    context = replace(CONTEXT, check=never)
    payload = make_payload(EmergencyResume(), 0, (0, 0), (1, 1))
    for wrong in (
        replace(payload, nonce=1),
        replace(payload, signatures=payload.signatures[:1]),
        replace(payload, signatures=payload.signatures[::-1]),
    ):
        assert get_reason(apply_authority, STATE, TREASURY, wrong, context) is not None


def test_what_an_old_set_signed_does_not_come_back_with_its_keys():
    """Out of office and in again: the nonce has gone on, so what was signed for it before is of no use."""
    spend = make_payload(TreasurySpend(BOB, 5, bytes(32)), 0, (0, 0), (1, 1))
    away = make_payload(SignerRotation(TREASURY, KEYS[6:7], 1), 0, (0, 0), (1, 1))
    back = make_payload(SignerRotation(TREASURY, KEYS[:3], 2), 1, (0, 6))
    state = credit(STATE, TREASURY_ADDRESS, 100)
    state = apply_signer_rotation(apply_signer_rotation(state, away, CONTEXT), back, CONTEXT)
    assert get_signer_set(state, TREASURY) == get_signer_set(STATE, TREASURY)
    reason = get_reason(apply_treasury_spend, state, b"\xa1" * 32, spend, CONTEXT)
    assert reason is Reason.MULTISIG_NONCE_MISMATCH


def test_a_payment_moves_what_it_says():
    state = credit(STATE, TREASURY_ADDRESS, 100)
    payload = make_payload(TreasurySpend(BOB, 30, bytes(32)), 0, (1, 1), (2, 2))
    after = apply_treasury_spend(state, b"\xa1" * 32, payload, CONTEXT)
    assert (get_record(after, TREASURY_ADDRESS).balance, get_record(after, BOB).balance) == (70, 30)


def test_pauses_that_are_signed_ahead_leave_no_wave_between_them():
    """Finding F-29."""
    state, wave_id = STATE, 50
    pauses = [make_payload(EmergencyPause(6_500_000), nonce, (0, 3)) for nonce in range(5)]
    for pause in pauses:
        assert not is_paused(state, wave_id)
        state = apply_emergency_pause(state, pause, replace(CONTEXT, wave_id=wave_id))
        assert is_paused(state, wave_id)
        assert is_paused(state, wave_id + 6_499_999)
        wave_id += 6_500_000
    assert wave_id == 50 + 5 * 6_500_000
