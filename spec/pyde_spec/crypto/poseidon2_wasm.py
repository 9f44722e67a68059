"""Poseidon2, accelerated.

A second writing of Poseidon2, by hand, in the text form of WebAssembly: the file `poseidon2.wat`. It runs
under wasmtime, which the extra `[fast]` installs, and needs no compiler. It gives the same digests as the
text about ten times as fast. It is no authority: the text is right wherever the two differ.

The module holds no constants of its own. The text derives them and writes them into its memory.

Decision: R-12.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pyde_spec.crypto.grain import compute_round_constants
from pyde_spec.crypto.poseidon2 import INTERNAL_DIAGONAL

MODULE_TEXT = Path(__file__).with_name("poseidon2.wat")

CONSTANTS_AT = 192
INPUT_AT = 1024
DIGEST_BYTES = 32
INPUT_BYTES_MAX = 2**31
LENGTH_BYTES = 4
BATCH_INPUTS_MAX = 4096
BATCH_BYTES_MAX = 2**20
SPARE_BYTES = 8  # the module reads whole words
PAGE_BYTES = 2**16


class AcceleratorUnavailable(Exception):
    """An accelerator cannot be loaded. The message says what to install."""


class Poseidon2Module:
    """A running instance of the module. A lock lets one call in at a time."""

    def __init__(self, wasmtime: Any) -> None:
        config = wasmtime.Config()
        config.wasm_wide_arithmetic = True  # 64 by 64 to 128 bits in one instruction
        engine = wasmtime.Engine(config)
        module = wasmtime.Module(engine, MODULE_TEXT.read_text(encoding="utf-8"))
        self.store = wasmtime.Store(engine)
        self.exports = wasmtime.Instance(self.store, module, []).exports(self.store)
        self.memory = self.exports["memory"]
        self.run_hash = self.exports["hash"]
        self.run_hash_many = self.exports["hash_many"]
        self.lock = threading.Lock()
        self.memory.write(self.store, compute_constant_bytes(), CONSTANTS_AT)
        self.buffer = self.memory.get_buffer_ptr(self.store)

    def compute_hash(self, data: bytes) -> bytes:
        """The 32-byte Poseidon2 hash of fewer than 2**31 bytes. Raises `ValueError` above."""
        if len(data) >= INPUT_BYTES_MAX:
            raise ValueError(f"{len(data)} bytes do not fit the module's memory")
        with self.lock:
            self.make_room(INPUT_AT + len(data) + SPARE_BYTES)
            self.buffer[INPUT_AT : INPUT_AT + len(data)] = data
            self.run_hash(self.store, len(data))
            return bytes(self.buffer[:DIGEST_BYTES])

    def compute_hashes(self, inputs: Sequence[bytes]) -> tuple[bytes, ...]:
        """The hash of each input, in batches, so that many short inputs cost one call."""
        digests: list[bytes] = []
        for batch in compute_batches(inputs):
            digests += self.compute_batch(batch)
        return tuple(digests)

    def compute_batch(self, batch: Sequence[bytes]) -> list[bytes]:
        """The hash of each input of one batch. Raises `ValueError` when they do not fit the module's memory."""
        packed = b"".join([len(data).to_bytes(LENGTH_BYTES, "little") + data for data in batch])
        if len(packed) >= INPUT_BYTES_MAX:
            raise ValueError(f"{len(packed)} bytes do not fit the module's memory")
        digests_at = INPUT_AT + len(packed)
        digests_end = digests_at + DIGEST_BYTES * len(batch)
        with self.lock:
            self.make_room(digests_end + SPARE_BYTES)
            self.buffer[INPUT_AT:digests_at] = packed
            self.run_hash_many(self.store, digests_at)
            digests = bytes(self.buffer[digests_at:digests_end])
        return [digests[at : at + DIGEST_BYTES] for at in range(0, len(digests), DIGEST_BYTES)]

    def make_room(self, size: int) -> None:
        """Grow the memory to `size` bytes at least. Growing moves it, so the view of it is taken anew."""
        missing = size - len(self.buffer)
        if missing > 0:
            self.memory.grow(self.store, -(-missing // PAGE_BYTES))
            self.buffer = self.memory.get_buffer_ptr(self.store)


def compute_batches(inputs: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    """The inputs in their order, cut after `BATCH_INPUTS_MAX` of them or before `BATCH_BYTES_MAX` bytes are passed."""
    start = size = 0
    for index, data in enumerate(inputs):
        if index > start and (index - start == BATCH_INPUTS_MAX or size + len(data) > BATCH_BYTES_MAX):
            yield inputs[start:index]
            start, size = index, 0
        size += len(data)
    yield inputs[start:]


def compute_constant_bytes() -> bytes:
    """The round constants in the order of use, then the internal diagonal, eight little-endian bytes each."""
    constants = compute_round_constants()
    words = [word for round_constants in constants.first_external for word in round_constants]
    words += constants.internal
    words += [word for round_constants in constants.last_external for word in round_constants]
    words += INTERNAL_DIAGONAL
    return b"".join([word.to_bytes(8, "little") for word in words])


def load_poseidon2_module() -> Poseidon2Module:
    """A new instance of the module. Raises `AcceleratorUnavailable` without wasmtime."""
    try:
        import wasmtime
    except ImportError as error:
        raise AcceleratorUnavailable("wasmtime is not installed; the extra [fast] brings it") from error
    return Poseidon2Module(wasmtime)


def load_poseidon2_accelerator() -> Callable[[bytes], bytes]:
    """An accelerator of its own for each provider. Raises `AcceleratorUnavailable` without wasmtime."""
    return load_poseidon2_module().compute_hash


def load_poseidon2_many_accelerator() -> Callable[[Sequence[bytes]], tuple[bytes, ...]]:
    """The same for many inputs at once. Raises `AcceleratorUnavailable` without wasmtime."""
    return load_poseidon2_module().compute_hashes
