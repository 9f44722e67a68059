"""The base fee.

A unit of gas has one price for everybody in a wave, and nobody can offer more. It follows from the wave
before alone: a wave that used more gas than the target makes the next one dearer, a wave that used less
makes it cheaper, in proportion to the distance. So whoever knows the base fee of one wave and the gas
of the waves since then knows the base fee of the next.

A wave may use four times the target. The step is an eighth of the fee for a distance of one whole target,
so the fee falls by an eighth at most, after an empty wave, and rises by up to three eighths after a full
one. It is not cut off at an eighth, whatever the sources promise besides their formula.

The step is rounded down. A rise is at least one quanta; a fall has no such least step, so empty waves
lead down to seven quanta and no further. The calculation is exact; only a result of more than 128 bits is
refused.

Source: book, chapter 10, sections 10.2, 10.3 and 10.12; companion TOKENOMICS, section "Fee Model".
Decision: R-157 (the formula and its edges).  Finding: F-28.
"""

from pyde_spec.encoding.shapes import U128, U128_MAX
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.types.primitives import Quanta

GAS_TARGET = 400_000_000
"""The gas of a wave that leaves the base fee as it is."""

GAS_CEILING = 4 * GAS_TARGET
"""The most gas that a wave may use."""

ADJUSTMENT_DIVISOR = 8
"""What part of the fee a distance of one whole target moves it by."""

MINIMUM_RISE = 1
MINIMUM = 1
"""The lowest base fee, in quanta a unit of gas."""


def compute_next_base_fee(base_fee: Quanta, gas_used: U128) -> Quanta:
    """The base fee of the wave after one with this base fee that used this much gas, in quanta a unit of gas.

    Never below `MINIMUM`, also when the fee before was. Rejects with `WAVE_GAS_ABOVE_CEILING`, then with
    `BASE_FEE_OVERFLOW` when 128 bits do not hold the result. Checked in this order.
    """
    if gas_used > GAS_CEILING:
        raise Rejected(Reason.WAVE_GAS_ABOVE_CEILING, f"{gas_used} is above {GAS_CEILING}")
    if gas_used > GAS_TARGET:
        return compute_raised_base_fee(base_fee, gas_used - GAS_TARGET)
    return max(base_fee - compute_step(base_fee, GAS_TARGET - gas_used), MINIMUM)


def compute_raised_base_fee(base_fee: Quanta, distance: U128) -> Quanta:
    """The base fee after a wave that used `distance` more gas than the target. Rejects with `BASE_FEE_OVERFLOW`."""
    raised = base_fee + max(compute_step(base_fee, distance), MINIMUM_RISE)
    if raised > U128_MAX:
        raise Rejected(Reason.BASE_FEE_OVERFLOW, f"{base_fee} rises past 2**128 - 1")
    return raised


def compute_step(base_fee: Quanta, distance: U128) -> int:
    """How far the base fee moves for gas at this distance from the target, rounded down.

    The product comes first, and may have more than 128 bits.
    """
    return base_fee * distance // GAS_TARGET // ADJUSTMENT_DIVISOR
