"""Vectors of what several signers authorise: payloads byte by byte, and the message that is signed."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Annotated, Any

from pyde_spec.accounts.authorisation import IndexedSignature
from pyde_spec.encoding.shapes import U64_MAX, U128_MAX, VariableBytes
from pyde_spec.params.versions import Parameters
from pyde_spec.transactions.multisig_payload import (
    EmergencyPause,
    EmergencyResume,
    MultisigBody,
    MultisigPayload,
    SignerRole,
    SignerRotation,
    TreasurySpend,
    compute_multisig_gas,
    compute_multisig_message,
    decode_multisig_payload,
    encode_indexed_signature,
    encode_multisig_payload,
    encode_signed_part,
    read_indexed_signature,
    read_payload,
)
from pyde_spec.types.primitives import ChainId, Gas
from pyde_spec.types.transaction import TransactionType
from pyde_vectors.accounts.people import make_address, make_key
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler

DATA_CAP = 65_536
MESSAGE_CAP = 32_768
Data = Annotated[bytes, VariableBytes(DATA_CAP)]


class MultisigType(IntEnum):
    """The types of transactions that several signers authorise."""

    MULTISIG_TX = TransactionType.MULTISIG_TX
    ROTATE_MULTISIG = TransactionType.ROTATE_MULTISIG
    EMERGENCY_PAUSE = TransactionType.EMERGENCY_PAUSE
    EMERGENCY_RESUME = TransactionType.EMERGENCY_RESUME


@dataclass(frozen=True, slots=True)
class PayloadData:
    """The type of a transaction, and its payload."""

    tx_type: MultisigType
    data: Data


@dataclass(frozen=True, slots=True)
class PayloadOutput:
    """What a payload says, and the gas it costs."""

    payload: MultisigPayload
    gas: Gas


@dataclass(frozen=True, slots=True)
class PayloadInput:
    """A payload, and the chain that it is for."""

    chain_id: ChainId
    payload: MultisigPayload


@dataclass(frozen=True, slots=True)
class EncodedOutput:
    """The bytes of a payload, and what its signers sign."""

    data: Data
    message: Annotated[bytes, VariableBytes(MESSAGE_CAP)]


def draw_payload_data() -> Any:
    """Payloads, whole, cut or with bytes behind, mostly under their own type."""
    from hypothesis import strategies

    from pyde_vectors.strategies import strategy_for

    types = strategies.sampled_from(MultisigType)
    payloads = strategy_for(MultisigPayload)
    whole = payloads.map(lambda payload: (MultisigType(payload.body.tx_type), encode_multisig_payload(payload)))
    ends = strategies.tuples(strategies.integers(-12, 0), strategies.binary(max_size=2))
    changed = strategies.tuples(whole, ends).map(
        lambda drawn: (drawn[0][0], drawn[0][1][: len(drawn[0][1]) + drawn[1][0]] + drawn[1][1])
    )
    other_type = strategies.tuples(types, whole.map(lambda drawn: drawn[1]))
    return strategies.one_of(whole, changed, other_type).map(lambda drawn: PayloadData(*drawn))


@handler(
    "transactions/multisig_payload",
    rules=[decode_multisig_payload, read_payload, read_indexed_signature, compute_multisig_gas],
    inputs=draw_payload_data,
)
def run_multisig_payload(_: Parameters, given: PayloadData) -> PayloadOutput:
    """Read a payload."""
    payload = decode_multisig_payload(TransactionType(given.tx_type), given.data)
    return PayloadOutput(payload, compute_multisig_gas(payload))


@handler(
    "transactions/multisig_payload_encode",
    rules=[encode_multisig_payload, encode_signed_part, encode_indexed_signature, compute_multisig_message],
)
def run_multisig_payload_encode(_: Parameters, given: PayloadInput) -> EncodedOutput:
    """Write a payload, and the message that it is signed with."""
    message = compute_multisig_message(given.chain_id, given.payload.nonce, given.payload.body)
    return EncodedOutput(encode_multisig_payload(given.payload), message)


TARGET, DIGEST = make_address(0x7A), make_address(0xD1)
FIRST_KEY, SECOND_KEY = make_key(0xA1), make_key(0xB0)
NONCE = 0x0102030405060708
START = bytes.fromhex("010807060504030201")
SPEND = TreasurySpend(TARGET, 0x102030405060708090A0B0C0D0E0F0, DIGEST)
SPEND_BYTES = TARGET + bytes.fromhex("f0e0d0c0b0a090807060504030201000") + DIGEST
ROTATION = SignerRotation(SignerRole.EMERGENCY, (FIRST_KEY, SECOND_KEY), 2)
ROTATION_BYTES = b"\x01\x02\x00\x00\x00" + FIRST_KEY + SECOND_KEY + b"\x02"
PAUSE = EmergencyPause(0x1122334455667788)
PAUSE_BYTES = bytes.fromhex("8877665544332211")
RESUME = EmergencyResume()
SHORT, LONG = bytes([0x39, 0xAA]), bytes([0x59]) + bytes([0xBB]) * 808
SHORT_ENTRY = bytes.fromhex("030200") + SHORT
LONG_ENTRY = bytes.fromhex("ff2903") + LONG
EMPTY_ENTRY = bytes.fromhex("000000")

Bodies = tuple[tuple[str, MultisigType, MultisigBody, bytes, int], ...]
BODIES: Bodies = (
    ("spend", MultisigType.MULTISIG_TX, SPEND, SPEND_BYTES, 50_000),
    ("rotate", MultisigType.ROTATE_MULTISIG, ROTATION, ROTATION_BYTES, 80_000),
    ("pause", MultisigType.EMERGENCY_PAUSE, PAUSE, PAUSE_BYTES, 40_000),
    ("resume", MultisigType.EMERGENCY_RESUME, RESUME, b"", 40_000),
)


@cases("transactions/multisig_payload")
def accepted_payloads() -> Iterator[Case]:
    """The payload of each type without signatures and with two, assembled by hand."""
    for name, tx_type, _, body, gas in BODIES:
        both = PayloadData(tx_type, START + body + b"\x02" + SHORT_ENTRY + LONG_ENTRY)
        nobody = PayloadData(tx_type, START + body + b"\x00")
        assert run_gas(both) == gas + 100_000, name
        assert run_gas(nobody) == gas, name
        yield Case(f"{name}-by-two", "Two signatures of different length", both, ("known-answer",))
        yield Case(f"{name}-by-nobody", "No signature: the form is right all the same", nobody)
    sixteen = b"\x10" + b"".join([bytes([index, 0, 0]) for index in range(16)])
    no_keys = b"\x00" + bytes(4) + b"\x01"
    sixteen_keys = b"\x00\x10\x00\x00\x00" + b"".join([make_key(number) for number in range(16)]) + b"\x10"
    table = (
        ("sixteen-signatures", "As many signatures as a set has members", MultisigType.EMERGENCY_RESUME, sixteen),
        ("empty-signature", "A signature without bytes", MultisigType.EMERGENCY_RESUME, b"\x01" + EMPTY_ENTRY),
        ("rotate-to-nobody", "A set without keys", MultisigType.ROTATE_MULTISIG, no_keys + b"\x00"),
        ("rotate-to-sixteen", "A set of sixteen", MultisigType.ROTATE_MULTISIG, sixteen_keys + b"\x00"),
    )
    for name, title, tx_type, rest in table:
        yield Case(name, title, PayloadData(tx_type, START + rest), ("boundary",))


def run_gas(given: PayloadData) -> int:
    """The gas of a payload."""
    return compute_multisig_gas(decode_multisig_payload(TransactionType(given.tx_type), given.data))


@cases("transactions/multisig_payload")
def refused_payloads() -> Iterator[Case]:
    """Bytes that are no payload."""
    pause, resume = MultisigType.EMERGENCY_PAUSE, MultisigType.EMERGENCY_RESUME
    spend, rotate = MultisigType.MULTISIG_TX, MultisigType.ROTATE_MULTISIG
    whole = START + PAUSE_BYTES + b"\x01" + SHORT_ENTRY
    seventeen = START + b"\x11" + b"".join([bytes([index, 0, 0]) for index in range(17)])
    seventeen_keys = b"\x00\x11\x00\x00\x00" + b"".join([make_key(number) for number in range(17)]) + b"\x01\x00"
    over = START + b"\x01" + bytes.fromhex("002a03") + bytes(810)
    table = (
        ("empty", "No bytes at all", resume, b"", "truncation"),
        ("version-alone", "Nothing but the version", resume, b"\x01", "truncation"),
        ("version-zero", "Version 0", resume, b"\x00" + START[1:] + b"\x00", "tag"),
        ("version-two", "Version 2", resume, b"\x02" + START[1:] + b"\x00", "tag"),
        ("version-two-alone", "Another version, and nothing else", resume, b"\x02", "order-of-checks"),
        ("nonce-cut", "The nonce lacks a byte", resume, START[:-1], "truncation"),
        ("body-missing", "The payload ends before its body", pause, START, "truncation"),
        ("body-cut", "The body lacks a byte", pause, START + PAUSE_BYTES[:-1], "truncation"),
        ("count-missing", "The number of signatures is missing", pause, START + PAUSE_BYTES, "truncation"),
        ("entry-missing", "One signature is announced, none is there", pause, whole[:-5], "truncation"),
        ("length-missing", "A signature ends after its index", pause, whole[:-4], "truncation"),
        ("length-cut", "A length lacks a byte", pause, whole[:-3], "truncation"),
        ("signature-cut", "A signature lacks a byte", pause, whole[:-1], "truncation"),
        ("trailing", "A byte follows the last signature", pause, whole + b"\x00", "malleability"),
        ("trailing-signature", "A signature more than announced", pause, whole + SHORT_ENTRY, "malleability"),
        ("seventeen-signatures", "More signatures than a set has members", resume, seventeen, "resource-limit"),
        ("signature-over-cap", "A signature of 810 bytes", resume, over, "resource-limit"),
        (
            "length-big-endian",
            "A length with its bytes reversed",
            pause,
            whole[:-4] + b"\x00\x02" + SHORT,
            "truncation",
        ),
        ("count-in-four-bytes", "The number of signatures in four bytes", resume, START + bytes(4), "malleability"),
        (
            "other-type-longer",
            "The body of a payment for a pause",
            pause,
            START + SPEND_BYTES + b"\x00",
            "missing-check",
        ),
        (
            "other-type-shorter",
            "The body of a pause for a payment",
            spend,
            START + PAUSE_BYTES + b"\x00",
            "missing-check",
        ),
        ("role-unknown", "A role that is none", rotate, START + b"\x02" + ROTATION_BYTES[1:] + b"\x00", "tag"),
        ("seventeen-keys", "A set of seventeen", rotate, START + seventeen_keys, "resource-limit"),
    )
    for name, title, tx_type, data, flag in table:
        yield Case(f"reject-{name}", title, PayloadData(tx_type, data), (flag,))


@cases("transactions/multisig_payload_encode")
def encoded_payloads() -> Iterator[Case]:
    """The payload of each type and the message that is signed, assembled by hand."""
    chain_id, chain = 0x7B, bytes.fromhex("7b00000000000000")
    entries = (IndexedSignature(3, SHORT), IndexedSignature(255, LONG))
    for name, tx_type, body, body_bytes, _ in BODIES:
        data = START + body_bytes + b"\x02" + SHORT_ENTRY + LONG_ENTRY
        message = b"pyde-multisig-v1" + chain + bytes([tx_type]) + START + body_bytes
        known = {"ok": {"data": "0x" + data.hex(), "message": "0x" + message.hex()}}
        given = PayloadInput(chain_id, MultisigPayload(NONCE, body, entries))
        yield Case(f"{name}-by-two", "Two signatures", given, ("known-answer",), known)
    largest = MultisigPayload(U64_MAX, TreasurySpend(TARGET, U128_MAX, DIGEST), ())
    yield Case("largest", "The largest numbers, and nobody signs", PayloadInput(U64_MAX, largest), ("boundary",))
    sixteen = MultisigPayload(0, RESUME, tuple([IndexedSignature(index, b"") for index in range(16)]))
    yield Case("sixteen-signatures", "As many signatures as can be", PayloadInput(0, sixteen), ("boundary",))
