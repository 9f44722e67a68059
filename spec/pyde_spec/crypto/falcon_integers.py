"""FALCON-512: products over the integers.

Key generation solves fG − gF = q with numbers of thousands of bits, in rings of degree 1, 2, 4 up to 512:
a polynomial here has any of these numbers of coefficients n and counts modulo X^n + 1.

Two polynomials are multiplied as two integers. With X = 2^w for a w so large that no coefficient of the
product reaches half of it, the product of the values holds the coefficients of the product, side by
side.

Source: FALCON specification, version 1.2, section 3.8.2; Kronecker substitution.
"""

Integers = list[int]


def compute_packed(polynomial: Integers, width: int) -> int:
    """The value of a polynomial at 2**(8 · width). Coefficients are below half of that in absolute value."""
    half = 1 << (8 * width - 1)
    shifted = b"".join([(coefficient + half).to_bytes(width, "little") for coefficient in polynomial])
    return int.from_bytes(shifted, "little") - compute_halves(len(polynomial), width)


def compute_unpacked(value: int, count: int, width: int) -> Integers:
    """The `count` coefficients of the polynomial that has this value at 2**(8 · width), each raised by half of that."""
    raised = (value + compute_halves(count, width)).to_bytes(count * width, "little")
    return [int.from_bytes(raised[at : at + width], "little") for at in range(0, count * width, width)]


def compute_halves(count: int, width: int) -> int:
    """The value at 2**(8 · width) of the polynomial whose `count` coefficients are all half of that."""
    return int.from_bytes((bytes(width - 1) + b"\x80") * count, "little")


def multiply_exactly(left: Integers, right: Integers) -> Integers:
    """The product modulo X^n + 1, where both have n coefficients."""
    count = len(left)
    bits = sum([number.bit_length() for number in (count, compute_largest(left), compute_largest(right))])
    width = bits // 8 + 1
    value = compute_packed(left, width) * compute_packed(right, width)
    raised = compute_unpacked(value, 2 * count, width)
    return [low - high for low, high in zip(raised[:count], raised[count:], strict=True)]


def compute_largest(polynomial: Integers) -> int:
    """The largest absolute value of a coefficient."""
    return max([abs(coefficient) for coefficient in polynomial])


def compute_flipped(polynomial: Integers) -> Integers:
    """f(−X): every other coefficient with its sign turned."""
    return [-coefficient if at % 2 else coefficient for at, coefficient in enumerate(polynomial)]


def compute_field_norm(polynomial: Integers) -> Integers:
    """The polynomial N of half the degree with N(X²) = f(X) · f(−X)."""
    return multiply_exactly(polynomial, compute_flipped(polynomial))[::2]


def compute_lifted(polynomial: Integers) -> Integers:
    """f(X²), of twice the degree."""
    return [value for coefficient in polynomial for value in (coefficient, 0)]
