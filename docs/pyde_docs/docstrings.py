"""Docstrings: what they say, and the lines at their end that say where it comes from.

A paragraph that opens with `Source:`, `Decision:` or `Finding:` is a note and not prose; one paragraph
may hold several, one after another.
"""

import inspect
import re
from dataclasses import dataclass

NOTE_LABELS = ("Source", "Decision", "Finding")
NOTE_START = re.compile(rf"\b({'|'.join(NOTE_LABELS)})s?:\s*")


@dataclass(frozen=True, slots=True)
class Note:
    """One note: its label, and its text without a closing full stop."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Docstring:
    """The paragraphs of a docstring, its notes taken out."""

    paragraphs: tuple[str, ...]
    notes: tuple[Note, ...]

    @property
    def prose(self) -> str:
        """All paragraphs."""
        return "\n\n".join(self.paragraphs)


def parse_docstring(text: str) -> Docstring:
    """Take a docstring apart."""
    paragraphs: list[str] = []
    notes: list[Note] = []
    for paragraph in re.split(r"\n\s*\n", inspect.cleandoc(text)):
        if NOTE_START.match(paragraph):
            notes += parse_notes(paragraph)
        elif paragraph.strip():
            paragraphs.append(paragraph)
    return Docstring(tuple(paragraphs), tuple(notes))


def parse_notes(paragraph: str) -> list[Note]:
    """The notes of a paragraph that holds nothing else."""
    _, *parts = NOTE_START.split(" ".join(paragraph.split()))
    return [Note(label, text.strip().removesuffix(".")) for label, text in zip(parts[::2], parts[1::2], strict=True)]
