"""Vectors of vesting: schedules crossed with the waves at which each changes, and the ends of every range."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pyde_spec.encoding.shapes import U64_MAX, U128_MAX
from pyde_spec.params.versions import Parameters
from pyde_spec.transactions.vesting import (
    VestingSchedule,
    compute_cliff,
    compute_end,
    compute_locked,
    compute_spendable,
    compute_unlocked,
    validate_vesting_schedule,
)
from pyde_spec.types.primitives import Balance, Quanta, WaveId
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler
from pyde_vectors.types.accepted import Accepted


@dataclass(frozen=True, slots=True)
class ScheduleInput:
    """A schedule that may stand in the state."""

    schedule: VestingSchedule


@dataclass(frozen=True, slots=True)
class UnlockedInput:
    """A schedule and a wave."""

    schedule: VestingSchedule
    wave: WaveId


@dataclass(frozen=True, slots=True)
class UnlockedOutput:
    """How much is unlocked and how much is not, in quanta."""

    unlocked: Quanta
    locked: Quanta


@dataclass(frozen=True, slots=True)
class SpendableInput:
    """What an account holds, its schedule if it has one, and a wave."""

    balance: Balance
    schedule: VestingSchedule | None
    wave: WaveId


@dataclass(frozen=True, slots=True)
class SpendableOutput:
    """What can be spent, in quanta."""

    spendable: Quanta


@handler("transactions/validate_vesting_schedule", rules=[validate_vesting_schedule])
def run_validate_vesting_schedule(_: Parameters, given: ScheduleInput) -> Accepted:
    """Check a schedule."""
    validate_vesting_schedule(given.schedule)
    return Accepted()


@handler("transactions/vesting_unlocked", rules=[compute_unlocked, compute_locked])
def run_vesting_unlocked(_: Parameters, given: UnlockedInput) -> UnlockedOutput:
    """Ask how much of a schedule is unlocked, and how much is not."""
    return UnlockedOutput(
        compute_unlocked(given.schedule, given.wave),
        compute_locked(given.schedule, given.wave),
    )


@handler("transactions/spendable", rules=[compute_spendable])
def run_spendable(_: Parameters, given: SpendableInput) -> SpendableOutput:
    """Ask what an account can spend."""
    return SpendableOutput(compute_spendable(given.balance, given.schedule, given.wave))


PLAIN = VestingSchedule(start_wave=0, cliff_waves=100, duration_waves=1_000, total_amount=1_000_000)

SCHEDULES: tuple[tuple[str, str, VestingSchedule], ...] = (
    ("plain", "A tenth at the cliff, then step by step", PLAIN),
    ("later-start", "The same, from wave 500", replace(PLAIN, start_wave=500)),
    ("without-cliff", "From the first wave on", replace(PLAIN, start_wave=500, cliff_waves=0)),
    ("all-at-once", "Everything at the end", replace(PLAIN, start_wave=500, cliff_waves=1_000)),
    ("one-wave", "Everything after one wave", VestingSchedule(7, 0, 1, 5)),
    ("uneven", "Seven quanta over three waves", VestingSchedule(10, 0, 3, 7)),
    ("fewer-quanta-than-waves", "Three quanta over seven waves", VestingSchedule(10, 1, 7, 3)),
    ("founders", "Four years with a cliff of one", VestingSchedule(0, 63_113_904, 252_455_616, 15 * 10**16)),
    ("widest", "As much as can be, as long as can be", VestingSchedule(0, 1, U64_MAX, U128_MAX)),
    ("to-the-last-wave", "An end at the last wave", VestingSchedule(U64_MAX - 10, 5, 10, 100)),
)

# What no state holds, and is answered all the same.
UNSOUND: tuple[tuple[str, str, VestingSchedule], ...] = (
    ("cliff-after-end", "A cliff beyond the end", VestingSchedule(20, 100, 10, 1_000)),
    ("cliff-past-64-bits", "A cliff beyond the last wave", VestingSchedule(20, U64_MAX, 10, 1_000)),
    ("no-duration", "No duration", VestingSchedule(20, 0, 0, 1_000)),
    ("no-duration-with-cliff", "No duration and a cliff", VestingSchedule(20, 5, 0, 1_000)),
    ("no-amount", "No amount", VestingSchedule(20, 5, 10, 0)),
    ("past-64-bits", "An end beyond the last wave", VestingSchedule(U64_MAX - 10, 5, 100, 1_000)),
)


def get_interesting_waves(schedule: VestingSchedule) -> dict[int, str]:
    """The waves at which a schedule changes, and those beside them, each by what it is."""
    waves: dict[int, str] = {}
    for name, wave in (
        ("start", schedule.start_wave),
        ("cliff", compute_cliff(schedule)),
        ("middle", schedule.start_wave + schedule.duration_waves // 2),
        ("end", compute_end(schedule)),
        ("last-wave", U64_MAX),
    ):
        for offset, beside in ((0, ""), (-1, "before-"), (1, "after-")):
            if 0 <= wave + offset <= U64_MAX:
                waves.setdefault(wave + offset, f"{beside}{name}")
    return waves


# Worked by hand.
KNOWN_UNLOCKED = {
    ("plain", 99): 0,
    ("plain", 100): 100_000,
    ("plain", 500): 500_000,
    ("plain", 1_000): 1_000_000,
    ("later-start", 599): 0,
    ("later-start", 600): 100_000,
    ("all-at-once", 1_499): 0,
    ("all-at-once", 1_500): 1_000_000,
    ("uneven", 11): 2,
    ("uneven", 12): 4,
    ("uneven", 13): 7,
    ("founders", 63_113_903): 0,
    ("founders", 63_113_904): 37_500_000_000_000_000,
    ("cliff-after-end", 29): 0,
    ("cliff-after-end", 30): 1_000,
    ("no-duration", 19): 0,
    ("no-duration", 20): 1_000,
}


@cases("transactions/vesting_unlocked")
def vesting_unlocked_cases() -> Iterator[Case]:
    """Every schedule at the waves that matter for it."""
    for name, title, schedule in (*SCHEDULES, *UNSOUND):
        for wave, wave_name in get_interesting_waves(schedule).items():
            known = KNOWN_UNLOCKED.get((name, wave))
            yield Case(
                f"{name}.{wave_name}",
                f"{title}: {wave_name.replace('-', ' ')}",
                UnlockedInput(schedule, wave),
                ("boundary",) if known is None else ("boundary", "known-answer"),
                known=None if known is None else write_known(known, schedule.total_amount - known),
            )


def write_known(unlocked: Quanta, locked: Quanta) -> dict[str, dict[str, str]]:
    """A known answer in its JSON form."""
    return {"ok": {"unlocked": str(unlocked), "locked": str(locked)}}


@cases("transactions/validate_vesting_schedule")
def validate_vesting_schedule_cases() -> Iterator[Case]:
    """The schedules of the table, each fault alone at both sides of its limit, then the faults in pairs."""
    for name, title, schedule in SCHEDULES:
        yield Case(name, title, ScheduleInput(schedule), known={"ok": {}})
    sound = VestingSchedule(U64_MAX - 10, 10, 10, 1)
    late = replace(sound, start_wave=U64_MAX - 9)
    faults: tuple[tuple[str, str, VestingSchedule, str], ...] = (
        ("cliff-at-the-last-wave", "Cliff and end at the last wave", sound, "boundary"),
        ("reject-no-amount", "No amount", replace(sound, total_amount=0), "boundary"),
        ("reject-no-duration", "No duration", replace(sound, cliff_waves=0, duration_waves=0), "boundary"),
        ("reject-cliff-after-end", "A cliff one wave beyond the end", replace(sound, cliff_waves=11), "boundary"),
        ("reject-past-the-last-wave", "An end one wave beyond the last", late, "boundary"),
        ("reject-widest", "Start and duration at their highest", VestingSchedule(U64_MAX, 0, U64_MAX, 1), "overflow"),
        ("amount-before-duration", "Neither amount nor duration", VestingSchedule(5, 0, 0, 0), "order-of-checks"),
        ("amount-before-cliff", "No amount, late cliff", VestingSchedule(5, 11, 10, 0), "order-of-checks"),
        ("amount-before-end", "No amount, late end", replace(late, total_amount=0), "order-of-checks"),
        ("duration-before-cliff", "No duration, and a cliff", VestingSchedule(5, 1, 0, 1), "order-of-checks"),
        ("cliff-before-end", "Late cliff, late end", replace(late, cliff_waves=11), "order-of-checks"),
    )
    for name, title, schedule, flag in faults:
        yield Case(name, title, ScheduleInput(schedule), (flag,))


@cases("transactions/spendable")
def spendable_cases() -> Iterator[Case]:
    """Balances around what is locked, without a schedule and at the waves of one."""
    for balance in (0, 1, U128_MAX):
        yield Case(
            f"without-schedule-{balance}", f"{balance} quanta, nothing locked", SpendableInput(balance, None, 50)
        )
    for wave, locked in ((0, 1_000_000), (99, 1_000_000), (100, 900_000), (999, 1_000), (1_000, 0)):
        for name, balance in (
            ("nothing", 0),
            ("one-less", locked - 1),
            ("as-much", locked),
            ("one-more", locked + 1),
            ("far-more", U128_MAX),
        ):
            if balance >= 0 and (name == "nothing" or balance > 0):
                yield Case(
                    f"at-{wave}-{name}",
                    f"At wave {wave}, with {locked:,} locked: {name.replace('-', ' ')}",
                    SpendableInput(balance, PLAIN, wave),
                    ("boundary",),
                    known={"ok": {"spendable": str(max(balance - locked, 0))}},
                )
