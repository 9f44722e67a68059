"""First keys and rotations: what they leave alone, and what a rotation does not undo."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyde_spec.accounts.addresses import compute_eoa_address
from pyde_spec.accounts.authorisation import IndexedSignature, MultiSignature, validate_authorisation
from pyde_spec.accounts.key_rotation import register_key, rotate_keys
from pyde_spec.accounts.record import Account, get_empty_account, validate_account
from pyde_spec.encoding.encoder import encode
from pyde_spec.params.versions import RULES_1_1
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.types.auth_keys import AuthKeys, MultiSig, NoKeys, SingleKey
from pyde_vectors.strategies import strategy_for

KEYS = tuple(bytes([9, number]) + bytes(895) for number in range(4))


def make_account(auth_keys=None, key_nonce=0):
    empty = get_empty_account(compute_eoa_address(KEYS[0]))
    return replace(empty, balance=1, auth_keys=auth_keys or NoKeys(), key_nonce=key_nonce)


def test_a_registered_account_can_be_rotated_and_not_registered_again():
    account = register_key(make_account(), KEYS[0])
    validate_account(account)
    rotated = rotate_keys(account, MultiSig(KEYS, 2))
    assert rotated == replace(account, auth_keys=MultiSig(KEYS, 2), key_nonce=1)
    with pytest.raises(Rejected) as raised:
        register_key(rotated, KEYS[0])
    assert raised.value.reason is Reason.KEY_ALREADY_REGISTERED


@given(strategy_for(Account), strategy_for(AuthKeys))
def test_a_rotation_changes_the_keys_and_their_count_and_nothing_else(account, new_keys):
    try:
        rotated = rotate_keys(account, new_keys)
    except Rejected:
        return
    assert rotated.auth_keys == new_keys != account.auth_keys
    assert rotated.key_nonce == account.key_nonce + 1
    assert replace(rotated, auth_keys=account.auth_keys, key_nonce=account.key_nonce) == account


@given(st.lists(st.integers(0, 3), min_size=1, max_size=12))
def test_rotations_are_counted_and_a_good_account_stays_good(choices):
    account = register_key(make_account(), KEYS[0])
    counted = 0
    for choice in choices:
        new_keys = SingleKey(KEYS[choice])
        if new_keys == account.auth_keys:
            with pytest.raises(Rejected):
                rotate_keys(account, new_keys)
            continue
        account, counted = rotate_keys(account, new_keys), counted + 1
        validate_account(account)
        assert account.key_nonce == counted
        assert account.address == compute_eoa_address(KEYS[0])


def test_a_rotation_that_keeps_the_signers_does_not_undo_what_they_signed():
    """As the text says; chapter 11, section 11.5, says the opposite."""
    before = make_account(MultiSig(KEYS[:3], 2))
    message = bytes(32)
    signed = encode(MultiSignature, (IndexedSignature(0, b"\x39a"), IndexedSignature(1, b"\x39b")))
    good = {(KEYS[0], b"\x39a"), (KEYS[1], b"\x39b")}

    def is_good(public_key, _, signature):
        return (public_key, signature) in good

    after = rotate_keys(before, MultiSig((KEYS[0], KEYS[1], KEYS[3]), 2))
    for account in (before, after):
        validate_authorisation(account.auth_keys, message, signed, RULES_1_1, is_good)
    gone = rotate_keys(before, MultiSig((KEYS[0], KEYS[3], KEYS[2]), 2))
    with pytest.raises(Rejected) as raised:
        validate_authorisation(gone.auth_keys, message, signed, RULES_1_1, is_good)
    assert raised.value.reason is Reason.SIGNATURE_INVALID
