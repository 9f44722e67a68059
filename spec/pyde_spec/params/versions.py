"""Protocol versions and presets.

A protocol version fixes rules, a preset fixes sizes and lengths; neither touches the other's. Both
are resolved exactly and fail closed: a name that is not known, even by one character or a patch
level, is an error and never a nearest match.

`1.0` is the design as its sources give it, completed where they are silent. `1.1` is `1.0` and the
errata E-1 to E-5, each of which the executable text shows to be needed.

Decision: design section "Protocol versions"; errata E-1 to E-5.
"""

from dataclasses import dataclass
from enum import IntEnum

from pyde_spec.encoding.shapes import U32, U64, U128
from pyde_spec.rejections import Reason, Rejected


class QuorumRule(IntEnum):
    """How many of n members make a quorum."""

    TWO_F_PLUS_ONE = 0
    MAJORITY_OF_HONEST_OVERLAP = 1


class AnchorSeedRule(IntEnum):
    """What the anchor of a round is drawn from."""

    WITH_STATE_ROOT = 0
    WITHOUT_STATE_ROOT = 1


class RoundEntryRule(IntEnum):
    """What a member waits for before it enters a round."""

    PARENTS_ONLY = 0
    PARENTS_AND_ANCHOR = 1


@dataclass(frozen=True, slots=True)
class ProtocolRules:
    """What a protocol version fixes. `genesis_base_fee` is in quanta a unit of gas."""

    quorum: QuorumRule
    genesis_base_fee: U128
    anchor_seed: AnchorSeedRule
    round_entry: RoundEntryRule
    constant_time_signatures: bool


@dataclass(frozen=True, slots=True)
class PresetSizes:
    """What a preset fixes: members of a committee, rounds of an epoch, milliseconds of a round, waves of a year."""

    committee_size: U32
    epoch_rounds: U64
    round_period_ms: U32
    waves_per_year: U64


@dataclass(frozen=True, slots=True)
class Parameters:
    """A protocol version and a preset, resolved."""

    rules: ProtocolRules
    sizes: PresetSizes


RULES_1_0 = ProtocolRules(
    quorum=QuorumRule.TWO_F_PLUS_ONE,
    genesis_base_fee=50_000_000_000,
    anchor_seed=AnchorSeedRule.WITH_STATE_ROOT,
    round_entry=RoundEntryRule.PARENTS_ONLY,
    constant_time_signatures=False,
)
RULES_1_1 = ProtocolRules(
    quorum=QuorumRule.MAJORITY_OF_HONEST_OVERLAP,  # E-1
    genesis_base_fee=50,  # E-2
    anchor_seed=AnchorSeedRule.WITHOUT_STATE_ROOT,  # E-3
    round_entry=RoundEntryRule.PARENTS_AND_ANCHOR,  # E-4
    constant_time_signatures=True,  # E-5
)
MAINNET = PresetSizes(committee_size=128, epoch_rounds=72_000, round_period_ms=150, waves_per_year=63_113_904)
MINIMAL = PresetSizes(committee_size=5, epoch_rounds=40, round_period_ms=150, waves_per_year=1_000)

VERSIONS = {"1.0": RULES_1_0, "1.1": RULES_1_1}
PRESETS = {"mainnet": MAINNET, "minimal": MINIMAL}
DEFAULT_VERSION = "1.1"
DEFAULT_PRESET = "mainnet"


def resolve(version: str, preset: str) -> Parameters:
    """The parameters of exactly this version and exactly this preset.

    Rejects with `UNKNOWN_PROTOCOL_VERSION`, then `UNKNOWN_PRESET`.
    """
    if version not in VERSIONS:
        raise Rejected(Reason.UNKNOWN_PROTOCOL_VERSION, f"{version[:50]!r}; known: {', '.join(VERSIONS)}")
    if preset not in PRESETS:
        raise Rejected(Reason.UNKNOWN_PRESET, f"{preset[:50]!r}; known: {', '.join(PRESETS)}")
    return Parameters(VERSIONS[version], PRESETS[preset])
