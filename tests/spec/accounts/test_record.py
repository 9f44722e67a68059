"""The two leaves of an account, their sizes, and what the state may hold."""

from dataclasses import fields

import pytest
from hypothesis import given

from pyde_spec.accounts.record import (
    Account,
    AccountRecord,
    AccountType,
    get_empty_account,
    is_empty_account,
    join_account,
    split_account,
    validate_account,
    validate_account_record,
)
from pyde_spec.encoding.decoder import decode
from pyde_spec.encoding.encoder import encode
from pyde_spec.rejections import Rejected
from pyde_spec.types.auth_keys import AuthKeys, MultiSig
from pyde_spec.types.primitives import FALCON_PUBLIC_KEY_SIZE
from pyde_vectors.strategies import strategy_for

BOOK_FIELDS = [
    "address",
    "nonce",
    "balance",
    "code_hash",
    "storage_root",
    "account_type",
    "auth_keys",
    "gas_tank",
    "key_nonce",
]


def test_fields_stand_in_the_order_of_the_book():
    assert [field.name for field in fields(Account)] == BOOK_FIELDS
    assert [field.name for field in fields(AccountRecord)] == [name for name in BOOK_FIELDS if name != "auth_keys"]


def test_tags_of_account_types():
    assert [(member.name, int(member)) for member in AccountType] == [("EOA", 0), ("CONTRACT", 1), ("SYSTEM", 2)]


@given(strategy_for(AccountRecord))
def test_a_record_has_143_bytes(record):
    wire = encode(AccountRecord, record)
    assert len(wire) == 143
    assert decode(AccountRecord, wire) == record


def test_the_largest_keys_are_as_large_as_the_text_says():
    keys = MultiSig((bytes(FALCON_PUBLIC_KEY_SIZE),) * 16, 16)
    assert len(encode(AuthKeys, keys)) == 1 + 4 + 16 * 897 + 4


@given(strategy_for(Account))
def test_leaves_join_to_the_account_they_came_from(account):
    assert join_account(*split_account(account)) == account
    record, auth_keys = split_account(account)
    assert split_account(join_account(record, auth_keys)) == (record, auth_keys)


@given(strategy_for(Account))
def test_the_wire_form_of_an_account_is_its_record_with_the_keys_inside(account):
    record, auth_keys = split_account(account)
    whole, front = encode(Account, account), encode(AccountRecord, record)
    assert whole == front[:123] + encode(AuthKeys, auth_keys) + front[123:]


@given(strategy_for(Account))
def test_a_good_account_has_a_good_record(account):
    try:
        validate_account(account)
    except Rejected:
        return
    validate_account_record(split_account(account)[0])


@pytest.mark.parametrize("address", [bytes(32), b"\xff" * 32])
def test_the_empty_account_is_good_and_known_as_empty(address):
    empty = get_empty_account(address)
    assert is_empty_account(empty)
    validate_account(empty)
