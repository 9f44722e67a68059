"""The questions of the chapter on transactions: is a transaction valid, and what does a wave leave behind.

The state is given by its slots. Of a wave everything is asked that a node commits to or hands out: the
record with both roots, all receipts, all events and the next base fee. What changed is shown decoded
beside it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from typing import Annotated, Any

from pyde_spec.accounts.record import AccountRecord
from pyde_spec.encoding.decoder import decode
from pyde_spec.encoding.json_form import to_json
from pyde_spec.encoding.shapes import ListOf, MapOf, VariableBytes
from pyde_spec.params.versions import Parameters
from pyde_spec.rejections import Rejected
from pyde_spec.state.dual_root import STATE_HASHES
from pyde_spec.state.jmt_nodes import EMPTY_TREE, Tree
from pyde_spec.state.jmt_tree import TreeUpdate, compute_update
from pyde_spec.state.overlay import WaveChanges, open_wave
from pyde_spec.transactions.mock_contracts import MockContracts
from pyde_spec.transactions.mock_validators import MockValidators
from pyde_spec.transactions.native_types import NATIVE_TYPES, is_call
from pyde_spec.transactions.validation import validate_transaction, validate_wire
from pyde_spec.transactions.wave import (
    Chain,
    ExecutedWave,
    OrderedWave,
    Setting,
    execute_wave,
    make_wave_context,
    settle_wave,
)
from pyde_spec.transactions.wave_commit import GENESIS_VERSION, commit_changes, make_commit_record
from pyde_spec.types.event import EventRecord
from pyde_spec.types.primitives import Quanta, SlotKey, TransactionHash, Value, WaveId
from pyde_spec.types.receipt import Receipt
from pyde_spec.types.transaction import Transaction, TransactionType
from pyde_spec.types.transaction_hash import compute_transaction_hash
from pyde_spec.types.wave import WaveCommitRecord
from pyde_vectors.handlers import Json, handler
from pyde_vectors.transactions.scene import Below, Slots

SLOTS_CAP = 4096
ANSWERS_CAP = 4096
WIRE_CAP = 8 * 1024 * 1024

Rule = Callable[..., Any]
StateSlots = Annotated[tuple[tuple[SlotKey, Value], ...], MapOf(SLOTS_CAP)]


@dataclass(frozen=True, slots=True)
class ValidateInput:
    """A transaction, the wave in which it would be applied, and the state before it."""

    state: StateSlots
    chain: Chain
    wave_id: WaveId
    transaction: Transaction


@dataclass(frozen=True, slots=True)
class ValidateWireInput:
    """The same with the bytes of a transaction as they arrive."""

    state: StateSlots
    chain: Chain
    wave_id: WaveId
    wire: Annotated[bytes, VariableBytes(WIRE_CAP)]


@dataclass(frozen=True, slots=True)
class ValidateOutput:
    """The transaction may be applied; this is its name."""

    tx_hash: TransactionHash


@dataclass(frozen=True, slots=True)
class WaveInput:
    """A wave and the state before it."""

    state: StateSlots
    chain: Chain
    wave: OrderedWave


@dataclass(frozen=True, slots=True)
class WaveOutput:
    """Everything that a wave leaves behind: the state by both of its roots, the rest in full."""

    record: WaveCommitRecord
    receipts: Annotated[tuple[Receipt, ...], ListOf(ANSWERS_CAP)]
    events: Annotated[tuple[EventRecord, ...], ListOf(ANSWERS_CAP)]
    next_base_fee: Quanta


def make_setting(parameters: Parameters, chain: Chain) -> Setting:
    """The setting of a chain whose seams are empty."""
    return Setting(chain, parameters)


def make_setting_with_mocks(parameters: Parameters, chain: Chain) -> Setting:
    """The setting of a chain with the mocks at its seams."""
    return Setting(chain, parameters, MockContracts(), MockValidators())


def make_question_wave(wave_id: WaveId) -> OrderedWave:
    """A wave without transactions, to make a context from."""
    return OrderedWave(wave_id, 3 * wave_id + 3, None, bytes(32), ())


def answer_validate(given: ValidateInput, setting: Setting) -> ValidateOutput:
    """Whether the transaction is valid where it would stand first in the wave."""
    below = Below(dict(given.state))
    context = make_wave_context(below, make_question_wave(given.wave_id), setting)
    validate_transaction(open_wave(below, given.wave_id), given.transaction, context, gas_used=0)
    return ValidateOutput(compute_transaction_hash(given.transaction))


@cache
def build_tree(slots: Slots, version: int) -> TreeUpdate:
    """The tree of a state. Many cases begin with the same one."""
    return compute_update({}, EMPTY_TREE, version, dict(slots), STATE_HASHES)


@cache
def commit_once(slots: Slots, wave_id: WaveId, changes: WaveChanges) -> Tree:
    """The tree after a wave. In most cases both versions change the same."""
    before = build_tree(slots, wave_id + GENESIS_VERSION)
    return commit_changes(before.nodes, before.tree, wave_id, changes).tree


def answer_wave(given: WaveInput, setting: Setting) -> WaveOutput:
    """What the wave leaves behind. The state before it is the version of the tree that the wave before made."""
    executed = execute_wave(Below(dict(given.state)), given.wave, setting)
    after = commit_once(given.state, given.wave.wave_id, executed.changes)
    record = make_commit_record(given.wave, executed, after)
    return WaveOutput(record, executed.receipts, executed.changes.events, executed.next_base_fee)


def reveal_wave(given: WaveInput, setting: Setting) -> dict[str, Json]:
    """The difference that the wave makes, decoded: what was in each changed slot, and what is."""
    try:
        executed = execute_wave(Below(dict(given.state)), given.wave, setting)
    except Rejected:
        return {}
    return {"changes": describe_changes(dict(given.state), executed)}


def describe_changes(before: dict[SlotKey, Value], executed: ExecutedWave) -> Json:
    """Each changed slot with what it held and holds, in order of key."""
    return [
        {
            "key": "0x" + write.key.hex(),
            "before": describe_leaf(before.get(write.key)),
            "after": describe_leaf(write.value),
        }
        for write in executed.changes.writes
    ]


RECORD_SIZE = 143
AMOUNT_SIZE = 16


def describe_leaf(leaf: Value | None) -> Json:
    """A leaf for a person: a record by its fields, an amount as a number, anything else as bytes, or nothing."""
    if leaf is None:
        return None
    if len(leaf) == RECORD_SIZE:
        return to_json(AccountRecord, decode(AccountRecord, leaf))
    if len(leaf) == AMOUNT_SIZE:
        return str(int.from_bytes(leaf, "little"))
    return f"0x{leaf.hex()}" if len(leaf) <= RECORD_SIZE else f"{len(leaf)} bytes"


def list_type_rules(state: Slots, transactions: Iterable[Transaction]) -> Iterator[Rule]:
    """What is asked of the form of each native type among the transactions, and what it does."""
    opened = open_wave(Below(dict(state)), 0)
    types = {transaction.tx_type for transaction in transactions if not is_call(opened, transaction)}
    for tx_type in sorted(types & NATIVE_TYPES.keys()):
        yield NATIVE_TYPES[tx_type].validate
        yield NATIVE_TYPES[tx_type].apply


def list_form_rules(given: ValidateInput) -> list[Rule]:
    """What is asked of the form of the transaction, when its type is a native one and not the usual."""
    is_usual = given.transaction.tx_type is TransactionType.STANDARD
    return [] if is_usual else list(list_type_rules(given.state, [given.transaction]))[:1]


def list_wave_rules(given: WaveInput) -> list[Rule]:
    """The rules of the types of transactions in a wave."""
    return list(list_type_rules(given.state, given.wave.transactions))


def draw_transactions(with_seams: bool) -> Any:
    """Transactions of every type over states in which they can succeed."""
    from pyde_vectors.transactions.draws import draw_validate_inputs

    return draw_validate_inputs(with_seams)


def draw_wires() -> Any:
    """The wire forms of such transactions, one in two with a mutation."""
    from pyde_vectors.transactions.draws import draw_wire_inputs

    return draw_wire_inputs()


def draw_waves(with_seams: bool) -> Any:
    """Waves of such transactions."""
    from pyde_vectors.transactions.draws import draw_wave_inputs

    return draw_wave_inputs(with_seams)


@handler(
    "transactions/validate",
    rules=[validate_transaction],
    inputs=partial(draw_transactions, with_seams=False),
    rules_of=list_form_rules,
)
def run_validate(parameters: Parameters, given: ValidateInput) -> ValidateOutput:
    """Whether a transaction is valid."""
    return answer_validate(given, make_setting(parameters, given.chain))


@handler("transactions/validate_wire", rules=[validate_wire], inputs=draw_wires)
def run_validate_wire(parameters: Parameters, given: ValidateWireInput) -> ValidateOutput:
    """Whether bytes that arrive are a valid transaction."""
    below = Below(dict(given.state))
    setting = make_setting(parameters, given.chain)
    context = make_wave_context(below, make_question_wave(given.wave_id), setting)
    transaction = validate_wire(given.wire, open_wave(below, given.wave_id), context)
    return ValidateOutput(compute_transaction_hash(transaction))


@handler(
    "transactions/validate_with_mocks",
    rules=[validate_transaction],
    inputs=partial(draw_transactions, with_seams=True),
    capability="mock_seams",
    rules_of=list_form_rules,
)
def run_validate_with_mocks(parameters: Parameters, given: ValidateInput) -> ValidateOutput:
    """Whether a transaction is valid on a chain with the mocks at its seams."""
    return answer_validate(given, make_setting_with_mocks(parameters, given.chain))


@handler(
    "transactions/apply_wave",
    rules=[execute_wave, settle_wave, commit_changes, make_commit_record],
    rules_of=list_wave_rules,
    reveal=lambda parameters, given: reveal_wave(given, make_setting(parameters, given.chain)),
    inputs=partial(draw_waves, with_seams=False),
)
def run_apply_wave(parameters: Parameters, given: WaveInput) -> WaveOutput:
    """What a wave leaves behind."""
    return answer_wave(given, make_setting(parameters, given.chain))


@handler(
    "transactions/apply_wave_with_mocks",
    rules=[execute_wave, settle_wave],
    rules_of=list_wave_rules,
    reveal=lambda parameters, given: reveal_wave(given, make_setting_with_mocks(parameters, given.chain)),
    inputs=partial(draw_waves, with_seams=True),
    capability="mock_seams",
)
def run_apply_wave_with_mocks(parameters: Parameters, given: WaveInput) -> WaveOutput:
    """What a wave leaves behind on a chain with the mocks at its seams."""
    return answer_wave(given, make_setting_with_mocks(parameters, given.chain))
