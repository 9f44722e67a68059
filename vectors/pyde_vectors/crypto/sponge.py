"""Vectors of the Poseidon2 sponge and of the hash: elements, blocks, leftover cells, lengths."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pyde_spec.crypto.goldilocks import MODULUS
from pyde_spec.crypto.poseidon2 import (
    INITIAL_STATE,
    compute_permutation,
    compute_poseidon2_hash,
    validate_state,
)
from pyde_spec.crypto.provider import poseidon2_hash
from pyde_spec.crypto.sponge import apply_elements, compute_elements
from pyde_spec.encoding.shapes import U64, ListOf
from pyde_spec.params.versions import Parameters
from pyde_vectors.cases import Case, cases
from pyde_vectors.crypto.inputs import HashInput, HashOutput, make_pattern
from pyde_vectors.crypto.poseidon2 import COUNTING, LAST, StateList, StateOutput
from pyde_vectors.handlers import Json, handler

ELEMENTS_CAP = 2**18
REVEALED_BYTES_MAX = 64

Elements = Annotated[tuple[U64, ...], ListOf(ELEMENTS_CAP)]


@dataclass(frozen=True, slots=True)
class ElementsOutput:
    """The elements that stand for an input."""

    elements: Elements


@dataclass(frozen=True, slots=True)
class ApplyElementsInput:
    """A state, and the elements that it takes in."""

    state: StateList
    elements: Elements


def reveal_elements(_: Parameters, given: HashInput) -> dict[str, Json]:
    """The elements of a short input."""
    if len(given.data) > REVEALED_BYTES_MAX:
        return {}
    return {"elements": [str(element) for element in compute_elements(given.data)]}


@handler("crypto/poseidon2_elements", rules=[compute_elements])
def run_poseidon2_elements(_: Parameters, given: HashInput) -> ElementsOutput:
    """Turn bytes into elements."""
    return ElementsOutput(compute_elements(given.data))


@handler("crypto/poseidon2_apply_elements", rules=[apply_elements, validate_state])
def run_poseidon2_apply_elements(_: Parameters, given: ApplyElementsInput) -> StateOutput:
    """Check a state, then take elements into it."""
    validate_state(given.state)
    return StateOutput(apply_elements(given.state, given.elements, compute_permutation))


@handler("crypto/poseidon2_hash", rules=[compute_poseidon2_hash, poseidon2_hash], reveal=reveal_elements)
def run_poseidon2_hash(_: Parameters, given: HashInput) -> HashOutput:
    """Hash, through the seam."""
    return HashOutput(poseidon2_hash(given.data))


KNOWN_ELEMENTS = (
    ("empty", "No bytes: the single element 0", "", (0,)),
    ("zero-byte", "A zero byte: a chunk of zero, then the length", "00", (0, 1)),
    ("chunk-is-little-endian", "Seven bytes: the last is the highest", "01000000000002", (1 + 2 * 2**48, 7)),
    ("short-chunk", "Eight bytes: a chunk of seven, a chunk of one", "0100000000000003", (1, 3, 8)),
    ("largest-chunk", "Seven bytes of all ones stay below the modulus", "ff" * 7, (2**56 - 1, 7)),
    ("trailing-zero", "A zero byte at the end changes the length alone", "0100", (1, 2)),
)


@cases("crypto/poseidon2_elements")
def poseidon2_elements_cases() -> Iterator[Case]:
    """Answers worked by hand, and both sides of whole chunks."""
    for name, title, data, elements in KNOWN_ELEMENTS:
        yield Case(
            name,
            title,
            HashInput(bytes.fromhex(data)),
            ("boundary", "known-answer"),
            {"ok": {"elements": [str(element) for element in elements]}},
        )
    for length in (6, 7, 8, 13, 14, 15, 28, 255, 256):
        yield Case(f"length-{length}", f"Elements of {length} bytes", HashInput(make_pattern(length)), ("boundary",))


BLOCKS = (
    ("none", "No elements: nothing is permuted", ()),
    ("one", "One element: three cells of the rate keep what they held", (11,)),
    ("two", "Two elements: two cells keep what they held", (11, 12)),
    ("three", "Three elements: one cell keeps what it held", (11, 12, 13)),
    ("four", "Four elements: a whole block, permuted once", (11, 12, 13, 14)),
    ("five", "Five elements: three cells of the second block keep what the permutation left", (11, 12, 13, 14, 15)),
    ("eight", "Eight elements: two whole blocks", (11, 12, 13, 14, 15, 16, 17, 18)),
    ("nine", "Nine elements: two whole blocks and one cell", (11, 12, 13, 14, 15, 16, 17, 18, 19)),
    ("last-elements", "The last element of the field four times", (LAST,) * 4),
)

SAME_BY_LEFTOVER = (
    ("leftover-one", "F-05: one element, where the cells after it hold 1, 2 and 3", (7,)),
    ("leftover-two", "F-05: the same state as from one element: the second says what the cell holds", (7, 1)),
    ("leftover-three", "F-05: the same state as from one element: two say what the cells hold", (7, 1, 2)),
    ("leftover-four", "F-05: the same state as from one element: three say what the cells hold", (7, 1, 2, 3)),
)


@cases("crypto/poseidon2_apply_elements")
def poseidon2_apply_elements_cases() -> Iterator[Case]:
    """Blocks that are full and that are not; lists of different length that end in one state; what is no state."""
    for name, title, elements in BLOCKS:
        yield Case(name, title, ApplyElementsInput(COUNTING, elements), ("boundary",))
    for name, title, elements in SAME_BY_LEFTOVER:
        yield Case(name, title, ApplyElementsInput((0, 1, 2, 3, 4, 5, 6, 7), elements), ("malleability",))
    rejected: Json = {"reject": {"stage": "validate", "reason": "field_element_not_canonical"}}
    yield Case(
        "reject-element",
        "An element of the first block is the modulus",
        ApplyElementsInput(INITIAL_STATE, (1, MODULUS)),
        ("boundary", "missing-check"),
        rejected,
    )
    yield Case(
        "reject-later-element",
        "An element of the second block is the modulus",
        ApplyElementsInput(INITIAL_STATE, (1, 2, 3, 4, MODULUS)),
        ("missing-check",),
        rejected,
    )
    yield Case(
        "reject-overwritten-cell",
        "A cell that would be overwritten holds the modulus: the state is checked before",
        ApplyElementsInput((MODULUS, *INITIAL_STATE[1:]), (1,)),
        ("order-of-checks",),
        rejected,
    )
    yield Case(
        "reject-width",
        "A state of seven elements, even where nothing is taken in",
        ApplyElementsInput(COUNTING[:7], ()),
        ("missing-check",),
        {"reject": {"stage": "validate", "reason": "state_width"}},
    )


PUBLISHED = (
    ("empty", "", "1012512f56ef7d3aa0766475f9fa0aab140aff69c25caf8fba41cd7cc88f81d6"),
    ("letter-a", "61", "15d5e7792fa0ddba13e25fc4b37c12496a188658297f24281ebc72c8b5e4070c"),
    ("six-bytes", "56a8d59b9f82", "6c88c72efe6dfa4201275efdb18b740f7fb78f475b9c3b83a6bec1d3bb855359"),
    ("seven-bytes", "9c4f7c2c272ff5", "88d8f0f904a37bafb6b5872e8a1901a29df7889f767131637d297fc2ab1430a7"),
    ("eight-bytes", "a9f88d05dd470c8f", "7b8ee1664a4fd009ed1a8e9391953bec8485df59af4fa2cd7e72dc2edcba0924"),
    (
        "twenty-seven-bytes",
        "f648c2f26847a180b1fa68024dabccd3e38b4f15674d108651be31",
        "f8b6ec70475ae3df78f3f92c9e24ac132e6e5345d2d6b4fe3b53b9866e91d0ac",
    ),
    (
        "twenty-eight-bytes",
        "fd98d77a0a23fbdc3614c4c757c4b74cfb4a82dfdd1ffa8bd67971bc",
        "dce5d31dd337d477cf3462f79ff4e0c2a87a82189a0b71e005c929baafaed64c",
    ),
    (
        "twenty-nine-bytes",
        "8f9261b239c29290788270b96f23826fe0554eb6f7d6c43379fa3c1db9",
        "d190221ed1e8b308e996dedb9f05c1509a418df046daef01cf3b6f3d062cfd12",
    ),
)

ALL_ONES_LENGTHS = (7, 8, 21, 28, 56)
ZERO_LENGTHS = (1, 2, 7, 8, 28)
DEPLOYED_LENGTHS = {len(data) // 2 for _, data, _ in PUBLISHED}
LONG_LENGTHS = (255, 256, 897, 1_023, 4_096, 65_536)


@cases("crypto/poseidon2_hash")
def poseidon2_hash_cases() -> Iterator[Case]:
    """Answers of deployed software; every length across two blocks and more; the largest chunks; zeros; long inputs."""
    for name, data, digest in PUBLISHED:
        yield Case(
            f"deployed-{name}",
            f"An answer of the deployed bindings: {name.replace('-', ' ')}",
            HashInput(bytes.fromhex(data)),
            ("known-answer",),
            {"ok": {"digest": "0x" + digest}},
        )
    for length in range(65):
        if length not in DEPLOYED_LENGTHS:
            yield Case(f"length-{length}", f"{length} counting bytes", HashInput(make_pattern(length)), ("boundary",))
    for length in ALL_ONES_LENGTHS:
        yield Case(f"all-ones-{length}", f"{length} bytes of all ones", HashInput(b"\xff" * length), ("overflow",))
    for length in ZERO_LENGTHS:
        yield Case(
            f"zeros-{length}",
            f"{length} zero bytes: only the length tells them from fewer or more",
            HashInput(bytes(length)),
            ("malleability",),
        )
    for length in LONG_LENGTHS:
        yield Case(f"length-{length}", f"{length} counting bytes", HashInput(make_pattern(length)), ("boundary",))
