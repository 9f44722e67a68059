"""The mock state."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pyde_spec.crypto.blake3 import blake3_hash
from pyde_spec.encoding.shapes import U128_MAX
from pyde_spec.interfaces.errors import BoundaryError, InterfaceError
from pyde_spec.interfaces.executor import Execution, SlotWrite, TransactionPlace
from pyde_spec.interfaces.mock_executor import MockExecutor
from pyde_spec.interfaces.mock_leaves import (
    MockAccount,
    apply_writes,
    compute_account_key,
    compute_account_write,
    compute_mock_root,
)
from pyde_spec.interfaces.mock_state import MockState, MockView
from pyde_spec.interfaces.state_mutator import WaveAnchor
from pyde_spec.interfaces.state_view import StateView
from pyde_spec.types.auth_keys import NoKeys, SingleKey
from pyde_spec.types.bloom import is_in_bloom
from pyde_spec.types.event import EventRecord
from pyde_spec.types.primitives import ZERO_HASH
from pyde_spec.types.transaction import Sender, Transaction, TransactionType
from pyde_spec.types.wave import validate_wave_record

ALICE = b"a" * 32
BOB = b"b" * 32
SLOT = b"s" * 32
ANCHOR = WaveAnchor(5, b"v" * 32)
Build = Callable[..., Transaction]


def check_kind(kind: InterfaceError, call: Callable[[], object]) -> None:
    with pytest.raises(BoundaryError) as error:
        call()
    assert error.value.kind is kind


def test_the_account_of_an_unknown_address_is_empty(state: MockState) -> None:
    window = state.get_nonce_window(BOB)
    assert (window.base, window.used) == (0, 0)
    assert state.get_balance(BOB) == 0
    assert state.get_code(BOB) is None
    assert state.get_code_hash(BOB) is None
    assert state.get_account_type(BOB) == 0
    assert state.get_auth_keys(BOB) == NoKeys()
    assert state.get_slot(compute_account_key(BOB)) is None


def test_an_account_is_read_back_whole() -> None:
    account = MockAccount(7, 3, 1, SingleKey(bytes(897)), b"code")
    state = MockState(MockExecutor(), {ALICE: account}, {SLOT: b"held"})
    assert state.get_balance(ALICE) == 7
    assert state.get_nonce_window(ALICE).base == 3
    assert state.get_account_type(ALICE) == 1
    assert state.get_auth_keys(ALICE) == SingleKey(bytes(897))
    assert state.get_code(ALICE) == b"code"
    assert state.get_code_hash(ALICE) == blake3_hash(b"code")
    assert state.get_slot(SLOT) == b"held"
    assert state.read_account(ALICE) == account


def test_a_damaged_leaf_is_corrupted() -> None:
    view = MockView({compute_account_key(ALICE): b"\x01"})
    check_kind(InterfaceError.CORRUPTED, lambda: view.get_balance(ALICE))


def test_more_than_all_quanta_are_refused() -> None:
    MockState(MockExecutor(), {ALICE: MockAccount(U128_MAX - 1), BOB: MockAccount(1)})
    check_kind(
        InterfaceError.INVALID_INPUT,
        lambda: MockState(MockExecutor(), {ALICE: MockAccount(U128_MAX), BOB: MockAccount(1)}),
    )


def test_a_commit_applies_transfers_in_order_and_records_them(state: MockState, transfer: Build) -> None:
    record = state.commit_wave(0, (transfer(0), transfer(1, value=5)), ANCHOR)
    validate_wave_record(record)
    assert (state.get_balance(ALICE), state.get_balance(BOB)) == (985, 15)
    assert state.get_nonce_window(ALICE).base == 2
    assert record.state_root == state.get_state_root()
    assert (record.wave_id, record.anchor_round, record.prior_anchor_round) == (0, 5, None)
    assert record.anchor_hash == ANCHOR.vertex_hash
    assert (record.tx_count, record.events_count, record.gas_used) == (2, 0, 42_000)
    receipts = state.get_receipts(0)
    assert receipts is not None
    assert tuple(receipt.tx_hash for receipt in receipts) == record.included_txs
    assert [receipt.tx_index for receipt in receipts] == [0, 1]


def test_an_empty_wave_changes_no_state(state: MockState) -> None:
    before = state.get_state_root()
    assert state.commit_wave(0, (), ANCHOR).state_root == before


def test_waves_follow_one_another(state: MockState) -> None:
    check_kind(InterfaceError.NOT_YET, lambda: state.commit_wave(1, (), ANCHOR))
    state.commit_wave(0, (), ANCHOR)
    check_kind(InterfaceError.CONFLICT, lambda: state.commit_wave(0, (), ANCHOR))
    later = WaveAnchor(6, b"w" * 32)
    assert state.commit_wave(1, (), later).prior_anchor_round == 5


def test_a_wave_whose_anchor_is_not_later_is_refused_whole(state: MockState, transfer: Build) -> None:
    state.commit_wave(0, (), ANCHOR)
    before = state.get_state_root()
    check_kind(InterfaceError.INVALID_INPUT, lambda: state.commit_wave(1, (transfer(),), ANCHOR))
    assert state.get_state_root() == before
    assert state.get_receipts(1) is None


def test_a_failing_executor_leaves_the_state_as_it_was(transfer: Build) -> None:
    executor = MockExecutor()
    state = MockState(executor, {ALICE: MockAccount(balance=1_000)})
    before = state.get_state_root()
    executor.failures.fail_next(1, "execute_tx", InterfaceError.INTERNAL)
    check_kind(InterfaceError.INTERNAL, lambda: state.commit_wave(0, (transfer(),), ANCHOR))
    assert state.get_state_root() == before
    state.commit_wave(0, (transfer(),), ANCHOR)
    assert state.get_balance(BOB) == 10


def test_rollback_restores_wave_by_wave(state: MockState, transfer: Build) -> None:
    roots = [state.get_state_root()]
    for wave_id in range(3):
        state.commit_wave(wave_id, (transfer(wave_id),), WaveAnchor(wave_id, b"v" * 32))
        roots.append(state.get_state_root())
    check_kind(InterfaceError.NOT_FOUND, lambda: state.rollback_wave(3))
    check_kind(InterfaceError.CONFLICT, lambda: state.rollback_wave(1))
    for wave_id in (2, 1, 0):
        state.rollback_wave(wave_id)
        assert state.get_state_root() == roots[wave_id]
        assert state.get_receipts(wave_id) is None
    check_kind(InterfaceError.NOT_FOUND, lambda: state.rollback_wave(0))


def test_a_wave_can_be_committed_again_after_rollback(state: MockState, transfer: Build) -> None:
    first = state.commit_wave(0, (transfer(),), ANCHOR)
    state.rollback_wave(0)
    assert state.commit_wave(0, (transfer(),), ANCHOR) == first


def test_a_snapshot_outlives_commits_and_rollbacks(state: MockState, transfer: Build) -> None:
    before = state.snapshot()
    state.commit_wave(0, (transfer(),), ANCHOR)
    after = state.snapshot()
    state.rollback_wave(0)
    assert (before.wave_id, after.wave_id) == (None, 0)
    view: StateView = state.open_snapshot(after)
    assert view.get_balance(BOB) == 10
    assert view.get_state_root() == after.state_root
    assert state.open_snapshot(before).get_balance(BOB) == 0
    check_kind(InterfaceError.NOT_FOUND, lambda: state.open_snapshot(replace(after, wave_id=9)))


def test_events_of_any_executor_are_summarised(transfer: Build) -> None:
    class Emitter(MockExecutor):
        def execute_tx(
            self, state: StateView, transaction: Transaction, gas_limit: int, place: TransactionPlace
        ) -> Execution:
            execution = super().execute_tx(state, transaction, gas_limit, place)
            event = EventRecord(place.wave_id, place.tx_index, 0, BOB, (SLOT,), b"")
            return Execution(replace(execution.receipt, events_count=1), execution.writes, (event,))

    state = MockState(Emitter(), {ALICE: MockAccount(balance=1_000)})
    record = state.commit_wave(0, (transfer(),), ANCHOR)
    validate_wave_record(record)
    assert record.events_count == 1
    assert record.events_root != ZERO_HASH
    assert is_in_bloom(record.events_bloom, SLOT)


def test_a_write_of_nothing_clears_the_slot_and_the_root_forgets_it() -> None:
    held = apply_writes({}, [SlotWrite(SLOT, b"")])
    assert compute_mock_root(held) != compute_mock_root({})
    assert apply_writes(held, [SlotWrite(SLOT, None)]) == {}
    assert apply_writes({}, [SlotWrite(SLOT, None)]) == {}
    assert compute_account_write(ALICE, MockAccount()).value is None


@settings(derandomize=True, max_examples=40, deadline=None)
@given(st.dictionaries(st.binary(min_size=32, max_size=32), st.binary(max_size=4), max_size=5))
def test_the_root_depends_on_the_leaves_alone(leaves: dict[bytes, bytes]) -> None:
    root = compute_mock_root(leaves)
    assert compute_mock_root(dict(reversed(leaves.items()))) == root
    for key, value in leaves.items():
        changed = compute_mock_root({**leaves, key: value + b"x"})
        assert changed.blake3 != root.blake3
        assert changed.poseidon2 != root.poseidon2


@settings(derandomize=True, max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 600), st.sampled_from([ALICE, BOB])), max_size=5))
def test_transfers_make_and_lose_nothing_and_rollback_restores(steps: list[tuple[int, int, bytes]]) -> None:
    state = MockState(MockExecutor(), {ALICE: MockAccount(balance=1_000)})
    before = state.get_state_root()
    transactions = tuple(build_transfer(nonce, value, to) for nonce, value, to in steps)
    validate_wave_record(state.commit_wave(0, transactions, ANCHOR))
    assert state.get_balance(ALICE) + state.get_balance(BOB) == 1_000
    state.rollback_wave(0)
    assert state.get_state_root() == before


def build_transfer(nonce: int, value: int, to: bytes) -> Transaction:
    return Transaction(ALICE, to, value, b"", 21_000, nonce, b"", Sender(), (), None, 1, TransactionType.STANDARD)
