"""What several signers authorise.

Four types of transactions do nothing on the word of their sender. They spend from the treasury, change a
set of signers, pause the chain or resume it, and they do so because a set of signers that the state names
has signed. Anybody may send such a transaction and pay for it.

Its payload is

    version (1)  nonce (8)  body  number of signatures (1)  then for each
    index of the signer (1)  length (2)  signature

with integers little-endian. The body is in the wire form of its type, and which type that is, the
transaction's own type says. It lies in the middle without a length of its own: it is read first, and
the signatures begin where it ends.

What the signers sign is a tag, the chain, the type of the transaction, and the payload up to the end of
the body. So a signature is good on one chain, for one type, for one nonce of one set of signers. Who
sends the transaction is not signed.

There are two sets of signers: one for the treasury, one for emergencies. Each is changed by its own
members.

Source: book, chapter 14, sections 14.8 and 14.9; chapter 15, sections 15.4 and 15.5; chapter 11, section 11.7;
chapter 16, section 16.13.
Decision: R-150 (the signed message), R-164 (the payload), R-165 (two sets of signers).
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Annotated, ClassVar

from pyde_spec.accounts.authorisation import IndexedSignature, MultiSignature
from pyde_spec.crypto.domain_tags import MULTISIG_TAG, compute_signing_message
from pyde_spec.encoding.decoder import decode_shape, take
from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import U8, U64, Bytes32, ListOf, TaggedUnion, Variant, shape_of
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.types.auth_keys import MULTISIG_SIGNERS_CAP
from pyde_spec.types.primitives import (
    FALCON_CONSTANT_TIME_SIGNATURE_SIZE,
    Address,
    ChainId,
    FalconPublicKey,
    Gas,
    Quanta,
)
from pyde_spec.types.transaction import TransactionType

PAYLOAD_VERSION = 1
SIGNATURE_LENGTH_SIZE = 2

SPEND_GAS = 50_000
ROTATION_GAS = 60_000
EMERGENCY_GAS = 40_000
SIGNATURE_GAS = 50_000
NEW_SIGNER_GAS = 10_000

SignerKeys = Annotated[tuple[FalconPublicKey, ...], ListOf(MULTISIG_SIGNERS_CAP)]


class SignerRole(IntEnum):
    """What a set of signers is for."""

    TREASURY = 0
    EMERGENCY = 1


@dataclass(frozen=True, slots=True)
class TreasurySpend:
    """Pay `value` quanta from the treasury to `target`.

    `data_digest` is the hash of the proposal that the payment follows. No rule looks at it; it is signed.
    """

    tx_type: ClassVar[TransactionType] = TransactionType.MULTISIG_TX

    target: Address
    value: Quanta
    data_digest: Bytes32


@dataclass(frozen=True, slots=True)
class SignerRotation:
    """Replace a set of signers and the number of them that has to sign."""

    tx_type: ClassVar[TransactionType] = TransactionType.ROTATE_MULTISIG

    role: SignerRole
    new_keys: SignerKeys
    new_threshold: U8


@dataclass(frozen=True, slots=True)
class EmergencyPause:
    """Pause the chain for a number of waves, the present one included."""

    tx_type: ClassVar[TransactionType] = TransactionType.EMERGENCY_PAUSE

    duration_waves: U64


@dataclass(frozen=True, slots=True)
class EmergencyResume:
    """End the pause now."""

    tx_type: ClassVar[TransactionType] = TransactionType.EMERGENCY_RESUME


MultisigBody = Annotated[
    TreasurySpend | SignerRotation | EmergencyPause | EmergencyResume,
    TaggedUnion(
        Variant(TransactionType.MULTISIG_TX, "spend", TreasurySpend),
        Variant(TransactionType.ROTATE_MULTISIG, "rotate", SignerRotation),
        Variant(TransactionType.EMERGENCY_PAUSE, "pause", EmergencyPause),
        Variant(TransactionType.EMERGENCY_RESUME, "resume", EmergencyResume),
    ),
]

BODY_TYPES = {body.tx_type: body for body in (TreasurySpend, SignerRotation, EmergencyPause, EmergencyResume)}


@dataclass(frozen=True, slots=True)
class MultisigPayload:
    """What shall be done, under which nonce of the set of signers, and who has signed it."""

    nonce: U64
    body: MultisigBody
    signatures: MultiSignature


def encode_signed_part(nonce: U64, body: MultisigBody) -> bytes:
    """The payload up to the end of its body: version, nonce, body."""
    return encode(U8, PAYLOAD_VERSION) + encode(U64, nonce) + encode(type(body), body)


def encode_indexed_signature(entry: IndexedSignature) -> bytes:
    """One signature of a payload: the signer's index, the length in two bytes, the signature."""
    length = len(entry.signature).to_bytes(SIGNATURE_LENGTH_SIZE, "little")
    return encode(U8, entry.key_index) + length + entry.signature


