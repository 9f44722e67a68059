"""Schedules: whatever order the conflicts of a wave leave open, its result is that of the canonical one.

The chain of these tests is a small one: transactions are functions on a dictionary, which touch no more than
they declare. What one leaves behind holds its number and everything that it has seen, so no two histories
end alike by chance.
"""

from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyde_spec.execution.access_sets import NO_ACCESS, UNDECLARED_ACCESS
from pyde_spec.execution.conflicts import ConflictEdge, compute_conflict_graph, is_conflict, respects_conflicts
from pyde_spec.execution.schedule import (
    PlannedTransaction,
    compute_free_prefix,
    compute_groups,
    compute_schedule,
    compute_wave_graph,
)
from pyde_vectors.execution.draws import KEYS, draw_ceiling, draw_planned
from pyde_vectors.execution.samples import make_access
from pyde_vectors.execution.waves import READS_A, WRITES_A

NO_CEILING = 10**6
NOT_EXECUTED = "not executed"

waves = draw_planned()
ceilings = draw_ceiling()


@dataclass(frozen=True)
class Outcome:
    """The state after a wave, and the receipt of each transaction by its place in the wave."""

    state: dict
    receipts: dict


def digest(*parts):
    return blake2b(repr(parts).encode(), digest_size=8).hexdigest()


def run_one(index, planned, state):
    """The writes of a transaction and its receipt. What it reads decides what it writes and the gas it uses."""
    access = planned.access
    readable = KEYS if access.is_undeclared else access.reads + access.writes
    writable = KEYS if access.is_undeclared else access.writes
    seen = digest(index, sorted((key.hex(), state.get(key)) for key in readable))
    gas_used = int(seen, 16) % (planned.gas_limit + 1)
    return {key: digest(seen, key.hex()) for key in writable}, (seen, gas_used)


def run_in_order(wave, ceiling, order):
    """The wave, one transaction after another; one that does not fit with what was used so far is passed over."""
    state, receipts, used = {}, {}, 0
    for index in order:
        if used + wave[index].gas_limit > ceiling:
            receipts[index] = (NOT_EXECUTED, 0)
            continue
        writes, receipts[index] = run_one(index, wave[index], state)
        state |= writes
        used += receipts[index][1]
    return Outcome(state, receipts)


def run_in_groups(wave, ceiling, groups):
    """The wave, group by group: the members of one all see what the groups before left, not one another."""
    state, receipts, used = {}, {}, 0
    for group in groups:
        before, used_before = dict(state), used
        for index in reversed(group):
            if len(group) == 1 and used_before + wave[index].gas_limit > ceiling:
                receipts[index] = (NOT_EXECUTED, 0)
                continue
            writes, receipts[index] = run_one(index, wave[index], before)
            state |= writes
            used += receipts[index][1]
    return Outcome(state, receipts)


def draw_allowed_order(data, graph):
    """Any order that respects the graph: again and again one of those that wait for nobody."""
    waiting, order = set(range(graph.size)), []
    while waiting:
        held = {edge.later for edge in graph.edges if edge.earlier in waiting}
        order.append(data.draw(st.sampled_from(sorted(waiting - held))))
        waiting.remove(order[-1])
    return tuple(order)


def get_limits(wave):
    return tuple(planned.gas_limit for planned in wave)


@given(waves, ceilings)
def test_groups_run_side_by_side_give_the_result_of_the_wave(wave, ceiling):
    groups = compute_schedule(wave, ceiling)
    assert run_in_groups(wave, ceiling, groups) == run_in_order(wave, ceiling, range(len(wave)))


@given(waves, ceilings, st.data())
def test_any_allowed_order_gives_the_result_of_the_wave_under_a_ceiling(wave, ceiling, data):
    order = draw_allowed_order(data, compute_wave_graph(wave, ceiling))
    assert run_in_order(wave, ceiling, order) == run_in_order(wave, ceiling, range(len(wave)))


@given(waves, ceilings, st.data())
def test_members_of_groups_may_be_run_in_any_order(wave, ceiling, data):
    groups = compute_schedule(wave, ceiling)
    order = tuple(index for group in groups for index in data.draw(st.permutations(group)))
    assert respects_conflicts(order, compute_wave_graph(wave, ceiling))


@given(waves, ceilings)
def test_a_schedule_is_that_of_the_free_prefix_and_then_one_by_one(wave, ceiling):
    free = compute_free_prefix(get_limits(wave), ceiling)
    prefix = compute_groups(compute_conflict_graph(tuple(planned.access for planned in wave[:free])))
    assert compute_schedule(wave, ceiling) == prefix + tuple((index,) for index in range(free, len(wave)))


@given(waves, ceilings, st.data())
def test_the_rest_may_be_scheduled_anew_with_the_gas_that_the_prefix_has_left(wave, ceiling, data):
    free = compute_free_prefix(get_limits(wave), ceiling)
    whole = run_in_order(wave, ceiling, range(len(wave)))
    used = sum(whole.receipts[index][1] for index in range(free))
    assert all(whole.receipts[index][0] != NOT_EXECUTED for index in range(free))
    rest = draw_allowed_order(data, compute_wave_graph(wave[free:], ceiling - used))
    assert run_in_order(wave, ceiling, (*range(free), *[free + index for index in rest])) == whole


