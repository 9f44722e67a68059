"""A small airdrop: its gifts, its tree, and the way from each gift to the root.

The tree has five leaves in eight places; the empty places hold zeros, which are the hash of nothing known.
"""

from dataclasses import dataclass

from pyde_spec.transactions.airdrop_proof import (
    AirdropClaim,
    AirdropLeaf,
    compute_airdrop_leaf,
    compute_airdrop_node,
)
from pyde_spec.types.primitives import ZERO_HASH
from pyde_vectors.accounts.people import make_address

Level = tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class AirdropTree:
    """The gifts, and the levels of their tree from the leaves to the root."""

    leaves: tuple[AirdropLeaf, ...]
    levels: tuple[Level, ...]

    @property
    def root(self) -> bytes:
        """The root."""
        return self.levels[-1][0]

    def get_siblings(self, index: int) -> tuple[bytes, ...]:
        """The siblings on the way from a place of the leaves to the root."""
        return tuple([nodes[index >> level ^ 1] for level, nodes in enumerate(self.levels[:-1])])

    def make_claim(self, index: int) -> AirdropClaim:
        """The claim of a gift."""
        return AirdropClaim(index, self.leaves[index].amount, self.get_siblings(index))


def build_level(nodes: Level) -> Level:
    """The level above."""
    return tuple([compute_airdrop_node(left, right) for left, right in zip(nodes[::2], nodes[1::2], strict=True)])


def build_tree(leaves: tuple[AirdropLeaf, ...], depth: int) -> AirdropTree:
    """The tree of this depth over the gifts, in the order of their indices from 0 on."""
    hashes = [compute_airdrop_leaf(leaf) for leaf in leaves]
    levels = [tuple(hashes + [ZERO_HASH] * (2**depth - len(leaves)))]
    for _ in range(depth):
        levels.append(build_level(levels[-1]))
    return AirdropTree(leaves, tuple(levels))


AMOUNTS = (1_000, 70_000, 5, 0, 2**127)
CLAIMANTS = tuple([make_address(number) for number in (0x11, 0x22, 0x33, 0x44, 0x55)])
LEAVES = tuple(
    [
        AirdropLeaf(index, claimant, amount)
        for index, (claimant, amount) in enumerate(zip(CLAIMANTS, AMOUNTS, strict=True))
    ]
)
TREE = build_tree(LEAVES, 3)
ALONE = build_tree((AirdropLeaf(0, CLAIMANTS[0], 1_000),), 0)
"""A tree of one leaf, which is its root."""
