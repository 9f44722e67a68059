"""Vectors of batched proofs: each way to be refused, and each check before the ones behind it."""

from collections.abc import Iterator
from dataclasses import replace

from pyde_spec.state.jmt_definition import EMPTY_HASH
from pyde_spec.state.partial_tree import HiddenNode, InnerNode
from pyde_vectors.cases import Case, cases
from pyde_vectors.state.batched_proofs import (
    EMPTY,
    FORK,
    HIGH_LEAF,
    LOW_LEAF,
    NEXT_LEAF,
    POSEIDON2,
    SLOT_SETS,
    SOME,
    TOP_LEAF,
    change,
    hide,
    hide_inner,
    make_input,
    prove,
)
from pyde_vectors.state.key_sets import flip_bit
from pyde_vectors.state.proof_trees import (
    ABSENT_AT_HIGH,
    ABSENT_AT_NOTHING,
    ABSENT_AT_TOP,
    FIVE,
    HIGH,
    LOW,
    TOP,
    get_root,
    get_value,
)
from pyde_vectors.state.tree_sequences import Write


@cases("state/validate_batched_proof")
def reject_batched_proof_cases() -> Iterator[Case]:
    """Each way to be refused, each check against the ones behind it, and lists that are those of no tree."""
    top = prove(FIVE, (TOP,))  # fork, hidden, fork, fork, leaf high, empty, leaf top: the right half as a whole
    two = prove((LOW, HIGH, TOP), (LOW,))
    inner = two[2]
    assert isinstance(inner, InnerNode)
    mixed = make_input(SLOT_SETS["mixed"])
    wrong_root = replace(mixed, root=get_root(FIVE[:4]))
    full = prove(FIVE, FIVE)
    chain = (FORK,) * 256
    table = (
        ("ends-early", "The last node is missing", change((TOP,), top[:-1]), ("truncation",)),
        ("no-nodes", "No nodes", change((TOP,), ()), ("truncation", "boundary")),
        ("left-over", "A node too many", change((TOP,), (*top, EMPTY)), ("missing-check",)),
        (
            "left-over-of-empty-tree",
            "A node too many behind the empty tree",
            change((), (EMPTY, EMPTY), ()),
            ("missing-check", "boundary"),
        ),
        (
            "fork-at-last-bit",
            "A fork where a key has no bit left",
            change((LOW,), (*chain, FORK, EMPTY, EMPTY)),
            ("boundary",),
        ),
        (
            "fork-at-last-bit-on-the-right",
            "The same, every fork in the right half of the one before",
            change((LOW,), (*(FORK, EMPTY) * 256, FORK, EMPTY, EMPTY)),
            ("boundary",),
        ),
        (
            "chain-of-forks-ends-early",
            "As many forks as a key has bits, and no more nodes",
            change((LOW,), chain),
            ("boundary", "truncation"),
        ),
        (
            "hides-slot",
            "The place of the slot is hidden",
            change((LOW,), (HiddenNode(get_root(FIVE)),)),
            ("missing-check",),
        ),
        (
            "slot-behind-inner",
            "The place of the slot is an inner node",
            change((HIGH,), (FORK, EMPTY, inner), (HIGH, TOP)),
            ("missing-check",),
        ),
        (
            "hides-one-of-two",
            "The place of the second slot is hidden",
            replace(make_input((LOW, TOP)), nodes=make_input((LOW,)).nodes),
            ("missing-check",),
        ),
        (
            "leaf-out-of-place",
            "A leaf stands on the wrong side",
            change((HIGH,), (FORK, TOP_LEAF, EMPTY), (TOP,)),
            ("missing-check",),
        ),
        (
            "shown-leaf-out-of-place",
            "A leaf that is shown beside a slot lies elsewhere",
            change((LOW,), (FORK, LOW_LEAF, NEXT_LEAF), (LOW, TOP)),
            ("missing-check",),
        ),
        (
            "hides-neighbour-leaf",
            "A leaf beside all that a half holds is hidden",
            change((LOW,), (FORK, LOW_LEAF, hide(TOP)), (LOW, TOP)),
            ("missing-check",),
        ),
        (
            "hides-neighbour-inner",
            "An inner node beside all that a half holds is hidden",
            change((LOW,), (FORK, LOW_LEAF, hide_inner(inner)), (LOW, HIGH, TOP)),
            ("missing-check",),
        ),
        (
            "hides-neighbour-on-the-left",
            "The same on the left",
            change((TOP,), (FORK, hide(LOW), TOP_LEAF), (LOW, TOP)),
            ("missing-check",),
        ),
        (
            "hides-neighbour-of-absent",
            "A leaf beside a slot that holds nothing is hidden",
            change((ABSENT_AT_HIGH,), (FORK, hide(LOW), EMPTY), (LOW,)),
            ("missing-check",),
        ),
        (
            "shows-leaf-needlessly",
            "A leaf is shown beside a half that holds more",
            change((ABSENT_AT_TOP,), (FORK, LOW_LEAF, TOP_LEAF), (LOW, TOP)),
            ("malleability",),
        ),
        (
            "shows-inner-needlessly",
            "An inner node is shown beside a half that holds more",
            change((flip_bit(LOW, 250),), (FORK, LOW_LEAF, inner), (LOW, HIGH, TOP)),
            ("malleability",),
        ),
        (
            "shows-fork-needlessly",
            "A half without slots is shown as a fork",
            change((ABSENT_AT_NOTHING,), full),
            ("malleability",),
        ),
        (
            "shows-fork-beside-slot",
            "A half is shown as a fork where an inner node is due",
            change((LOW,), (FORK, LOW_LEAF, FORK, HIGH_LEAF, TOP_LEAF), (LOW, HIGH, TOP)),
            ("malleability",),
        ),
        (
            "shows-without-slots",
            "A tree is shown though no slot is asked for",
            change((), (LOW_LEAF,), (LOW,)),
            ("malleability",),
        ),
        (
            "hides-nothing",
            "Nothing is hidden instead of shown",
            replace(make_input((ABSENT_AT_TOP,), (TOP,)), nodes=(FORK, HiddenNode(EMPTY_HASH), TOP_LEAF)),
            ("malleability",),
        ),
        (
            "hides-nothing-without-slots",
            "The empty tree is hidden",
            change((), (HiddenNode(EMPTY_HASH),), ()),
            ("malleability", "boundary"),
        ),
        (
            "fork-of-one-leaf",
            "A leaf alone is shown as a fork with nothing beside it",
            change((LOW,), (FORK, LOW_LEAF, EMPTY), (LOW,)),
            ("malleability",),
        ),
        (
            "fork-of-nothing",
            "The empty tree is shown as a fork of nothing",
            change((LOW,), (FORK, EMPTY, EMPTY), ()),
            ("malleability",),
        ),
        ("other-root", "The root is of another state", wrong_root, ("missing-check",)),
        ("other-hash", "The proof is under the other hash", replace(mixed, tree_hash=POSEIDON2), ("missing-check",)),
        (
            "leaf-left-out",
            "A leaf is said not to be there",
            replace(make_input((LOW,), (LOW, TOP)), slots=(Write(LOW, None),), nodes=(FORK, EMPTY, TOP_LEAF)),
            ("missing-check",),
        ),
        (
            "says-nothing-of-a-leaf",
            "The slot holds a value and the entry says nothing",
            replace(mixed, slots=(Write(LOW, None), *mixed.slots[1:])),
            ("missing-check",),
        ),
        (
            "says-value-of-nothing",
            "The slot holds nothing and the entry says a value",
            replace(mixed, slots=(mixed.slots[0], Write(ABSENT_AT_NOTHING, b""), *mixed.slots[2:])),
            ("missing-check",),
        ),
        (
            "says-value-of-other-leaf",
            "Another leaf has the place and the entry says its value",
            replace(make_input((ABSENT_AT_TOP,)), slots=(Write(ABSENT_AT_TOP, get_value(TOP)),)),
            ("missing-check",),
        ),
        (
            "says-other-value",
            "The slot holds another value",
            replace(mixed, slots=(Write(LOW, b"other"), *mixed.slots[1:])),
            ("missing-check",),
        ),
        (
            "says-wrong-of-last",
            "The last slot holds another value",
            replace(mixed, slots=(*mixed.slots[:-1], Write(HIGH, b"other"))),
            ("missing-check",),
        ),
        (
            "too-deep-before-ends-early",
            "A fork too deep, and no more nodes",
            change((LOW,), (*chain, FORK)),
            ("order-of-checks",),
        ),
        (
            "too-deep-before-left-over",
            "A fork too deep, and nodes left over",
            change((LOW,), (*chain, FORK, *(EMPTY,) * 300)),
            ("order-of-checks",),
        ),
        (
            "left-over-before-hides-slot",
            "A node too many, and a slot's place hidden",
            change((LOW,), (SOME, EMPTY)),
            ("order-of-checks",),
        ),
        (
            "place-before-neighbour",
            "A leaf out of place beside a hidden neighbour",
            change((LOW,), (FORK, TOP_LEAF, SOME)),
            ("order-of-checks",),
        ),
        (
            "neighbour-before-nothing",
            "A neighbour is hidden, and nothing is in it",
            change((LOW,), (FORK, LOW_LEAF, HiddenNode(EMPTY_HASH)), (LOW,)),
            ("order-of-checks",),
        ),
        (
            "needless-before-place",
            "A leaf shown needlessly, and out of place",
            change((ABSENT_AT_TOP,), (FORK, TOP_LEAF, TOP_LEAF)),
            ("order-of-checks",),
        ),
        (
            "left-slots-before-right",
            "Both halves are wrong; the left is named",
            change((LOW, TOP), (FORK, TOP_LEAF, SOME)),
            ("order-of-checks",),
        ),
        (
            "slots-before-beside",
            "The half with slots is looked at first, also when it is the right one",
            change((TOP,), (FORK, HiddenNode(EMPTY_HASH), LOW_LEAF)),
            ("order-of-checks",),
        ),
        (
            "needless-before-root",
            "A leaf shown needlessly, and another root",
            change((ABSENT_AT_TOP,), (FORK, LOW_LEAF, TOP_LEAF), FIVE),
            ("order-of-checks",),
        ),
        (
            "root-before-entries",
            "Another root and another value",
            replace(wrong_root, slots=(Write(LOW, b"other"), *mixed.slots[1:])),
            ("order-of-checks",),
        ),
    )
    for name, title, given, flags in table:
        yield Case(f"reject-{name}", title, given, flags)
