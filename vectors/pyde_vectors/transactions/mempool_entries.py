"""Vectors of the summary that the mempool makes of a transaction."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pyde_spec.encoding.shapes import shape_of
from pyde_spec.params.versions import Parameters
from pyde_spec.transactions.mempool_entries import PendingTransaction, compute_pending_transaction
from pyde_spec.types.transaction import Sender, Transaction
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler
from pyde_vectors.samples import Filler, build_distinct, build_minimum


@dataclass(frozen=True, slots=True)
class TransactionInput:
    """A transaction that arrives."""

    transaction: Transaction


@dataclass(frozen=True, slots=True)
class PendingOutput:
    """What the mempool looks at."""

    pending: PendingTransaction


@handler("transactions/mempool_summary", rules=[compute_pending_transaction])
def run_mempool_summary(_: Parameters, given: TransactionInput) -> PendingOutput:
    """Sum up a transaction."""
    return PendingOutput(compute_pending_transaction(given.transaction))


@cases("transactions/mempool_summary")
def mempool_summary_cases() -> Iterator[Case]:
    """Every field that counts, and the parts of the size."""
    smallest: Transaction = build_minimum(shape_of(Transaction))
    base: Transaction = build_distinct(shape_of(Transaction), Filler())
    yield Case("smallest", "Every field zero or empty", TransactionInput(smallest), ("boundary",))
    yield Case("base", "No two fields alike", TransactionInput(base))
    changes = (
        ("sender", "Another sender", {"from_": bytes([1]) * 32}),
        ("nonce-maximum", "The last nonce", {"nonce": 2**64 - 1}),
        ("deadline-absent", "No deadline", {"deadline": None}),
        ("deadline-zero", "A deadline of 0 is one", {"deadline": 0}),
        ("signature-longer", "The signature counts for the size and not for the hash", {"signature": bytes(809)}),
        ("data-longer", "The call data count for both", {"data": bytes(2_000)}),
        ("fee-payer-shorter", "The fee payer without an address", {"fee_payer": Sender()}),
    )
    for name, title, change in changes:
        yield Case(name, title, TransactionInput(replace(base, **change)))
