"""Chapter pages: a chapter's opening, and one page for each of its modules.

A page is the module read from top to bottom: the prose of its docstring and its drawing, if it has
one, then every definition with its own prose and drawing, the box in the margin, and the code. Nothing of the
source is left out.
"""

from dataclasses import dataclass
from pathlib import Path

from pyde_docs.contents import Chapter
from pyde_docs.docstrings import parse_docstring
from pyde_docs.highlighting import SourceText
from pyde_docs.identifiers import find_words
from pyde_docs.illustrations import illustrate
from pyde_docs.linking import Linker
from pyde_docs.margin_rows import MarginRows
from pyde_docs.margins import Margins
from pyde_docs.places import html_link, markdown_url
from pyde_docs.sections import Kind, Section, cut_sections, find_anchors


@dataclass(frozen=True)
class ChapterPages:
    """What chapter pages are made from."""

    linker: Linker
    margins: Margins
    rows: MarginRows

    def render_chapter(self, chapter: Chapter) -> dict[str, str]:
        """Every page of a chapter, by its path."""
        if not chapter.modules:
            return {chapter.page: self.render_module(chapter, f"pyde_spec.{chapter.package}", chapter.page)}
        pages = {chapter.page: self.render_opening(chapter)}
        for module in chapter.modules:
            page = chapter.module_page(module)
            pages[page] = self.render_module(chapter, f"pyde_spec.{chapter.package}.{module}", page)
        return pages

    def render_opening(self, chapter: Chapter) -> str:
        """The first page of a chapter: what it is about, and its modules with what each defines."""
        name = f"pyde_spec.{chapter.package}"
        docstring = parse_docstring(self.docstring_of(name))
        prose = docstring.prose.partition(": ")[2] or docstring.prose
        parts = [
            eyebrow(f"Floor {chapter.floor} · <code>{name}</code>"),
            f"# {chapter.title}",
            self.linker.prose(prose[:1].upper() + prose[1:], chapter.page, name),
        ]
        parts += [self.render_entry(chapter, module) for module in chapter.modules]
        return "\n\n".join(parts) + "\n"

    def render_entry(self, chapter: Chapter, module: str) -> str:
        """One module in the list of its chapter."""
        name = f"pyde_spec.{chapter.package}.{module}"
        docstring = parse_docstring(self.docstring_of(name))
        opening = docstring.paragraphs[1] if len(docstring.paragraphs) > 1 else ""
        places = self.linker.symbols.places
        links = [
            html_link(chapter.page, places[f"{name}.{defined}"], f"<code>{defined}</code>")
            for section in cut_sections(self.source_of(name))
            if section.kind in (Kind.FUNCTION, Kind.CLASS)
            for defined in section.public_names
        ]
        title = f"## [{get_title(docstring.paragraphs)}]({markdown_url(chapter.page, places[name])})"
        listed = f'<p class="defines">{" ".join(links)}</p>' if links else ""
        return "\n\n".join([title, self.linker.prose(opening, chapter.page, name), listed])

    def render_module(self, chapter: Chapter, name: str, page: str) -> str:
        """The page of a module."""
        source = self.source_of(name)
        docstring = parse_docstring(self.docstring_of(name))
        words, anchors = find_words(self.linker.symbols, name, source), find_anchors(source)
        text = SourceText(tuple(source.splitlines()), words, anchors, self.linker, page)
        opening = self.linker.symbols.places[f"pyde_spec.{chapter.package}"]
        belongs_to = html_link(page, opening, chapter.title) if chapter.modules else f"Floor {chapter.floor}"
        parts = [
            eyebrow(f"{belongs_to} · <code>{name}</code>"),
            f"# {get_title(docstring.paragraphs)}",
            self.margins.render_box(page, name, docstring.notes, self.rows.describe_module(page, name)),
            self.linker.prose("\n\n".join(docstring.paragraphs[1:]), page, name),
            illustrate(name),
        ]
        parts += [self.render_section(section, name, text) for section in cut_sections(source)]
        return "\n\n".join(part for part in parts if part) + "\n"

    def render_section(self, section: Section, module: str, text: SourceText) -> str:
        """One section of a module."""
        numbers = get_code_lines(section, text.lines)
        code = text.render(numbers)
        if section.kind is Kind.IMPORTS:
            return f'<details class="imports"><summary>Imports</summary>{code}</details>'
        docstring = parse_docstring(section.docstring)
        parts = [
            render_heading(section),
            self.margins.render_box(text.page, module, docstring.notes, self.describe(section, module, text)),
            self.linker.prose(docstring.prose, text.page, module),
            *(illustrate(f"{module}.{name}") for name in section.names),
            code,
            *(self.margins.list_cases(text.page, f"{module}.{name}") for name in section.names),
        ]
        return "\n\n".join(part for part in parts if part)

    def describe(self, section: Section, module: str, text: SourceText) -> list[tuple[str, str]]:
        """The rows of the margin that come from the code, from the vectors, and from the evidence."""
        if section.kind not in (Kind.FUNCTION, Kind.CLASS):
            return self.rows.describe_constants(text.page, module, section.public_names)
        name = f"{module}.{section.names[0]}"
        rows = self.margins.count_cases(text.page, name) + self.rows.describe_rule(text.page, name)
        if section.kind is Kind.CLASS:
            return rows
        source = "\n".join(text.lines[number - 1] for number in section.lines)
        return self.margins.list_reasons(text.page, source) + rows

    def docstring_of(self, module: str) -> str:
        """The docstring of a module."""
        found = self.linker.symbols.module(module).docstring
        assert found is not None, f"{module} has no docstring"
        return found.value

    def source_of(self, module: str) -> str:
        """The source of a module."""
        path = self.linker.symbols.module(module).filepath
        assert isinstance(path, Path)
        return path.read_text()


def eyebrow(text: str) -> str:
    """The small line above a title that says where the page belongs."""
    return f'<p class="eyebrow">{text}</p>'


def get_title(paragraphs: tuple[str, ...]) -> str:
    """The title of a module: the first paragraph of its docstring."""
    return " ".join(paragraphs[0].split()).removesuffix(".")


def render_heading(section: Section) -> str:
    """The heading of a definition, with the anchor that its name is; several constants share one."""
    names = section.names
    if section.kind in (Kind.FUNCTION, Kind.CLASS):
        return f"## `{names[0]}` {{ #{names[0]} .{section.kind.value} }}"
    if not section.public_names:
        return ""
    shown = f"`{names[0]}`" if len(names) == 1 else f"`{names[0]}` … `{names[-1]}`"
    return f"## {shown} {{ #{names[0]}-section .{section.kind.value} }}"


def get_code_lines(section: Section, lines: tuple[str, ...]) -> list[int]:
    """The numbers of the lines of a section without its docstring and the blank lines after it."""
    skipped = set(section.docstring_lines)
    after = section.docstring_lines.stop
    while skipped and after in section.lines and not lines[after - 1].strip():
        skipped.add(after)
        after += 1
    return [number for number in section.lines if number not in skipped]
