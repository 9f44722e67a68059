"""Vectors of the state root by definition: sets of leaves, and what makes one the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from pyde_spec.encoding.shapes import ListOf
from pyde_spec.params.versions import Parameters
from pyde_spec.state.dual_root import compute_state_root
from pyde_spec.state.jmt_definition import EMPTY_HASH, KEY_BITS
from pyde_spec.types.primitives import Hash32, SlotKey, Value
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler
from pyde_vectors.state.key_sets import BASE, flip_bit, make_cluster, make_key, make_value, set_digit

ENTRIES_CAP = 1 << 16


@dataclass(frozen=True, slots=True)
class Entry:
    """A leaf: a slot's key of 32 bytes, used as it is, and what the slot holds."""

    key: SlotKey
    value: Value


@dataclass(frozen=True, slots=True)
class TreeRootInput:
    """Leaves in any order, no two of one key."""

    entries: Annotated[tuple[Entry, ...], ListOf(ENTRIES_CAP)]


@dataclass(frozen=True, slots=True)
class TreeRootOutput:
    """The root under each hash."""

    blake3: Hash32
    poseidon2: Hash32


def draw_tree_root_inputs() -> Any:
    """Inputs worth asking: leaves of related keys."""
    from pyde_vectors.state.draws import draw_entries

    return draw_entries().map(TreeRootInput)


@handler("state/tree_root", rules=[compute_state_root], inputs=draw_tree_root_inputs)
def run_tree_root(_: Parameters, given: TreeRootInput) -> TreeRootOutput:
    """Compute both roots of a set of leaves."""
    root = compute_state_root([(entry.key, entry.value) for entry in given.entries])
    return TreeRootOutput(root.blake3, root.poseidon2)


def make_entries(keys: tuple[SlotKey, ...]) -> tuple[Entry, ...]:
    """A leaf for each key, with a value of its own."""
    return tuple(Entry(key, make_value(number)) for number, key in enumerate(keys))


def digit_keys(depth: int, count: int) -> tuple[SlotKey, ...]:
    """Keys that agree but for the digit at a depth."""
    return tuple(set_digit(BASE, depth, digit) for digit in range(count))


FIVE = tuple(make_key(number) for number in range(5))
BOTH_EMPTY = "0x" + EMPTY_HASH.hex()

SETS = (
    ("one", "One leaf: its hash is the root", FIVE[:1]),
    ("two", "Two leaves", FIVE[:2]),
    ("five", "Five leaves", FIVE),
    ("ends", "The first key and the last", (bytes(32), b"\xff" * 32)),
    (
        "last-bit-and-first",
        "Two keys that differ in the last bit, and one that differs in the first",
        (BASE, flip_bit(BASE, 255), flip_bit(BASE, 0)),
    ),
    ("last-two-bits", "All four keys that differ in the last two bits", tuple(digit_keys(63, 4))),
    ("two-children", "Two children of one node", digit_keys(0, 2)),
    ("sixteen-children", "All sixteen children of one node", digit_keys(0, 16)),
    ("sixteen-children-deep", "All sixteen children of the deepest node", digit_keys(63, 16)),
    (
        "seventeen",
        "Sixteen children, one of them a node itself",
        (*digit_keys(0, 16), flip_bit(digit_keys(0, 1)[0], 255)),
    ),
    ("one-account", "Eight keys under one prefix of sixteen bytes", make_cluster(8)),
)


@cases("state/tree_root")
def tree_root_cases() -> Iterator[Case]:
    """Sets of leaves; the same set in another order; values of every size that matters; a repeated key."""
    yield Case(
        "empty",
        "No leaves",
        TreeRootInput(()),
        ("known-answer", "boundary"),
        known={"ok": {"blake3": BOTH_EMPTY, "poseidon2": BOTH_EMPTY}},
    )
    for name, title, keys in SETS:
        yield Case(name, title, TreeRootInput(make_entries(keys)))
    yield Case(
        "five-reversed", "Five leaves in another order have the same root", TreeRootInput(make_entries(FIVE)[::-1])
    )
    for size in (0, 1, 31, 33, 143, 897):
        entries = (Entry(FIVE[0], make_value(0, size)), Entry(FIVE[1], b""))
        yield Case(f"value-of-{size}", f"A value of {size} bytes", TreeRootInput(entries))
    first, second = make_entries(FIVE[:2])
    yield Case(
        "reject-repeated-key",
        "Two leaves of one key",
        TreeRootInput((first, second, Entry(first.key, b"other"))),
        ("missing-check",),
    )
    yield Case(
        "reject-repeated-leaf", "The same leaf twice", TreeRootInput((first, first)), ("missing-check", "malleability")
    )


PREFIX_LENGTHS = (*range(17), 127, 128, 252, 255)


@cases("state/tree_root")
def common_prefix_cases() -> Iterator[Case]:
    """Two keys that agree in a number of leading bits: near the root, about the half of the key, at its end.

    Then every length at once: a key and all keys that differ from it in one bit.
    """
    for length in PREFIX_LENGTHS:
        yield Case(
            f"common-prefix-of-{length}",
            f"Two keys that agree in {length} bits and then differ",
            TreeRootInput(make_entries((BASE, flip_bit(BASE, length)))),
            ("boundary",) if length % 4 in (0, 3) else (),
        )
    comb = (BASE, *(flip_bit(BASE, length) for length in range(KEY_BITS)))
    yield Case(
        "common-prefix-of-every-length",
        "A key and every key that differs from it in one bit",
        TreeRootInput(tuple(Entry(key, bytes([number % 256])) for number, key in enumerate(comb))),
    )
