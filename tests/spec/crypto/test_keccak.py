"""Keccak-256 against another implementation and against the constants of its reference."""

from Crypto.Hash import keccak
from hypothesis import given, settings
from hypothesis import strategies as st

from pyde_spec.crypto.keccak import compute_moves, compute_round_constants, keccak256


def compute_foreign(data):
    return keccak.new(digest_bits=256, data=data).digest()


def test_every_length_across_two_blocks():
    for length in range(2 * 136 + 2):
        data = bytes(index % 251 for index in range(length))
        assert keccak256(data) == compute_foreign(data)


@settings(derandomize=True, max_examples=50, deadline=None)
@given(st.binary(max_size=600))
def test_random_inputs(data):
    assert keccak256(data) == compute_foreign(data)


def test_the_derived_constants_are_those_of_the_reference():
    constants = compute_round_constants()
    assert constants[:3] == (0x0000000000000001, 0x0000000000008082, 0x800000000000808A)
    assert constants[-1] == 0x8000000080008008
    turns = {source: amount for source, _, amount in compute_moves()}
    assert [turns[lane] for lane in (1, 2, 3, 4)] == [1, 62, 28, 27]
    assert sorted(target for _, target, _ in compute_moves()) == list(range(1, 25))
