"""The page of the constants: what a version and a preset fix, and every constant of every chapter."""

import html
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import Enum
from pathlib import Path
from typing import Any

from pyde_docs.constants import Constant, find_constants
from pyde_docs.contents import Chapter
from pyde_docs.docstrings import parse_docstring
from pyde_docs.linking import Linker
from pyde_docs.places import CONSTANTS_PAGE, ERRATA_PAGE, Place, html_link, markdown_url
from pyde_docs.uses import Uses
from pyde_docs.value_text import show_value
from pyde_spec.params.quorum import compute_fault_bound, compute_quorum, compute_share_threshold
from pyde_spec.params.versions import PRESETS, VERSIONS, PresetSizes, ProtocolRules

PARAMETERS = "pyde_spec.params.versions"
SHOWN_USERS_MAX = 3
QUORUM = "pyde_spec.params.quorum"


@dataclass(frozen=True)
class ConstantsPage:
    """What the page is made from."""

    linker: Linker
    chapters: tuple[Chapter, ...]
    uses: Uses

    def render(self) -> str:
        """The page: what depends on version and preset, then everything else by chapter."""
        by_chapter = [(chapter, self.read_chapter(chapter)) for chapter in self.chapters]
        total = sum(len(constants) for _, modules in by_chapter for constants in modules.values())
        errata = markdown_url(CONSTANTS_PAGE, Place(ERRATA_PAGE))
        parts = [
            "# Constants",
            f"A version of the protocol fixes rules, a preset fixes sizes and lengths. The **{total} other constants** "
            "are the same everywhere; each stands in the module that has the rule it belongs to, and is read from "
            "there for this page.",
            "## By version { #versions }",
            f"What changes, and why, is told with the [errata]({errata}).",
            self.render_grid(ProtocolRules, VERSIONS),
            "## By preset { #presets }",
            "A preset never changes a rule, only how long and how many.",
            self.render_grid(PresetSizes, PRESETS),
            "## By version and preset { #both }",
            "Computed from the two tables above by the rules of quorums.",
            self.render_quorums(),
        ]
        parts += [self.render_chapter(chapter, modules) for chapter, modules in by_chapter if any(modules.values())]
        return "\n\n".join(parts) + "\n"

    def read_chapter(self, chapter: Chapter) -> dict[str, list[Constant]]:
        """The constants of each module of a chapter."""
        found = {}
        for module in chapter.module_pages():
            path = self.linker.symbols.module(module).filepath
            assert isinstance(path, Path)
            found[module] = list(find_constants(module, path.read_text()))
        return found

    def render_grid(self, record: type[Any], columns: Mapping[str, Any]) -> str:
        """The fields of a record, with their values in each column."""
        rows = [
            [self.link(f"{PARAMETERS}.{record.__name__}.{field.name}", field.name)]
            + [self.show_parameter(getattr(column, field.name)) for column in columns.values()]
            for field in fields(record)
        ]
        return render_table(["", *columns], rows, "facts")

    def show_parameter(self, value: Any) -> str:
        """A value; a choice is a link to what it means."""
        if isinstance(value, Enum):
            return self.link(f"{PARAMETERS}.{type(value).__name__}.{value.name}", value.name)
        return f"<code>{html.escape(show_value(value))}</code>"

    def render_quorums(self) -> str:
        """The numbers of members that rules count with, for each version and preset."""
        combinations = [(version, preset) for version in VERSIONS for preset in PRESETS]
        sizes = [PRESETS[preset].committee_size for _, preset in combinations]
        quorums = [
            compute_quorum(VERSIONS[version], PRESETS[preset].committee_size) for version, preset in combinations
        ]
        rows = [
            [self.link(f"{QUORUM}.compute_fault_bound", "faulty at most"), *map(show, map(compute_fault_bound, sizes))],
            [self.link(f"{QUORUM}.compute_quorum", "quorum"), *map(show, quorums)],
            [
                self.link(f"{QUORUM}.compute_share_threshold", "share threshold"),
                *map(show, map(compute_share_threshold, sizes)),
            ],
        ]
        return render_table(["", *(f"{version}, {preset}" for version, preset in combinations)], rows, "facts")

    def render_chapter(self, chapter: Chapter, modules: dict[str, list[Constant]]) -> str:
        """The constants of a chapter, by module."""
        parts = [f"## {chapter.title} {{ #{chapter.package} }}"]
        for module, constants in modules.items():
            if constants:
                link = self.link(module, module.removeprefix("pyde_spec."))
                rows = [self.render_constant(module, constant) for constant in constants]
                parts.append(f'<p class="eyebrow">{link}</p>\n\n{render_table([], rows, "constants")}')
        return "\n\n".join(parts)

    def render_constant(self, module: str, constant: Constant) -> list[str]:
        """One constant: its name, its value and what is written, what is said of it."""
        shown = f"<code>{html.escape(constant.value)}</code>" if constant.value else ""
        written = f'<code class="written">{html.escape(constant.written)}</code>' if constant.written else ""
        said = " ".join(parse_docstring(constant.said).prose.split())
        return [
            self.link(f"{module}.{constant.name}", constant.name),
            " = ".join(part for part in (written, shown) if part),
            self.linker.html_text(said, CONSTANTS_PAGE, module) + self.list_users(f"{module}.{constant.name}"),
        ]

    def list_users(self, name: str) -> str:
        """What uses a constant, the first few by name."""
        users = list(self.uses.users.get(name, {}))
        links = [self.link(user, user.rpartition(".")[2]) for user in users[:SHOWN_USERS_MAX]]
        more = f" and {len(users) - SHOWN_USERS_MAX} more" if len(users) > SHOWN_USERS_MAX else ""
        return f'<span class="users">used by {", ".join(links)}{more}</span>' if users else ""

    def link(self, name: str, text: str) -> str:
        """A definition as a link with a text of its own."""
        return html_link(CONSTANTS_PAGE, self.linker.symbols.places[name], f"<code>{text}</code>")


def show(value: int) -> str:
    """A number as code."""
    return f"<code>{show_value(value)}</code>"


def render_table(heads: list[str], rows: list[list[str]], css: str) -> str:
    """A table of HTML; the first cell of a row is its heading."""
    cells = "".join(f"<th>{text}</th>" if text else "<td></td>" for text in heads)
    head = f"<thead><tr>{cells}</tr></thead>" if heads else ""
    body = "".join(f"<tr><th>{first}</th>{''.join(f'<td>{cell}</td>' for cell in rest)}</tr>" for first, *rest in rows)
    return f'<div class="wide" tabindex="0"><table class="{css}">{head}<tbody>{body}</tbody></table></div>'
