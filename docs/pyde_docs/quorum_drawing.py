"""The drawing of two quorums: how many members of a committee sign both, against how many may be faulty.

Each committee is a strip of its members, drawn for both versions. One quorum begins at the left end of it,
the other ends at the right, so that they share as few members as two quorums can.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pyde_docs.drawing_frame import frame_drawing
from pyde_spec.params.quorum import compute_fault_bound, compute_quorum
from pyde_spec.params.versions import VERSIONS

COMMITTEES = (5, 128)
STRIP, LEFT, HEAD, BAR, STEP, GAP = 640, 44, 30, 22, 28, 22
INSET = 4

CAPTION = (
    "Two quorums of one committee, laid as far apart as they go. The framed part signs both: dashed where all of it "
    "may be faulty, so that two conflicting certificates can form."
)


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two quorums of a committee under a version, with as few members in both as possible."""

    version: str
    members: int
    quorum: int
    faults: int

    @property
    def shared(self) -> int:
        """How many members sign both."""
        return 2 * self.quorum - self.members

    @property
    def is_safe(self) -> bool:
        """Whether an honest member is among those that sign both."""
        return self.shared > self.faults

    def describe(self) -> str:
        """What there is to see, in one line."""
        return (
            f"Version {self.version}: two quorums of {self.quorum} among {self.members} share {self.shared}; "
            f"{self.faults} may be faulty"
        )


@dataclass(frozen=True, slots=True)
class QuorumDrawing:
    """The drawing for some pairs of quorums."""

    overlaps: tuple[Overlap, ...]

    def render(self) -> str:
        """The drawing as HTML."""
        height = HEAD + 2 * STEP + GAP
        parts = [part for row, overlap in enumerate(self.overlaps) for part in draw_overlap(overlap, row * height)]
        size = (LEFT + STRIP + INSET, height * len(self.overlaps) - GAP + INSET)
        description = " ".join(f"{overlap.describe()}." for overlap in self.overlaps)
        return frame_drawing(size, "Two quorums of one committee", parts, CAPTION, description=description)


def draw_quorums() -> QuorumDrawing:
    """The smallest committee where 1.0 fails, and that of the main network."""
    return QuorumDrawing(
        tuple(
            Overlap(version, members, compute_quorum(rules, members), compute_fault_bound(members))
            for members in COMMITTEES
            for version, rules in VERSIONS.items()
        )
    )


def draw_overlap(overlap: Overlap, top: int) -> Iterator[str]:
    """The line that says what there is to see, both quorums, and the frame around what they share."""
    yield f'<text x="{LEFT}" y="{top + 16}">{overlap.describe()}</text>'
    for row, first in enumerate((0, overlap.members - overlap.quorum)):
        y = top + HEAD + STEP * row
        yield f'<text x="{LEFT - 10}" y="{y + 16}" text-anchor="end">{"AB"[row]}</text>'
        yield draw_members(overlap, "grid", 0, overlap.members, (y, BAR))
        yield draw_members(overlap, "sheet", first, overlap.quorum, (y, BAR))
    frame = "asked" if overlap.is_safe else "asked refused"
    first, height = overlap.members - overlap.quorum, STEP + BAR + 2 * INSET
    yield draw_members(overlap, f"hollow {frame}", first, overlap.shared, (top + HEAD - INSET, height))


def draw_members(overlap: Overlap, kind: str, first: int, count: int, rows: tuple[int, int]) -> str:
    """A box around members that stand side by side, from where it begins and as high as `rows` say."""
    unit, (top, height) = STRIP / overlap.members, rows
    return (
        f'<rect class="{kind}" x="{LEFT + unit * first:.1f}" y="{top}" width="{unit * count:.1f}" '
        f'height="{height}" rx="3"/>'
    )
