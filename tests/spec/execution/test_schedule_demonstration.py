"""Finding F-27: one transaction that declares nothing, under chapter 4 and under the text."""

import importlib.util
from pathlib import Path

import pytest

from pyde_spec.execution.conflicts import compute_conflict_graph
from pyde_vectors.execution.waves import READS_A, READS_B, WRITES_A, WRITES_B

SOURCE = Path(__file__).parents[3] / "docs" / "pyde_docs" / "schedule_demonstration.py"


@pytest.fixture(scope="module")
def demonstration():
    """The module of the site; the site is no package of the distribution."""
    place = importlib.util.spec_from_file_location("schedule_demonstration", SOURCE)
    module = importlib.util.module_from_spec(place)
    place.loader.exec_module(module)
    return module


def test_groups_of_chapter_4_are_what_paths_of_conflicts_join(demonstration):
    graph = compute_conflict_graph((WRITES_A, WRITES_B, READS_A, READS_B, READS_A))
    assert demonstration.compute_connected_parts(graph) == ((0, 2, 4), (1, 3))


def test_the_rows_of_the_page(demonstration):
    assert [(row[0], *row[2:]) for row in demonstration.generate_step_rows()] == [
        ("0", "1", "1"),
        ("1", "201", "3"),
        ("2", "202", "5"),
        ("10", "210", "21"),
        ("all", "200", "200"),
    ]
