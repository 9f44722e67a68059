"""Figures: a plot as inline SVG, in the colours of the page, with nothing fetched and nothing random.

A plot has a logarithmic axis in either direction. Coordinates are rounded, so that every machine
writes the same picture.
"""

from dataclasses import dataclass
from html import escape
from math import log10

from pyde_docs.drawing_frame import frame_drawing

WIDTH, HEIGHT = 640, 360
LEFT, RIGHT, TOP, BOTTOM = 64, 16, 16, 48


@dataclass(frozen=True, slots=True)
class Axis:
    """A logarithmic axis from `low` to `high`: its title and where it is marked, with what."""

    title: str
    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]

    def share(self, value: float) -> float:
        """How far along the axis a value lies, from 0 to 1."""
        return (log10(value) - log10(self.low)) / (log10(self.high) - log10(self.low))


@dataclass(frozen=True, slots=True)
class Series:
    """Points of one kind: `line`, `dots` or `crosses`, with the name that the key gives them."""

    kind: str
    name: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A plot and the sentence below it."""

    horizontal: Axis
    vertical: Axis
    series: tuple[Series, ...]
    caption: str

    def render(self) -> str:
        """The figure as HTML."""
        parts = [
            *self.render_axes(),
            *(self.render_series(series) for series in self.series),
            *self.render_key(),
        ]
        title = f"{self.vertical.title}, against: {self.horizontal.title}"
        return frame_drawing((WIDTH, HEIGHT), title, parts, self.caption)

    def place(self, point: tuple[float, float]) -> tuple[str, str]:
        """Where a point lies in the picture."""
        across = LEFT + self.horizontal.share(point[0]) * (WIDTH - LEFT - RIGHT)
        down = HEIGHT - BOTTOM - self.vertical.share(point[1]) * (HEIGHT - TOP - BOTTOM)
        return f"{across:.1f}", f"{down:.1f}"

    def render_axes(self) -> list[str]:
        """Both axes: a thin line and a label at each mark, and the titles."""
        low, floor = self.horizontal.low, self.vertical.low
        parts = []
        for value, label in self.horizontal.ticks:
            x, _ = self.place((value, floor))
            parts.append(f'<path class="grid" d="M{x} {TOP}V{HEIGHT - BOTTOM}"/>')
            parts.append(f'<text x="{x}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{escape(label)}</text>')
        for value, label in self.vertical.ticks:
            _, y = self.place((low, value))
            parts.append(f'<path class="grid" d="M{LEFT} {y}H{WIDTH - RIGHT}"/>')
            parts.append(f'<text x="{LEFT - 8}" y="{y}" dy="4" text-anchor="end">{escape(label)}</text>')
        middle = (LEFT + WIDTH - RIGHT) // 2
        parts.append(f'<text x="{middle}" y="{HEIGHT - 8}" text-anchor="middle">{escape(self.horizontal.title)}</text>')
        turned = f"rotate(-90 14 {(TOP + HEIGHT - BOTTOM) // 2})"
        parts.append(
            f'<text x="14" y="{(TOP + HEIGHT - BOTTOM) // 2}" transform="{turned}" text-anchor="middle">'
            f"{escape(self.vertical.title)}</text>"
        )
        return parts

    def render_series(self, series: Series) -> str:
        """The points of one kind."""
        places = [self.place(point) for point in series.points]
        if series.kind == "line":
            return f'<path class="line" d="M{" L".join(f"{x} {y}" for x, y in places)}"/>'
        return "".join(draw_mark(series.kind, x, y) for x, y in places)

    def render_key(self) -> list[str]:
        """What the marks mean, in the upper left corner."""
        parts = []
        for row, series in enumerate(self.series):
            y = TOP + 18 + 18 * row
            sample = (
                f'<path class="line" d="M{LEFT + 12} {y}H{LEFT + 32}"/>'
                if series.kind == "line"
                else draw_mark(series.kind, str(LEFT + 22), str(y))
            )
            parts.append(f'{sample}<text x="{LEFT + 40}" y="{y}" dy="4">{escape(series.name)}</text>')
        return parts


def draw_mark(kind: str, x: str, y: str) -> str:
    """A dot or a cross."""
    if kind == "dots":
        return f'<circle class="dot" cx="{x}" cy="{y}" r="4"/>'
    return f'<path class="cross" d="M{x} {y}m-5 -5l10 10m0 -10l-10 10"/>'
