"""Genesis files to ask about, and how they are written.

A *document* is the table that a file stands for. The vectors of genesis begin with a good one, copy it,
change something, and write it as TOML.

Most keys here are no keys of anybody. They are drawn from a text, coefficient by coefficient, so that they
are well-formed; nobody has the other half.
"""

from copy import deepcopy
from functools import cache
from hashlib import shake_256
from typing import Any

from pyde_spec.accounts.addresses import compute_eoa_address
from pyde_spec.crypto.falcon_parameters import DEGREE, MODULUS
from pyde_spec.crypto.falcon_public_key import encode_public_key
from pyde_spec.transactions.inflation import QUANTA_PER_PYDE
from pyde_spec.validators.entry import MINIMUM_STAKE

Document = dict[str, Any]

RAW = "raw"
"""The key of a document under which text stands that is written at its end as it is."""

SHAKE_BYTES = 4 * DEGREE


@cache
def make_public_key(name: str) -> bytes:
    """A well-formed public key that nobody has the secret of, drawn from a name."""
    stream = shake_256(f"pyde genesis example {name}".encode()).digest(SHAKE_BYTES)
    words = [int.from_bytes(stream[at : at + 4], "big") for at in range(0, SHAKE_BYTES, 4)]
    return encode_public_key(tuple(word % MODULUS for word in words))


def show(content: bytes) -> str:
    """Bytes as a genesis file writes them."""
    return "0x" + content.hex()


def show_key(name: str) -> str:
    """The key of a name as a genesis file writes it."""
    return show(make_public_key(name))


def make_address(name: str) -> bytes:
    """The address of the key of a name."""
    return compute_eoa_address(make_public_key(name))


def make_account(name: str) -> str:
    """The address of the key of a name, as a genesis file writes it."""
    return show(make_address(name))


def make_operator(number: int) -> str:
    """An operator, as a genesis file writes it."""
    return show(bytes([0x0F]) + number.to_bytes(31, "big"))


def make_validator(number: int, stake: int = MINIMUM_STAKE) -> Document:
    """A validator; two of consecutive numbers have one operator."""
    return {
        "address": show(bytes([0xAD - 16 * number]) + number.to_bytes(31, "big")),
        "public_key": show_key(f"validator {number}"),
        "stake": str(stake),
        "operator": make_operator(number // 2),
    }


def make_good() -> Document:
    """A genesis of the preset minimal that says everything that one can say, with every bucket at its cap."""
    return {
        "version": "1.1",
        "preset": "minimal",
        "chain_id": 31_337,
        "genesis_time": 1_767_225_600,
        "supply": str(5 * MINIMUM_STAKE + 4 + 1_000 + 200 + 30 + 700 + 60 + 5_000 + 8),
        "base_fee": "1",
        "reward_pool": "30",
        "caps": {
            "treasury": "1000",
            "airdrop": "200",
            "validator_rewards": "30",
            "validator_stake": str(5 * MINIMUM_STAKE + 4),
            "ecosystem": "700",
            "public_sale": "60",
            "founders": "5000",
            "investors": "8",
        },
        "airdrop": {"root": show(bytes([0xA1]) * 32), "deadline_wave": 1, "total": "200", "pool": "200"},
        "treasury": {"amount": "1000", "signers": [show_key("signer 0"), show_key("signer 1")], "threshold": 2},
        "emergency": {"signers": [show_key("signer 1")], "threshold": 1},
        "allocation": [
            {
                "address": show(bytes([0xF0]) * 32),
                "bucket": "founders",
                "amount": "5000",
                "vesting": {"start_wave": 3, "cliff_waves": 10, "duration_waves": 10, "total_amount": "5000"},
            },
            {"public_key": show_key("owner"), "bucket": "ecosystem", "amount": "700"},
            {"address": show(bytes([0x60]) * 32), "bucket": "public_sale", "amount": "60"},
            {"address": show(bytes([0x08]) * 32), "bucket": "investors", "amount": "8"},
        ],
        "validator": [make_validator(number, MINIMUM_STAKE + (4 if number == 3 else 0)) for number in range(5)],
    }


def make_bare() -> Document:
    """A document that can be read and says nothing of keys; no chain can begin with it."""
    document = make_good()
    del document["allocation"][1:]
    document["treasury"]["signers"] = []
    document["emergency"]["signers"] = []
    document["validator"] = []
    return document


def make_plain() -> Document:
    """The least that a chain of the preset minimal begins with: nobody but its validators."""
    document = make_good()
    for name in ("base_fee", "airdrop"):
        del document[name]
    document["allocation"] = []
    document["reward_pool"] = "0"
    document["treasury"] = {"amount": "0", "signers": [show_key("signer 0")], "threshold": 1}
    document["emergency"] = {"signers": [show_key("signer 0")], "threshold": 1}
    document["caps"] = dict.fromkeys(document["caps"], "0") | {"validator_stake": str(5 * MINIMUM_STAKE + 4)}
    document["supply"] = str(5 * MINIMUM_STAKE + 4)
    return document


def change(document: Document, *path: str | int) -> tuple[Any, Any]:
    """Where a value of a document stands: what holds it, and under which name or number."""
    holder: Any = document
    for step in path[:-1]:
        holder = holder[step]
    return holder, path[-1]


def replaced(document: Document, value: Any, *path: str | int) -> Document:
    """A copy of the document with another value in one place."""
    copy = deepcopy(document)
    holder, last = change(copy, *path)
    holder[last] = value
    return copy


def removed(document: Document, *path: str | int) -> Document:
    """A copy of the document without what stands in one place."""
    copy = deepcopy(document)
    holder, last = change(copy, *path)
    del holder[last]
    return copy


def write_toml(document: Document, comment: str = "") -> str:
    """The text of a document: first what is no table, then tables, then arrays of tables."""
    lines = [f"# {line}".rstrip() for line in comment.splitlines()]
    tables = {name: value for name, value in document.items() if isinstance(value, dict)}
    arrays = {name: value for name, value in document.items() if is_array_of_tables(value)}
    for name, value in document.items():
        if name not in tables and name not in arrays and name != RAW:
            lines.append(f"{name} = {write_value(value)}")
    for name, table in tables.items():
        lines += ["", f"[{name}]", *write_members(table)]
    for name, array in arrays.items():
        for table in array:
            lines += ["", f"[[{name}]]", *write_members(table)]
    return "\n".join([*lines, str(document.get(RAW, ""))])


def is_array_of_tables(value: Any) -> bool:
    """Whether a value is written under headings of its own."""
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def write_members(table: Document) -> list[str]:
    """The lines of a table."""
    return [f"{name} = {write_value(value)}" for name, value in table.items()]


def write_value(value: Any) -> str:
    """A value as TOML writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, list):
        return "[" + ", ".join(write_value(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(write_members(value)) + " }"
    return str(value)


def make_pyde(amount: int) -> str:
    """An amount of PYDE in quanta, as a genesis file writes it."""
    return str(amount * QUANTA_PER_PYDE)
