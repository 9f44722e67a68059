"""The language in which the vectors of overlays are written, and its handler.

A case is a script: what the state held, and the steps of a wave in order. The answer is everything
that can be seen from outside: what each reading found, and what the wave left behind.
"""

from dataclasses import dataclass
from typing import Annotated, Any

from pyde_spec.encoding.shapes import U32, ListOf, MapOf, TaggedUnion, VariableBytes, Variant
from pyde_spec.interfaces.executor import SlotWrite
from pyde_spec.params.versions import Parameters
from pyde_spec.state.overlay import (
    OverlayStack,
    close_wave,
    delete_slot,
    discard_overlay,
    emit_event,
    get_slot,
    merge_overlay,
    open_call,
    open_transaction,
    open_wave,
    write_slot,
)
from pyde_spec.types.event import EVENT_DATA_CAP, TOPICS_CAP, EventRecord
from pyde_spec.types.primitives import Address, SlotKey, Topic, Value, WaveId
from pyde_vectors.handlers import Json, handler

STEPS_CAP = 256


@dataclass(frozen=True, slots=True)
class OpenTransaction:
    """The wave's transaction of this index begins."""

    tx_index: U32


@dataclass(frozen=True, slots=True)
class OpenCall:
    """A call begins."""


@dataclass(frozen=True, slots=True)
class Read:
    """A slot is read."""

    key: SlotKey


@dataclass(frozen=True, slots=True)
class Write:
    """A slot is written."""

    key: SlotKey
    value: Value


@dataclass(frozen=True, slots=True)
class Delete:
    """A slot is deleted."""

    key: SlotKey


@dataclass(frozen=True, slots=True)
class Emit:
    """An event is emitted."""

    contract: Address
    topics: Annotated[tuple[Topic, ...], ListOf(TOPICS_CAP)]
    data: Annotated[bytes, VariableBytes(EVENT_DATA_CAP)]


@dataclass(frozen=True, slots=True)
class Merge:
    """What was opened last succeeds."""


@dataclass(frozen=True, slots=True)
class Discard:
    """What was opened last fails."""


Step = Annotated[
    OpenTransaction | OpenCall | Read | Write | Delete | Emit | Merge | Discard,
    TaggedUnion(
        Variant(0, "open_transaction", OpenTransaction),
        Variant(1, "open_call", OpenCall),
        Variant(2, "read", Read),
        Variant(3, "write", Write),
        Variant(4, "delete", Delete),
        Variant(5, "emit", Emit),
        Variant(6, "merge", Merge),
        Variant(7, "discard", Discard),
    ),
]


@dataclass(frozen=True, slots=True)
class ScriptInput:
    """A wave over a state: its id, the slots of the state in order of key, and its steps."""

    wave_id: WaveId
    base: Annotated[tuple[tuple[SlotKey, Value], ...], MapOf(STEPS_CAP)]
    steps: Annotated[tuple[Step, ...], ListOf(STEPS_CAP)]


@dataclass(frozen=True, slots=True)
class ScriptOutput:
    """What each reading found, in order, and what the wave changed and emitted."""

    reads: Annotated[tuple[Value | None, ...], ListOf(STEPS_CAP)]
    writes: Annotated[tuple[SlotWrite, ...], ListOf(STEPS_CAP)]
    events: Annotated[tuple[EventRecord, ...], ListOf(STEPS_CAP)]


def apply_step(stack: OverlayStack, step: Step) -> OverlayStack:
    """The stack after one step; reading leaves it as it is."""
    match step:
        case OpenTransaction(tx_index):
            return open_transaction(stack, tx_index)
        case OpenCall():
            return open_call(stack)
        case Write(key, value):
            return write_slot(stack, key, value)
        case Delete(key):
            return delete_slot(stack, key)
        case Emit(contract, topics, data):
            return emit_event(stack, contract, topics, data)
        case Merge():
            return merge_overlay(stack)
        case Discard():
            return discard_overlay(stack)
    return stack


def reveal_depths(_: Parameters, given: ScriptInput) -> dict[str, Json]:
    """How many overlays lie on the wave's own after each step, if the script is a whole one."""
    depths, depth = [], 0
    for step in given.steps:
        depth += isinstance(step, OpenTransaction | OpenCall)
        depth -= isinstance(step, Merge | Discard)
        depths.append(depth)
    return {"depths": depths}


def draw_scripts() -> Any:
    """Scripts worth asking: a few transactions whose calls nest and end, over a few slots; or any steps at all."""
    from hypothesis import strategies

    from pyde_vectors.strategies import strategy_for

    keys = strategies.integers(1, 3).map(lambda number: bytes([number]) * 32)
    values = strategies.binary(max_size=2)
    inside = strategies.one_of(
        strategies.sampled_from((OpenCall(), Merge(), Discard())),
        strategies.builds(Read, keys),
        strategies.builds(Write, keys, values),
        strategies.builds(Delete, keys),
        strategies.builds(Emit, keys, strategies.tuples(keys), values),
    )
    transactions = strategies.lists(
        strategies.tuples(strategies.lists(inside, max_size=12), strategies.sampled_from((Merge(), Discard()))),
        max_size=3,
    )
    base = strategies.dictionaries(keys, values).map(lambda slots: tuple(sorted(slots.items())))
    scripts = strategies.builds(
        lambda wave_id, base, drawn: ScriptInput(wave_id, base, close_transactions(drawn)),
        strategies.integers(0, 9),
        base,
        transactions,
    )
    return strategies.one_of(scripts, scripts, strategy_for(ScriptInput))


def close_transactions(drawn: list[tuple[list[Step], Step]]) -> tuple[Step, ...]:
    """The steps of transactions: what would end the transaction too soon is left out, open calls end as it does."""
    steps: list[Step] = []
    for tx_index, (inside, end) in enumerate(drawn):
        steps.append(OpenTransaction(tx_index))
        depth = 1
        for step in inside:
            if isinstance(step, Merge | Discard) and depth == 1:
                continue
            depth += isinstance(step, OpenCall) - isinstance(step, Merge | Discard)
            steps.append(step)
        steps += [end] * depth
    return tuple(steps)


@dataclass(frozen=True, slots=True)
class BaseSlots:
    """The slots below a wave, as a case gives them."""

    slots: dict[bytes, bytes]

    def get_slot(self, key: bytes) -> bytes | None:
        """What the slot holds; None when it holds nothing."""
        return self.slots.get(key)


@handler(
    "state/overlay_script",
    rules=[
        open_wave,
        open_transaction,
        open_call,
        get_slot,
        write_slot,
        delete_slot,
        emit_event,
        merge_overlay,
        discard_overlay,
        close_wave,
    ],
    reveal=reveal_depths,
    inputs=draw_scripts,
)
def run_overlay_script(_: Parameters, given: ScriptInput) -> ScriptOutput:
    """Go through the steps of a wave and close it."""
    stack = open_wave(BaseSlots(dict(given.base)), given.wave_id)
    reads = []
    for step in given.steps:
        if isinstance(step, Read):
            reads.append(get_slot(stack, step.key))
        stack = apply_step(stack, step)
    changes = close_wave(stack)
    return ScriptOutput(tuple(reads), changes.writes, changes.events)
