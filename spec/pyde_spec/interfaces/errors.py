"""Boundary errors.

A node is built of components that ask each other for things, and what is asked can fail for reasons
that are no rule of the protocol: a store is still starting, a peer is silent, a pool is full. Such a
failure is a *boundary error*. Its kind answers the only question that a caller must decide at once:
can the same call, made again later, succeed without anybody changing it?

A boundary error is not a rejection. A rejection says what is wrong with an input, and every correct
node says the same; a boundary error says what is wrong with a component, here and now, and leaves no
trace in the state. No rule depends on one.

How long to wait and how often to try is the caller's own policy. A call that timed out may have taken
effect: who repeats it must take `DUPLICATE` and `CONFLICT` as possible signs that it did.

Source: roadmap, section 0.4.  Decision: R-84 (the kinds, and which of them a retry can help).
"""

from dataclasses import dataclass
from enum import IntEnum, unique


@unique
class InterfaceError(IntEnum):
    """The closed list of kinds of boundary error. Tags are stable and never reused."""

    UNAVAILABLE = 0
    TIMED_OUT = 1
    OVERLOADED = 2
    NOT_YET = 3
    INVALID_INPUT = 4
    NOT_FOUND = 5
    DUPLICATE = 6
    CONFLICT = 7
    CORRUPTED = 8
    UNSUPPORTED = 9
    INTERNAL = 10


@dataclass(frozen=True, slots=True)
class ErrorMeaning:
    """What the list says of a kind: whether the same call can succeed later, and one sentence."""

    can_retry_help: bool
    sentence: str


ERROR_MEANINGS = {
    InterfaceError.UNAVAILABLE: ErrorMeaning(True, "The component is not running, or cannot be reached now."),
    InterfaceError.TIMED_OUT: ErrorMeaning(True, "No answer came in time; the call may have taken effect."),
    InterfaceError.OVERLOADED: ErrorMeaning(True, "The component has no room, or is asked more often than it allows."),
    InterfaceError.NOT_YET: ErrorMeaning(True, "The component has not reached the wave or round that the call needs."),
    InterfaceError.INVALID_INPUT: ErrorMeaning(False, "What was handed over can never be accepted."),
    InterfaceError.NOT_FOUND: ErrorMeaning(False, "The component does not hold what the call acts on."),
    InterfaceError.DUPLICATE: ErrorMeaning(False, "The component holds what was handed over already."),
    InterfaceError.CONFLICT: ErrorMeaning(False, "The call rests on something that has changed since."),
    InterfaceError.CORRUPTED: ErrorMeaning(False, "What the component stored is damaged."),
    InterfaceError.UNSUPPORTED: ErrorMeaning(False, "The component does not offer what is asked."),
    InterfaceError.INTERNAL: ErrorMeaning(False, "The component found itself in a state that cannot be."),
}


def is_retryable(kind: InterfaceError) -> bool:
    """Whether the same call, made again later, can succeed."""
    return ERROR_MEANINGS[kind].can_retry_help


class BoundaryError(Exception):
    """A call between components failed, and had no effect unless its kind is `TIMED_OUT`.

    `detail` says in a few words what was found; it helps a person to debug and is never compared.
    """

    def __init__(self, kind: InterfaceError, detail: str = "") -> None:
        super().__init__(kind.name.lower() + (f": {detail}" if detail else ""))
        self.kind = kind
        self.detail = detail
