"""The WebAssembly Poseidon2 is equal to the text on random and extreme inputs."""

import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pyde_spec.crypto import poseidon2_wasm
from pyde_spec.crypto.goldilocks import MODULUS
from pyde_spec.crypto.poseidon2 import WIDTH, compute_permutation, compute_poseidon2_hash, compute_poseidon2_hashes
from pyde_spec.crypto.poseidon2_wasm import Poseidon2Module, compute_batches
from pyde_spec.crypto.provider import ACTIVE_PROVIDER, Mode, poseidon2_hash, poseidon2_hash_many, use_mode

wasmtime = pytest.importorskip("wasmtime", reason="the extra [fast] is not installed")

EDGES = (0, 1, 2**32 - 1, 2**32, 2**63, MODULUS - 1, MODULUS, MODULUS + 1, 2**64 - 2, 2**64 - 1)

fixed = settings(derandomize=True, max_examples=200, deadline=None)
words = st.sampled_from(EDGES) | st.integers(0, 2**64 - 1)


@pytest.fixture(scope="module")
def module():
    return Poseidon2Module(wasmtime)


def permute(module, state):
    """The permutation of the module, on any words: the module takes them for the elements they are congruent to."""
    module.memory.write(module.store, b"".join(word.to_bytes(8, "little") for word in state), 0)
    module.exports["permute"](module.store)
    module.exports["canonicalise"](module.store, 8 * WIDTH)
    content = bytes(module.memory.read(module.store, 0, 8 * WIDTH))
    return tuple(int.from_bytes(content[at : at + 8], "little") for at in range(0, len(content), 8))


@fixed
@given(st.tuples(*[words] * WIDTH))
def test_the_permutation_on_random_and_extreme_words(module, state):
    assert permute(module, state) == compute_permutation(tuple(word % MODULUS for word in state))


def test_the_permutation_on_each_extreme_word_everywhere(module):
    for word in EDGES:
        assert permute(module, (word,) * WIDTH) == compute_permutation((word % MODULUS,) * WIDTH)


@pytest.mark.parametrize("byte", [0x00, 0x01, 0xFF])
def test_every_length_across_five_blocks(module, byte):
    for length in range(5 * 28 + 2):
        data = bytes([byte]) * length
        assert module.compute_hash(data) == compute_poseidon2_hash(data)


@fixed
@given(st.binary(max_size=300))
def test_random_inputs(module, data):
    assert module.compute_hash(data) == compute_poseidon2_hash(data)


def test_nothing_of_a_long_input_shows_in_a_short_one(module):
    module.compute_hash(b"\xff" * 1_000)
    for length in range(16):
        assert module.compute_hash(bytes(length)) == compute_poseidon2_hash(bytes(length))


def test_the_memory_grows_with_the_input():
    module = Poseidon2Module(wasmtime)
    for length in (2 * 2**16 - 1024 - 8, 2 * 2**16 - 1024 - 7, 3 * 2**16):
        data = b"\xff" * length
        assert module.compute_hash(data) == compute_poseidon2_hash(data)
    assert module.compute_hash(b"") == compute_poseidon2_hash(b"")


def test_the_seam_serves_it_in_fast_and_verifies_it_in_verify():
    with use_mode(Mode.FAST):
        assert ACTIVE_PROVIDER.get().mode is Mode.FAST
        assert poseidon2_hash(b"pyde") == compute_poseidon2_hash(b"pyde")
    with use_mode(Mode.VERIFY) as provider:
        for length in range(40):
            poseidon2_hash(bytes(length))
    assert provider.mismatches == {}


def test_threads_take_turns(module):
    inputs = [bytes([number]) * 50 for number in range(4)]
    expected = [compute_poseidon2_hash(data) for data in inputs]
    wrong = []

    def work(data, digest):
        wrong.extend(data for _ in range(500) if module.compute_hash(data) != digest)

    threads = [threading.Thread(target=work, args=pair) for pair in zip(inputs, expected, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


@fixed
@given(st.lists(st.binary(max_size=100), max_size=12))
def test_many_inputs_at_once(module, inputs):
    assert module.compute_hashes(inputs) == compute_poseidon2_hashes(inputs)


def test_batches_by_number_and_by_size(module, monkeypatch):
    monkeypatch.setattr(poseidon2_wasm, "BATCH_INPUTS_MAX", 3)
    monkeypatch.setattr(poseidon2_wasm, "BATCH_BYTES_MAX", 40)
    inputs = [bytes([n]) * n for n in (1, 2, 3, 4, 39, 2, 1, 41, 40, 0, 0, 0, 0)]
    assert [len(batch) for batch in compute_batches(inputs)] == [3, 1, 1, 2, 1, 3, 2]
    assert module.compute_hashes(inputs) == compute_poseidon2_hashes(inputs)
    assert module.compute_hashes([]) == ()


def test_a_batch_that_needs_more_memory():
    module = Poseidon2Module(wasmtime)
    inputs = [bytes(60_000)] * 4
    assert module.compute_hashes(inputs) == compute_poseidon2_hashes(inputs[:1]) * 4


def test_many_through_the_seam():
    with use_mode(Mode.VERIFY) as provider:
        assert poseidon2_hash_many([b"pyde", b""]) == compute_poseidon2_hashes([b"pyde", b""])
    assert provider.mismatches == {}
