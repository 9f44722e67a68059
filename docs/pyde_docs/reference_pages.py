"""Reference pages: what is looked up rather than read, every page of it made from the text itself."""

from dataclasses import dataclass
from typing import Any

from pyde_docs.constants_page import ConstantsPage
from pyde_docs.contents import Chapter
from pyde_docs.domain_tags_page import render_domain_tags_page
from pyde_docs.errata_page import ErrataPage
from pyde_docs.evidence import Evidence
from pyde_docs.evidence_page import EvidencePage
from pyde_docs.linking import Linker
from pyde_docs.places import CONSTANTS_PAGE, DOMAIN_TAGS_PAGE, ERRATA_PAGE, EVIDENCE_PAGE, REASONS_PAGE
from pyde_docs.reason_page import render_reason_page
from pyde_docs.register import Entry
from pyde_docs.uses import Uses
from pyde_docs.wire_pages import WIRE_INDEX, WirePages, place_chapter


@dataclass(frozen=True)
class ReferencePages:
    """What the pages are made from."""

    linker: Linker
    chapters: tuple[Chapter, ...]
    entries: tuple[Entry, ...]
    uses: Uses
    evidence: Evidence

    @property
    def wire(self) -> WirePages:
        """The pages of the wire layouts."""
        return WirePages(self.linker, self.chapters, self.evidence.fixtures)

    def render(self) -> dict[str, str]:
        """Every page by its path."""
        titles = {entry.id: entry.title for entry in self.entries}
        return {
            REASONS_PAGE: render_reason_page(self.linker, self.evidence.fixtures, self.uses),
            CONSTANTS_PAGE: ConstantsPage(self.linker, self.chapters, self.uses).render(),
            DOMAIN_TAGS_PAGE: render_domain_tags_page(self.linker),
            ERRATA_PAGE: ErrataPage(self.linker, self.uses, self.evidence.fixtures, titles).render(),
            EVIDENCE_PAGE: EvidencePage(self.linker, self.chapters, self.evidence).render(),
            **self.wire.render(),
        }

    def list(self) -> list[Any]:
        """The pages for the navigation; the evidence has a place of its own."""
        chapters = [{chapter.title: place_chapter(chapter.package)} for chapter in self.wire.listed_chapters]
        return [
            {"Reasons": REASONS_PAGE},
            {"Constants": CONSTANTS_PAGE},
            {"Wire layouts": [WIRE_INDEX, *chapters]},
            {"Domain tags": DOMAIN_TAGS_PAGE},
            {"Errata": ERRATA_PAGE},
        ]
