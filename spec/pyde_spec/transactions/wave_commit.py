"""Committing a wave.

Once a wave is executed, its changes become the next version of the state tree, and the record of its
commit names the roots. The genesis is version 0 of the tree; wave w makes version w + 1.

Source: book, chapter 6, section 5b; `HOST_FN_ABI_SPEC`, section 15.2.  Decision: R-80, R-200 (versions of the tree).
"""

from pyde_spec.encoding.shapes import U64, U64_MAX
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.state.dual_root import STATE_HASHES
from pyde_spec.state.events_root import compute_events_root
from pyde_spec.state.jmt_nodes import Nodes, Tree, get_root_hashes
from pyde_spec.state.jmt_tree import TreeUpdate, compute_update
from pyde_spec.state.overlay import WaveChanges
from pyde_spec.transactions.wave import ExecutedWave, OrderedWave
from pyde_spec.types.bloom import compute_events_bloom
from pyde_spec.types.primitives import WaveId
from pyde_spec.types.state_root import StateRoot
from pyde_spec.types.wave import WaveCommitRecord, validate_wave_record

GENESIS_VERSION = 0


def compute_tree_version(wave_id: WaveId) -> U64:
    """The version of the state tree that a wave makes. Rejects with `WAVES_EXHAUSTED` when it does not fit."""
    version = GENESIS_VERSION + 1 + wave_id
    if version > U64_MAX:
        raise Rejected(Reason.WAVES_EXHAUSTED, f"{wave_id}")
    return version


def commit_changes(nodes: Nodes, tree: Tree, wave_id: WaveId, changes: WaveChanges) -> TreeUpdate:
    """The tree after the wave.

    Rejects with `WAVES_EXHAUSTED`, then as `compute_update` when the tree is not one of an earlier wave.
    """
    writes = {write.key: write.value for write in changes.writes}
    return compute_update(nodes, tree, compute_tree_version(wave_id), writes, STATE_HASHES)


def make_commit_record(wave: OrderedWave, executed: ExecutedWave, tree: Tree) -> WaveCommitRecord:
    """The record of a wave whose changes are in this tree. Rejects with the reasons of `validate_wave_record`."""
    events = executed.changes.events
    record = WaveCommitRecord(
        wave_id=wave.wave_id,
        anchor_round=wave.anchor_round,
        prior_anchor_round=wave.prior_anchor_round,
        anchor_hash=wave.anchor_hash,
        state_root=StateRoot(*get_root_hashes(tree, STATE_HASHES)),
        events_root=compute_events_root(events),
        events_bloom=compute_events_bloom(events),
        included_txs=tuple([receipt.tx_hash for receipt in executed.receipts]),
        tx_count=len(executed.receipts),
        events_count=len(events),
        gas_used=sum([receipt.gas_used for receipt in executed.receipts]),
    )
    validate_wave_record(record)
    return record
