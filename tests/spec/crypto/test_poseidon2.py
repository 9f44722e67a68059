"""Poseidon2: published and deployed answers, and the linear layers as the matrices of the paper."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pyde_spec.crypto.goldilocks import MODULUS
from pyde_spec.crypto.poseidon2 import (
    WIDTH,
    apply_external_layer,
    apply_internal_layer,
    compute_permutation,
    compute_poseidon2_hash,
)

KNOWN_ANSWERS = Path(__file__).parents[4] / "shared" / "upstream" / "known_answers.json"

M4 = ((5, 7, 1, 3), (4, 6, 1, 1), (1, 3, 5, 7), (1, 1, 4, 6))

states = st.tuples(*[st.sampled_from((0, 1, MODULUS - 1)) | st.integers(0, MODULUS - 1)] * WIDTH)
fixed = settings(derandomize=True, max_examples=50, deadline=None)


def test_the_empty_input():
    expected = "1012512f56ef7d3aa0766475f9fa0aab140aff69c25caf8fba41cd7cc88f81d6"
    assert compute_poseidon2_hash(b"").hex() == expected


def test_every_answer_of_the_deployed_bindings():
    if not KNOWN_ANSWERS.exists():
        pytest.skip("the answers of the deployed bindings are not beside the repository")
    answers = json.loads(KNOWN_ANSWERS.read_text())["poseidon2"]
    assert len(answers) > 0
    for answer in answers:
        assert "0x" + compute_poseidon2_hash(bytes.fromhex(answer["input"][2:])).hex() == answer["output"]


@fixed
@given(states)
def test_the_external_layer_is_its_matrix(state):
    matrix = [
        [(2 if row // 4 == column // 4 else 1) * M4[row % 4][column % 4] for column in range(WIDTH)]
        for row in range(WIDTH)
    ]
    expected = tuple(sum(a * b for a, b in zip(row, state, strict=True)) % MODULUS for row in matrix)
    assert apply_external_layer(state) == expected


@fixed
@given(states, states)
def test_both_layers_are_linear(left, right):
    total = tuple((a + b) % MODULUS for a, b in zip(left, right, strict=True))
    for layer in (apply_external_layer, apply_internal_layer):
        parts = zip(layer(left), layer(right), strict=True)
        assert layer(total) == tuple((a + b) % MODULUS for a, b in parts)


@fixed
@given(states)
def test_the_permutation_gives_canonical_elements(state):
    assert all(0 <= element < MODULUS for element in compute_permutation(state))


@fixed
@given(st.lists(st.binary(max_size=70), min_size=2, max_size=8, unique=True))
def test_different_inputs_differ(inputs):
    assert len({compute_poseidon2_hash(data) for data in inputs}) == len(inputs)
