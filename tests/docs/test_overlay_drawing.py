"""The drawing of overlays shows what running the case gives."""

import re
import xml.etree.ElementTree as ElementTree

from pyde_docs.illustrations import ILLUSTRATIONS, illustrate
from pyde_docs.overlay_drawing import Bar, draw_overlays, find_bars, find_lane, run_steps
from pyde_vectors.state.overlay import known_answer
from pyde_vectors.state.overlay_script import Read

GIVEN = next(known_answer()).input


def test_the_bars_are_the_overlays_of_the_script():
    assert find_bars(GIVEN) == [Bar(1, -1, 13, False), Bar(3, 3, 6, True), Bar(3, 7, 11, False), Bar(2, 0, 13, False)]


def test_readings_end_where_they_find_their_slot():
    stacks = run_steps(GIVEN)
    lanes = [find_lane(stacks[column], step.key) for column, step in enumerate(GIVEN.steps) if isinstance(step, Read)]
    assert lanes == [2, 0]


def test_the_drawing_is_sound_xml_and_numbers_the_events():
    drawn = draw_overlays()
    ElementTree.fromstring(drawn)
    assert re.findall(r"event \d", drawn) == ["event 0", "event 1", "event 1"]


def test_every_illustration_belongs_to_a_module_or_a_definition_with_a_page(symbols):
    assert set(ILLUSTRATIONS) <= set(symbols.places)
    assert illustrate("pyde_spec.nowhere") == ""
