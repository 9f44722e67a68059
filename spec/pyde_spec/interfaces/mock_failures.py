"""Mocks, and how they fail.

Each protocol of this chapter has a mock: a small implementation in memory that does what the protocol
says and as little else as possible, so that a component can be tested before its neighbours exist.
Mocks are tools of tests and hold no rules. Where the true thing is the matter of another chapter – the
state tree, the gas of a transaction, the hash of a vertex – a mock has something simpler in its place,
and says so; no vector is computed with one.

A mock stands for a component that lives and changes, so the mocks are the only mutable objects of this
text. What they hold and hand out is immutable all the same: to change, a mock takes a new value.

A neighbour that never fails teaches nothing. Every mock carries a plan of failures: the next n calls
of a method fail with a chosen kind, whatever they ask, and have no effect. The same plan and the same
calls give the same failures.

Decision: R-85 (what mocks do and leave out).
"""

from pyde_spec.interfaces.errors import BoundaryError, InterfaceError


class FailurePlan:
    """The failures that calls of a mock have yet to meet, method by method, in the order planned."""

    def __init__(self, protocol: type) -> None:
        self.protocol = protocol
        self.planned: dict[str, tuple[InterfaceError, ...]] = {}

    def fail_next(self, calls: int, method: str, kind: InterfaceError) -> None:
        """Let the next calls of the method fail, after those planned before.

        Raises `UNSUPPORTED` for a method that the protocol does not have.
        """
        if not hasattr(self.protocol, method):
            raise BoundaryError(InterfaceError.UNSUPPORTED, f"{self.protocol.__name__} has no {method}")
        self.planned[method] = self.planned.get(method, ()) + (kind,) * calls

    def meet(self, method: str) -> None:
        """Every mocked call begins here. Raises the next failure planned for the method, if any."""
        kinds = self.planned.get(method, ())
        if kinds:
            self.planned[method] = kinds[1:]
            raise BoundaryError(kinds[0], f"planned for {method}")
