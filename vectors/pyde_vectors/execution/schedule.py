"""Vectors of schedules: groups of waves of every shape, the free prefix, and orders that may and may not be."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from pyde_spec.encoding.shapes import U32, U64_MAX, ListOf
from pyde_spec.execution.access_sets import UNDECLARED_ACCESS, AccessSet
from pyde_spec.execution.conflicts import respects_conflicts
from pyde_spec.execution.schedule import (
    Group,
    Groups,
    PlannedTransaction,
    compute_free_prefix,
    compute_groups,
    compute_schedule,
    compute_wave_graph,
)
from pyde_spec.params.versions import Parameters
from pyde_spec.types.primitives import Gas
from pyde_spec.types.wave import WAVE_TRANSACTIONS_CAP
from pyde_vectors.cases import Case, cases
from pyde_vectors.execution.waves import (
    READS_A,
    READS_A_WRITES_B,
    READS_B_WRITES_C,
    WAVES,
    WRITES_A,
    WRITES_B,
    WRITES_C,
    build_meeting_waves,
)
from pyde_vectors.handlers import handler

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

PlannedWave = Annotated[tuple[PlannedTransaction, ...], ListOf(WAVE_TRANSACTIONS_CAP)]


@dataclass(frozen=True, slots=True)
class GasInput:
    """The gas limits of a wave in canonical order, and its ceiling."""

    gas_limits: Annotated[tuple[Gas, ...], ListOf(WAVE_TRANSACTIONS_CAP)]
    ceiling: Gas


@dataclass(frozen=True, slots=True)
class PrefixOutput:
    """How many of the first transactions run whatever gas the ones before them use."""

    free: U32


@dataclass(frozen=True, slots=True)
class ScheduleInput:
    """The transactions of a wave in canonical order, and its ceiling."""

    transactions: PlannedWave
    ceiling: Gas


@dataclass(frozen=True, slots=True)
class ScheduleOutput:
    """The groups, which run one after another."""

    groups: Groups


@dataclass(frozen=True, slots=True)
class OrderInput:
    """A wave and an order in which its transactions might be run."""

    transactions: PlannedWave
    ceiling: Gas
    order: Group


@dataclass(frozen=True, slots=True)
class OrderOutput:
    """Whether they may be run in this order."""

    allowed: bool


def draw_schedule_inputs() -> "SearchStrategy[ScheduleInput]":
    """A small wave over few keys, and a ceiling near the sum of its limits."""
    from hypothesis import strategies as st

    from pyde_vectors.execution.draws import draw_ceiling, draw_planned

    return st.builds(ScheduleInput, draw_planned(), draw_ceiling())


def draw_order_inputs() -> "SearchStrategy[OrderInput]":
    """A small wave, and an order near its own."""
    from hypothesis import strategies as st

    from pyde_vectors.execution.draws import draw_ceiling, draw_order, draw_planned

    def draw_orders_of(transactions: Any) -> "SearchStrategy[OrderInput]":
        return st.builds(OrderInput, st.just(transactions), draw_ceiling(), draw_order(len(transactions)))

    return draw_planned().flatmap(draw_orders_of)


@handler("execution/free_prefix", rules=[compute_free_prefix])
def run_free_prefix(_: Parameters, given: GasInput) -> PrefixOutput:
    """The part of a wave that runs whatever gas is used."""
    return PrefixOutput(compute_free_prefix(given.gas_limits, given.ceiling))


@handler("execution/schedule", rules=[compute_schedule, compute_groups], inputs=draw_schedule_inputs)
def run_schedule(_: Parameters, given: ScheduleInput) -> ScheduleOutput:
    """The groups of a wave."""
    return ScheduleOutput(compute_schedule(given.transactions, given.ceiling))


@handler("execution/respects_conflicts", rules=[respects_conflicts, compute_wave_graph], inputs=draw_order_inputs)
def run_respects_conflicts(_: Parameters, given: OrderInput) -> OrderOutput:
    """Ask whether a wave may be run in an order."""
    return OrderOutput(respects_conflicts(given.order, compute_wave_graph(given.transactions, given.ceiling)))


PREFIXES = (
    ("empty", "A wave without transactions", (), 10, 0),
    ("empty-without-gas", "A wave without transactions under a ceiling of 0", (), 0, 0),
    ("one-below", "The sum is below the ceiling", (4, 5), 10, 2),
    ("at-the-ceiling", "The sum is the ceiling", (4, 6), 10, 2),
    ("one-above", "The sum is one above the ceiling", (4, 7), 10, 1),
    ("first-at-the-ceiling", "The first asks for all there is", (10, 1), 10, 1),
    ("first-above", "The first asks for more than there is", (11, 1), 10, 0),
    ("small-behind-large", "One that would fit stands behind one that does not", (4, 7, 1), 10, 1),
    ("many-at-the-ceiling", "Five that add up to the ceiling, and one more", (2, 2, 2, 2, 2, 2), 10, 5),
    ("no-limit-at-the-ceiling", "A limit of 0 when the ceiling is reached", (10, 0, 1), 10, 2),
    ("ceiling-of-zero", "Nothing but limits of 0 under a ceiling of 0", (0, 0, 1), 0, 2),
    ("sum-past-64-bits", "A sum that would wrap at 64 bits", (U64_MAX, 1, 1), 10, 0),
    ("sum-past-64-bits-at-the-end", "A sum that would wrap behind the first", (1, U64_MAX, 1), U64_MAX, 1),
    ("last-ceiling", "The largest limit under the largest ceiling", (U64_MAX, 0), U64_MAX, 2),
    (
        "ceiling-of-the-chain",
        "Large, a transfer, large",
        (10**9, 21_000, 10**9),
        1_600_000_000,
        2,
    ),
)


@cases("execution/free_prefix")
def free_prefix_cases() -> Iterator[Case]:
    """Both sides of the ceiling, and sums that do not fit 64 bits; the answers are by hand."""
    for name, title, gas_limits, ceiling, free in PREFIXES:
        flags = ("overflow",) if "64-bits" in name else ("boundary",)
        yield Case(name, title, GasInput(gas_limits, ceiling), flags, known={"ok": {"free": free}})


def plan(*accesses: AccessSet, gas_limit: Gas = 1) -> tuple[PlannedTransaction, ...]:
    """Transactions with one gas limit."""
    return tuple(PlannedTransaction(access=access, gas_limit=gas_limit) for access in accesses)


APART = (WRITES_A, WRITES_B, WRITES_C)

CEILINGS = (
    ("apart-one-above", "Three apart, the last past the ceiling", plan(*APART), 2, [[0, 1], [2]]),
    ("apart-two-above", "Three apart, two past the ceiling", plan(*APART), 1, [[0], [1], [2]]),
    ("apart-without-gas", "Three apart under a ceiling of 0", plan(*APART), 0, [[0], [1], [2]]),
    (
        "large-in-the-middle",
        "The second asks for more than there is, so the third waits as well",
        (*plan(WRITES_A), *plan(WRITES_B, gas_limit=9), *plan(WRITES_C)),
        9,
        [[0], [1], [2]],
    ),
    (
        "chain-and-rest",
        "A chain of two beside another, then two past the ceiling that would have fitted among them",
        plan(WRITES_A, WRITES_C, READS_A_WRITES_B, WRITES_C, READS_A),
        3,
        [[0, 1], [2], [3], [4]],
    ),
)


@cases("execution/schedule")
def schedule_cases() -> Iterator[Case]:
    """Waves of every shape whose limits add up to the ceiling, then waves past it; groups of the latter by hand."""
    for name, title, accesses in (*WAVES, *build_meeting_waves()):
        yield Case(name, title, ScheduleInput(plan(*accesses), len(accesses)))
    for name, title, transactions, ceiling, groups in CEILINGS:
        yield Case(name, title, ScheduleInput(transactions, ceiling), ("boundary",), known={"ok": {"groups": groups}})


CHAIN = plan(WRITES_A, READS_A_WRITES_B, READS_B_WRITES_C)
FORK = plan(WRITES_A, READS_A, READS_A)
BARRIER = plan(WRITES_A, UNDECLARED_ACCESS, WRITES_B)

ORDERS = (
    ("empty", "No transactions, in the one order there is", (), 0, (), True),
    ("canonical", "The order of the wave", CHAIN, 3, (0, 1, 2), True),
    ("chain-first-two-exchanged", "The first two of a chain are exchanged", CHAIN, 3, (1, 0, 2), False),
    ("chain-last-two-exchanged", "The last two of a chain are exchanged", CHAIN, 3, (0, 2, 1), False),
    ("chain-ends-exchanged", "The ends of a chain are exchanged", CHAIN, 3, (2, 1, 0), False),
    ("readers-exchanged", "Two readers are exchanged", FORK, 3, (0, 2, 1), True),
    ("reader-before-writer", "A reader runs before what it reads is written", FORK, 3, (1, 0, 2), False),
    ("apart-reversed", "Three apart in reverse", plan(*APART), 3, (2, 1, 0), True),
    ("apart-rotated", "Three apart, the first last", plan(*APART), 3, (1, 2, 0), True),
    ("past-undeclared", "One runs before an earlier one that declares nothing", BARRIER, 3, (0, 2, 1), False),
    ("undeclared-first", "One that declares nothing runs first", BARRIER, 3, (1, 0, 2), False),
    ("prefix-exchanged", "Two of the free prefix are exchanged", plan(*APART), 2, (1, 0, 2), True),
    (
        "past-the-prefix",
        "One past the ceiling runs before the last of the free prefix",
        plan(*APART),
        2,
        (0, 2, 1),
        False,
    ),
    ("behind-the-prefix", "Two past the ceiling are exchanged", plan(*APART), 1, (0, 2, 1), False),
    ("one-missing", "One is left out", plan(*APART), 3, (0, 1), False),
    ("one-twice", "One is run twice", plan(*APART), 3, (0, 1, 2, 2), False),
    ("one-for-another", "One is run twice and another not at all", plan(*APART), 3, (0, 1, 1), False),
    ("one-too-many", "One that the wave does not have", plan(*APART), 3, (0, 1, 2, 3), False),
    ("none-of-the-wave", "Numbers from 1", plan(*APART), 3, (1, 2, 3), False),
    ("none", "Nothing is run", plan(*APART), 3, (), False),
)


@cases("execution/respects_conflicts")
def respects_conflicts_cases() -> Iterator[Case]:
    """Orders that keep and that break conflicts, and lists that are no order; the answers are by hand."""
    for name, title, transactions, ceiling, order, allowed in ORDERS:
        yield Case(name, title, OrderInput(transactions, ceiling, order), known={"ok": {"allowed": allowed}})
