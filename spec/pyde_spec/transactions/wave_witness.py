"""The witness of a wave.

Whoever does not keep the state can still check a wave: it is handed every slot that the wave looks at or
changes, with a proof of what each held before, and executes the wave over them. When the roots before
and after are those that the committee has certified, the wave was executed right.

The slots are found by executing: the reader below the overlays notes what it is asked. A slot that is
only written is asked for as well, when the wave is closed and each write is compared with what was there.

A witness that lacks a slot does not stand for the slot holding nothing. It is refused, and only when the
wave is done: a refusal while a transaction runs would be taken for the transaction's own, and whoever made
the witness could have any transaction of the wave refused by leaving out its sender.

Source: book, chapter 4, section 4.5.  Decision: R-131, R-201 (the witness of a wave).
"""

from dataclasses import dataclass, field

from pyde_spec.rejections import Reason, Rejected
from pyde_spec.state.jmt_nodes import Nodes, Tree, find_value
from pyde_spec.state.overlay import SlotReader
from pyde_spec.state.witness import Witness, finalise_witness, make_witness, validate_witness, validate_witnessed_writes
from pyde_spec.transactions.wave import ExecutedWave, OrderedWave, Setting, execute_wave
from pyde_spec.types.primitives import SlotKey, Value
from pyde_spec.types.state_root import StateRoot


@dataclass(frozen=True, slots=True)
class TreeReader:
    """Reads from a state that lies in a tree."""

    nodes: Nodes
    tree: Tree

    def get_slot(self, key: SlotKey) -> Value | None:
        """What the slot holds."""
        return find_value(self.nodes, self.tree, key)


@dataclass(frozen=True, slots=True)
class NotingReader:
    """Reads from the state below and notes which slots were asked for."""

    below: SlotReader
    noted: set[SlotKey] = field(default_factory=set)

    def get_slot(self, key: SlotKey) -> Value | None:
        """What the slot holds."""
        self.noted.add(key)
        return self.below.get_slot(key)


@dataclass(frozen=True, slots=True)
class WitnessReader:
    """Reads from the entries of a witness. What it lacks it answers as if it were nothing."""

    entries: dict[SlotKey, Value | None]

    def get_slot(self, key: SlotKey) -> Value | None:
        """What the slot holds, as far as the witness says."""
        return self.entries.get(key)


def make_wave_witness(nodes: Nodes, tree: Tree, wave: OrderedWave, setting: Setting, post_root: StateRoot) -> Witness:
    """The witness of a wave that leads from the state of this tree to the one with `post_root`.

    Rejects as `execute_wave`, then as `make_witness` when the wave touches more slots than a witness can hold.
    """
    reader = NotingReader(TreeReader(nodes, tree))
    execute_wave(reader, wave, setting)
    return finalise_witness(make_witness(nodes, tree, tuple(reader.noted)), post_root)


def execute_witnessed_wave(witness: Witness, pre_root: StateRoot, wave: OrderedWave, setting: Setting) -> ExecutedWave:
    """Execute a wave over its witness. Raises unless it leads from `pre_root` to the root after.

    Rejects with the reasons of `validate_witness`, with those of `execute_wave`, with `WITNESS_LACKS_SLOT` when the
    wave looks at a slot that the witness does not hold, then with the reasons of `validate_witnessed_writes`.
    """
    validate_witness(witness, pre_root)
    entries = dict(witness.entries)
    reader = NotingReader(WitnessReader(entries))
    executed = execute_wave(reader, wave, setting)
    for key in sorted(reader.noted):
        if key not in entries:
            raise Rejected(Reason.WITNESS_LACKS_SLOT, key.hex())
    writes = {write.key: write.value for write in executed.changes.writes}
    validate_witnessed_writes(witness, pre_root, writes)
    return executed
