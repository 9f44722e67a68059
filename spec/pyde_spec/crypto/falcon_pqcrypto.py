"""FALCON-512: verification by PQClean.

The accelerator of `falcon_verify` is PQClean's implementation in C, in the package `pqcrypto`. It knows
the compressed form only, so a signature in the constant-time form is first written anew in that one,
whatever its size then is. What the protocol adds is done here: the context, the forms of the version,
the limit of 690 bytes, and that nothing follows the last coefficient: the library takes a signature that
zeros fill up to 666 bytes, which is another variant of FALCON. A coefficient ends in a one, so the last
byte of a signature is never zero. For everything else the library's decoder is as strict as the
text's, and tests hold the two equal.

Source: design, foundations, "FALCON-512".  Decision: R-12, R-92 (what the accelerator does itself).
"""

from collections.abc import Callable
from functools import cache
from importlib import import_module

from pyde_spec.crypto.falcon_bit_fields import compute_fields_size
from pyde_spec.crypto.falcon_hash_to_point import compute_signed_bytes
from pyde_spec.crypto.falcon_parameters import SIGNATURE_COEFFICIENT_MAX
from pyde_spec.crypto.falcon_public_key import PUBLIC_KEY_SIZE
from pyde_spec.crypto.falcon_signature_forms import (
    COEFFICIENTS_AT,
    COMPRESSED_SIZE_MAX,
    CONSTANT_TIME_SIZE,
    FIELD_BITS,
    SignatureForm,
    compress_coefficient,
)
from pyde_spec.crypto.poseidon2_wasm import AcceleratorUnavailable
from pyde_spec.params.versions import ProtocolRules

FIELD_DIGITS = FIELD_BITS // 4
FIELDS_END = 2 * compute_fields_size(FIELD_BITS)

ZERO_BYTE = b"\x00"

LibraryVerify = Callable[[bytes, bytes, bytes], bool]
Verify = Callable[[bytes, bytes, bytes, ProtocolRules], bool]


@cache
def compute_field_bits() -> dict[str, str]:
    """For the hexadecimal digits of each field that may stand, the bits of its coefficient in the compressed form."""
    coefficients = range(-SIGNATURE_COEFFICIENT_MAX, SIGNATURE_COEFFICIENT_MAX + 1)
    return {
        f"{coefficient % 2**FIELD_BITS:0{FIELD_DIGITS}x}": compress_coefficient(coefficient)
        for coefficient in coefficients
    }


def rewrite_constant_time(signature: bytes) -> bytes:
    """A signature of 809 bytes in the compressed form, without limit of size. Raises `KeyError` on a −2,048."""
    digits = signature[COEFFICIENTS_AT:].hex()
    table = compute_field_bits()
    bits = "".join([table[digits[at : at + FIELD_DIGITS]] for at in range(0, FIELDS_END, FIELD_DIGITS)])
    size = -(-len(bits) // 8)
    coefficients = (int(bits, 2) << 8 * size - len(bits)).to_bytes(size, "big")
    return bytes([SignatureForm.COMPRESSED]) + signature[1:COEFFICIENTS_AT] + coefficients


def make_verify(library_verify: LibraryVerify, library_size_max: int) -> Verify:
    """The verification of the protocol from that of the library, which raises above a size of signature."""

    def verify(public_key: bytes, message: bytes, signature: bytes, rules: ProtocolRules) -> bool:
        if len(public_key) != PUBLIC_KEY_SIZE:
            return False
        size = len(signature)
        if (
            size == CONSTANT_TIME_SIZE
            and signature[0] == SignatureForm.CONSTANT_TIME
            and rules.constant_time_signatures
        ):
            try:
                signature = rewrite_constant_time(signature)
            except KeyError:
                return False
            if len(signature) > library_size_max:  # then its norm is far above the bound
                return False
        elif size > COMPRESSED_SIZE_MAX or signature.endswith(ZERO_BYTE):
            return False
        return library_verify(public_key, compute_signed_bytes(message), signature)

    return verify


def load_falcon_accelerator() -> Verify:
    """PQClean's verification. Raises `AcceleratorUnavailable` without pqcrypto."""
    try:
        falcon_512 = import_module("pqcrypto.sign.falcon_512")
    except ImportError as error:
        raise AcceleratorUnavailable("pqcrypto is not installed; the extra [fast] brings it") from error
    return make_verify(falcon_512.verify, falcon_512.SIGNATURE_SIZE)
