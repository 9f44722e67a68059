"""Entries of validators.

Who wants a seat in committees bonds at least 10,000 PYDE. What the state keeps of it is an *entry*: the
key that the validator signs with, what it has bonded, where in its life it stands, and up to where it has
taken its rewards. There is one tier: more stake earns more and weighs no more in a committee.

One operator may run three validators. That is a rule about people; the entry does not say who the
operator is.

Source: book, chapter 14, sections 14.5 and 14.11; VALIDATOR_LIFECYCLE, section "Parameters".
Decision: R-178 (what a new entry says).  Finding: F-31.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Annotated

from pyde_spec.encoding.shapes import U32, U128, VariableBytes
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.types.primitives import FALCON_PUBLIC_KEY_SIZE, FalconPublicKey, Quanta

MINIMUM_STAKE = 10_000_000_000_000
"""The least that a validator bonds, in quanta: 10,000 PYDE."""

MAXIMUM_PER_OPERATOR = 3


class ValidatorStatus(IntEnum):
    """Where in its life a validator stands: in the pool, on its way out, or out of it."""

    ACTIVE = 0
    UNBONDING = 1
    EXITED = 2


@dataclass(frozen=True, slots=True)
class ValidatorEntry:
    """What the state keeps of a validator, 934 bytes: `public_key` has 897, and its length stands before it.

    `stake` is in quanta. `last_claimed_at` is what the accumulator of rewards showed at the last claim.
    """

    public_key: Annotated[bytes, VariableBytes(FALCON_PUBLIC_KEY_SIZE)]
    stake: Quanta
    status: ValidatorStatus
    last_claimed_at: U128


def compute_new_entry(public_key: FalconPublicKey, stake: Quanta, accumulator: U128) -> ValidatorEntry:
    """The entry of a validator that bonds `stake` quanta while the accumulator of rewards shows `accumulator`.

    It is active, and earns from now on. Rejects with the reasons of `validate_stake`.
    """
    validate_stake(stake)
    return ValidatorEntry(public_key, stake, ValidatorStatus.ACTIVE, accumulator)


def validate_stake(stake: Quanta) -> None:
    """Raises unless a validator may bond so many quanta. Rejects with `STAKE_BELOW_MINIMUM`."""
    if stake < MINIMUM_STAKE:
        raise Rejected(Reason.STAKE_BELOW_MINIMUM, f"{stake} of {MINIMUM_STAKE} quanta")


def validate_operator_size(validators: U32) -> None:
    """Raises unless one operator may run so many validators. Rejects with `OPERATOR_ABOVE_MAXIMUM`."""
    if validators > MAXIMUM_PER_OPERATOR:
        raise Rejected(Reason.OPERATOR_ABOVE_MAXIMUM, f"{validators} of {MAXIMUM_PER_OPERATOR}")
