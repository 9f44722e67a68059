"""The mock state.

`MockView` shows one mapping of leaves; `MockState` holds the present one, commits waves with the
executor it was given, and remembers what every wave replaced, so that it can be undone. Mutable like
every mock, and for the same reason.

Decision: R-85 (what mocks do and leave out).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any

from pyde_spec.crypto.blake3 import blake3_hash
from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import U8, U32_MAX, U128_MAX, ListOf
from pyde_spec.interfaces.errors import BoundaryError, InterfaceError
from pyde_spec.interfaces.executor import Execution, Executor, TransactionPlace
from pyde_spec.interfaces.mock_failures import FailurePlan
from pyde_spec.interfaces.mock_leaves import (
    MockAccount,
    MockNonceWindow,
    apply_writes,
    compute_account_key,
    compute_account_write,
    compute_mock_root,
    decode_account,
)
from pyde_spec.interfaces.state_mutator import SnapshotHandle, StateMutator, WaveAnchor
from pyde_spec.interfaces.state_view import NonceWindowView, StateView
from pyde_spec.rejections import Rejected
from pyde_spec.types.auth_keys import AuthKeys
from pyde_spec.types.bloom import compute_events_bloom
from pyde_spec.types.event import EventRecord
from pyde_spec.types.primitives import ZERO_HASH, Address, Balance, Hash32, SlotKey, Value, WaveId
from pyde_spec.types.receipt import Receipt
from pyde_spec.types.state_root import StateRoot
from pyde_spec.types.transaction import Transaction
from pyde_spec.types.wave import WaveCommitRecord, validate_wave_record

NOTHING: Mapping[Any, Any] = MappingProxyType({})
Events = Annotated[tuple[EventRecord, ...], ListOf(U32_MAX)]


class MockView:
    """A mock `StateView` of one mapping of leaves."""

    def __init__(self, leaves: Mapping[SlotKey, Value] = NOTHING, protocol: type = StateView) -> None:
        self.leaves = leaves
        self.failures = FailurePlan(protocol)

    def read_account(self, address: Address) -> MockAccount:
        """The account of an address, the empty one if there is none. Raises `CORRUPTED`."""
        return decode_account(self.leaves.get(compute_account_key(address)))

    def get_balance(self, address: Address) -> Balance:
        """What the account owns, in quanta."""
        self.failures.meet("get_balance")
        return self.read_account(address).balance

    def get_nonce_window(self, address: Address) -> NonceWindowView:
        """The account's next nonce, and none spent above it."""
        self.failures.meet("get_nonce_window")
        return MockNonceWindow(self.read_account(address).next_nonce, 0)

    def get_slot(self, key: SlotKey) -> Value | None:
        """What the slot holds, an account's leaf included."""
        self.failures.meet("get_slot")
        return self.leaves.get(key)

    def get_code_hash(self, address: Address) -> Hash32 | None:
        """The BLAKE3 hash of the account's code."""
        self.failures.meet("get_code_hash")
        code = self.read_account(address).code
        return blake3_hash(code) if code else None

    def get_code(self, address: Address) -> Value | None:
        """The account's code."""
        self.failures.meet("get_code")
        return self.read_account(address).code or None

    def get_account_type(self, address: Address) -> U8:
        """The tag of the account's type."""
        self.failures.meet("get_account_type")
        return self.read_account(address).account_type

    def get_auth_keys(self, address: Address) -> AuthKeys:
        """Who may sign for the account."""
        self.failures.meet("get_auth_keys")
        return self.read_account(address).auth_keys

    def get_state_root(self) -> StateRoot:
        """The hash over all leaves that stands in for a root."""
        self.failures.meet("get_state_root")
        return compute_mock_root(self.leaves)


@dataclass(frozen=True, slots=True)
class CommittedWave:
    """A wave that can be undone: its record, its receipts, and the leaves before it."""

    record: WaveCommitRecord
    receipts: tuple[Receipt, ...]
    leaves_before: Mapping[SlotKey, Value]


