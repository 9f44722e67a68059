"""Attestations and finality certificates.

After a wave is executed, each member attests to what came of it. A quorum of equal attestations is
the certificate that makes the wave final, and all that a light client needs beside the committee's
keys. An attestation names chain, epoch and rollback generation, so that none can be replayed where it
was not meant, and no honest member can be blamed for attesting again after a rollback.

This section gives the forms and what can be checked without keys; the signatures are checked where
the committee's keys are known.

Source: book, chapter 13, section 13.3, and chapter 6, section 12; roadmap, section 0.3.
Decision: D-22, R-77 (fields and order).  Finding: F-21.
"""

from dataclasses import dataclass
from typing import Annotated

from pyde_spec.encoding.shapes import U32, U128, ListOf
from pyde_spec.params.quorum import compute_quorum
from pyde_spec.params.versions import Parameters
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.types.primitives import ChainId, Epoch, FalconSignature, Hash32, MemberId, VertexHash, WaveId
from pyde_spec.types.state_root import StateRoot

COMMITTEE_CAP = 128


@dataclass(frozen=True, slots=True)
class Attestation:
    """What a member says came of a wave. `generation` counts the rollbacks of the chain."""

    chain_id: ChainId
    epoch: Epoch
    generation: U32
    wave_id: WaveId
    anchor_hash: VertexHash
    state_root: StateRoot
    events_root: Hash32
    events_bloom_hash: Hash32


@dataclass(frozen=True, slots=True)
class StateRootSignature:
    """One member's attestation, as a vertex carries it."""

    attestation: Attestation
    member_id: MemberId
    signature: FalconSignature


@dataclass(frozen=True, slots=True)
class HardFinalityCert:
    """An attestation and those who signed it.

    Bit i of `voters` says that member i signed; `signatures` stand in ascending order of member.
    """

    attestation: Attestation
    voters: U128
    signatures: Annotated[tuple[FalconSignature, ...], ListOf(COMMITTEE_CAP)]


def get_voters(certificate: HardFinalityCert) -> tuple[MemberId, ...]:
    """The members who signed, in ascending order."""
    return tuple(member for member in range(COMMITTEE_CAP) if certificate.voters >> member & 1)


def validate_certificate_structure(certificate: HardFinalityCert, parameters: Parameters) -> None:
    """The certificate is complete for the committee, its signatures apart.

    Rejects with `CERTIFICATE_UNKNOWN_VOTER`, `CERTIFICATE_SIGNATURE_COUNT`,
    `CERTIFICATE_BELOW_QUORUM`, in this order.
    """
    committee_size = parameters.sizes.committee_size
    voters = get_voters(certificate)
    if certificate.voters >> committee_size:
        raise Rejected(Reason.CERTIFICATE_UNKNOWN_VOTER, f"member {voters[-1]} of {committee_size}")
    if len(certificate.signatures) != len(voters):
        raise Rejected(
            Reason.CERTIFICATE_SIGNATURE_COUNT, f"{len(certificate.signatures)} signatures of {len(voters)} voters"
        )
    quorum = compute_quorum(parameters.rules, committee_size)
    if len(voters) < quorum:
        raise Rejected(Reason.CERTIFICATE_BELOW_QUORUM, f"{len(voters)} of {quorum}")
