"""The committed numbers of a run."""

import ast

from pyde_vectors.evidence.bench import Mutant, Result
from pyde_vectors.evidence.edits import Edit, Place, Spot
from pyde_vectors.evidence.equivalents import MutantKey, load_equivalents, write_suggestion
from pyde_vectors.evidence.freshness import load_evidence
from pyde_vectors.evidence.report import renew_report, shorten, write_report
from pyde_vectors.evidence.trial import KILLED_BY_ANSWER, SURVIVED, Verdict


def make_result(mutated, outcome, reason=None):
    key = MutantKey("pyde_spec.a", "f", "x = 1", mutated)
    tree = ast.parse("x = 1")
    edit = Edit("constant", Place("f", tree.body[0]), Spot(tree.body[0], "value"), ast.Constant(2))
    return Result(Mutant(key, 7, "constant", tree, edit), 3, Verdict(outcome), reason)


RESULTS = [
    make_result("x = 2", KILLED_BY_ANSWER),
    make_result("x = 0", SURVIVED, "Nobody looks."),
    make_result("x = 3", SURVIVED),
]


def test_it_gives_the_numbers_by_function_and_every_survivor(tmp_path):
    write_report(RESULTS, {"pyde_spec.a": "d1", "pyde_spec.b": "d2"}, tmp_path)
    report = load_evidence("mutants", tmp_path)
    first, second = report["pyde_spec.a"], report["pyde_spec.b"]
    assert first["digest"] == "d1"
    assert first["kills"] == {"other answer": 1, "no answer": 0, "broken text": 0, "no end": 0}
    assert first["scopes"] == {"f": {"mutants": 3, "killed": 1, "equivalent": 1, "survived": 1}}
    assert first["survivors"] == [
        {"scope": "f", "original": "x = 1", "mutated": "x = 0", "reason": "Nobody looks."},
        {"scope": "f", "original": "x = 1", "mutated": "x = 3", "reason": None},
    ]
    assert (second["digest"], second["scopes"], second["survivors"]) == ("d2", {}, [])


def test_renewing_some_modules_leaves_the_others(tmp_path):
    write_report(RESULTS, {"pyde_spec.a": "d1", "pyde_spec.b": "d2"}, tmp_path)
    before = load_evidence("mutants", tmp_path)
    renew_report([], {"pyde_spec.a": "d3"}, tmp_path)
    after = load_evidence("mutants", tmp_path)
    assert (after["pyde_spec.a"]["digest"], after["pyde_spec.a"]["scopes"]) == ("d3", {})
    assert after["pyde_spec.b"] == before["pyde_spec.b"]


def test_a_suggested_explanation_reads_back(tmp_path):
    keys = {
        MutantKey("pyde_spec.a", "f", "x = 'a'", "x = 'b'"),
        MutantKey("pyde_spec.a", "f", "x = 'a'", 'x = "\'\\\\"'),
        MutantKey("pyde_spec.a", "", "y = 1", "y = 2"),
    }
    path = tmp_path / "equivalents.toml"
    path.write_text(write_suggestion(sorted(keys, key=repr)))
    assert set(load_equivalents(path)) == keys


def test_long_texts_are_shown_where_they_part():
    before, after = shorten("a" * 300 + "x" + "b" * 300, "a" * 300 + "y" + "b" * 300)
    assert len(before) < 120
    assert "x" in before
    assert "y" in after
    assert before.startswith("…")
    assert before.endswith("…")
