"""First keys and key rotation.

A user's address exists before its key is known to the chain: it can be paid as soon as somebody
knows it. The first key is *registered* without a signature, because only the holder of a key pair
can show a key whose hash is the address. From then on keys are *rotated*, each time under the
authority of the keys in force: from one key or several to one key or several, never to none. The
address stays what it is, and contracts that wrote it down keep meaning the same account.

`key_nonce` counts rotations. It is no part of what a transaction signs: a transaction signed before
a rotation fails afterwards because its keys have gone, and one whose signers all stay on, at the
same indices, remains good.

Source: book, chapter 11, sections 11.5 and 11.8 (type 13).
Decision: R-28 (rotation), R-29 (registration).  Finding: F-23.
"""

from dataclasses import replace

from pyde_spec.accounts.addresses import compute_eoa_address
from pyde_spec.accounts.record import Account, AccountType
from pyde_spec.encoding.shapes import U32_MAX
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.types.auth_keys import AuthKeys, MultiSig, NoKeys, SingleKey, validate_auth_keys
from pyde_spec.types.primitives import FalconPublicKey


def register_key(account: Account, public_key: FalconPublicKey) -> Account:
    """The account with its first key. Rotations are counted from here on: `key_nonce` stays 0.

    Rejects with `REGISTRATION_NOT_BY_USER` for a contract or the protocol's own account,
    `KEY_ALREADY_REGISTERED`, `REGISTRATION_WITHOUT_BALANCE`, and `REGISTRATION_OF_FOREIGN_KEY` when
    the key does not hash to the address. Checked in this order, the hash last.
    """
    if account.account_type is not AccountType.EOA:
        raise Rejected(Reason.REGISTRATION_NOT_BY_USER)
    if account.auth_keys != NoKeys():
        raise Rejected(Reason.KEY_ALREADY_REGISTERED)
    if account.balance == 0:
        raise Rejected(Reason.REGISTRATION_WITHOUT_BALANCE)
    if compute_eoa_address(public_key) != account.address:
        raise Rejected(Reason.REGISTRATION_OF_FOREIGN_KEY)
    return replace(account, auth_keys=SingleKey(public_key))


def rotate_keys(account: Account, new_keys: AuthKeys) -> Account:
    """The account with new keys and one more rotation counted; nothing else changes.

    That the keys in force have authorised it is checked before, as for every transaction. Rejects
    with `ROTATION_NOT_BY_USER`, `ROTATION_BEFORE_REGISTRATION`, the reasons of `validate_auth_keys`
    for the new keys, `ROTATION_TO_NO_KEYS`, `ROTATION_CHANGES_NOTHING`, and `KEY_NONCE_EXHAUSTED`
    after 2**32 - 1 rotations. Checked in this order.
    """
    if account.account_type is not AccountType.EOA:
        raise Rejected(Reason.ROTATION_NOT_BY_USER)
    if not isinstance(account.auth_keys, SingleKey | MultiSig):
        raise Rejected(Reason.ROTATION_BEFORE_REGISTRATION)
    validate_auth_keys(new_keys)
    if new_keys == NoKeys():
        raise Rejected(Reason.ROTATION_TO_NO_KEYS)
    if new_keys == account.auth_keys:
        raise Rejected(Reason.ROTATION_CHANGES_NOTHING)
    if account.key_nonce == U32_MAX:
        raise Rejected(Reason.KEY_NONCE_EXHAUSTED)
    return replace(account, auth_keys=new_keys, key_nonce=account.key_nonce + 1)
