import html
import re

import pytest

from pyde_docs.chapter_pages import get_code_lines
from pyde_docs.highlighting import SourceText
from pyde_docs.linking import Linker
from pyde_docs.sections import Kind, cut_sections, find_anchors

SOURCE = '''"""A module."""

import os
import re

# about A
A = 1
B = 2

C = 3
"""What C is."""


@decorated
def f():
    """Does f."""

    return 1


class K:
    """Is K."""

    x: int
'''


def test_sections_of_a_small_module():
    sections = cut_sections(SOURCE)
    assert [(section.kind, section.names, section.docstring) for section in sections] == [
        (Kind.IMPORTS, (), ""),
        (Kind.CONSTANTS, ("A", "B"), ""),
        (Kind.CONSTANTS, ("C",), "What C is."),
        (Kind.FUNCTION, ("f",), "Does f."),
        (Kind.CLASS, ("K",), "Is K."),
    ]
    lines = tuple(SOURCE.splitlines())
    shown = [[lines[number - 1] for number in get_code_lines(section, lines)] for section in sections]
    assert shown[1] == ["# about A", "A = 1", "B = 2"]
    assert shown[3] == ["@decorated", "def f():", "    return 1"]
    assert shown[4] == ["class K:", "    x: int"]


def test_anchors_of_constants_and_members():
    assert find_anchors(SOURCE) == {(7, 0): "A", (8, 0): "B", (10, 0): "C", (24, 4): "K.x"}


def test_no_line_of_the_specification_is_left_out(sources):
    for name, source in sources.items():
        lines = tuple(source.splitlines())
        sections = cut_sections(source)
        shown = {number for section in sections for number in get_code_lines(section, lines)}
        told = {number for section in sections for number in section.docstring_lines}
        first = min((section.lines.start for section in sections), default=len(lines) + 1)
        missing = [
            number
            for number in range(first, len(lines) + 1)
            if lines[number - 1].strip() and number not in shown | told
        ]
        assert not missing, f"{name}: lines {missing}"


def test_rendered_code_says_what_the_source_says(symbols, sources):
    for source in sources.values():
        lines = tuple(source.splitlines())
        text = SourceText(lines, {}, find_anchors(source), Linker(symbols), "chapters/x.md")
        for section in cut_sections(source):
            numbers = get_code_lines(section, lines)
            plain = html.unescape(re.sub(r"<[^>]+>", "", text.render(numbers)))
            assert plain.splitlines() == [lines[number - 1] for number in numbers]


@pytest.mark.parametrize("source", ["", '"""Only a docstring."""\n'])
def test_a_module_without_definitions_has_no_sections(source):
    assert cut_sections(source) == []
