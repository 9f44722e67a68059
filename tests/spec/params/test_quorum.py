"""Quorums: what 1.1 guarantees for every size, and where 1.0 does not (finding F-01)."""

from hypothesis import given
from hypothesis import strategies as st

from pyde_spec.params.quorum import compute_fault_bound, compute_quorum, compute_share_threshold
from pyde_spec.params.versions import RULES_1_0, RULES_1_1


def smallest_overlap(quorum, members):
    return max(0, 2 * quorum - members)


@given(st.integers(1, 2_000))
def test_two_quorums_of_1_1_share_an_honest_member(members):
    assert smallest_overlap(compute_quorum(RULES_1_1, members), members) > compute_fault_bound(members)


@given(st.integers(1, 2_000))
def test_no_smaller_quorum_would_do(members):
    smaller = compute_quorum(RULES_1_1, members) - 1
    assert smallest_overlap(smaller, members) <= compute_fault_bound(members)


@given(st.integers(1, 2_000))
def test_the_honest_members_make_a_quorum(members):
    honest = members - compute_fault_bound(members)
    assert compute_quorum(RULES_1_1, members) <= honest


@given(st.integers(0, 600))
def test_versions_agree_exactly_where_n_is_3f_plus_1(faults):
    for members in (3 * faults + 1, 3 * faults + 2, 3 * faults + 3):
        agree = compute_quorum(RULES_1_0, members) == compute_quorum(RULES_1_1, members)
        assert agree == (members % 3 == 1)


def test_at_128_two_quorums_of_1_0_may_meet_in_faulty_members_only():
    assert smallest_overlap(compute_quorum(RULES_1_0, 128), 128) == compute_fault_bound(128) == 42


@given(st.integers(1, 2_000))
def test_the_share_threshold_exceeds_what_faulty_members_hold(members):
    assert compute_share_threshold(members) > compute_fault_bound(members)
