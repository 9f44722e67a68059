"""Wire drawings: the bytes of a type on a grid, sixteen a row, each part in a colour of its own.

A part of fixed size fills as many cells as it has bytes; a long one is one row that says how many. A part of
variable length has a row with an open end, and what follows it begins a new row, for nobody knows where.
The drawing is for the eye; the table below it says the same to everybody.
"""

import html
from collections.abc import Iterator
from dataclasses import dataclass

from pyde_docs.wire_layout import Layout, Part

COLUMNS = 16
DRAWN_BYTES_MAX = 64
NAME_COLUMNS_MIN = 2
COLOURS = 8


@dataclass(frozen=True, slots=True)
class Run:
    """Cells of one part in one row. `is_first` and `is_last` say whether the part begins and ends here."""

    part: Part
    number: int
    column: int
    width: int
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells. The offset of its first byte is known as long as nothing variable comes before."""

    offset: int | None
    runs: tuple[Run, ...]


def draw_layout(layout: Layout) -> str:
    """The grid of a layout as HTML on one line."""
    rows = "".join(draw_row(row) for row in find_rows(layout.parts))
    return f'<div class="bytes" aria-hidden="true">{rows}</div>'


def find_rows(parts: tuple[Part, ...]) -> Iterator[Row]:
    """The rows from top to bottom."""
    runs: list[Run] = []
    start: int | None = 0
    offset: int | None = 0
    column = 0
    for number, part in enumerate(parts):
        is_whole_row = part.is_variable or part.size > DRAWN_BYTES_MAX
        if is_whole_row and runs:
            yield Row(start, tuple(runs))
            runs, column = [], 0
        if is_whole_row:
            yield Row(offset, (Run(part, number, 0, COLUMNS, is_first=True, is_last=True),))
        for width, is_first, is_last in () if is_whole_row else cut_part(part.size, column):
            start = offset if not runs else start
            runs.append(Run(part, number, column, width, is_first, is_last))
            offset = None if offset is None else offset + width
            column += width
            if column == COLUMNS:
                yield Row(start, tuple(runs))
                runs, column = [], 0
        if is_whole_row:
            offset = None if part.is_variable or offset is None else offset + part.size
    if runs:
        yield Row(start, tuple(runs))


def cut_part(size: int, column: int) -> Iterator[tuple[int, bool, bool]]:
    """The widths of a part's runs when it begins at a column, and whether each is its first and its last."""
    left = size
    while left:
        width = min(left, COLUMNS - column)
        yield width, left == size, left == width
        left, column = left - width, 0


def draw_row(row: Row) -> str:
    """A row: its offset, and its runs."""
    offset = "…" if row.offset is None else str(row.offset)
    return f'<span class="at">{offset}</span>{"".join(draw_run(run) for run in row.runs)}'


def draw_run(run: Run) -> str:
    """A run of cells, with the name of its part where the part is widest enough to read it."""
    css = ["cell", get_colour(run.number)]
    css += ["variable"] if run.part.is_variable else []
    css += [] if run.is_first else ["continued"]
    css += [] if run.is_last else ["continues"]
    style = f"grid-column: {run.column + 2} / span {run.width}"
    return f'<span class="{" ".join(css)}" style="{style}">{label_run(run)}</span>'


def label_run(run: Run) -> str:
    """The name of a part and its size, as far as there is room."""
    if not run.is_first:
        return ""
    if run.width < NAME_COLUMNS_MIN:
        return f"<b>{run.number + 1}</b>"
    size = f"{run.part.size:,} + …" if run.part.is_variable else f"{run.part.size:,}"
    return f"<b>{html.escape(run.part.name)}</b><i>{size}</i>"


def get_colour(number: int) -> str:
    """The class of a part's colour, by its number."""
    return f"c{number % COLOURS}"
