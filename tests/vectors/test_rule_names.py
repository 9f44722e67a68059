"""Who calls whom, as far as the lints need to know."""

import functools
import sys
import types

import pytest

from pyde_spec.params.quorum import compute_quorum
from pyde_vectors.rule_names import compute_reached, find_callees, find_rule, list_public_functions

SOURCE = """
import functools
from pyde_spec.params import quorum
from pyde_spec.params.versions import resolve

def leaf(): ...
def in_table(): ...
def in_method(): ...
def in_property(): ...
def in_closure(): ...
def behind_constant(): return 1
def alone(): ...

TABLE = {"key": (in_table,)}
FIRST = [behind_constant()]
SECOND = FIRST + FIRST

class Machine:
    def work(self): return in_method()
    @property
    def size(self): return in_property()

@functools.cache
def cached(): return leaf()

def decorate(function):
    @functools.wraps(function)
    def inner(): return function()
    return inner

def uses_cached(): return cached()
def uses_table(): return TABLE["key"]
def uses_class(): return Machine()
def uses_inner():
    return [in_closure() for _ in range(1)]
def uses_module(): return quorum.compute_quorum
def uses_import(): return resolve("1.1", "mainnet")
def uses_constant(): return SECOND
"""


@pytest.fixture
def module(tmp_path, monkeypatch):
    path = tmp_path / "graph.py"
    path.write_text(SOURCE)
    made = types.ModuleType("pyde_spec.graph")
    made.__file__ = str(path)
    monkeypatch.setitem(sys.modules, "pyde_spec.graph", made)
    exec(compile(SOURCE, str(path), "exec"), vars(made))
    return made


@pytest.mark.parametrize(
    ("caller", "callees"),
    [
        ("uses_cached", {"cached"}),
        ("uses_table", {"in_table"}),
        ("uses_class", {"work", "size"}),
        ("uses_inner", {"in_closure"}),
        ("uses_module", {"compute_quorum"}),
        ("uses_import", {"resolve"}),
        ("uses_constant", {"behind_constant"}),
        ("alone", set()),
    ],
)
def test_the_names_in_a_function_lead_to_what_it_calls(module, caller, callees):
    assert {function.__name__ for function in find_callees(getattr(module, caller))} == callees


def test_a_cache_is_seen_through(module):
    assert {function.__name__ for function in find_callees(module.cached.__wrapped__)} == {"leaf"}
    assert isinstance(module.cached, functools._lru_cache_wrapper)


def test_public_functions_are_those_defined_at_the_top_of_a_module():
    functions = list_public_functions()
    assert functions["pyde_spec.params.quorum.compute_quorum"] is compute_quorum
    assert "pyde_spec.encoding.shapes.shape_of" in functions
    assert "pyde_spec.encoding.encoder.shape_of" not in functions
    assert not any(name.rpartition(".")[2].startswith("_") for name in functions)


def test_a_named_rule_reaches_what_it_calls_and_not_its_callers():
    assert compute_reached(["pyde_spec.params.quorum.compute_quorum"]) == {
        "pyde_spec.params.quorum.compute_fault_bound",
        "pyde_spec.params.quorum.compute_quorum",
    }


def test_names_that_are_no_rules_reach_nothing():
    assert compute_reached(["pyde_spec.nothing.at_all", "json.dumps"]) == set()


def test_a_public_method_is_a_rule_too():
    assert find_rule("pyde_spec.rejections.Reason.code") is None
    assert find_rule("pyde_spec.encoding.shapes.TaggedUnion.__init__") is None
    assert find_rule("pyde_spec.params.quorum.compute_quorum") is compute_quorum
