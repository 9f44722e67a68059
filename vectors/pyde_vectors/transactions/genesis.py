"""Vectors of genesis: what chains may begin with and what state that is; every contradiction, and their order."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from pyde_spec.encoding.shapes import U32, ListOf
from pyde_spec.params.versions import Parameters
from pyde_spec.transactions.genesis import compute_genesis_hash, compute_genesis_leaves, compute_genesis_root
from pyde_spec.transactions.genesis_file import read_genesis
from pyde_spec.transactions.genesis_validation import SUPPLY_MAX, validate_genesis
from pyde_spec.types.primitives import Hash32, Quanta
from pyde_spec.types.state_root import StateRoot
from pyde_spec.validators.entry import MINIMUM_STAKE
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler
from pyde_vectors.state.tree_root import ENTRIES_CAP, Entry
from pyde_vectors.transactions.genesis_documents import (
    Document,
    make_good,
    make_operator,
    make_plain,
    make_validator,
    replaced,
    write_toml,
)
from pyde_vectors.transactions.genesis_file import GenesisTextInput, Path
from pyde_vectors.transactions.genesis_files import DEVNET, MAINNET_SHAPED
from pyde_vectors.types.accepted import Accepted


@dataclass(frozen=True, slots=True)
class GenesisOutput:
    """What a chain begins with: its identity, its state in short, and all its money."""

    genesis_hash: Hash32
    state_root: StateRoot
    leaf_count: U32
    supply: Quanta


@dataclass(frozen=True, slots=True)
class GenesisLeavesOutput:
    """The state, in strictly ascending order of key."""

    entries: Annotated[tuple[Entry, ...], ListOf(ENTRIES_CAP)]


def draw_inputs() -> Any:
    """Inputs worth asking: files that can be read, with a contradiction or two."""
    from pyde_vectors.transactions.genesis_draws import draw_contradictory_texts

    return draw_contradictory_texts()


@handler("transactions/genesis", rules=[read_genesis, compute_genesis_root, compute_genesis_hash], inputs=draw_inputs)
def run_genesis(_: Parameters, given: GenesisTextInput) -> GenesisOutput:
    """Read a genesis file, judge it, and say what chain begins with it."""
    genesis = read_genesis(given.toml)
    leaf_count = len(compute_genesis_leaves(genesis))
    state_root = compute_genesis_root(genesis)
    return GenesisOutput(compute_genesis_hash(genesis, state_root), state_root, leaf_count, genesis.supply)


@handler("transactions/genesis_leaves", rules=[read_genesis, compute_genesis_leaves], inputs=draw_inputs)
def run_genesis_leaves(_: Parameters, given: GenesisTextInput) -> GenesisLeavesOutput:
    """Make the state of a genesis file."""
    leaves = compute_genesis_leaves(read_genesis(given.toml))
    return GenesisLeavesOutput(tuple(Entry(key, value) for key, value in leaves))


@handler("transactions/validate_genesis", rules=[read_genesis, validate_genesis], inputs=draw_inputs)
def run_validate_genesis(_: Parameters, given: GenesisTextInput) -> Accepted:
    """Judge a genesis file without making its state."""
    validate_genesis(read_genesis(given.toml))
    return Accepted()


def ask(document: Document) -> GenesisTextInput:
    """The input that a document makes."""
    return GenesisTextInput(write_toml(document))


def make_turned() -> Document:
    """The good document with its accounts and its validators in another order."""
    document = make_good()
    document["allocation"].reverse()
    document["validator"].reverse()
    return document


def make_regrouped() -> Document:
    """The plain document with other operators, so that one of them runs three validators and not two."""
    document = make_plain()
    for number, validator in enumerate(document["validator"]):
        validator["operator"] = make_operator(number // 3)
    return document


@cases("transactions/genesis")
def genesis_cases() -> Iterator[Case]:
    """The two committed files; the good and the plain document; what changes the chain and what does not."""
    yield Case("devnet", "A chain to develop on", GenesisTextInput(DEVNET.read_text(encoding="utf-8")))
    yield Case(
        "mainnet-shaped",
        "A chain of the size of the mainnet, with keys that nobody has",
        GenesisTextInput(MAINNET_SHAPED.read_text(encoding="utf-8")),
    )
    yield Case("everything", "A genesis that says all that one can say", ask(make_good()))
    yield Case("everything-turned", "The order of accounts and validators says nothing", ask(make_turned()))
    yield Case("plain", "A genesis of nobody but validators", ask(make_plain()))
    yield Case("plain-regrouped", "Who operates the validators leaves no trace", ask(make_regrouped()))
    changes: tuple[tuple[str, str, Any, Path], ...] = (
        ("version-1.0", "The earlier version has its own base fee", "1.0", ("version",)),
        ("chain-id", "Another chain id is another chain with the same state", 31_338, ("chain_id",)),
        ("genesis-time", "Another time is another chain with the same state", 0, ("genesis_time",)),
        ("cap", "A cap leaves no trace", "1", ("caps", "founders")),
    )
    for name, title, value, place in changes:
        yield Case(f"plain-{name}", title, ask(replaced(make_plain(), value, *place)))
    fault = replaced(make_plain(), "0", "supply")
    yield Case("reject-supply", "What contradicts itself has no state", ask(fault), ("missing-check",))


@cases("transactions/genesis_leaves")
def genesis_leaves_cases() -> Iterator[Case]:
    """Every kind of leaf; the least there is; and no leaf at all."""
    yield Case("everything", "A genesis that says all that one can say", ask(make_good()))
    yield Case("plain", "A genesis of nobody but validators", ask(make_plain()))
    fault = replaced(make_plain(), "0", "supply")
    yield Case("reject-supply", "What contradicts itself has no leaves", ask(fault), ("missing-check",))


def make_sixth() -> Document:
    """The plain document with a validator more than the committee has seats."""
    document = make_plain()
    document["validator"].append(make_validator(5))
    total = str(6 * MINIMUM_STAKE + 4)
    document["supply"], document["caps"]["validator_stake"] = total, total
    return document


def make_widest() -> Document:
    """The plain document with as much money as a chain may begin with."""
    document = make_plain()
    document["supply"] = str(SUPPLY_MAX)
    document["reward_pool"] = str(SUPPLY_MAX - 5 * MINIMUM_STAKE - 4)
    document["caps"]["validator_rewards"] = document["reward_pool"]
    return document


def make_validators_rich() -> Document:
    """The plain document, with an account for a validator beside its stake, and one for the key of another."""
    document = make_plain()
    document["allocation"] = [
        {"address": document["validator"][0]["address"], "bucket": "founders", "amount": "1"},
        {"public_key": document["validator"][1]["public_key"], "bucket": "founders", "amount": "2"},
    ]
    document["caps"]["founders"] = "3"
    document["supply"] = str(5 * MINIMUM_STAKE + 4 + 3)
    return document


@cases("transactions/validate_genesis")
def accepted_cases() -> Iterator[Case]:
    """What may just be."""
    yield Case("everything", "Every bucket is at its cap, and every bound is met", ask(make_good()), ("boundary",))
    yield Case("three-of-one-operator", "One operator runs three validators", ask(make_regrouped()), ("boundary",))
    yield Case("more-validators-than-seats", "Not every validator has a seat", ask(make_sixth()))
    yield Case("widest-supply", "The supply has 127 bits", ask(make_widest()), ("boundary",))
    yield Case("validators-with-accounts", "Validators may have accounts as well", ask(make_validators_rich()))
