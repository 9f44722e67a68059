"""What the tests of the interfaces share."""

from collections.abc import Callable
from typing import Any

import pytest

from pyde_spec.encoding.shapes import shape_of
from pyde_spec.interfaces.mock_executor import MockExecutor
from pyde_spec.interfaces.mock_leaves import MockAccount
from pyde_spec.interfaces.mock_state import MockState
from pyde_spec.types.transaction import Sender, Transaction, TransactionType
from pyde_vectors.samples import build_minimum

ALICE = b"a" * 32
BOB = b"b" * 32


@pytest.fixture
def transfer() -> Callable[..., Transaction]:
    def build(nonce: int = 0, value: int = 10, **changes: Any) -> Transaction:
        fields: dict[str, Any] = {
            "from_": ALICE,
            "to": BOB,
            "value": value,
            "data": b"",
            "gas_limit": 21_000,
            "nonce": nonce,
            "signature": b"",
            "fee_payer": Sender(),
            "access_list": (),
            "deadline": None,
            "chain_id": 1,
            "tx_type": TransactionType.STANDARD,
        }
        return Transaction(**{**fields, **changes})

    return build


@pytest.fixture
def state() -> MockState:
    return MockState(MockExecutor(), {ALICE: MockAccount(balance=1_000)})


@pytest.fixture
def smallest() -> Callable[[Any], Any]:
    return lambda annotation: build_minimum(shape_of(annotation))
