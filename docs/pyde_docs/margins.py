"""Margins: the box beside a rule that says what it rests on and what pins it."""

import ast
from dataclasses import dataclass

from pyde_docs.catalogue import link_catalogue
from pyde_docs.docstrings import Note
from pyde_docs.fixtures import Fixtures
from pyde_docs.linking import Linker
from pyde_docs.places import html_link
from pyde_docs.symbols import REASON, place_reason

SHOWN_CASES_MAX = 40


@dataclass(frozen=True)
class Margins:
    """What the boxes are made from."""

    linker: Linker
    fixtures: Fixtures

    def render_box(self, origin: str, module: str, notes: tuple[Note, ...], rows: list[tuple[str, str]]) -> str:
        """The box with some notes and further rows of HTML; nothing when there is nothing to say."""
        said = [(note.label, self.linker.html_text(note.text, origin, module)) for note in notes] + rows
        if not said:
            return ""
        body = "".join(f"<dt>{label}</dt><dd>{text}</dd>" for label, text in merge_rows(said))
        return f'<aside class="margin"><dl>{body}</dl></aside>\n'

    def list_reasons(self, origin: str, source: str) -> list[tuple[str, str]]:
        """The row of the reasons that a rule raises itself or names in its docstring."""
        links = [
            html_link(origin, place_reason(name), f"<code>{name.lower()}</code>")
            for name in find_reasons(source)
            if f"{REASON}.{name}" in self.linker.symbols.places
        ]
        return [("Rejects with", "<br>".join(links))] if links else []

    def count_cases(self, origin: str, rule: str) -> list[tuple[str, str]]:
        """The row that counts the vectors of a rule, by handler."""
        case_ids = self.fixtures.cases_by_rule.get(rule, [])
        if not case_ids:
            return []
        by_handler: dict[str, int] = {}
        for case_id in case_ids:
            handler = case_id.rpartition("/")[0]
            by_handler[handler] = by_handler.get(handler, 0) + 1
        links = [
            f'<strong class="count">{count}</strong> {html_link(origin, self.fixtures.handlers[handler], handler)}'
            for handler, count in by_handler.items()
        ]
        return [("Vectors", "<br>".join(links))]

    def list_cases(self, origin: str, rule: str) -> str:
        """The vectors that pin a rule, each a link, folded away."""
        case_ids = self.fixtures.cases_by_rule.get(rule, [])
        if not case_ids:
            return ""
        shown = [html_link(origin, self.fixtures.places[case_id], case_id) for case_id in case_ids[:SHOWN_CASES_MAX]]
        if len(case_ids) > SHOWN_CASES_MAX:
            index = link_catalogue(origin, "all of them", words=rule.removeprefix("pyde_spec."))
            shown.append(f"and {len(case_ids) - SHOWN_CASES_MAX} more: {index}")
        items = "".join(f"<li>{item}</li>" for item in shown)
        plural = "vector" if len(case_ids) == 1 else "vectors"
        summary = f"<summary>Pinned by {len(case_ids)} {plural}</summary>"
        return f'<details class="pinned">{summary}<ul>{items}</ul></details>\n'


def merge_rows(rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Rows with one label become one."""
    merged: dict[str, list[str]] = {}
    for label, text in rows:
        merged.setdefault(label, []).append(text)
    return [(label, "<br>".join(texts)) for label, texts in merged.items()]


def find_reasons(source: str) -> list[str]:
    """The members of the catalogue that a definition raises, then those that its docstring names."""
    raised: dict[str, None] = {}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Reason":
            raised[node.attr] = None
    for definition in ast.walk(ast.parse(source)):
        if isinstance(definition, ast.FunctionDef):
            words = (ast.get_docstring(definition) or "").split("`")[1::2]
            raised |= dict.fromkeys(words)
    return list(raised)
