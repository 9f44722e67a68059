"""What others can do to a sender, who is left under a nonce, and the hundred."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import shape_of
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.transactions.mempool_admission import insert_transaction
from pyde_spec.transactions.mempool_entries import PendingTransaction, compute_pending_transaction
from pyde_spec.transactions.mempool_pool import MempoolLimits, drain_for_batch, drop_invalid, get_empty_mempool
from pyde_spec.types.batch import BATCH_SIZE_CAP, Batch, Plain
from pyde_spec.types.transaction import Transaction
from pyde_vectors.samples import Filler, build_distinct

ALICE = b"\xa1" * 32
ROOMY = MempoolLimits(1_000, 10**9, BATCH_SIZE_CAP)


def build(nonce, deadline=None, number=0, size=1_000):
    return PendingTransaction(nonce.to_bytes(16, "big") + number.to_bytes(16, "big"), ALICE, nonce, size, deadline)


def accept(pending):
    return None


def insert_all(mempool, arrivals):
    """The mempool after the arrivals that are let in, and the reasons of the others."""
    reasons = []
    for pending, now, validate in arrivals:
        try:
            mempool = insert_transaction(mempool, pending, now, validate).mempool
        except Rejected as rejection:
            reasons.append(rejection.reason)
    return mempool, reasons


def test_ten_forgeries_a_second_do_not_silence_an_account():
    def refuse(pending):
        raise Rejected(Reason.NONCE_TOO_LOW)

    forgeries = [(build(0, deadline=50 - number, number=number), number * 100, refuse) for number in range(40)]
    mempool, reasons = insert_all(get_empty_mempool(ROOMY, 0), forgeries)
    assert len(reasons) == 40
    honest = [(build(nonce), 4_000, accept) for nonce in range(10)]
    mempool, reasons = insert_all(mempool, honest)
    assert len(mempool.waiting) == 10
    assert reasons == []


@given(st.permutations([None, 3, 4, 5, 9, 12]))
def test_whatever_the_order_of_arrival_the_soonest_deadline_is_left(deadlines):
    arrivals = [(build(7, deadline, number), 0, accept) for number, deadline in enumerate(deadlines)]
    mempool, _ = insert_all(get_empty_mempool(ROOMY, 3), arrivals)
    assert [pending.deadline for pending in mempool.waiting] == [3]


@given(st.lists(st.sampled_from([None, 3, 4, 5]), max_size=40))
def test_two_under_one_nonce_cannot_be_exchanged_for_ever(deadlines):
    numbers = {None: 0, 3: 1, 4: 2, 5: 3}
    arrivals = [
        (build(7, deadline, numbers[deadline]), place * 1_000, accept) for place, deadline in enumerate(deadlines)
    ]
    _, reasons = insert_all(get_empty_mempool(ROOMY, 3), arrivals)
    assert len(arrivals) - len(reasons) <= len(numbers)


def test_a_hundred_of_a_sender_wait_and_no_more():
    arrivals = [(build(nonce), nonce * 100, accept) for nonce in range(150)]
    mempool, reasons = insert_all(get_empty_mempool(ROOMY, 0), arrivals)
    assert len(mempool.waiting) == 100
    assert reasons == [Reason.MEMPOOL_SENDER_FULL] * 50


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(1, 900)), max_size=30))
def test_who_makes_room_holds_more_and_an_equal_part_is_never_refused(arrivals):
    mempool = get_empty_mempool(MempoolLimits(1_000, 3_000, BATCH_SIZE_CAP), 0)
    for place, (number, size) in enumerate(arrivals):
        pending = PendingTransaction(place.to_bytes(32, "big"), bytes([number]) * 32, place, size, None)
        before = compute_shares(mempool, pending)
        try:
            change = insert_transaction(mempool, pending, place * 1_000, accept)
        except Rejected as rejection:
            assert rejection.reason is Reason.MEMPOOL_FULL
            assert before[pending.sender] * len(before) > 3_000
            continue
        assert all(before[removed.sender] > before[pending.sender] for removed in change.removed)
        mempool = change.mempool


def compute_shares(mempool, newcomer):
    """The bytes of every sender, the newcomer's own counted in."""
    shares = {newcomer.sender: newcomer.size}
    for pending in mempool.waiting:
        shares[pending.sender] = shares.get(pending.sender, 0) + pending.size
    return shares


def test_what_is_drained_is_a_batch_of_exactly_so_many_bytes():
    transactions = [build_distinct(shape_of(Transaction), Filler(start)) for start in (1, 50)]
    size = len(encode(Batch, Batch(tuple(Plain(transaction) for transaction in transactions))))
    for batch_size, count in ((size, 2), (size - 1, 1)):
        mempool = get_empty_mempool(MempoolLimits(9, 10**9, batch_size), 0)
        for transaction in transactions:
            mempool = insert_transaction(mempool, compute_pending_transaction(transaction), 0, accept).mempool
        assert len(drain_for_batch(mempool).removed) == count


def test_nothing_is_looked_up_in_the_state_before_the_cheap_checks_have_passed():
    seen = []
    mempool, _ = insert_all(get_empty_mempool(ROOMY, 5), [(build(1, deadline=9), 0, accept)])
    attempts = [
        build(1, deadline=9),
        build(2, deadline=4),
        build(3, size=BATCH_SIZE_CAP),
        build(1, deadline=10, number=1),
    ]
    after, reasons = insert_all(mempool, [(attempt, 0, seen.append) for attempt in attempts])
    assert len(reasons) == 4
    assert seen == []
    assert after == mempool


@given(st.integers(0, 3), st.sampled_from([None, 3, 8]), st.integers(0, 5_000), st.integers(0, 20_000))
def test_what_is_not_valid_changes_nothing_whatever_it_claims(nonce, deadline, size, now):
    def refuse(pending):
        raise Rejected(Reason.SIGNATURE_INVALID)

    honest = [(build(number, deadline=9), number, accept) for number in range(3)]
    mempool, _ = insert_all(get_empty_mempool(MempoolLimits(3, 4_000, BATCH_SIZE_CAP), 3), honest)
    after, reasons = insert_all(mempool, [(build(nonce, deadline, 1, size), now, refuse)] * 20)
    assert len(reasons) == 20
    assert after == mempool


def test_validation_is_asked_of_the_sender_whose_keys_changed_alone():
    bob = PendingTransaction(b"\xb2" * 32, b"\xb2" * 32, 1, 1_000, None)
    arrivals = [(build(1), 0, accept), (bob, 0, accept), (build(2), 0, accept)]
    mempool, _ = insert_all(get_empty_mempool(ROOMY, 0), arrivals)
    seen = []
    assert drop_invalid(mempool, ALICE, seen.append).mempool == mempool
    assert seen == [build(1), build(2)]


def test_a_validation_that_fails_names_its_own_reason():
    def refuse(pending):
        raise Rejected(Reason.NONCE_TOO_HIGH)

    with pytest.raises(Rejected) as refusal:
        insert_transaction(get_empty_mempool(ROOMY, 0), build(1), 0, refuse)
    assert refusal.value.reason is Reason.NONCE_TOO_HIGH
