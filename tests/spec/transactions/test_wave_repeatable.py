"""A wave leaves the same whatever the order in which a state lists its slots, and whatever the seed of hashes."""

import os
import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from pyde_spec.crypto.provider import Mode, use_mode
from pyde_spec.params.versions import resolve
from pyde_spec.transactions.wave import execute_wave
from pyde_vectors.transactions.mock_waves import calls
from pyde_vectors.transactions.questions import make_setting_with_mocks
from pyde_vectors.transactions.scene import Below

PARAMETERS = resolve("1.1", "minimal")
ASKED = [case.input for case in calls()]
ALL_WAVES = """
from hashlib import sha256
from pyde_spec.crypto.provider import Mode, use_mode
from pyde_spec.params.versions import resolve
from pyde_spec.transactions.wave import execute_wave
from pyde_vectors.transactions.mock_waves import calls
from pyde_vectors.transactions.order_waves import orders
from pyde_vectors.transactions.questions import make_setting_with_mocks
from pyde_vectors.transactions.scene import Below

print(hash("the seed of this process"))
with use_mode(Mode.FAST):
    for builder in (calls, orders):
        for case in builder():
            setting = make_setting_with_mocks(resolve("1.1", "minimal"), case.input.chain)
            executed = execute_wave(Below(dict(case.input.state)), case.input.wave, setting)
            print(case.name, sha256(repr(executed).encode()).hexdigest())
"""


def execute(asked, slots):
    return execute_wave(Below(slots), asked.wave, make_setting_with_mocks(PARAMETERS, asked.chain))


@settings(max_examples=25, derandomize=True, deadline=None, database=None)
@given(st.sampled_from(range(len(ASKED))), st.randoms(use_true_random=False))
def test_the_order_of_slots_does_not_matter(number, chance):
    asked = ASKED[number]
    entries = list(asked.state)
    with use_mode(Mode.FAST):
        expected = execute(asked, dict(entries))
        chance.shuffle(entries)
        assert execute(asked, dict(entries)) == expected
        assert execute(asked, dict(reversed(asked.state))) == expected


def run_with_seed(seed):
    """The seed's own mark, and what every wave leaves in a process with this seed."""
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    ran = subprocess.run(
        [sys.executable, "-c", ALL_WAVES], env=environment, capture_output=True, text=True, timeout=120, check=True
    )
    mark, *lines = ran.stdout.splitlines()
    return mark, lines


def test_the_seed_of_hashes_does_not_matter():
    (first_mark, first), (second_mark, second) = run_with_seed(1), run_with_seed(2)
    assert first_mark != second_mark, "the seeds were not heeded"
    assert first == second
    assert len(first) > 25
