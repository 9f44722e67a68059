"""The speed command: what it prints, never how long it takes."""

import json
import sys
from pathlib import Path

import pytest

from pyde_conformance import rates, speed, speed_state, speed_transactions
from pyde_conformance.speed import Figure
from pyde_spec.crypto.poseidon2_wasm import AcceleratorUnavailable
from pyde_spec.encoding.encoder import encode
from pyde_spec.types.vertex import Vertex

ETHEREUM = Path(__file__).parents[2] / speed_transactions.PEER_INTERPRETER


@pytest.fixture
def small(monkeypatch, tmp_path):
    """A wave of two transfers, and no other environment."""
    monkeypatch.setattr(speed_transactions, "ACCOUNTS", 6)
    monkeypatch.setattr(speed_transactions, "TRANSFERS", 2)
    monkeypatch.setattr(speed_transactions, "CANONICAL_TRANSFERS", 1)
    monkeypatch.setattr(speed_transactions, "PEER_INTERPRETER", tmp_path / "bin" / "python")


@pytest.fixture
def hasty(monkeypatch, small):
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
        "canonical: signatures",
        "fast: roots",
        "ethereum-execution",
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


def test_what_the_other_package_took_stands_beside_and_as_a_ratio(small, monkeypatch, tmp_path):
    answer = json.dumps({"version": "2.0", "seconds": {"signatures": 0.5, "rules": 1.0, "roots": 0.5}})
    script = tmp_path / "peer.py"
    script.write_text(f"import sys\nassert sys.argv[1:] == ['6', '2']\nprint({answer!r})\n")
    monkeypatch.setattr(speed_transactions, "PEER_INTERPRETER", Path(sys.executable))
    monkeypatch.setattr(speed_transactions, "PEER_SCRIPT", script)
    ours = speed_transactions.Parts(1.0, 2.0, 3.0)
    figures = {figure.name: figure for figure in speed_transactions.measure_peer("group", ours)}
    assert figures["ethereum-execution"].value == 1.0
    assert figures["ethereum-execution: rules"].value == 500.0
    assert figures["fast over ethereum-execution"].value == 3.0
    assert figures["fast over ethereum-execution"].remark == "signatures 2, rules 2, roots 6"


def test_an_environment_without_the_package_is_as_none(small, monkeypatch):
    monkeypatch.setattr(speed_transactions, "PEER_INTERPRETER", Path(sys.executable))
    (figure,) = speed_transactions.measure_peer("group", speed_transactions.Parts(1.0, 1.0, 1.0))
    assert figure.value is None
    assert "is not installed" in figure.remark


@pytest.mark.skipif(not ETHEREUM.exists(), reason="`make speed` has not made the other environment")
def test_the_other_package_applies_every_transfer(small, monkeypatch):
    monkeypatch.setattr(speed_transactions, "PEER_INTERPRETER", ETHEREUM)
    version, parts = speed_transactions.run_peer()
    assert version
    assert min(parts.signatures, parts.rules, parts.roots) > 0


def test_without_accelerators_the_wave_is_left_out(monkeypatch):
    def refuse(mode):
        raise AcceleratorUnavailable("pqcrypto is not installed")

    monkeypatch.setattr(speed_transactions, "use_mode", refuse)
    (figure,) = speed_transactions.measure_transactions()
    assert (figure.value, figure.remark) == (None, "pqcrypto is not installed")


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
