"""The mock executor."""

from collections.abc import Callable
from typing import Any

import pytest

from pyde_spec.encoding.shapes import U64_MAX
from pyde_spec.interfaces.errors import BoundaryError, InterfaceError
from pyde_spec.interfaces.executor import TransactionPlace
from pyde_spec.interfaces.mock_executor import (
    BALANCE_TOO_LOW,
    GAS_LIMIT_TOO_LOW,
    NONCE_NOT_NEXT,
    NOT_A_TRANSFER,
    MockExecutor,
)
from pyde_spec.interfaces.mock_leaves import MockAccount, apply_writes
from pyde_spec.interfaces.mock_state import MockState, MockView
from pyde_spec.types.receipt import NotExecuted, Success
from pyde_spec.types.transaction import GasTank, Transaction, TransactionType
from pyde_spec.types.transaction_hash import compute_transaction_hash

ALICE = b"a" * 32
BOB = b"b" * 32
PLACE = TransactionPlace(4, 2)
Build = Callable[..., Transaction]


def test_a_transfer_moves_its_value_and_pays_its_fee(transfer: Build) -> None:
    executor = MockExecutor(base_fee=2)
    state = MockState(executor, {ALICE: MockAccount(balance=50_000, next_nonce=7)})
    execution = executor.execute_tx(state, transfer(7), 21_000, PLACE)
    receipt = execution.receipt
    assert receipt.tx_hash == compute_transaction_hash(transfer(7))
    assert (receipt.wave_id, receipt.tx_index) == (4, 2)
    assert (receipt.status, receipt.gas_used, receipt.fee_paid) == (Success(), 21_000, 42_000)
    keys = [write.key for write in execution.writes]
    assert keys == sorted(keys)
    assert len(set(keys)) == 2
    after = MockView(apply_writes(state.leaves, execution.writes))
    assert after.read_account(ALICE) == MockAccount(balance=7_990, next_nonce=8)
    assert after.read_account(BOB) == MockAccount(balance=10)


def test_executing_changes_no_state(state: MockState, transfer: Build) -> None:
    before = state.get_state_root()
    first = state.executor.execute_tx(state, transfer(), 21_000, PLACE)
    assert state.executor.execute_tx(state, transfer(), 21_000, PLACE) == first
    assert state.get_state_root() == before


def test_a_transfer_to_oneself_costs_the_fee_alone(transfer: Build) -> None:
    executor = MockExecutor(base_fee=1)
    state = MockState(executor, {ALICE: MockAccount(balance=21_010)})
    execution = executor.execute_tx(state, transfer(to=ALICE), 21_000, PLACE)
    after = MockView(apply_writes(state.leaves, execution.writes))
    assert after.read_account(ALICE) == MockAccount(balance=10, next_nonce=1)
    assert len(execution.writes) == 1


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"tx_type": TransactionType.DEPLOY}, NOT_A_TRANSFER),
        ({"data": b"\x00"}, NOT_A_TRANSFER),
        ({"fee_payer": GasTank()}, NOT_A_TRANSFER),
        ({"nonce": 1}, NONCE_NOT_NEXT),
        ({"gas_limit": 20_999}, GAS_LIMIT_TOO_LOW),
        ({"value": 1_001}, BALANCE_TOO_LOW),
        # the order in which refusals are looked for
        ({"data": b"\x00", "nonce": 1}, NOT_A_TRANSFER),
        ({"nonce": 1, "gas_limit": 0}, NONCE_NOT_NEXT),
        ({"gas_limit": 0, "value": 1_001}, GAS_LIMIT_TOO_LOW),
    ],
)
def test_refusals(state: MockState, transfer: Build, changes: dict[str, Any], reason: str) -> None:
    transaction = transfer(**changes)
    execution = state.executor.execute_tx(state, transaction, transaction.gas_limit, PLACE)
    assert execution.receipt.status == NotExecuted(reason)
    assert (execution.receipt.gas_used, execution.receipt.fee_paid) == (0, 0)
    assert (execution.writes, execution.events) == ((), ())


def test_the_whole_balance_can_be_sent(state: MockState, transfer: Build) -> None:
    execution = state.executor.execute_tx(state, transfer(value=1_000), 21_000, PLACE)
    assert execution.receipt.status == Success()


def test_the_fee_counts_against_the_balance(transfer: Build) -> None:
    executor = MockExecutor(base_fee=1)
    state = MockState(executor, {ALICE: MockAccount(balance=21_009)})
    assert executor.execute_tx(state, transfer(), 21_000, PLACE).receipt.status == NotExecuted(BALANCE_TOO_LOW)


def test_the_last_nonce_is_never_spent(transfer: Build) -> None:
    executor = MockExecutor()
    state = MockState(executor, {ALICE: MockAccount(balance=1_000, next_nonce=U64_MAX)})
    execution = executor.execute_tx(state, transfer(U64_MAX), 21_000, PLACE)
    assert execution.receipt.status == NotExecuted(NONCE_NOT_NEXT)


def test_the_gas_limit_is_the_callers(state: MockState, transfer: Build) -> None:
    execution = state.executor.execute_tx(state, transfer(gas_limit=0), 21_000, PLACE)
    assert execution.receipt.status == Success()


def test_views_answer_what_was_prepared(state: MockState) -> None:
    executor = MockExecutor(views={(BOB, b"name"): b"Bob"})
    assert executor.view_call(state, BOB, b"name") == b"Bob"
    with pytest.raises(BoundaryError) as error:
        executor.view_call(state, ALICE, b"name")
    assert error.value.kind is InterfaceError.NOT_FOUND
