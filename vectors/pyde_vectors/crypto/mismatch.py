"""Vectors of the mismatch machine: policies, states and observations."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyde_spec.crypto.mismatch import (
    INITIAL_STATE,
    Action,
    CoolDown,
    DualState,
    FallBack,
    Halt,
    Observation,
    Phase,
    Policy,
    apply_observation,
    is_comparison_due,
)
from pyde_spec.encoding.shapes import U32_MAX
from pyde_spec.params.versions import Parameters
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler


@dataclass(frozen=True, slots=True)
class MismatchStepInput:
    """A policy, where the machine stands, and what a call showed."""

    policy: Policy
    state: DualState
    observation: Observation


@dataclass(frozen=True, slots=True)
class MismatchStepOutput:
    """Where the machine stands then, and what the caller must do."""

    state: DualState
    action: Action


@dataclass(frozen=True, slots=True)
class DualStateInput:
    """Where the machine stands."""

    state: DualState


@dataclass(frozen=True, slots=True)
class ComparisonOutput:
    """Whether the next call is compared."""

    due: bool


@handler("crypto/mismatch_step", rules=[apply_observation])
def run_mismatch_step(_: Parameters, given: MismatchStepInput) -> MismatchStepOutput:
    """Take one step of the machine."""
    return MismatchStepOutput(*apply_observation(given.policy, given.state, given.observation))


@handler("crypto/mismatch_comparison_due", rules=[is_comparison_due])
def run_mismatch_comparison_due(_: Parameters, given: DualStateInput) -> ComparisonOutput:
    """Ask whether the next call is compared."""
    return ComparisonOutput(is_comparison_due(given.state))


POLICIES = (
    ("halt", Halt()),
    ("fall-back", FallBack()),
    ("cool-down-0", CoolDown(0)),
    ("cool-down-3", CoolDown(3)),
    ("cool-down-longest", CoolDown(U32_MAX)),
)

LIVE_STATES = (
    ("in-use", INITIAL_STATE),
    ("cooling", DualState(Phase.IN_USE, 2)),
    ("cooling-last-call", DualState(Phase.IN_USE, 1)),
    ("set-aside", DualState(Phase.SET_ASIDE, 0)),
)
HALTED = DualState(Phase.HALTED, 0)

MISMATCHES = (("differed", Observation.DIFFERED), ("failed", Observation.FAILED))
OTHERS = (("agreed", Observation.AGREED), ("not-compared", Observation.NOT_COMPARED))


def describe(*names: str) -> str:
    """A title out of the names of what a case is made of."""
    return ", ".join(name.replace("-", " ") for name in names).capitalize()


@cases("crypto/mismatch_step")
def mismatch_step_cases() -> Iterator[Case]:
    """Every policy under each mismatch in each live state, calls without one, and a machine that has halted."""
    for policy_name, policy in POLICIES:
        for observation_name, observation in MISMATCHES:
            for state_name, state in LIVE_STATES:
                yield Case(
                    f"{policy_name}-{state_name}-{observation_name}",
                    describe(policy_name, state_name, observation_name),
                    MismatchStepInput(policy, state, observation),
                )
    for observation_name, observation in OTHERS:
        for state_name, state in LIVE_STATES:
            yield Case(
                f"no-mismatch-{state_name}-{observation_name}",
                describe("no mismatch", state_name, observation_name),
                MismatchStepInput(CoolDown(3), state, observation),
                ("boundary",),
            )
    for observation_name, observation in (*MISMATCHES, *OTHERS):
        yield Case(
            f"halted-{observation_name}",
            describe("halted for good", observation_name),
            MismatchStepInput(FallBack(), HALTED, observation),
            ("order-of-checks",),
        )
    yield Case(
        "longest-cool-down-counts",
        "The longest cool-down counts its first call",
        MismatchStepInput(CoolDown(3), DualState(Phase.IN_USE, U32_MAX), Observation.NOT_COMPARED),
        ("boundary",),
    )


@cases("crypto/mismatch_comparison_due")
def mismatch_comparison_due_cases() -> Iterator[Case]:
    """Every phase, and both sides of the end of a cool-down."""
    for state_name, state in (*LIVE_STATES, ("halted", HALTED)):
        yield Case(state_name, describe(state_name), DualStateInput(state), ("boundary",))
