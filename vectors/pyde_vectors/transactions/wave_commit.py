"""Vectors of the commit of a wave: its anchors, and the first and the last version of the state tree."""

from collections.abc import Iterator
from dataclasses import replace

from pyde_spec.encoding.shapes import U64_MAX
from pyde_vectors.cases import Case, cases
from pyde_vectors.transactions.questions import WaveInput
from pyde_vectors.transactions.scene import ALICE, BOB, CHAIN, list_slots, make_state, make_transfer, make_user, sign
from pyde_vectors.transactions.waves import make_wave

FIRST_WAVE = 0
LAST_WAVE = U64_MAX - 1


@cases("transactions/apply_wave")
def commits() -> Iterator[Case]:
    """Both sides of what a record may say of its anchors, and of the waves that a tree has versions for."""
    state = list_slots(make_state(make_user(ALICE), make_user(BOB)))
    wave = make_wave(sign(make_transfer(ALICE, BOB.address, 5), ALICE))
    for name, title, asked in (
        ("commit-anchor-next", "An anchor one round after the one before", replace(wave, prior_anchor_round=23)),
        ("reject-anchor-same", "An anchor in the round of the one before", replace(wave, prior_anchor_round=24)),
        ("commit-first-wave", "The first wave", replace(wave, wave_id=FIRST_WAVE, prior_anchor_round=None)),
        ("commit-last-wave", "The wave that makes the last version of the tree", replace(wave, wave_id=LAST_WAVE)),
        ("reject-waves-exhausted", "A wave for which no version is left", replace(wave, wave_id=U64_MAX)),
    ):
        yield Case(name, title, WaveInput(state, CHAIN, asked), ("boundary",))
