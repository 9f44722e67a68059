"""Executing.

The executor turns a state and a transaction into an outcome. It changes nothing itself: the writes
that it answers with take effect when the store applies them, so an outcome can be thrown away, worked
out twice and compared, or worked out only to learn what it would cost.

A transaction that is refused, reverts or traps is an ordinary outcome, with a receipt that says so.
An error means that there is no outcome at all, and a wave with such a transaction is not committed.

Source: roadmap, section 0.4; implementation plan, section 5.
Decision: R-83 (form of the protocols; why an outcome is more than a receipt).
"""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from pyde_spec.encoding.shapes import U32
from pyde_spec.interfaces.state_view import StateView
from pyde_spec.types.event import EventRecord
from pyde_spec.types.primitives import Address, Gas, SlotKey, Value, WaveId
from pyde_spec.types.receipt import Receipt
from pyde_spec.types.transaction import Transaction


@dataclass(frozen=True, slots=True)
class TransactionPlace:
    """Where a transaction stands: its wave, and its index there, counted from 0."""

    wave_id: WaveId
    tx_index: U32


@dataclass(frozen=True, slots=True)
class SlotWrite:
    """What a slot holds afterwards; None clears it."""

    key: SlotKey
    value: Value | None


@dataclass(frozen=True, slots=True)
class Execution:
    """What comes of a transaction.

    `writes` stand in ascending order of key, each key once; `events` in the order of emission, as
    many as the receipt counts.
    """

    receipt: Receipt
    writes: tuple[SlotWrite, ...]
    events: tuple[EventRecord, ...]


@runtime_checkable
class Executor(Protocol):
    """The machine that runs transactions. Any call can raise `BoundaryError`."""

    def execute_tx(
        self, state: StateView, transaction: Transaction, gas_limit: Gas, place: TransactionPlace
    ) -> Execution:
        """What comes of the transaction on the state, at this place.

        `gas_limit` is the most gas it may use: its own limit when a wave is committed, the caller's
        choice when a cost is estimated.
        """

    def view_call(self, state: StateView, target: Address, data: bytes) -> bytes:
        """What the contract's view answers to the call data. Nothing is written and nobody pays.

        Raises `NOT_FOUND` when there is nothing to call.
        """
