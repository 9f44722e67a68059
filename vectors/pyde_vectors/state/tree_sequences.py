"""Sequences of updates of the tree, each named for what it shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from pyde_spec.encoding.shapes import U64, ListOf
from pyde_spec.types.primitives import SlotKey, Value
from pyde_vectors.handlers import InvalidInput
from pyde_vectors.state.key_sets import BASE, flip_bit, make_cluster, make_key, make_value, set_digit

LIST_CAP = 4096


@dataclass(frozen=True, slots=True)
class Write:
    """What a slot is set to; without a value it is deleted."""

    key: SlotKey
    value: Value | None


@dataclass(frozen=True, slots=True)
class Step:
    """The writes of one version, no two of one key."""

    version: U64
    writes: Annotated[tuple[Write, ...], ListOf(LIST_CAP)]


Steps = Annotated[tuple[Step, ...], ListOf(LIST_CAP)]


def collect_writes(writes: Iterable[Write]) -> dict[SlotKey, Value | None]:
    """Writes by slot. Raises `InvalidInput` when a slot is written twice."""
    by_key: dict[SlotKey, Value | None] = {}
    for write in writes:
        if write.key in by_key:
            raise InvalidInput(f"input: the slot 0x{write.key.hex()} occurs twice")
        by_key[write.key] = write.value
    return by_key


def make_steps(*steps: dict[SlotKey, bytes | None]) -> tuple[Step, ...]:
    """Steps at versions from 1."""
    return tuple(
        Step(version, tuple(Write(key, value) for key, value in writes.items()))
        for version, writes in enumerate(steps, start=1)
    )


def insert(*keys: SlotKey) -> dict[SlotKey, bytes | None]:
    """A write for each key, of a value that is its own."""
    return {key: make_value(key[0] * 256 + key[31]) for key in keys}


def delete(*keys: SlotKey) -> dict[SlotKey, bytes | None]:
    """A deletion of each key."""
    return dict.fromkeys(keys)


A, B, C, D = (make_key(number) for number in range(4))
TWIN = flip_bit(BASE, 255)
SIBLING = flip_bit(BASE, 15)
COUSIN = flip_bit(BASE, 7)
CHILDREN = tuple(set_digit(BASE, 0, digit) for digit in range(16))
DEEP_CHILDREN = tuple(set_digit(BASE, 63, digit) for digit in range(16))
SEVENTEENTH = flip_bit(CHILDREN[0], 11)

SEQUENCES = (
    ("insert-one-by-one", "Insert four leaves, one a step", make_steps(insert(A), insert(B), insert(C), insert(D))),
    ("insert-at-once", "Insert the same four at once: the same root", make_steps(insert(A, B, C, D))),
    ("overwrite", "Overwrite a leaf", make_steps(insert(A, B), {A: b"other"})),
    ("overwrite-with-the-same", "Write what is there: nothing changes", make_steps(insert(A, B), insert(A))),
    (
        "overwrite-the-only-leaf",
        "Overwrite the only leaf, then write it again",
        make_steps(insert(A), {A: b""}, {A: b""}),
    ),
    ("no-writes", "A step without writes, on the empty tree and on leaves", make_steps({}, insert(A, B), {})),
    ("delete-from-empty", "Delete from the empty tree", make_steps(delete(A))),
    ("delete-absent-beside-leaf", "Delete a slot where another leaf stands alone", make_steps(insert(A), delete(B))),
    ("delete-absent-below-node", "Delete a slot below a node, where nothing is", make_steps(insert(A, B), delete(C))),
    ("delete-only-leaf", "Delete the only leaf", make_steps(insert(A), delete(A))),
    (
        "delete-to-empty",
        "Delete leaves until none is left",
        make_steps(insert(A, B, C), delete(A), delete(B), delete(C)),
    ),
    ("delete-all-at-once", "Delete all leaves at once", make_steps(insert(A, B, C), delete(A, B, C))),
    (
        "insert-again",
        "Delete a leaf and insert it again: the root returns",
        make_steps(insert(A, B), delete(A), insert(A)),
    ),
    ("empty-and-again", "Empty the tree and insert again", make_steps(insert(A), delete(A), insert(A, B))),
    ("replace-leaf", "Delete a leaf and insert another in one step", make_steps(insert(A), {A: None, **insert(B)})),
    (
        "value-to-empty",
        "A slot that holds no bytes is not a slot that holds nothing",
        make_steps({A: b"x", B: b"y"}, {A: b""}, {A: None}),
    ),
    (
        "split-last-bit",
        "A leaf is split off at the last bit of the last digit, and joined again",
        make_steps(insert(BASE), insert(TWIN), delete(BASE)),
    ),
    (
        "split-last-digit",
        "All sixteen leaves of the last digit come and go",
        make_steps(insert(*DEEP_CHILDREN[:2]), insert(*DEEP_CHILDREN[2:]), delete(*DEEP_CHILDREN[1:])),
    ),
    (
        "raise-leaf-kept",
        "A leaf that is left alone rises to the root",
        make_steps(insert(BASE, SIBLING), delete(SIBLING)),
    ),
    (
        "raise-leaf-written",
        "It is written in the same step",
        make_steps(insert(BASE, SIBLING), {SIBLING: None, BASE: b"new"}),
    ),
    (
        "raise-leaf-half-way",
        "It rises to where another leaf hangs",
        make_steps(insert(BASE, SIBLING, flip_bit(BASE, 5)), delete(SIBLING)),
    ),
    (
        "node-does-not-rise",
        "A node that is left alone stays where it is",
        make_steps(insert(BASE, SIBLING, flip_bit(BASE, 0)), delete(flip_bit(BASE, 0))),
    ),
    (
        "node-written-does-not-rise",
        "Nor does one that is written in the same step",
        make_steps(insert(BASE, SIBLING, flip_bit(BASE, 0)), {flip_bit(BASE, 0): None, BASE: b"new"}),
    ),
    (
        "node-below-goes",
        "A node loses its leaves and its neighbour rises past it",
        make_steps(insert(BASE, SIBLING, COUSIN), delete(BASE, SIBLING)),
    ),
    ("two-to-one-child", "Two children, then one", make_steps(insert(*CHILDREN[:2]), delete(CHILDREN[1]))),
    (
        "sixteen-children",
        "One child more a step until all sixteen are there",
        make_steps(*(insert(key) for key in CHILDREN)),
    ),
    (
        "seventeen",
        "A seventeenth leaf below sixteen children, and away again",
        make_steps(insert(*CHILDREN), insert(SEVENTEENTH), delete(SEVENTEENTH)),
    ),
    (
        "each-half-of-a-node",
        "A change in each pair of a node leaves the others",
        make_steps(
            insert(*CHILDREN),
            {CHILDREN[0]: b"0"},
            {CHILDREN[5]: b"5"},
            {CHILDREN[15]: b"f"},
            delete(CHILDREN[8], CHILDREN[9]),
        ),
    ),
    (
        "one-account",
        "Leaves under one prefix of sixteen bytes, beside another account's",
        make_steps(insert(*make_cluster(6), A), delete(*make_cluster(5)), delete(A)),
    ),
)
