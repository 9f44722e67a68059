"""The traces of the tree have the roots that the definition gives, and cover what a trace can do."""

import pytest
from hypothesis import HealthCheck, given, settings

from pyde_spec.crypto.blake3 import blake3_hash
from pyde_spec.params.versions import resolve
from pyde_spec.state.jmt_definition import compute_root
from pyde_vectors.cases import build_cases
from pyde_vectors.handlers import answer, load_handlers, read_input, write_record
from pyde_vectors.sessions import load_sessions, open_session
from pyde_vectors.strategies import strategy_for_input

KIND = "state/tree_session"
PARAMETERS = resolve("1.1", "mainnet")


def compute_by_definition(given):
    """The BLAKE3 root after each step, or None for a step whose version is not later."""
    leaves, version, roots = dict(given.pre_state.slots), given.pre_state.version, []
    for step in given.steps:
        if step.version <= version:
            roots.append(None)
            continue
        version = step.version
        leaves |= dict(step.writes)
        leaves = {key: value for key, value in leaves.items() if value is not None}
        roots.append("0x" + compute_root(blake3_hash, leaves.items()).hex())
    return roots, leaves


def read_roots(outcome):
    return [step["ok"]["blake3"] if "ok" in step else None for step in outcome["ok"]["steps"]]


@pytest.fixture(scope="module")
def records():
    return build_cases(KIND)


def test_the_roots_are_those_of_the_definition(records):
    for record in records:
        roots, _ = compute_by_definition(read_input(load_handlers()[KIND], record["input"]))
        assert read_roots(record["expect"]) == roots, record["id"]


def test_the_state_after_all_steps_is_the_leaves(records):
    for record in records:
        session = open_session(load_sessions()[KIND], PARAMETERS, record["input"]["pre_state"])
        outcomes = [session.apply(step) for step in record["input"]["steps"]]
        _, leaves = compute_by_definition(read_input(load_handlers()[KIND], record["input"]))
        assert outcomes == record["expect"]["ok"]["steps"]
        assert session.show() == sorted(leaves.items())


def test_a_long_trace_inserts_overwrites_and_deletes(records):
    for record in records[:2]:
        slots, kinds = {entry["key"]: entry["value"] for entry in record["input"]["pre_state"]["slots"]}, set()
        for step in record["input"]["steps"]:
            for write in step["writes"]:
                before, after = slots.get(write["key"]), write["value"]
                kinds.add((before is not None, after is not None))
                slots[write["key"]] = after
        assert kinds == {(False, True), (True, True), (True, False), (False, False)}, record["id"]


def test_a_leaf_is_described_by_its_place(records):
    session = open_session(load_sessions()[KIND], PARAMETERS, records[2]["input"]["pre_state"])
    (first, _), *_ = session.show()
    assert session.describe(first) == f"a leaf at the path {first.hex()[:33]!r}, written at version 1"
    assert session.describe(bytes(32)) == "no leaf of the tree"


def test_drawn_traces_have_the_roots_of_the_definition():
    entry = load_handlers()[KIND]
    seen = set()

    @settings(max_examples=25, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
    @given(strategy_for_input(entry))
    def draw(value):
        assert read_input(entry, write_record(entry.input_type, value)) == value
        outcome = answer(entry, PARAMETERS, value)
        roots, _ = compute_by_definition(value)
        assert read_roots(outcome) == roots
        seen.update(root is None for root in roots)

    draw()
    assert seen == {True, False}
