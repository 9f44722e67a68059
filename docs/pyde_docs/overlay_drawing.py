"""The drawing of overlays: the steps of one case from left to right, and the sheets they lay and take away.

Each overlay is a bar in a lane of its own, from the step that lays it to the step that ends it. What is
written or emitted stands in the bar that it goes to, and a reading is a line down to the lane where it
finds its slot. All of it follows from running the case.
"""

from dataclasses import dataclass
from html import escape
from typing import Any

from pyde_docs.drawing_frame import frame_drawing
from pyde_spec.interfaces.mock_state import MockView
from pyde_spec.state.overlay import OverlayStack, count_events_of_transaction, open_wave
from pyde_vectors.state.overlay import known_answer
from pyde_vectors.state.overlay_script import (
    Delete,
    Discard,
    Emit,
    Merge,
    OpenCall,
    OpenTransaction,
    Read,
    ScriptInput,
    Write,
    apply_step,
)

LANES = ("state", "wave", "transaction", "call")
COLUMN, LANE, LEFT, TOP = 48, 46, 84, 10
BAR = 30


@dataclass(frozen=True, slots=True)
class Bar:
    """An overlay: its lane, the columns where it begins and ends, and whether it was discarded."""

    lane: int
    begin: int
    end: int
    is_discarded: bool


def draw_overlays() -> str:
    """The case that is worked out by hand, drawn."""
    case = next(known_answer())
    given: ScriptInput = case.input
    stacks = run_steps(given)
    parts = [draw_lane(lane, len(given.steps)) for lane in range(len(LANES))]
    parts += [draw_bar(bar) for bar in find_bars(given)]
    for column, step in enumerate(given.steps):
        parts += draw_step(column, step, stacks[column])
    width, height = LEFT + COLUMN * len(given.steps) + 6, TOP + LANE * len(LANES)
    caption = (
        f"The case state/overlay_script/{case.name}, from left to right. A bar is an overlay: merged into the one "
        "below where an arrow ends it, discarded where it is dashed. A dot marks where a reading finds its slot; "
        "the place of the discarded event is taken again."
    )
    return frame_drawing((width, height), f"The overlays of {len(given.steps)} steps", parts, caption)


def run_steps(given: ScriptInput) -> list[OverlayStack]:
    """The stack before each step."""
    stack, stacks = open_wave(MockView(dict(given.base)), given.wave_id), []
    for step in given.steps:
        stacks.append(stack)
        stack = apply_step(stack, step)
    return stacks


def find_bars(given: ScriptInput) -> list[Bar]:
    """Every overlay of the script, the wave's own included."""
    bars, begins = [Bar(1, -1, len(given.steps) - 1, False)], []
    for column, step in enumerate(given.steps):
        if isinstance(step, OpenTransaction | OpenCall):
            begins.append(column)
        if isinstance(step, Merge | Discard):
            bars.append(Bar(1 + len(begins), begins.pop(), column, isinstance(step, Discard)))
    return bars


def find_lane(stack: OverlayStack, key: bytes) -> int:
    """The lane where a reading finds its slot."""
    for lane in range(len(stack.overlays), 0, -1):
        if key in stack.overlays[lane - 1].writes:
            return lane
    return 0


def middle_of(column: int) -> int:
    """Where a column lies across the picture."""
    return LEFT + COLUMN * column + COLUMN // 2


def height_of(lane: int) -> int:
    """Where the middle of a lane lies, the state's lowest."""
    return TOP + LANE * (len(LANES) - 1 - lane) + LANE // 2


def draw_lane(lane: int, columns: int) -> str:
    """The name of a lane, and a thin line along it."""
    y, end = height_of(lane), LEFT + COLUMN * columns
    return (
        f'<text x="{LEFT - 10}" y="{y}" dy="4" text-anchor="end">{LANES[lane]}</text>'
        f'<path class="grid" d="M{LEFT} {y}H{end}"/>'
    )


def draw_bar(bar: Bar) -> str:
    """An overlay from its first step to its last."""
    begin = max(LEFT, middle_of(bar.begin))
    end = middle_of(bar.end) + 10
    kind = "sheet lost" if bar.is_discarded else "sheet"
    y = height_of(bar.lane) - BAR // 2
    return f'<rect class="{kind}" x="{begin}" y="{y}" width="{end - begin}" height="{BAR}" rx="3"/>'


def draw_step(column: int, step: Any, stack: OverlayStack) -> list[str]:
    """What a step does: a word in the top overlay, a line down to where it reads, an arrow down where it merges."""
    x, lane = middle_of(column), len(stack.overlays)
    y = height_of(lane)
    if isinstance(step, Read):
        found = height_of(find_lane(stack, step.key))
        line = f'<path class="line" d="M{x} {y + BAR // 2}V{found}"/>' if found != y else ""
        return [
            line
            + f'<circle class="dot" cx="{x}" cy="{found}" r="4"/>'
            + draw_word(x, y - BAR // 2 - 4, describe(step, stack))
        ]
    if isinstance(step, Merge):
        tip = height_of(lane - 1) - BAR // 2
        return [f'<path class="line" d="M{x} {y + BAR // 2}V{tip}m-4 -6l4 6l4 -6"/>']
    return [draw_word(x, y + 4, describe(step, stack))]


def draw_word(x: int, y: int, word: str) -> str:
    """A word at a place."""
    return f'<text class="small" x="{x}" y="{y}" text-anchor="middle">{escape(word)}</text>' if word else ""


def describe(step: Any, stack: OverlayStack) -> str:
    """A step in at most eight letters; laying and discarding are told by the bar."""
    match step:
        case Read(key):
            return f"read {key[:1].hex()[1].upper()}"
        case Write(key, value):
            return f"{key[:1].hex()[1].upper()} = {value.hex()}"
        case Delete(key):
            return f"{key[:1].hex()[1].upper()} gone"
        case Emit():
            return f"event {count_events_of_transaction(stack)}"
    return ""
