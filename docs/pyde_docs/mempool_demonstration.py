"""Finding F-30: what waits of one sender, when each transaction is validated against its nonce window.

A sender tries two hundred transactions, ten a second. Validation here is the nonce window alone; all
else passes.
"""

from collections.abc import Iterator

from pyde_spec.accounts.nonce_window import NonceWindow, use_nonce
from pyde_spec.rejections import Rejected
from pyde_spec.transactions.mempool_admission import insert_transaction
from pyde_spec.transactions.mempool_entries import PendingTransaction
from pyde_spec.transactions.mempool_pool import Mempool, MempoolLimits, drop_spent, get_empty_mempool

SENDER = bytes(32)
TRIES = 200
MILLISECONDS_A_TRY = 100
LIMITS = MempoolLimits(10_000, 10**9, 2**22)


Try = tuple[int, int]
"""A nonce, and the lowest nonce of the sender's window when it is tried."""

ATTEMPTS: tuple[tuple[str, tuple[Try, ...]], ...] = (
    ("every nonce from 0 to 199", tuple((number, 0) for number in range(TRIES))),
    ("the nonces from 0 to 15, again and again", tuple((number % 16, 0) for number in range(TRIES))),
    ("the next nonce; one is spent at every second try", tuple((number, number // 2) for number in range(TRIES))),
    ("downwards, as waves are undone", tuple((nonce, nonce) for nonce in reversed(range(TRIES)))),
)


def count_most_waiting(tries: tuple[Try, ...]) -> tuple[int, int]:
    """How many of the tries were taken in, and how many waited at most."""
    mempool, taken, most = get_empty_mempool(LIMITS, 0), 0, 0
    for number, (nonce, base) in enumerate(tries):
        window = NonceWindow(base, 0)
        mempool = drop_spent(mempool, SENDER, window).mempool
        after = try_nonce(mempool, number, nonce, window)
        taken, mempool = taken + (after is not mempool), after
        most = max(most, len(mempool.waiting))
    return taken, most


def try_nonce(mempool: Mempool, number: int, nonce: int, window: NonceWindow) -> Mempool:
    """The mempool after one try; the same when it is refused."""
    newcomer = PendingTransaction(number.to_bytes(32, "big"), SENDER, nonce, 1_000, None)

    def validate(pending: PendingTransaction) -> None:
        use_nonce(window, pending.nonce)

    try:
        return insert_transaction(mempool, newcomer, number * MILLISECONDS_A_TRY, validate).mempool
    except Rejected:
        return mempool


def generate_waiting_rows() -> Iterator[tuple[str, ...]]:
    """For each way of trying: how many were taken in, and the most that waited at once."""
    for title, tries in ATTEMPTS:
        taken, most = count_most_waiting(tries)
        yield title, str(taken), str(most)
