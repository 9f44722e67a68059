"""Names.

A contract or a parachain may be known by a name. A name is one to thirty-two lower-case letters,
digits and hyphens; it starts and ends with a letter or a digit, and no two hyphens stand together.
One letter is enough.

The alphabet leaves every valid name in ASCII, so that a character is a byte and no two names look
alike through accents or other scripts. Length is therefore counted in bytes of UTF-8, the one
measure on which all languages agree for texts that are not valid names.

Source: book, OTIGEN_BINARY_SPEC, section 4.2; PARACHAIN_DESIGN, sections 4 and 6.1.
Decision: R-22 (hyphens, measure, order of checks).
"""

from typing import Annotated

from pyde_spec.encoding.shapes import Text
from pyde_spec.rejections import Reason, Rejected

NAME_SIZE_MAX = 32
NAME_WIRE_CAP = 64

NAME_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")
HYPHEN = "-"

Name = Annotated[str, Text(NAME_WIRE_CAP)]
"""A name as a request carries it: wide enough for a name that is too long to be told so."""


def validate_name(name: Name) -> None:
    """Raises unless `name` may be registered.

    Rejects with `NAME_EMPTY`, `NAME_TOO_LONG` above 32 bytes, `NAME_CHARACTER_NOT_ALLOWED`,
    `NAME_HYPHEN_AT_END` for a hyphen first or last, `NAME_HYPHENS_TOGETHER`. Checked in this order.
    """
    size = len(name.encode())
    if size == 0:
        raise Rejected(Reason.NAME_EMPTY)
    if size > NAME_SIZE_MAX:
        raise Rejected(Reason.NAME_TOO_LONG, f"{size} bytes, at most {NAME_SIZE_MAX}")
    for position, character in enumerate(name):
        if character not in NAME_CHARACTERS:
            raise Rejected(Reason.NAME_CHARACTER_NOT_ALLOWED, f"{character!r} at {position}")
    if name.startswith(HYPHEN) or name.endswith(HYPHEN):
        raise Rejected(Reason.NAME_HYPHEN_AT_END, repr(name))
    if HYPHEN + HYPHEN in name:
        raise Rejected(Reason.NAME_HYPHENS_TOGETHER, repr(name))
