"""The catalogue: every case of the vectors, searched and filtered in the browser.

The page lists the handlers, which needs no script. The script `assets/vectors.js` reads
`vectors/catalogue.json`, written here, and adds the search; a case that is opened is read from the
page of its handler, so that what a case shows is written once.

Decision: R-53 (the catalogue needs no server and no framework).
"""

import html
import json
from typing import Any
from urllib.parse import urlencode

from pyde_docs.case_panels import get_outcome
from pyde_docs.fixtures import Fixture, Fixtures, get_name
from pyde_docs.places import CATALOGUE_PAGE, Place, html_url

CATALOGUE_DATA = "vectors/catalogue.json"
SCRIPT = "assets/vectors.js"

FORM = """\
<form id="catalogue" class="catalogue" role="search" aria-label="Cases" hidden>
<label class="words">Search <input type="search" name="words" autocomplete="off" spellcheck="false" \
placeholder="words of an id, a title, a rule"></label>
<label>Chapter <select name="chapter"></select></label>
<label>Handler <select name="handler"></select></label>
<label>Flag <select name="flag"></select></label>
<label>Outcome <select name="outcome"></select></label>
<label>Version <select name="version"></select></label>
<label>Preset <select name="preset"></select></label>
<p class="found"><output name="found"></output> <button type="reset">Clear</button></p>
</form>
<div id="catalogue-cases" class="cases"></div>
<noscript><p>Searching needs a script. The handlers below list every case without one.</p></noscript>"""


def link_catalogue(origin: str, text: str, **filters: str) -> str:
    """A link in HTML from a page to the catalogue with some of its filters set."""
    address = f"{html_url(origin, Place(CATALOGUE_PAGE))}?{urlencode(filters, safe='/')}"
    return f'<a href="{html.escape(address)}">{text}</a>'


def render_script(page: str) -> str:
    """What a page with cases loads: the script, with the way to the data."""
    script, data = html_url(page, Place(SCRIPT)), html_url(page, Place(CATALOGUE_DATA))
    return f'<script src="{script}" data-catalogue="{data}" defer></script>'


def render_catalogue(fixtures: Fixtures) -> str:
    """The page: the form, which the script fills, and the handlers by chapter."""
    if not fixtures.files:
        return "# Vectors\n\nNo fixtures are filled yet: run `pyde-vectors fill`.\n"
    total = sum(len(fixture.cases) for fixture in fixtures.files)
    chapters = dict.fromkeys(fixture.chapter for fixture in fixtures.files)
    return "\n\n".join(
        [
            "# Vectors",
            f"**{total:,} cases** in {len(fixtures.files)} handlers. A handler is one question that a client can be "
            "asked; a case is one input and the answer that the specification gives. Each rule of a chapter links to "
            "the cases that pin it, and each case names its rules. [Run them](../run-the-vectors.md).",
            FORM,
            "## Handlers",
            *(render_chapter(chapter, fixtures) for chapter in chapters),
            render_script(CATALOGUE_PAGE) + "\n",
        ]
    )


def render_chapter(chapter: str, fixtures: Fixtures) -> str:
    """The handlers of a chapter, with the numbers of their cases."""
    rows = [
        f"| [`{fixture.handler}`]({fixture.page.removeprefix('vectors/')}) | {len(fixture.cases)} "
        f"| {sum('reject' in case['expect'] for case in fixture.cases)} |"
        for fixture in fixtures.files
        if fixture.chapter == chapter
    ]
    return f"### {chapter}\n\n| handler | cases | of these, rejected |\n|---|--:|--:|\n" + "\n".join(rows)


def write_catalogue(fixtures: Fixtures) -> str:
    """The data of the script: names that recur stand in tables, and a case refers to them by position."""
    tables = Tables()
    files = [write_file(fixture, tables) for fixture in fixtures.files]
    content = {name: list(table) for name, table in tables.by_name.items()} | {"files": files}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


class Tables:
    """The tables of names, each name with its position."""

    def __init__(self) -> None:
        self.by_name: dict[str, dict[str, int]] = {
            name: {} for name in ("flags", "outcomes", "versions", "presets", "rules")
        }

    def place(self, table: str, name: str) -> int:
        """The position of a name, which is added when it is new."""
        names = self.by_name[table]
        return names.setdefault(name, len(names))


def write_file(fixture: Fixture, tables: Tables) -> dict[str, Any]:
    """A handler: its pages, and its cases in order, with how many stand on a page."""
    return {
        "handler": fixture.handler,
        "pages": [html_url(CATALOGUE_PAGE, Place(page)) for page in fixture.pages],
        "on_page": [len(fixture.numbers_on(page)) for page in fixture.pages],
        "cases": [write_case(case, tables) for case in fixture.cases],
    }


def write_case(case: dict[str, Any], tables: Tables) -> list[Any]:
    """Name, title, flags, outcome, versions, preset, rules."""
    return [
        get_name(case["id"]),
        case["title"],
        [tables.place("flags", flag) for flag in case["flags"]],
        tables.place("outcomes", get_outcome(case["expect"])),
        [tables.place("versions", version) for version in case["versions"]],
        tables.place("presets", case["preset"]),
        [tables.place("rules", rule.removeprefix("pyde_spec.")) for rule in case["rules"]],
    ]
