"""Inputs of hashes, shared by the vectors of every hash."""

from dataclasses import dataclass
from typing import Annotated

from pyde_spec.encoding.shapes import Bytes32, VariableBytes

DATA_CAP = 2**20
"""The longest input that a hash handler takes. It bounds the handlers, not the hashes."""

Data = Annotated[bytes, VariableBytes(DATA_CAP)]


@dataclass(frozen=True, slots=True)
class HashInput:
    """What is hashed."""

    data: Data


@dataclass(frozen=True, slots=True)
class HashOutput:
    """Its hash."""

    digest: Bytes32


def make_pattern(length: int) -> bytes:
    """Bytes that count from 0 to 250 and start again, as BLAKE3's published vectors do: no block repeats another."""
    return bytes(index % 251 for index in range(length))
