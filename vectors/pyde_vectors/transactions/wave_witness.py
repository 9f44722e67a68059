"""Vectors of the witness of a wave: made from a state, executed without it, and every way to be wrong."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pyde_spec.params.versions import Parameters, resolve
from pyde_spec.state.dual_root import STATE_HASHES
from pyde_spec.state.jmt_nodes import get_root_hashes
from pyde_spec.state.witness import Witness
from pyde_spec.transactions.wave import Chain, OrderedWave, execute_wave
from pyde_spec.transactions.wave_commit import GENESIS_VERSION
from pyde_spec.transactions.wave_witness import execute_witnessed_wave, make_wave_witness
from pyde_spec.types.primitives import Quanta
from pyde_spec.types.state_root import StateRoot
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler
from pyde_vectors.transactions.questions import (
    StateSlots,
    WaveInput,
    build_tree,
    commit_once,
    make_setting,
)
from pyde_vectors.transactions.scene import (
    ALICE,
    BOB,
    CAROL,
    CHAIN,
    STRANGER,
    Below,
    list_slots,
    make_state,
    make_transfer,
    make_user,
    sign,
)
from pyde_vectors.transactions.waves import ask_wave


@dataclass(frozen=True, slots=True)
class WitnessOutput:
    """The witness of a wave."""

    witness: Witness


@dataclass(frozen=True, slots=True)
class WitnessedWaveInput:
    """A wave, its witness, and the root that the state before it is known to have."""

    witness: Witness
    pre_root: StateRoot
    chain: Chain
    wave: OrderedWave


@dataclass(frozen=True, slots=True)
class WitnessedWaveOutput:
    """The witness holds; this is the base fee after the wave."""

    next_base_fee: Quanta


def compute_witness(parameters: Parameters, given: WaveInput) -> Witness:
    """The witness of a wave over a state that is given whole."""
    setting = make_setting(parameters, given.chain)
    before = build_tree(given.state, given.wave.wave_id + GENESIS_VERSION)
    executed = execute_wave(Below(dict(given.state)), given.wave, setting)
    after = commit_once(given.state, given.wave.wave_id, executed.changes)
    post_root = StateRoot(*get_root_hashes(after, STATE_HASHES))
    return make_wave_witness(before.nodes, before.tree, given.wave, setting, post_root)


@handler("transactions/wave_witness", rules=[make_wave_witness])
def run_wave_witness(parameters: Parameters, given: WaveInput) -> WitnessOutput:
    """The witness of a wave."""
    return WitnessOutput(compute_witness(parameters, given))


@handler("transactions/execute_witnessed_wave", rules=[execute_witnessed_wave])
def run_execute_witnessed_wave(parameters: Parameters, given: WitnessedWaveInput) -> WitnessedWaveOutput:
    """Execute a wave over its witness."""
    setting = make_setting(parameters, given.chain)
    executed = execute_witnessed_wave(given.witness, given.pre_root, given.wave, setting)
    return WitnessedWaveOutput(executed.next_base_fee)


def make_state_slots() -> StateSlots:
    """Three users; the wave has to do with two of them."""
    return list_slots(make_state(make_user(ALICE), make_user(BOB), make_user(CAROL)))


def ask_usual() -> WaveInput:
    """A transfer between two of three users."""
    return ask_wave(make_state_slots(), sign(make_transfer(ALICE, BOB.address, 5), ALICE))


@cases("transactions/wave_witness")
def witnesses() -> Iterator[Case]:
    """Waves that touch nothing but what settling does, that are refused, that pay an account that is not there."""
    yield Case("empty-wave", "A wave without transactions", ask_wave(make_state_slots()))
    yield Case("transfer", "A transfer between two of three users", ask_usual())
    to_stranger = ask_wave(make_state_slots(), sign(make_transfer(ALICE, STRANGER, 5), ALICE))
    yield Case("transfer-to-stranger", "A transfer to an address that the state does not hold", to_stranger)
    refused = ask_wave(make_state_slots(), make_transfer(ALICE, STRANGER, 5))
    yield Case("refused", "A transfer that nobody signed", refused)


@cases("transactions/execute_witnessed_wave")
def witnessed_waves() -> Iterator[Case]:
    """A sound witness, and each way in which one is not."""
    usual = ask_usual()
    witness = compute_witness(resolve("1.1", "mainnet"), usual)
    other = compute_witness(resolve("1.1", "mainnet"), ask_wave(usual.state))
    asked = WitnessedWaveInput(witness, witness.pre_root, CHAIN, usual.wave)
    false_post = StateRoot(bytes(32), witness.pre_root.poseidon2)
    for name, title, given in (
        ("accepted", "A sound witness", asked),
        ("reject-other-root", "A state with another root", replace(asked, pre_root=StateRoot(bytes(32), bytes(32)))),
        ("reject-lacks-slot", "The witness of an emptier wave", replace(asked, witness=other)),
        ("reject-not-finalised", "Without a root after", replace(asked, witness=replace(witness, post_root=None))),
        ("reject-post-root", "Another root after", replace(asked, witness=replace(witness, post_root=false_post))),
        (
            "order-root-before-not-finalised",
            "A state with another root, and no root after",
            replace(asked, witness=replace(witness, post_root=None), pre_root=StateRoot(bytes(32), bytes(32))),
        ),
        (
            "order-root-before-slot",
            "A state with another root, and the witness of an emptier wave",
            replace(asked, witness=other, pre_root=StateRoot(bytes(32), bytes(32))),
        ),
        (
            "order-slot-before-post-root",
            "The witness of an emptier wave, without a root after",
            replace(asked, witness=replace(other, post_root=None)),
        ),
    ):
        yield Case(name, title, given)
