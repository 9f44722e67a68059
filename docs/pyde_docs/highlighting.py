"""Highlighting: lines of source as HTML, with links and anchors on the words that have them.

The classes are those of Pygments, so the theme's light and dark colours apply.
"""

import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pygments.lexers.python import PythonLexer  # type: ignore[import-untyped]
from pygments.token import STANDARD_TYPES, Token, _TokenType  # type: ignore[import-untyped]

from pyde_docs.identifiers import Words
from pyde_docs.linking import Linker
from pyde_docs.places import Place, html_link

Position = tuple[int, int]


@dataclass(frozen=True)
class SourceText:
    """The lines of a module with what is known of its words, for the page that shows it."""

    lines: tuple[str, ...]
    words: Words
    anchors: Mapping[Position, str]
    linker: Linker
    page: str

    def render(self, numbers: list[int]) -> str:
        """The numbered lines (from 1) as a block of code."""
        text = "".join(self.lines[number - 1] + "\n" for number in numbers)
        rendered = [""] * len(numbers)
        for position, kind, value in read_tokens(text):
            rendered[position[0]] += self.render_token(numbers, position, kind, value)
        body = "".join(f"<span>{line}</span>" for line in rendered)
        return f'<div class="highlight spec"><pre><code>{body}</code></pre></div>'

    def render_token(self, numbers: list[int], position: Position, kind: _TokenType, value: str) -> str:
        """One token, with its colour, and a link or an anchor where it has one."""
        shown = html.escape(value, quote=False)
        if kind in Token.Comment:
            shown = self.linker.html_entries(value, self.page)
        css = get_css_class(kind)
        if css:
            shown = f'<span class="{css}">{shown}</span>'
        origin = (numbers[position[0]], position[1])
        anchor = self.anchors.get(origin)
        target = self.target_of(origin)
        if anchor:
            return f'<span id="{anchor}" class="anchor">{shown}</span>'
        return html_link(self.page, target, shown) if target else shown

    def target_of(self, position: Position) -> Place | None:
        """The place that the word at a position links to."""
        path = self.words.get(position)
        return self.linker.symbols.places[path] if path else None


def read_tokens(text: str) -> Iterator[tuple[Position, _TokenType, str]]:
    """The tokens of some source, with the index of their line and their column; none spans two lines."""
    line = column = 0
    for _, kind, value in PythonLexer(stripnl=False, ensurenl=False).get_tokens_unprocessed(text):
        for piece in value.splitlines(keepends=True):
            yield (line, column), kind, piece
            line, column = (line + 1, 0) if piece.endswith("\n") else (line, column + len(piece))


def get_css_class(kind: _TokenType | None) -> str:
    """The short class that Pygments gives a kind of token, or its nearest ancestor that has one."""
    while kind is not None and kind not in STANDARD_TYPES:
        kind = kind.parent
    return STANDARD_TYPES[kind] if kind else ""
