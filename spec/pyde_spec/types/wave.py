"""Wave commit records.

A wave is a commit: an anchor, everything in its history that was not yet committed, and what came of
executing it. Its record is the chain's log. Rounds whose anchors were skipped leave no record of
their own; the gap between `prior_anchor_round` and `anchor_round` is the record.

Source: book, chapter 6, section 5b; `HOST_FN_ABI_SPEC`, section 15.2; roadmap, section 0.3.
Decision: R-80 (fields and order).
"""

from dataclasses import dataclass
from typing import Annotated

from pyde_spec.encoding.shapes import U32, U128, ListOf
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.types.bloom import EMPTY_BLOOM, EventsBloom
from pyde_spec.types.primitives import ZERO_HASH, Hash32, Round, TransactionHash, VertexHash, WaveId
from pyde_spec.types.state_root import StateRoot

WAVE_TRANSACTIONS_CAP = 1_048_576


@dataclass(frozen=True, slots=True)
class WaveCommitRecord:
    """What a wave committed and what came of it. `gas_used` is the sum over its receipts."""

    wave_id: WaveId
    anchor_round: Round
    prior_anchor_round: Round | None
    anchor_hash: VertexHash
    state_root: StateRoot
    events_root: Hash32
    events_bloom: EventsBloom
    included_txs: Annotated[tuple[TransactionHash, ...], ListOf(WAVE_TRANSACTIONS_CAP)]
    tx_count: U32
    events_count: U32
    gas_used: U128


def validate_wave_record(record: WaveCommitRecord) -> None:
    """The fields of a record agree with one another.

    Rejects with `WAVE_ANCHOR_NOT_AFTER_PRIOR`, `WAVE_TX_COUNT_MISMATCH`, `WAVE_EVENTS_WITHOUT_COUNT`,
    in this order.
    """
    if record.prior_anchor_round is not None and record.prior_anchor_round >= record.anchor_round:
        raise Rejected(Reason.WAVE_ANCHOR_NOT_AFTER_PRIOR, f"{record.anchor_round} after {record.prior_anchor_round}")
    if record.tx_count != len(record.included_txs):
        raise Rejected(Reason.WAVE_TX_COUNT_MISMATCH, f"{record.tx_count}, listed {len(record.included_txs)}")
    if record.events_count == 0 and not is_without_events(record):
        raise Rejected(Reason.WAVE_EVENTS_WITHOUT_COUNT)


def is_without_events(record: WaveCommitRecord) -> bool:
    """Whether the summaries of events are those of a wave that has none."""
    return (
        record.events_root == ZERO_HASH  # no leaf
        and record.events_bloom == EMPTY_BLOOM  # no bit
    )
