"""What the tests of the runner share: demonstration cases, and targets that fail in one way each."""

import shlex
import sys
from pathlib import Path

import pytest

from pyde_conformance.channel import ProcessChannel
from pyde_conformance.client import Client
from pyde_conformance.protocol import Terms
from pyde_conformance.results import RunRecord, Setting
from pyde_conformance.runner import Runner

TARGETS = Path(__file__).parent / "targets"
TERMS = Terms("1.1", "mainnet")


def make_case(n):
    expect = {"ok": {"n": 2 * n}} if n <= 9 else {"reject": {"stage": "validate", "reason": "nonce_too_high"}}
    return {
        "id": f"demo/double/n-{n}",
        "title": f"Twice {n}",
        "versions": ["1.0", "1.1"],
        "preset": "mainnet",
        "rules": ["pyde_spec.accounts.nonce_window.use_nonce"],
        "flags": [],
        "input": {"n": n},
        "expect": expect,
    }


@pytest.fixture
def cases():
    """Twelve cases: ten doubles and two rejections; the trigger of the targets is the sixth."""
    return [make_case(n) for n in range(12)]


def get_target_words(*words):
    return [sys.executable, str(TARGETS / "misbehaving.py"), *map(str, words)]


@pytest.fixture
def command():
    """The command line of a target by its way of failing."""
    return lambda *words: shlex.join(get_target_words(*words))


@pytest.fixture
def script():
    """The command line of another target script."""
    return lambda name: shlex.join([sys.executable, str(TARGETS / name)])


@pytest.fixture
def reference():
    """The command line of the reference target."""
    return shlex.join([sys.executable, "-m", "pyde_conformance.serve"])


@pytest.fixture
def run_target(cases):
    """Run the demonstration cases against a target; the record of it."""
    clients = []

    def run(*words, deadline=1.0, start_deadline=5.0, given=None, **options):
        client = Client(lambda: ProcessChannel(get_target_words(*words)), TERMS, deadline, start_deadline)
        clients.append(client)
        runner = Runner(client, **options)
        record = RunRecord(Setting(TERMS, "00", shlex.join(get_target_words(*words))))
        record.results = list(runner.run(cases if given is None else given))
        record.target, record.incidents, record.notes = runner.info, runner.incidents, runner.notes
        return record

    yield run
    for client in clients:
        client.drop()
