"""Vectors of the text of a genesis file: how long, how deep, and what stands outside of strings and comments.

A text that keeps to the rules but says too much is refused for its key, so most texts here are short: the
reason tells how far the reading came.
"""

from collections.abc import Iterator

from pyde_spec.transactions.genesis_text import OPEN_BRACKETS_MAX, TEXT_BYTES_MAX
from pyde_vectors.cases import Case, cases
from pyde_vectors.transactions.genesis_documents import make_bare, write_toml
from pyde_vectors.transactions.genesis_file import GenesisTextInput

DOTTED = "a.b = 1\n"
TOO_DEEP = "c = [[[[[[[[[]]]]]]]]]\n"
THREE_QUOTES = 'd = """e"""\n'


def make_arrays(depth: int) -> str:
    """Arrays in one another."""
    return f"a = {'[' * depth}{']' * depth}\n"


def make_tables(depth: int) -> str:
    """Tables in one another, each the only value of the one around it."""
    return f"a = {'{ a = ' * depth}1{' }' * depth}\n"


def make_both(depth: int) -> str:
    """Arrays over tables over arrays, on new lines where TOML allows it."""
    pairs, rest = divmod(depth, 2)
    return f"a = {'[{ a = ' * pairs}{'[]' if rest else '1'}{' }]' * pairs}\n".replace("[{", "[\n{")


@cases("transactions/read_genesis")
def length_cases() -> Iterator[Case]:
    """The longest text, and one that has no more characters but a byte more."""
    bare = write_toml(make_bare())
    longest = bare + "#" * (TEXT_BYTES_MAX - len(bare))
    yield Case("longest-text", "A text of 512 KiB", GenesisTextInput(longest), ("boundary",))
    text = DOTTED + "#" * (TEXT_BYTES_MAX - len(DOTTED) - 1) + "\u00e9"
    yield Case(
        "reject-too-long",
        "A text of 512 KiB and a byte, in fewer characters; nobody looks at what it says",
        GenesisTextInput(text),
        ("boundary", "order-of-checks"),
    )


@cases("transactions/read_genesis")
def depth_cases() -> Iterator[Case]:
    """Each side of the deepest, with arrays, with tables and with both."""
    kinds = (("arrays", make_arrays), ("tables", make_tables), ("both", make_both))
    for name, make in kinds:
        yield Case(
            f"reject-eight-{name}",
            f"Eight brackets are open at once ({name}), under a key that nobody asks for",
            GenesisTextInput(make(OPEN_BRACKETS_MAX)),
            ("boundary",),
        )
        yield Case(
            f"reject-nine-{name}",
            f"Nine brackets are open at once ({name})",
            GenesisTextInput(make(OPEN_BRACKETS_MAX + 1)),
            ("boundary",),
        )
    deep = (
        ("five-hundred", "Brackets that some readers follow and some do not", make_arrays(500)),
        ("unclosed", "More brackets are opened than can be followed", "allocation = " + "[" * 20_000),
        (
            "closed",
            "An array that is closed in between",
            f"a = [[], {'[' * 8}{']' * 9}\n",
        ),
        ("lines", "Each bracket has a line of its own", "a = " + "[\n" * 9 + "]" * 9 + "\n"),
    )
    for name, title, text in deep:
        yield Case(f"reject-deep-{name}", title, GenesisTextInput(text), ("missing-check",))


@cases("transactions/read_genesis")
def dot_cases() -> Iterator[Case]:
    """Dots, wherever TOML allows one."""
    bare = write_toml(make_bare())
    texts = (
        ("key", "A table in keys with dots", "emergency.threshold = 1\n"),
        ("long-key", "A key of six hundred dots", "a" + ".a" * 600 + " = 1\n"),
        ("very-long-key", "A key of twenty thousand dots", "a" + ".a" * 20_000 + " = 1\n"),
        ("spaced-key", "A key with spaces around its dot", "a . b = 1\n"),
        ("quoted-key", "A key with a dot between strings", "\"a\".'b' = 1\n"),
        ("inner-key", "A key with a dot in a table on one line", "a = { b.c = 1 }\n"),
        ("heading", "A heading with a dot", "[a.b]\n"),
        ("array-heading", "A heading of an array with a dot", "[[a.b]]\n"),
        ("fraction", "A number with a point", bare.replace("31337", "1.0")),
    )
    for name, title, text in texts:
        yield Case(f"reject-dot-in-{name}", title, GenesisTextInput(text), ("missing-check",))


