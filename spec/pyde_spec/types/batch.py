"""Batches.

Workers gather transactions into batches and spread them; a vertex names a batch by its hash alone. A
batch mixes plain and encrypted transactions freely. It names no author: whoever gathers the same
transactions in the same order has the same batch.

Source: book, chapter 6, sections 2 and 11, and appendix B; `NETWORK_PROTOCOL`, section "BatchData
Sizing"; roadmap, section 0.3.  Decision: R-79 (fields, and what an encrypted entry is until its chapter).
"""

from dataclasses import dataclass
from typing import Annotated

from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import ListOf, TaggedUnion, VariableBytes, Variant
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.types.transaction import Transaction

BATCH_SIZE_CAP = 4 * 1024 * 1024
BATCH_ENTRIES_CAP = 65_536
ENVELOPE_CAP = 128 * 1024


@dataclass(frozen=True, slots=True)
class Plain:
    """A transaction that anyone can read."""

    transaction: Transaction


@dataclass(frozen=True, slots=True)
class Encrypted:
    """The wire form of an encrypted transaction, which the committee opens after it is ordered."""

    envelope: Annotated[bytes, VariableBytes(ENVELOPE_CAP)]


BatchEntry = Annotated[
    Plain | Encrypted,
    TaggedUnion(Variant(0, "plain", Plain), Variant(1, "encrypted", Encrypted)),
]


@dataclass(frozen=True, slots=True)
class Batch:
    """Transactions in the order in which they will be executed."""

    entries: Annotated[tuple[BatchEntry, ...], ListOf(BATCH_ENTRIES_CAP)]


def validate_batch_structure(batch: Batch) -> None:
    """The batch holds something, and not too much of it.

    Rejects with `BATCH_EMPTY`, then `BATCH_TOO_LARGE` above 4 MiB of wire form.
    """
    if not batch.entries:
        raise Rejected(Reason.BATCH_EMPTY)
    size = len(encode(Batch, batch))
    if size > BATCH_SIZE_CAP:
        raise Rejected(Reason.BATCH_TOO_LARGE, f"{size} bytes, cap {BATCH_SIZE_CAP}")
