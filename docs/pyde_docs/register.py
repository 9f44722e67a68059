"""The register: decisions, errata and findings, each a page that people write, linked both ways.

A page is `docs/decisions/<id>.md` or `docs/findings/<id>.md` and opens with `# <id> Title`. The index
pages and the lists of what cites an entry are made here from whatever pages there are.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from pyde_docs.contents import Chapter
from pyde_docs.demonstrations import DEMONSTRATIONS
from pyde_docs.linking import ENTRY_ID, Linker
from pyde_docs.places import DOCS, Place, markdown_url
from pyde_docs.sections import cut_sections
from pyde_docs.symbols import Symbols

TITLE = re.compile(r"# ([DERF]-\d+)\s+(.+)")
DEMONSTRATION = re.compile(r"^<!-- demonstration: (\w+) -->$", re.MULTILINE)
LEFT_ALONE = re.compile(r"(^```.*?^```$|^#.*$|\[[^\]]*\]\([^)]*\)|<[^>]*>)", re.MULTILINE | re.DOTALL)

FOLDERS = ("decisions", "findings")
GROUPS = {
    "decisions": (
        ("E", "Errata", "What version 1.1 changes in 1.0. Each is shown to be needed by a finding."),
        ("D", "Decisions of the design", "Where the sources are silent or contradict one another."),
        ("R", "Decisions of the text", "Questions that came up while the rules were written down."),
    ),
    "findings": (("F", "", ""),),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One page of the register."""

    id: str
    title: str
    folder: str
    body: str

    @property
    def page(self) -> str:
        """Its page on the site."""
        return f"{self.folder}/{self.id}.md"

    @property
    def order(self) -> int:
        """Its number, by which the entries of a group are listed."""
        return int(self.id.partition("-")[2])


def load_entries(docs: Path = DOCS) -> tuple[Entry, ...]:
    """Every entry. A page whose title does not name its own id is an error."""
    entries = []
    for folder in FOLDERS:
        for path in sorted((docs / folder).glob("[A-Z]-*.md")):
            heading, _, body = path.read_text().partition("\n")
            found = TITLE.fullmatch(heading.strip())
            if found is None or found[1] != path.stem:
                raise ValueError(f"docs/{folder}/{path.name} does not open with '# {path.stem} Title'")
            entries.append(Entry(found[1], found[2], folder, body.strip()))
    return tuple(sorted(entries, key=lambda entry: (entry.folder, entry.id[0], entry.order)))


def find_citations(chapters: tuple[Chapter, ...], symbols: Symbols) -> dict[str, list[str]]:
    """The modules and definitions that cite an entry, by its id, as full names in reading order."""
    citations: dict[str, dict[str, None]] = {}
    for module in (name for chapter in chapters for name in chapter.module_pages()):
        path = symbols.module(module).filepath
        assert isinstance(path, Path)
        source = path.read_text()
        lines = source.splitlines()
        sections = cut_sections(source)
        own = dict.fromkeys(range(1, len(lines) + 1), module)
        own |= {
            number: f"{module}.{section.names[0]}" for section in sections if section.names for number in section.lines
        }
        for number, line in enumerate(lines, start=1):
            for cited in ENTRY_ID.findall(line):
                citations.setdefault(cited, {})[own[number]] = None
    return {cited: list(names) for cited, names in citations.items()}


def render_register(entries: tuple[Entry, ...], citations: dict[str, list[str]], linker: Linker) -> dict[str, str]:
    """The page of each entry, and the two indexes."""
    pages = {entry.page: render_entry(entry, citations.get(entry.id, []), linker) for entry in entries}
    return pages | {f"{folder}/index.md": render_index(folder, entries, citations, linker) for folder in FOLDERS}


def render_entry(entry: Entry, cited_by: list[str], linker: Linker) -> str:
    """One entry: its text with its names linked and its demonstrations run, then what cites it."""
    body = DEMONSTRATION.sub(lambda found: run_demonstration(found[1]), entry.body)
    parts = [f'<p class="eyebrow">{entry.id}</p>', f"# {entry.title}", link_body(body, entry.page, linker)]
    if cited_by:
        names = "\n".join(f"- {link_citation(name, entry.page, linker)}" for name in cited_by)
        parts.append(f"## Cited by\n\n{names}")
    return "\n\n".join(parts) + "\n"


def link_body(body: str, page: str, linker: Linker) -> str:
    """Markdown with links for its names; headings, code, and what is a link already stay as they are."""
    pieces = LEFT_ALONE.split(body)
    return "".join(
        piece if index % 2 else linker.link_words(piece, page, None, lambda plain: plain)
        for index, piece in enumerate(pieces)
    )


def link_citation(name: str, page: str, linker: Linker) -> str:
    """What cites an entry, as a link."""
    shown = name.removeprefix("pyde_spec.")
    return f"[`{shown}`]({markdown_url(page, linker.symbols.places[name])})"


def run_demonstration(name: str) -> str:
    """The table or figure that a demonstration computes."""
    if name not in DEMONSTRATIONS:
        raise ValueError(f"there is no demonstration named {name}")
    return DEMONSTRATIONS[name]().render()


def render_index(folder: str, entries: tuple[Entry, ...], citations: dict[str, list[str]], linker: Linker) -> str:
    """The entries of a folder, in groups, with the place in the text where each is used."""
    page = f"{folder}/index.md"
    preface = DOCS / folder / "index.md"
    parts = [preface.read_text().strip() if preface.exists() else f"# {folder.capitalize()}"]
    for letter, title, sentence in GROUPS[folder]:
        rows = [
            f"| [{entry.id}]({entry.id}.md) | [{entry.title}]({entry.id}.md) | {use} |"
            for entry in entries
            if entry.folder == folder and entry.id[0] == letter
            for use in [describe_use(citations.get(entry.id, []), page, linker)]
        ]
        if rows:
            heading = [f"## {title}", sentence] if title else []
            parts += [*heading, "| id | title | in the text |\n|---|---|---|\n" + "\n".join(rows)]
    return "\n\n".join(parts) + "\n"


def describe_use(cited_by: list[str], page: str, linker: Linker) -> str:
    """The modules that use an entry, each once; none yet when its chapter is still to come."""
    modules: dict[str, Place] = {}
    for name in cited_by:
        place = linker.symbols.places[name]
        modules.setdefault(place.page, Place(place.page))
    names = {place.page: name for name, place in linker.symbols.places.items() if not place.anchor}
    links = [
        f"[`{names[module].removeprefix('pyde_spec.')}`]({markdown_url(page, place)})"
        for module, place in modules.items()
    ]
    return ", ".join(links) or "to come"
