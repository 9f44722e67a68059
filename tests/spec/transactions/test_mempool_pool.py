"""Whatever arrives in whatever order: limits hold, every byte is accounted for, and the order is that of arrival."""

from collections import Counter

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from pyde_spec.accounts.nonce_window import NonceWindow
from pyde_spec.encoding.shapes import compute_minimum_size, shape_of
from pyde_spec.rejections import Reason, Rejected, Stage
from pyde_spec.transactions.mempool_admission import insert_transaction
from pyde_spec.transactions.mempool_entries import EMPTY_BATCH_SIZE, PendingTransaction
from pyde_spec.transactions.mempool_pool import (
    MempoolLimits,
    begin_wave,
    drain_for_batch,
    drop_invalid,
    drop_spent,
    get_empty_mempool,
)
from pyde_spec.types.batch import BATCH_ENTRIES_CAP, BATCH_SIZE_CAP
from pyde_spec.types.transaction import Transaction

SENDERS = [bytes([number]) * 32 for number in range(3)]


def refuse(pending):
    raise Rejected(Reason.NONCE_TOO_LOW)


class MempoolOverTime(RuleBasedStateMachine):
    """The model keeps what was let in and has not left, in order, and when each sender was let in."""

    @initialize(
        count=st.integers(0, 8),
        size=st.integers(0, 40_000),
        batch_size=st.integers(0, 20_000),
        start=st.integers(0, 2**64 - 1 - 10**6),
    )
    def begin(self, count, size, batch_size, start):
        self.mempool = get_empty_mempool(MempoolLimits(count, size, batch_size), 5)
        self.model, self.admitted, self.now, self.arrived = [], {sender: [] for sender in SENDERS}, start, 0

    def leave(self, removed):
        for pending in removed:
            self.model.remove(pending)

    @rule(
        sender=st.sampled_from(SENDERS),
        nonce=st.integers(0, 20),
        size=st.integers(0, 9_000),
        deadline=st.none() | st.integers(3, 12),
        later=st.sampled_from([0, 0, 1, 50, 100, 1_000]),
        is_valid=st.sampled_from([True, True, True, False]),
    )
    def arrive(self, sender, nonce, size, deadline, later, is_valid):
        self.now += later
        self.arrived += 1
        newcomer = PendingTransaction(self.arrived.to_bytes(32, "big"), sender, nonce, size, deadline)
        before = self.mempool
        try:
            change = insert_transaction(before, newcomer, self.now, (lambda pending: None) if is_valid else refuse)
        except Rejected as rejection:
            assert rejection.reason.value.stage is Stage.ADMIT or not is_valid
            assert list(before.waiting) == self.model
            return
        assert is_valid
        self.mempool = change.mempool
        self.leave(change.removed)
        self.model.append(newcomer)
        self.admitted[sender].append(self.now)

    @rule(data=st.data(), later=st.integers(0, 500))
    def repeat(self, data, later):
        if self.model:
            self.now += later
            try:
                insert_transaction(self.mempool, data.draw(st.sampled_from(self.model)), self.now, refuse)
            except Rejected as rejection:
                assert rejection.reason is Reason.MEMPOOL_DUPLICATE
            else:
                raise AssertionError("what waits was let in again")

    @rule(next_wave=st.integers(3, 14))
    def commit(self, next_wave):
        change = begin_wave(self.mempool, next_wave)
        self.mempool = change.mempool
        assert all(pending.deadline < next_wave for pending in change.removed)
        self.leave(change.removed)
        assert all(pending.deadline is None or pending.deadline >= next_wave for pending in self.model)

    @rule(sender=st.sampled_from(SENDERS), base=st.integers(0, 20), used=st.integers(0, 2**15 - 1).map(lambda n: n * 2))
    def spend(self, sender, base, used):
        spent = {*range(base), *(base + bit for bit in range(16) if used >> bit & 1)}
        change = drop_spent(self.mempool, sender, NonceWindow(base, used))
        self.mempool = change.mempool
        self.leave(change.removed)
        assert all(pending.sender == sender and pending.nonce in spent for pending in change.removed)
        assert not any(pending.sender == sender and pending.nonce in spent for pending in self.model)

    @rule(sender=st.sampled_from(SENDERS), data=st.data())
    def change_keys(self, sender, data):
        invalid = [pending for pending in self.model if data.draw(st.booleans())]

        def validate(pending):
            if pending in invalid:
                raise Rejected(Reason.SIGNATURE_INVALID)

        change = drop_invalid(self.mempool, sender, validate)
        self.mempool = change.mempool
        assert list(change.removed) == [pending for pending in invalid if pending.sender == sender]
        self.leave(change.removed)

    @rule()
    def drain(self):
        max_bytes = self.mempool.limits.batch_size
        change = drain_for_batch(self.mempool)
        self.mempool = change.mempool
        drained = list(change.removed)
        size = EMPTY_BATCH_SIZE + sum(pending.size for pending in drained)
        assert drained == self.model[: len(drained)]
        assert bool(drained) == bool(self.model)
        assert not drained or size <= max_bytes
        if len(drained) < len(self.model):
            assert size + self.model[len(drained)].size > max_bytes
        self.leave(drained)

    @invariant()
    def what_waits_is_what_came_and_did_not_leave_in_order_of_arrival(self):
        assert list(self.mempool.waiting) == self.model

    @invariant()
    def the_limits_hold(self):
        assert len(self.model) <= self.mempool.limits.count
        assert sum(pending.size for pending in self.model) <= self.mempool.limits.size

    @invariant()
    def one_transaction_waits_for_a_nonce(self):
        assert all(count == 1 for count in Counter((pending.sender, pending.nonce) for pending in self.model).values())

    @invariant()
    def no_sender_is_let_in_more_often_than_its_rate(self):
        for times in self.admitted.values():
            for first in range(len(times)):
                elapsed = times[-1] - times[first]
                assert len(times) - first <= 10 + elapsed * 10 // 1_000

    @invariant()
    def buckets_ascend_and_none_is_full(self):
        senders = [sender for sender, _ in self.mempool.buckets]
        assert senders == sorted(set(senders))
        assert all(bucket.credit < 10_000 for _, bucket in self.mempool.buckets)


MempoolOverTime.TestCase.settings = settings(max_examples=50, stateful_step_count=50)
TestMempoolOverTime = MempoolOverTime.TestCase


def test_a_batch_of_the_smallest_transactions_is_full_before_its_list_is():
    smallest = 1 + compute_minimum_size(shape_of(Transaction))
    assert BATCH_SIZE_CAP // smallest < BATCH_ENTRIES_CAP
