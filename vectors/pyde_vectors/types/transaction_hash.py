"""Vectors of the transaction hash: a base transaction, and every field of it changed alone."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pyde_spec.encoding.shapes import shape_of
from pyde_spec.params.versions import Parameters
from pyde_spec.types.primitives import Hash32
from pyde_spec.types.transaction import (
    AccessEntry,
    AccessType,
    GasTank,
    Paymaster,
    Sender,
    Transaction,
    TransactionType,
)
from pyde_spec.types.transaction_hash import compute_transaction_hash, encode_for_hash
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import Json, handler
from pyde_vectors.samples import Filler, build_distinct, build_minimum


@dataclass(frozen=True, slots=True)
class TransactionInput:
    """A transaction."""

    transaction: Transaction


@dataclass(frozen=True, slots=True)
class HashOutput:
    """The hash that names it."""

    hash_: Hash32


def reveal_preimage(_: Parameters, given: TransactionInput) -> dict[str, Json]:
    """The bytes that are hashed."""
    return {"hashed": "0x" + encode_for_hash(given.transaction).hex()}


@handler("types/transaction_hash", rules=[compute_transaction_hash, encode_for_hash], reveal=reveal_preimage)
def run_transaction_hash(_: Parameters, given: TransactionInput) -> HashOutput:
    """Hash a transaction."""
    return HashOutput(compute_transaction_hash(given.transaction))


ENTRY = AccessEntry(bytes([0xA1]) * 32, (bytes([0xB1]) * 32,), AccessType.READ)


@cases("types/transaction_hash")
def transaction_hash_cases() -> Iterator[Case]:
    """Every field counts but the signature; optional fields are hashed in their wire form."""
    smallest: Transaction = build_minimum(shape_of(Transaction))
    base: Transaction = build_distinct(shape_of(Transaction), Filler())
    changes = (
        ("from", {"from_": bytes([1]) * 32}),
        ("to", {"to": bytes([2]) * 32}),
        ("from-and-to-exchanged", {"from_": base.to, "to": base.from_}),
        ("value-zero", {"value": 0}),
        ("value-maximum", {"value": 2**128 - 1}),
        ("value-above-64-bits", {"value": 2**64}),
        ("data-empty", {"data": b""}),
        ("data-one-zero", {"data": b"\x00"}),
        ("data-seven-bytes", {"data": bytes(range(7))}),
        ("data-eight-bytes", {"data": bytes(range(8))}),
        ("data-long", {"data": bytes(i % 251 for i in range(1_000))}),
        ("gas-limit", {"gas_limit": 21_000}),
        ("gas-limit-maximum", {"gas_limit": 2**64 - 1}),
        ("nonce", {"nonce": 0}),
        ("nonce-maximum", {"nonce": 2**64 - 1}),
        ("signature-empty", {"signature": b""}),
        ("signature-other", {"signature": b"\x39" + bytes(40)}),
        ("fee-payer-sender", {"fee_payer": Sender()}),
        ("fee-payer-gas-tank", {"fee_payer": GasTank()}),
        ("fee-payer-other-paymaster", {"fee_payer": Paymaster(bytes([3]) * 32)}),
        ("access-list-empty", {"access_list": ()}),
        ("access-list-one", {"access_list": (ENTRY,)}),
        ("access-list-without-keys", {"access_list": (replace(ENTRY, storage_keys=()),)}),
        ("access-list-read-write", {"access_list": (replace(ENTRY, access_type=AccessType.READ_WRITE),)}),
        ("access-list-two-keys", {"access_list": (replace(ENTRY, storage_keys=(bytes(32), bytes([1]) * 32)),)}),
        ("access-list-two-entries", {"access_list": (ENTRY, replace(ENTRY, address=bytes(32)))}),
        ("access-list-other-order", {"access_list": (replace(ENTRY, address=bytes(32)), ENTRY)}),
        ("deadline-absent", {"deadline": None}),
        ("deadline-zero", {"deadline": 0}),
        ("deadline-maximum", {"deadline": 2**64 - 1}),
        ("chain-id", {"chain_id": 1}),
        ("chain-id-maximum", {"chain_id": 2**64 - 1}),
        ("type-standard", {"tx_type": TransactionType.STANDARD}),
        ("type-deploy", {"tx_type": TransactionType.DEPLOY}),
    )
    yield Case("smallest", "Every field zero or empty", TransactionInput(smallest), ("boundary",))
    yield Case("base", "No two fields alike", TransactionInput(base))
    for name, change in changes:
        yield Case(name, f"The base with another {name.replace('-', ' ')}", TransactionInput(replace(base, **change)))
