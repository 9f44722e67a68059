"""Vector pages: the cases of each handler, on a page or, where they are many, on several.

Whatever page a case is on, `vectors/<handler>.html#<name>` leads to it: the first page forwards to
the one that has the anchor.
"""

from pyde_docs.case_panels import render_case
from pyde_docs.catalogue import render_script
from pyde_docs.fixtures import Fixture, Fixtures, describe_numbers
from pyde_docs.linking import Linker
from pyde_docs.places import CATALOGUE_PAGE, Place, html_link, html_url

# A name that is searched for is first of all the name of a rule.
SEARCHED_LAST = "---\nsearch:\n  boost: 0.2\n---"

CURRENT = ' aria-current="page"'


def render_vector_pages(fixtures: Fixtures, linker: Linker) -> dict[str, str]:
    """Every page of every handler."""
    return {page: render_page(fixture, page, linker) for fixture in fixtures.files for page in fixture.pages}


def render_page(fixture: Fixture, page: str, linker: Linker) -> str:
    """One page of a handler: the rules it asks for, its file, its cases."""
    rules = list(dict.fromkeys(rule for case in fixture.cases for rule in case["rules"]))
    asked = ", ".join(linker.link_name(f"`{rule}`", page, None) for rule in rules)
    file = html_url(page, Place(f"fixtures/{fixture.file}"))
    listed = "".join(render_case(fixture.cases[number], page, linker) for number in fixture.numbers_on(page))
    shown = "" if page == fixture.page else f", cases {describe_numbers(fixture, page)}"
    parts = [
        SEARCHED_LAST,
        f'<p class="eyebrow">{html_link(page, Place(CATALOGUE_PAGE), "Vectors")} · {fixture.chapter}</p>',
        f"# {fixture.handler}{shown}",
        f'{len(fixture.cases)} cases for {asked}. <a href="{file}" download>The file</a> holds them in full.',
        render_parts(fixture, page),
        f'<div class="cases" data-handler="{fixture.handler}" data-search-exclude>{listed}</div>',
        render_script(page),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def render_parts(fixture: Fixture, page: str) -> str:
    """Links to the other pages of a handler, if there are any."""
    if len(fixture.pages) == 1:
        return ""
    links = " ".join(
        f'<a href="{html_url(page, Place(other))}"{CURRENT if other == page else ""}>'
        f"{describe_numbers(fixture, other)}</a>"
        for other in fixture.pages
    )
    return f'<nav class="parts" aria-label="Pages of this handler">Cases {links}</nav>'
