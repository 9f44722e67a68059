"""The mock mempool."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pyde_spec.encoding.encoder import encode
from pyde_spec.interfaces import mock_mempool
from pyde_spec.interfaces.errors import BoundaryError, InterfaceError
from pyde_spec.interfaces.mock_mempool import MockMempool
from pyde_spec.types.batch import BATCH_SIZE_CAP, Batch, Plain
from pyde_spec.types.transaction import DATA_CAP, Sender, Transaction, TransactionType
from pyde_spec.types.transaction_hash import compute_transaction_hash

Build = Callable[..., Transaction]


def get_batch_size(*transactions: Transaction) -> int:
    return len(encode(Batch, Batch(tuple(Plain(transaction) for transaction in transactions))))


def test_what_is_inserted_waits_under_its_hash(transfer: Build) -> None:
    mempool = MockMempool(10)
    name = mempool.insert(transfer(3))
    assert name == compute_transaction_hash(transfer(3))
    assert mempool.contains(name)
    assert mempool.fetch_by_hash(name) == transfer(3)
    assert mempool.get_pending_count() == 1
    assert not mempool.contains(bytes(32))
    assert mempool.fetch_by_hash(bytes(32)) is None


def test_a_transaction_waits_once_whatever_its_signature(transfer: Build) -> None:
    mempool = MockMempool(10)
    mempool.insert(transfer())
    with pytest.raises(BoundaryError) as error:
        mempool.insert(transfer(signature=b"other"))
    assert error.value.kind is InterfaceError.DUPLICATE
    assert mempool.get_pending_count() == 1


def test_a_full_mempool_refuses_what_is_new_and_says_so_after_what_is_not(transfer: Build) -> None:
    mempool = MockMempool(1)
    mempool.insert(transfer(0))
    with pytest.raises(BoundaryError) as full:
        mempool.insert(transfer(1))
    with pytest.raises(BoundaryError) as again:
        mempool.insert(transfer(0))
    assert (full.value.kind, again.value.kind) == (InterfaceError.OVERLOADED, InterfaceError.DUPLICATE)


def test_what_no_batch_could_carry_is_refused_first(transfer: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    mempool = MockMempool(0)
    assert get_batch_size(transfer(data=bytes(DATA_CAP))) > BATCH_SIZE_CAP
    monkeypatch.setattr(mock_mempool, "BATCH_SIZE_CAP", get_batch_size(transfer()))
    with pytest.raises(BoundaryError) as fits:
        mempool.insert(transfer())
    with pytest.raises(BoundaryError) as larger:
        mempool.insert(transfer(data=b"\x00"))
    assert (fits.value.kind, larger.value.kind) == (InterfaceError.OVERLOADED, InterfaceError.INVALID_INPUT)


def test_draining_takes_the_oldest_that_fit_to_the_byte(transfer: Build) -> None:
    waiting = [transfer(nonce) for nonce in range(3)]
    mempool = MockMempool(3)
    for transaction in waiting:
        mempool.insert(transaction)
    limit = get_batch_size(*waiting[:2])
    assert mempool.drain_for_batch(limit - 1) == (waiting[0],)
    assert not mempool.contains(compute_transaction_hash(waiting[0]))
    assert mempool.drain_for_batch(limit) == (waiting[1], waiting[2])
    assert mempool.drain_for_batch(limit) == ()
    mempool.insert(waiting[0])
    assert mempool.get_pending_count() == 1


def test_none_is_passed_over(transfer: Build) -> None:
    large, small = transfer(0, data=bytes(100)), transfer(1)
    mempool = MockMempool(2)
    mempool.insert(large)
    mempool.insert(small)
    assert mempool.drain_for_batch(get_batch_size(small)) == ()
    assert mempool.get_pending_count() == 2


def test_a_batch_has_no_more_entries_than_it_may(transfer: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mock_mempool, "BATCH_ENTRIES_CAP", 2)
    mempool = MockMempool(3)
    for nonce in range(3):
        mempool.insert(transfer(nonce))
    assert [transaction.nonce for transaction in mempool.drain_for_batch(BATCH_SIZE_CAP)] == [0, 1]


@settings(derandomize=True, max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 40), max_size=5), st.lists(st.integers(0, 900), min_size=1, max_size=6))
def test_batches_in_a_row_hold_everything_in_order(sizes: list[int], limits: list[int]) -> None:
    waiting = [build_transaction(nonce, bytes(size)) for nonce, size in enumerate(sizes)]
    mempool = MockMempool(len(waiting))
    for transaction in waiting:
        mempool.insert(transaction)
    drained: list[Transaction] = []
    for limit in [*limits, BATCH_SIZE_CAP]:
        batch = mempool.drain_for_batch(limit)
        assert not batch or get_batch_size(*batch) <= limit
        drained.extend(batch)
    assert drained == waiting


def build_transaction(nonce: int, data: bytes) -> Transaction:
    return Transaction(bytes(32), bytes(32), 0, data, 0, nonce, b"", Sender(), (), None, 1, TransactionType.STANDARD)
