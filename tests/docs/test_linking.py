import pytest

from pyde_docs.linking import Linker
from pyde_docs.places import Place, html_url, markdown_url

PAGE = "chapters/accounts/nonce_window.md"
MODULE = "pyde_spec.accounts.nonce_window"


@pytest.fixture
def linker(symbols):
    entries = {"D-07": Place("decisions/D-07.md")}
    return Linker(symbols, entries, {"accounts/use_nonce": Place("vectors/accounts/use_nonce.md")})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("`use_nonce` spends", "[`use_nonce`](#use_nonce) spends"),
        ("`NonceWindow.base`", "[`NonceWindow.base`](#NonceWindow.base)"),
        ("rejects with `NONCE_TOO_LOW`", "rejects with [`NONCE_TOO_LOW`](../../reasons.md#nonce_too_low)"),
        ("the code `nonce_too_low`", "the code [`nonce_too_low`](../../reasons.md#nonce_too_low)"),
        ("`pyde_spec.params.quorum`", "[`pyde_spec.params.quorum`](../params/quorum.md)"),
        ("`accounts/use_nonce`", "[`accounts/use_nonce`](../../vectors/accounts/use_nonce.md)"),
        ("`unknown`", "`unknown`"),
        ("see D-07 and D-99", "see [D-07](../../decisions/D-07.md) and D-99"),
        ("up to 2**64 - 1", "up to 2<sup>64</sup> - 1"),
        ("a * b * c < d", r"a \* b \* c &lt; d"),
        ("`a * b`", "`a * b`"),
        ("what it keeps is an *entry*: the key", "what it keeps is an *entry*: the key"),
        ("- *Constant-time*, and a *boundary error*.", "- *Constant-time*, and a *boundary error*."),
        ("a*b*c and x *y and (1)*b*", r"a\*b\*c and x \*y and (1)\*b\*"),
        ("Lists:\n- one\n- two", "Lists:\n\n- one\n- two"),
        ("Example:\n\n    a * b", "Example:\n\n    a * b"),
    ],
)
def test_prose(linker, text, expected):
    assert linker.prose(text, PAGE, MODULE) == expected


def test_html_escapes_and_links(linker):
    text = linker.html_text("a < b, `use_nonce`, D-07", PAGE, MODULE)
    assert text == (
        'a &lt; b, <a href="#use_nonce"><code>use_nonce</code></a>, <a href="../../decisions/D-07.html">D-07</a>'
    )


def test_urls_are_relative():
    assert markdown_url("a/b.md", Place("a/c/d.md", "x")) == "c/d.md#x"
    assert html_url("index.md", Place("a/b.md")) == "a/b.html"
    assert html_url("a/b.md", Place("a/b.md", "x")) == "#x"
    assert html_url("a/b.md", Place("fixtures/a.json")) == "../fixtures/a.json"