SAYS_NOTHING: tuple[tuple[str, str, str], ...] = (
    ("string", "Marks in a string", 'a = "b.[[[[[[[[[{"\n'),
    ("literal-string", "Marks in a string of single quotes", "a = 'b.[[[[[[[[[{'\n"),
    ("quoted-key", "A dot in a quoted key", '"a.b" = 1\n'),
    ("comment", "Marks in a comment", "a = 1 # b.[[[[[[[[[{ \"\"\" '''\n"),
    ("escaped-quote", "An escaped quote does not end a string", 'a = "\\".["\n'),
    ("escaped-backslash", "A quote after an escaped backslash ends a string", 'a = "\\\\" # ".\n'),
    ("literal-backslash", "Between single quotes a backslash escapes nothing", "a = '\\' # '.\n"),
    ("single-in-double", "A single quote does not end a string of double ones", "a = \"'\" # '.\n"),
    ("double-in-single", "A double quote does not end a string of single ones", "a = '\"' # \".\n"),
    ("empty-strings", "Two quotes in a row are a string of nothing", 'a = ["", \'\', ""]\n'),
    ("three-escaped", "Three quotes in a row, each escaped", 'a = "\\"\\"\\""\n'),
    ("three-in-other", "Three quotes in a string of the other kind", "a = [\"'''\", '\"\"\"']\n"),
    ("closed-arrays", "Nine arrays that are closed in turn", "a = [" + "[], " * 9 + "]\n"),
    ("closed-tables", "Nine tables that are closed in turn", "a = [" + "{}, " * 9 + "]\n"),
)
"""Texts of one key too many, in which marks stand that do not count."""


@cases("transactions/read_genesis")
def uncounted_cases() -> Iterator[Case]:
    """What looks like a mark and is none."""
    for name, title, text in SAYS_NOTHING:
        yield Case(
            f"reject-unknown-with-{name}",
            f"{title}: only the key is too much",
            GenesisTextInput(text),
            ("boundary",),
        )


COUNTS: tuple[tuple[str, str, str], ...] = (
    ("after-string", "A dot after a string", 'a = "b"\nc.d = 1\n'),
    ("after-hash-in-string", "A string with a hash begins no comment", 'a = ["#", .1]\n'),
    ("after-hash-in-literal", "A string of single quotes with a hash begins no comment", "a = ['#', .1]\n"),
    ("after-comment", "A comment ends with its line", "# it's\na.b = 1\n"),
    ("after-return", "A return alone ends no line, and no comment", "# c\r\na.b = 1\n"),
    ("after-open-string", "A string that is not closed ends with its line", 'a = "\nb.c = "\n'),
    ("after-open-literal", "So does one of single quotes", "a = '\nb.c = '\n"),
    ("after-last-backslash", "A backslash does not take the end of a line with it", 'a = "\\\nb.c = "\n'),
)
"""Texts with a dot that counts, after what might hide it."""

UNCLOSED: tuple[tuple[str, str, str], ...] = (
    ("return-in-comment", "A return alone does not end a comment", "# c\ra.b = 1\n"),
    ("open-string", "A string that is not closed hides the rest of its line", 'a = "b.c\n'),
    ("open-literal", "So does one of single quotes", "a = 'b.c\n"),
    ("closing-brackets", "Brackets that close nothing are not counted as open", "a = ]]}}\n"),
)
"""Texts that keep to the rules and are no TOML."""


@cases("transactions/read_genesis")
def mark_cases() -> Iterator[Case]:
    """Where strings and comments end, and the two kinds of three quotes."""
    for name, title, text in COUNTS:
        yield Case(f"reject-dot-{name}", title, GenesisTextInput(text), ("missing-check",))
    for name, title, text in UNCLOSED:
        yield Case(f"reject-no-toml-with-{name}", title, GenesisTextInput(text), ("boundary",))
    quotes = (
        ("double", "A string of several lines", THREE_QUOTES),
        ("single", "A string of several lines, in single quotes", "d = '''e'''\n"),
        ("four", "Four quotes, behind which brackets would hide", 'd = """"e""", [[[[[[[[[\n'),
    )
    for name, title, text in quotes:
        yield Case(f"reject-three-quotes-{name}", title, GenesisTextInput(text), ("missing-check",))


@cases("transactions/read_genesis")
def mark_order_cases() -> Iterator[Case]:
    """Two marks at once: the first of the text is named, and either comes before TOML is looked for."""
    marks = (("dot", DOTTED), ("depth", TOO_DEEP), ("quotes", THREE_QUOTES))
    for first_name, first in marks:
        for second_name, second in marks:
            if first != second:
                yield Case(
                    f"order-{first_name}-before-{second_name}",
                    "Of two marks the first in the text is named",
                    GenesisTextInput(first + second),
                    ("order-of-checks",),
                )
        yield Case(
            f"order-{first_name}-before-toml",
            "A mark comes before what is no TOML, wherever it stands",
            GenesisTextInput("nothing\n" + first),
            ("order-of-checks",),
        )
