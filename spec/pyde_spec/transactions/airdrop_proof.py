"""Airdrop proofs.

Genesis does not list who is given what. It holds one hash, the root of a binary tree whose leaves are the
gifts, and whoever claims a gift shows the way from its leaf to the root.

A leaf hashes a zero byte, its own index, the address and the amount. An inner node hashes the node on its
left and the node on its right. A proof names the siblings from the leaf upwards, and bit i of the index
says on which side the node of level i stands: 0 on the left, 1 on the right. So a sibling cannot be moved
to the other side, and siblings are never put into an order of their own.

A leaf has its place from its index, and the index has no bit at or above the depth of the proof. Such a
bit would name no side, and what it said would be the leaf's alone: a place could then hold a leaf of any
index that ends like the place's own. The depth is that of the proof; a tree need not be of equal depth
everywhere.

A leaf cannot be taken for an inner node. What is hashed of a leaf has 57 bytes and of a node 64, and the
hash takes in the length. Where inputs of two lengths can meet all the same, the claimant would need the
two halves of a leaf's bytes, its address in the middle, to be hashes of nodes that he can show.

The payload of a claim is the index in eight bytes, the amount in sixteen, the number of siblings in one,
and the siblings, all integers little-endian. It is not of the wire form of other types.

Source: book, chapter 14, section 14.7; chapter 4, section 4.4.
Decision: R-162 (nodes, indices, payload).  Finding: F-05.
"""

from dataclasses import dataclass
from typing import Annotated

from pyde_spec.crypto.provider import poseidon2_hash
from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import U8, U64, U128, ListOf
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.types.primitives import Address, Gas, Hash32, Quanta

LEAF_PREFIX = b"\x00"
HASH_SIZE = 32
INDEX_SIZE = 8
AMOUNT_SIZE = 16
HEAD_SIZE = INDEX_SIZE + AMOUNT_SIZE + 1
PROOF_LEVELS_MAX = 255

CLAIM_BASE_GAS = 30_000
CLAIM_LEVEL_GAS = 5_000

Siblings = Annotated[tuple[Hash32, ...], ListOf(PROOF_LEVELS_MAX)]


@dataclass(frozen=True, slots=True)
class AirdropLeaf:
    """One gift: its index, whose it is, and how many quanta."""

    leaf_index: U64
    address: Address
    amount: Quanta


@dataclass(frozen=True, slots=True)
class AirdropClaim:
    """What a claim says: which gift, how many quanta, and the siblings from the leaf upwards."""

    leaf_index: U64
    amount: Quanta
    siblings: Siblings


def decode_airdrop_claim(data: bytes) -> AirdropClaim:
    """The claim of a payload. Rejects with `AIRDROP_CLAIM_WRONG_SIZE` when its size is not that of its siblings."""
    is_whole = (
        len(data) >= HEAD_SIZE  # says how many siblings follow
        and len(data) == HEAD_SIZE + data[HEAD_SIZE - 1] * HASH_SIZE  # and they follow
    )
    if not is_whole:
        raise Rejected(Reason.AIRDROP_CLAIM_WRONG_SIZE, f"{len(data)} bytes")
    return AirdropClaim(
        leaf_index=int.from_bytes(data[:INDEX_SIZE], "little"),
        amount=int.from_bytes(data[INDEX_SIZE : HEAD_SIZE - 1], "little"),
        siblings=tuple([data[start : start + HASH_SIZE] for start in range(HEAD_SIZE, len(data), HASH_SIZE)]),
    )


def encode_airdrop_claim(claim: AirdropClaim) -> bytes:
    """The payload of a claim."""
    head = encode(U64, claim.leaf_index) + encode(U128, claim.amount) + encode(U8, len(claim.siblings))
    return head + b"".join(claim.siblings)


def compute_airdrop_leaf(leaf: AirdropLeaf) -> Hash32:
    """The hash of a leaf: the zero byte, the index in 8 bytes, the address in 32, the amount in 16."""
    return poseidon2_hash(LEAF_PREFIX + encode(AirdropLeaf, leaf))


def compute_airdrop_node(left: Hash32, right: Hash32) -> Hash32:
    """The hash of an inner node: its 64 bytes, left before right."""
    return poseidon2_hash(left + right)


def compute_airdrop_root(leaf: AirdropLeaf, siblings: tuple[Hash32, ...]) -> Hash32:
    """The root that a leaf and its siblings, from the leaf upwards, lead to.

    Rejects with `AIRDROP_INDEX_OUTSIDE_TREE` when the index has a bit at or above the depth.
    """
    if leaf.leaf_index >> len(siblings):
        raise Rejected(Reason.AIRDROP_INDEX_OUTSIDE_TREE, f"{leaf.leaf_index} with {len(siblings)} levels")
    node = compute_airdrop_leaf(leaf)
    for level, sibling in enumerate(siblings):
        is_right = leaf.leaf_index >> level & 1
        node = compute_airdrop_node(sibling, node) if is_right else compute_airdrop_node(node, sibling)
    return node


def compute_claim_gas(level_count: U8) -> Gas:
    """The gas of a claim: a base, and a price for each level of the proof."""
    return CLAIM_BASE_GAS + level_count * CLAIM_LEVEL_GAS
