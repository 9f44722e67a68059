"""Vectors of the entries of validators: the least stake, the most validators of one operator, and the leaf."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import U32, U128, U128_MAX, VariableBytes
from pyde_spec.params.versions import Parameters
from pyde_spec.types.primitives import FalconPublicKey, Quanta
from pyde_spec.validators.entry import (
    MAXIMUM_PER_OPERATOR,
    MINIMUM_STAKE,
    ValidatorEntry,
    ValidatorStatus,
    compute_new_entry,
    validate_operator_size,
)
from pyde_vectors.accounts.people import ALICE_KEY
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler
from pyde_vectors.types.accepted import Accepted

ENTRY_SIZE = 934


@dataclass(frozen=True, slots=True)
class NewEntryInput:
    """What a new validator brings, and what the accumulator of rewards shows."""

    public_key: FalconPublicKey
    stake: Quanta
    accumulator: U128


@dataclass(frozen=True, slots=True)
class NewEntryOutput:
    """The entry, and the leaf that the state holds."""

    entry: ValidatorEntry
    leaf: Annotated[bytes, VariableBytes(ENTRY_SIZE)]


@dataclass(frozen=True, slots=True)
class EntryInput:
    """An entry."""

    entry: ValidatorEntry


@dataclass(frozen=True, slots=True)
class LeafOutput:
    """The leaf that the state holds."""

    leaf: Annotated[bytes, VariableBytes(ENTRY_SIZE)]


@dataclass(frozen=True, slots=True)
class OperatorInput:
    """How many validators an operator would run."""

    validators: U32


@handler("validators/new_entry", rules=[compute_new_entry])
def run_new_entry(_: Parameters, given: NewEntryInput) -> NewEntryOutput:
    """Make the entry of a new validator."""
    entry = compute_new_entry(given.public_key, given.stake, given.accumulator)
    return NewEntryOutput(entry, encode(ValidatorEntry, entry))


@handler("validators/encode_entry", rules=[encode])
def run_encode_entry(_: Parameters, given: EntryInput) -> LeafOutput:
    """Make the leaf of an entry."""
    return LeafOutput(encode(ValidatorEntry, given.entry))


@handler("validators/validate_operator_size", rules=[validate_operator_size])
def run_validate_operator_size(_: Parameters, given: OperatorInput) -> Accepted:
    """Check how many validators one operator runs."""
    validate_operator_size(given.validators)
    return Accepted()


@cases("validators/new_entry")
def new_entry_cases() -> Iterator[Case]:
    """Both sides of the least stake; the widest numbers; and the leaf worked out by hand."""
    leaf = (897).to_bytes(4, "little") + ALICE_KEY + MINIMUM_STAKE.to_bytes(16, "little") + bytes(1) + bytes(16)
    entry = {
        "public_key": "0x" + ALICE_KEY.hex(),
        "stake": "10000000000000",
        "status": "active",
        "last_claimed_at": "0",
    }
    yield Case(
        "least",
        "The least that a validator bonds",
        NewEntryInput(ALICE_KEY, MINIMUM_STAKE, 0),
        ("boundary", "known-answer"),
        known={"ok": {"entry": entry, "leaf": "0x" + leaf.hex()}},
    )
    yield Case("most", "Numbers of 128 bits", NewEntryInput(ALICE_KEY, U128_MAX, U128_MAX), ("boundary",))
    yield Case(
        "reject-below-minimum", "A quanta too little", NewEntryInput(ALICE_KEY, MINIMUM_STAKE - 1, 0), ("boundary",)
    )


@cases("validators/encode_entry")
def encode_entry_cases() -> Iterator[Case]:
    """An entry in each part of the life of a validator."""
    for status in ValidatorStatus:
        name = status.name.lower()
        yield Case(name, f"A validator that is {name}", EntryInput(ValidatorEntry(ALICE_KEY, 1, status, 2)), ("tag",))


@cases("validators/validate_operator_size")
def operator_cases() -> Iterator[Case]:
    """Both sides of the maximum."""
    yield Case("at-maximum", "As many as may be", OperatorInput(MAXIMUM_PER_OPERATOR), ("boundary",))
    yield Case("reject-above-maximum", "One more", OperatorInput(MAXIMUM_PER_OPERATOR + 1), ("boundary",))
