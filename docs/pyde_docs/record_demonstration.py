"""Finding F-09: a nonce is spent twice when an account comes back from the record of the book.

The record keeps the base of the window. Here an account spends nonces, is stored and read back after
each step, and is asked for the same nonce again: once read from the whole window, once from the base.
"""

from collections.abc import Iterator

from pyde_spec.accounts.nonce_window import NonceWindow, use_nonce
from pyde_spec.rejections import Rejected

BOOK_RECORD_SIZES = {
    "address": 32,
    "nonce": 8,
    "balance": 16,
    "code_hash": 32,
    "storage_root": 32,
    "account_type": 1,
    "gas_tank": 16,
    "key_nonce": 4,
}
FIRST_WINDOW = NonceWindow(base=100, used=0)
SPENT_IN_ORDER = (103, 101, 100, 115, 102)


def read_back_base(window: NonceWindow) -> NonceWindow:
    """What is left of a window that was stored as its base alone."""
    return NonceWindow(base=window.base, used=0)


def answer_again(window: NonceWindow, nonce: int) -> str:
    """What an account says to a nonce that it has spent before."""
    try:
        use_nonce(window, nonce)
    except Rejected as rejection:
        return f"`{rejection.reason.code}`"
    return "**spent again**"


def generate_replay_rows() -> Iterator[tuple[str, ...]]:
    """For each step: the nonce, the window after it, and what both records say to the same nonce again."""
    window = FIRST_WINDOW
    for nonce in SPENT_IN_ORDER:
        window = use_nonce(window, nonce)
        yield (
            str(nonce),
            str(window.base),
            f"`{window.used:016b}`",
            answer_again(window, nonce),
            answer_again(read_back_base(window), nonce),
        )
