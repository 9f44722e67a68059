"""Changing the state.

The state changes in one way only: a wave is committed, whole or not at all. Consensus hands over the
wave's transactions in canonical order, the store runs them through the executor that it was given,
and answers with the record of the commit. A failed commit leaves the state as it was.

The latest wave can be undone. Going back further is undoing one wave after another, latest first; how
far the chain may go back, and who may order it, is the matter of the chapter on halts.

A snapshot keeps one state for as long as its handle is in use, whatever is committed after it.

Source: roadmap, section 0.4; implementation plan, section 5.
Decision: R-83 (form of the protocols; why a commit is told its anchor).
"""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from pyde_spec.interfaces.state_view import StateView
from pyde_spec.types.primitives import Round, VertexHash, WaveId
from pyde_spec.types.state_root import StateRoot
from pyde_spec.types.transaction import Transaction
from pyde_spec.types.wave import WaveCommitRecord


@dataclass(frozen=True, slots=True)
class WaveAnchor:
    """The vertex that a wave commits, and the round it stands in: what only consensus knows."""

    round: Round
    vertex_hash: VertexHash


@dataclass(frozen=True, slots=True)
class SnapshotHandle:
    """A kept state: its root and the wave that it follows, None before the first."""

    wave_id: WaveId | None
    state_root: StateRoot


@runtime_checkable
class StateMutator(StateView, Protocol):
    """The state of a node, to be read and moved on. Any call can raise `BoundaryError`."""

    def commit_wave(
        self, wave_id: WaveId, transactions: tuple[Transaction, ...], anchor: WaveAnchor
    ) -> WaveCommitRecord:
        """Execute the transactions in order, make the outcome the state, and record it.

        Raises `CONFLICT` for a wave that is committed already, `NOT_YET` for one whose predecessor is
        not, `INVALID_INPUT` when the record would not be valid. Checked in this order.
        """

    def rollback_wave(self, wave_id: WaveId) -> None:
        """Undo the latest wave, which must be this one; the state is again what it was before.

        Raises `NOT_FOUND` for a wave that is not committed, then `CONFLICT` for one that others follow.
        """

    def snapshot(self) -> SnapshotHandle:
        """Keep the state as it is now, and name it."""
