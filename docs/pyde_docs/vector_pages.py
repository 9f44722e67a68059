"""Vector pages: a page for each handler that lists its cases, and an index of them all."""

import html
import json

from pyde_docs.fixtures import Fixture, Fixtures, Json
from pyde_docs.linking import Linker
from pyde_docs.places import Place, html_url

INDEX = "vectors/index.md"
SHOWN_TEXT_MAX = 400
LINE_LENGTH = 90


def render_vector_pages(fixtures: Fixtures, linker: Linker) -> dict[str, str]:
    """The index, and the page of each handler."""
    return {INDEX: render_index(fixtures)} | {
        fixture.page: render_fixture(fixture, linker) for fixture in fixtures.files
    }


def render_index(fixtures: Fixtures) -> str:
    """The list of handlers, by chapter."""
    total = sum(len(fixture.cases) for fixture in fixtures.files)
    parts = ["# Vectors"]
    if not fixtures.files:
        return "# Vectors\n\nNo fixtures are filled yet: run `pyde-vectors fill`.\n"
    parts.append(
        f"**{total:,} cases** in {len(fixtures.files)} handlers. A handler is one question that a client can be asked; "
        "a case is one input and the answer that the specification gives. Each rule of a chapter links to the cases "
        "that pin it, and each case names its rules."
    )
    for chapter in dict.fromkeys(fixture.chapter for fixture in fixtures.files):
        rows = [
            f"| [`{fixture.handler}`]({fixture.page.removeprefix('vectors/')}) | {len(fixture.cases)} "
            f"| {sum('reject' in case['expect'] for case in fixture.cases)} |"
            for fixture in fixtures.files
            if fixture.chapter == chapter
        ]
        parts.append(f"## {chapter}\n\n| handler | cases | of these, rejected |\n|---|--:|--:|\n" + "\n".join(rows))
    return "\n\n".join(parts) + "\n"


def render_fixture(fixture: Fixture, linker: Linker) -> str:
    """The page of a handler: the rules it asks for, its file, its cases."""
    rules = list(dict.fromkeys(rule for case in fixture.cases for rule in case["rules"]))
    asked = ", ".join(linker.link_name(f"`{rule}`", fixture.page, None) for rule in rules)
    file = html_url(fixture.page, Place(f"fixtures/{fixture.file}"))
    cases = "".join(render_case(case, fixture.page, linker) for case in fixture.cases)
    return (
        f'<p class="eyebrow">Vectors · {fixture.chapter}</p>\n\n# {fixture.handler}\n\n'
        f'{len(fixture.cases)} cases for {asked}. <a href="{file}" download>The file</a> holds them in full.\n\n'
        f'<div class="cases" data-search-exclude>{cases}</div>\n'
    )


def render_case(case: dict[str, Json], page: str, linker: Linker) -> str:
    """One case: a line that says what it is, unfolding to its exchange."""
    name = case["id"].rpartition("/")[2]
    flags = "".join(f'<span class="flag">{flag}</span>' for flag in case["flags"])
    versions = " and ".join(case["versions"])
    blocks = "".join(
        f"<h4>{label}</h4><pre><code>{show_json(case[key])}</code></pre>"
        for key, label in (
            ("input", "Input"),
            ("input_borsh", "Input as Borsh"),
            ("expect", "Expected"),
            ("reveals", "Reveals"),
        )
        if key in case
    )
    rules = ", ".join(linker.html_name(rule, page, None) for rule in case["rules"])
    return (
        f'<details class="case" id="{name}"><summary><a class="case-id" href="#{name}">{name}</a> '
        f"{render_verdict(case['expect'], page, linker)}"
        f'<span class="case-title">{html.escape(case["title"])}</span></summary>'
        f'<p class="case-facts">{flags}versions {versions} · preset {case["preset"]} · {rules}</p>{blocks}</details>\n'
    )


def render_verdict(expect: Json, page: str, linker: Linker) -> str:
    """What is expected, in a word or two."""
    if "reject" not in expect:
        return '<span class="verdict ok">ok</span>'
    reason = expect["reject"]["reason"]
    place = linker.place_of_name(reason.upper(), None)
    shown = f'<a href="{html_url(page, place)}">{reason}</a>' if place else reason
    return f'<span class="verdict reject">{shown}</span>'


def show_json(value: Json) -> str:
    """A value as JSON; a long text is cut in its middle, and says how much is missing."""
    return html.escape(layout(shorten(value), 0), quote=False)


def layout(value: Json, depth: int) -> str:
    """A value as JSON, on one line where it fits, else a member a line."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or len(line) + 2 * depth <= LINE_LENGTH:
        return line
    inner, outer = "\n" + "  " * (depth + 1), "\n" + "  " * depth
    if isinstance(value, list):
        return "[" + inner + f",{inner}".join(layout(item, depth + 1) for item in value) + outer + "]"
    members = [f"{json.dumps(name, ensure_ascii=False)}: {layout(item, depth + 1)}" for name, item in value.items()]
    return "{" + inner + f",{inner}".join(members) + outer + "}"


def shorten(value: Json) -> Json:
    """The same value with its long texts cut."""
    if isinstance(value, dict):
        return {key: shorten(item) for key, item in value.items()}
    if isinstance(value, list):
        return [shorten(item) for item in value]
    if isinstance(value, str) and len(value) > SHOWN_TEXT_MAX:
        half = SHOWN_TEXT_MAX // 2
        return f"{value[:half]} … {len(value) - 2 * half} characters … {value[-half:]}"
    return value
