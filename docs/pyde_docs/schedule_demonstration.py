"""Finding F-27: transactions that declare nothing, and the steps that a wave then takes.

The wave is two hundred transactions that touch nothing in common, each for one step. Some more, spread over
it, declare nothing. Under chapter 4 a group is a connected part of the graph and runs one by one; the wave
takes as many steps as its largest group has members. Under the text groups follow one another.
"""

from collections.abc import Iterator

from pyde_spec.execution.access_sets import UNDECLARED_ACCESS, AccessSet
from pyde_spec.execution.conflicts import ConflictGraph, compute_conflict_graph
from pyde_spec.execution.schedule import compute_groups

TRANSFERS = 200
TRANSFER_GAS = 21_000
UNDECLARED_COUNTS = (0, 1, 2, 10)


def build_wave(undeclared: int) -> tuple[AccessSet, ...]:
    """The wave, with so many that declare nothing, at even distances."""
    wave = [AccessSet(False, (), (number.to_bytes(32, "big"),)) for number in range(TRANSFERS)]
    for number in range(undeclared):
        place = (number + 1) * TRANSFERS // (undeclared + 1) + number
        wave.insert(place, UNDECLARED_ACCESS)
    return tuple(wave)


def compute_connected_parts(graph: ConflictGraph) -> tuple[tuple[int, ...], ...]:
    """The groups of chapter 4: transactions that a path of conflicts joins."""
    part_of = {index: [index] for index in range(graph.size)}
    for edge in graph.edges:
        kept, joined = part_of[edge.earlier], part_of[edge.later]
        if kept is not joined:
            kept += joined
            part_of |= dict.fromkeys(joined, kept)
    return tuple(sorted({tuple(sorted(part)) for part in part_of.values()}))


def describe_wave(name: str, wave: tuple[AccessSet, ...]) -> tuple[str, ...]:
    """A row: how many declare nothing, their gas, and the steps under either reading."""
    graph = compute_conflict_graph(wave)
    undeclared = sum(access.is_undeclared for access in wave)
    longest = max(len(part) for part in compute_connected_parts(graph))
    return (name, f"{undeclared * TRANSFER_GAS:,}", str(longest), str(len(compute_groups(graph))))


def generate_step_rows() -> Iterator[tuple[str, ...]]:
    """Waves with more and more that declare nothing, and one in which nobody declares anything."""
    for undeclared in UNDECLARED_COUNTS:
        yield describe_wave(str(undeclared), build_wave(undeclared))
    yield describe_wave("all", (UNDECLARED_ACCESS,) * TRANSFERS)
