"""What the tests of this chapter share: the published answers of FALCON-512, where they are here."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[4] / "shared"


@dataclass(frozen=True)
class RoundThreeAnswer:
    """A record of the third round's known answers. Its signature is over the bare message, without a context."""

    count: int
    message: bytes
    public_key: bytes
    secret_key: bytes
    signature: bytes


@dataclass(frozen=True)
class DeployedSignature:
    """A signature of the deployed wallets, in the constant-time form."""

    public_key: bytes
    message: bytes
    signature: bytes


def load(name):
    """A file of published answers; skips with the reason where the folder is not here."""
    path = SHARED / name
    if not path.is_file():
        pytest.skip(f"published answers are not here: shared/{name}")
    return json.loads(path.read_text())


@pytest.fixture(scope="session")
def round_three_answers():
    """The known answers of the third round of FALCON-512."""
    return [read_record(record) for record in load("kat/falcon512_round3.json")]


def read_record(record):
    """One record: `sm` is the size of the coefficients and a header, the salt, the message, 0x29, the coefficients."""
    message, signed = bytes.fromhex(record["msg"]), bytes.fromhex(record["sm"])
    salt, coefficients = signed[2:42], signed[42 + len(message) + 1 :]
    return RoundThreeAnswer(
        record["count"],
        message,
        bytes.fromhex(record["pk"]),
        bytes.fromhex(record["sk"]),
        b"\x39" + salt + coefficients,
    )


@pytest.fixture(scope="session")
def deployed_signatures():
    """The FALCON-512 signatures of the deployed wallets."""
    answers = load("upstream/known_answers.json")["falcon_ct"]
    names = ("publicKey", "message", "signature_ct")
    return [DeployedSignature(*[bytes.fromhex(answer[name][2:]) for name in names]) for answer in answers]
