"""The page of F-29 shows what its text says."""

from pyde_docs.demonstrations import DEMONSTRATIONS
from pyde_docs.pause_demonstration import generate_pause_rows


def test_no_wave_lies_between_two_pauses():
    rows = list(generate_pause_rows())
    assert [row[-1] for row in rows] == ["0"] * len(rows)
    assert [row[0] for row in rows] == ["1", "2", "3", "10", "100"]


def test_one_pause_is_longer_than_thirty_days_and_ten_longer_than_a_year():
    days = [float(row[2].replace(",", "")) for row in generate_pause_rows()]
    assert 37 < days[0] < 38
    assert days[3] > 365


def test_the_page_shows_it():
    assert DEMONSTRATIONS["chained_pauses"]().rows == tuple(generate_pause_rows())
