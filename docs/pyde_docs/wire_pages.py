"""The pages of the wire layouts: every wire type, its bytes drawn, its parts in a table, and an example.

The example is the sample of the vectors in which no two places hold the same bytes.
"""

import html
import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from pyde_docs.contents import Chapter
from pyde_docs.fixtures import Fixtures
from pyde_docs.linking import Linker
from pyde_docs.places import Place, html_link, html_url, markdown_url
from pyde_docs.wire_drawing import draw_layout, get_colour
from pyde_docs.wire_layout import (
    Layout,
    Part,
    cut_wire_form,
    describe_shape,
    find_inner_records,
    find_layouts,
    is_fixed,
)
from pyde_spec.encoding.json_form import to_json
from pyde_spec.encoding.shapes import Enumeration, Record, TaggedUnion, compute_minimum_size, shape_of
from pyde_vectors.samples import Filler, build_distinct
from pyde_vectors.types.codec import TYPES, case_prefix

WIRE_INDEX = "wire/index.md"
BACKTICKED = re.compile(r"`(\w+)`")
SHOWN_HEX_MAX = 24


@dataclass(frozen=True)
class WirePages:
    """What the pages are made from."""

    linker: Linker
    chapters: tuple[Chapter, ...]
    fixtures: Fixtures

    def render(self) -> dict[str, str]:
        """The list of all types, and a page for each chapter that has some."""
        return {WIRE_INDEX: self.render_index()} | {
            place_chapter(chapter.package): self.render_chapter(chapter) for chapter in self.listed_chapters
        }

    @cached_property
    def owners(self) -> dict[str, str]:
        """The module that defines each type, by the name of the type."""
        modules = [module for chapter in self.chapters for module in chapter.module_pages()]
        found: dict[str, str] = {}
        for name, wire_type in TYPES.items():
            for module in modules:
                is_here = f"{module}.{name}" in self.linker.symbols.places
                if is_here and getattr(sys.modules.get(module), name, None) is wire_type:
                    found.setdefault(name, module)
        return found

    @property
    def listed_chapters(self) -> tuple[Chapter, ...]:
        """The chapters that define a wire type."""
        return tuple(chapter for chapter in self.chapters if self.types_of(chapter))

    def types_of(self, chapter: Chapter) -> list[str]:
        """The types that a chapter defines, in the order of the catalogue."""
        return [name for name, module in self.owners.items() if module in chapter.module_pages()]

    def place_of(self, name: str) -> Place | None:
        """Where the layout of a type stands."""
        module = self.owners.get(name)
        return Place(place_chapter(module.split(".")[1]), name) if module else None

    @property
    def places(self) -> dict[str, Place]:
        """Where the layout of each definition stands, by its full name."""
        return {
            f"{module}.{name}": Place(place_chapter(module.split(".")[1]), name) for name, module in self.owners.items()
        }

    def render_index(self) -> str:
        """All types with their sizes, by chapter."""
        parts = [
            "# Wire layouts",
            f"The bytes of all **{len(self.owners)} wire types**, drawn from the shapes that the encoder itself "
            "follows. Integers are little-endian. What has a variable length says so in four bytes before it; an "
            "option and a union begin with a tag of one byte. A decoder accepts these bytes and no others.",
        ]
        for chapter in self.listed_chapters:
            rows = [
                f"| [`{name}`]({markdown_url(WIRE_INDEX, Place(place_chapter(chapter.package), name))}) "
                f"| {describe_size(shape_of(TYPES[name]))} | {describe_kind(shape_of(TYPES[name]))} |"
                for name in self.types_of(chapter)
            ]
            parts.append(f"## {chapter.title}\n\n| type | size | form |\n|---|--:|---|\n" + "\n".join(rows))
        return "\n\n".join(parts) + "\n"

    def render_chapter(self, chapter: Chapter) -> str:
        """The types of one chapter."""
        page = place_chapter(chapter.package)
        parts = [
            f'<p class="eyebrow">{html_link(page, Place(WIRE_INDEX), "Wire layouts")}</p>',
            f"# {chapter.title}: wire layouts",
            *(self.render_type(page, name) for name in self.types_of(chapter)),
        ]
        return "\n\n".join(parts) + "\n"

    def render_type(self, page: str, name: str) -> str:
        """One type: what defines it, its layouts, the records inside it, its example."""
        shape = shape_of(TYPES[name])
        definition = self.linker.symbols.places[f"{self.owners[name]}.{name}"]
        inner = {record.of.__name__: record for record in find_inner_records(shape)}
        parts = [
            f"## `{name}` {{ #{name} }}",
            f'<p class="eyebrow">{describe_size(shape)} · {html_link(page, definition, "defined in")} '
            f"<code>{self.owners[name]}</code></p>",
            *(
                self.render_layout(page, layout, dict(pieces))
                for layout, pieces in zip(find_layouts(shape, name), find_examples(shape, name), strict=True)
            ),
            render_tags(shape) if isinstance(shape, Enumeration) else "",
            *(
                self.render_layout(page, replace(layout, title=inner_name), None)
                for inner_name, record in inner.items()
                if inner_name not in TYPES
                for layout in find_layouts(record, inner_name)
            ),
            self.render_example(page, name),
        ]
        return "\n\n".join(part for part in parts if part)

    def render_layout(self, page: str, layout: Layout, pieces: dict[str, bytes] | None) -> str:
        """One layout: its title when there are several, the drawing, the table with the pieces of an example."""
        heading = f'<h3 class="layout">{html.escape(layout.title)}</h3>\n' if layout.title else ""
        rows = "".join(
            self.render_part(page, number, part, pieces[part.name] if pieces else None)
            for number, part in enumerate(layout.parts)
        )
        last = "<th>for example</th>" if pieces else ""
        head = f"<thead><tr><th>part</th><th>offset</th><th>bytes</th><th>form</th>{last}</tr></thead>"
        table = f'<div class="wide" tabindex="0"><table class="layout">{head}<tbody>{rows}</tbody></table></div>'
        return f"{heading}{draw_layout(layout)}\n{table}"

    def render_part(self, page: str, number: int, part: Part, piece: bytes | None) -> str:
        """The row of one part."""
        size = f"{part.size:,} or more" if part.is_variable else f"{part.size:,}"
        form = self.link_names(page, describe_shape(part.shape))
        shown = f'<td><code class="hex {get_colour(number)}">{show_hex(piece)}</code></td>' if piece is not None else ""
        mark = f'<span class="mark {get_colour(number)}">{number + 1}</span>'
        return (
            f"<tr><th>{mark} {html.escape(part.name)}</th><td>{html.escape(part.offset)}</td><td>{size}</td>"
            f"<td>{form}</td>{shown}</tr>"
        )

    def link_names(self, page: str, text: str) -> str:
        """The names of types in a text as links to their layouts."""

        def link(found: re.Match[str]) -> str:
            place = self.place_of(found[1])
            code = f"<code>{found[1]}</code>"
            return html_link(page, place, code) if place else code

        return BACKTICKED.sub(link, html.escape(text))

    def render_example(self, page: str, name: str) -> str:
        """The bytes of the example in the colours of its parts, its JSON form, and the vector that has it."""
        shape = shape_of(TYPES[name])
        example = build_distinct(shape, Filler())
        pieces = "".join(
            f'<span class="{get_colour(number)}" title="{html.escape(part)}">{piece.hex()}</span>'
            for number, (part, piece) in enumerate(cut_wire_form(shape, example, name))
        )
        form = html.escape(json.dumps(to_json(TYPES[name], example), indent=2, ensure_ascii=False), quote=False)
        case = self.fixtures.places.get(f"types/decode/{case_prefix(name)}.distinct")
        link = f', as <a href="{html_url(page, case)}">its vector</a> has it' if case else ""
        return (
            f'<details class="sample"><summary>An example, whole</summary><p>The wire form{link}:</p>'
            f'<pre class="hex"><code>0x{pieces}</code></pre><p>The same value in JSON:</p>'
            f"<pre><code>{form}</code></pre></details>"
        )


