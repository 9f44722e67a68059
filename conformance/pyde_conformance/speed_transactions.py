"""How fast transactions are: one wave of transfers, and the same transfers by `ethereum-execution`.

The state holds ten thousand accounts, each with a key. Two thousand of them send one quantum each to two
thousand others. Signatures are real and are checked. State and signatures are made before the clock runs.
Sixteen keys are enough for all accounts, since what a signature costs does not depend on whose it is. The
library that signs does so with a random salt, so signatures, and nothing else, differ between runs.

The time of a wave has three parts. *Signatures* is the time spent in the check that the context of the wave
holds; *rules* is all other time in which the wave is applied; *roots* is the time in which its changes are
written to the state tree, under both hashes, and the record of its commit is made. Slots are read from
memory. A wave is long enough to be measured once. The text alone is slow, so by it only the first transfers
of the wave are applied.

Beside it stands the package `ethereum-execution` from PyPI with as many accounts and transfers of its own
chain. What it needs does not agree with what this project needs, so it has an environment of its own and
runs as a process. Its state tree is computed anew from all accounts, and ours from what changed.

Decision: R-208 (what is measured of transactions).
"""

import gc
import importlib
import json
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pyde_conformance.figures import Figure
from pyde_spec.accounts.authorisation import SignatureCheck
from pyde_spec.accounts.record import Account, encode_leaves, get_empty_account
from pyde_spec.crypto.blake3 import blake3_hash
from pyde_spec.crypto.falcon_hash_to_point import compute_signed_bytes
from pyde_spec.crypto.poseidon2_wasm import AcceleratorUnavailable
from pyde_spec.crypto.provider import Mode, use_mode
from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import U128
from pyde_spec.params.versions import DEFAULT_PRESET, DEFAULT_VERSION, resolve
from pyde_spec.state.dual_root import STATE_HASHES
from pyde_spec.state.jmt_nodes import EMPTY_TREE
from pyde_spec.state.jmt_tree import TreeUpdate, compute_update
from pyde_spec.state.slot_keys import AccountSlot, SystemSlot, compute_account_key, compute_system_key
from pyde_spec.transactions.wave import Chain, OrderedWave, Setting, execute_in_context, make_wave_context
from pyde_spec.transactions.wave_commit import GENESIS_VERSION, commit_changes, make_commit_record
from pyde_spec.types.auth_keys import SingleKey
from pyde_spec.types.primitives import Address, SlotKey, Value
from pyde_spec.types.receipt import Success
from pyde_spec.types.transaction import Sender, Transaction, TransactionType
from pyde_spec.types.transaction_hash import compute_transaction_hash
from pyde_vectors.crypto.falcon_test_keys import load_test_keys

ACCOUNTS = 10_000
TRANSFERS = 2_000
CANONICAL_TRANSFERS = 50

BASE_FEE = 50
WEALTH = 10**12
TRANSFER_GAS = 21_000
SETTING = Setting(Chain(chain_id=31_337, genesis_time=1_800_000_000), resolve(DEFAULT_VERSION, DEFAULT_PRESET))
WAVE_ID = 0

PEER_SCRIPT = Path(__file__).with_name("speed_ethereum.py")
PEER_INTERPRETER = Path("build/ethereum-venv/bin/python")
PEER_NAME = "ethereum-execution"

PARTS = ("signatures", "rules", "roots")


@dataclass(frozen=True, slots=True)
class StoredState:
    """A state as a node has it: its slots by key, and its tree."""

    slots: dict[SlotKey, Value]
    stored: TreeUpdate

    def get_slot(self, key: SlotKey) -> Value | None:
        """What the slot holds."""
        return self.slots.get(key)


@dataclass(frozen=True, slots=True)
class Parts:
    """The seconds of the parts of a wave."""

    signatures: float
    rules: float
    roots: float

    @property
    def whole(self) -> float:
        """The seconds of the wave."""
        return self.signatures + self.rules + self.roots


def measure_transactions() -> Iterator[Figure]:
    """A wave by the text and by the accelerators, and a block of the other package."""
    group = f"Wave of {TRANSFERS:,} transfers, {ACCOUNTS:,} accounts"
    gc.disable()
    try:
        with use_mode(Mode.FAST):
            state, wave = build_state(), build_wave()
            fast = time_wave(state, wave)
        sample = replace(wave, transactions=wave.transactions[:CANONICAL_TRANSFERS])
        canonical = time_wave(state, sample)
    except AcceleratorUnavailable as error:
        yield Figure(group, "fast", None, "transfers/s", remark=str(error))
        return
    finally:
        gc.enable()
        gc.collect()
    remark = f"the first {len(sample.transactions)} of them"
    yield from list_figures(group, "canonical", canonical, len(sample.transactions), remark)
    yield from list_figures(group, "fast", fast, TRANSFERS, f"{fast.whole:.1f} s")
    yield from measure_peer(group, fast)


