"""The two committed genesis files, and how they are made.

`genesis_devnet.toml` is for chains that people develop on: its keys are the public test keys, so anybody can
sign for anybody. `genesis_mainnet_shaped.toml` has the size of the mainnet and the figures of its published
plan, for whoever wants to know what starting one costs; nobody has its keys.

A test makes both again. `python -m pyde_vectors.transactions.genesis_files` writes them anew.
"""

from pathlib import Path

from pyde_spec.accounts.addresses import compute_eoa_address
from pyde_spec.params.versions import MAINNET
from pyde_spec.transactions.inflation import GENESIS_SUPPLY, QUANTA_PER_PYDE
from pyde_spec.validators.entry import MAXIMUM_PER_OPERATOR, MINIMUM_STAKE
from pyde_vectors.crypto.falcon_test_keys import load_test_keys
from pyde_vectors.transactions.genesis_documents import (
    Document,
    make_account,
    make_operator,
    make_pyde,
    show,
    show_key,
    write_toml,
)

FOLDER = Path(__file__).parent
DEVNET = FOLDER / "genesis_devnet.toml"
MAINNET_SHAPED = FOLDER / "genesis_mainnet_shaped.toml"

DEVNET_COMMENT = """A genesis to develop on: preset minimal, five validators of three operators.
The keys are the test keys of FALCON-512, whose secrets are published: 0 to 4 are the validators',
5 to 7 the treasury's signers, 8 to 10 those for emergencies, 11 to 15 those of accounts.
Made by pyde_vectors.transactions.genesis_files."""

MAINNET_COMMENT = """A genesis of the shape of the mainnet's: its sizes, its supply, the shares of its published plan.
The keys are well-formed and nobody's. Each is drawn from a text, coefficient by coefficient, and no
secret belongs to it. No chain can run on this file.
Made by pyde_vectors.transactions.genesis_files."""

WAVES_OF_A_YEAR = MAINNET.waves_per_year


def show_test_key(number: int) -> str:
    """A test key as a genesis file writes it."""
    return show(load_test_keys()[number].public_key)


