"""Navigation: the configuration of the site, which is the committed base and the order of the pages."""

import json
from typing import Any

from pyde_docs.chapter_pages import get_title
from pyde_docs.contents import Chapter
from pyde_docs.docstrings import parse_docstring
from pyde_docs.fixtures import Fixture, Fixtures, describe_numbers
from pyde_docs.places import BASE_CONFIGURATION, EVIDENCE_PAGE
from pyde_docs.register import FOLDERS, GROUPS, Entry
from pyde_docs.symbols import Symbols

Navigation = list[Any]


def render_configuration(navigation: Navigation) -> str:
    """The base configuration, and the navigation below it; JSON is YAML."""
    listed = json.dumps(navigation, ensure_ascii=False, indent=2)
    return f"{BASE_CONFIGURATION.read_text()}\ndocs_dir: docs\nsite_dir: site\n\nnav: {listed}\n"


def build_navigation(
    chapters: tuple[Chapter, ...],
    symbols: Symbols,
    entries: tuple[Entry, ...],
    fixtures: Fixtures,
    *,
    guides: dict[str, str],
    reference: Navigation,
) -> Navigation:
    """The order of the pages. `guides` are the pages that stand beside the first, by path, with their titles.

    `reference` are the pages made from the text and not part of its chapters.
    """
    navigation: Navigation = [{"Overview": ["index.md", *({title: page} for page, title in guides.items())]}]
    navigation.append({"Chapters": ["chapters/index.md", *(list_chapter(chapter, symbols) for chapter in chapters)]})
    navigation.append({"Reference": reference})
    navigation.append({"Vectors": list_vectors(fixtures)})
    navigation.append({"Evidence": EVIDENCE_PAGE})
    navigation += [{folder.capitalize(): list_entries(folder, entries)} for folder in FOLDERS]
    return navigation


def list_chapter(chapter: Chapter, symbols: Symbols) -> dict[str, Any]:
    """A chapter and its modules."""
    if not chapter.modules:
        return {chapter.title: chapter.page}
    modules = [
        {read_title(symbols, f"pyde_spec.{chapter.package}.{module}"): chapter.module_page(module)}
        for module in chapter.modules
    ]
    return {chapter.title: [chapter.page, *modules]}


def read_title(symbols: Symbols, module: str) -> str:
    """The title of a module."""
    docstring = symbols.module(module).docstring
    assert docstring is not None, f"{module} has no docstring"
    return get_title(parse_docstring(docstring.value).paragraphs)


def list_vectors(fixtures: Fixtures) -> Navigation:
    """The handlers, by chapter."""
    listed: Navigation = ["vectors/index.md"]
    for chapter in dict.fromkeys(fixture.chapter for fixture in fixtures.files):
        listed.append({chapter: [list_handler(fixture) for fixture in fixtures.files if fixture.chapter == chapter]})
    return listed


def list_handler(fixture: Fixture) -> dict[str, Any]:
    """A handler: its page, or its pages by the numbers of the cases that each lists."""
    name = fixture.handler.partition("/")[2]
    if len(fixture.pages) == 1:
        return {name: fixture.page}
    return {name: [fixture.page, *({describe_numbers(fixture, page): page} for page in fixture.pages[1:])]}


def list_entries(folder: str, entries: tuple[Entry, ...]) -> Navigation:
    """The entries of a folder of the register, in the groups of its index."""
    listed: Navigation = [f"{folder}/index.md"]
    for letter, title, _ in GROUPS[folder]:
        pages: Navigation = [
            {f"{entry.id} {entry.title}": entry.page}
            for entry in entries
            if entry.folder == folder and entry.id[0] == letter
        ]
        if title and pages:
            listed.append({title: pages})
        else:
            listed += pages
    return listed
