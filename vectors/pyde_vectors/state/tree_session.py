"""Sessions over the versioned tree: a tree that is opened once and updated step by step.

A single update says little of a client that keeps its tree: what is left behind by one update shows in the
roots of a later one. So the traces here are long, as far as their keys part early: a step over keys that part
late is as long to hash as many steps over others.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pyde_spec.encoding.shapes import U64, U64_MAX, MapOf
from pyde_spec.params.versions import Parameters
from pyde_spec.state.dual_root import STATE_HASHES
from pyde_spec.state.jmt_nodes import EMPTY_TREE, LeafNode, Node, NodeKey, Tree, get_root_hashes
from pyde_spec.state.jmt_tree import compute_update
from pyde_spec.types.primitives import SlotKey, Value
from pyde_spec.types.state_root import StateRoot
from pyde_vectors.cases import Case, cases
from pyde_vectors.sessions import make_trace, session
from pyde_vectors.state.key_sets import BASE, flip_bit, make_cluster, make_key, make_value
from pyde_vectors.state.tree_sequences import LIST_CAP, A, B, C, D, delete, insert

KIND = "state/tree_session"

Slots = Annotated[tuple[tuple[SlotKey, Value], ...], MapOf(LIST_CAP)]
Writes = Annotated[tuple[tuple[SlotKey, Value | None], ...], MapOf(LIST_CAP)]


@dataclass(frozen=True, slots=True)
class TreeState:
    """A tree at a version: its leaves."""

    version: U64
    slots: Slots


@dataclass(frozen=True, slots=True)
class TreeStep:
    """The writes of one version; a slot without a value is deleted."""

    version: U64
    writes: Writes


@dataclass(frozen=True, slots=True)
class OpenTree:
    """A tree between two steps: the nodes that it reaches, and no others."""

    tree: Tree
    nodes: Mapping[NodeKey, Node]


def update_tree(opened: OpenTree, version: int, writes: Mapping[SlotKey, Value | None]) -> OpenTree:
    """The tree after writes. Rejects as `compute_update` does."""
    result = compute_update(opened.nodes, opened.tree, version, writes, STATE_HASHES)
    nodes = {**opened.nodes, **result.nodes}
    for stale in result.stale:
        del nodes[stale.key]
    return OpenTree(result.tree, nodes)


def open_tree(_: Parameters, given: TreeState) -> OpenTree:
    """The tree of the leaves."""
    return update_tree(OpenTree(EMPTY_TREE, {}), given.version, dict(given.slots))


def show_leaves(opened: OpenTree) -> list[tuple[SlotKey, Value]]:
    """The leaves in order of key."""
    return sorted((node.key, node.value) for node in opened.nodes.values() if isinstance(node, LeafNode))


def describe_leaf(opened: OpenTree, key: SlotKey) -> str:
    """Where the leaf of a slot stands in the tree."""
    for place, node in opened.nodes.items():
        if isinstance(node, LeafNode) and node.key == key:
            return f"a leaf at the path {place.path!r}, written at version {place.version}"
    return "no leaf of the tree"


def draw_trace_inputs() -> Any:
    """Inputs worth asking: leaves and updates of related keys."""
    from pyde_vectors.state.draws import draw_trace

    return draw_trace()


@session(
    KIND,
    rules=[compute_update, get_root_hashes],
    open=open_tree,
    show=show_leaves,
    describe=describe_leaf,
    inputs=draw_trace_inputs,
)
def apply_tree_step(_: Parameters, opened: OpenTree, step: TreeStep) -> tuple[OpenTree, StateRoot]:
    """Both roots of the tree after the writes of a version."""
    after = update_tree(opened, step.version, dict(step.writes))
    return after, StateRoot(*get_root_hashes(after.tree, STATE_HASHES))


def sort_writes(writes: Mapping[SlotKey, bytes | None]) -> Writes:
    """Writes in order of key."""
    return tuple(sorted(writes.items()))


def sort_slots(values: Mapping[SlotKey, bytes | None]) -> Slots:
    """Slots in order of key."""
    return tuple(sorted((key, value) for key, value in values.items() if value is not None))


def number_steps(first: int, updates: list[dict[SlotKey, bytes | None]]) -> tuple[TreeStep, ...]:
    """Updates at versions from `first` on."""
    return tuple(TreeStep(version, sort_writes(writes)) for version, writes in enumerate(updates, start=first))


def choose(number: int, place: int, among: int) -> int:
    """A number below another that looks drawn, the same in every run."""
    return make_key(1000 * number + place)[0] % among


def mix_updates(pool: tuple[SlotKey, ...], count: int) -> list[dict[SlotKey, bytes | None]]:
    """Updates of one to three slots of a pool: most of them set a value, every third write deletes."""
    updates: list[dict[SlotKey, bytes | None]] = []
    for number in range(count):
        writes: dict[SlotKey, bytes | None] = {}
        for place in range(1 + choose(number, 0, 3)):
            key = pool[choose(number, 10 + place, len(pool))]
            deletes = choose(number, 20 + place, 3) == 0
            writes[key] = None if deletes else make_value(100 * number + place, 1 + choose(number, 30 + place, 40))
        updates.append(writes)
    return updates


SCATTERED = tuple(make_key(number) for number in range(12))
NEIGHBOURS = (BASE, *(flip_bit(BASE, index) for index in (0, 3, 4, 7, 8, 11, 12, 17)))
EMPTY = TreeState(0, ())


def fill_slots(keys: tuple[SlotKey, ...]) -> Slots:
    """A value of its own for each key."""
    return sort_slots(insert(*keys))


@cases(KIND)
def long_traces() -> Iterator[Case]:
    """Thirty updates each of slots that lie apart and of slots that lie together; a few under a long prefix."""
    apart = number_steps(1, mix_updates(SCATTERED, 30))
    yield Case("scattered", "Thirty updates of slots that lie apart", make_trace(KIND, EMPTY, apart))
    yield Case(
        "neighbours",
        "Thirty updates of slots that part at chosen bits: leaves sink, and rise again",
        make_trace(KIND, TreeState(7, fill_slots(NEIGHBOURS[:5])), number_steps(8, mix_updates(NEIGHBOURS, 30))),
    )
    cluster = make_cluster(4)
    yield Case(
        "one-account",
        "Four updates of slots under one prefix of sixteen bytes",
        make_trace(KIND, TreeState(1, fill_slots(cluster[:2])), number_steps(2, mix_updates(cluster, 4))),
    )


@cases(KIND)
def short_traces() -> Iterator[Case]:
    """What a client that keeps its tree may get wrong, a trace each."""
    going = number_steps(1, [delete(B), delete(A), delete(C), {}, insert(C, A), insert(B)])
    yield Case(
        "to-empty-and-again",
        "All leaves go, one a step; then they come again",
        make_trace(KIND, TreeState(0, fill_slots((A, B, C))), going),
    )
    changing = number_steps(1, [{A: b"second"}, {A: b"second"}, {A: b""}, {A: None, B: b"x"}, {A: b"first", B: b""}])
    yield Case(
        "values",
        "A value changes, stays, becomes empty, and goes",
        make_trace(KIND, TreeState(0, sort_slots({A: b"first", B: b""})), changing),
    )
    later = (
        TreeStep(5, sort_writes(insert(B))),
        TreeStep(6, sort_writes(insert(C))),
        TreeStep(6, sort_writes(insert(D))),
        TreeStep(4, sort_writes(delete(A))),
        TreeStep(7, sort_writes(insert(D))),
        TreeStep(U64_MAX, sort_writes(delete(B))),
        TreeStep(U64_MAX, sort_writes(delete(C))),
    )
    yield Case(
        "rejected-steps",
        "Steps whose version is not later are rejected and change nothing",
        make_trace(KIND, TreeState(5, fill_slots((A,))), later),
        ("boundary", "missing-check"),
    )
