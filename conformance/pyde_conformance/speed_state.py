"""How fast the state tree is: it grows to a million keys, and at each size a thousand of them are written.

Both roots are computed, with the accelerator. The clock runs over the tree's own work and, within it, over the
hashes that it asks for, so that the ratio of the two is of one run. An update is thrown away after it is
timed; nothing is changed by it. A size that would take this machine too long is left out, and said so. The
garbage collector rests meanwhile: a million live nodes are no garbage, and its looking through them says
nothing about the tree.

Beside it stands the package `trie` from PyPI, where it is installed: the same keys and values, one root
against one root.

Decision: R-132 (what is measured of the tree).
"""

import gc
import importlib
import resource
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pyde_conformance.figures import Figure
from pyde_spec.crypto.blake3 import blake3_hash
from pyde_spec.crypto.poseidon2_wasm import AcceleratorUnavailable
from pyde_spec.crypto.provider import Mode, use_mode
from pyde_spec.state.dual_root import STATE_HASHES, blake3_hash_many
from pyde_spec.state.jmt_nodes import EMPTY_TREE, HashMany, Node, NodeKey, Tree, TreeHashes
from pyde_spec.state.jmt_tree import TreeUpdate, compute_update

SIZES = (1_000, 10_000, 100_000, 1_000_000)
WRITTEN = 1_000
PEER_SIZE = 10_000
RATIO_LIMIT = 1.5
CLUSTERED_ACCOUNTS = 1_000
GROWTH_SECONDS_MAX = 140.0

Writes = Mapping[bytes, bytes | None]


@dataclass(slots=True)
class HashClock:
    """The time spent in hashing, and how many hashes it was."""

    seconds: float = 0.0
    count: int = 0

    def watch(self, hash_many: HashMany) -> HashMany:
        """The same function, timed."""

        def timed(inputs: Sequence[bytes]) -> tuple[bytes, ...]:
            begin = time.perf_counter()
            digests = hash_many(inputs)
            self.seconds += time.perf_counter() - begin
            self.count += len(digests)
            return digests

        return timed


@dataclass(slots=True)
class TimedTree:
    """A tree that grows, with every node in memory."""

    hashes: TreeHashes = STATE_HASHES
    tree: Tree = EMPTY_TREE
    nodes: dict[NodeKey, Node] = field(default_factory=dict)
    seconds: float = 0.0

    def time_update(self, writes: Writes) -> tuple[TreeUpdate, float, HashClock]:
        """An update, the seconds that it took, and those of its hashes."""
        clock = HashClock()
        hashes = tuple(clock.watch(hash_many) for hash_many in self.hashes)
        begin = time.perf_counter()
        update = compute_update(self.nodes, self.tree, self.tree.version + 1, writes, hashes)
        return update, time.perf_counter() - begin, clock

    def grow(self, writes: Writes) -> HashClock:
        """Apply an update for good. Nodes that are no longer reached are removed."""
        update, seconds, clock = self.time_update(writes)
        begin = time.perf_counter()
        self.nodes.update(update.nodes)
        for stale in update.stale:
            del self.nodes[stale.key]
        self.tree = update.tree
        self.seconds += seconds + time.perf_counter() - begin
        return clock


def make_writes(start: int, stop: int, step: int = 1, salt: bytes = b"") -> dict[bytes, bytes | None]:
    """Keys that look random, the same in every run, with values of 32 bytes."""
    numbers = [number.to_bytes(4, "little") for number in range(start, stop, step)]
    return {blake3_hash(number): blake3_hash(b"value" + salt + number) for number in numbers}


def measure_state() -> Iterator[Figure]:
    """The tree with both roots, then with one beside the package `trie`."""
    gc.disable()
    try:
        with use_mode(Mode.FAST):
            yield from measure_growth()
            yield from measure_accounts()
    except AcceleratorUnavailable as error:
        yield Figure("State tree, two roots", "build", None, "keys/s", remark=str(error))
    finally:
        gc.enable()
        gc.collect()
    yield from measure_peer()


