"""Fuzzing finds what no vector has, shrinks it, and saves it as a case like any other."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyde_conformance.cli import run
from pyde_conformance.fuzz import compute_seed, save_case
from pyde_conformance.mutations import changes_of, find_places, get_at, inputs_of, replace_at
from pyde_conformance.shrinking import shrink_form
from pyde_vectors.cases import build_cases
from pyde_vectors.fixtures import load_cases
from pyde_vectors.handlers import load_handlers, read_input, write_record


@pytest.fixture(scope="module")
def fixtures(tmp_path_factory):
    """The vectors of two handlers, without those that show the planted bug."""
    folder = tmp_path_factory.mktemp("fixtures")
    for handler in ("accounts/use_nonce", "params/quorum"):
        for case in build_cases(handler):
            if "first-above" not in case["id"]:
                save_case(folder, handler, case)
    return folder


def fuzz(target, fixtures, *words):
    return run(["fuzz", "--target", target, "--fixtures", str(fixtures), "--steps", "400", *words])


def test_a_planted_bug_is_found_shrunk_and_saved(script, reference, fixtures, tmp_path, capsys):
    target = script("off_by_one.py")
    assert fuzz(target, fixtures, "--only", "accounts/*", "--save", str(tmp_path / "found")) == 1
    output = capsys.readouterr().out
    ((handler, case),) = load_cases(tmp_path / "found")
    assert handler == "accounts/use_nonce"
    window, nonce = case["input"]["window"], int(case["input"]["nonce"])
    assert nonce - int(window["base"]) == 16
    assert (window, nonce) == ({"base": "0", "used": 0}, 16)
    assert case["expect"] == {"reject": {"stage": "validate", "reason": "nonce_too_high"}}
    assert "accounts/use_nonce" in output
    assert "not covered" in output

    arguments = ["--fixtures", str(tmp_path / "found")]
    assert run(["reproduce", case["id"], "--target", target, *arguments]) == 1
    assert run(["run", "--target", target, *arguments]) == 1
    assert run(["run", "--target", reference, *arguments]) == 0


def test_the_same_seed_finds_the_same(script, fixtures, capsys):
    outputs = []
    for _ in range(2):
        assert fuzz(script("off_by_one.py"), fixtures, "--only", "accounts/use_nonce", "--seed", "7") == 1
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1]
    assert "again     pyde-conformance fuzz --only accounts/use_nonce --seed 7 --steps 400" in outputs[0]


def test_the_reference_target_has_no_difference(reference, fixtures, capsys):
    assert fuzz(reference, fixtures, "--only", "accounts/use_nonce", "--only", "params/*") == 0
    assert "PASSED" in capsys.readouterr().out


def test_nothing_covered_is_a_failure(script, fixtures, capsys):
    assert fuzz(script("off_by_one.py"), fixtures, "--only", "params/*") == 1
    assert "nothing was asked" in capsys.readouterr().out


def test_a_target_that_cannot_be_tested(command, fixtures, capsys):
    assert fuzz(command("crash-at-once"), fixtures) == 1
    assert "exited with status 7" in capsys.readouterr().out


def test_a_target_that_crashes_is_shrunk_within_bounds(script, fixtures, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("pyde_conformance.fuzz.SLOW_FAULTS_MAX", 3)
    marker = tmp_path / "crashes"
    target = f"{script('crashing.py')} {marker}"
    assert fuzz(target, fixtures, "--only", "accounts/use_nonce") == 1
    assert "got       crashed  the target exited with status 1" in capsys.readouterr().out
    assert marker.read_text() == "x" * 3


def test_an_input_without_an_answer_in_the_text_is_said_to_be(reference, fixtures, capsys, monkeypatch):
    def fail(*_):
        raise AssertionError("the text is wrong")

    monkeypatch.setattr("pyde_conformance.fuzz.answer", fail)
    assert fuzz(reference, fixtures, "--only", "params/*") == 1
    assert "the specification itself fails: params/quorum: AssertionError: the text is wrong" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("form", "is_failing", "smallest"),
    [
        ({"a": "900", "b": "916"}, lambda form: int(form["b"]) - int(form["a"]) == 16, {"a": "0", "b": "16"}),
        ({"a": 77, "b": "0x010203"}, lambda form: form["a"] > 9, {"a": 10, "b": "0x"}),
        ({"a": [1, 5, 2]}, lambda form: 5 in form["a"], {"a": [5]}),
        ({"a": "word", "b": True}, lambda form: len(form["a"]) > 1, {"a": "wo", "b": True}),
        ({"a": "0x0aff"}, lambda form: len(form["a"]) == 6, {"a": "0x0000"}),
    ],
)
def test_forms_shrink_as_far_as_they_fail(form, is_failing, smallest):
    assert shrink_form(form, is_failing) == smallest


def test_saving_twice_keeps_both_and_repeats_nothing(tmp_path):
    first, second = build_cases("params/quorum")[:2]
    for case in (second, first, second):
        save_case(tmp_path, "params/quorum", case)
    assert {case["id"] for _, case in load_cases(tmp_path, None)} == {first["id"], second["id"]}
    assert json.loads((tmp_path / "manifest.json").read_text())["files"][0]["cases"] == 2


def test_seeds_differ_by_handler_and_seed():
    seeds = {compute_seed(seed, name) for seed in (0, 1) for name in ("a/b", "a/c")}
    assert len(seeds) == 4


FORM = {"a": 3, "b": ["0x0102", {"c": "17"}], "d": None, "e": True, "f": []}


def test_every_place_is_found():
    places = list(find_places(FORM, ()))
    assert places == [("a",), ("b",), ("b", 0), ("b", 1, "c"), ("d",), ("e",), ("f",)]
    assert [get_at(FORM, place) for place in places][3] == "17"


def test_replacing_copies():
    changed = replace_at(FORM, ("b", 1, "c"), "18")
    assert changed["b"] == ["0x0102", {"c": "18"}]
    assert FORM["b"] == ["0x0102", {"c": "17"}]


@given(st.data())
def test_a_change_is_one_change(data):
    changed = data.draw(changes_of(FORM, [FORM]))
    places = [place for place in find_places(FORM, ()) if get_like(changed, place) != get_at(FORM, place)]
    outermost = [place for place in places if not any(place[: len(other)] == other != place for other in places)]
    assert len(outermost) <= 1


def get_like(form, place):
    try:
        return get_at(form, place)
    except (IndexError, KeyError, TypeError):
        return "gone"


@given(st.data())
def test_inputs_are_always_those_of_the_handler(data):
    entry = load_handlers()["accounts/use_nonce"]
    forms = [case["input"] for case in build_cases(entry.name)[:5]]
    value = data.draw(inputs_of(entry, forms))
    assert read_input(entry, write_record(entry.input_type, value)) == value
