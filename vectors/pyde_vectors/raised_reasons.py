"""Which reasons an expectation names.

A rejection names its reason. So does an answer in which something was rejected along the way: a step of a
session, a transaction that was not executed, and a native transaction that was undone, whose receipt holds
the code of the reason for return data.
"""

from collections.abc import Iterator

from pyde_spec.rejections import Reason
from pyde_vectors.handlers import Json

CODES = frozenset(reason.code for reason in Reason)


def list_raised_reasons(form: Json) -> Iterator[str]:
    """The codes of all reasons that an expectation names, or a part of one."""
    if isinstance(form, list):
        for part in form:
            yield from list_raised_reasons(part)
    elif isinstance(form, dict):
        yield from list_own_reasons(form)
        for part in form.values():
            yield from list_raised_reasons(part)


def list_own_reasons(form: dict[str, Json]) -> Iterator[str]:
    """The code that an object names by itself: a rejection, a status, a receipt."""
    if list(form) == ["reject"]:
        yield form["reject"]["reason"]
    if list(form) == ["not_executed"]:
        yield form["not_executed"]
    if form.get("status") == "reverted":
        code = bytes.fromhex(form["return_data"].removeprefix("0x")).decode("ascii", "replace")
        if code in CODES:
            yield code
