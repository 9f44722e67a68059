"""Sets of signers.

The state names two sets of up to sixteen keys: one whose members together dispose of the treasury, and
one whose members together may pause the chain. For each it keeps the keys, how many of them have to sign,
and a nonce that counts what the set has authorised.

What the signers of a set sign names its nonce, and the nonce moves on with everything that they have
authorised. So nothing can be replayed, and what was signed for a nonce lapses when something else is done
under it.

The signatures are judged like those of an account with these keys: exactly as many as the threshold, the
signers in ascending order, and all that is cheap before any signature. Unlike an account's, the keys of a
new set are looked into: a set that cannot sign would lock its office for ever, and nobody could undo it.

Source: book, chapter 14, section 14.8; chapter 15, sections 15.4 and 15.5.
Decision: R-165 (two sets of signers), R-166 (exactly the threshold, order of checks).
"""

from dataclasses import dataclass

from pyde_spec.accounts.authorisation import (
    IndexedSignature,
    MultiSignature,
    SignatureCheck,
    validate_multisignature,
)
from pyde_spec.crypto.falcon_public_key import decode_public_key
from pyde_spec.encoding.decoder import decode
from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import U8, U64, U64_MAX
from pyde_spec.params.versions import ProtocolRules
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.state.overlay import OverlayStack, get_slot, write_slot
from pyde_spec.state.slot_keys import SystemSlot, compute_system_key
from pyde_spec.transactions.context import WaveContext
from pyde_spec.transactions.ledger import get_count, put_count
from pyde_spec.transactions.multisig_payload import MultisigPayload, SignerKeys, SignerRole, compute_multisig_message
from pyde_spec.types.auth_keys import MultiSig, validate_multisig


@dataclass(frozen=True, slots=True)
class SignerSet:
    """Any `threshold` of the holders of `keys` sign together."""

    keys: SignerKeys
    threshold: U8


@dataclass(frozen=True, slots=True)
class SignerSlots:
    """Where the state keeps a set of signers and its nonce."""

    signers: SystemSlot
    threshold: SystemSlot
    nonce: SystemSlot


SIGNER_SLOTS = {
    SignerRole.TREASURY: SignerSlots(
        SystemSlot.MULTISIG_SIGNERS, SystemSlot.MULTISIG_THRESHOLD, SystemSlot.MULTISIG_NONCE
    ),
    SignerRole.EMERGENCY: SignerSlots(
        SystemSlot.EMERGENCY_SIGNERS, SystemSlot.EMERGENCY_THRESHOLD, SystemSlot.EMERGENCY_NONCE
    ),
}


def get_signer_set(state: OverlayStack, role: SignerRole) -> SignerSet:
    """The set of signers of a role. Rejects with `SIGNER_SET_MISSING` unless the state names both keys and threshold.

    No rules lead to a state with one of the two. A witness that lacks a slot shows one all the same, and what
    is asked of it must be answered.
    """
    slots = SIGNER_SLOTS[role]
    keys = get_slot(state, compute_system_key(slots.signers))
    threshold = get_slot(state, compute_system_key(slots.threshold))
    if keys is None or threshold is None:
        raise Rejected(Reason.SIGNER_SET_MISSING, role.name.lower())
    return SignerSet(decode(SignerKeys, keys), decode(U8, threshold))


def put_signer_set(state: OverlayStack, role: SignerRole, signer_set: SignerSet) -> OverlayStack:
    """The state with this set of signers, which is a valid one; its nonce stays."""
    slots = SIGNER_SLOTS[role]
    with_keys = write_slot(state, compute_system_key(slots.signers), encode(SignerKeys, signer_set.keys))
    return write_slot(with_keys, compute_system_key(slots.threshold), encode(U8, signer_set.threshold))


def get_signer_nonce(state: OverlayStack, role: SignerRole) -> U64:
    """The nonce that the signers of a role sign next."""
    return get_count(state, SIGNER_SLOTS[role].nonce)


def use_signer_nonce(state: OverlayStack, role: SignerRole) -> OverlayStack:
    """The nonce moves on by one. Rejects with `MULTISIG_NONCE_EXHAUSTED` after 2**64 - 1."""
    nonce = get_signer_nonce(state, role)
    if nonce == U64_MAX:
        raise Rejected(Reason.MULTISIG_NONCE_EXHAUSTED, role.name.lower())
    return put_count(state, SIGNER_SLOTS[role].nonce, nonce + 1)


def validate_signer_set(signer_set: SignerSet) -> None:
    """Raises unless a role may have this set: 1 <= threshold <= number of keys, no key twice, each a key.

    Rejects with `MULTISIG_WITHOUT_KEYS`, `MULTISIG_THRESHOLD_ZERO`, `MULTISIG_THRESHOLD_ABOVE_KEYS` and
    `MULTISIG_REPEATED_KEY`, in this order, then with the reasons of `decode_public_key` for the first
    key that is none.
    """
    validate_multisig(MultiSig(signer_set.keys, signer_set.threshold))
    for key in signer_set.keys:
        decode_public_key(key)


def validate_signatures(
    signer_set: SignerSet,
    message: bytes,
    signatures: tuple[IndexedSignature, ...],
    rules: ProtocolRules,
    check: SignatureCheck,
) -> None:
    """Raises unless exactly `threshold` different members of the set have signed the message.

    Rejects with the reasons of `validate_multisignature`, in its order.
    """
    multisig = MultiSig(signer_set.keys, signer_set.threshold)
    validate_multisignature(multisig, message, encode(MultiSignature, signatures), rules, check)


def apply_authority(
    state: OverlayStack, role: SignerRole, payload: MultisigPayload, context: WaveContext
) -> OverlayStack:
    """The state after the signers of a role have authorised a payload: the nonce is spent.

    Rejects with `SIGNER_SET_MISSING`, `MULTISIG_NONCE_MISMATCH` when the payload has another nonce than
    the state, the reasons of `validate_signatures`, and `MULTISIG_NONCE_EXHAUSTED`, in this order.
    """
    signer_set = get_signer_set(state, role)
    nonce = get_signer_nonce(state, role)
    if payload.nonce != nonce:
        raise Rejected(Reason.MULTISIG_NONCE_MISMATCH, f"{payload.nonce} where {nonce} is due")
    message = compute_multisig_message(context.chain_id, payload.nonce, payload.body)
    validate_signatures(signer_set, message, payload.signatures, context.parameters.rules, context.check)
    return use_signer_nonce(state, role)