def measure_peer(group: str, fast: Parts) -> Iterator[Figure]:
    """The same by `ethereum-execution`, and how many times as long ours takes."""
    try:
        version, peer = run_peer()
    except (OSError, subprocess.CalledProcessError):
        remark = f"{PEER_NAME} is not installed in {PEER_INTERPRETER.parents[1]}"
        yield Figure(group, PEER_NAME, None, "transfers/s", remark=remark)
        return
    yield from list_figures(group, PEER_NAME, peer, TRANSFERS, f"{version}, Osaka, {peer.whole:.1f} s")
    ratios = ", ".join([f"{part} {getattr(fast, part) / getattr(peer, part):.2g}" for part in PARTS])
    yield Figure(group, f"fast over {PEER_NAME}", fast.whole / peer.whole, "times", remark=ratios)


def list_figures(group: str, name: str, parts: Parts, transfers: int, remark: str) -> Iterator[Figure]:
    """The rate of a wave, then what each part takes of a transfer."""
    yield Figure(group, name, transfers / parts.whole, "transfers/s", remark=remark)
    for part in PARTS:
        seconds = getattr(parts, part)
        share = f"{seconds / parts.whole:.0%} of the time"
        yield Figure(group, f"{name}: {part}", seconds * 1000 / transfers, "ms/transfer", remark=share)


def run_peer() -> tuple[str, Parts]:
    """The version of the other package, and its parts.

    Raises `OSError` without the other environment, `CalledProcessError` when the package is not in it.
    """
    command = [str(PEER_INTERPRETER), "-I", str(PEER_SCRIPT), str(ACCOUNTS), str(TRANSFERS)]
    answer = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return answer["version"], Parts(**answer["seconds"])


def compute_address(number: int) -> Address:
    """The address of an account by its number. It follows from no key, which no rule of a transfer asks."""
    return blake3_hash(number.to_bytes(4, "little"))


def make_account(number: int) -> Account:
    """An account with money and one of the test keys."""
    keys = load_test_keys()
    public_key = keys[number % len(keys)].public_key
    return replace(get_empty_account(compute_address(number)), balance=WEALTH, auth_keys=SingleKey(public_key))


def build_state() -> StoredState:
    """The state in which all accounts have as much, and its tree."""
    slots: dict[SlotKey, Value] = {
        compute_system_key(SystemSlot.SUPPLY): encode(U128, WEALTH * ACCOUNTS),
        compute_system_key(SystemSlot.BASE_FEE): encode(U128, BASE_FEE),
    }
    for number in range(ACCOUNTS):
        account = make_account(number)
        record, keys = encode_leaves(account)
        slots[compute_account_key(account.address, AccountSlot.RECORD)] = record
        slots[compute_account_key(account.address, AccountSlot.AUTH_KEYS)] = keys
    return StoredState(slots, compute_update({}, EMPTY_TREE, GENESIS_VERSION, slots, STATE_HASHES))


def build_wave() -> OrderedWave:
    """The wave of all transfers."""
    sign = importlib.import_module("pqcrypto.sign.falcon_512").sign
    transactions = tuple([make_transfer(number, sign) for number in range(TRANSFERS)])
    return OrderedWave(
        wave_id=WAVE_ID,
        anchor_round=1,
        prior_anchor_round=None,
        anchor_hash=blake3_hash(b"anchor"),
        transactions=transactions,
    )


def make_transfer(number: int, sign: Callable[[bytes, bytes], bytes]) -> Transaction:
    """A signed transfer to the account that is as many places further as there are transfers."""
    transaction = Transaction(
        from_=compute_address(number),
        to=compute_address((number + TRANSFERS) % ACCOUNTS),
        value=1,
        data=b"",
        gas_limit=TRANSFER_GAS,
        nonce=0,
        signature=b"",
        fee_payer=Sender(),
        access_list=(),
        deadline=None,
        chain_id=SETTING.chain.chain_id,
        tx_type=TransactionType.STANDARD,
    )
    keys = load_test_keys()
    signed = compute_signed_bytes(compute_transaction_hash(transaction))
    return replace(transaction, signature=sign(keys[number % len(keys)].secret_key, signed))


@dataclass(slots=True)
class CheckClock:
    """The time spent in checking signatures."""

    seconds: float = 0.0

    def watch(self, check: SignatureCheck) -> SignatureCheck:
        """The same check, timed."""

        def timed(public_key: bytes, message: bytes, signature: bytes) -> bool:
            begin = time.perf_counter()
            valid = check(public_key, message, signature)
            self.seconds += time.perf_counter() - begin
            return valid

        return timed


def time_wave(state: StoredState, wave: OrderedWave) -> Parts:
    """The seconds of the parts of a wave over a state, which is left as it was."""
    clock = CheckClock()
    begin = time.perf_counter()
    context = make_wave_context(state, wave, SETTING)
    executed = execute_in_context(state, wave.transactions, replace(context, check=clock.watch(context.check)))
    applied = time.perf_counter()
    update = commit_changes(state.stored.nodes, state.stored.tree, wave.wave_id, executed.changes)
    make_commit_record(wave, executed, update.tree)
    rooted = time.perf_counter()
    assert all(receipt.status == Success() for receipt in executed.receipts), "not every transfer was applied"
    return Parts(clock.seconds, applied - begin - clock.seconds, rooted - applied)
