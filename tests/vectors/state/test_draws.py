"""The drawn inputs of the state tree meet each other: among few of them both answers and refusals occur."""

import pytest
from hypothesis import HealthCheck, given, settings

from pyde_spec.params.versions import resolve
from pyde_vectors.handlers import InvalidInput, answer, load_handlers, read_input, write_record
from pyde_vectors.state.tree_sequences import Write, collect_writes
from pyde_vectors.state.witness import ZeroBytesInput, run_decode_zero_witness
from pyde_vectors.strategies import strategy_for_input

PARAMETERS = resolve("1.1", "mainnet")
DRAWN = (
    "state/tree_steps",
    "state/validate_inclusion",
    "state/validate_exclusion",
    "state/validate_batched_proof",
    "state/root_after",
    "state/validate_range",
)


@pytest.mark.parametrize("name", DRAWN)
def test_answers_and_refusals_both_occur(name):
    entry = load_handlers()[name]
    seen = set()

    @settings(max_examples=30, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
    @given(strategy_for_input(entry))
    def draw(value):
        assert read_input(entry, write_record(entry.input_type, value)) == value
        seen.update(answer(entry, PARAMETERS, value))

    draw()
    assert seen == {"ok", "reject"}


def test_a_slot_written_twice_is_no_question():
    with pytest.raises(InvalidInput, match="occurs twice"):
        collect_writes([Write(bytes(32), None), Write(bytes(32), b"")])


def test_a_description_does_not_ask_for_more_than_anybody_needs():
    with pytest.raises(InvalidInput):
        run_decode_zero_witness(PARAMETERS, ZeroBytesInput(2**32 - 1))
