"""Vectors of boundary errors: the whole table, each kind with the answer decided for it."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyde_spec.interfaces.errors import InterfaceError, is_retryable
from pyde_spec.params.versions import Parameters
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler


@dataclass(frozen=True, slots=True)
class IsRetryableInput:
    """A kind of boundary error."""

    kind: InterfaceError


@dataclass(frozen=True, slots=True)
class IsRetryableOutput:
    """Whether the same call can succeed later."""

    retryable: bool


@handler("interfaces/is_retryable", rules=[is_retryable])
def run_is_retryable(_: Parameters, given: IsRetryableInput) -> IsRetryableOutput:
    """Ask whether a retry can help."""
    return IsRetryableOutput(is_retryable(given.kind))


DECIDED = (
    (InterfaceError.UNAVAILABLE, True, "A component that is not running may run later"),
    (InterfaceError.TIMED_OUT, True, "An answer that did not come may come next time"),
    (InterfaceError.OVERLOADED, True, "A full component may have room later"),
    (InterfaceError.NOT_YET, True, "A component that is behind catches up"),
    (InterfaceError.INVALID_INPUT, False, "An input that can never be accepted stays what it is"),
    (InterfaceError.NOT_FOUND, False, "What is not held does not appear by asking"),
    (InterfaceError.DUPLICATE, False, "What is held already stays held"),
    (InterfaceError.CONFLICT, False, "A call that came too late is not undone by time"),
    (InterfaceError.CORRUPTED, False, "Damaged data does not mend itself"),
    (InterfaceError.UNSUPPORTED, False, "A component does not learn a call by being asked again"),
    (InterfaceError.INTERNAL, False, "A component that contradicts itself needs a person"),
)


@cases("interfaces/is_retryable")
def is_retryable_cases() -> Iterator[Case]:
    """Every kind."""
    for kind, retryable, title in DECIDED:
        yield Case(
            kind.name.lower().replace("_", "-"),
            title,
            IsRetryableInput(kind),
            known={"ok": {"retryable": retryable}},
        )
