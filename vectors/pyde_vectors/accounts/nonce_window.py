"""Vectors of nonce windows: a table of windows crossed with the nonces that matter for each."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyde_spec.accounts.nonce_window import (
    WINDOW_SIZE,
    NonceWindow,
    is_nonce_available,
    use_nonce,
    validate_nonce_window,
)
from pyde_spec.encoding.shapes import U64, U64_MAX
from pyde_spec.params.versions import Parameters
from pyde_vectors.accounts.people import Accepted
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import Json, handler


@dataclass(frozen=True, slots=True)
class UseNonceInput:
    """A window and the nonce that a transaction asks for."""

    window: NonceWindow
    nonce: U64


@dataclass(frozen=True, slots=True)
class UseNonceOutput:
    """The window after the nonce is spent."""

    window: NonceWindow


@dataclass(frozen=True, slots=True)
class AvailableOutput:
    """Whether the nonce may be used."""

    available: bool


def reveal_free_nonces(_: Parameters, given: UseNonceInput) -> dict[str, Json]:
    """The nonces that the window still offers."""
    candidates = range(given.window.base, given.window.base + WINDOW_SIZE)
    return {"free": [str(nonce) for nonce in candidates if is_nonce_available(given.window, nonce)]}


@handler("accounts/use_nonce", rules=[use_nonce], reveal=reveal_free_nonces)
def run_use_nonce(_: Parameters, given: UseNonceInput) -> UseNonceOutput:
    """Spend a nonce."""
    return UseNonceOutput(use_nonce(given.window, given.nonce))


@handler("accounts/is_nonce_available", rules=[is_nonce_available], reveal=reveal_free_nonces)
def run_is_nonce_available(_: Parameters, given: UseNonceInput) -> AvailableOutput:
    """Ask whether a nonce is free."""
    return AvailableOutput(is_nonce_available(given.window, given.nonce))


@dataclass(frozen=True, slots=True)
class WindowInput:
    """A window that may stand in the state."""

    window: NonceWindow


@handler("accounts/validate_nonce_window", rules=[validate_nonce_window])
def run_validate_nonce_window(_: Parameters, given: WindowInput) -> Accepted:
    """Check a window."""
    validate_nonce_window(given.window)
    return Accepted()


FULL_BUT_LOWEST = 0xFFFE

WINDOWS = (
    ("fresh", NonceWindow(0, 0)),
    ("middle", NonceWindow(100, 0)),
    ("one-gap", NonceWindow(100, 0b1010)),
    ("top-spent", NonceWindow(100, 1 << 15)),
    ("full-but-lowest", NonceWindow(100, FULL_BUT_LOWEST)),
    ("near-the-top", NonceWindow(U64_MAX - 3, 0b0100)),
    ("last-but-one", NonceWindow(U64_MAX - 1, 0)),
    ("last-but-one-and-last-spent", NonceWindow(U64_MAX - 1, 0b10)),
    ("last", NonceWindow(U64_MAX, 0)),
)


def get_interesting_offsets(window: NonceWindow) -> dict[str, int]:
    """The offsets from the base that stand for different rules, by what they are."""
    lowest_spent = next((offset for offset in range(WINDOW_SIZE) if window.used >> offset & 1), None)
    offsets = {
        "below": -1,
        "lowest": 0,
        "second": 1,
        "last-inside": WINDOW_SIZE - 1,
        "first-above": WINDOW_SIZE,
    }
    if lowest_spent is not None and lowest_spent not in offsets.values():
        offsets["lowest-spent"] = lowest_spent
    return offsets


def nonce_table() -> Iterator[Case]:
    """Windows crossed with offsets, and the ends of the range of nonces."""
    for window_name, window in WINDOWS:
        for offset_name, offset in get_interesting_offsets(window).items():
            nonce = window.base + offset
            if 0 <= nonce <= U64_MAX:
                yield Case(
                    f"{window_name}-{offset_name}",
                    f"Window {window_name.replace('-', ' ')}: the nonce at base {offset:+d}",
                    UseNonceInput(window, nonce),
                    ("boundary",) if offset in (-1, 0, WINDOW_SIZE - 1, WINDOW_SIZE) else (),
                )
    yield Case("zero-far-below", "Nonce 0 of an old account", UseNonceInput(NonceWindow(100, 0), 0))
    yield Case("maximum-far-above", "The last nonce of a young account", UseNonceInput(NonceWindow(100, 0), U64_MAX))


@cases("accounts/use_nonce")
def use_nonce_cases() -> Iterator[Case]:
    """The table, then the worked example of the book, step by step."""
    yield from nonce_table()
    walk = (
        (NonceWindow(100, 0), 103, NonceWindow(100, 0b1000)),
        (NonceWindow(100, 0b1000), 100, NonceWindow(101, 0b0100)),
        (NonceWindow(101, 0b0100), 101, NonceWindow(102, 0b0010)),
        (NonceWindow(102, 0b0010), 102, NonceWindow(104, 0)),
    )
    for step, (window, nonce, after) in enumerate(walk, start=1):
        yield Case(
            f"worked-example-{step}",
            f"Worked example of chapter 11, step {step}",
            UseNonceInput(window, nonce),
            ("known-answer",),
            known={"ok": {"window": {"base": str(after.base), "used": after.used}}},
        )


@cases("accounts/is_nonce_available")
def is_nonce_available_cases() -> Iterator[Case]:
    """The same table, asked without spending."""
    yield from nonce_table()


@cases("accounts/validate_nonce_window")
def validate_nonce_window_cases() -> Iterator[Case]:
    """The windows of the table, then bit 0 and the end of the range from both sides."""
    for name, window in WINDOWS:
        yield Case(name, f"Window {name.replace('-', ' ')}", WindowInput(window), known={"ok": {}})
    ends = (
        ("highest-at-the-last", "The highest spent nonce is the last", NonceWindow(U64_MAX - 15, 1 << 15)),
        (
            "reject-highest-past-the-last",
            "The highest spent nonce lies past the last",
            NonceWindow(U64_MAX - 14, 1 << 15),
        ),
        ("reject-lower-past-the-last", "A lower one lies past the last", NonceWindow(U64_MAX, 0b10)),
        ("reject-lowest-of-two-inside", "One spent nonce is the last, one past it", NonceWindow(U64_MAX - 1, 0b110)),
        ("reject-lowest-spent", "The lowest nonce is spent", NonceWindow(100, 1)),
        ("reject-all-spent", "Every nonce is spent", NonceWindow(100, 0xFFFF)),
        ("reject-lowest-spent-at-the-last", "The last nonce is spent and lowest", NonceWindow(U64_MAX, 1)),
        ("not-slid-before-past-the-end", "The lowest is spent, and one past the last", NonceWindow(U64_MAX, 0b11)),
    )
    for name, title, window in ends:
        yield Case(name, title, WindowInput(window), ("boundary",))
