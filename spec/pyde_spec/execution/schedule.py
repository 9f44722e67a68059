"""Schedules.

A schedule cuts a wave into *groups*. The groups run one after another; within a group no two transactions
conflict, so its members run side by side, each from the state that the groups before have left. A
transaction is in the first group that comes after all earlier transactions that it conflicts with. There
are as many groups as the longest chain of conflicts has members, and no schedule has fewer steps.

A schedule is an offer, not a rule. What binds is the result, which is that of the canonical order, and
any order that respects the conflicts has it. Whoever has idle hands may begin a transaction as soon as
those it conflicts with are done, whatever its group.

**The gas of a wave.** A wave has a ceiling. In canonical order, a transaction runs when what the ones
before it have used, and its whole gas limit, stay within the ceiling together. So whether it runs depends
on all before it, conflict or not – unless it would run whatever they use. That is so for the first
transactions of a wave, as long as the sum of their limits is within the ceiling: none uses more than its
limit. These are the *free prefix*. From the first one past it, a transaction is taken to touch
everything: it waits for all before it, and all after it wait for it. One that does not fit is passed
over, and a smaller one behind it may still run. Once it is known what the free prefix has used, the rest can
be scheduled anew, as a wave with what is left of the ceiling.

Receipts and events stand in canonical order whatever ran first.

Source: book, chapter 4, section 4.7; chapter 10, section 10.3; PIP-3, section "Where the prefetch hooks in".
Decision: D-37, R-155 (groups that follow one another), R-156 (gas used and the free prefix).  Finding: F-27.
"""

from dataclasses import dataclass
from typing import Annotated

from pyde_spec.encoding.shapes import U32, ListOf
from pyde_spec.execution.access_sets import UNDECLARED_ACCESS, AccessSet
from pyde_spec.execution.conflicts import ConflictGraph, compute_conflict_graph
from pyde_spec.types.primitives import Gas
from pyde_spec.types.wave import WAVE_TRANSACTIONS_CAP

Group = Annotated[tuple[U32, ...], ListOf(WAVE_TRANSACTIONS_CAP)]
Groups = Annotated[tuple[Group, ...], ListOf(WAVE_TRANSACTIONS_CAP)]


@dataclass(frozen=True, slots=True)
class PlannedTransaction:
    """What a scheduler knows of a transaction: what it may touch, and how much gas it may use."""

    access: AccessSet
    gas_limit: Gas


def compute_free_prefix(gas_limits: tuple[Gas, ...], ceiling: Gas) -> U32:
    """How many of the first transactions run whatever gas the ones before them use.

    The most whose limits add up to no more than the ceiling. The sum is exact: no number of limits makes
    it wrap.
    """
    total = 0
    for index, gas_limit in enumerate(gas_limits):
        total += gas_limit
        if total > ceiling:
            return index
    return len(gas_limits)


def compute_wave_graph(transactions: tuple[PlannedTransaction, ...], ceiling: Gas) -> ConflictGraph:
    """The conflicts of a wave, in canonical order, with a ceiling in units of gas.

    What lies past the free prefix conflicts with everything.
    """
    free = compute_free_prefix(tuple(transaction.gas_limit for transaction in transactions), ceiling)
    declared = tuple(transaction.access for transaction in transactions[:free])
    return compute_conflict_graph(declared + (UNDECLARED_ACCESS,) * (len(transactions) - free))


def compute_groups(graph: ConflictGraph) -> Groups:
    """The groups of a wave in the order in which they run, the members of each ascending.

    Edges ascend, so when one is looked at, the number of its earlier end is settled. Every number from 0 to
    the highest is some transaction's.
    """
    numbers = [0] * graph.size
    for edge in graph.edges:
        numbers[edge.later] = max(numbers[edge.later], numbers[edge.earlier] + 1)
    groups: list[list[int]] = [[] for _ in set(numbers)]
    for index, number in enumerate(numbers):
        groups[number].append(index)
    return tuple(tuple(group) for group in groups)


def compute_schedule(transactions: tuple[PlannedTransaction, ...], ceiling: Gas) -> Groups:
    """The groups of a wave with a ceiling in units of gas: those of the free prefix, then the rest one by one."""
    return compute_groups(compute_wave_graph(transactions, ceiling))
