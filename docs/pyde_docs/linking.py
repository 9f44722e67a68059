"""Linking: from the words of a text to the pages that explain them.

In prose, whatever stands in backticks is a name: of a definition, a reason, a handler of the vectors.
The numbers of decisions, errata and findings are links wherever they stand.
"""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from pyde_docs.places import Place, html_url, markdown_url
from pyde_docs.symbols import REASON, Symbols

ENTRY_ID = re.compile(r"\b[DERF]-\d+\b")
BACKTICKS = re.compile(r"(`[^`\n]+`)")
DOTTED_NAME = re.compile(r"[A-Za-z_][\w.]*")
POWER = re.compile(r"\b(\d+)\*\*(\w+|\([^)*]*\))")
EMPHASIS = re.compile(r"(?<![\w)\\*])\\\*([A-Za-z](?:[A-Za-z -]*[A-Za-z])?)\\\*(?![\w(\\*])")
LIST_ITEM = re.compile(r"(-|\d+\.) ")


@dataclass(frozen=True)
class Linker:
    """Everything that can be linked to: definitions, entries of the register, handlers of the vectors."""

    symbols: Symbols
    entries: dict[str, Place] = field(default_factory=dict)
    handlers: dict[str, Place] = field(default_factory=dict)

    def place_of_name(self, name: str, module: str | None) -> Place | None:
        """The place of a name, as a module means it, or in full."""
        if name in self.handlers:
            return self.handlers[name]
        if not DOTTED_NAME.fullmatch(name):
            return None
        candidates = [f"{REASON}.{name}", f"{REASON}.{name.upper()}" if "_" in name else "", name, f"pyde_spec.{name}"]
        if module:
            head, _, rest = name.partition(".")
            found = self.symbols.lookup(module, head)
            candidates.insert(0, f"{found}.{rest}" if found and rest else found or "")
        return next((self.symbols.places[path] for path in candidates if path in self.symbols.places), None)

    def prose(self, text: str, origin: str, module: str | None = None) -> str:
        """The text of a docstring as Markdown for the page `origin`."""
        return "\n".join(self.prose_line(line, origin, module) for line in separate_lists(text.splitlines()))

    def prose_line(self, line: str, origin: str, module: str | None) -> str:
        """One line of prose; an indented line is an example and stays as it is."""
        if line.startswith("    "):
            return line
        return self.link_words(line, origin, module, escape_markdown)

    def link_words(self, line: str, origin: str, module: str | None, plain: Callable[[str], str]) -> str:
        """Links for the names in backticks and the numbers of entries; `plain` treats the rest."""
        parts = BACKTICKS.split(line)
        names = [self.link_name(part, origin, module) for part in parts[1::2]]
        texts = [self.link_entries(plain(part), origin) for part in parts[::2]]
        return texts[0] + "".join(name + text for name, text in zip(names, texts[1:], strict=True))

    def link_name(self, code: str, origin: str, module: str | None) -> str:
        """A name in backticks, a link where it has a place."""
        place = self.place_of_name(code.strip("`").removesuffix("()"), module)
        return f"[{code}]({markdown_url(origin, place)})" if place else code

    def link_entries(self, text: str, origin: str) -> str:
        """The numbers of entries as links, except to the page itself."""

        def link(found: re.Match[str]) -> str:
            place = self.entries.get(found[0])
            return f"[{found[0]}]({markdown_url(origin, place)})" if place and place.page != origin else found[0]

        return ENTRY_ID.sub(link, text)

    def html_text(self, text: str, origin: str, module: str | None = None) -> str:
        """A short text as HTML, with the same links."""
        parts = BACKTICKS.split(text)
        return "".join(
            self.html_name(part.strip("`"), origin, module) if index % 2 else self.html_entries(part, origin)
            for index, part in enumerate(parts)
        )

    def html_name(self, name: str, origin: str, module: str | None) -> str:
        """A name as HTML."""
        place = self.place_of_name(name, module)
        code = f"<code>{html.escape(name)}</code>"
        return f'<a href="{html_url(origin, place)}">{code}</a>' if place else code

    def html_entries(self, text: str, origin: str) -> str:
        """The numbers of entries in a text as HTML."""

        def link(found: re.Match[str]) -> str:
            place = self.entries.get(found[0])
            return f'<a href="{html_url(origin, place)}">{found[0]}</a>' if place and place.page != origin else found[0]

        return ENTRY_ID.sub(link, html.escape(text, quote=False))


def escape_markdown(text: str) -> str:
    """Prose as Markdown that reads the same: a star is a star, an angle bracket no tag, a power is raised.

    Only words between two stars are words that stand out.
    """
    plain = text.replace("\\", "\\\\").replace("&", "&amp;").replace("<", "&lt;")
    escaped = POWER.sub(r"\1<sup>\2</sup>", plain).replace("*", "\\*")
    return EMPHASIS.sub(r"*\1*", escaped)


def separate_lists(lines: list[str]) -> list[str]:
    """A blank line before each list that follows a line of text, as Markdown wants it."""
    separated: list[str] = []
    for line in lines:
        previous = separated[-1] if separated else ""
        if LIST_ITEM.match(line) and previous.strip() and not is_in_list(previous):
            separated.append("")
        separated.append(line)
    return separated


def is_in_list(line: str) -> bool:
    """Whether a line is an item of a list or the continuation of one."""
    return bool(LIST_ITEM.match(line)) or line.startswith("  ")
