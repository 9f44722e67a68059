"""The frame of a drawing: sound, named, and nothing in it that breaks a page."""

import xml.etree.ElementTree as ElementTree

from pyde_docs.drawing_frame import frame_drawing
from pyde_docs.illustrations import ILLUSTRATIONS


def test_title_description_and_caption_are_escaped():
    figure = ElementTree.fromstring(frame_drawing((10, 2.5), "a < b", ["<g/>"], "c & d", description="e > f"))
    svg = figure.find(".//svg")
    assert svg is not None
    assert svg.get("viewBox") == "0 0 10 2.5"
    assert [child.tag for child in svg] == ["title", "desc", "g"]
    assert (svg.findtext("title"), svg.findtext("desc")) == ("a < b", "e > f")
    assert figure.findtext("figcaption") == "c & d"


def test_without_a_description_there_is_no_empty_one():
    assert "desc" not in frame_drawing((1, 1), "a", [], "b")


def test_every_illustration_has_a_title_and_no_gap_that_would_end_it_in_markdown():
    for draw in ILLUSTRATIONS.values():
        drawn = draw()
        assert ElementTree.fromstring(drawn).findtext(".//title")
        assert "\n\n" not in drawn
