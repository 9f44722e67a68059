"""Places: where things lie in the repository, and how one page of the site links to another.

A page is named by its path below the folder of Markdown pages, `chapters/accounts/nonce_window.md`.
Markdown links name the Markdown file; links in raw HTML name the built page. Both are relative, so
the site works below any address and straight from a folder.
"""

import posixpath
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
SPEC = REPOSITORY / "spec"
CONTENTS = SPEC / "pyde_spec" / "contents.toml"
FIXTURES = REPOSITORY / "vectors" / "fixtures"
DOCS = REPOSITORY / "docs"
BASE_CONFIGURATION = REPOSITORY / "mkdocs.yml"
BUILD = REPOSITORY / "build"

REASONS_PAGE = "reasons.md"
CATALOGUE_PAGE = "vectors/index.md"
DOMAIN_TAGS_PAGE = "domain-tags.md"
CONSTANTS_PAGE = "constants.md"
ERRATA_PAGE = "errata.md"
EVIDENCE_PAGE = "evidence.md"


@dataclass(frozen=True, slots=True)
class Place:
    """A page, or an anchor on it."""

    page: str
    anchor: str = ""


def markdown_url(origin: str, target: Place) -> str:
    """The relative link from the page `origin` to `target`, as Markdown wants it."""
    path = "" if target.page == origin else posixpath.relpath(target.page, posixpath.dirname(origin) or ".")
    return join_anchor(path, target.anchor)


def html_url(origin: str, target: Place) -> str:
    """The relative link from the page `origin` to `target`, as the built page wants it."""
    path = "" if target.page == origin else posixpath.relpath(target.page, posixpath.dirname(origin) or ".")
    return join_anchor(path.removesuffix(".md") + ".html" if path.endswith(".md") else path, target.anchor)


def html_link(origin: str, target: Place, text: str) -> str:
    """A link in HTML around a text that is HTML already."""
    return f'<a href="{html_url(origin, target)}">{text}</a>'


def join_anchor(path: str, anchor: str) -> str:
    """A path and an anchor; never empty, so that it stays a link."""
    return f"{path}#{anchor}" if anchor else path or "#"
