"""BLAKE3 against its published vectors."""

import json
from pathlib import Path

import pytest

from pyde_spec.crypto.blake3 import blake3_hash

PUBLISHED = Path(__file__).parents[4] / "shared" / "kat" / "blake3.json"


def test_every_published_hash():
    if not PUBLISHED.exists():
        pytest.skip("the published vectors of BLAKE3 are not beside the repository")
    vectors = json.loads(PUBLISHED.read_text())["cases"]
    assert len(vectors) > 0
    for vector in vectors:
        data = bytes(index % 251 for index in range(vector["input_len"]))
        assert blake3_hash(data).hex() == vector["hash"][:64]


def test_the_empty_input():
    assert blake3_hash(b"").hex() == "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262"