def encode_multisig_payload(payload: MultisigPayload) -> bytes:
    """The bytes of a payload."""
    entries = b"".join([encode_indexed_signature(entry) for entry in payload.signatures])
    return encode_signed_part(payload.nonce, payload.body) + encode(U8, len(payload.signatures)) + entries


def decode_multisig_payload(tx_type: TransactionType, data: bytes) -> MultisigPayload:
    """The payload of a transaction of one of the four types.

    Rejects with `MULTISIG_PAYLOAD_VERSION` when the first byte is not the version, then
    `MULTISIG_PAYLOAD_MALFORMED` whatever else is wrong: an end inside a value, a byte after the last
    signature, a tag or a length out of its bounds, more than 16 signatures, one of more than 809 bytes.
    """
    if data and data[0] != PAYLOAD_VERSION:
        raise Rejected(Reason.MULTISIG_PAYLOAD_VERSION, f"{data[0]}")
    try:
        payload, end = read_payload(tx_type, data)
    except Rejected as rejection:
        raise Rejected(Reason.MULTISIG_PAYLOAD_MALFORMED, str(rejection)) from rejection
    if end != len(data):
        raise Rejected(Reason.MULTISIG_PAYLOAD_MALFORMED, f"{len(data) - end} bytes after the last signature")
    return payload


def read_payload(tx_type: TransactionType, data: bytes) -> tuple[MultisigPayload, int]:
    """The payload that follows the version, and the position after it."""
    nonce, position = decode_shape(shape_of(U64), data, 1)
    body, position = decode_shape(shape_of(BODY_TYPES[tx_type]), data, position)
    (count,), position = take(data, position, 1)
    if count > MULTISIG_SIGNERS_CAP:
        raise Rejected(Reason.LENGTH_OVER_CAP, f"{count} signatures")
    entries = []
    for _ in range(count):
        entry, position = read_indexed_signature(data, position)
        entries.append(entry)
    return MultisigPayload(nonce, body, tuple(entries)), position


def read_indexed_signature(data: bytes, start: int) -> tuple[IndexedSignature, int]:
    """The signature of a payload that begins at `start`, and the position after it."""
    (index,), position = take(data, start, 1)
    length_bytes, position = take(data, position, SIGNATURE_LENGTH_SIZE)
    length = int.from_bytes(length_bytes, "little")
    if length > FALCON_CONSTANT_TIME_SIGNATURE_SIZE:
        raise Rejected(Reason.LENGTH_OVER_CAP, f"a signature of {length} bytes")
    signature, end = take(data, position, length)
    return IndexedSignature(index, signature), end


def compute_multisig_message(chain_id: ChainId, nonce: U64, body: MultisigBody) -> bytes:
    """What the signers sign: tag, chain id, type of the transaction, version, nonce, body."""
    return compute_signing_message(MULTISIG_TAG, chain_id, bytes([body.tx_type]) + encode_signed_part(nonce, body))


def compute_multisig_gas(payload: MultisigPayload) -> Gas:
    """The gas of what a payload does: a base by its type, a price for each signature and for each new signer."""
    signatures = SIGNATURE_GAS * len(payload.signatures)
    match payload.body:
        case TreasurySpend():
            return SPEND_GAS + signatures
        case SignerRotation(new_keys=new_keys):
            return ROTATION_GAS + signatures + NEW_SIGNER_GAS * len(new_keys)
        case _:  # EmergencyPause, EmergencyResume
            return EMERGENCY_GAS + signatures
