"""Drawn transactions and waves: inputs of their handlers, and worth asking."""

from collections import Counter

import pytest
from hypothesis import given, settings

from pyde_spec.crypto.provider import Mode, use_mode
from pyde_spec.params.versions import resolve
from pyde_vectors.handlers import answer, load_handlers, read_input, write_record
from pyde_vectors.strategies import strategy_for_input

EXAMPLES = 25
PARAMETERS = resolve("1.1", "mainnet")
few = settings(max_examples=EXAMPLES, derandomize=True, deadline=None, database=None)


def count_answers(name):
    """What a handler answers to drawn inputs, by reason."""
    entry, counted = load_handlers()[name], Counter()

    @few
    @given(strategy_for_input(entry))
    def ask(value):
        assert read_input(entry, write_record(entry.input_type, value)) == value
        told = answer(entry, PARAMETERS, value)
        counted[told["reject"]["reason"] if "reject" in told else "ok"] += 1
        for receipt in told.get("ok", {}).get("receipts", []):
            counted[receipt["status"] if isinstance(receipt["status"], str) else "not executed"] += 1

    with use_mode(Mode.FAST):
        ask()
    return counted


@pytest.mark.parametrize("name", ["transactions/validate", "transactions/validate_with_mocks"])
def test_drawn_transactions_are_valid_and_not(name):
    counted = count_answers(name)
    assert counted["ok"] >= EXAMPLES // 4
    assert len(counted) > 1


def test_drawn_wire_forms_decode_and_do_not():
    counted = count_answers("transactions/validate_wire")
    assert counted["ok"]
    assert len(counted) > 2


@pytest.mark.parametrize("name", ["transactions/apply_wave", "transactions/apply_wave_with_mocks"])
def test_drawn_waves_have_an_effect(name):
    counted = count_answers(name)
    assert counted["ok"] == EXAMPLES
    assert counted["success"] > EXAMPLES
    assert counted["reverted"]
    assert counted["not executed"]
