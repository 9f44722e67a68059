"""The drawing of two quorums shows what the text computes."""

import re
import xml.etree.ElementTree as ElementTree

import pytest

from pyde_docs.quorum_drawing import LEFT, STRIP, Overlap, QuorumDrawing, draw_quorums

FRAME = re.compile(r'<rect class="hollow ([a-z ]+)" x="([\d.]+)" y="\d+" width="([\d.]+)"')


def test_the_overlaps_are_those_of_the_finding():
    assert [(pair.version, pair.quorum, pair.shared, pair.is_safe) for pair in draw_quorums().overlaps] == [
        ("1.0", 3, 1, False),
        ("1.1", 4, 3, True),
        ("1.0", 85, 42, False),
        ("1.1", 86, 44, True),
    ]


@pytest.mark.parametrize("overlap", draw_quorums().overlaps, ids=Overlap.describe)
def test_the_frame_lies_around_the_members_that_sign_both(overlap):
    ((kind, begin, width),) = FRAME.findall(QuorumDrawing((overlap,)).render())
    unit = STRIP / overlap.members
    assert float(begin) == pytest.approx(LEFT + unit * (overlap.members - overlap.quorum), abs=0.1)
    assert float(width) == pytest.approx(unit * overlap.shared, abs=0.1)
    assert ("refused" in kind) is not overlap.is_safe


def test_one_more_signer_makes_it_another_drawing():
    assert QuorumDrawing((Overlap("1.0", 5, 3, 1),)).render() != QuorumDrawing((Overlap("1.0", 5, 4, 1),)).render()


def test_the_drawing_is_sound_xml_and_is_said():
    description = ElementTree.fromstring(draw_quorums().render()).findtext(".//desc")
    assert description is not None
    assert "Version 1.0: two quorums of 85 among 128 share 42; 42 may be faulty." in description
