"""Vectors of conflicts: every pair of a table of access sets, and graphs of whole waves."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from pyde_spec.encoding.shapes import ListOf
from pyde_spec.execution.access_sets import NO_ACCESS, UNDECLARED_ACCESS, AccessSet
from pyde_spec.execution.conflicts import ConflictGraph, compute_conflict_graph, is_conflict
from pyde_spec.params.versions import Parameters
from pyde_spec.types.wave import WAVE_TRANSACTIONS_CAP
from pyde_vectors.cases import Case, cases
from pyde_vectors.execution.samples import NEXT_TO_A, TWIN_OF_A, A, B, C, make_access
from pyde_vectors.execution.waves import (
    READS_A,
    READS_A_WRITES_B,
    READS_B,
    READS_B_WRITES_A,
    WAVES,
    WRITES_A,
    build_meeting_waves,
)
from pyde_vectors.handlers import handler

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy


@dataclass(frozen=True, slots=True)
class PairInput:
    """What two transactions may touch."""

    first: AccessSet
    second: AccessSet


@dataclass(frozen=True, slots=True)
class ConflictOutput:
    """Whether the two conflict."""

    conflict: bool


@dataclass(frozen=True, slots=True)
class AccessesInput:
    """What the transactions of a wave may touch, in canonical order."""

    accesses: Annotated[tuple[AccessSet, ...], ListOf(WAVE_TRANSACTIONS_CAP)]


@dataclass(frozen=True, slots=True)
class GraphOutput:
    """The conflicts of the wave."""

    graph: ConflictGraph


def draw_pair_inputs() -> "SearchStrategy[PairInput]":
    """Two sets over few keys."""
    from hypothesis import strategies as st

    from pyde_vectors.execution.draws import draw_access

    return st.builds(PairInput, draw_access(), draw_access())


def draw_graph_inputs() -> "SearchStrategy[AccessesInput]":
    """A small wave over few keys."""
    from hypothesis import strategies as st

    from pyde_vectors.execution.draws import draw_accesses

    return st.builds(AccessesInput, draw_accesses())


@handler("execution/is_conflict", rules=[is_conflict], inputs=draw_pair_inputs)
def run_is_conflict(_: Parameters, given: PairInput) -> ConflictOutput:
    """Ask whether the order of two transactions can matter."""
    return ConflictOutput(is_conflict(given.first, given.second))


@handler("execution/conflict_graph", rules=[compute_conflict_graph], inputs=draw_graph_inputs)
def run_conflict_graph(_: Parameters, given: AccessesInput) -> GraphOutput:
    """The conflicts of a wave."""
    return GraphOutput(compute_conflict_graph(given.accesses))


SETS = {
    "nothing": NO_ACCESS,
    "reads-a": READS_A,
    "writes-a": WRITES_A,
    "reads-b": READS_B,
    "reads-a-writes-b": READS_A_WRITES_B,
    "reads-b-writes-a": READS_B_WRITES_A,
    "reads-c-and-next-to-a": make_access(reads=(NEXT_TO_A, C)),
    "writes-twin-of-a": make_access(writes=(TWIN_OF_A,)),
    "undeclared": UNDECLARED_ACCESS,
}

IN_CONFLICT = {
    "nothing": (),
    "reads-a": ("writes-a", "reads-b-writes-a"),
    "writes-a": ("reads-a", "writes-a", "reads-a-writes-b", "reads-b-writes-a"),
    "reads-b": ("reads-a-writes-b",),
    "reads-a-writes-b": ("writes-a", "reads-b", "reads-a-writes-b", "reads-b-writes-a"),
    "reads-b-writes-a": ("reads-a", "writes-a", "reads-a-writes-b", "reads-b-writes-a"),
    "reads-c-and-next-to-a": (),
    "writes-twin-of-a": ("writes-twin-of-a",),
}
"""By hand: which declared sets each declared set conflicts with."""


@cases("execution/is_conflict")
def is_conflict_cases() -> Iterator[Case]:
    """Every pair of the table, either way round, with the answers that were found by hand; then longer lists."""
    for first_name, first in SETS.items():
        for second_name, second in SETS.items():
            expected = "undeclared" in (first_name, second_name) or second_name in IN_CONFLICT[first_name]
            yield Case(
                f"{first_name}-and-{second_name}",
                f"{first_name.replace('-', ' ')}, and {second_name.replace('-', ' ')}",
                PairInput(first, second),
                known={"ok": {"conflict": expected}},
            )
    many = make_access(reads=(A, TWIN_OF_A), writes=(B, C))
    yield Case("last-of-many", "The last of several keys is shared", PairInput(many, make_access(writes=(TWIN_OF_A,))))


@cases("execution/conflict_graph")
def conflict_graph_cases() -> Iterator[Case]:
    """Waves of every shape, then waves of two transactions that meet somewhere."""
    for name, title, accesses in (*WAVES, *build_meeting_waves()):
        yield Case(name, title, AccessesInput(accesses))
