"""Vectors of Poseidon2: its constants and its permutation."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pyde_spec.crypto.goldilocks import MODULUS
from pyde_spec.crypto.grain import WIDTH, compute_round_constants
from pyde_spec.crypto.poseidon2 import (
    INITIAL_STATE,
    INTERNAL_DIAGONAL,
    apply_external_layer,
    apply_external_round,
    apply_internal_round,
    compute_permutation,
    validate_state,
)
from pyde_spec.encoding.shapes import U64, U64_MAX, ListOf
from pyde_spec.params.versions import Parameters
from pyde_spec.rejections import Rejected
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import Json, handler

StateList = Annotated[tuple[U64, ...], ListOf(16)]
RoundList = Annotated[tuple[StateList, ...], ListOf(4)]


@dataclass(frozen=True, slots=True)
class Nothing:
    """A question without an input."""


@dataclass(frozen=True, slots=True)
class ConstantsOutput:
    """Every constant of the instance, in the order of use."""

    first_external: RoundList
    internal: Annotated[tuple[U64, ...], ListOf(22)]
    last_external: RoundList
    internal_diagonal: StateList


@dataclass(frozen=True, slots=True)
class PermutationInput:
    """A state; one of eight elements is accepted."""

    state: StateList


@dataclass(frozen=True, slots=True)
class StateOutput:
    """The state after."""

    state: StateList


def reveal_rounds(_: Parameters, given: PermutationInput) -> dict[str, Json]:
    """The state after each part of the permutation, to find the first that differs."""
    try:
        validate_state(given.state)
    except Rejected:
        return {}
    constants = compute_round_constants()
    revealed = {"after_first_layer": apply_external_layer(given.state)}
    revealed["after_round_1"] = apply_external_round(revealed["after_first_layer"], constants.first_external[0])
    state = revealed["after_round_1"]
    for round_constants in constants.first_external[1:]:
        state = apply_external_round(state, round_constants)
    revealed["after_round_4"] = state
    revealed["after_round_5"] = apply_internal_round(state, constants.internal[0])
    for constant in constants.internal:
        state = apply_internal_round(state, constant)
    revealed["after_round_26"] = state
    return {name: [str(element) for element in elements] for name, elements in revealed.items()}


@handler("crypto/poseidon2_constants", rules=[compute_round_constants])
def run_poseidon2_constants(_: Parameters, __: Nothing) -> ConstantsOutput:
    """Derive every constant."""
    constants = compute_round_constants()
    return ConstantsOutput(constants.first_external, constants.internal, constants.last_external, INTERNAL_DIAGONAL)


@handler("crypto/poseidon2_permutation", rules=[compute_permutation], reveal=reveal_rounds)
def run_poseidon2_permutation(_: Parameters, given: PermutationInput) -> StateOutput:
    """Permute a state."""
    return StateOutput(compute_permutation(given.state))


@cases("crypto/poseidon2_constants")
def poseidon2_constants_cases() -> Iterator[Case]:
    """The instance has one set of constants."""
    yield Case("all", "The 86 round constants and the internal diagonal", Nothing())


LAST = MODULUS - 1
COUNTING = tuple(range(WIDTH))

PERMUTATION_OF_COUNTING = (
    0xC5FB1CFE0B4697BB,
    0x4A4A32FF849AF473,
    0xD2FD266077F8EFBA,
    0xF4AD9B74E833916D,
    0xE6648EB0ACC11463,
    0x8D5529A930D75194,
    0xE8C993AA10DA6C90,
    0xA73104A95B68031C,
)


def make_unit(place: int, value: int) -> tuple[int, ...]:
    """A state that is zero but for one place."""
    return tuple(value if index == place else 0 for index in range(WIDTH))


STATES = (
    ("zeros", "The state of zeros", INITIAL_STATE),
    ("all-last", "The last element everywhere: every sum carries", (LAST,) * WIDTH),
    ("alternating", "Zero and the last element in turn", (0, LAST) * 4),
    ("halves", "The last element in the low half alone", (LAST,) * 4 + (0,) * 4),
    ("low-words", "All ones in every low half-word", (2**32 - 1,) * WIDTH),
    ("high-words", "One in every high half-word", (2**32,) * WIDTH),
    ("top-bit", "The top bit of every word", (2**63,) * WIDTH),
)

BAD_STATES = (
    ("empty", "No elements", (), "state_width", "boundary"),
    ("one-too-few", "Seven elements", COUNTING[:7], "state_width", "boundary"),
    ("one-too-many", "Nine elements", (*COUNTING, 8), "state_width", "boundary"),
    (
        "modulus-first",
        "The first element is the modulus",
        make_unit(0, MODULUS),
        "field_element_not_canonical",
        "boundary",
    ),
    (
        "modulus-last",
        "The last element is the modulus",
        make_unit(7, MODULUS),
        "field_element_not_canonical",
        "boundary",
    ),
    ("all-ones", "An element is 2**64 - 1", make_unit(3, U64_MAX), "field_element_not_canonical", "boundary"),
    (
        "width-before-element",
        "Nine elements, one of them the modulus: the width is checked first",
        (*COUNTING, MODULUS),
        "state_width",
        "order-of-checks",
    ),
)


@cases("crypto/poseidon2_permutation")
def poseidon2_permutation_cases() -> Iterator[Case]:
    """The published answer, each place of the state by itself, extremes, and what is no state."""
    yield Case(
        "counting",
        "The published permutation of 0 to 7",
        PermutationInput(COUNTING),
        ("known-answer",),
        {"ok": {"state": [str(element) for element in PERMUTATION_OF_COUNTING]}},
    )
    for name, title, state in STATES:
        yield Case(name, title, PermutationInput(state), ("overflow",) if any(state) else ())
    for place in range(WIDTH):
        yield Case(f"one-at-{place}", f"A single one, in place {place}", PermutationInput(make_unit(place, 1)))
    for name, title, state, reason, flag in BAD_STATES:
        yield Case(
            f"reject-{name}",
            title,
            PermutationInput(state),
            (flag, "missing-check") if flag == "boundary" else (flag,),
            {"reject": {"stage": "validate", "reason": reason}},
        )
