"""FALCON-512: fields of bits.

Keys, and signatures in the constant-time form, write each coefficient in a field of a fixed number of
bits, most significant bit first, one field after another without gaps. The fields of one polynomial
fill whole bytes. A signed field is in two's complement and never holds its lowest value, so that every
coefficient has a negative.

Source: FALCON specification, version 1.2, sections 3.11.3 and 3.11.5.
"""

from pyde_spec.crypto.falcon_parameters import DEGREE, Polynomial

LEADING_ONE = b"\x01"


def compute_fields_size(width: int) -> int:
    """The bytes that a polynomial takes in fields of `width` bits."""
    return DEGREE * width // 8


def compute_bits(data: bytes) -> str:
    """The bits of the data as a text of 0 and 1, most significant first."""
    marked = int.from_bytes(LEADING_ONE + data, "big")  # so that leading zeros are kept
    return f"{marked:b}"[1:]


def read_fields(data: bytes, width: int) -> Polynomial:
    """The unsigned fields of `width` bits that the data is made of."""
    bits = compute_bits(data)
    return tuple([int(bits[at : at + width], 2) for at in range(0, len(bits), width)])


def write_fields(polynomial: Polynomial, width: int) -> bytes:
    """The coefficients, each from 0 to 2**width − 1, in fields of `width` bits."""
    packed = 0
    for coefficient in polynomial:
        packed = (packed << width) | coefficient
    return packed.to_bytes(compute_fields_size(width), "big")


def read_signed_fields(data: bytes, width: int) -> Polynomial:
    """The fields of `width` bits in two's complement; the lowest value is given back like any other."""
    half = 1 << (width - 1)
    return tuple([(field ^ half) - half for field in read_fields(data, width)])


def write_signed_fields(polynomial: Polynomial, width: int) -> bytes:
    """The coefficients, each below 2**(width − 1) in absolute value, in fields of `width` bits."""
    return write_fields(tuple([coefficient % (1 << width) for coefficient in polynomial]), width)


def is_writable(polynomial: Polynomial, width: int) -> bool:
    """Whether signed fields of `width` bits hold all coefficients: none is 2**(width − 1) or more in absolute value."""
    return max([abs(coefficient) for coefficient in polynomial]) < 1 << (width - 1)
