"""A fee that is one quantum short, planted in a copy of the reference target, is found in the first wave."""

import shutil
import sys
import tomllib
from pathlib import Path

import pytest

import pyde_spec
from pyde_conformance.channel import ProcessChannel
from pyde_conformance.client import Client
from pyde_conformance.protocol import Terms
from pyde_conformance.results import Outcome
from pyde_conformance.runner import Runner
from pyde_spec.accounts.record import AccountRecord
from pyde_spec.crypto.provider import Mode, use_mode
from pyde_spec.encoding.decoder import decode
from pyde_spec.state.slot_keys import AccountSlot, SystemSlot, compute_account_key, compute_system_key
from pyde_vectors.cases import fill_case
from pyde_vectors.handlers import load_handlers
from pyde_vectors.transactions.scene import ALICE
from pyde_vectors.transactions.wave_session import KIND
from pyde_vectors.transactions.wave_traces import LONG_TRACE, long_trace

SPEC = Path(pyde_spec.__file__).parent
BUGS = {
    bug["name"]: bug
    for bug in tomllib.loads((Path(__file__).parent / "planted" / "reference_bugs.toml").read_text())["bug"]
}
TERMS = Terms("1.1", "mainnet")
PATIENCE = 120.0
SERVE = "import sys; sys.path.insert(0, {!r}); from pyde_conformance.serve import main; main()"


@pytest.fixture(scope="module")
def case():
    """The session of fifty waves, filled here and now, with hashes from the accelerator."""
    load_handlers()
    with use_mode(Mode.FAST):
        [built] = list(long_trace())
        [record] = fill_case(load_handlers()[KIND], built)
    assert record["id"] == f"{KIND}/fifty-waves"
    assert len(record["input"]["steps"]) == LONG_TRACE
    return record


def copy_reference(folder, bug=None):
    """A copy of the specification in the folder, with one place changed if a bug is planted."""
    shutil.copytree(SPEC, folder / SPEC.name, ignore=shutil.ignore_patterns("__pycache__"))
    if bug is not None:
        file = folder / bug["file"]
        text = file.read_text()
        assert text.count(bug["search"]) == 1, f"{bug['search']!r} stands {text.count(bug['search'])} times"
        file.write_text(text.replace(bug["search"], bug["replace"]))
    return [sys.executable, "-c", SERVE.format(str(folder))]


def ask(command, case):
    """The result of the session, asked of a target."""
    client = Client(lambda: ProcessChannel(command), TERMS, PATIENCE, PATIENCE)
    try:
        [result] = list(Runner(client).run([case]))
    finally:
        client.drop()
    return result


def cut(case, count):
    """The session, ended after some of its waves."""
    expected = case["expect"]["ok"]["steps"][:count]
    return {
        **case,
        "input": {**case["input"], "steps": case["input"]["steps"][:count]},
        "expect": {"ok": {"steps": expected}},
    }


def read_record(value):
    return decode(AccountRecord, bytes.fromhex(value[2:]))


def test_a_copy_without_a_bug_passes(case, tmp_path):
    assert ask(copy_reference(tmp_path), cut(case, 2)).outcome is Outcome.PASSED


def test_a_fee_of_one_quantum_less_is_found_in_the_first_wave(case, tmp_path):
    result = ask(copy_reference(tmp_path, BUGS["fee-one-quantum-short"]), case)
    assert result.outcome is Outcome.FAILED
    assert (result.step.number, result.step.count) == (1, LONG_TRACE)
    assert result.difference.path == "record.state_root.blake3"
    key = result.step.key
    assert key.key == "0x" + compute_account_key(ALICE.address, AccountSlot.RECORD).hex()
    assert key.meaning == f"the record of account 0x{ALICE.address.hex()}"
    should_be, is_now = read_record(key.expected), read_record(key.got)
    fees = 2
    assert is_now.balance == should_be.balance + fees, "each of Alice's two transactions paid a quantum too little"


def test_a_burn_of_one_quantum_less_is_found_in_the_first_wave(case, tmp_path):
    result = ask(copy_reference(tmp_path, BUGS["burn-one-quantum-short"]), case)
    assert (result.outcome, result.step.number) == (Outcome.FAILED, 1)
    key = result.step.key
    assert key.key == "0x" + compute_system_key(SystemSlot.TOTAL_BURNED).hex()
    assert key.meaning == "total_burned"
    assert int.from_bytes(bytes.fromhex(key.got[2:]), "little") + 1 == int.from_bytes(
        bytes.fromhex(key.expected[2:]), "little"
    )
