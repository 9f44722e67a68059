"""Vectors of the versioned tree: sequences of updates, with roots, nodes and reads after each."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, Any

from pyde_spec.encoding.shapes import U64, ListOf, Text
from pyde_spec.params.versions import Parameters
from pyde_spec.state.dual_root import STATE_HASHES, blake3_hash_many
from pyde_spec.state.jmt_nodes import (
    EMPTY_TREE,
    LeafNode,
    Node,
    NodeKey,
    StaleNode,
    Tree,
    TreeHashes,
    compute_removable,
    find_value,
    get_root_hashes,
)
from pyde_spec.state.jmt_tree import compute_update
from pyde_spec.types.primitives import SlotKey, Value
from pyde_spec.types.state_root import StateRoot
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import InvalidInput, handler
from pyde_vectors.state.key_sets import BASE, flip_bit
from pyde_vectors.state.tree_sequences import (
    LIST_CAP,
    SEQUENCES,
    SIBLING,
    A,
    B,
    C,
    Step,
    Steps,
    collect_writes,
    delete,
    insert,
    make_steps,
)

PathText = Annotated[str, Text(64)]


@dataclass(frozen=True, slots=True)
class TreeStepsInput:
    """Updates one after another, from the empty tree."""

    steps: Steps


@dataclass(frozen=True, slots=True)
class TreeStepsOutput:
    """Both roots after each step."""

    roots: Annotated[tuple[StateRoot, ...], ListOf(LIST_CAP)]


@dataclass(frozen=True, slots=True)
class StoredNode:
    """A node that a step stores, and the slot when it is a leaf's."""

    path: PathText
    leaf: SlotKey | None


@dataclass(frozen=True, slots=True)
class StaleEntry:
    """A node that is no longer reached: the version that stored it, and its path."""

    version: U64
    path: PathText


@dataclass(frozen=True, slots=True)
class StepNodes:
    """The nodes that a step stores and those that it makes stale, each by path."""

    stored: Annotated[tuple[StoredNode, ...], ListOf(LIST_CAP)]
    stale: Annotated[tuple[StaleEntry, ...], ListOf(LIST_CAP)]


@dataclass(frozen=True, slots=True)
class TreeNodesOutput:
    """What each step stores and makes stale."""

    steps: Annotated[tuple[StepNodes, ...], ListOf(LIST_CAP)]


@dataclass(frozen=True, slots=True)
class TreeReadInput:
    """Updates, the version to read at, which is that of a step, and the slots to read."""

    steps: Steps
    version: U64
    keys: Annotated[tuple[SlotKey, ...], ListOf(LIST_CAP)]


@dataclass(frozen=True, slots=True)
class TreeReadOutput:
    """What each slot held."""

    values: Annotated[tuple[Value | None, ...], ListOf(LIST_CAP)]


@dataclass(frozen=True, slots=True)
class TreeRemovableInput:
    """Updates, and the oldest version that must still be answered for."""

    steps: Steps
    oldest: U64


@dataclass(frozen=True, slots=True)
class TreeRemovableOutput:
    """The nodes that can be removed, by version and path."""

    nodes: Annotated[tuple[StaleEntry, ...], ListOf(LIST_CAP)]


@dataclass
class TreeRun:
    """A tree as it stands after some steps, with what every step stored. What is stored does not depend on hashes."""

    hashes: TreeHashes = (blake3_hash_many,)
    trees: list[Tree] = field(default_factory=lambda: [EMPTY_TREE])
    nodes: dict[NodeKey, Node] = field(default_factory=dict)
    stale: list[StaleNode] = field(default_factory=list)
    by_step: list[StepNodes] = field(default_factory=list)

    def apply(self, step: Step) -> None:
        """Apply a step."""
        writes = collect_writes(step.writes)
        update = compute_update(self.nodes, self.trees[-1], step.version, writes, self.hashes)
        self.nodes |= update.nodes
        self.stale += update.stale
        self.trees.append(update.tree)
        stored = [
            StoredNode(key.path, node.key if isinstance(node, LeafNode) else None) for key, node in update.nodes.items()
        ]
        stored.sort(key=lambda entry: entry.path)
        self.by_step.append(StepNodes(tuple(stored), write_stale([entry.key for entry in update.stale])))

    def get_root(self) -> StateRoot:
        """Both roots as they are."""
        return StateRoot(*get_root_hashes(self.trees[-1], STATE_HASHES))


