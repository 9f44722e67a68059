"""The order of the checks: what the docstring of `validate_transaction` says is what its vectors pin.

The docstring names reasons and functions, and the docstrings of those name theirs. Read through to the end they
are one list of reasons, and every case with two faults is held against it.
"""

import importlib
import inspect
import re

import pytest

from pyde_spec.crypto.provider import Mode, use_mode
from pyde_spec.rejections import Reason
from pyde_spec.transactions import native_types
from pyde_spec.transactions.native_transfer import validate_transfer
from pyde_spec.transactions.validation import validate_transaction
from pyde_vectors.cases import build_builder_cases
from pyde_vectors.handlers import load_handlers
from pyde_vectors.transactions.validation import FAULTS, SPONSORED_GAS, pairs_of_faults, single_faults

NAMED = re.compile(r"`([A-Za-z_]+)`")
FORM = "its type's form"
PAIR = re.compile(r"order-(.+)-before-(.+)")


def list_steps():
    """The steps of the docstring: what stands between its semicolons, in its sentence of reasons."""
    text = " ".join(inspect.getdoc(validate_transaction).split())
    sentence = text[text.index("Rejects with") : text.index("Checked in this order")]
    return sentence.split(";")


def list_reasons(text, module):
    """The reasons that a text names, those of the functions that it names in their place."""
    reasons = []
    for name in NAMED.findall(text):
        if name in Reason.__members__:
            reasons.append(name.lower())
        elif inspect.isfunction(getattr(module, name, None)):
            reasons += list_reasons_of(getattr(module, name))
    return reasons


def list_reasons_of(function):
    return list_reasons(inspect.getdoc(function), importlib.import_module(function.__module__))


def list_reasons_of_step(step):
    if FORM in step:  # of the transfer, which the cases are about
        return list_reasons_of(native_types.get_seam) + list_reasons_of(validate_transfer)
    return list_reasons(step, importlib.import_module(validate_transaction.__module__))


STEPS = [list_reasons_of_step(step) for step in list_steps()]


@pytest.fixture(scope="module")
def answers():
    """The reason of each case with one fault or two, by the name of the case."""
    entry = load_handlers()["transactions/validate"]
    with use_mode(Mode.FAST):
        records = [
            record for builder in (single_faults, pairs_of_faults) for record in build_builder_cases(entry, builder)
        ]
    return {record["id"].split("/")[-1]: record["expect"].get("reject", {}).get("reason") for record in records}


@pytest.fixture(scope="module")
def places(answers):
    """Where the docstring has the reason of each fault: the step, and the place within the step."""
    found = {}
    for name, _, _ in FAULTS:
        reason = answers[f"reject-{name}"]
        steps = [at for at, reasons in enumerate(STEPS) if reason in reasons]
        assert steps, f"the docstring does not come to {reason}"
        at = steps[-1] if name in SPONSORED_GAS else steps[0]
        found[name] = (at, STEPS[at].index(reason))
    return found


def list_pairs(answers):
    return [found.groups() for found in (PAIR.fullmatch(name) for name in answers) if found]


def test_the_docstring_is_read_to_the_end():
    assert STEPS[:4] == [
        ["chain_paused"],
        ["transaction_too_large", "call_data_too_large"],
        ["wrong_chain"],
        ["deadline_passed"],
    ]
    assert "signature_invalid" in STEPS[7]
    assert STEPS[-1] == ["access_entry_repeated", "access_slot_repeated"]


def test_of_two_faults_the_one_that_the_docstring_names_first_is_the_answer(answers, places):
    pairs = list_pairs(answers)
    assert len(pairs) > 200
    for first, second in pairs:
        assert places[first] < places[second]
        assert answers[f"order-{first}-before-{second}"] == answers[f"reject-{first}"]


def test_every_step_is_pinned_against_those_after_it(answers, places):
    """The sizes against their neighbours alone, since their cases are large.

    A gas limit that is too low lies below the price by itself, so that one fault is a pair.
    """
    pinned = {(places[first][0], places[second][0]) for first, second in list_pairs(answers)}
    sizes = places["call-data"][0]
    pinned.add((places["gas-low"][0], places["price"][0]))
    for first in range(len(STEPS)):
        for second in range(first + 1, len(STEPS)):
            is_apart = sizes in (first, second) and second - first > 1
            assert is_apart or (first, second) in pinned
