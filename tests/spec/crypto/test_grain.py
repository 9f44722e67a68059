"""The constants: published ones, and the search that gives the internal diagonal."""

from itertools import islice

from pyde_spec.crypto.goldilocks import MODULUS
from pyde_spec.crypto.grain import (
    EXTERNAL_ROUNDS,
    INTERNAL_ROUNDS,
    WIDTH,
    compute_round_constants,
    compute_starting_state,
    generate_values,
)
from pyde_spec.crypto.poseidon2 import INTERNAL_DIAGONAL, apply_internal_layer

DRAWN = EXTERNAL_ROUNDS * WIDTH + INTERNAL_ROUNDS
POWERS_CHECKED = 2 * WIDTH


def test_the_starting_state_has_eighty_bits_and_ends_in_thirty_ones():
    state = compute_starting_state()
    assert len(state) == 80
    assert state[-30:] == [1] * 30
    assert "".join(map(str, state[:50])) == "01000000000100000000000000100000000010000000010110"


def test_the_first_and_last_constants_are_the_published_ones():
    constants = compute_round_constants()
    assert constants.first_external[0][:2] == (0xDD5743E7F2A5A5D9, 0xCB3A864E58ADA44B)
    assert len(constants.first_external) == len(constants.last_external) == EXTERNAL_ROUNDS // 2
    assert len(constants.internal) == INTERNAL_ROUNDS


def test_the_generator_passes_over_no_value():
    assert all(value < MODULUS for value in islice(generate_values(), DRAWN))


def test_the_internal_diagonal_is_the_first_candidate_without_invariant_subspaces():
    values = islice(generate_values(), DRAWN, None)
    candidates = [[value % MODULUS for value in islice(values, WIDTH)] for _ in range(4)]
    assert [has_no_invariant_subspace(candidate) for candidate in candidates] == [False, False, False, True]
    assert tuple([value - 1 for value in candidates[-1]]) == INTERNAL_DIAGONAL


def has_no_invariant_subspace(diagonal):
    """Whether M to the 1st … 16th power each have an irreducible characteristic polynomial of degree 8.

    Any vector of the space of all powers of M generates a minimal polynomial that divides the characteristic
    one; when that of the first unit vector has degree 8 and is irreducible, it is the characteristic one.
    """
    matrix = make_internal_matrix(diagonal)
    power = matrix
    for _ in range(POWERS_CHECKED):
        polynomial = compute_minimal_polynomial(power)
        if len(polynomial) != WIDTH + 1 or not is_irreducible(polynomial):
            return False
        power = multiply_matrices(power, matrix)
    return True


def make_internal_matrix(diagonal):
    """The diagonal, and ones everywhere else."""
    return [[diagonal[row] if row == column else 1 for column in range(WIDTH)] for row in range(WIDTH)]


def test_the_internal_matrix_is_the_internal_layer():
    matrix = make_internal_matrix([value + 1 for value in INTERNAL_DIAGONAL])
    for column in range(WIDTH):
        unit = tuple(int(place == column) for place in range(WIDTH))
        assert apply_internal_layer(unit) == tuple(row[column] % MODULUS for row in matrix)


def multiply_matrices(left, right):
    columns = list(zip(*right, strict=True))
    return [[sum(a * b for a, b in zip(row, column, strict=True)) % MODULUS for column in columns] for row in left]


def compute_minimal_polynomial(matrix):
    """The monic polynomial of least degree that takes the first unit vector to zero, lowest coefficient first."""
    vector = [1, *[0] * (WIDTH - 1)]
    basis = []  # reduced rows: pivot, vector, its combination of the powers so far
    for degree in range(WIDTH + 1):
        rest, combination = list(vector), [*[0] * degree, 1]
        for pivot, row, row_combination in basis:
            factor = rest[pivot]
            rest = [(a - factor * b) % MODULUS for a, b in zip(rest, row, strict=True)]
            padded = row_combination + [0] * (len(combination) - len(row_combination))
            combination = [(a - factor * b) % MODULUS for a, b in zip(combination, padded, strict=True)]
        pivot = next((place for place, value in enumerate(rest) if value), None)
        if pivot is None:
            return combination
        inverse = pow(rest[pivot], -1, MODULUS)
        basis.append(
            (pivot, [value * inverse % MODULUS for value in rest], [value * inverse % MODULUS for value in combination])
        )
        vector = [sum(a * b for a, b in zip(row, vector, strict=True)) % MODULUS for row in matrix]
    raise AssertionError("nine vectors of eight elements are never independent")


def is_irreducible(polynomial):
    """Rabin's test: f of degree 8 divides x^(p^8) - x and shares no factor with x^(p^4) - x."""
    power = [0, 1]
    for step in range(1, WIDTH + 1):
        power = raise_to_modulus(power, polynomial)
        difference = subtract(power, [0, 1])
        if step == WIDTH // 2 and len(compute_common_divisor(polynomial, difference)) != 1:
            return False
    return difference == []


def raise_to_modulus(base, polynomial):
    result = [1]
    for bit in f"{MODULUS:b}":
        result = reduce(multiply(result, result), polynomial)
        if bit == "1":
            result = reduce(multiply(result, base), polynomial)
    return result


def multiply(left, right):
    product = [0] * (len(left) + len(right) - 1) if left and right else []
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            product[i + j] += a * b
    return trim([value % MODULUS for value in product])


def subtract(left, right):
    size = max(len(left), len(right))
    padded = [side + [0] * (size - len(side)) for side in (left, right)]
    return trim([(a - b) % MODULUS for a, b in zip(*padded, strict=True)])


def reduce(value, polynomial):
    """The remainder of a division by a polynomial."""
    value = list(value)
    inverse = pow(polynomial[-1], -1, MODULUS)
    while len(value) >= len(polynomial):
        factor = value[-1] * inverse % MODULUS
        shift = len(value) - len(polynomial)
        for index, coefficient in enumerate(polynomial):
            value[shift + index] = (value[shift + index] - factor * coefficient) % MODULUS
        value = trim(value)
    return value


def compute_common_divisor(left, right):
    while right:
        left, right = right, reduce(left, right)
    return left


def trim(polynomial):
    while polynomial and polynomial[-1] == 0:
        polynomial = polynomial[:-1]
    return polynomial


def test_the_irreducibility_test_tells_products_from_primes():
    non_residue = [MODULUS - 7, 0, 0, 0, 0, 0, 0, 0, 1]  # x^8 - 7, and 7 generates the field
    assert is_irreducible(non_residue)
    quadratics = [[MODULUS - 7, 0, 1], [MODULUS - 343, 0, 1]]
    product = multiply(multiply(*quadratics), multiply(*quadratics))
    assert not is_irreducible(product)
    assert not is_irreducible([MODULUS - 49, 0, 0, 0, 0, 0, 0, 0, 1])  # (x^4 - 7)(x^4 + 7)
