"""The registry as a machine: one owner at a time, nothing resolves while it rests, statuses only go forward."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyde_spec.accounts.addresses import compute_parachain_id
from pyde_spec.accounts.name_registry import (
    NameRecord,
    NameRegistration,
    Namespace,
    NameStatus,
    compute_grace,
    get_name_status,
    register_name,
    renew_name,
    resolve_name,
    retire_name,
    transfer_name,
)
from pyde_spec.params.versions import MAINNET, MINIMAL
from pyde_spec.rejections import Reason, Rejected

ALICE, BOB, TARGET = (bytes([number]) * 32 for number in (1, 2, 3))
ASK = NameRegistration(Namespace.CONTRACT, "token", ALICE, TARGET, 1)
RECORDS = st.builds(
    NameRecord,
    owner=st.just(ALICE),
    target=st.just(TARGET),
    paid_until=st.integers(0, 4_000),
    retired_at=st.none() | st.integers(0, 4_000),
)
WAVES = st.integers(0, 8_000)
FORWARD = [NameStatus.REGISTERED, NameStatus.LAPSED, NameStatus.RESTING, NameStatus.FREE]


def get_reason(function, *arguments):
    try:
        function(*arguments)
    except Rejected as rejection:
        return rejection.reason
    return None


@given(RECORDS, WAVES, WAVES)
def test_without_payment_a_name_only_goes_forward(record, one, other):
    earlier, later = sorted((one, other))
    before, after = (get_name_status(record, wave, MINIMAL) for wave in (earlier, later))
    assert FORWARD.index(before) <= FORWARD.index(after)


@given(st.none() | RECORDS, WAVES)
def test_a_name_can_be_taken_only_when_it_does_not_resolve(record, wave):
    resolves = get_reason(resolve_name, record, wave, MINIMAL) is None
    can_be_taken = get_reason(register_name, record, ASK, wave, MINIMAL) is None
    assert not (resolves and can_be_taken)
    status = get_name_status(record, wave, MINIMAL)
    assert resolves == (status in (NameStatus.REGISTERED, NameStatus.LAPSED))
    assert can_be_taken == (status is NameStatus.FREE)


@given(RECORDS, WAVES)
def test_a_name_that_stops_resolving_stays_unused_for_a_year(record, wave):
    if get_reason(resolve_name, record, wave, MINIMAL) is not None:
        return
    for later in range(wave, wave + MINIMAL.waves_per_year + 1, 50):
        assert get_reason(register_name, record, ASK, later, MINIMAL) is not None


@given(RECORDS, WAVES, st.integers(1, 5), st.integers(1, 5))
def test_paying_twice_is_paying_the_sum(record, wave, first, second):
    if get_reason(renew_name, record, first + second, wave, MINIMAL) is not None:
        return
    once = renew_name(record, first + second, wave, MINIMAL)
    halfway = renew_name(record, first, wave, MINIMAL)
    assert get_name_status(halfway, wave, MINIMAL) is NameStatus.REGISTERED
    assert renew_name(halfway, second, wave, MINIMAL) == once


@given(RECORDS, WAVES)
def test_what_a_name_stands_for_never_changes_while_it_is_held(record, wave):
    if get_reason(resolve_name, record, wave, MINIMAL) is not None:
        return
    renewed = renew_name(record, 1, wave, MINIMAL)
    passed_on = transfer_name(renewed, ALICE, BOB, wave, MINIMAL)
    assert resolve_name(renewed, wave, MINIMAL) == resolve_name(passed_on, wave, MINIMAL) == TARGET
    assert passed_on.paid_until == renewed.paid_until


@given(RECORDS, WAVES)
def test_a_retired_name_resolves_no_more(record, wave):
    if get_reason(resolve_name, record, wave, MINIMAL) is not None:
        return
    retired = retire_name(record, wave, MINIMAL)
    for later in (wave, wave + 999):
        assert get_reason(resolve_name, retired, later, MINIMAL) is Reason.NAME_RESTING
    assert get_reason(register_name, retired, ASK, wave + 1_000, MINIMAL) is None


def test_of_two_in_one_wave_the_first_owns_it():
    first = register_name(None, ASK, 5, MINIMAL)
    assert first.owner == ALICE
    assert get_reason(register_name, first, ASK, 5, MINIMAL) is Reason.NAME_TAKEN


def test_a_contract_and_a_parachain_may_share_a_name():
    parachain_id = compute_parachain_id("token")
    parachain = register_name(None, NameRegistration(Namespace.PARACHAIN, "token", BOB, parachain_id, 1), 5, MINIMAL)
    contract = register_name(None, ASK, 5, MINIMAL)
    assert parachain.target == parachain_id != contract.target


@pytest.mark.parametrize(("sizes", "grace"), [(MAINNET, 15_778_476), (MINIMAL, 250)])
def test_a_quarter_of_a_year_is_a_whole_number_of_waves(sizes, grace):
    assert compute_grace(sizes) == grace
    assert sizes.waves_per_year % 4 == 0
