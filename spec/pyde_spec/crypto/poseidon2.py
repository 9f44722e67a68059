"""Poseidon2.

Poseidon2 is the hash of everything that a zero-knowledge proof may one day have to recompute:
addresses, transaction hashes, slot keys, one of the two state roots. It permutes eight elements of the
Goldilocks field in thirty rounds. Four external rounds at each end pass every element through the
S-box; the twenty-two internal rounds between them pass only the first. A linear layer mixes the
elements after each round, and once before the first.

This is the original instance of the paper's authors. Later libraries changed the external matrix or
the internal diagonal; they compute other values.

Source: Poseidon2 paper; book, chapter 8, section 8.4; deployed bindings, `poseidon2Hash`.  Decision: D-02, R-11.
"""

from collections.abc import Sequence

from pyde_spec.crypto.goldilocks import MODULUS, validate_element
from pyde_spec.crypto.grain import WIDTH, compute_round_constants
from pyde_spec.crypto.sponge import State, apply_elements, compute_digest, compute_elements
from pyde_spec.rejections import Reason, Rejected

S_BOX_EXPONENT = 7

INTERNAL_DIAGONAL = (
    0xA98811A1FED4E3A5,
    0x1CC48B54F377E2A0,
    0xE40CD4F6C5609A26,
    0x11DE79EBCA97A4A3,
    0x9177C73D8B7E929C,
    0x2A6FE8085797E791,
    0x3DE6E93329F8D5AD,
    0x3F7AF9125DA962FE,
)
"""What the internal layer multiplies each element by, before it adds the sum of all eight.

Because that sum holds the element itself, this is one less than the diagonal of the layer's matrix. The
diagonal comes from the Grain generator, which goes on after the round constants: each further eight
values are a candidate, and the first wins for which no power of the matrix from the first to the
sixteenth leaves a proper subspace in place. It is the fourth. The search is a test of this chapter.
"""

INITIAL_STATE: State = (0,) * WIDTH


def validate_state(state: State) -> None:
    """A state has eight canonical elements.

    Rejects with `STATE_WIDTH`, then with `FIELD_ELEMENT_NOT_CANONICAL` on the first that is none.
    """
    if len(state) != WIDTH:
        raise Rejected(Reason.STATE_WIDTH, f"{len(state)} elements where {WIDTH} are due")
    for element in state:
        validate_element(element)


def apply_external_layer(state: State) -> State:
    """Mix each half by itself, then the halves with each other: (2a + b, a + 2b)."""
    low = mix_four(*state[:4])
    high = mix_four(*state[4:])
    pairs = list(zip(low, high, strict=True))
    return (*[(2 * a + b) % MODULUS for a, b in pairs], *[(a + 2 * b) % MODULUS for a, b in pairs])


def mix_four(a: int, b: int, c: int, d: int) -> tuple[int, int, int, int]:
    """Four elements times the matrix M4 of the paper, not yet reduced."""
    return (
        5 * a + 7 * b + c + 3 * d,
        4 * a + 6 * b + c + d,
        a + 3 * b + 5 * c + 7 * d,
        a + b + 4 * c + 6 * d,
    )


def apply_internal_layer(state: State) -> State:
    """Each element times its place on the diagonal, plus the sum of all."""
    total = sum(state)
    return tuple([(a * d + total) % MODULUS for a, d in zip(state, INTERNAL_DIAGONAL, strict=True)])


def apply_external_round(state: State, constants: tuple[int, ...]) -> State:
    """Add a constant to every element, pass every element through the S-box, mix."""
    return apply_external_layer(
        tuple([pow(a + c, S_BOX_EXPONENT, MODULUS) for a, c in zip(state, constants, strict=True)])
    )


def apply_internal_round(state: State, constant: int) -> State:
    """Add a constant to the first element, pass it alone through the S-box, mix."""
    return apply_internal_layer((pow(state[0] + constant, S_BOX_EXPONENT, MODULUS), *state[1:]))


def compute_permutation(state: State) -> State:
    """The permutation of eight elements. Rejects as `validate_state` does."""
    validate_state(state)
    constants = compute_round_constants()
    state = apply_external_layer(state)
    for round_constants in constants.first_external:
        state = apply_external_round(state, round_constants)
    for constant in constants.internal:
        state = apply_internal_round(state, constant)
    for round_constants in constants.last_external:
        state = apply_external_round(state, round_constants)
    return state


def compute_poseidon2_hash(data: bytes) -> bytes:
    """The 32-byte hash of an input of any length.

    Nothing here is replaced by anything faster: other chapters call `provider.poseidon2_hash`.
    """
    return compute_digest(apply_elements(INITIAL_STATE, compute_elements(data), compute_permutation))


def compute_poseidon2_hashes(inputs: Sequence[bytes]) -> tuple[bytes, ...]:
    """The hash of each input. Other chapters call `provider.poseidon2_hash_many`."""
    return tuple([compute_poseidon2_hash(data) for data in inputs])
