"""Fees.

What a transaction costs is the gas that it used, times the base fee of its wave. There is no tip and no
refund. Before it is executed, its payer must be able to pay for the whole gas limit; what it does not use
is never taken. So a fee is at most what was reserved, and a reserve that can be computed makes the fee
one that can.

Every fee is split as it is paid: most of it is burned, a part goes to the pool that validators are
rewarded from, the rest to the treasury. The two named shares are rounded down and the treasury takes
what is left over, so that nothing is lost and nothing is made. The split is one of single fees: the
shares of a wave are the sums of those of its transactions, not the shares of their sum.

How the pool is divided in turn, among the committee and among all who have bonded, is the matter of the
chapter on validators.

Source: book, chapter 10, sections 10.1, 10.4, 10.5 and 10.12; chapter 14, section 14.4; companion TOKENOMICS,
section "Per-Transaction Fee Flow".
Decision: R-158 (width, rounding, and what is split).
"""

from dataclasses import dataclass

from pyde_spec.encoding.shapes import U128_MAX
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.types.primitives import Gas, Quanta

BURNED_PERCENT = 70
REWARD_POOL_PERCENT = 20


@dataclass(frozen=True, slots=True)
class FeeSplit:
    """Where a fee goes, in quanta: three shares that add up to it."""

    burned: Quanta
    reward_pool: Quanta
    treasury: Quanta


def compute_fee(gas_used: Gas, base_fee: Quanta) -> Quanta:
    """The fee for this much gas, in quanta. Rejects with `FEE_OVERFLOW` one that 128 bits do not hold."""
    fee = gas_used * base_fee
    if fee > U128_MAX:
        raise Rejected(Reason.FEE_OVERFLOW, f"{gas_used} gas at {base_fee} quanta")
    return fee


def compute_reserve(gas_limit: Gas, base_fee: Quanta) -> Quanta:
    """What the payer must be able to pay beforehand, in quanta: the fee of the whole limit.

    Rejects with `FEE_OVERFLOW`. The value that is sent along is not part of it.
    """
    return compute_fee(gas_limit, base_fee)


def split_fee(fee: Quanta) -> FeeSplit:
    """The shares of a fee. The products may have more than 128 bits; the shares have not."""
    burned = fee * BURNED_PERCENT // 100
    reward_pool = fee * REWARD_POOL_PERCENT // 100
    return FeeSplit(burned, reward_pool, fee - burned - reward_pool)