def find_examples(shape: Any, name: str) -> tuple[tuple[tuple[str, bytes], ...], ...]:
    """The wire form of an example for each layout of a type, in pieces."""
    if not isinstance(shape, TaggedUnion):
        return (cut_wire_form(shape, build_distinct(shape, Filler()), name),)
    payloads = [build_distinct(shape_of(variant.of), Filler()) for variant in shape.variants]
    return tuple(cut_wire_form(shape, payload, name) for payload in payloads)


def render_tags(shape: Enumeration) -> str:
    """Every tag of an enumeration with its name."""
    tags = "".join(f"<li><code>{int(member):02x}</code> {member.name.lower()}</li>" for member in shape.of)
    return f'<ul class="tags">{tags}</ul>'


def place_chapter(package: str) -> str:
    """The page of a chapter's types."""
    return f"wire/{package}.md"


def describe_size(shape: Any) -> str:
    """How many bytes a type has, or how many at least."""
    size = compute_minimum_size(shape)
    unit = "byte" if size == 1 else "bytes"
    return f"{size:,} {unit}" if is_fixed(shape) else f"{size:,} {unit} or more"


def describe_kind(shape: Any) -> str:
    """What kind of type a shape is, for the list."""
    kinds: tuple[tuple[type[Any], Callable[[Any], str]], ...] = (
        (Record, lambda record: f"{len(record.fields)} fields"),
        (TaggedUnion, lambda union: f"one of {len(union.variants)} alternatives"),
        (Enumeration, lambda enumeration: f"one of {len(enumeration.of)} tags"),
    )
    for kind, describe in kinds:
        if isinstance(shape, kind):
            return describe(shape)
    return describe_shape(shape)


def show_hex(data: bytes) -> str:
    """Bytes in hexadecimal, cut in the middle when they are many."""
    if len(data) <= SHOWN_HEX_MAX:
        return data.hex(" ")
    half = SHOWN_HEX_MAX // 3
    return f"{data[:half].hex(' ')} … {data[-half:].hex(' ')}"
