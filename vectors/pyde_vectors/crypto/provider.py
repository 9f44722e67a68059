"""Vectors of the provider seam: modes and policies under an accelerator that follows a script."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Annotated

from pyde_spec.crypto.mismatch import CoolDown, FallBack, Halt, Policy
from pyde_spec.crypto.provider import (
    ACTIVE_PROVIDER,
    MismatchHalt,
    Mode,
    compute_answer,
    use_mode,
)
from pyde_spec.crypto.replaceables import Replaceable
from pyde_spec.encoding.shapes import U32, ListOf
from pyde_spec.params.versions import Parameters
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler

CALLS_CAP = 64


class Act(IntEnum):
    """What the scripted accelerator does when it is asked."""

    AGREE = 0
    DIFFER = 1
    FAIL = 2


@dataclass(frozen=True, slots=True)
class ProviderInput:
    """A mode, a policy, and a script with one act for each call, whether or not the accelerator is asked."""

    mode: Mode
    policy: Policy
    script: Annotated[tuple[Act, ...], ListOf(CALLS_CAP)]


Calls = Annotated[tuple[U32, ...], ListOf(CALLS_CAP)]


@dataclass(frozen=True, slots=True)
class ProviderOutput:
    """What each call answered, which calls asked the accelerator, and which recorded a mismatch.

    The text answers call n with n, an accelerator that differs with n + 1. No answer is a call that raised.
    `mode_after` is the mode in force when all is over.
    """

    answers: Annotated[tuple[U32 | None, ...], ListOf(CALLS_CAP)]
    accelerator_calls: Calls
    mismatch_calls: Calls
    mode_after: Mode


class ScriptedFailure(Exception):
    """The accelerator fails, as its script says."""


def make_scripted(script: tuple[Act, ...], asked: list[int]) -> Replaceable:
    """A replaceable function that gives back its argument, and an accelerator that follows the script."""

    def accelerator(call: int) -> int:
        asked.append(call)
        if script[call] is Act.FAIL:
            raise ScriptedFailure
        return call + 1 if script[call] is Act.DIFFER else call

    def text(call: int) -> int:
        return call

    return Replaceable("scripted", text, lambda: accelerator)


def ask(scripted: Replaceable, call: int) -> int | None:
    """The answer of a call under the active provider, or nothing when it raised."""
    try:
        answer: int = compute_answer(ACTIVE_PROVIDER.get(), scripted, call)
    except (MismatchHalt, ScriptedFailure):
        return None
    return answer


@handler("crypto/provider_calls", rules=[compute_answer, use_mode])
def run_provider_calls(_: Parameters, given: ProviderInput) -> ProviderOutput:
    """Call a replaceable function once for each act of the script."""
    asked: list[int] = []
    scripted = make_scripted(given.script, asked)
    with use_mode(given.mode, given.policy, (scripted,)) as provider:
        answers = tuple([ask(scripted, call) for call in range(len(given.script))])
    mismatches = provider.mismatches.get(scripted.name, [])
    mismatch_calls = tuple([mismatch.arguments[0] for mismatch in mismatches])
    return ProviderOutput(answers, tuple(asked), mismatch_calls, ACTIVE_PROVIDER.get().mode)


AGREE, DIFFER, FAIL = Act.AGREE, Act.DIFFER, Act.FAIL

SCRIPTS = (
    (
        "canonical-ignores-accelerator",
        "Canonical: the text answers and the accelerator is not asked",
        ProviderInput(Mode.CANONICAL, Halt(), (DIFFER, FAIL)),
    ),
    (
        "fast-trusts-accelerator",
        "Fast: the accelerator answers unwatched; where it fails there is no answer",
        ProviderInput(Mode.FAST, Halt(), (AGREE, DIFFER, FAIL, AGREE)),
    ),
    (
        "verify-agreeing",
        "Verify: both answer, nothing is recorded",
        ProviderInput(Mode.VERIFY, Halt(), (AGREE, AGREE)),
    ),
    (
        "verify-halt-on-difference",
        "Verify, halt: no answer from the difference on",
        ProviderInput(Mode.VERIFY, Halt(), (AGREE, DIFFER, AGREE)),
    ),
    (
        "verify-halt-on-failure",
        "Verify, halt: an accelerator without an answer counts as a mismatch",
        ProviderInput(Mode.VERIFY, Halt(), (FAIL, AGREE)),
    ),
    (
        "verify-fall-back",
        "Verify, fall back: the text answers alone from the difference on",
        ProviderInput(Mode.VERIFY, FallBack(), (AGREE, DIFFER, DIFFER, AGREE)),
    ),
    (
        "verify-fall-back-on-failure",
        "Verify, fall back: a failure sets the accelerator aside as a difference does",
        ProviderInput(Mode.VERIFY, FallBack(), (FAIL, AGREE)),
    ),
    (
        "verify-cool-down",
        "Verify, cool down: two calls sit out, then the accelerator is asked again",
        ProviderInput(Mode.VERIFY, CoolDown(2), (DIFFER, DIFFER, DIFFER, DIFFER, AGREE, AGREE, AGREE, FAIL)),
    ),
    (
        "verify-no-cool-down",
        "Verify, cool down for no calls: every mismatch is recorded and the next call asks again",
        ProviderInput(Mode.VERIFY, CoolDown(0), (DIFFER, FAIL, AGREE)),
    ),
)


@cases("crypto/provider_calls")
def provider_calls_cases() -> Iterator[Case]:
    """Each mode, and each policy under a difference and under a failure."""
    for name, title, given in SCRIPTS:
        yield Case(name, title, given)
