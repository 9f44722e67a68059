"""Vectors of names: lengths, the alphabet and its neighbours, hyphens, and the order of the checks."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyde_spec.accounts.names import Name, validate_name
from pyde_spec.params.versions import Parameters
from pyde_vectors.accounts.people import Accepted
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler


@dataclass(frozen=True, slots=True)
class NameInput:
    """A name that somebody asks for."""

    name: Name


@handler("accounts/validate_name", rules=[validate_name])
def run_validate_name(_: Parameters, given: NameInput) -> Accepted:
    """Check the form of a name."""
    validate_name(given.name)
    return Accepted()


BAD_NAMES = (
    ("empty", "No characters", ""),
    ("thirty-three-letters", "One letter too many", "a" * 33),
    ("sixty-four-letters", "As long as a request can carry", "a" * 64),
    ("upper-case", "An upper-case letter", "Pyde"),
    ("before-a", "The character before a", "py`de"),
    ("after-z", "The character after z", "py{de"),
    ("before-zero", "The character before 0", "py/de"),
    ("after-nine", "The character after 9", "py:de"),
    ("before-hyphen", "The character before the hyphen", "py,de"),
    ("dot", "A dot, the character after the hyphen; there are no extensions in 1.x", "token.pyde"),
    ("underscore", "An underscore", "my_token"),
    ("space", "A space", "my token"),
    ("trailing-space", "A space at the end is not trimmed", "token "),
    ("trailing-newline", "A line feed at the end", "token\n"),
    ("nul", "A zero byte at the end", "token\x00"),
    ("delete", "The last control character", "token\x7f"),
    ("latin-letter", "A letter with an accent", "pyd\u00e9"),
    ("cyrillic-letter", "A letter that looks like a", "p\u0430y"),
    ("full-width-digit", "A digit of another script's width", "token\uff11"),
    ("arabic-digit", "A digit of another script", "token\u0661"),
    ("dotless-i", "A letter whose upper case is ASCII", "p\u0131de"),
    ("long-s", "A letter that folds to s", "pa\u017fs"),
    ("non-breaking-hyphen", "A character that looks like a hyphen", "my\u2011token"),
    ("beyond-the-basic-plane", "A character of four bytes", "token\U0001f600"),
    ("leading-hyphen", "A hyphen first", "-token"),
    ("trailing-hyphen", "A hyphen last", "token-"),
    ("one-hyphen", "Nothing but a hyphen", "-"),
    ("two-hyphens-inside", "Two hyphens together", "my--token"),
    ("two-hyphens-late", "Two hyphens together after two that stand alone", "a-b-c--d"),
    ("three-hyphens-inside", "Three hyphens together", "my---token"),
)

GOOD_NAMES = (
    ("one-letter", "One letter is enough", "a"),
    ("one-digit", "One digit is enough", "0"),
    ("thirty-two-letters", "As long as a name can be", "z" * 32),
    ("first-half-of-the-alphabet", "The letters and some digits", "abcdefghijklmnopqrstuvwxyz012345"),
    ("rest-of-the-alphabet", "The other digits and the hyphen", "6789-a"),
    ("digits-only", "A name need not have letters", "1234567890"),
    ("single-hyphens", "Hyphens that stand alone", "a-b-c"),
    ("hyphen-second", "A hyphen in the second place", "a-token"),
    ("hyphen-last-but-one", "A hyphen in the last place but one", "token-a"),
    ("looks-like-an-address", "A prefix of hexadecimal digits means nothing", "0x00ff"),
)

PAIRS_OF_FAULTS = (
    ("too-long-and-bad-character", "Too long, with an upper-case letter", "A" * 33),
    ("too-long-and-hyphen-at-end", "Too long, with a hyphen last", "a" * 32 + "-"),
    ("too-long-and-two-hyphens", "Too long, with two hyphens together", "a--" + "a" * 30),
    ("bad-character-and-hyphen-at-end", "An upper-case letter, and a hyphen first", "-Token"),
    ("bad-character-and-two-hyphens", "Two hyphens together, and then an upper-case letter", "my--Token"),
    ("hyphen-at-end-and-two-hyphens", "Two hyphens together, the second of them last", "token--"),
    ("two-hyphens-and-nothing-else", "Nothing but two hyphens", "--"),
)

MEASURES = (
    ("sixteen-characters-of-two-bytes", "32 bytes are not too long, but the characters are not allowed", "\u00e9" * 16),
    ("seventeen-characters-of-two-bytes", "34 bytes in 17 characters are too long", "\u00e9" * 17),
    ("eight-characters-of-four-bytes", "32 bytes in 8 characters, 16 in UTF-16", "\U0001f600" * 8),
    ("nine-characters-of-four-bytes", "36 bytes in 9 characters, 18 in UTF-16", "\U0001f600" * 9),
)


@cases("accounts/validate_name")
def name_cases() -> Iterator[Case]:
    """The tables of this module."""
    for name, title, text in GOOD_NAMES:
        yield Case(name, title, NameInput(text), known={"ok": {}})
    for name, title, text in BAD_NAMES:
        yield Case(f"reject-{name}", title, NameInput(text), ("missing-check",))
    for name, title, text in PAIRS_OF_FAULTS:
        yield Case(name, title, NameInput(text), ("order-of-checks",))
    for name, title, text in MEASURES:
        yield Case(name, title, NameInput(text), ("boundary", "malleability"))
