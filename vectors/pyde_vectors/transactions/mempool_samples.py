"""Senders and transactions of the vectors of the mempool."""

from dataclasses import dataclass
from typing import Annotated, Any

from pyde_spec.encoding.shapes import ListOf, MapOf
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.transactions.mempool_entries import PendingTransaction
from pyde_spec.transactions.mempool_pool import Mempool, MempoolLimits
from pyde_spec.transactions.mempool_token_bucket import TokenBucket
from pyde_spec.types.batch import BATCH_SIZE_CAP
from pyde_spec.types.primitives import Address, TransactionHash, WaveId

WAITING_CAP = 1024
LARGEST = BATCH_SIZE_CAP - 4  # what a batch of 4 MiB has beside the number of its entries

ALICE, BOB, CAROL, DAVE = (bytes([number]) * 32 for number in (0xA1, 0xB2, 0xC3, 0xD4))
ROOMY = MempoolLimits(1_000, 64 * 1024 * 1024, BATCH_SIZE_CAP)


@dataclass(frozen=True, slots=True)
class MempoolForm:
    """A mempool as cases write it; its lists are bounded by what a case may hold, not by a rule."""

    limits: MempoolLimits
    next_wave: WaveId
    waiting: Annotated[tuple[PendingTransaction, ...], ListOf(WAITING_CAP)]
    buckets: Annotated[tuple[tuple[Address, TokenBucket], ...], MapOf(WAITING_CAP)]


def read_mempool(form: MempoolForm) -> Mempool:
    """The mempool of a form."""
    return Mempool(form.limits, form.next_wave, form.waiting, form.buckets)


def write_mempool(mempool: Mempool) -> MempoolForm:
    """The form of a mempool."""
    return MempoolForm(mempool.limits, mempool.next_wave, mempool.waiting, mempool.buckets)


def build_pending(
    sender: bytes, nonce: int, size: int = 1_000, deadline: int | None = None, number: int = 0
) -> PendingTransaction:
    """A transaction whose hash tells sender, nonce and number."""
    hash_ = sender[:8] + nonce.to_bytes(8, "big") + number.to_bytes(16, "big")
    return PendingTransaction(hash_, sender, nonce, size, deadline)


def build_validation(is_valid: bool) -> Any:
    """A validation that passes everything, or refuses everything as if its nonce were spent."""

    def validate(pending: PendingTransaction) -> None:
        if not is_valid:
            raise Rejected(Reason.NONCE_TOO_LOW, f"nonce {pending.nonce} of a case that says so")

    return validate


def build_limits(count: int, size: int = ROOMY.size, batch_size: int = BATCH_SIZE_CAP) -> MempoolLimits:
    """Limits with the largest batches."""
    return MempoolLimits(count, size, batch_size)


def build_refusal(refused: tuple[TransactionHash, ...]) -> Any:
    """A validation that refuses these transactions, whoever sent them."""

    def validate(pending: PendingTransaction) -> None:
        if pending.hash_ in refused:
            raise Rejected(Reason.SIGNATURE_INVALID, f"nonce {pending.nonce} of a case that says so")

    return validate


def draw_pending() -> Any:
    """Transactions of few senders and nonces, so that they meet."""
    from hypothesis import strategies

    return strategies.builds(
        build_pending,
        strategies.sampled_from((ALICE, BOB, CAROL)),
        strategies.integers(0, 4),
        strategies.sampled_from((100, 1_000, 1_001, LARGEST, LARGEST + 1)),
        strategies.none() | strategies.integers(0, 6),
        strategies.integers(0, 2),
    )


def draw_limits() -> Any:
    """Limits that are soon reached, and such that are not."""
    from hypothesis import strategies

    return strategies.builds(
        MempoolLimits,
        strategies.integers(0, 6),
        strategies.sampled_from((0, 999, 3_000, 5_000_000)),
        strategies.sampled_from((3, 1_004, 1_005, 3_000, BATCH_SIZE_CAP, 2**32 - 1)),
    )
