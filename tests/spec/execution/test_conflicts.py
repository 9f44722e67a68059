"""Conflicts: the graph of a wave is the relation of its pairs, and sets grow without losing a conflict."""

from itertools import combinations

from hypothesis import given

from pyde_spec.execution.access_sets import extend_access, validate_access_set
from pyde_spec.execution.conflicts import ConflictEdge, compute_conflict_graph, is_conflict
from pyde_vectors.execution.draws import KEY_LISTS, draw_access, draw_accesses
from pyde_vectors.execution.waves import READS_A, WRITES_A


@given(draw_access(), KEY_LISTS, KEY_LISTS, draw_access())
def test_an_extended_set_is_well_formed_and_loses_no_conflict(access, reads, writes, other):
    extended = extend_access(access, reads, writes)
    validate_access_set(extended)
    assert is_conflict(extended, other) or not is_conflict(access, other)
    assert extend_access(extended, reads, writes) == extended


@given(draw_access(), draw_access())
def test_conflicts_go_both_ways(first, second):
    assert is_conflict(first, second) == is_conflict(second, first)


@given(draw_accesses())
def test_the_graph_has_an_edge_for_each_pair_that_conflicts_and_no_other(wave):
    graph = compute_conflict_graph(wave)
    pairs = [(edge.earlier, edge.later) for edge in graph.edges]
    assert pairs == [pair for pair in combinations(range(len(wave)), 2) if is_conflict(*[wave[i] for i in pair])]


def test_a_key_that_all_read_does_not_make_pairs_of_them():
    readers = (READS_A,) * 20_000
    assert compute_conflict_graph((*readers, WRITES_A)).edges[-1] == ConflictEdge(19_999, 20_000)
