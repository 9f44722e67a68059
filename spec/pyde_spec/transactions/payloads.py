"""Payloads.

The data of a native transaction is the wire form of what its type asks for. It is decoded as strictly as
everything else; whatever is wrong with it is one reason, since no rule looks further. The fields that a
type does not use have to be empty: what nobody reads, nobody should have signed.

Decision: D-01, R-190 (payloads, fields that a type does not use).
"""

from typing import Any

from pyde_spec.encoding.decoder import decode
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.types.primitives import ZERO_ADDRESS
from pyde_spec.types.transaction import Transaction


def decode_payload(payload_type: Any, transaction: Transaction) -> Any:
    """The payload of a transaction. Rejects with `PAYLOAD_MALFORMED` whatever is wrong with it."""
    try:
        return decode(payload_type, transaction.data)
    except Rejected as rejection:
        raise Rejected(Reason.PAYLOAD_MALFORMED, str(rejection)) from rejection


def validate_no_target(transaction: Transaction) -> None:
    """Raises with `TARGET_NOT_ZERO` unless the transaction is sent to nobody."""
    if transaction.to != ZERO_ADDRESS:
        raise Rejected(Reason.TARGET_NOT_ZERO)


def validate_target(transaction: Transaction) -> None:
    """Raises with `TARGET_ZERO` unless the transaction is sent to somebody."""
    if transaction.to == ZERO_ADDRESS:
        raise Rejected(Reason.TARGET_ZERO)


def validate_no_value(transaction: Transaction) -> None:
    """Raises with `VALUE_NOT_ZERO` unless the transaction moves nothing."""
    if transaction.value != 0:
        raise Rejected(Reason.VALUE_NOT_ZERO, f"{transaction.value} quanta")


def validate_value(transaction: Transaction) -> None:
    """Raises with `VALUE_ZERO` unless the transaction moves something."""
    if transaction.value == 0:
        raise Rejected(Reason.VALUE_ZERO)


def validate_no_data(transaction: Transaction) -> None:
    """Raises with `DATA_NOT_EMPTY` unless the transaction carries no data."""
    if transaction.data:
        raise Rejected(Reason.DATA_NOT_EMPTY, f"{len(transaction.data)} bytes")


def validate_payload_alone(transaction: Transaction) -> None:
    """Raises unless the payload says all. Rejects with `TARGET_NOT_ZERO`, then `VALUE_NOT_ZERO`."""
    validate_no_target(transaction)
    validate_no_value(transaction)
