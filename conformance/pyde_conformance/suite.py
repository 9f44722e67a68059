"""Suites: the cases of a run, taken from the fixtures."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pyde_conformance.problems import BadInput
from pyde_conformance.protocol import Terms, is_session
from pyde_conformance.runner import Case
from pyde_conformance.wire import show
from pyde_spec.params.versions import DEFAULT_PRESET, resolve
from pyde_spec.rejections import Rejected
from pyde_vectors.fixtures import FixturesError, get_fixtures_folder, load_cases, load_manifest

EVERY_PRESET = "all"


@dataclass(frozen=True, slots=True)
class Suite:
    """Some cases, the root of the fixtures that they come from, and every handler that can be asked."""

    cases: list[Case]
    root: str
    handlers: frozenset[str]


def check_terms(terms: Terms) -> None:
    """Raises `BadInput` unless the specification has the version and the preset, or every preset is meant."""
    try:
        resolve(terms.spec_version, DEFAULT_PRESET if terms.preset == EVERY_PRESET else terms.preset)
    except Rejected as rejection:
        raise BadInput(f"{rejection.reason.code.replace('_', ' ')}: {rejection.detail}") from rejection


def load_suite(folder: Path | None, terms: Terms, patterns: list[str]) -> Suite:
    """The cases that hold for the terms and match a pattern. Raises `BadInput`."""
    check_terms(terms)
    place = folder or get_fixtures_folder()
    preset = None if terms.preset == EVERY_PRESET else terms.preset
    cases = read_cases(place, terms.spec_version, preset, patterns)
    return Suite(cases, load_manifest(place).root, list_handlers(place))


def list_handlers(place: Path) -> frozenset[str]:
    """The handlers of a folder, and those of the package's own: a folder of a few cases makes no other unknown."""
    names = [file.handler for file in load_manifest(place).files]
    with suppress(FixturesError):
        names += [file.handler for file in load_manifest(get_fixtures_folder()).files]
    return frozenset(names)


def group_by_preset(cases: list[Case]) -> dict[str, list[Case]]:
    """The cases of each preset, in their order; a target is asked about one preset at a time."""
    groups: dict[str, list[Case]] = {}
    for case in cases:
        groups.setdefault(case["preset"], []).append(case)
    return groups


def load_every_case(folder: Path | None) -> list[Case]:
    """Every case of every version and preset. Raises `BadInput`."""
    return read_cases(folder or get_fixtures_folder(), None, None, [])


def read_cases(folder: Path, version: str | None, preset: str | None, patterns: list[str]) -> list[Case]:
    """The cases of a folder that were asked for, each of them whole. Raises `BadInput`."""
    try:
        cases = [case for _, case in load_cases(folder, version, preset, patterns)]
    except FixturesError as error:
        raise BadInput(str(error)) from error
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise BadInput(f"{folder} holds a file that is not a fixture file") from error
    for case in cases:
        check_case(folder, case)
    return cases


def check_case(folder: Path, case: Case) -> None:
    """Raises `BadInput` unless the case has the members that a run needs."""
    match case:
        case {
            "id": str(identifier),
            "title": str(),
            "preset": str(),
            "input": dict(),
            "rules": [*_],
            "flags": [*_],
        } if "/" in identifier:
            match case.get("expect"):
                case {"ok": dict()} | {"reject": dict()} | {"trap": str()}:
                    if not is_session(case) or has_steps(case):
                        return
    raise BadInput(f"{folder} holds a case that is not whole: {show(case.get('id'))}")


def has_steps(case: Case) -> bool:
    """Whether the case of a session has the members that it is asked by."""
    match case:
        case {"input": {"pre_state": _, "steps": [*_]}, "expect": {"ok": {"steps": [*_]}} | {"reject": _}}:
            return True
    return False
