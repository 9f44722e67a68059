"""What holds of a nonce window whatever is asked of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyde_spec.accounts.nonce_window import (
    WINDOW_SIZE,
    NonceWindow,
    is_nonce_available,
    use_nonce,
    validate_nonce_window,
)
from pyde_spec.encoding.shapes import U64_MAX
from pyde_spec.rejections import Reason, Rejected

U16_MAX = 2**16 - 1
BASES = st.one_of(st.integers(0, 40), st.integers(U64_MAX - 20, U64_MAX), st.integers(0, U64_MAX))
WINDOWS = st.builds(lambda base, used: NonceWindow(base, used & ~1), BASES, st.integers(0, U16_MAX)).filter(
    lambda window: window.base + window.used.bit_length() - 1 <= U64_MAX
)
OFFSETS = st.integers(-2, WINDOW_SIZE + 1)


def try_nonce(window, nonce):
    try:
        return use_nonce(window, nonce)
    except Rejected as rejection:
        return rejection.reason


@given(WINDOWS, OFFSETS)
def test_a_stored_window_leads_to_a_stored_window(window, offset):
    nonce = window.base + offset
    validate_nonce_window(window)
    after = try_nonce(window, nonce) if 0 <= nonce <= U64_MAX else window
    if isinstance(after, NonceWindow):
        validate_nonce_window(after)
        assert 0 <= after.used <= U16_MAX
        assert after.base >= window.base


@given(WINDOWS, OFFSETS)
def test_use_succeeds_exactly_when_the_nonce_is_available(window, offset):
    nonce = window.base + offset
    if not 0 <= nonce <= U64_MAX:
        return
    assert isinstance(try_nonce(window, nonce), NonceWindow) == is_nonce_available(window, nonce)


@given(WINDOWS, st.lists(OFFSETS, max_size=30))
def test_no_nonce_is_spent_twice(window, offsets):
    spent = set()
    for offset in offsets:
        nonce = window.base + offset
        if not 0 <= nonce <= U64_MAX:
            continue
        after = try_nonce(window, nonce)
        if isinstance(after, NonceWindow):
            assert nonce not in spent
            spent.add(nonce)
            window = after


@given(st.permutations(range(WINDOW_SIZE)), st.integers(0, 10**6))
def test_the_order_of_sixteen_nonces_does_not_matter(order, base):
    window = NonceWindow(base, 0)
    for offset in order:
        window = use_nonce(window, base + offset)
    assert window == NonceWindow(base + WINDOW_SIZE, 0)


@given(WINDOWS, OFFSETS, OFFSETS)
def test_two_nonces_commute_when_both_orders_are_possible(window, first, second):
    nonces = [window.base + first, window.base + second]
    if not all(0 <= nonce <= U64_MAX for nonce in nonces):
        return
    ends = []
    for one, other in (nonces, reversed(nonces)):
        between = try_nonce(window, one)
        ends.append(try_nonce(between, other) if isinstance(between, NonceWindow) else between)
    if all(isinstance(end, NonceWindow) for end in ends):
        assert ends[0] == ends[1]


@given(st.integers(0, U16_MAX), BASES)
def test_only_windows_that_use_can_reach_are_stored(used, base):
    is_stored = used & 1 == 0 and base + used.bit_length() - 1 <= U64_MAX
    if is_stored:
        validate_nonce_window(NonceWindow(base, used))
    else:
        with pytest.raises(Rejected):
            validate_nonce_window(NonceWindow(base, used))


def test_the_last_nonce_can_be_spent_before_a_lower_one_and_never_last():
    window = use_nonce(NonceWindow(U64_MAX - 1, 0), U64_MAX)
    validate_nonce_window(window)
    assert try_nonce(window, U64_MAX - 1) is Reason.NONCE_EXHAUSTED
    assert try_nonce(NonceWindow(U64_MAX, 0), U64_MAX) is Reason.NONCE_EXHAUSTED
