import textwrap

import pytest

from pyde_docs.identifiers import find_words

MODULE = "pyde_spec.accounts.nonce_window"
WINDOW = f"{MODULE}.NonceWindow"
REASON = "pyde_spec.rejections.Reason"


def links(symbols, source: str) -> dict[str, str]:
    """What each linked word of some source means, as if it stood in the module of nonce windows."""
    text = textwrap.dedent(source)
    lines = text.splitlines()
    found = {}
    for (line, column), path in find_words(symbols, MODULE, text).items():
        rest = lines[line - 1][column:]
        length = next(
            (index for index, letter in enumerate(rest) if not (letter.isalnum() or letter in "_.")), len(rest)
        )
        found[rest[:length].removeprefix(".")] = path
    return found


def test_names_are_followed_through_imports(symbols):
    assert links(symbols, "x = U64_MAX")["U64_MAX"] == "pyde_spec.encoding.shapes.U64_MAX"


def test_a_reason_is_a_member_of_the_catalogue(symbols):
    found = links(symbols, "raise Rejected(Reason.NONCE_TOO_LOW, '')")
    assert found["NONCE_TOO_LOW"] == f"{REASON}.NONCE_TOO_LOW"
    assert found["Reason.NONCE_TOO_LOW"] == REASON
    assert symbols.places[f"{REASON}.NONCE_TOO_LOW"].page == "reasons.md"


def test_an_annotated_parameter_links_its_fields(symbols):
    found = links(symbols, "def f(window: NonceWindow) -> int:\n    return window.base")
    assert found["base"] == f"{WINDOW}.base"
    assert "window" not in found


def test_fields_of_fields_are_followed(symbols):
    source = "def compute_quorum(given: Parameters) -> int:\n    return given.rules.quorum"
    words = find_words(symbols, "pyde_spec.params.versions", source)
    assert words[2, 17] == "pyde_spec.params.versions.Parameters.rules"
    assert words[2, 23] == "pyde_spec.params.versions.ProtocolRules.quorum"


def test_keywords_of_a_record_are_its_fields(symbols):
    assert links(symbols, "x = NonceWindow(base=1, used=2)")["used"] == f"{WINDOW}.used"


@pytest.mark.parametrize(
    "source",
    [
        "def f(slide):\n    return slide + 1",
        "def f():\n    slide = 1\n    return slide",
        "def f(xs):\n    for slide in xs:\n        g(slide)",
        "x = [slide for slide in (1, 2)]",
        "x = lambda slide: slide",
        "def f(x):\n    match x:\n        case slide:\n            return slide",
        "def f():\n    slide: int = 1\n    return slide",
    ],
)
def test_a_name_that_is_bound_nearer_is_no_link(symbols, source):
    assert "slide" not in links(symbols, source)


def test_a_method_knows_its_own_fields(symbols):
    source = "class NonceWindow:\n    def end(self) -> int:\n        return self.base"
    assert links(symbols, source)["base"] == f"{WINDOW}.base"


def test_columns_count_characters(symbols):
    words = find_words(symbols, MODULE, "x = ('⌊⌋', WINDOW_SIZE)")
    assert words == {(1, 11): f"{MODULE}.WINDOW_SIZE"}
