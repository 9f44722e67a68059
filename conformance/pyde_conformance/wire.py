"""Lines of JSON, both ways.

A message is one line of UTF-8 JSON. The fast codec writes and reads nearly all of them; the few
values it does not take (a lone surrogate in a text, an integer above 64 bits) go through the
standard library, so that a case about such a value still reaches the target.

Decision: R-41 (one message a line).
"""

import json
import sys
from typing import Any, NoReturn

import orjson

Json = Any

LINE_END = b"\n"
RECURSION_MAX = 1000  # Python's own; a library of the specification sets it beyond what the stack can carry


class NotJson(Exception):
    """The bytes are not one JSON value. The message says why, in a few words."""


def dump(value: Json) -> bytes:
    """The JSON text of a value, without a line end."""
    try:
        return orjson.dumps(value)
    except orjson.JSONEncodeError:
        return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode()


def dump_line(value: Json) -> bytes:
    """A whole message: the JSON text and a line end."""
    return dump(value) + LINE_END


def load(text: bytes) -> Json:
    """The value that a JSON text stands for. Raises `NotJson`."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        return load_slowly(text, str(error))


def load_slowly(text: bytes, why: str) -> Json:
    """What the standard library reads, for the texts that the fast codec refuses. Raises `NotJson`."""
    limit = sys.getrecursionlimit()
    try:
        sys.setrecursionlimit(min(limit, RECURSION_MAX))
        return json.loads(text.decode(), parse_constant=refuse_constant)
    except (ValueError, RecursionError) as error:
        raise NotJson(why) from error
    finally:
        sys.setrecursionlimit(limit)


def refuse_constant(name: str) -> NoReturn:
    """NaN and the infinities are not JSON."""
    raise ValueError(name)


def shorten(text: str, limit: int = 120) -> str:
    """A text on one line and no longer than `limit` characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"


def show(value: Json, limit: int = 120) -> str:
    """A JSON value as a person reads it in a report, on one line."""
    try:
        return shorten(dump(value).decode(), limit)
    except RecursionError:
        return "a value nested too deeply to show"


def make_writable(value: Json) -> Json:
    """The value itself where every JSON writer takes it, else its text."""
    try:
        orjson.dumps(value)
    except orjson.JSONEncodeError:
        return show(value)
    return value
