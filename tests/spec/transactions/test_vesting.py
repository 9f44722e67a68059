"""What holds of vesting, for schedules that may stand and for others."""

from hypothesis import given
from hypothesis import strategies as st

from pyde_spec.encoding.decoder import decode
from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import U64_MAX, U128_MAX
from pyde_spec.rejections import Rejected
from pyde_spec.transactions.vesting import (
    VestingSchedule,
    compute_cliff,
    compute_end,
    compute_locked,
    compute_spendable,
    compute_unlocked,
    validate_vesting_schedule,
)

COUNTS = st.one_of(st.integers(0, 40), st.integers(U64_MAX - 40, U64_MAX), st.integers(0, U64_MAX))
AMOUNTS = st.one_of(st.integers(0, 40), st.integers(U128_MAX - 40, U128_MAX), st.integers(0, U128_MAX))
SCHEDULES = st.builds(VestingSchedule, COUNTS, COUNTS, COUNTS, AMOUNTS)
SMALL = st.builds(VestingSchedule, *[st.integers(0, 20)] * 3, st.integers(0, 100))
ALL = st.one_of(SCHEDULES, SMALL)


@given(ALL, COUNTS, COUNTS)
def test_what_is_unlocked_stays_unlocked(schedule, one, other):
    earlier, later = sorted((one, other))
    assert compute_unlocked(schedule, earlier) <= compute_unlocked(schedule, later)


@given(ALL, COUNTS)
def test_locked_and_unlocked_are_the_amount(schedule, wave):
    unlocked, locked = compute_unlocked(schedule, wave), compute_locked(schedule, wave)
    assert unlocked + locked == schedule.total_amount
    assert min(unlocked, locked) >= 0


@given(ALL, COUNTS)
def test_all_at_the_end_and_nothing_before_the_cliff(schedule, wave):
    if wave >= compute_end(schedule):
        assert compute_locked(schedule, wave) == 0
    elif wave < compute_cliff(schedule):
        assert compute_unlocked(schedule, wave) == 0


@given(ALL)
def test_a_schedule_that_may_stand_is_over_at_the_last_wave(schedule):
    try:
        validate_vesting_schedule(schedule)
    except Rejected:
        return
    assert compute_locked(schedule, U64_MAX) == 0
    if schedule.start_wave > 0:
        assert compute_locked(schedule, schedule.start_wave - 1) == schedule.total_amount > 0


@given(AMOUNTS, ALL, COUNTS)
def test_nobody_can_spend_more_than_the_balance_or_what_is_locked(balance, schedule, wave):
    spendable = compute_spendable(balance, schedule, wave)
    assert 0 <= spendable <= balance == compute_spendable(balance, None, wave)
    assert spendable == 0 or balance - spendable == compute_locked(schedule, wave)


@given(ALL)
def test_the_wire_form_has_forty_bytes(schedule):
    data = encode(VestingSchedule, schedule)
    assert len(data) == 40
    assert data[:8] == schedule.start_wave.to_bytes(8, "little")
    assert data[24:] == schedule.total_amount.to_bytes(16, "little")
    assert decode(VestingSchedule, data) == schedule
