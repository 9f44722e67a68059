"""Vectors of quorums."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyde_spec.encoding.shapes import U32
from pyde_spec.params.quorum import compute_fault_bound, compute_quorum, compute_share_threshold
from pyde_spec.params.versions import Parameters
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler


@dataclass(frozen=True, slots=True)
class QuorumInput:
    """The size of a committee."""

    members: U32


@dataclass(frozen=True, slots=True)
class QuorumOutput:
    """The members that may be faulty, those that must agree, the shares that open a secret."""

    fault_bound: U32
    quorum: U32
    share_threshold: U32


@handler("params/quorum", rules=[compute_fault_bound, compute_quorum, compute_share_threshold])
def run_quorum(parameters: Parameters, given: QuorumInput) -> QuorumOutput:
    """Compute the three thresholds of a committee."""
    return QuorumOutput(
        compute_fault_bound(given.members),
        compute_quorum(parameters.rules, given.members),
        compute_share_threshold(given.members),
    )


@cases("params/quorum")
def quorum_cases() -> Iterator[Case]:
    """Small committees of each remainder modulo three, and the sizes in use."""
    for members in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 16, 100, 127, 128, 129):
        yield Case(f"members-{members}", f"Thresholds of a committee of {members}", QuorumInput(members), ("boundary",))
