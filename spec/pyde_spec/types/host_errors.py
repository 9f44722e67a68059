"""Host error codes.

A host function answers a contract with a 32-bit integer: zero or more is a result, a negative number
one of these errors. The numbers are frozen; a code is never reused.

Source: `HOST_FN_ABI_SPEC`, section 4; roadmap, section 0.3.
"""

from enum import IntEnum

from pyde_spec.encoding.shapes import I32
from pyde_spec.rejections import Reason, Rejected


class HostError(IntEnum):
    """The errors that a host function can answer."""

    INVALID_INPUT = -1
    NOT_FOUND = -2
    INSUFFICIENT_BALANCE = -3
    OUT_OF_GAS = -4
    FORBIDDEN = -5
    ACCESS_LIST_VIOLATION = -6
    OUTPUT_BUFFER_TOO_SMALL = -7
    INVALID_ADDRESS = -8
    REENTRANCY_BLOCKED = -9
    CROSS_CALL_FAILED = -10
    CROSS_CALL_OUT_OF_GAS = -11
    VALUE_TRANSFER_NOT_PAYABLE = -12
    INVALID_FUNCTION_NAME = -13
    XCALL_RATE_LIMITED = -14
    PARACHAIN_ONLY = -15
    CIPHERTEXT_INVALID = -16
    SIGNATURE_INVALID = -17
    INTERNAL = -100


def compute_host_error(code: I32) -> HostError:
    """The error that a code stands for. Rejects with `HOST_ERROR_UNKNOWN`: zero is a result, not an error."""
    for error in HostError:
        if error == code:
            return error
    raise Rejected(Reason.HOST_ERROR_UNKNOWN, str(code))


def compute_host_code(error: HostError) -> I32:
    """The code of an error, as a contract sees it."""
    return int(error)
