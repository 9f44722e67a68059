"""The text of a genesis file.

TOML lets tables lie in tables without end, and each reader of it gives up at a depth of its own. So that
all say the same of a text, a genesis file keeps to a part of TOML in which nothing lies deep. All that it
has to say can be said in it. Whether a text does so shows in its characters, before anybody reads it as TOML:

- It has at most 512 KiB of UTF-8.
- No three quotes of one kind stand in a row, as around a string of several lines.
- There is no dot. So there are no keys and headings with dots, and no fractions.
- At most eight brackets are open at once. `[` and `{` open one, `]` and `}` close one.

The last three are about what stands outside of strings and comments. A comment goes from `#` to the end of
its line. A string goes from a quote, `"` or `'`, to the next of its kind, or to the end of its line when
there is none; between double quotes a backslash takes the next character of the line with it. A line ends
with U+000A and with nothing else.

Of a text of TOML this tells strings and comments as TOML does, so no value of it lies deeper than counted.

Source: TOML 1.0.  Decision: R-175 (the form).
"""

import re

from pyde_spec.rejections import Reason, Rejected

TEXT_BYTES_MAX = 1 << 19
OPEN_BRACKETS_MAX = 8

THREE_QUOTES = ('"""', "'''")
MARK = re.compile(
    r"#[^\n]*"  # a comment
    r"|\"{3}|'{3}"
    r"|\"(?:[^\"\\\n]|\\[^\n])*\"?"  # a string
    r"|'[^'\n]*'?"  # a string in which a backslash is one
    r"|[\[\]{}.]"
)


def validate_text(text: str) -> None:
    """Raises unless the text keeps to the part of TOML that genesis files are written in.

    Rejects with `GENESIS_TOO_LONG`; then with `GENESIS_THREE_QUOTES`, `GENESIS_DOTTED` or
    `GENESIS_NESTED_TOO_DEEPLY`, whichever stands first in the text.
    """
    size = len(text.encode())
    if size > TEXT_BYTES_MAX:
        raise Rejected(Reason.GENESIS_TOO_LONG, f"{size} bytes")
    open_brackets = 0
    for found in MARK.finditer(text):
        mark = found[0]
        if mark in THREE_QUOTES:
            raise Rejected(Reason.GENESIS_THREE_QUOTES, f"character {found.start()}")
        if mark == ".":
            raise Rejected(Reason.GENESIS_DOTTED, f"character {found.start()}")
        if mark in ("[", "{"):
            open_brackets += 1
        if mark in ("]", "}"):
            open_brackets -= 1
        if open_brackets > OPEN_BRACKETS_MAX:
            raise Rejected(Reason.GENESIS_NESTED_TOO_DEEPLY, f"character {found.start()}")
