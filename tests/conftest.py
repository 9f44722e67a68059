"""What every test shares: a Hypothesis profile without chance or clock, and the published answers if they are here."""

import json
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "project", derandomize=True, deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("project")

# Whoever starts the tests in the background may have them ignore Ctrl-C, and what they start inherits that.
signal.signal(signal.SIGINT, signal.default_int_handler)

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def upstream():
    """The answers of the deployed bindings."""
    return load_shared("upstream/known_answers.json")


def load_shared(name):
    """A file of published answers; skips with the reason when the folder is not here."""
    path = SHARED / name
    if not path.is_file():
        pytest.skip(f"published answers are not here: shared/{name}")
    return json.loads(path.read_text())
