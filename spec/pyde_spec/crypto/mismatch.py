"""What happens when two implementations disagree.

Wherever a rule is computed twice, by the text and by something faster, the two may one day differ.
Then the text is right by definition, and the only question is how to go on. A policy answers it
before it arises: stop; keep to the text from now on and say so; or keep to the text for a number of
calls, then try again. A mismatch is never silent: each one is an action that the caller must carry out.

The machine is a pure function of a policy, a state and an observation. It has no clock: a cool-down is
counted in calls. It does not know what is computed, so the same machine serves every replaceable part.

Source: design, foundations, "The crypto seam".  Decision: R-12.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Annotated

from pyde_spec.encoding.shapes import U32, TaggedUnion, Variant


class Phase(IntEnum):
    """Whether the faster implementation is in use."""

    IN_USE = 0
    SET_ASIDE = 1
    HALTED = 2


class Observation(IntEnum):
    """What one call showed. An implementation that gave no answer at all has failed."""

    AGREED = 0
    DIFFERED = 1
    FAILED = 2
    NOT_COMPARED = 3


class Action(IntEnum):
    """What the caller must do: take the answer of the text, take it and warn, or take none and stop."""

    USE_TEXT = 0
    USE_TEXT_AND_WARN = 1
    HALT = 2


@dataclass(frozen=True, slots=True)
class Halt:
    """Stop at the first mismatch, for good."""


@dataclass(frozen=True, slots=True)
class FallBack:
    """Warn, and keep to the text from then on."""


@dataclass(frozen=True, slots=True)
class CoolDown:
    """Warn, keep to the text for this many calls, then compare again."""

    calls: U32


Policy = Annotated[
    Halt | FallBack | CoolDown,
    TaggedUnion(Variant(0, "halt", Halt), Variant(1, "fall_back", FallBack), Variant(2, "cool_down", CoolDown)),
]


@dataclass(frozen=True, slots=True)
class DualState:
    """Where the machine stands. `calls_to_sit_out` is the number of calls left before comparing again."""

    phase: Phase
    calls_to_sit_out: U32


INITIAL_STATE = DualState(Phase.IN_USE, 0)


def is_comparison_due(state: DualState) -> bool:
    """Whether the next call computes both answers; where not, it observes `NOT_COMPARED`."""
    return (
        state.phase is Phase.IN_USE  # neither set aside nor halted
        and state.calls_to_sit_out == 0  # not cooling down
    )


def apply_observation(policy: Policy, state: DualState, observation: Observation) -> tuple[DualState, Action]:
    """The state after a call, and what its caller must do.

    A machine that has halted stays halted. A mismatch, which is to differ or to fail, follows the policy
    in any other phase. Every other call counts towards the end of a cool-down.
    """
    if state.phase is Phase.HALTED:
        return state, Action.HALT
    if observation in (Observation.DIFFERED, Observation.FAILED):
        return apply_mismatch(policy)
    return DualState(state.phase, max(state.calls_to_sit_out - 1, 0)), Action.USE_TEXT


def apply_mismatch(policy: Policy) -> tuple[DualState, Action]:
    """The state after a mismatch under the policy, and what the caller must do."""
    if isinstance(policy, Halt):
        return DualState(Phase.HALTED, 0), Action.HALT
    if isinstance(policy, FallBack):
        return DualState(Phase.SET_ASIDE, 0), Action.USE_TEXT_AND_WARN
    return DualState(Phase.IN_USE, policy.calls), Action.USE_TEXT_AND_WARN
