"""Suites: the cases of a run, taken from the fixtures."""

from dataclasses import dataclass
from pathlib import Path

from pyde_conformance.problems import BadInput
from pyde_conformance.protocol import Terms
from pyde_conformance.runner import Case
from pyde_spec.params.versions import resolve
from pyde_spec.rejections import Rejected
from pyde_vectors.fixtures import FixturesError, get_fixtures_folder, load_cases, load_manifest


@dataclass(frozen=True, slots=True)
class Suite:
    """Some cases, and the root of the fixtures that they come from."""

    cases: list[Case]
    root: str


def check_terms(terms: Terms) -> None:
    """Raises `BadInput` unless the specification has the version and the preset."""
    try:
        resolve(terms.spec_version, terms.preset)
    except Rejected as rejection:
        raise BadInput(f"{rejection.reason.code.replace('_', ' ')}: {rejection.detail}") from rejection


def load_suite(folder: Path | None, terms: Terms, patterns: list[str]) -> Suite:
    """The cases that hold for the terms and match a pattern. Raises `BadInput`."""
    check_terms(terms)
    place = folder or get_fixtures_folder()
    try:
        cases = [case for _, case in load_cases(place, terms.spec_version, terms.preset, patterns)]
        return Suite(cases, load_manifest(place).root)
    except FixturesError as error:
        raise BadInput(str(error)) from error


def load_every_case(folder: Path | None) -> list[Case]:
    """Every case of every version and preset. Raises `BadInput`."""
    try:
        return [case for _, case in load_cases(folder or get_fixtures_folder(), None, None)]
    except FixturesError as error:
        raise BadInput(str(error)) from error
