"""Function attributes.

What a contract's function may do and how it may be reached is declared in 32 bits beside its name.
Eight bits have a meaning; the others are kept for later and must be clear.

Which attributes go together is judged when a contract is deployed.

Source: `HOST_FN_ABI_SPEC`, sections 3.5 and 3.7; roadmap, section 0.3.
"""

from enum import IntFlag

from pyde_spec.encoding.shapes import U32
from pyde_spec.rejections import Reason, Rejected

FunctionAttributes = U32


class FunctionAttribute(IntFlag):
    """One attribute of a function."""

    VIEW = 1 << 0
    PAYABLE = 1 << 1
    REENTRANT = 1 << 2
    SPONSORED = 1 << 3
    CONSTRUCTOR = 1 << 4
    FALLBACK = 1 << 5
    RECEIVE = 1 << 6
    ENTRY = 1 << 7


KNOWN_ATTRIBUTES = (1 << 8) - 1


def is_attribute_set(attributes: FunctionAttributes, attribute: FunctionAttribute) -> bool:
    """Whether a function carries an attribute."""
    return attributes & attribute != 0


def get_attribute_names(attributes: FunctionAttributes) -> tuple[str, ...]:
    """The names of the attributes that are set, in order of bit, in lower case."""
    return tuple(
        str(attribute.name).lower() for attribute in FunctionAttribute if is_attribute_set(attributes, attribute)
    )


def validate_attributes(attributes: FunctionAttributes) -> None:
    """Only bits with a meaning are set. Rejects with `ABI_UNKNOWN_ATTRIBUTE`."""
    unknown = attributes & ~KNOWN_ATTRIBUTES
    if unknown:
        raise Rejected(Reason.ABI_UNKNOWN_ATTRIBUTE, f"{unknown:#010x}")
