"""Witnesses.

A witness is what it takes to check a block, or a wave, without holding the state: every slot that the block
touches with what it holds before, one batched proof of them all, and the roots before and after. It is made
before execution, so it says nothing of the root after at first. Finalising sets that root, once.

Whoever receives a witness first looks at its size. A witness of more than 1 MiB is refused with no proof
looked at, so that a block that touches much cannot make checking expensive. Then the root before must be the
root that the receiver knows, and the proof must lead to it. Executing the block on the entries gives writes;
the proof then gives the root after them, without the rest of the state.

The proof is under BLAKE3, which every node computes fast. The Poseidon2 halves of both roots stand in the
witness beside them and rest on the certificate that signs the pair.

Source: book, chapter 4, section 4.5.  Decision: R-131 (under one hash; size of the wire form; finalising).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from pyde_spec.encoding.decoder import decode
from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import MapOf
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.state.batched_proofs import make_batched_proof, validate_batched_proof
from pyde_spec.state.dual_root import STATE_HASHES, TreeHash
from pyde_spec.state.jmt_nodes import Nodes, Tree, find_value, get_root_hashes
from pyde_spec.state.partial_tree import PartialTree, ProofNodes
from pyde_spec.state.partial_updates import compute_root_after
from pyde_spec.types.primitives import SlotKey, Value
from pyde_spec.types.state_root import StateRoot

WITNESS_SIZE_MAX = 1024 * 1024
ENTRIES_CAP = 1 << 16
ENTRY_SIZE_MIN = 33
"""The bytes of a slot that holds nothing: its key, and the tag that says so."""


@dataclass(frozen=True, slots=True)
class Witness:
    """The slots that a block touches with what each holds before, their proof, and both roots.

    A slot without a value holds nothing. `post_root` is nothing until the witness is finalised.
    """

    entries: Annotated[tuple[tuple[SlotKey, Value | None], ...], MapOf(ENTRIES_CAP)]
    proof: ProofNodes
    pre_root: StateRoot
    post_root: StateRoot | None


def make_witness(nodes: Nodes, tree: Tree, keys: tuple[SlotKey, ...]) -> Witness:
    """The witness of some slots at the tree's version, not yet finalised.

    Rejects with `WITNESS_TOO_LARGE` when no witness of the size that is allowed holds so many.
    """
    distinct = sorted(set(keys))
    validate_witness_size(len(distinct) * ENTRY_SIZE_MIN)
    return Witness(
        entries=tuple([(key, find_value(nodes, tree, key)) for key in distinct]),
        proof=make_batched_proof(nodes, tree, distinct, TreeHash.BLAKE3),
        pre_root=StateRoot(*get_root_hashes(tree, STATE_HASHES)),
        post_root=None,
    )


def is_finalised(witness: Witness) -> bool:
    """Whether the root after is set."""
    return witness.post_root is not None


def finalise_witness(witness: Witness, post_root: StateRoot) -> Witness:
    """The witness with the root after. Rejects with `WITNESS_ALREADY_FINALISED` when it has one."""
    if is_finalised(witness):
        raise Rejected(Reason.WITNESS_ALREADY_FINALISED)
    return replace(witness, post_root=post_root)


def validate_witness_size(size: int) -> None:
    """Rejects with `WITNESS_TOO_LARGE` a wire form of more than `WITNESS_SIZE_MAX` bytes."""
    if size > WITNESS_SIZE_MAX:
        raise Rejected(Reason.WITNESS_TOO_LARGE, f"{size} bytes")


def decode_witness(data: bytes) -> Witness:
    """The witness of a wire form. Rejects as `validate_witness_size` does, then with the reasons of `decode`."""
    validate_witness_size(len(data))
    witness: Witness = decode(Witness, data)
    return witness


def validate_witness(witness: Witness, pre_root: StateRoot) -> PartialTree:
    """The part of the tree that the witness proves. Raises unless it is of the state with this root.

    Rejects with `WITNESS_TOO_LARGE`, then with `WITNESS_PRE_ROOT`, then with the reasons of `validate_batched_proof`.
    Checked in this order.
    """
    validate_witness_size(len(encode(Witness, witness)))
    if witness.pre_root != pre_root:
        raise Rejected(Reason.WITNESS_PRE_ROOT)
    return validate_batched_proof(pre_root.blake3, TreeHash.BLAKE3, dict(witness.entries), witness.proof)


def validate_witnessed_writes(witness: Witness, pre_root: StateRoot, writes: Mapping[SlotKey, Value | None]) -> None:
    """Raises unless the writes lead from the root before to the root after.

    Rejects with `WITNESS_NOT_FINALISED`, then with the reasons of `validate_witness`, then with `WRITE_OUTSIDE_PROOF`,
    then with `WITNESS_POST_ROOT` when the BLAKE3 half of the root after is another. Checked in this order.
    """
    if witness.post_root is None:
        raise Rejected(Reason.WITNESS_NOT_FINALISED)
    tree = validate_witness(witness, pre_root)
    computed = compute_root_after(TreeHash.BLAKE3, tree, dict(witness.entries), writes)
    if computed != witness.post_root.blake3:
        raise Rejected(Reason.WITNESS_POST_ROOT, computed.hex())
