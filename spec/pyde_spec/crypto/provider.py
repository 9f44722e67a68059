"""The provider seam.

The text is slow where it is clear. This is the one place where something faster may stand in for it.
`REPLACEABLE` names what can be replaced. Other chapters call a function that asks here, as the one at the
end of this page does, and never know whether the text or the accelerator has answered.

A *provider* says which one does. It lives in a context variable, `ACTIVE_PROVIDER`, and nowhere else.
Unless somebody asks for another by `use_mode`, and in every new thread, it is the canonical one.

- `canonical`: the text answers. Vectors are filled and judged in this mode.
- `fast`: the accelerator answers, unwatched. What it raises, it raises to the caller.
- `verify`: both answer and the answers are compared. The text's is taken. On a mismatch the policy of
  `mismatch` decides how to go on, and the mismatch is recorded in the provider.

A mode changes who computes, never what: no rule depends on it. It may be entered for some replaceable parts
alone; of all others the text answers. An accelerator that is asked for and not installed is an error when its mode
is entered; nothing quietly falls back to the text.

Source: design, foundations, "The crypto seam".  Decision: R-12.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from pyde_spec.crypto.mismatch import (
    INITIAL_STATE,
    Action,
    DualState,
    Halt,
    Observation,
    Phase,
    Policy,
    apply_observation,
    is_comparison_due,
)
from pyde_spec.crypto.replaceables import (
    FALCON_VERIFY,
    POSEIDON2_HASH,
    POSEIDON2_HASH_MANY,
    REPLACEABLE,
    Function,
    Replaceable,
)
from pyde_spec.params.versions import ProtocolRules


class Mode(IntEnum):
    """Who answers: the text, the accelerator, or both under comparison."""

    CANONICAL = 0
    FAST = 1
    VERIFY = 2


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One disagreement: what was asked, what the text said, what the accelerator said or raised.

    Arguments and answers may be secrets, the seed of a key among them. They are there for whoever looks at them by
    name; nothing that merely prints the record shows them.
    """

    name: str
    arguments: tuple[Any, ...] = field(repr=False)
    text_answer: Any = field(repr=False)
    accelerator_answer: Any = field(repr=False)
    action: Action


class MismatchHalt(Exception):
    """The policy is to halt and a mismatch has happened, in this call or an earlier one. Carries the mismatch."""

    def __init__(self, mismatch: Mismatch) -> None:
        super().__init__(f"{mismatch.name}: the accelerator disagrees with the text")
        self.mismatch = mismatch


@dataclass(slots=True)
class Provider:
    """A mode, a policy, accelerators by name, and what has happened: it changes as calls are made.

    A provider belongs to the thread that made it.
    """

    mode: Mode
    policy: Policy
    accelerators: dict[str, Function] = field(default_factory=dict)
    states: dict[str, DualState] = field(default_factory=dict)
    mismatches: dict[str, list[Mismatch]] = field(default_factory=dict)


HALT = Halt()

CANONICAL_PROVIDER = Provider(Mode.CANONICAL, HALT)

ACTIVE_PROVIDER: ContextVar[Provider] = ContextVar("active_provider", default=CANONICAL_PROVIDER)


def compute_answer(provider: Provider, replaceable: Replaceable, *arguments: Any) -> Any:
    """The answer of whoever answers in the provider's mode; the text's, where the provider has no accelerator.

    Raises `MismatchHalt` in `verify`, and in `fast` whatever the accelerator raises.
    """
    if replaceable.name not in provider.accelerators:  # none has any in canonical mode
        return replaceable.text(*arguments)
    if provider.mode is Mode.FAST:
        return provider.accelerators[replaceable.name](*arguments)
    return compute_verified_answer(provider, replaceable, arguments)


def compute_verified_answer(provider: Provider, replaceable: Replaceable, arguments: tuple[Any, ...]) -> Any:
    """The answer of the text, compared with the accelerator's when a comparison is due.

    Records a mismatch in the provider. Raises `MismatchHalt` when the policy is to halt, on the call that
    shows the mismatch and on every later one.
    """
    name = replaceable.name
    state = provider.states.get(name, INITIAL_STATE)
    if state.phase is Phase.HALTED:
        raise MismatchHalt(provider.mismatches[name][-1])
    text_answer = replaceable.text(*arguments)
    observation, accelerator_answer = Observation.NOT_COMPARED, None
    if is_comparison_due(state):
        observation, accelerator_answer = compute_observation(provider.accelerators[name], arguments, text_answer)
    provider.states[name], action = apply_observation(provider.policy, state, observation)
    if action is not Action.USE_TEXT:
        mismatch = Mismatch(name, arguments, text_answer, accelerator_answer, action)
        provider.mismatches.setdefault(name, []).append(mismatch)
        if action is Action.HALT:
            raise MismatchHalt(mismatch)
    return text_answer


def compute_observation(accelerator: Function, arguments: tuple[Any, ...], text_answer: Any) -> tuple[Observation, Any]:
    """How the accelerator's answer compares with the text's, and that answer; where it raised, what it raised."""
    try:
        accelerator_answer = accelerator(*arguments)
    except Exception as failure:  # whatever it raises, it has failed to answer
        return Observation.FAILED, failure
    agreed = accelerator_answer == text_answer
    return Observation.AGREED if agreed else Observation.DIFFERED, accelerator_answer


@contextmanager
def use_mode(
    mode: Mode, policy: Policy = HALT, replaceables: tuple[Replaceable, ...] = REPLACEABLE
) -> Iterator[Provider]:
    """Make a new provider the active one for the length of a `with` block.

    Only what is among `replaceables` is replaced. The policy matters in `verify` alone. Raises
    `AcceleratorUnavailable` at once, not at the first call, when the mode needs what is not installed.
    """
    provider = Provider(mode, policy)
    if mode is not Mode.CANONICAL:
        provider.accelerators = {replaceable.name: replaceable.load_accelerator() for replaceable in replaceables}
    token = ACTIVE_PROVIDER.set(provider)
    try:
        yield provider
    finally:
        ACTIVE_PROVIDER.reset(token)


def poseidon2_hash(data: bytes) -> bytes:
    """The 32-byte Poseidon2 hash of an input of any length."""
    digest: bytes = compute_answer(ACTIVE_PROVIDER.get(), POSEIDON2_HASH, data)
    return digest


def poseidon2_hash_many(inputs: Sequence[bytes]) -> tuple[bytes, ...]:
    """The 32-byte Poseidon2 hash of each input. Hashing many short inputs together is what makes `fast` pay."""
    digests: tuple[bytes, ...] = compute_answer(ACTIVE_PROVIDER.get(), POSEIDON2_HASH_MANY, inputs)
    return digests


def falcon_verify(public_key: bytes, message: bytes, signature: bytes, rules: ProtocolRules) -> bool:
    """Whether the signature is the key's over the message, in a form that the version knows. Total."""
    valid: bool = compute_answer(ACTIVE_PROVIDER.get(), FALCON_VERIFY, public_key, message, signature, rules)
    return valid
