"""The errata, rule by rule: what version 1.1 changes in 1.0, which rules look at it, and which vectors show it.

Nothing here is written by hand. The text marks the parameter of each erratum; the rules that read the
parameter are found in the code, and the vectors whose answers differ in the fixtures.
"""

import html
import re
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from pyde_docs.evidence import Json
from pyde_docs.fixtures import Fixtures
from pyde_docs.linking import Linker
from pyde_docs.margin_rows import get_pair_anchor
from pyde_docs.places import CONSTANTS_PAGE, ERRATA_PAGE, Place, html_link, markdown_url
from pyde_docs.uses import Uses
from pyde_docs.value_text import show_value
from pyde_docs.version_pairs import VersionPair, find_version_pairs
from pyde_spec.params.versions import DEFAULT_PRESET, VERSIONS

MODULE = "pyde_spec.params.versions"
MARKED_PARAMETER = re.compile(r"^    (\w+)=.*# (E-\d+)$", re.MULTILINE)
SHOWN_PAIRS_MAX = 12
SHOWN_LENGTH_MAX = 100


@dataclass(frozen=True, slots=True)
class Erratum:
    """One change: its number, and the parameter that switches it."""

    id: str
    parameter: str


@dataclass(frozen=True)
class ErrataPage:
    """What the page is made from."""

    linker: Linker
    uses: Uses
    fixtures: Fixtures
    titles: dict[str, str]

    def render(self) -> str:
        """The page: a table of all, then one part for each."""
        errata = self.read_errata()
        first, last = min(VERSIONS), max(VERSIONS)
        parts = [
            "# Errata, rule by rule",
            f"Version {last} is version {first} and these **{len(errata)} errata**. For each: the two values of its "
            "parameter, the rules that look at it, and the vectors whose answers differ. Every other rule, and every "
            f"other vector, is the same in both. [All parameters]({markdown_url(ERRATA_PAGE, Place(CONSTANTS_PAGE))}) "
            "stand on a page of their own.",
            self.render_overview(errata),
            *(self.render_erratum(erratum) for erratum in errata),
            self.render_pairs(),
        ]
        return "\n\n".join(parts) + "\n"

    def read_errata(self) -> tuple[Erratum, ...]:
        """The parameters that the text marks with the number of an erratum."""
        path = self.linker.symbols.module(MODULE).filepath
        assert isinstance(path, Path)
        return tuple(Erratum(number, name) for name, number in MARKED_PARAMETER.findall(path.read_text()))

    @property
    def pairs(self) -> tuple[VersionPair, ...]:
        """The vectors that differ by version."""
        return find_version_pairs(self.fixtures, tuple(VERSIONS))

    def render_overview(self, errata: tuple[Erratum, ...]) -> str:
        """A row for each erratum."""
        rows = [
            f"| [{erratum.id}](#{erratum.id}){{ .id }} | {self.titles.get(erratum.id, '')} "
            f"| {len(self.find_readers(erratum)) or 'to come'} | {len(self.find_pairs(erratum)) or ''} |"
            for erratum in errata
        ]
        return (
            "| erratum | what it changes | rules that look at it | inputs answered differently |\n|---|---|--:|--:|\n"
            + "\n".join(rows)
        )

    def render_erratum(self, erratum: Erratum) -> str:
        """One erratum: the values side by side, the rules, its vectors."""
        readers = self.find_readers(erratum)
        rules = set(self.uses.rules)
        further = [name for name in self.uses.find_all_users(readers) if name in rules]
        columns = "".join(f"<th>{version}</th>" for version in VERSIONS)
        values = "".join(f"<td>{self.show_parameter(version, erratum)}</td>" for version in VERSIONS)
        rows = [f"<tr><th><code>{erratum.parameter}</code></th>{values}</tr>"]
        span = f'<td colspan="{len(VERSIONS)}">'
        if readers:
            rows.append(f"<tr><th>looked at by</th>{span}{self.link_all(readers)}</td></tr>")
        else:
            rows.append(f"<tr><th>looked at by</th>{span}no rule yet: its chapter is still to come</td></tr>")
        if further:
            rows.append(f"<tr><th>reaches also</th>{span}{self.link_all(tuple(further))}</td></tr>")
        handlers = dict.fromkeys(pair.stem.rpartition("/")[0] for pair in self.find_pairs(erratum))
        if handlers:
            links = ", ".join(f'<a href="#{name.replace("/", "-")}">{name}</a>' for name in handlers)
            rows.append(f"<tr><th>shown by</th>{span}{links}</td></tr>")
        title = f"## {erratum.id} {self.titles.get(erratum.id, '')} {{ #{erratum.id} }}"
        why = f"What is wrong with 1.0, and what 1.1 costs: {self.linker.link_entries(erratum.id, ERRATA_PAGE)}."
        table = f"<thead><tr><td></td>{columns}</tr></thead><tbody>{''.join(rows)}</tbody>"
        return f'{title}\n\n{why}\n\n<div class="wide" tabindex="0"><table class="facts">{table}</table></div>'

    def show_parameter(self, version: str, erratum: Erratum) -> str:
        """The value of a parameter in a version; a choice is a link to what it means."""
        value = getattr(VERSIONS[version], erratum.parameter)
        name = f"{MODULE}.{type(value).__name__}.{value.name}" if isinstance(value, Enum) else ""
        place = self.linker.symbols.places.get(name)
        shown = f"<code>{html.escape(show_value(value))}</code>"
        return html_link(ERRATA_PAGE, place, shown) if place else shown

    def find_readers(self, erratum: Erratum) -> tuple[str, ...]:
        """The functions that look at the parameter themselves."""
        users = self.uses.find_users_of_member(f"{MODULE}.ProtocolRules.{erratum.parameter}")
        return tuple(name for name in users if name in self.uses.rules)

    def find_pairs(self, erratum: Erratum) -> tuple[VersionPair, ...]:
        """The vectors that differ and whose rules look at the parameter, themselves or through others."""
        readers = self.find_readers(erratum)
        reached = {*readers, *self.uses.find_all_users(readers)}
        return tuple(pair for pair in self.pairs if reached & set(pair.rules))

    def link_all(self, names: tuple[str, ...]) -> str:
        """Links to definitions, one a line."""
        return "<br>".join(
            html_link(ERRATA_PAGE, self.linker.symbols.places[name], f"<code>{name.removeprefix('pyde_spec.')}</code>")
            for name in names
        )

    def render_pairs(self) -> str:
        """Every vector that differs, by handler, the answers side by side."""
        groups: dict[str, list[VersionPair]] = {}
        for pair in self.pairs:
            groups.setdefault(get_pair_anchor(pair), []).append(pair)
        parts = ["## Vectors whose answers differ { #vectors }"]
        if not groups:
            parts.append("None are filled yet.")
        for anchor, pairs in groups.items():
            handler = pairs[0].stem.rpartition("/")[0]
            parts.append(f"### {handler} {{ #{anchor} }}\n\n{self.render_table(pairs)}")
        return "\n\n".join(parts)

    def render_table(self, pairs: list[VersionPair]) -> str:
        """The vectors of a handler, the first of them shown and the others folded away."""
        heads = "".join(f"<th>{version}</th>" for version in VERSIONS)
        head = f"<thead><tr><th>input</th>{heads}</tr></thead>"
        chosen = [part for part in (pairs[:SHOWN_PAIRS_MAX], pairs[SHOWN_PAIRS_MAX:]) if part]
        bodies = ["".join(self.render_pair(pair) for pair in part) for part in chosen]
        tables = [
            f'<div class="wide" tabindex="0"><table class="pairs">{head}<tbody>{body}</tbody></table></div>'
            for body in bodies
        ]
        more = f"<summary>{len(pairs) - SHOWN_PAIRS_MAX} more</summary>"
        folded = [f'<details class="sample">{more}{table}</details>' for table in tables[1:]]
        return "\n\n".join([tables[0], *folded])

    def render_pair(self, pair: VersionPair) -> str:
        """One input and its answer in each version; a long input is told by its title alone."""
        shared = find_shared_members(pair)
        answers = "".join(f"<td>{self.render_answer(pair.cases.get(version), shared)}</td>" for version in VERSIONS)
        given, preset = show_value(pair.first["input"]), pair.first["preset"]
        facts = f"<br><code>{html.escape(given)}</code>" if len(given) <= SHOWN_LENGTH_MAX else ""
        facts += "" if preset == DEFAULT_PRESET else f"<br>preset {preset}"
        return f"<tr><td>{html.escape(pair.first['title'])}{facts}</td>{answers}</tr>"

    def render_answer(self, case: dict[str, Json] | None, shared: set[str]) -> str:
        """What a case expects, without what every version answers, as a link to it."""
        if case is None:
            return "not asked"
        kind, answer = next(iter(case["expect"].items()))
        if kind == "ok" and isinstance(answer, dict):
            answer = {name: value for name, value in answer.items() if name not in shared}
        shown = answer["reason"] if kind == "reject" else shorten_json(answer) if answer else "ok"
        text = f'<span class="verdict {"ok" if kind == "ok" else "reject"}">{html.escape(shown)}</span>'
        return html_link(ERRATA_PAGE, self.fixtures.places[case["id"]], text)


def find_shared_members(pair: VersionPair) -> set[str]:
    """The members of the answers that are the same in every version."""
    answers = [case["expect"].get("ok") for case in pair.cases.values()]
    if not all(isinstance(answer, dict) for answer in answers):
        return set()
    return {name for name in answers[0] if all(answer.get(name) == answers[0][name] for answer in answers)}


def shorten_json(value: Json) -> str:
    """A value in one line, long texts cut."""
    text = show_value(value)
    return text if len(text) <= SHOWN_LENGTH_MAX else f"{text[:SHOWN_LENGTH_MAX]} …"
