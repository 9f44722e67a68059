"""From the mempool to a receipt and back, through the protocols alone."""

from collections.abc import Callable

from pyde_spec.interfaces.consensus_engine import ConsensusEngine
from pyde_spec.interfaces.errors import BoundaryError, InterfaceError, is_retryable
from pyde_spec.interfaces.mempool_view import MempoolView
from pyde_spec.interfaces.mock_consensus import MockConsensus
from pyde_spec.interfaces.mock_executor import BALANCE_TOO_LOW, MockExecutor
from pyde_spec.interfaces.mock_leaves import MockAccount
from pyde_spec.interfaces.mock_mempool import MockMempool
from pyde_spec.interfaces.mock_network import MockHub, MockNetwork
from pyde_spec.interfaces.mock_state import MockState
from pyde_spec.interfaces.network_view import NetworkView
from pyde_spec.interfaces.state_mutator import StateMutator, WaveAnchor
from pyde_spec.types.batch import Batch, Plain, validate_batch_structure
from pyde_spec.types.receipt import NotExecuted, Success
from pyde_spec.types.transaction import Transaction
from pyde_spec.types.wave import WaveCommitRecord, validate_wave_record

ALICE = b"a" * 32
BOB = b"b" * 32
Build = Callable[..., Transaction]


def publish_next_batch(mempool: MempoolView, network: NetworkView, max_bytes: int) -> None:
    batch = Batch(tuple(Plain(transaction) for transaction in mempool.drain_for_batch(max_bytes)))
    validate_batch_structure(batch)
    network.publish_batch(batch)


def commit_batches(
    state: StateMutator, consensus: ConsensusEngine, batches: tuple[Batch, ...], tries: int
) -> tuple[WaveCommitRecord, int]:
    entries = [entry for batch in batches for entry in batch.entries]
    transactions = tuple(entry.transaction for entry in entries if isinstance(entry, Plain))
    wave_id = consensus.get_current_wave()
    assert wave_id is not None
    anchor = WaveAnchor(consensus.get_current_round(), b"v" * 32)
    for number in range(1, tries + 1):
        try:
            return state.commit_wave(wave_id, transactions, anchor), number
        except BoundaryError as error:
            if not is_retryable(error.kind):
                raise
    raise AssertionError("no try succeeded")


def test_insert_drain_commit_receipt_rollback(transfer: Build) -> None:
    hub = MockHub()
    proposer, validator = MockNetwork(hub), MockNetwork(hub)
    mempool, consensus = MockMempool(10), MockConsensus()
    state = MockState(MockExecutor(), {ALICE: MockAccount(balance=100)})
    before = state.get_state_root()

    hashes = [mempool.insert(transaction) for transaction in (transfer(0), transfer(1, value=91), transfer(1))]
    publish_next_batch(mempool, proposer, 10_000)
    assert mempool.get_pending_count() == 0

    consensus.advance_round()
    consensus.advance_wave()
    state.failures.fail_next(2, "commit_wave", InterfaceError.OVERLOADED)
    record, tries = commit_batches(state, consensus, validator.take_batches(), tries=5)
    validate_wave_record(record)
    assert tries == 3
    assert list(record.included_txs) == hashes

    receipts = state.get_receipts(0)
    assert receipts is not None
    assert [receipt.status for receipt in receipts] == [Success(), NotExecuted(BALANCE_TOO_LOW), Success()]
    assert (state.get_balance(ALICE), state.get_balance(BOB)) == (80, 20)

    state.rollback_wave(0)
    assert state.get_state_root() == before
    assert state.get_balance(BOB) == 0
