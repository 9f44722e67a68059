"""Authorisation.

Who signed. A transaction is authorised by the keys of the account that sends it: by its one key, or
by as many of its keys as its threshold asks. An account without keys can authorise nothing.

With one key, the transaction's signature field is that signature. With several it is the wire form
of a list of indexed signatures, in ascending order of index, exactly as many as the threshold: a
signature more would be bytes that anybody on the way could take off again, and work that nobody
asked for.

A signature has one of two forms, told apart by its first byte: compressed, of at most 690 bytes;
and from version 1.1 on constant-time, of exactly 809 bytes, which deployed wallets write. Whether a
signature of a known form is the key's is not decided here: it is asked of a check that the caller
hands over, in a node the verification of FALCON-512.

Source: book, chapter 11, sections 11.3 and 11.5.
Decision: erratum E-5, R-25 (who may initiate), R-26 (the envelope, exactly the threshold), R-27 (forms).
Finding: F-19.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Protocol

from pyde_spec.accounts.record import AccountType
from pyde_spec.encoding.decoder import decode
from pyde_spec.encoding.shapes import U8, ListOf
from pyde_spec.params.versions import ProtocolRules
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.types.auth_keys import MULTISIG_SIGNERS_CAP, AuthKeys, MultiSig, SingleKey, validate_auth_keys
from pyde_spec.types.primitives import (
    FALCON_COMPRESSED_SIGNATURE_CAP,
    FALCON_CONSTANT_TIME_SIGNATURE_SIZE,
    FalconPublicKey,
    FalconSignature,
)

COMPRESSED_HEADER = 0x39
CONSTANT_TIME_HEADER = 0x59


class SignatureCheck(Protocol):
    """Whether `signature` is the key's over `message`. Total: whatever is malformed is not."""

    def __call__(self, public_key: FalconPublicKey, message: bytes, signature: FalconSignature) -> bool:
        """Ask."""


@dataclass(frozen=True, slots=True)
class IndexedSignature:
    """A signature and whose it is: the index of a key in the keys of the account."""

    key_index: U8
    signature: FalconSignature


MultiSignature = Annotated[tuple[IndexedSignature, ...], ListOf(MULTISIG_SIGNERS_CAP)]


def validate_initiator(account_type: AccountType) -> None:
    """Only a user's account initiates transactions. Rejects with `ACCOUNT_CANNOT_INITIATE`."""
    if account_type is not AccountType.EOA:
        raise Rejected(Reason.ACCOUNT_CANNOT_INITIATE, account_type.name.lower())


def validate_authorisation(
    auth_keys: AuthKeys, message: bytes, signature: bytes, rules: ProtocolRules, check: SignatureCheck
) -> None:
    """Raises unless the signature field authorises `message` for an account with these keys.

    Rejects with the reasons of `validate_auth_keys`; then, for an account without keys,
    `NO_AUTHORITY`; for one key the reasons of `validate_signature_form` and `SIGNATURE_INVALID`; for
    several those of `validate_multisignature`.
    """
    validate_auth_keys(auth_keys)
    if isinstance(auth_keys, SingleKey):
        validate_signature_form(signature, rules)
        validate_signature(auth_keys.key, message, signature, check)
    elif isinstance(auth_keys, MultiSig):
        validate_multisignature(auth_keys, message, signature, rules, check)
    else:
        raise Rejected(Reason.NO_AUTHORITY)


def validate_signature_form(signature: bytes, rules: ProtocolRules) -> None:
    """Raises unless the signature has a form of the version, and a size of that form.

    Rejects with `SIGNATURE_FORM_UNKNOWN` for no bytes at all or a header that the version does not
    know, then `SIGNATURE_WRONG_SIZE`.
    """
    header = signature[0] if signature else None
    size = len(signature)
    if header == COMPRESSED_HEADER:
        is_size_of_form = size <= FALCON_COMPRESSED_SIGNATURE_CAP
    elif header == CONSTANT_TIME_HEADER and rules.constant_time_signatures:
        is_size_of_form = size == FALCON_CONSTANT_TIME_SIGNATURE_SIZE
    else:
        raise Rejected(Reason.SIGNATURE_FORM_UNKNOWN, f"first of {size} bytes: {header}")
    if not is_size_of_form:
        raise Rejected(Reason.SIGNATURE_WRONG_SIZE, f"{size} bytes under header {header:#04x}")


def validate_signature(public_key: FalconPublicKey, message: bytes, signature: bytes, check: SignatureCheck) -> None:
    """Raises with `SIGNATURE_INVALID` unless the signature is the key's over `message`."""
    if not check(public_key, message, signature):
        raise Rejected(Reason.SIGNATURE_INVALID)


def validate_multisignature(
    multisig: MultiSig, message: bytes, envelope: bytes, rules: ProtocolRules, check: SignatureCheck
) -> None:
    """Raises unless the envelope holds good signatures of exactly `threshold` different keys.

    Rejects with `MULTISIG_ENVELOPE_MALFORMED`, `TOO_FEW_SIGNATURES` or `TOO_MANY_SIGNATURES`,
    `SIGNERS_NOT_ASCENDING`, `UNKNOWN_SIGNER`, then for each signature in turn the reasons of
    `validate_signature_form`, and last for each in turn `SIGNATURE_INVALID`. Checked in this order,
    each rule over the whole list before the next, and all that is cheap before any signature.
    """
    entries = decode_multisignature(envelope)
    if len(entries) < multisig.threshold:
        raise Rejected(Reason.TOO_FEW_SIGNATURES, f"{len(entries)} of {multisig.threshold}")
    if len(entries) > multisig.threshold:
        raise Rejected(Reason.TOO_MANY_SIGNATURES, f"{len(entries)} of {multisig.threshold}")
    validate_signers(multisig, entries)
    for entry in entries:
        validate_signature_form(entry.signature, rules)
    for entry in entries:
        validate_signature(multisig.keys[entry.key_index], message, entry.signature, check)


def decode_multisignature(envelope: bytes) -> tuple[IndexedSignature, ...]:
    """The indexed signatures of an envelope. Rejects with `MULTISIG_ENVELOPE_MALFORMED` whatever is wrong with it."""
    try:
        entries: tuple[IndexedSignature, ...] = decode(MultiSignature, envelope)
    except Rejected as rejection:
        raise Rejected(Reason.MULTISIG_ENVELOPE_MALFORMED, str(rejection)) from rejection
    return entries


def validate_signers(multisig: MultiSig, entries: tuple[IndexedSignature, ...]) -> None:
    """Raises with `SIGNERS_NOT_ASCENDING`, then `UNKNOWN_SIGNER`."""
    for earlier, later in pairwise(entries):
        if later.key_index <= earlier.key_index:
            raise Rejected(Reason.SIGNERS_NOT_ASCENDING, f"{later.key_index} after {earlier.key_index}")
    for entry in entries:
        if entry.key_index >= len(multisig.keys):
            raise Rejected(Reason.UNKNOWN_SIGNER, f"{entry.key_index} of {len(multisig.keys)} keys")
