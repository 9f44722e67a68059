"""Conflicts.

Two transactions conflict when it can matter which of them runs first: when one may write what the other
may touch. Two that only read the same do not conflict. One that declares nothing conflicts with all.

The conflicts of a wave make a graph. Its nodes are the transactions by their place in canonical order,
from 0; an edge leads from the earlier of two that conflict to the later. The order of the wave decides
its result, and the graph says how much of that order counts: **every order that keeps the ends of each
edge in their order gives the result of the canonical one**, receipt by receipt and leaf by leaf. A node
is free to run a wave in any of them.

Why that holds: any such order can be turned into the canonical one by exchanging, one pair after another,
neighbours that stand the wrong way round. They do not conflict, so neither writes what the other touches,
and the exchange changes nothing that either reads nor what the two leave behind.

The graph of a wave in which all conflict has an edge for every pair. Whoever is only after an order need
not build it: the last transactions that read and wrote each key are enough.

Source: book, chapter 9, section 9.7; chapter 11, section 11.12; chapter 4, section 4.7.
Decision: D-16, R-154 (what conflicts).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from pyde_spec.encoding.shapes import U32, U32_MAX, ListOf
from pyde_spec.execution.access_sets import AccessSet, is_sharing_key
from pyde_spec.types.primitives import SlotKey


@dataclass(frozen=True, slots=True)
class ConflictEdge:
    """Two transactions of a wave that conflict, by their places; `earlier` is below `later`."""

    earlier: U32
    later: U32


@dataclass(frozen=True, slots=True)
class ConflictGraph:
    """The conflicts of a wave of `size` transactions, strictly ascending by `earlier`, then by `later`."""

    size: U32
    edges: Annotated[tuple[ConflictEdge, ...], ListOf(U32_MAX)]


def is_conflict(first: AccessSet, second: AccessSet) -> bool:
    """Whether it can matter which of two transactions runs first. The same either way round."""
    return (
        first.is_undeclared  # may touch what the second touches
        or second.is_undeclared  # may touch what the first touches
        or is_sharing_key(first.writes, second.writes)  # both write
        or is_sharing_key(first.writes, second.reads)  # the second reads what the first writes
        or is_sharing_key(first.reads, second.writes)  # the first reads what the second writes
    )


def compute_conflict_graph(accesses: tuple[AccessSet, ...]) -> ConflictGraph:
    """Every pair of a wave for which `is_conflict`; `accesses` are in canonical order.

    Pairs are found through the keys that they share, so the work is that of the keys and the edges.
    """
    readers = index_by_key(access.reads for access in accesses)
    writers = index_by_key(access.writes for access in accesses)
    undeclared = {index for index, access in enumerate(accesses) if access.is_undeclared}
    edges: list[ConflictEdge] = []
    for earlier, access in enumerate(accesses):
        others = set(range(len(accesses))) if access.is_undeclared else set(undeclared)
        for key in access.reads:
            others |= writers.get(key, set())
        for key in access.writes:
            others |= writers[key] | readers.get(key, set())
        edges.extend(ConflictEdge(earlier, later) for later in sorted(others) if later > earlier)
    return ConflictGraph(len(accesses), tuple(edges))


def index_by_key(lists: Iterable[tuple[SlotKey, ...]]) -> dict[SlotKey, set[int]]:
    """For every key in one of the lists, the places of the lists that it stands in."""
    places: dict[SlotKey, set[int]] = {}
    for place, keys in enumerate(lists):
        for key in keys:
            places.setdefault(key, set()).add(place)
    return places


def respects_conflicts(order: tuple[U32, ...], graph: ConflictGraph) -> bool:
    """Whether the transactions of a wave may be run in this order, the first of it first."""
    when = {index: step for step, index in enumerate(order)}
    return (
        sorted(order) == list(range(graph.size))  # each transaction once
        and all(when[edge.earlier] < when[edge.later] for edge in graph.edges)  # those that conflict as in the wave
    )
