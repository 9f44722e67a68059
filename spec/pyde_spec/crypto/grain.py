"""The constants of Poseidon2.

Poseidon2 adds a constant to each value that enters an S-box. Nobody chose these constants: they are
read off a shift register, the Grain generator, whose starting state spells out the instance itself –
field, S-box, width, rounds. Whoever runs the register gets the same 86 values, so the text derives
them and does not list them.

The register holds eighty bits. Each step shifts in the exclusive-or of six of them. The first 160
bits are thrown away. From then on bits are read in pairs: when the first of a pair is 1 the second
is kept, else both are dropped. Sixty-four kept bits, the most significant first, make a value.

Source: Poseidon2 paper (Grassi, Khovratovich, Schofnegger), instance generation; Poseidon paper,
appendix on the Grain generator.  Decision: D-02.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pyde_spec.crypto.goldilocks import is_element

WIDTH = 8
EXTERNAL_ROUNDS = 8
INTERNAL_ROUNDS = 22
FIELD_BITS = 64

FIELD_TAG = 1  # a prime field
S_BOX_TAG = 0  # a power of the input

FEEDBACK_TAPS = (62, 51, 38, 23, 13, 0)
DISCARDED_BITS = 160


@dataclass(frozen=True, slots=True)
class RoundConstants:
    """What each round adds: `WIDTH` values in an external round, one value in an internal round."""

    first_external: tuple[tuple[int, ...], ...]
    internal: tuple[int, ...]
    last_external: tuple[tuple[int, ...], ...]


def compute_starting_state() -> list[int]:
    """The eighty bits of the register: the instance in fields of fixed width, then thirty ones."""
    fields = (
        (FIELD_TAG, 2),
        (S_BOX_TAG, 4),
        (FIELD_BITS, 12),
        (WIDTH, 12),
        (EXTERNAL_ROUNDS, 10),
        (INTERNAL_ROUNDS, 10),
        (2**30 - 1, 30),
    )
    return [int(bit) for value, width in fields for bit in f"{value:0{width}b}"]


def generate_register_bits() -> Iterator[int]:
    """Every bit that is shifted into the register, from the first."""
    register = compute_starting_state()
    while True:
        bit = sum(register[tap] for tap in FEEDBACK_TAPS) % 2
        register = [*register[1:], bit]
        yield bit


def generate_kept_bits() -> Iterator[int]:
    """The bits that survive: the second of each pair whose first is 1, after the discarded ones."""
    bits = generate_register_bits()
    for _ in range(DISCARDED_BITS):
        next(bits)
    while True:
        selector, candidate = next(bits), next(bits)
        if selector == 1:
            yield candidate


def generate_values() -> Iterator[int]:
    """Integers of `FIELD_BITS` kept bits each, the most significant bit first."""
    bits = generate_kept_bits()
    while True:
        value = 0
        for _ in range(FIELD_BITS):
            value = 2 * value + next(bits)
        yield value


def draw_constant(values: Iterator[int]) -> int:
    """The next constant.

    The generator passes over a value that is not below the modulus. Among the values that this
    instance draws there is none, so the text does not pass over any: it asserts that it need not.
    """
    value = next(values)
    assert is_element(value), "the generator would have to pass over a value"
    return value


@cache
def compute_round_constants() -> RoundConstants:
    """The 86 constants in the order of the rounds that use them.

    They are constants of the text, so they are worked out once.
    """
    values = generate_values()
    half = EXTERNAL_ROUNDS // 2
    first_external = tuple(tuple(draw_constant(values) for _ in range(WIDTH)) for _ in range(half))
    internal = tuple(draw_constant(values) for _ in range(INTERNAL_ROUNDS))
    last_external = tuple(tuple(draw_constant(values) for _ in range(WIDTH)) for _ in range(half))
    return RoundConstants(first_external, internal, last_external)
