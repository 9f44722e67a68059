"""Vesting.

What an account receives at genesis may become its own only with time. A schedule says how much, over which
waves, and up to which wave nothing at all. Until then the amount counts to the balance and cannot be
spent; validation looks at what is left when the locked part is taken away.

    before the cliff    nothing is unlocked
    then                as much as has passed of the whole duration, counted from the start
    at the end          everything

So at its cliff a schedule catches up with what has passed before. The end counts for more than the cliff:
a cliff beyond the end, which no genesis may hold, would lock nothing past the end.

The locked part is an amount and no particular coins. What the account receives besides can be spent at
once.

Source: book, chapter 14, section 14.6; chapter 11, section 11.1.
Decision: R-160 (which schedules may stand), R-161 (what is left to spend).
"""

from dataclasses import dataclass

from pyde_spec.encoding.shapes import U64, U64_MAX
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.types.primitives import Balance, Quanta, WaveId


@dataclass(frozen=True, slots=True)
class VestingSchedule:
    """How an amount unlocks: from which wave, after how many at the earliest, and over how many in all."""

    start_wave: WaveId
    cliff_waves: U64
    duration_waves: U64
    total_amount: Quanta


def validate_vesting_schedule(schedule: VestingSchedule) -> None:
    """Raises unless the schedule may stand in the state.

    Rejects with `VESTING_AMOUNT_ZERO` and `VESTING_DURATION_ZERO` one that locks nothing, with
    `VESTING_CLIFF_AFTER_END`, and with `VESTING_ENDS_AFTER_LAST_WAVE` when no wave is late enough for its
    end. Checked in this order.
    """
    if schedule.total_amount == 0:
        raise Rejected(Reason.VESTING_AMOUNT_ZERO)
    if schedule.duration_waves == 0:
        raise Rejected(Reason.VESTING_DURATION_ZERO)
    if schedule.cliff_waves > schedule.duration_waves:
        raise Rejected(Reason.VESTING_CLIFF_AFTER_END, f"{schedule.cliff_waves} of {schedule.duration_waves} waves")
    if compute_end(schedule) > U64_MAX:
        raise Rejected(Reason.VESTING_ENDS_AFTER_LAST_WAVE, f"would end at {compute_end(schedule)}")


def compute_end(schedule: VestingSchedule) -> int:
    """The first wave in which everything is unlocked. The sum does not wrap."""
    return schedule.start_wave + schedule.duration_waves


def compute_cliff(schedule: VestingSchedule) -> int:
    """The first wave in which something may be unlocked. The sum does not wrap."""
    return schedule.start_wave + schedule.cliff_waves


def compute_unlocked(schedule: VestingSchedule, wave: WaveId) -> Quanta:
    """How much of the amount is unlocked at `wave`, in quanta, rounded down.

    Answers for every schedule, also one that may not stand. The end is looked at before the cliff. The
    product may have more than 128 bits.
    """
    if wave >= compute_end(schedule):
        return schedule.total_amount
    if wave < compute_cliff(schedule):
        return 0
    return schedule.total_amount * (wave - schedule.start_wave) // schedule.duration_waves


def compute_locked(schedule: VestingSchedule, wave: WaveId) -> Quanta:
    """How much of the amount cannot be spent yet at `wave`, in quanta."""
    return schedule.total_amount - compute_unlocked(schedule, wave)


def compute_spendable(balance: Balance, schedule: VestingSchedule | None, wave: WaveId) -> Quanta:
    """What an account can spend at `wave`, in quanta: all of its balance when it has no schedule.

    Nothing, and not less, when more is locked than the account holds.
    """
    if schedule is None:
        return balance
    return max(balance - compute_locked(schedule, wave), 0)
