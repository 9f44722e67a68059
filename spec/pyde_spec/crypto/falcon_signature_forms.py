"""FALCON-512: the two forms of a signature.

A signature is a salt and the polynomial s2. It has a form to send and a form that takes the same time
whatever it says; the first byte tells them apart.

- *Compressed*, header 0x39. After the salt each coefficient is a sign bit, the seven low bits of its
  absolute value, and the rest of it in unary: as many zeros, then a one. Small coefficients take nine
  bits. Zeros fill the last byte. About 655 bytes, and never more than 690: the norm alone would allow
  746, so this is a rule of its own.
- *Constant-time*, header 0x59. After the salt each coefficient is a signed field of twelve bits: always
  809 bytes. Deployed wallets write it. Protocol version 1.0 does not know it.

Both are canonical: one polynomial has one encoding in each form. Whatever could be written in a second
way is refused: a negative zero, bits set after the last coefficient, bytes after the last, the
zero-padded variants of other implementations. The salt and s2 can still be written in both forms.

Source: FALCON specification, version 1.2, section 3.11; roadmap, section 0.3; deployed bindings, `sign`.
Decision: D-05, erratum E-5, R-90 (order of checks).  Finding: F-19.
"""

from dataclasses import dataclass
from enum import IntEnum

from pyde_spec.crypto.falcon_bit_fields import (
    compute_bits,
    compute_fields_size,
    read_signed_fields,
    write_signed_fields,
)
from pyde_spec.crypto.falcon_parameters import DEGREE, SALT_SIZE, SIGNATURE_COEFFICIENT_MAX, Polynomial
from pyde_spec.params.versions import ProtocolRules
from pyde_spec.rejections import Reason, Rejected


class SignatureForm(IntEnum):
    """A form of a signature. Its number is the header byte."""

    COMPRESSED = 0x39
    CONSTANT_TIME = 0x59


@dataclass(frozen=True, slots=True)
class SaltedPolynomial:
    """What a signature says in either form: its salt and s2, whose coefficients are from −2,047 to 2,047."""

    salt: bytes
    s2: Polynomial


FIELD_BITS = 12
COEFFICIENTS_AT = 1 + SALT_SIZE
CONSTANT_TIME_SIZE = COEFFICIENTS_AT + compute_fields_size(FIELD_BITS)
COMPRESSED_SIZE_MAX = 690

LOW_BITS = 7
UNARY_AT = 1 + LOW_BITS
UNARY_SIZE_MAX = (SIGNATURE_COEFFICIENT_MAX >> LOW_BITS) + 1


def get_signature_form(signature: bytes, rules: ProtocolRules) -> SignatureForm:
    """The form that the header names, of those that the version knows.

    Rejects with `FALCON_SIGNATURE_FORM` where there is no byte or the header names none.
    """
    header = signature[0] if signature else None
    if header == SignatureForm.COMPRESSED:
        return SignatureForm.COMPRESSED
    if header == SignatureForm.CONSTANT_TIME and rules.constant_time_signatures:
        return SignatureForm.CONSTANT_TIME
    raise Rejected(Reason.FALCON_SIGNATURE_FORM, f"first of {len(signature)} bytes: {header}")


def decode_signature(signature: bytes, rules: ProtocolRules) -> SaltedPolynomial:
    """The salt and s2 of a signature in a form that the version knows.

    Rejects with the reason of `get_signature_form`, then those of the form.
    """
    if get_signature_form(signature, rules) is SignatureForm.COMPRESSED:
        return decode_compressed(signature)
    return decode_constant_time(signature)


def decode_constant_time(signature: bytes) -> SaltedPolynomial:
    """The salt and s2 of a signature in the constant-time form.

    Rejects with `FALCON_SIGNATURE_SIZE`, then `FALCON_SIGNATURE_COEFFICIENT` where one is −2,048.
    """
    if len(signature) != CONSTANT_TIME_SIZE:
        raise Rejected(Reason.FALCON_SIGNATURE_SIZE, f"{len(signature)} bytes")
    s2 = read_signed_fields(signature[COEFFICIENTS_AT:], FIELD_BITS)
    if min(s2) < -SIGNATURE_COEFFICIENT_MAX:
        raise Rejected(Reason.FALCON_SIGNATURE_COEFFICIENT, f"{min(s2)}")
    return SaltedPolynomial(signature[1:COEFFICIENTS_AT], s2)


