"""Receipts.

Every transaction of a wave leaves a receipt, also one that was not executed: its status says why.
There are no refunds, so `gas_used` is the one number that gas accounting leaves behind, and
`fee_paid` is what it cost at the base fee of the wave.

Source: book, chapter 11, section 11.12 and chapter 10, section 10.1; roadmap, section 0.3.
Decision: D-32 (one status for every trap), R-74 (fields and order).
"""

from dataclasses import dataclass
from typing import Annotated

from pyde_spec.encoding.shapes import U32, TaggedUnion, Text, VariableBytes, Variant
from pyde_spec.types.primitives import Address, Gas, Quanta, TransactionHash, WaveId

REASON_CODE_CAP = 64
RETURN_DATA_CAP = 64 * 1024


@dataclass(frozen=True, slots=True)
class Success:
    """The transaction took effect."""


@dataclass(frozen=True, slots=True)
class Reverted:
    """The contract undid the transaction; the gas used so far is paid."""


@dataclass(frozen=True, slots=True)
class Trapped:
    """The contract broke down; the whole gas limit is paid."""


@dataclass(frozen=True, slots=True)
class NotExecuted:
    """The transaction was ordered and then refused. `reason` is a code of the catalogue of rejections."""

    reason: Annotated[str, Text(REASON_CODE_CAP)]


ReceiptStatus = Annotated[
    Success | Reverted | Trapped | NotExecuted,
    TaggedUnion(
        Variant(0, "success", Success),
        Variant(1, "reverted", Reverted),
        Variant(2, "trapped", Trapped),
        Variant(3, "not_executed", NotExecuted),
    ),
]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a transaction.

    `tx_index` is its place in the wave, `gas_used` is in units of gas, `fee_paid` in quanta.
    `events_count` events of the wave are its own. `deployed` is the address of a contract it created.
    """

    tx_hash: TransactionHash
    wave_id: WaveId
    tx_index: U32
    status: ReceiptStatus
    gas_used: Gas
    fee_paid: Quanta
    events_count: U32
    deployed: Address | None
    return_data: Annotated[bytes, VariableBytes(RETURN_DATA_CAP)]
