"""Vertices.

A vertex is what one member says in one round: the batches it has, the vertices of the round before
that it has seen, its attestations of recent waves, and its shares of what is to be decrypted. Its
references to the round before are its votes; there are no others.

This section gives the form and what can be checked on a vertex alone; what it must reference is the
consensus chapter's.

Source: book, chapter 6, section 3; roadmap, section 0.3.
Decision: D-30 (what a decryption share holds), R-78 (fields, order and caps).
"""

from dataclasses import dataclass
from typing import Annotated

from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import Bytes32, FixedBytes, ListOf
from pyde_spec.params.versions import Parameters
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.types.finality import COMMITTEE_CAP, StateRootSignature
from pyde_spec.types.primitives import BatchHash, FalconSignature, Hash32, MemberId, Round, VertexHash

VERTEX_SIZE_CAP = 64 * 1024
BATCH_REFS_CAP = 2048
STATE_ROOT_SIGNATURES_CAP = 64
DECRYPTION_SHARES_CAP = 512
COMPRESSED_POINT_SIZE = 48

BatchRef = BatchHash
CompressedPoint = Annotated[bytes, FixedBytes(COMPRESSED_POINT_SIZE)]


@dataclass(frozen=True, slots=True)
class DecryptionShare:
    """One member's part in opening one encrypted transaction.

    `share` is the member's point for the ciphertext, `challenge` and `response` the proof that it is
    the right one, `kem_message` what the committee's transport key opened to.
    """

    envelope_hash: Hash32
    share: CompressedPoint
    challenge: Bytes32
    response: Bytes32
    kem_message: Bytes32


@dataclass(frozen=True, slots=True)
class Vertex:
    """One member's word in one round."""

    round: Round
    member_id: MemberId
    batch_refs: Annotated[tuple[BatchRef, ...], ListOf(BATCH_REFS_CAP)]
    parent_vertex_refs: Annotated[tuple[VertexHash, ...], ListOf(COMMITTEE_CAP)]
    state_root_sigs: Annotated[tuple[StateRootSignature, ...], ListOf(STATE_ROOT_SIGNATURES_CAP)]
    prev_anchor_attestation: VertexHash
    decryption_shares: Annotated[tuple[DecryptionShare, ...], ListOf(DECRYPTION_SHARES_CAP)]
    falcon_sig: FalconSignature


def validate_vertex_structure(vertex: Vertex, parameters: Parameters) -> None:
    """The vertex is well-formed, whatever it references.

    Rejects with `VERTEX_TOO_LARGE`, `VERTEX_UNKNOWN_MEMBER`, `VERTEX_REPEATED_BATCH`,
    `VERTEX_REPEATED_PARENT`, in this order.
    """
    size = len(encode(Vertex, vertex))
    if size > VERTEX_SIZE_CAP:
        raise Rejected(Reason.VERTEX_TOO_LARGE, f"{size} bytes, cap {VERTEX_SIZE_CAP}")
    if vertex.member_id >= parameters.sizes.committee_size:
        raise Rejected(Reason.VERTEX_UNKNOWN_MEMBER, f"member {vertex.member_id}")
    if len(set(vertex.batch_refs)) != len(vertex.batch_refs):
        raise Rejected(Reason.VERTEX_REPEATED_BATCH)
    if len(set(vertex.parent_vertex_refs)) != len(vertex.parent_vertex_refs):
        raise Rejected(Reason.VERTEX_REPEATED_PARENT)
