"""Supply less burned is all the money there is: before and after every wave of every vector."""

import pytest

from pyde_spec.accounts.record import AccountRecord
from pyde_spec.crypto.provider import Mode, use_mode
from pyde_spec.encoding.decoder import decode
from pyde_spec.encoding.shapes import U128
from pyde_spec.params.versions import resolve
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.state.slot_keys import SystemSlot, compute_system_key
from pyde_spec.transactions.inflation import compute_wave_inflation
from pyde_spec.transactions.wave import Setting, execute_wave
from pyde_vectors.cases import BUILDERS
from pyde_vectors.handlers import load_handlers
from pyde_vectors.transactions.questions import RECORD_SIZE, make_setting, make_setting_with_mocks
from pyde_vectors.transactions.scene import Below
from pyde_vectors.transactions.wave_session import KIND

PARAMETERS = resolve("1.1", "mainnet")
SUPPLY, BURNED = (compute_system_key(slot) for slot in (SystemSlot.SUPPLY, SystemSlot.TOTAL_BURNED))
SETTINGS = {
    "transactions/apply_wave": make_setting,
    "transactions/apply_wave_with_mocks": make_setting_with_mocks,
}


def list_inputs(name):
    load_handlers()
    return [(case.name, case.input) for builder in BUILDERS[name] for case in builder()]


def compute_issued(slots):
    """What was issued and is not burned."""
    supply, burned = (decode(U128, slots[key]) if key in slots else 0 for key in (SUPPLY, BURNED))
    return supply - burned


def compute_money(slots):
    """What all accounts hold."""
    records = [decode(AccountRecord, leaf) for leaf in slots.values() if len(leaf) == RECORD_SIZE]
    return sum(record.balance + record.gas_tank for record in records)


def apply(slots, wave, setting: Setting):
    """The slots after the wave."""
    after = dict(slots)
    executed = execute_wave(Below(slots), wave, setting)
    for write in executed.changes.writes:
        after[write.key] = write.value
    return {key: leaf for key, leaf in after.items() if leaf is not None}, executed


def check_wave(before, after, executed, wave):
    """Issued and held change alike, by what is minted less what is burned."""
    gained = compute_issued(after) - compute_issued(before)
    assert compute_money(after) - compute_money(before) == gained
    minted = compute_wave_inflation(wave.wave_id, PARAMETERS.sizes)
    burned = sum(receipt.fee_paid * 70 // 100 for receipt in executed.receipts)
    assert gained == minted - burned


@pytest.mark.parametrize("name", SETTINGS)
def test_every_wave_of_the_vectors_keeps_the_money(name):
    inputs = list_inputs(name)
    assert len(inputs) > 20
    with use_mode(Mode.FAST):
        for _, given in inputs:
            setting, before = SETTINGS[name](PARAMETERS, given.chain), dict(given.state)
            try:
                after, executed = apply(before, given.wave, setting)
            except Rejected as rejection:
                assert rejection.reason is Reason.WAVE_TIME_OVERFLOW
                continue
            check_wave(before, after, executed, given.wave)


def test_every_wave_of_the_sessions_keeps_the_money():
    inputs = list_inputs(KIND)
    with use_mode(Mode.FAST):
        for _, given in inputs:
            setting, slots = make_setting(PARAMETERS, given.pre_state.chain), dict(given.pre_state.state)
            assert compute_issued(slots) == compute_money(slots)
            for wave in given.steps:
                after, executed = apply(slots, wave, setting)
                check_wave(slots, after, executed, wave)
                slots = after
            assert compute_issued(slots) == compute_money(slots)
    assert "fifty-waves" in dict(inputs)
    assert max(len(given.steps) for _, given in inputs) == 50