def decode_compressed(signature: bytes) -> SaltedPolynomial:
    """The salt and s2 of a signature in the compressed form.

    Rejects with `FALCON_SIGNATURE_SIZE` above 690 bytes; the reasons of `read_compressed_coefficient`,
    coefficient by coefficient (where the salt is cut, the first one has no bits); then
    `FALCON_SIGNATURE_TRAILING_BYTES` where a byte after the last coefficient's is there, and
    `FALCON_SIGNATURE_TAIL_BITS` where a bit after the last coefficient is set.
    """
    if len(signature) > COMPRESSED_SIZE_MAX:
        raise Rejected(Reason.FALCON_SIGNATURE_SIZE, f"{len(signature)} bytes")
    bits = compute_bits(signature[COEFFICIENTS_AT:])
    coefficients = []
    at = 0
    for _ in range(DEGREE):
        coefficient, at = read_compressed_coefficient(bits, at)
        coefficients.append(coefficient)
    if len(bits) - at >= 8:
        raise Rejected(Reason.FALCON_SIGNATURE_TRAILING_BYTES, f"{(len(bits) - at) // 8} bytes")
    if "1" in bits[at:]:
        raise Rejected(Reason.FALCON_SIGNATURE_TAIL_BITS, bits[at:])
    return SaltedPolynomial(signature[1:COEFFICIENTS_AT], tuple(coefficients))


def read_compressed_coefficient(bits: str, at: int) -> tuple[int, int]:
    """The coefficient that begins at a bit, and the bit after it.

    Rejects with `FALCON_SIGNATURE_COEFFICIENT` above 2,047 in absolute value, which is sixteen zeros in
    the unary part; `FALCON_SIGNATURE_TRUNCATED` where the bits end before; `FALCON_NEGATIVE_ZERO`.
    """
    unary = bits[at + UNARY_AT : at + UNARY_AT + UNARY_SIZE_MAX]
    high = unary.find("1")
    if high < 0:
        if len(unary) == UNARY_SIZE_MAX:
            raise Rejected(Reason.FALCON_SIGNATURE_COEFFICIENT, f"above the largest, at bit {at}")
        raise Rejected(Reason.FALCON_SIGNATURE_TRUNCATED, f"inside the coefficient at bit {at}")
    absolute = high << LOW_BITS | int(bits[at + 1 : at + UNARY_AT], 2)
    negative = bits[at] == "1"
    if negative and absolute == 0:
        raise Rejected(Reason.FALCON_NEGATIVE_ZERO, f"at bit {at}")
    return -absolute if negative else absolute, at + UNARY_AT + high + 1


def encode_signature(form: SignatureForm, signature: SaltedPolynomial) -> bytes:
    """The bytes of a signature in a form.

    Rejects with `FALCON_SIGNATURE_COEFFICIENT` where a coefficient is above 2,047 in absolute value, then
    `FALCON_SIGNATURE_SIZE` where the compressed form would take more than 690 bytes.
    """
    highest = max([abs(coefficient) for coefficient in signature.s2])
    if highest > SIGNATURE_COEFFICIENT_MAX:
        raise Rejected(Reason.FALCON_SIGNATURE_COEFFICIENT, f"{highest}")
    head = bytes([form]) + signature.salt
    if form is SignatureForm.CONSTANT_TIME:
        return head + write_signed_fields(signature.s2, FIELD_BITS)
    if not is_compressible(signature.s2):
        raise Rejected(Reason.FALCON_SIGNATURE_SIZE, f"above {COMPRESSED_SIZE_MAX} bytes")
    return head + compress(signature.s2)


def is_compressible(s2: Polynomial) -> bool:
    """Whether a signature with this s2 takes at most 690 bytes in the compressed form."""
    return COEFFICIENTS_AT + len(compress(s2)) <= COMPRESSED_SIZE_MAX


def compress(s2: Polynomial) -> bytes:
    """The coefficients in the compressed form, without header and salt, whatever the size."""
    bits = "".join([compress_coefficient(coefficient) for coefficient in s2])
    size = -(-len(bits) // 8)
    return int(bits.ljust(8 * size, "0"), 2).to_bytes(size, "big")


def compress_coefficient(coefficient: int) -> str:
    """The bits of one coefficient: its sign, seven low bits, the rest in unary."""
    sign = "1" if coefficient < 0 else "0"
    absolute = abs(coefficient)
    low = absolute % (1 << LOW_BITS)
    return f"{sign}{low:0{LOW_BITS}b}" + "0" * (absolute >> LOW_BITS) + "1"
