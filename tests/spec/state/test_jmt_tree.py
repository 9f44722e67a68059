"""The versioned tree equals the definition at every version, and hashes only what changed."""

import random
import time

import pytest

from pyde_spec.crypto.blake3 import blake3_hash
from pyde_spec.crypto.provider import Mode, use_mode
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.state.dual_root import STATE_HASHES, blake3_hash_many, compute_state_root
from pyde_spec.state.jmt_definition import compute_root
from pyde_spec.state.jmt_nodes import InternalNode, NodeKey, Tree, compute_removable, find_value, get_root_hashes
from pyde_spec.state.jmt_tree import compute_update
from pyde_vectors.state.tree_sequences import SEQUENCES

EMPTY = Tree(0, None)
CHEAP = (blake3_hash_many,)

SEEDS = range(1, 21)
OPERATIONS = 100_000
"""Over all seeds. Every failure names its seed."""


class Store:
    """Nodes of every version, and the leaves that each version should have."""

    def __init__(self, hashes):
        self.hashes, self.nodes, self.stale = hashes, {}, []
        self.trees, self.states = [EMPTY], [{}]

    def apply(self, writes):
        update = compute_update(self.nodes, self.trees[-1], self.trees[-1].version + 1, writes, self.hashes)
        assert self.nodes.keys().isdisjoint(update.nodes)
        self.nodes |= update.nodes
        self.stale += update.stale
        self.trees.append(update.tree)
        state = {**self.states[-1], **writes}
        self.states.append({key: value for key, value in state.items() if value is not None})
        return update

    def root(self):
        return get_root_hashes(self.trees[-1], self.hashes)


def draw_keys(source, kind):
    """Keys that look random; under one prefix of 16 bytes; one bit apart; in a few digits."""
    if kind == "random":
        return [source.randbytes(32) for _ in range(300)]
    if kind == "account":
        return [bytes(16) + source.randbytes(16) for _ in range(300)]
    if kind == "last-bits":
        return [bytes(31) + bytes([number]) for number in range(64)]
    base = source.getrandbits(256)
    return [(base ^ 1 << bit).to_bytes(32, "big") for bit in range(256)]


def draw_writes(source, keys, state):
    """A few writes, of which some insert, overwrite, write the same again, delete, or delete nothing."""
    writes = {}
    most = min(len(keys), source.choice((5, 60, 250)))
    for key in source.sample(keys, source.randint(1, most)):
        act = source.random()
        if act < 0.45:
            writes[key] = source.randbytes(source.randint(0, 6))
        elif act < 0.55:
            writes[key] = state.get(key)
        else:
            writes[key] = None
    return writes


@pytest.mark.parametrize("seed", SEEDS)
def test_the_definition_is_met_by_random_operations(seed):
    source = random.Random(seed)
    store = Store(CHEAP)
    keys = draw_keys(source, ("random", "account", "last-bits", "one-bit")[seed % 4])
    done = 0
    while done < OPERATIONS // len(SEEDS):
        writes = draw_writes(source, keys, store.states[-1])
        store.apply(writes)
        done += len(writes)
        assert store.root() == (compute_root(blake3_hash, store.states[-1].items()),), f"seed {seed}"
    for tree, state in source.sample(list(zip(store.trees, store.states, strict=True)), 10):
        assert {key: find_value(store.nodes, tree, key) for key in keys} == {key: state.get(key) for key in keys}
    store.apply(dict.fromkeys(keys))
    assert store.trees[-1].root is None


@pytest.mark.parametrize("name", [name for name, _, _ in SEQUENCES])
def test_the_definition_is_met_by_every_sequence_of_the_vectors(name):
    ((_, _, steps),) = [sequence for sequence in SEQUENCES if sequence[0] == name]
    store = Store(CHEAP)
    for step in steps:
        store.apply({write.key: write.value for write in step.writes})
        assert store.root() == (compute_root(blake3_hash, store.states[-1].items()),)


def test_both_roots_meet_the_definition():
    source = random.Random(99)
    store = Store(STATE_HASHES)
    keys = draw_keys(source, "random")[:40]
    for _ in range(6):
        store.apply(draw_writes(source, keys, store.states[-1]))
        root = compute_state_root(store.states[-1].items())
        assert store.root() == (root.blake3, root.poseidon2)


@pytest.mark.parametrize("seed", [7, 8])
def test_what_is_removed_is_what_later_versions_do_not_reach(seed):
    source = random.Random(seed)
    store = Store(CHEAP)
    keys = draw_keys(source, "account")[:80]
    for _ in range(40):
        store.apply(draw_writes(source, keys, store.states[-1]))
    for oldest in (1, 20, 40):
        kept = store.nodes.keys() - set(compute_removable(store.stale, oldest))
        reached = set().union(*(reach(store.nodes, tree) for tree in store.trees[oldest:]))
        assert kept == reached


def reach(nodes, tree):
    """The keys of every node that a tree reaches."""
    found = set()

    def walk(child, path):
        if child is not None:
            found.add(NodeKey(child.version, path))
            node = nodes[NodeKey(child.version, path)]
            if isinstance(node, InternalNode):
                for digit, below in enumerate(node.subtrees[16:]):
                    walk(below, path + f"{digit:x}")

    walk(tree.root, "")
    return found


def test_arguments_stay_as_they_were():
    store = Store(CHEAP)
    store.apply({blake3_hash(bytes([n])): bytes([n]) for n in range(40)})
    nodes, tree = dict(store.nodes), store.trees[-1]
    writes = {blake3_hash(b"\x01"): None, blake3_hash(b"new"): b"x"}
    before = (dict(nodes), tree, dict(writes))
    compute_update(nodes, tree, 2, writes, CHEAP)
    assert (nodes, tree, writes) == before


def test_only_the_touched_path_is_hashed():
    hashed = []

    def count(inputs):
        hashed.extend(inputs)
        return blake3_hash_many(inputs)

    store = Store((count,))
    store.apply({blake3_hash(n.to_bytes(2, "big")): b"v" for n in range(4096)})
    hashed.clear()
    store.apply({blake3_hash(b"\x00\x07"): b"w"})
    assert len(hashed) <= 2 + 16
    hashed.clear()
    update = store.apply({blake3_hash(b"\x00\x07"): b"w", blake3_hash(b"absent"): None})
    assert (hashed, update.nodes, update.stale) == ([], {}, ())
    assert update.tree.root is store.trees[-2].root


def test_a_version_must_be_later():
    tree = Tree(5, None)
    for version in (0, 4, 5):
        with pytest.raises(Rejected) as caught:
            compute_update({}, tree, version, {}, CHEAP)
        assert caught.value.reason is Reason.TREE_VERSION_NOT_LATER


def test_the_accelerator_gives_the_same_roots():
    pytest.importorskip("wasmtime", reason="the extra [fast] is not installed")
    writes = {blake3_hash(bytes([n])): bytes([n]) for n in range(60)}
    canonical = compute_update({}, EMPTY, 1, writes, STATE_HASHES)
    with use_mode(Mode.FAST):
        assert compute_update({}, EMPTY, 1, writes, STATE_HASHES) == canonical


def test_update_is_quick():
    """Not a benchmark: a tree that hashed everything anew would take minutes."""
    store = Store(CHEAP)
    store.apply({blake3_hash(n.to_bytes(4, "big")): b"v" for n in range(20_000)})
    begin = time.perf_counter()
    for n in range(50):
        store.apply({blake3_hash(n.to_bytes(4, "big")): b"w"})
    assert time.perf_counter() - begin < 5
