"""The committed report of a run."""

import ast
import json

from pyde_vectors.evidence.bench import Mutant, Result
from pyde_vectors.evidence.edits import Edit, Place, Spot
from pyde_vectors.evidence.equivalents import MutantKey, load_equivalents, write_suggestion
from pyde_vectors.evidence.report import compose_report, shorten, write_report
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


def test_it_gives_the_score_and_every_survivor():
    page = compose_report(RESULTS)
    assert "**1 of 2 mutants killed (50.0 %)**; 1 more are equivalent to the text, 1 survive." in page
    unexplained, explained = page.split("## Equivalent mutants")
    assert "line 7, `f`: `x = 1` → `x = 3`" in unexplained
    assert "`x = 1` → `x = 0`\n  Nobody looks." in explained


def test_its_numbers_stand_beside_it_by_function(tmp_path):
    write_report(RESULTS, tmp_path)
    numbers = json.loads((tmp_path / "mutants.json").read_text())
    assert numbers == {"pyde_spec.a": {"f": {"mutants": 3, "killed": 1, "equivalent": 1, "survived": 1}}}
    assert (tmp_path / "mutants.md").read_text() == compose_report(RESULTS)


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
