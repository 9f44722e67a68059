"""Sessions over a chain: a state that is opened once, and waves that are applied one after another."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pyde_spec.params.versions import Parameters
from pyde_spec.state.dual_root import STATE_HASHES
from pyde_spec.state.jmt_nodes import EMPTY_TREE, Node, NodeKey, Tree
from pyde_spec.state.jmt_tree import compute_update
from pyde_spec.state.slot_keys import PREFIX_SIZE, AccountSlot, SystemSlot, compute_account_key, compute_system_key
from pyde_spec.transactions.wave import Chain, OrderedWave, Setting, execute_wave
from pyde_spec.transactions.wave_commit import GENESIS_VERSION, commit_changes, make_commit_record
from pyde_spec.types.primitives import Quanta, SlotKey, Value
from pyde_spec.types.wave import WaveCommitRecord
from pyde_vectors.sessions import session
from pyde_vectors.transactions.questions import RECORD_SIZE, Rule, StateSlots, list_type_rules
from pyde_vectors.transactions.scene import Below

KIND = "transactions/wave_session"
ADDRESS_SIZE = 32


@dataclass(frozen=True, slots=True)
class ChainState:
    """A chain and its state before wave 0."""

    chain: Chain
    state: StateSlots


@dataclass(frozen=True, slots=True)
class WaveAnswer:
    """What a wave commits to, and the base fee after it."""

    record: WaveCommitRecord
    next_base_fee: Quanta


@dataclass(frozen=True, slots=True)
class OpenChain:
    """A chain between two waves: what it is, its slots, and the tree over them."""

    setting: Setting
    slots: Mapping[SlotKey, Value]
    tree: Tree
    nodes: Mapping[NodeKey, Node]


def open_chain(parameters: Parameters, given: ChainState) -> OpenChain:
    """The chain with the genesis version of its tree."""
    first = compute_update({}, EMPTY_TREE, GENESIS_VERSION, dict(given.state), STATE_HASHES)
    return OpenChain(Setting(given.chain, parameters), dict(given.state), first.tree, first.nodes)


def show_slots(opened: OpenChain) -> list[tuple[SlotKey, Value]]:
    """The slots in order of key."""
    return sorted(opened.slots.items())


def describe_slot(opened: OpenChain, key: SlotKey) -> str:
    """What a slot is for."""
    for slot in SystemSlot:
        if key == compute_system_key(slot):
            return slot.name.lower()
    for leaf in opened.slots.values():
        if len(leaf) != RECORD_SIZE or leaf[:PREFIX_SIZE] != key[:PREFIX_SIZE]:
            continue
        owner = leaf[:ADDRESS_SIZE]
        for account_slot in AccountSlot:
            if key == compute_account_key(owner, account_slot):
                return f"the {account_slot.name.lower()} of account 0x{owner.hex()}"
    return "a slot that no account of the state explains"


def list_rules_of_waves(given: Any) -> Iterator[Rule]:
    """The rules of the types of transactions in all waves."""
    transactions = [transaction for wave in given.steps for transaction in wave.transactions]
    return list_type_rules(given.pre_state.state, transactions)


@session(
    KIND,
    rules=[execute_wave, commit_changes, make_commit_record],
    open=open_chain,
    show=show_slots,
    describe=describe_slot,
    rules_of=list_rules_of_waves,
)
def apply_wave_step(parameters: Parameters, opened: OpenChain, step: OrderedWave) -> tuple[OpenChain, WaveAnswer]:
    """The record of a wave. Rejects a wave that is not later than the last."""
    executed = execute_wave(Below(opened.slots), step, opened.setting)
    update = commit_changes(opened.nodes, opened.tree, step.wave_id, executed.changes)
    record = make_commit_record(step, executed, update.tree)
    slots = dict(opened.slots)
    for write in executed.changes.writes:
        if write.value is None:
            del slots[write.key]
        else:
            slots[write.key] = write.value
    nodes = {**opened.nodes, **update.nodes}
    for stale in update.stale:
        del nodes[stale.key]
    return OpenChain(opened.setting, slots, update.tree, nodes), WaveAnswer(record, executed.next_base_fee)