def measure_growth() -> Iterator[Figure]:
    """Building to each size, and at each size a thousand keys written in one update."""
    tree = TimedTree()
    hash_seconds, memory = 0.0, get_memory()
    start = 0
    for size in SIZES:
        expected = tree.seconds * size / start if start else 0.0
        if expected > GROWTH_SECONDS_MAX:
            remark = f"left out: about {expected:.0f} s on this machine"
            yield Figure("State tree, two roots", f"build {size:,} keys", None, "keys/s", remark=remark)
            break
        hash_seconds += tree.grow(make_writes(start, size)).seconds
        start = size
        if size in SIZES[-2:]:
            ratio = tree.seconds / hash_seconds
            name = f"build {size:,} keys"
            yield Figure("State tree, two roots", name, size / tree.seconds, "keys/s", remark=f"{tree.seconds:.1f} s")
            yield Figure(
                "State tree, two roots", f"{name}: tree / hashes", ratio, "", RATIO_LIMIT, more_is_better=False
            )
        yield from measure_writes(tree, size)
    megabytes = (get_memory() - memory) / 2**20
    yield Figure("State tree, two roots", f"memory of {start:,} keys", megabytes, "MiB", remark="every node")


def measure_writes(tree: TimedTree, size: int) -> Iterator[Figure]:
    """A thousand of so many keys, written in one update."""
    writes = make_writes(0, size, size // WRITTEN, b"again")
    _, seconds, clock = tree.time_update(writes)
    name = f"write {WRITTEN:,} of {size:,} keys"
    remark = f"{seconds / len(writes) * 1e6:.0f} µs and {clock.count / len(writes):.1f} hashes a key"
    yield Figure("State tree, two roots", name, len(writes) / seconds, "keys/s", remark=remark)
    yield Figure(
        "State tree, two roots",
        f"{name}: tree / hashes",
        seconds / clock.seconds,
        "",
        RATIO_LIMIT,
        more_is_better=False,
    )


def measure_accounts() -> Iterator[Figure]:
    """Two leaves for each account, under one prefix of sixteen bytes, as records and keys of accounts lie."""
    accounts = [blake3_hash(number.to_bytes(4, "little")) for number in range(CLUSTERED_ACCOUNTS)]
    writes: dict[bytes, bytes | None] = {
        account[:16] + blake3_hash(kind + account)[:16]: account
        for account in accounts
        for kind in (b"record", b"keys")
    }
    _, seconds, clock = TimedTree().time_update(writes)
    remark = f"{clock.count / len(writes):.1f} hashes a key: each account is a chain below its prefix"
    name = f"build {CLUSTERED_ACCOUNTS:,} accounts of two leaves"
    yield Figure("State tree, two roots", name, len(writes) / seconds, "keys/s", remark=remark)


def get_memory() -> int:
    """The most memory that the process has held so far, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def measure_peer() -> Iterator[Figure]:
    """One root of the tree beside the one of the package `trie`: a build, and an update of a tenth."""
    group = f"One root, {PEER_SIZE:,} keys"
    first, second = make_writes(0, PEER_SIZE), make_writes(0, PEER_SIZE, 10, b"again")
    tree = TimedTree((blake3_hash_many,))
    tree.grow(first)
    yield Figure(group, "build, this tree", len(first) / tree.seconds, "keys/s", remark="BLAKE3")
    _, seconds, _ = tree.time_update(second)
    yield Figure(group, "write a tenth, this tree", len(second) / seconds, "keys/s", remark="BLAKE3")
    try:
        peer: Any = importlib.import_module("trie").HexaryTrie(db={})
    except ImportError:
        yield Figure(group, "build, package trie", None, "keys/s", remark="trie is not installed")
        return
    for name, writes in (("build", first), ("write a tenth", second)):
        seconds = time_work(lambda writes=writes: write_to_peer(peer, writes))  # type: ignore[misc]
        yield Figure(group, f"{name}, package trie", len(writes) / seconds, "keys/s", remark="Keccak-256, its own tree")


def write_to_peer(peer: Any, writes: Writes) -> None:
    """All writes in one batch of the peer, which hashes when the batch ends."""
    with peer.squash_changes() as batch:
        for key, value in writes.items():
            batch[key] = value


def time_work(work: Callable[[], None]) -> float:
    """The seconds that some work takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin
