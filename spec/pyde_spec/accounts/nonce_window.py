"""Nonce windows.

An account may have up to sixteen transactions in flight, in any order. The window is the lowest
unused nonce and a bitmap of the sixteen nonces from there on; using the lowest slides it forward.

A nonce is never spent twice: below the base all are spent, inside the window the bitmap says so.
The very last nonce, 2**64 - 1, can be spent only while a lower one is still unused, because the base
could not move past it.

Source: book, chapter 11, section 11.4.
Decision: D-07 (the record stores the whole window), R-21 (what a stored window may hold).
"""

from dataclasses import dataclass

from pyde_spec.encoding.shapes import U16, U64, U64_MAX
from pyde_spec.rejections import Reason, Rejected

WINDOW_SIZE = 16


@dataclass(frozen=True, slots=True)
class NonceWindow:
    """The nonces that an account can still use.

    `base` is the lowest unused nonce. Bit i of `used` says that nonce `base + i` is spent; bit 0 is
    always clear.
    """

    base: U64
    used: U16


def is_nonce_available(window: NonceWindow, nonce: U64) -> bool:
    """Whether a transaction may still take `nonce`: exactly when `use_nonce` does not reject it."""
    offset = nonce - window.base
    return (
        0 <= offset < WINDOW_SIZE  # inside the window
        and not is_offset_used(window, offset)  # not spent
        and compute_slid_base(window.base, mark_used(window, offset)) <= U64_MAX  # leaves a nonce to come
    )


def is_offset_used(window: NonceWindow, offset: int) -> bool:
    """Whether the nonce `base + offset` is spent, for an offset inside the window."""
    return (window.used >> offset) & 1 == 1


def mark_used(window: NonceWindow, offset: int) -> U16:
    """The bitmap with the nonce `base + offset` spent, for an offset inside the window."""
    return window.used | (1 << offset)


def compute_slid_base(base: U64, used: U16) -> int:
    """The lowest nonce from `base` on that the bitmap does not say is spent; 2**64 when none is left."""
    while used & 1 == 1:
        base, used = base + 1, used >> 1
    return base


def use_nonce(window: NonceWindow, nonce: U64) -> NonceWindow:
    """Spend `nonce` and slide the window past every spent nonce at its low end.

    Rejects with `NONCE_TOO_LOW` or `NONCE_TOO_HIGH` outside the window, `NONCE_ALREADY_USED` on a
    spent nonce, `NONCE_EXHAUSTED` when the window would slide past 2**64 - 1. Checked in this order.
    """
    offset = nonce - window.base
    if offset < 0:
        raise Rejected(Reason.NONCE_TOO_LOW, f"{nonce} is below {window.base}")
    if offset >= WINDOW_SIZE:
        raise Rejected(Reason.NONCE_TOO_HIGH, f"window.base + {offset} is outside the window")
    if is_offset_used(window, offset):
        raise Rejected(Reason.NONCE_ALREADY_USED, f"{nonce} is spent")
    used = mark_used(window, offset)
    base = compute_slid_base(window.base, used)
    if base > U64_MAX:
        raise Rejected(Reason.NONCE_EXHAUSTED, "no nonce is left below 2**64")
    return NonceWindow(base, used >> (base - window.base))


def validate_nonce_window(window: NonceWindow) -> None:
    """Raises unless the window may stand in the state.

    Rejects with `NONCE_WINDOW_NOT_SLID` when bit 0 is set, then `NONCE_WINDOW_PAST_END` when a spent
    bit stands for a nonce above 2**64 - 1.
    """
    if is_offset_used(window, 0):
        raise Rejected(Reason.NONCE_WINDOW_NOT_SLID)
    for offset in range(WINDOW_SIZE):
        if is_offset_used(window, offset) and window.base + offset > U64_MAX:
            raise Rejected(Reason.NONCE_WINDOW_PAST_END, f"base + {offset} is spent")
