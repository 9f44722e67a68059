"""Reading TOML strictly.

The values of a genesis file: what each may look like, and with which reason it is refused when it does
not. `path` names the place in the file, for the detail of a rejection.

- A table has every key that it must have and none that it may not have.
- An amount is a decimal string, without a sign or a leading zero.
- A byte string is `0x` and lower-case hexadecimal digits, of one length.
- An integer is not negative. TOML promises integers of 64 signed bits and no more, so a text with a wider
  one is refused as a whole: readers would differ in what they make of it.

The text is looked at first (`validate_text`), so nothing in what is read lies deep.

Source: TOML 1.0.  Decision: R-175 (the form).
"""

import tomllib
from collections.abc import Sequence
from typing import Any

from pyde_spec.encoding.json_form import CANONICAL_HEX, CANONICAL_UNSIGNED, DECIMAL_DIGITS_MAX
from pyde_spec.encoding.shapes import U128_MAX
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.transactions.genesis_text import validate_text
from pyde_spec.types.primitives import FALCON_PUBLIC_KEY_SIZE, FalconPublicKey, Quanta

INTEGER_MIN, INTEGER_MAX = -(2**63), 2**63 - 1

Table = dict[str, Any]


def parse_toml(text: str) -> Table:
    """The table that a text stands for. Rejects with the reasons of `validate_text`, then `GENESIS_NOT_TOML`."""
    validate_text(text)
    try:
        table = tomllib.loads(text)
    except ValueError as error:
        raise Rejected(Reason.GENESIS_NOT_TOML, str(error)[:100]) from error
    if holds_wide_integer(table):
        raise Rejected(Reason.GENESIS_NOT_TOML, "an integer is wider than 64 signed bits")
    return table


def holds_wide_integer(value: Any) -> bool:
    """Whether an integer that 64 signed bits do not hold stands anywhere in a value. Values lie only a few deep."""
    if isinstance(value, dict):
        return any(holds_wide_integer(item) for item in value.values())
    if isinstance(value, list):
        return any(holds_wide_integer(item) for item in value)
    return isinstance(value, int) and not INTEGER_MIN <= value <= INTEGER_MAX


def check_type(form: Any, expected: type, path: str) -> Any:
    """Rejects with `GENESIS_WRONG_TYPE` unless the value is of the type of TOML."""
    if type(form) is not expected:
        raise Rejected(Reason.GENESIS_WRONG_TYPE, f"{path}: {type(form).__name__}, not {expected.__name__}")
    return form


def check_table(form: Any, path: str, required: Sequence[str], optional: Sequence[str]) -> Table:
    """Rejects with `GENESIS_WRONG_TYPE`, `GENESIS_UNKNOWN_KEY`, `GENESIS_MISSING_KEY`, in this order."""
    table: Table = check_type(form, dict, path)
    for name in sorted(table):  # so that the detail does not depend on the order of the file
        if name not in required and name not in optional:
            raise Rejected(Reason.GENESIS_UNKNOWN_KEY, f"{path}.{name[:50]}")
    for name in required:
        if name not in table:
            raise Rejected(Reason.GENESIS_MISSING_KEY, f"{path}.{name}")
    return table


def read_list(form: Any, path: str) -> list[tuple[Any, str]]:
    """The items of an array, each with its place. Rejects with `GENESIS_WRONG_TYPE`."""
    return [(item, f"{path}[{index}]") for index, item in enumerate(check_type(form, list, path))]


def read_number(form: Any, path: str, highest: int = INTEGER_MAX) -> int:
    """An integer from 0 to `highest`. Rejects with `GENESIS_WRONG_TYPE`, then `GENESIS_NUMBER_OUT_OF_RANGE`."""
    number: int = check_type(form, int, path)
    if not 0 <= number <= highest:
        raise Rejected(Reason.GENESIS_NUMBER_OUT_OF_RANGE, f"{path}: not from 0 to {highest}")
    return number


def read_amount(form: Any, path: str) -> Quanta:
    """An amount in quanta, in decimal digits without a sign or a leading zero.

    Rejects with `GENESIS_WRONG_TYPE`, `GENESIS_AMOUNT_NOT_CANONICAL`, and `GENESIS_NUMBER_OUT_OF_RANGE` when
    128 bits do not hold it, in this order.
    """
    digits: str = check_type(form, str, path)
    if not CANONICAL_UNSIGNED.fullmatch(digits):
        raise Rejected(Reason.GENESIS_AMOUNT_NOT_CANONICAL, f"{path}: {digits[:50]!r}")
    if len(digits) > DECIMAL_DIGITS_MAX or int(digits) > U128_MAX:
        raise Rejected(Reason.GENESIS_NUMBER_OUT_OF_RANGE, f"{path}: not of 128 bits")
    return int(digits)


def read_bytes(form: Any, size: int, path: str) -> bytes:
    """A byte string of one size.

    Rejects with `GENESIS_WRONG_TYPE`, `GENESIS_HEX_NOT_CANONICAL`, `GENESIS_WRONG_LENGTH`, in this order.
    """
    text: str = check_type(form, str, path)
    if not CANONICAL_HEX.fullmatch(text):
        raise Rejected(Reason.GENESIS_HEX_NOT_CANONICAL, f"{path}: {text[:50]!r}")
    content = bytes.fromhex(text[2:])
    if len(content) != size:
        raise Rejected(Reason.GENESIS_WRONG_LENGTH, f"{path}: {len(content)} bytes, not {size}")
    return content


def read_public_key(form: Any, path: str) -> FalconPublicKey:
    """The bytes of a public key, with the reasons of `read_bytes`; what they say is not looked at."""
    return read_bytes(form, FALCON_PUBLIC_KEY_SIZE, path)