class MockState(MockView):
    """A mock `StateMutator`. The first wave that it commits is wave 0."""

    def __init__(
        self,
        executor: Executor,
        accounts: Mapping[Address, MockAccount] = NOTHING,
        slots: Mapping[SlotKey, Value] = NOTHING,
    ) -> None:
        """Start from these accounts and slots. Raises `INVALID_INPUT` when the balances exceed 128 bits."""
        if sum(account.balance for account in accounts.values()) > U128_MAX:
            raise BoundaryError(InterfaceError.INVALID_INPUT, "more quanta than 128 bits can count")
        writes = [compute_account_write(address, account) for address, account in accounts.items()]
        super().__init__(apply_writes(slots, writes), StateMutator)
        self.executor = executor
        self.waves: tuple[CommittedWave, ...] = ()
        self.snapshots: Mapping[SnapshotHandle, Mapping[SlotKey, Value]] = NOTHING

    def commit_wave(
        self, wave_id: WaveId, transactions: tuple[Transaction, ...], anchor: WaveAnchor
    ) -> WaveCommitRecord:
        """Execute the transactions in order, each on the state that the one before left, and record it."""
        self.failures.meet("commit_wave")
        if wave_id < len(self.waves):
            raise BoundaryError(InterfaceError.CONFLICT, f"wave {wave_id} is committed")
        if wave_id > len(self.waves):
            raise BoundaryError(InterfaceError.NOT_YET, f"wave {len(self.waves)} comes first")
        leaves, executions = self.execute_all(wave_id, transactions)
        record = self.compute_record(wave_id, anchor, executions, compute_mock_root(leaves))
        try:
            validate_wave_record(record)
        except Rejected as rejection:
            raise BoundaryError(InterfaceError.INVALID_INPUT, str(rejection)) from rejection
        receipts = tuple(execution.receipt for execution in executions)
        self.waves = (*self.waves, CommittedWave(record, receipts, self.leaves))
        self.leaves = leaves
        return record

    def execute_all(
        self, wave_id: WaveId, transactions: tuple[Transaction, ...]
    ) -> tuple[Mapping[SlotKey, Value], tuple[Execution, ...]]:
        """The leaves after the transactions, and what came of each."""
        leaves = self.leaves
        executions: tuple[Execution, ...] = ()
        for index, transaction in enumerate(transactions):
            place = TransactionPlace(wave_id, index)
            execution = self.executor.execute_tx(MockView(leaves), transaction, transaction.gas_limit, place)
            leaves = apply_writes(leaves, execution.writes)
            executions = (*executions, execution)
        return leaves, executions

    def compute_record(
        self, wave_id: WaveId, anchor: WaveAnchor, executions: tuple[Execution, ...], state_root: StateRoot
    ) -> WaveCommitRecord:
        """The record of the next wave. The root of its events is BLAKE3 over their list, zero without any."""
        events = tuple(event for execution in executions for event in execution.events)
        return WaveCommitRecord(
            wave_id=wave_id,
            anchor_round=anchor.round,
            prior_anchor_round=self.waves[-1].record.anchor_round if self.waves else None,
            anchor_hash=anchor.vertex_hash,
            state_root=state_root,
            events_root=blake3_hash(encode(Events, events)) if events else ZERO_HASH,
            events_bloom=compute_events_bloom(events),
            included_txs=tuple(execution.receipt.tx_hash for execution in executions),
            tx_count=len(executions),
            events_count=len(events),
            gas_used=sum(execution.receipt.gas_used for execution in executions),
        )

    def rollback_wave(self, wave_id: WaveId) -> None:
        """Put back the leaves before the latest wave, and forget its record and receipts."""
        self.failures.meet("rollback_wave")
        if wave_id >= len(self.waves):
            raise BoundaryError(InterfaceError.NOT_FOUND, f"wave {wave_id} is not committed")
        if wave_id < len(self.waves) - 1:
            raise BoundaryError(InterfaceError.CONFLICT, f"wave {wave_id + 1} follows")
        self.leaves = self.waves[-1].leaves_before
        self.waves = self.waves[:-1]

    def snapshot(self) -> SnapshotHandle:
        """Keep the leaves as they are now."""
        self.failures.meet("snapshot")
        handle = SnapshotHandle(len(self.waves) - 1 if self.waves else None, compute_mock_root(self.leaves))
        self.snapshots = MappingProxyType({**self.snapshots, handle: self.leaves})
        return handle

    def open_snapshot(self, handle: SnapshotHandle) -> MockView:
        """A view of a kept state. Raises `NOT_FOUND`."""
        if handle not in self.snapshots:
            raise BoundaryError(InterfaceError.NOT_FOUND, "no such snapshot")
        return MockView(self.snapshots[handle])

    def get_receipts(self, wave_id: WaveId) -> tuple[Receipt, ...] | None:
        """The receipts of a committed wave, in order; None for a wave that is not committed."""
        return self.waves[wave_id].receipts if wave_id < len(self.waves) else None
