"""Vectors of finality certificates."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pyde_spec.encoding.shapes import ListOf, shape_of
from pyde_spec.params.versions import Parameters
from pyde_spec.types.finality import (
    COMMITTEE_CAP,
    Attestation,
    HardFinalityCert,
    get_voters,
    validate_certificate_structure,
)
from pyde_spec.types.primitives import MemberId
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler
from pyde_vectors.samples import build_minimum
from pyde_vectors.types.accepted import Accepted


@dataclass(frozen=True, slots=True)
class CertificateInput:
    """A finality certificate."""

    certificate: HardFinalityCert


@dataclass(frozen=True, slots=True)
class VotersOutput:
    """The members who signed."""

    voters: Annotated[tuple[MemberId, ...], ListOf(COMMITTEE_CAP)]


@handler("types/certificate_voters", rules=[get_voters])
def run_certificate_voters(_: Parameters, given: CertificateInput) -> VotersOutput:
    """List the voters of a certificate."""
    return VotersOutput(get_voters(given.certificate))


@handler("types/validate_certificate", rules=[validate_certificate_structure])
def run_validate_certificate(parameters: Parameters, given: CertificateInput) -> Accepted:
    """Check a certificate, its signatures apart."""
    validate_certificate_structure(given.certificate, parameters)
    return Accepted()


def build_certificate(voters: int, signatures: int) -> CertificateInput:
    """A certificate with this bitmap and so many signatures, each of one byte: their content is not looked at."""
    attestation: Attestation = build_minimum(shape_of(Attestation))
    return CertificateInput(HardFinalityCert(attestation, voters, (b"\x39",) * signatures))


def lowest(members: int) -> int:
    """The bitmap of the lowest so many members."""
    return (1 << members) - 1


def highest(members: int, committee: int) -> int:
    """The bitmap of the highest so many members of a committee."""
    return lowest(members) << (committee - members)


@cases("types/certificate_voters")
def voters_cases() -> Iterator[Case]:
    """No voter, the first, the last, every other one, all."""
    table = (
        ("none", "Nobody", 0),
        ("first", "Member 0", 1),
        ("last", "Member 127", 1 << 127),
        ("every-other", "Every second member", sum(1 << member for member in range(0, 128, 2))),
        ("all", "All 128 members", lowest(128)),
    )
    for name, title, voters in table:
        yield Case(name, title, build_certificate(voters, 0), ("boundary",))


@cases("types/validate_certificate")
def certificate_cases() -> Iterator[Case]:
    """Committees of both presets around the quorums of both versions, then the other rules."""
    for preset, committee, quorums in (("mainnet", 128, (85, 86)), ("minimal", 5, (3, 4))):
        for members in sorted({quorums[0] - 1, *quorums, quorums[1] + 1, committee}):
            yield Case(
                f"{preset}-{members}",
                f"{members} of {committee} voters",
                build_certificate(lowest(members), members),
                ("boundary",),
                preset=preset,
            )
        top = build_certificate(highest(quorums[1], committee), quorums[1])
        yield Case(f"{preset}-highest-members", "A quorum of the highest members", top, preset=preset)
        for difference, word in ((-1, "missing"), (1, "extra")):
            wrong = build_certificate(lowest(committee), committee + difference)
            if committee + difference <= COMMITTEE_CAP:
                yield Case(f"{preset}-reject-signature-{word}", f"One signature {word}", wrong, preset=preset)
    outside = build_certificate(lowest(4) | 1 << 5, 5)
    yield Case(
        "minimal-reject-unknown-voter", "A voter just outside the committee", outside, ("boundary",), preset="minimal"
    )
    far = build_certificate(lowest(4) | 1 << 127, 5)
    yield Case("minimal-reject-last-bit", "A voter at the last bit of the map", far, ("boundary",), preset="minimal")
    order = ("order-of-checks",)
    unknown_and_count = build_certificate(1 << 5, 5)
    yield Case(
        "minimal-reject-voter-before-count", "Unknown voter, wrong count", unknown_and_count, order, preset="minimal"
    )
    count_and_quorum = build_certificate(lowest(2), 5)
    yield Case(
        "minimal-reject-count-before-quorum", "Wrong count, no quorum", count_and_quorum, order, preset="minimal"
    )