def make_devnet_validator(number: int) -> Document:
    """A validator of the devnet: a test key, at the address of that key."""
    key = load_test_keys()[number].public_key
    return {
        "address": show(compute_eoa_address(key)),
        "public_key": show(key),
        "stake": make_pyde(10_000),
        "operator": make_operator(number // 2),
    }


def make_devnet() -> Document:
    """The devnet: the supply of the mainnet, most of it with five accounts whose keys are published."""
    stake = 5 * 10_000
    accounts = tuple(range(11, 16))
    share = (1_000_000_000 - 150_000_000 - 200_000_000 - 50_000_000 - stake) // len(accounts)
    vesting = {"start_wave": 0, "cliff_waves": 250, "duration_waves": 1_000, "total_amount": make_pyde(share)}
    buckets = ("ecosystem", "public_sale", "public_sale", "founders", "investors")
    return {
        "version": "1.1",
        "preset": "minimal",
        "chain_id": 31_337,
        "genesis_time": 1_767_225_600,
        "supply": str(GENESIS_SUPPLY),
        "reward_pool": make_pyde(200_000_000),
        "caps": {
            "treasury": make_pyde(150_000_000),
            "airdrop": make_pyde(50_000_000),
            "validator_rewards": make_pyde(200_000_000),
            "validator_stake": make_pyde(1_000_000),
            "ecosystem": make_pyde(200_000_000),
            "public_sale": make_pyde(300_000_000),
            "founders": make_pyde(150_000_000),
            "investors": make_pyde(200_000_000),
        },
        "airdrop": {
            "root": show(bytes([0xA1]) * 32),
            "deadline_wave": 1_000,
            "total": make_pyde(50_000_000),
            "pool": make_pyde(50_000_000),
        },
        "treasury": {
            "amount": make_pyde(150_000_000),
            "signers": [show_test_key(number) for number in (5, 6, 7)],
            "threshold": 2,
        },
        "emergency": {"signers": [show_test_key(number) for number in (8, 9, 10)], "threshold": 2},
        "allocation": [
            {"public_key": show_test_key(number), "bucket": bucket, "amount": make_pyde(share)}
            | ({"vesting": vesting} if bucket == "founders" else {})
            for number, bucket in zip(accounts, buckets, strict=True)
        ],
        "validator": [make_devnet_validator(number) for number in range(5)],
    }


def make_mainnet_validator(number: int) -> Document:
    """A validator of the mainnet-shaped file: the least stake; three of consecutive numbers have one operator."""
    return {
        "address": make_account(f"validator {number}"),
        "public_key": show_key(f"validator {number}"),
        "stake": str(MINIMUM_STAKE),
        "operator": make_operator(number // MAXIMUM_PER_OPERATOR),
    }


def make_vesting_allocation(name: str, bucket: str, amount: int) -> Document:
    """An account that everything of vests over four years, with a cliff after the first."""
    vesting = {
        "start_wave": 0,
        "cliff_waves": WAVES_OF_A_YEAR,
        "duration_waves": 4 * WAVES_OF_A_YEAR,
        "total_amount": make_pyde(amount),
    }
    return {"address": make_account(name), "bucket": bucket, "amount": make_pyde(amount), "vesting": vesting}


def make_mainnet_shaped() -> Document:
    """The shares of the published plan; the airdrop comes out of the public sale, the stakes out of the grants."""
    stake = MAINNET.committee_size * MINIMUM_STAKE // QUANTA_PER_PYDE
    grants = make_pyde(100_000_000 - stake)
    return {
        "version": "1.1",
        "preset": "mainnet",
        "chain_id": 1,
        "genesis_time": 1_767_225_600,
        "supply": str(GENESIS_SUPPLY),
        "base_fee": "50",
        "reward_pool": make_pyde(200_000_000),
        "caps": {
            "treasury": make_pyde(150_000_000),
            "airdrop": make_pyde(50_000_000),
            "validator_rewards": make_pyde(200_000_000),
            "validator_stake": make_pyde(2_000_000),
            "ecosystem": make_pyde(100_000_000),
            "public_sale": make_pyde(200_000_000),
            "founders": make_pyde(150_000_000),
            "investors": make_pyde(200_000_000),
        },
        "airdrop": {
            "root": show(bytes([0xA1]) * 32),
            "deadline_wave": WAVES_OF_A_YEAR,
            "total": make_pyde(50_000_000),
            "pool": make_pyde(50_000_000),
        },
        "treasury": {
            "amount": make_pyde(150_000_000),
            "signers": [show_key(f"treasury {number}") for number in range(12)],
            "threshold": 7,
        },
        "emergency": {"signers": [show_key(f"emergency {number}") for number in range(7)], "threshold": 5},
        "allocation": [
            {"address": make_account("grants"), "bucket": "ecosystem", "amount": grants},
            {"address": make_account("sale 0"), "bucket": "public_sale", "amount": make_pyde(100_000_000)},
            {"address": make_account("sale 1"), "bucket": "public_sale", "amount": make_pyde(50_000_000)},
            make_vesting_allocation("founder 0", "founders", 90_000_000),
            make_vesting_allocation("founder 1", "founders", 60_000_000),
            make_vesting_allocation("investor 0", "investors", 120_000_000),
            make_vesting_allocation("investor 1", "investors", 80_000_000),
        ],
        "validator": [make_mainnet_validator(number) for number in range(MAINNET.committee_size)],
    }


def write_files() -> None:
    """Make both files again and keep them."""
    DEVNET.write_text(write_toml(make_devnet(), DEVNET_COMMENT), encoding="utf-8")
    MAINNET_SHAPED.write_text(write_toml(make_mainnet_shaped(), MAINNET_COMMENT), encoding="utf-8")


if __name__ == "__main__":
    write_files()
