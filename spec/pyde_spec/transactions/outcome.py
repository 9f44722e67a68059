"""Outcomes.

Applying a transaction that is valid ends in one of three ways. It succeeds and the state is another. It
is undone, by the contract that it calls or by the rule of a native type that does not hold any more. Or
the contract breaks down. In each of them its gas is paid.

A native transaction that is undone says which rule undid it: its return data is the code of the reason.

Source: book, chapter 10, section 10.1.  Decision: D-32, R-188 (what undoes a native transaction).
"""

from dataclasses import dataclass

from pyde_spec.rejections import Reason
from pyde_spec.state.overlay import OverlayStack
from pyde_spec.types.primitives import Address, Gas, Quanta
from pyde_spec.types.receipt import ReceiptStatus, Reverted, Success


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a transaction.

    `state` is the state afterwards, without the fee. `to_treasury` quanta have been taken from the sender
    and are given to the treasury when the wave ends.
    """

    state: OverlayStack
    status: ReceiptStatus
    gas_used: Gas
    to_treasury: Quanta
    deployed: Address | None
    return_data: bytes


def make_success(state: OverlayStack, gas_used: Gas, to_treasury: Quanta = 0) -> Outcome:
    """A native transaction took effect."""
    return Outcome(state, Success(), gas_used, to_treasury, None, b"")


def make_undone(state: OverlayStack, gas_used: Gas, reason: Reason) -> Outcome:
    """A native transaction was undone, for this reason; `state` is the state before it."""
    return Outcome(state, Reverted(), gas_used, 0, None, reason.code.encode())