def write_stale(keys: list[NodeKey]) -> tuple[StaleEntry, ...]:
    """Node keys in order of version, then path."""
    return tuple(StaleEntry(key.version, key.path) for key in sorted(keys, key=lambda key: (key.version, key.path)))


def run_steps(steps: tuple[Step, ...]) -> TreeRun:
    """The tree after all steps."""
    run = TreeRun()
    for step in steps:
        run.apply(step)
    return run


def draw_steps_inputs() -> Any:
    """Inputs worth asking: updates of related keys."""
    from pyde_vectors.state.draws import draw_steps

    return draw_steps().map(TreeStepsInput)


@handler("state/tree_steps", rules=[compute_update, get_root_hashes], inputs=draw_steps_inputs)
def run_tree_steps(_: Parameters, given: TreeStepsInput) -> TreeStepsOutput:
    """Both roots after each step."""
    run = TreeRun(STATE_HASHES)
    roots = []
    for step in given.steps:
        run.apply(step)
        roots.append(run.get_root())
    return TreeStepsOutput(tuple(roots))


@handler("state/tree_nodes", rules=[compute_update], inputs=draw_steps_inputs)
def run_tree_nodes(_: Parameters, given: TreeStepsInput) -> TreeNodesOutput:
    """The nodes that each step stores and makes stale."""
    return TreeNodesOutput(tuple(run_steps(given.steps).by_step))


@handler("state/tree_read", rules=[find_value])
def run_tree_read(_: Parameters, given: TreeReadInput) -> TreeReadOutput:
    """What slots held at a version."""
    run = run_steps(given.steps)
    tree = next((tree for tree in run.trees[1:] if tree.version == given.version), None)
    if tree is None:
        raise InvalidInput(f"input.version: no step is of version {given.version}")
    return TreeReadOutput(tuple(find_value(run.nodes, tree, key) for key in given.keys))


@handler("state/tree_removable", rules=[compute_removable])
def run_tree_removable(_: Parameters, given: TreeRemovableInput) -> TreeRemovableOutput:
    """The nodes that versions from one on no longer reach."""
    run = run_steps(given.steps)
    return TreeRemovableOutput(write_stale(list(compute_removable(run.stale, given.oldest))))


def is_small(steps: tuple[Step, ...]) -> bool:
    """Whether a sequence is short enough to list its nodes."""
    return sum(len(step.writes) for step in steps) <= 8


@cases("state/tree_steps")
def tree_steps_cases() -> Iterator[Case]:
    """Every sequence, then versions that do not come later."""
    for name, title, steps in SEQUENCES:
        yield Case(name, title, TreeStepsInput(steps))
    first, second = make_steps(insert(A), insert(B))
    yield Case(
        "versions-with-a-gap",
        "Versions may leave some out",
        TreeStepsInput((Step(3, first.writes), Step(2**64 - 1, second.writes))),
        ("boundary",),
    )
    yield Case("version-0", "The first version may be 0", TreeStepsInput((Step(0, first.writes),)), ("boundary",))
    yield Case(
        "reject-same-version",
        "Two steps of one version",
        TreeStepsInput((first, Step(1, second.writes))),
        ("boundary",),
    )
    yield Case("reject-earlier-version", "A step of an earlier version", TreeStepsInput((second, Step(1, ()))))


@cases("state/tree_nodes")
def tree_nodes_cases() -> Iterator[Case]:
    """Every sequence that is short."""
    for name, title, steps in SEQUENCES:
        if is_small(steps):
            yield Case(name, title, TreeStepsInput(steps))


HISTORY = make_steps(insert(A, B), {A: b"second"}, delete(B), insert(C), delete(A, C), insert(BASE, SIBLING))


@cases("state/tree_read")
def tree_read_cases() -> Iterator[Case]:
    """A history read at each of its versions, and slots beside those that are there."""
    slots = (A, B, C, BASE, SIBLING, flip_bit(SIBLING, 254), flip_bit(A, 255), flip_bit(A, 0))
    for version in range(1, len(HISTORY) + 1):
        yield Case(f"at-version-{version}", f"Every slot at version {version}", TreeReadInput(HISTORY, version, slots))


@cases("state/tree_removable")
def tree_removable_cases() -> Iterator[Case]:
    """The same history with each of its versions as the oldest."""
    for oldest in range(len(HISTORY) + 1):
        yield Case(
            f"from-version-{oldest}",
            f"Version {oldest} is the oldest to answer for",
            TreeRemovableInput(HISTORY, oldest),
            ("boundary",),
        )
