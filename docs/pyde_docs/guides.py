"""Guides: the pages that people write beside the register, in the order in which they are offered."""

import re

from pyde_docs.contents import Chapter
from pyde_docs.fixtures import Fixtures
from pyde_docs.places import DOCS

ORDER = (
    "index.md",
    "run-the-vectors.md",
    "audit-a-rule.md",
    "build-a-client.md",
    "write-an-adapter.md",
    "using-vectors.md",
    "protocol.md",
)
HANDLERS_BY_CHAPTER = "<!-- handlers by chapter -->"
TITLE = re.compile(r"^# (.+)$", re.MULTILINE)


def load_guides() -> dict[str, str]:
    """The guides and the reports of evidence, by path: those with a place in the order, then the others."""
    paths = [*sorted(DOCS.glob("*.md")), *sorted(DOCS.glob("evidence/*.md"))]
    found = {path.relative_to(DOCS).as_posix(): path.read_text() for path in paths}
    ordered = [name for name in ORDER if name in found]
    return {name: found[name] for name in [*ordered, *(name for name in found if name not in ORDER)]}


def read_heading(page: str, text: str) -> str:
    """The title of a page that people write. A page without one is an error."""
    title = TITLE.search(text)
    if title is None:
        raise ValueError(f"docs/{page} has no title")
    return title[1]


def fill_guide(text: str, chapters: tuple[Chapter, ...], fixtures: Fixtures) -> str:
    """A guide with the table of the handlers in place of the comment that asks for it."""
    return text.replace(HANDLERS_BY_CHAPTER, render_handlers(chapters, fixtures))


def render_handlers(chapters: tuple[Chapter, ...], fixtures: Fixtures) -> str:
    """The chapters that have vectors, in reading order, with what selects their cases."""
    rows = []
    for chapter in chapters:
        own = [fixture for fixture in fixtures.files if fixture.chapter == chapter.package]
        if own:
            count = sum(len(fixture.cases) for fixture in own)
            link = f"[{chapter.title}]({chapter.page})"
            rows.append(f"| {chapter.floor} | {link} | {len(own)} | {count:,} | `--only '{chapter.package}/*'` |")
    return "| floor | chapter | handlers | cases | asks them |\n|--:|---|--:|--:|---|\n" + "\n".join(rows)
