"""Vectors of protocol versions and presets."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pyde_spec.encoding.shapes import Text
from pyde_spec.params.versions import Parameters, PresetSizes, ProtocolRules, resolve
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler

Name = Annotated[str, Text(64)]


@dataclass(frozen=True, slots=True)
class ResolveInput:
    """The names of a protocol version and of a preset."""

    version: Name
    preset: Name


@dataclass(frozen=True, slots=True)
class ResolveOutput:
    """What they stand for."""

    rules: ProtocolRules
    sizes: PresetSizes


@handler("params/resolve", rules=[resolve])
def run_resolve(_: Parameters, given: ResolveInput) -> ResolveOutput:
    """Resolve a version and a preset."""
    parameters = resolve(given.version, given.preset)
    return ResolveOutput(parameters.rules, parameters.sizes)


KNOWN_PAIRS = (("1.0", "mainnet"), ("1.0", "minimal"), ("1.1", "mainnet"), ("1.1", "minimal"))

UNKNOWN_VERSIONS = (
    ("empty", ""),
    ("patch-level", "1.1.0"),
    ("next-minor", "1.2"),
    ("next-major", "2.0"),
    ("earlier-major", "0.9"),
    ("major-alone", "1"),
    ("prerelease", "1.1-rc.1"),
    ("build-tag", "1.1+1"),
    ("leading-v", "v1.1"),
    ("leading-space", " 1.1"),
    ("trailing-space", "1.1 "),
    ("leading-zero", "01.1"),
    ("zero-in-minor", "1.01"),
    ("comma", "1,1"),
    ("other-digits", "1.١"),
    ("wildcard", "1.x"),
)

UNKNOWN_PRESETS = (
    ("empty", ""),
    ("capital", "Mainnet"),
    ("prefix", "main"),
    ("suffix", "mainnet2"),
    ("trailing-space", "minimal "),
    ("other", "testnet"),
)


@cases("params/resolve")
def resolve_cases() -> Iterator[Case]:
    """Every pair that exists, and names that are near one but not one."""
    for version, preset in KNOWN_PAIRS:
        yield Case(
            f"known-{version}-{preset}", f"Version {version} with preset {preset}", ResolveInput(version, preset)
        )
    for name, version in UNKNOWN_VERSIONS:
        yield Case(
            f"reject-version-{name}",
            f"{version!r} is no protocol version",
            ResolveInput(version, "mainnet"),
            ("missing-check",),
        )
    for name, preset in UNKNOWN_PRESETS:
        yield Case(f"reject-preset-{name}", f"{preset!r} is no preset", ResolveInput("1.1", preset), ("missing-check",))
    yield Case(
        "reject-both",
        "An unknown version is named before an unknown preset",
        ResolveInput("1.2", "testnet"),
        ("order-of-checks",),
    )
