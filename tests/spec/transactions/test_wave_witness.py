"""The witness of a wave: over it a wave leaves what it leaves over the whole state, and no slot of it can be spared."""

import pytest
from hypothesis import given, settings

from pyde_spec.crypto.provider import Mode, use_mode
from pyde_spec.params.versions import resolve
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.state.dual_root import STATE_HASHES
from pyde_spec.state.jmt_nodes import get_root_hashes
from pyde_spec.state.witness import finalise_witness, make_witness
from pyde_spec.transactions.mock_contracts import Pay
from pyde_spec.transactions.wave import execute_wave
from pyde_spec.transactions.wave_commit import commit_changes
from pyde_spec.transactions.wave_witness import execute_witnessed_wave, make_wave_witness
from pyde_spec.types.receipt import Success
from pyde_spec.types.state_root import StateRoot
from pyde_spec.types.transaction import Paymaster
from pyde_vectors.transactions.draws import Season, draw_wave_inputs, make_full_state
from pyde_vectors.transactions.mock_waves import PAYMASTER, WRITE, call
from pyde_vectors.transactions.order_waves import BY_EMERGENCY, BY_TREASURY, PAUSE, SPEND, order
from pyde_vectors.transactions.questions import build_tree, make_setting_with_mocks
from pyde_vectors.transactions.scene import ALICE, BOB, STRANGER, Below, make_transfer, sign
from pyde_vectors.transactions.waves import ask_wave

PARAMETERS = resolve("1.1", "minimal")
few = settings(max_examples=15, derandomize=True, deadline=None, database=None)


@pytest.fixture(scope="module", autouse=True)
def fast():
    """Primitives are taken from the accelerators, which their own tests hold equal to the text."""
    with use_mode(Mode.FAST):
        yield


class Witnessed:
    """A wave, the state before it as a tree, what it leaves behind, and its witness."""

    def __init__(self, asked):
        self.wave, self.setting = asked.wave, make_setting_with_mocks(PARAMETERS, asked.chain)
        self.before = build_tree(asked.state, asked.wave.wave_id)
        self.executed = execute_wave(Below(dict(asked.state)), self.wave, self.setting)
        changes = self.executed.changes
        after = commit_changes(self.before.nodes, self.before.tree, self.wave.wave_id, changes)
        self.post_root = StateRoot(*get_root_hashes(after.tree, STATE_HASHES))
        self.pre_root = StateRoot(*get_root_hashes(self.before.tree, STATE_HASHES))
        self.witness = make_wave_witness(self.before.nodes, self.before.tree, self.wave, self.setting, self.post_root)

    def make_witness_of(self, keys, post_root):
        return finalise_witness(make_witness(self.before.nodes, self.before.tree, tuple(keys)), post_root)

    def execute(self, witness):
        return execute_witnessed_wave(witness, self.pre_root, self.wave, self.setting)


waves = draw_wave_inputs(with_seams=True).map(Witnessed)


@few
@given(waves)
def test_a_wave_over_its_witness_leaves_what_it_leaves_over_the_state(given):
    assert given.witness.pre_root == given.pre_root
    assert given.witness.post_root == given.post_root
    assert given.execute(given.witness) == given.executed
    held = {key for key, _ in given.witness.entries}
    assert {write.key for write in given.executed.changes.writes} <= held


WAVES = {
    "transfer": sign(make_transfer(ALICE, BOB.address, 5), ALICE),
    "spend": order(SPEND, BY_TREASURY),
    "pause": order(PAUSE, BY_EMERGENCY),
    "call": call(ALICE, WRITE, Pay(STRANGER, 1)),
    "sponsored-call": call(ALICE, payer=Paymaster(PAYMASTER)),
}


@pytest.mark.parametrize("transaction", WAVES.values(), ids=WAVES)
def test_no_slot_of_a_witness_can_be_spared(transaction):
    """Whatever the wave makes of a slot that seems to hold nothing, what is said in the end is that it lacks."""
    given = Witnessed(ask_wave(make_full_state(Season.CLAIMING), transaction))
    assert given.executed.receipts[0].status == Success()
    keys = [key for key, _ in given.witness.entries]
    for spared in keys:
        with pytest.raises(Rejected) as rejection:
            given.execute(given.make_witness_of([key for key in keys if key != spared], given.post_root))
        assert rejection.value.reason is Reason.WITNESS_LACKS_SLOT


@pytest.mark.parametrize("transaction", WAVES.values(), ids=WAVES)
def test_a_witness_for_another_root_after_is_refused(transaction):
    given = Witnessed(ask_wave(make_full_state(Season.CLAIMING), transaction))
    keys = [key for key, _ in given.witness.entries]
    for false_root in (StateRoot(bytes(32), given.post_root.poseidon2), given.pre_root):
        with pytest.raises(Rejected) as rejection:
            given.execute(given.make_witness_of(keys, false_root))
        assert rejection.value.reason is Reason.WITNESS_POST_ROOT
