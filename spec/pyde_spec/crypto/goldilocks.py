"""The Goldilocks field.

Poseidon2 computes in the field of integers modulo p = 2**64 - 2**32 + 1. An element is written as
the one integer from 0 to p - 1 that stands for it; that is its canonical form. A word of 64 bits
can hold integers that are not below p. They stand for nothing: the text never reduces what it is
given, it rejects it.

Source: book, chapter 8, section 8.4.  Decision: R-10 (elements are canonical at every boundary).
"""

from pyde_spec.encoding.shapes import U64
from pyde_spec.rejections import Reason, Rejected

MODULUS = 2**64 - 2**32 + 1


def is_element(value: int) -> bool:
    """Whether an integer is the canonical form of a field element."""
    return 0 <= value < MODULUS


def validate_element(value: int) -> None:
    """Rejects with `FIELD_ELEMENT_NOT_CANONICAL` an integer that is not below the modulus."""
    if not is_element(value):
        raise Rejected(Reason.FIELD_ELEMENT_NOT_CANONICAL, f"{value} is not below {MODULUS}")


def compute_sum(left: U64, right: U64) -> U64:
    """The sum of two elements. Rejects with `FIELD_ELEMENT_NOT_CANONICAL`: `left`, then `right`."""
    validate_element(left)
    validate_element(right)
    return (left + right) % MODULUS


def compute_product(left: U64, right: U64) -> U64:
    """The product of two elements. Rejects with `FIELD_ELEMENT_NOT_CANONICAL`: `left`, then `right`."""
    validate_element(left)
    validate_element(right)
    return left * right % MODULUS


def compute_power(base: U64, exponent: U64) -> U64:
    """An element to a power; the zeroth power of every element is 1. Rejects with `FIELD_ELEMENT_NOT_CANONICAL`."""
    validate_element(base)
    return pow(base, exponent, MODULUS)
