"""The drawing of nonce windows shows the committed cases, and another drawing where they say something else."""

import copy
import json
import re
import xml.etree.ElementTree as ElementTree

import pytest

from pyde_docs.illustrations import illustrate
from pyde_docs.nonce_drawing import CASES, HANDLER, Window, draw_nonce_windows, draw_uses, read_use, summarise
from pyde_docs.places import FIXTURES

COMMITTED = {case["id"]: case for case in json.loads((FIXTURES / f"{HANDLER}.json").read_text())["cases"]}
CELL = re.compile(r'<rect class="(cell[a-z ]*)"[^>]*/><text[^>]*>(\d+)</text>')
SLIDE, SLIDE_TWO, TOO_HIGH = (COMMITTED[f"{HANDLER}/{name}"] for name in CASES)


def draw(case):
    return draw_uses([read_use(case)])


def find_cells(drawn: str, kind: str = "cell") -> list[int]:
    """The nonces of the cells of a kind, row by row."""
    return [int(nonce) for kinds, nonce in CELL.findall(drawn) if kind in kinds.split()]


def change(case, path: str, value):
    """The case with another value at one place."""
    changed = copy.deepcopy(case)
    *way, last = path.split(".")
    place = changed
    for name in way:
        place = place[name]
    place[last] = value
    return changed


def test_the_drawing_is_that_of_the_committed_cases():
    assert draw_nonce_windows() == draw_uses([read_use(case) for case in (SLIDE, SLIDE_TWO, TOO_HIGH)])


def test_a_slide_by_one():
    drawn = draw(SLIDE)
    assert find_cells(drawn) == [*range(101, 117), *range(102, 118)]
    assert find_cells(drawn, "spent") == [103, 103]
    assert find_cells(drawn, "asked") == [101]
    assert find_cells(drawn, "refused") == []
    assert "101 is used; the window slides by 1<" in drawn


def test_a_slide_past_a_spent_nonce():
    drawn = draw(SLIDE_TWO)
    assert find_cells(drawn) == [*range(102, 118), *range(104, 120)]
    assert find_cells(drawn, "spent") == [103]


def test_a_rejection_has_no_window_after_and_shows_its_nonce_outside():
    drawn = draw(TOO_HIGH)
    assert find_cells(drawn) == [*range(100, 116), 116]
    assert find_cells(drawn, "spent") == [101, 103]
    assert find_cells(drawn, "refused") == [116]
    assert "116 is rejected: nonce_too_high<" in drawn
    assert ">after<" not in drawn


@pytest.mark.parametrize("case", COMMITTED.values(), ids=COMMITTED)
def test_every_case_is_drawn_as_it_says(case):
    drawn, use = draw(case), read_use(case)
    windows = [case["input"]["window"], *([case["expect"]["ok"]["window"]] if "ok" in case["expect"] else [])]
    spent = [int(form["base"]) + bit for form in windows for bit in range(16) if form["used"] >> bit & 1]
    assert find_cells(drawn, "spent") == spent
    assert find_cells(drawn, "asked") == [int(case["input"]["nonce"])]
    assert case["expect"].get("reject", {}).get("reason", "is used") in summarise(use)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("input.nonce", "104"),
        ("input.window.base", "100"),
        ("input.window.used", 6),
        ("expect.ok.window.base", "103"),
        ("expect.ok.window.used", 3),
        ("expect", {"reject": {"stage": "validate", "reason": "nonce_too_low"}}),
    ],
)
def test_another_case_is_another_drawing(path, value):
    assert draw(change(SLIDE, path, value)) != draw(SLIDE)


def test_a_window_that_stays_is_said_to_stay():
    assert summarise(read_use(COMMITTED[f"{HANDLER}/worked-example-1"])) == "103 is used; the window stays"


def test_the_drawing_is_sound_xml_with_a_title_and_a_description():
    svg = ElementTree.fromstring(draw_nonce_windows()).find(".//svg")
    assert svg is not None
    assert svg.get("role") == "img"
    assert svg.findtext("title") == "Nonce windows before and after"
    description = svg.findtext("desc")
    assert description is not None
    assert "before, nonces 101 to 116, spent 103; after, nonces 102 to 117, spent 103." in description
    assert "116 is rejected: nonce_too_high; window, nonces 100 to 115, spent 101 and 103." in description


def test_a_window_in_its_json_form():
    assert read_use(SLIDE).before == Window(101, (103,))


def test_the_drawing_stands_beside_its_rule(site):
    page = (site / "chapters" / "accounts" / "nonce_window.html").read_text()
    drawn = illustrate("pyde_spec.accounts.nonce_window.use_nonce")
    section = page.partition('id="use_nonce"')[2].partition('id="validate_nonce_window"')[0]
    assert drawn == draw_nonce_windows()
    assert drawn in section
    assert page.count('<figure class="plot">') == 1
