"""Findings F-06, F-24 and F-25: their tables say what their pages say, and the plot is drawn the same every time."""

import xml.etree.ElementTree as ElementTree

import pytest

from pyde_docs.bloom_demonstration import PUBLISHED, draw_rates, estimate_rate, find_items_of_rate, measure_rate
from pyde_docs.demonstrations import DEMONSTRATIONS
from pyde_docs.figures import Axis, Figure, Series
from pyde_spec.types.bloom import EMPTY_BLOOM, apply_to_bloom, is_in_bloom


def test_the_published_rates_hold_for_these_many_items():
    assert [find_items_of_rate(rate) for _, rate in PUBLISHED] == [15, 166, 551, 1_113]


@pytest.mark.parametrize("items", [100, 551, 2_002])
def test_the_measured_rate_is_near_the_estimate(items):
    assert measure_rate(items) == pytest.approx(estimate_rate(items), rel=0.2)


def test_the_measured_rate_is_how_often_the_filter_is_wrong():
    bloom = EMPTY_BLOOM
    for number in range(551):
        bloom = apply_to_bloom(bloom, number.to_bytes(32, "big"))
    wrong = sum(is_in_bloom(bloom, number.to_bytes(32, "big")) for number in range(10_000, 14_000))
    assert wrong / 4_000 == pytest.approx(measure_rate(551), rel=0.15)


def test_every_published_rate_is_far_below_what_as_many_transfers_lead_to():
    rows = DEMONSTRATIONS["bloom_rates"]().rows
    assert [row[5] for row in rows] == ["1.8 %", "85 %", "100 %", "100 %"]


def test_a_plot_is_sound_xml_on_lines_without_a_gap():
    drawn = draw_rates().render()
    assert drawn == draw_rates().render()
    assert "" not in drawn.splitlines()
    ElementTree.fromstring(drawn)


def test_points_lie_where_the_axes_say():
    axis = Axis("", 1, 100, ((1, "1"), (100, "100")))
    figure = Figure(axis, axis, (Series("dots", "", ((1, 1), (10, 10), (100, 100))),), "")
    (left, bottom), (middle_x, middle_y), (right, top) = (
        [float(c) for c in figure.place((v, v))] for v in (1, 10, 100)
    )
    assert left < right
    assert top < bottom
    assert middle_x == pytest.approx((left + right) / 2, abs=0.1)
    assert middle_y == pytest.approx((top + bottom) / 2, abs=0.1)


def test_the_sample_gives_three_events_one_place_and_the_text_none():
    rows = DEMONSTRATIONS["event_places"]().rows
    assert [row[1] for row in rows] == ["0", "0", "0", "3"]
    assert [row[2] for row in rows] == ["**no, written over**", "**no, written over**", "yes", "yes"]
    assert [row[3] for row in rows] == ["0", "1", "2", "3"]


def test_pages_as_written_lose_an_event_each_and_pages_of_the_text_none():
    rows = DEMONSTRATIONS["paging"]().rows
    as_written = " ".join(row[1] for row in rows).split()
    by_the_text = " ".join(row[3] for row in rows).split()
    assert as_written == ["0", "1", "2", "4", "5", "6", "8", "9"]
    assert by_the_text == [str(number) for number in range(10)]
