"""Leaves of a chain's state, read: the first field in which two of them differ.

A leaf is bytes. What they say depends on the slot that they stand in, and a slot is a key out of which
nothing can be read. But there are few: the slots of the chain as a whole, and those of the accounts whose
records the state holds. A leaf that stands elsewhere, or that is not of the form of its slot, stays bytes.

Decision: R-184 (what a report says of a session).
"""

from collections.abc import Iterable
from typing import Any

from pyde_conformance.compare import Difference, find_first_difference
from pyde_spec.accounts.record import AccountRecord, encode_leaves, get_empty_account
from pyde_spec.encoding.decoder import decode
from pyde_spec.encoding.json_form import to_json
from pyde_spec.encoding.shapes import U8, U64, U128
from pyde_spec.rejections import Rejected
from pyde_spec.state.slot_keys import PREFIX_SIZE, AccountSlot, SystemSlot, compute_account_key, compute_system_key
from pyde_spec.transactions.multisig_payload import SignerKeys
from pyde_spec.transactions.signer_sets import SIGNER_SLOTS
from pyde_spec.transactions.vesting import VestingSchedule
from pyde_spec.types.auth_keys import AuthKeys

ADDRESS_SIZE = 32
RECORD_SIZE = len(encode_leaves(get_empty_account(bytes(ADDRESS_SIZE)))[0])

ACCOUNT_FORMS = {
    AccountSlot.RECORD: AccountRecord,
    AccountSlot.AUTH_KEYS: AuthKeys,
    AccountSlot.VESTING: VestingSchedule,
}
NUMBER_FORMS = {1: U8, 8: U64, 16: U128}
SIGNER_LISTS = frozenset(slots.signers for slots in SIGNER_SLOTS.values())


def find_first_field(key: bytes, expected: bytes, got: bytes, leaves: Iterable[bytes]) -> Difference | None:
    """The first field in which two leaves of a key differ; None unless both can be read.

    `leaves` are the leaves of the state, among them the records of its accounts.
    """
    form = find_form(key, expected, leaves)
    if form is None:
        return None
    try:
        left, right = to_json(form, decode(form, expected)), to_json(form, decode(form, got))
    except Rejected:
        return None
    return find_first_difference(left, right, "")


def find_form(key: bytes, leaf: bytes, leaves: Iterable[bytes]) -> Any:
    """The type that is encoded in a leaf; None where the key does not tell."""
    for slot in SystemSlot:
        if key == compute_system_key(slot):
            return SignerKeys if slot in SIGNER_LISTS else NUMBER_FORMS.get(len(leaf))
    for owner in find_owners(key, leaves):
        for account_slot, form in ACCOUNT_FORMS.items():
            if key == compute_account_key(owner, account_slot):
                return form
    return None


def find_owners(key: bytes, leaves: Iterable[bytes]) -> Iterable[bytes]:
    """The addresses of the accounts whose own slots begin as the key does."""
    for leaf in leaves:
        if len(leaf) == RECORD_SIZE and leaf[:PREFIX_SIZE] == key[:PREFIX_SIZE]:
            yield leaf[:ADDRESS_SIZE]
