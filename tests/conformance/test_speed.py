"""The speed command: what it prints, never how long it takes."""

import json

import pytest

from pyde_conformance import rates, speed, speed_state
from pyde_conformance.speed import Figure
from pyde_spec.encoding.encoder import encode
from pyde_spec.types.vertex import Vertex


@pytest.fixture
def hasty(monkeypatch):
    """Everything once, and few cases."""
    monkeypatch.setattr(rates, "REPEATS", 1)
    monkeypatch.setattr(rates, "REPEAT_SECONDS", 0.0)
    monkeypatch.setattr(speed, "REPEATS", 1)
    monkeypatch.setattr(speed, "CASES", 20)
    monkeypatch.setattr(speed_state, "SIZES", (10, 40))
    monkeypatch.setattr(speed_state, "WRITTEN", 5)
    monkeypatch.setattr(speed_state, "PEER_SIZE", 20)
    monkeypatch.setattr(speed_state, "CLUSTERED_ACCOUNTS", 2)
    monkeypatch.setattr(speed, "measure_fill", lambda: [Figure("Fill", "rate", 100.0, "cases/s", 200.0)])


def test_one_run_gives_every_figure(hasty, capsys):
    assert speed.main([]) == 0
    shown = capsys.readouterr().out
    for name in (
        "canonical",
        "FALCON verify",
        "library alone",
        "fast",
        "encode a transaction",
        "decode a vertex",
        "runner's own time",
        "bare line echo",
        "this tree",
    ):
        assert name in shown
    assert "missed" in shown, "the planted rate of 100 is below its limit"


def test_json_carries_the_same_figures(hasty, capsys):
    assert speed.main(["--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert {"Poseidon2, 32 bytes", "Borsh", "Fill"} <= {figure["group"] for figure in figures}
    (planted,) = [figure for figure in figures if figure["group"] == "Fill"]
    assert planted["is_missed"] is True


def test_the_vertex_is_about_twenty_five_kilobytes():
    assert 24_000 <= len(encode(Vertex, speed.build_vertex())) <= 27_000


@pytest.mark.parametrize(
    ("value", "more_is_better", "missed"),
    [(200.0, True, False), (199.9, True, True), (0.2, False, True), (0.19, False, False), (None, True, False)],
)
def test_limits_have_two_sides(value, more_is_better, missed):
    limit = 200.0 if more_is_better else 0.2
    assert Figure("", "", value, "", limit, more_is_better).is_missed is missed


def test_bad_arguments_are_one_line(capsys):
    with pytest.raises(SystemExit) as stopped:
        speed.main(["--nothing"])
    assert stopped.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1
