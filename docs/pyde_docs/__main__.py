"""Generate the pages of the site.

Two commands build it: `PYTHONPATH=docs python -m pyde_docs`, which writes Markdown below `build/docs`,
then `python -m mkdocs build --strict -f build/mkdocs.yml`, which writes the site to `build/site`.
"""

import argparse
import shutil
from pathlib import Path

from pyde_docs.catalogue import CATALOGUE_DATA, render_catalogue, write_catalogue
from pyde_docs.chapter_pages import ChapterPages
from pyde_docs.contents import Chapter, load_chapters
from pyde_docs.evidence import load_all_evidence
from pyde_docs.fixtures import load_fixtures
from pyde_docs.guides import fill_guide, load_guides, read_heading
from pyde_docs.linking import Linker
from pyde_docs.margin_rows import MarginRows
from pyde_docs.margins import Margins
from pyde_docs.navigation import build_navigation, render_configuration
from pyde_docs.places import BUILD, CATALOGUE_PAGE, DOCS, FIXTURES, Place
from pyde_docs.reference_pages import ReferencePages
from pyde_docs.register import find_citations, link_body, load_entries, render_register
from pyde_docs.symbols import load_symbols
from pyde_docs.uses import find_uses
from pyde_docs.vector_pages import render_vector_pages


def main() -> None:
    """Write every page below the folder given, `build` unless told otherwise."""
    parser = argparse.ArgumentParser(prog="pyde_docs", description="Generate the Markdown pages of the site.")
    parser.add_argument("--output", type=Path, default=BUILD, help="the folder that receives docs/ and mkdocs.yml")
    parser.add_argument("--fixtures", type=Path, default=FIXTURES, help="the folder of the committed vectors")
    given = parser.parse_args()
    generate(given.output, given.fixtures)


def generate(output: Path, fixtures: Path = FIXTURES) -> None:
    """Render every page, replace what was there, and copy what is served as it is."""
    pages, configuration = render_site(fixtures)
    docs = output / "docs"
    if docs.exists():
        shutil.rmtree(docs)
    for page, text in sorted(pages.items()):
        path = docs / page
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    shutil.copytree(DOCS / "assets", docs / "assets")
    if fixtures.exists():
        shutil.copytree(fixtures, docs / "fixtures", ignore=shutil.ignore_patterns("*.md"))
    (output / "mkdocs.yml").write_text(configuration)
    print(f"{len(pages)} pages in {docs}")


def render_site(fixture_folder: Path) -> tuple[dict[str, str], str]:
    """Every page by its path, and the configuration that orders them."""
    chapters, fixtures, entries = load_chapters(), load_fixtures(fixture_folder), load_entries()
    symbols = load_symbols(chapters)
    linker = Linker(symbols, {entry.id: Place(entry.page) for entry in entries}, fixtures.handlers)
    guides = load_guides()
    pages = {name: link_body(fill_guide(text, chapters, fixtures), name, linker) for name, text in guides.items()}
    pages["chapters/index.md"] = render_contents(chapters)
    uses, evidence = find_uses(chapters, symbols), load_all_evidence(fixtures)
    reference = ReferencePages(linker, chapters, entries, uses, evidence)
    rows = MarginRows(linker, uses, evidence, reference.wire.places)
    chapter_pages = ChapterPages(linker, Margins(linker, fixtures), rows)
    for chapter in chapters:
        pages |= chapter_pages.render_chapter(chapter)
    pages |= reference.render()
    pages |= {CATALOGUE_PAGE: render_catalogue(fixtures), CATALOGUE_DATA: write_catalogue(fixtures)}
    pages |= render_vector_pages(fixtures, linker)
    pages |= render_register(entries, find_citations(chapters, symbols), linker)
    titles = {name: read_heading(name, text) for name, text in guides.items() if name != "index.md"}
    listed = reference.list()
    navigation = build_navigation(chapters, symbols, entries, fixtures, guides=titles, reference=listed)
    return pages, render_configuration(navigation)


def render_contents(chapters: tuple[Chapter, ...]) -> str:
    """The list of the chapters, in reading order."""
    rows = [
        f"| {chapter.floor} | [{chapter.title}]({chapter.page.removeprefix('chapters/')}) |" for chapter in chapters
    ]
    return (
        "# Chapters\n\nThe chapters stand on floors: each imports only from the floors below its own, so reading "
        "them in order never meets a name before its definition.\n\n| floor | chapter |\n|--:|---|\n"
        + "\n".join(rows)
        + "\n"
    )


if __name__ == "__main__":
    main()
