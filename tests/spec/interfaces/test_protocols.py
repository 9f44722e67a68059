"""Every mock is what its protocol says, for the type checker and at run time; every call can fail."""

from typing import Any

import pytest

from pyde_spec.accounts.nonce_window import NonceWindow
from pyde_spec.accounts.record import AccountType
from pyde_spec.encoding.shapes import U8
from pyde_spec.interfaces.consensus_engine import ConsensusEngine
from pyde_spec.interfaces.errors import BoundaryError, InterfaceError
from pyde_spec.interfaces.executor import Executor
from pyde_spec.interfaces.mempool_view import MempoolView
from pyde_spec.interfaces.mock_consensus import MockConsensus
from pyde_spec.interfaces.mock_executor import MockExecutor
from pyde_spec.interfaces.mock_leaves import MockNonceWindow
from pyde_spec.interfaces.mock_mempool import MockMempool
from pyde_spec.interfaces.mock_network import MockHub, MockNetwork
from pyde_spec.interfaces.mock_state import MockState, MockView
from pyde_spec.interfaces.network_view import NetworkView
from pyde_spec.interfaces.state_mutator import StateMutator
from pyde_spec.interfaces.state_view import NonceWindowView, StateView


def test_the_type_checker_sees_that_the_mocks_conform() -> None:
    executor: Executor = MockExecutor()
    view: StateView = MockView()
    mutator: StateMutator = MockState(executor)
    mutator_as_view: StateView = mutator
    mempool: MempoolView = MockMempool(1)
    network: NetworkView = MockNetwork(MockHub())
    consensus: ConsensusEngine = MockConsensus()
    assert isinstance(executor, Executor)
    assert isinstance(view, StateView)
    assert isinstance(mutator, StateMutator)
    assert isinstance(mutator_as_view, StateView)
    assert isinstance(mempool, MempoolView)
    assert isinstance(network, NetworkView)
    assert isinstance(consensus, ConsensusEngine)


def test_a_view_is_no_mutator() -> None:
    assert not isinstance(MockView(), StateMutator)
    assert not isinstance(MockMempool(1), StateView)


def test_the_types_of_accounts_are_answers_of_a_view() -> None:
    window: NonceWindowView = NonceWindow(base=7, used=2)
    mocked: NonceWindowView = MockNonceWindow(base=7, used=2)
    account_type: U8 = AccountType.EOA
    assert isinstance(window, NonceWindowView)
    assert (window.base, window.used) == (mocked.base, mocked.used)
    assert account_type == MockView().get_account_type(bytes(32))


MOCKS: tuple[tuple[type, Any], ...] = (
    (StateMutator, lambda: MockState(MockExecutor())),
    (Executor, MockExecutor),
    (MempoolView, lambda: MockMempool(1)),
    (NetworkView, lambda: MockNetwork(MockHub())),
    (ConsensusEngine, MockConsensus),
)


def get_methods(protocol: type) -> list[str]:
    return sorted(
        name
        for base in protocol.__mro__[:-1]
        for name in vars(base)
        if name[0] != "_" and callable(getattr(base, name))
    )


CALLS = [
    pytest.param(build, method, id=f"{protocol.__name__}.{method}")
    for protocol, build in MOCKS
    for method in get_methods(protocol)
]

COUNTS_OF_ARGUMENTS = {
    "commit_wave": 3,
    "execute_tx": 4,
    "view_call": 3,
    "get_state_root": 0,
    "snapshot": 0,
    "get_pending_count": 0,
    "get_current_round": 0,
    "get_current_wave": 0,
}


def test_the_protocols_have_the_calls_of_the_roadmap() -> None:
    assert len(CALLS) == 8 + 3 + 2 + 5 + 4 + 3


@pytest.mark.parametrize(("build", "method"), CALLS)
def test_every_call_meets_the_failures_planned_for_it(build: Any, method: str) -> None:
    mock = build()
    arguments = [None] * COUNTS_OF_ARGUMENTS.get(method, 1)
    mock.failures.fail_next(2, method, InterfaceError.UNAVAILABLE)
    mock.failures.fail_next(1, method, InterfaceError.CORRUPTED)
    met = []
    for _ in range(3):
        with pytest.raises(BoundaryError) as error:
            getattr(mock, method)(*arguments)
        met.append(error.value.kind)
    assert met == [InterfaceError.UNAVAILABLE, InterfaceError.UNAVAILABLE, InterfaceError.CORRUPTED]
    mock.failures.meet(method)


def test_a_failure_is_met_by_its_own_method_alone() -> None:
    mempool = MockMempool(1)
    mempool.failures.fail_next(1, "insert", InterfaceError.UNAVAILABLE)
    assert mempool.get_pending_count() == 0


def test_a_method_that_the_protocol_lacks_cannot_be_planned_for() -> None:
    with pytest.raises(BoundaryError) as error:
        MockView().failures.fail_next(1, "commit_wave", InterfaceError.UNAVAILABLE)
    assert error.value.kind is InterfaceError.UNSUPPORTED
    MockState(MockExecutor()).failures.fail_next(1, "commit_wave", InterfaceError.UNAVAILABLE)
