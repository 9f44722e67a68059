"""Value text: how a value of the specification is written for people, in one line.

Numbers have their digits in groups, bytes are hexadecimal, a choice goes by its name. What is long is cut
in its middle, or by its number of items.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Any

SHOWN_BYTES_MAX = 40
SHOWN_ITEMS_MAX = 4
SHOWN_DIGITS_MAX = 50


def show_value(value: Any) -> str:
    """A value in one line."""
    match value:
        case Enum():
            return value.name
        case bool() | None:
            return str(value).lower()
        case int():
            return show_number(value)
        case bytes():
            return show_bytes(value)
        case str():
            return repr(shorten(value)) if value.isascii() else shorten(value)
        case Mapping():
            members = [f"{show_key(key)}: {show_value(item)}" for key, item in value.items()]
            return "{" + join_items(members) + "}"
        case tuple() | list() | frozenset() | set():
            items = sorted(value, key=repr) if isinstance(value, frozenset | set) else value
            return "(" + join_items([show_value(item) for item in items]) + ")"
    return shorten(repr(value))


def show_key(key: Any) -> str:
    """The key of a mapping; a name needs no quotes."""
    return key if isinstance(key, str) else show_value(key)


def join_items(items: list[str]) -> str:
    """Items with commas between them, at most a few of them."""
    if len(items) <= SHOWN_ITEMS_MAX:
        return ", ".join(items)
    return ", ".join(items[:SHOWN_ITEMS_MAX]) + f", … {len(items)} in all"


def show_number(value: int) -> str:
    """An integer in decimal, a very long one in hexadecimal, its digits grouped."""
    decimal = f"{value:,}"
    return decimal if len(decimal) <= SHOWN_DIGITS_MAX else f"{value:#x}"


def show_bytes(value: bytes) -> str:
    """Bytes as they are when they are a text, else in hexadecimal."""
    if value and all(0x20 < byte < 0x7F for byte in value):
        return repr(value.decode())
    return f"0x{value.hex()}" if len(value) <= SHOWN_BYTES_MAX else f"0x{value[:8].hex()} … {len(value):,} bytes"


def shorten(text: str) -> str:
    """A text, cut in its middle when it is long."""
    half = SHOWN_BYTES_MAX // 2
    return text if len(text) <= 2 * SHOWN_BYTES_MAX else f"{text[:half]} … {text[-half:]}"
