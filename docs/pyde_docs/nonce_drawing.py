"""The drawing of nonce windows: sixteen nonces before and after one is used, of a few cases of the vectors.

Every column is one nonce, so a window that slides moves to the right. All of it is read from the cases: from
what they put in and from what they expect.
"""

from dataclasses import dataclass
from html import escape
from typing import Any

from pyde_docs.drawing_frame import frame_drawing
from pyde_spec.accounts.nonce_window import WINDOW_SIZE
from pyde_vectors.cases import build_cases

HANDLER = "accounts/use_nonce"
CASES = ("worked-example-3", "worked-example-4", "one-gap-first-above")
CELL, ROW, LEFT, HEAD, GAP = 38, 34, 60, 26, 20
INSET = 2

CAPTION = (
    "Three cases of accounts/use_nonce, a nonce to a column. A frame is a window, a filled cell a spent nonce; "
    "the cell with the strong line is the nonce that is asked for, dashed where it is rejected."
)


@dataclass(frozen=True, slots=True)
class Window:
    """The base of a window and the nonces that it says are spent."""

    base: int
    spent: tuple[int, ...]

    @property
    def nonces(self) -> range:
        """Every nonce of the window."""
        return range(self.base, self.base + WINDOW_SIZE)


@dataclass(frozen=True, slots=True)
class Use:
    """What a case tells: the nonce asked for, the window before, and the window after or the reason."""

    name: str
    nonce: int
    before: Window
    after: Window | None
    reason: str

    @property
    def first(self) -> int:
        """The nonce of the first column."""
        return min(self.nonce, self.before.base)


def draw_nonce_windows() -> str:
    """The cases, one below the other."""
    by_id = {case["id"]: case for case in build_cases(HANDLER)}
    return draw_uses([read_use(by_id[f"{HANDLER}/{name}"]) for name in CASES])


def read_use(case: dict[str, Any]) -> Use:
    """A case in its JSON form, read."""
    given, expected = case["input"], case["expect"]
    after = read_window(expected["ok"]["window"]) if "ok" in expected else None
    reason = expected["reject"]["reason"] if after is None else ""
    name = case["id"].rpartition("/")[2]
    return Use(name, int(given["nonce"]), read_window(given["window"]), after, reason)


def read_window(form: dict[str, Any]) -> Window:
    """A window in its JSON form, read."""
    base = int(form["base"])
    return Window(base, tuple(base + offset for offset in range(WINDOW_SIZE) if form["used"] >> offset & 1))


def draw_uses(uses: list[Use]) -> str:
    """Uses one below the other, all as wide as the widest."""
    columns = max(count_columns(use) for use in uses)
    parts, top = [], 0
    for use in uses:
        parts += draw_use(use, top, columns)
        top += HEAD + ROW * len(list_windows(use)) + GAP
    size = (LEFT + CELL * columns + INSET, top - GAP + INSET)
    description = " ".join(describe(use) for use in uses)
    return frame_drawing(size, "Nonce windows before and after", parts, CAPTION, description=description)


def list_windows(use: Use) -> list[tuple[str, Window]]:
    """The windows of a use, each with the word beside it; a rejection leaves the one there is."""
    return [("before", use.before), ("after", use.after)] if use.after else [("window", use.before)]


def count_columns(use: Use) -> int:
    """How many nonces a use reaches over."""
    last = max(use.nonce, *(window.nonces[-1] for _, window in list_windows(use)))
    return last - use.first + 1


def summarise(use: Use) -> str:
    """What happens, in one line."""
    if use.after is None:
        return f"{use.nonce} is rejected: {use.reason}"
    slid = use.after.base - use.before.base
    return f"{use.nonce} is used; " + (f"the window slides by {slid}" if slid else "the window stays")


def describe(use: Use) -> str:
    """A use in words, for who does not see it."""
    windows = "; ".join(f"{word}, {describe_window(window)}" for word, window in list_windows(use))
    return f"{use.name}: {summarise(use)}; {windows}."


def describe_window(window: Window) -> str:
    """A window in words."""
    spent = " and ".join(str(nonce) for nonce in window.spent) or "none"
    return f"nonces {window.nonces[0]} to {window.nonces[-1]}, spent {spent}"


def draw_use(use: Use, top: int, columns: int) -> list[str]:
    """The line that says what happens and the name of the case, then the windows."""
    end = LEFT + CELL * columns
    parts = [
        f'<text x="{LEFT}" y="{top + 16}">{escape(summarise(use))}</text>',
        f'<text class="small" x="{end}" y="{top + 16}" text-anchor="end">{escape(use.name)}</text>',
    ]
    for row, (word, window) in enumerate(list_windows(use)):
        parts += draw_window(use, word, window, top + HEAD + ROW * row)
    return parts


def draw_window(use: Use, word: str, window: Window, top: int) -> list[str]:
    """One row: the word, the frame, its cells, and before the use the nonce that is asked for."""
    frame = (
        f'<rect class="frame" x="{place(use, window.base)}" y="{top}" width="{CELL * WINDOW_SIZE}" '
        f'height="{ROW - INSET}" rx="4"/>'
    )
    is_before = window is use.before
    outside = [use.nonce] if is_before and use.nonce not in window.nonces else []
    return [
        f'<text x="{LEFT - 10}" y="{top + 21}" text-anchor="end">{word}</text>',
        frame,
        *(
            draw_cell(use, nonce, top, is_spent=nonce in window.spent, is_asked=is_before and nonce == use.nonce)
            for nonce in (*window.nonces, *outside)
        ),
    ]


def place(use: Use, nonce: int) -> int:
    """Where the column of a nonce begins."""
    return LEFT + CELL * (nonce - use.first)


def draw_cell(use: Use, nonce: int, top: int, *, is_spent: bool, is_asked: bool) -> str:
    """A nonce: filled when it is spent, with a strong line when it is asked for."""
    x = place(use, nonce)
    kinds = ["cell", *(["spent"] if is_spent else [])]
    if is_asked:
        kinds += ["asked"] if use.after else ["asked", "refused"]
    size = f'width="{CELL - 3 * INSET}" height="{ROW - 4 * INSET}"'
    box = f'<rect class="{" ".join(kinds)}" x="{x + 1.5 * INSET:g}" y="{top + 1.5 * INSET:g}" {size} rx="3"/>'
    over = ' class="over"' if is_spent else ""
    return box + f'<text{over} x="{x + CELL // 2}" y="{top + 20}" text-anchor="middle">{nonce}</text>'
