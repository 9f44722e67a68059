import json

import pytest

from pyde_docs.vector_pages import SHOWN_TEXT_MAX, layout, shorten

VALUES = [{}, [], "a", 1, None, {"a": [1, 2]}, {"long": ["x" * 40] * 4, "nested": {"b": "y" * 80}}, ["é" * 95]]


@pytest.mark.parametrize("value", VALUES)
def test_layout_is_json_of_the_same_value(value):
    assert json.loads(layout(value, 0)) == value


def test_short_values_stay_on_one_line():
    assert layout({"a": [1, 2]}, 0) == '{"a": [1, 2]}'
    assert layout(["x" * 50, "y" * 50], 0).splitlines()[1] == '  "' + "x" * 50 + '",'


def test_a_long_text_says_how_much_is_missing():
    text = "a" * (SHOWN_TEXT_MAX + 7)
    assert " … 7 characters … " in shorten({"data": [text]})["data"][0]
    assert shorten("a" * SHOWN_TEXT_MAX) == "a" * SHOWN_TEXT_MAX