def find_groups_without_a_graph(accesses):
    """The same groups, from the last groups that read and wrote each key: no pair is looked at."""
    read, written, groups, first_open = {}, {}, [], 0
    for index, access in enumerate(accesses):
        after = [first_open]
        if access.is_undeclared:
            after.append(len(groups))
            first_open = len(groups) + 1
        after += [written[key] + 1 for key in access.reads + access.writes if key in written]
        after += [read[key] + 1 for key in access.writes if key in read]
        number = max(after)
        read |= {key: max(number, read.get(key, 0)) for key in access.reads}
        written |= dict.fromkeys(access.writes, number)
        groups += [[]] * (number + 1 - len(groups))
        groups[number] = [*groups[number], index]
    return tuple(tuple(group) for group in groups)


@given(waves)
def test_groups_can_be_found_without_a_graph(wave):
    accesses = tuple(planned.access for planned in wave)
    assert find_groups_without_a_graph(accesses) == compute_groups(compute_conflict_graph(accesses))


@given(waves)
def test_nobody_waits_without_a_reason(wave):
    groups = compute_schedule(wave, NO_CEILING)
    assert sorted(index for group in groups for index in group) == list(range(len(wave)))
    for before, group in pairwise(groups):
        for index in group:
            assert any(other < index and is_conflict(wave[other].access, wave[index].access) for other in before)


def test_past_the_free_prefix_order_matters_without_any_conflict():
    wave = tuple(PlannedTransaction(make_access(writes=(key,)), 5) for key in KEYS)
    ceiling, canonical = 12, tuple(range(len(KEYS)))
    assert compute_conflict_graph(tuple(planned.access for planned in wave)).edges == ()
    assert compute_free_prefix(get_limits(wave), ceiling) == 2
    assert not respects_conflicts(canonical[::-1], compute_wave_graph(wave, ceiling))
    assert run_in_order(wave, ceiling, canonical[::-1]) != run_in_order(wave, ceiling, canonical)


@given(waves, st.data())
def test_any_order_that_respects_the_conflicts_gives_the_result_of_the_wave(wave, data):
    graph = compute_wave_graph(wave, NO_CEILING)
    order = draw_allowed_order(data, graph)
    assert respects_conflicts(order, graph)
    assert run_in_order(wave, NO_CEILING, order) == run_in_order(wave, NO_CEILING, range(len(wave)))


def without_edge(graph, edge):
    return replace(graph, edges=tuple(other for other in graph.edges if other != edge))


def is_implied(graph, edge):
    """Whether other edges keep the two ends in their order."""
    reached = {edge.earlier}
    for other in without_edge(graph, edge).edges:
        if other.earlier in reached:
            reached.add(other.later)
    return edge.later in reached


def order_that_breaks(graph, edge):
    """An order that respects every edge but this one, which no other edges imply."""
    order = []
    while len(order) < graph.size:
        held = {other.later for other in graph.edges if other.earlier not in order and other != edge}
        ready = [index for index in range(graph.size) if index not in order and index not in held]
        order.append(max(ready, key=lambda index: (index == edge.later, index != edge.earlier)))
    return tuple(order)


@given(waves, st.data())
def test_without_any_one_edge_that_no_others_imply_the_result_changes(wave, data):
    """But for those who touch nothing at all: they wait for what declares nothing, and have no need to."""
    graph = compute_wave_graph(wave, NO_CEILING)
    idle = {index for index, planned in enumerate(wave) if planned.access == NO_ACCESS}
    needed = [
        edge for edge in graph.edges if not is_implied(graph, edge) and idle.isdisjoint((edge.earlier, edge.later))
    ]
    if needed:
        edge = data.draw(st.sampled_from(needed))
        order = order_that_breaks(graph, edge)
        assert respects_conflicts(order, without_edge(graph, edge)) and not respects_conflicts(order, graph)
        assert run_in_order(wave, NO_CEILING, order) != run_in_order(wave, NO_CEILING, range(len(wave)))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (WRITES_A, WRITES_A),
        (WRITES_A, READS_A),
        (READS_A, WRITES_A),
        (UNDECLARED_ACCESS, READS_A),
        (READS_A, UNDECLARED_ACCESS),
    ],
)
def test_each_kind_of_conflict_matters(first, second):
    wave = (PlannedTransaction(first, 1), PlannedTransaction(second, 1))
    assert compute_wave_graph(wave, NO_CEILING).edges == (ConflictEdge(0, 1),)
    assert run_in_order(wave, NO_CEILING, (1, 0)) != run_in_order(wave, NO_CEILING, (0, 1))


def test_two_readers_cannot_tell_who_was_first():
    wave = (PlannedTransaction(READS_A, 1), PlannedTransaction(READS_A, 1), PlannedTransaction(NO_ACCESS, 1))
    assert compute_wave_graph(wave, NO_CEILING).edges == ()
    assert run_in_order(wave, NO_CEILING, (2, 1, 0)) == run_in_order(wave, NO_CEILING, (0, 1, 2))
