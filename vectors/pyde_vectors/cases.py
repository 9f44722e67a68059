"""Cases and their builders.

A builder yields inputs; it never writes an expectation. The expectation is what the specification
answers when the fixtures are filled. Where a published or hand-worked answer is known, the builder
hands it over as `known`, and filling fails when the specification says otherwise.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pyde_spec.params.versions import DEFAULT_PRESET, PRESETS, VERSIONS, resolve
from pyde_vectors.contents import BUILDER_MODULES
from pyde_vectors.handlers import HANDLERS, Handler, Json, answer, list_rules, load_handlers, write_borsh, write_record

FLAGS = {
    "boundary": "one side of a limit",
    "known-answer": "an answer published or worked out elsewhere",
    "malleability": "a second form of the same thing",
    "missing-check": "passes where a check was left out",
    "order-of-checks": "breaks two rules; the first in order must be named",
    "overflow": "arithmetic at the end of its range",
    "resource-limit": "asks for more than the limit before it can be given",
    "truncation": "ends too early",
    "tag": "a tag or discriminant out of its set",
    "version": "differs between protocol versions",
}

CASE_NAME = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")


class CaseError(Exception):
    """A builder yields something that cannot become a case."""


@dataclass(frozen=True)
class Case:
    """One input, with what a reader needs to know about it.

    `name` is the last part of the id; `known` is an answer known from elsewhere.
    """

    name: str
    title: str
    input: Any
    flags: tuple[str, ...] = ()
    known: Json = None
    preset: str = DEFAULT_PRESET
    versions: tuple[str, ...] = tuple(VERSIONS)
    rules: tuple[str, ...] = field(default=())


Builder = Callable[[], Iterator[Case]]

BUILDERS: dict[str, list[Builder]] = {}


def cases(handler_name: str) -> Callable[[Builder], Builder]:
    """Declare a builder of cases for a handler."""

    def declare(builder: Builder) -> Builder:
        BUILDERS.setdefault(handler_name, []).append(builder)
        return builder

    return declare


def build_cases(handler_name: str) -> list[dict[str, Json]]:
    """Every case of a handler, with its expectation, in the order of the builders."""
    entry = load_handlers()[handler_name]
    return [record for builder in list_builders(handler_name) for record in build_builder_cases(entry, builder)]


def list_builders(handler_name: str) -> list[Builder]:
    """The builders of a handler: in the order of the contents, whichever module was imported first."""
    places = {module: place for place, module in enumerate(BUILDER_MODULES)}
    return sorted(BUILDERS.get(handler_name, []), key=lambda builder: places.get(builder.__module__, len(places)))


def build_builder_cases(entry: Handler, builder: Builder) -> list[dict[str, Json]]:
    """Every case of one builder, with its expectation."""
    return [record for case in builder() for record in fill_case(entry, case)]


def fill_case(entry: Handler, case: Case) -> list[dict[str, Json]]:
    """The records of a case: one where all its versions agree, else one for each answer."""
    check_case(entry, case)
    by_answer: list[tuple[Json, list[str]]] = []
    expected: Json = None
    for version in case.versions:
        if expected is None or entry.reads_parameters:
            expected = answer(entry, resolve(version, case.preset), case.input)
        if case.known is not None and expected != case.known:
            raise CaseError(f"{entry.name}/{case.name} at {version}: the text says {expected}, known is {case.known}")
        for known_answer, versions in by_answer:
            if known_answer == expected:
                versions.append(version)
                break
        else:
            by_answer.append((expected, [version]))
    return [write_case(entry, case, expected, versions, len(by_answer) > 1) for expected, versions in by_answer]


def write_case(entry: Handler, case: Case, expected: Json, versions: list[str], split: bool) -> dict[str, Json]:
    """The record of a case as a fixture holds it, in the order of its schema."""
    suffix = f"-v{versions[0]}" if split else ""
    flags = sorted({*case.flags, *(["version"] if split else [])})
    record: dict[str, Json] = {
        "id": f"{entry.name}/{case.name}{suffix}",
        "title": case.title,
        "versions": versions,
        "preset": case.preset,
        "rules": [*list_rules(entry, case.input), *case.rules],
        "flags": flags,
        **({} if entry.capability is None else {"capability": entry.capability}),
        "input": write_record(entry.input_type, case.input),
    }
    wire = write_borsh(entry.input_type, case.input)
    if wire:
        record["input_borsh"] = wire
    record["expect"] = expected
    if entry.reveal is not None:
        revealed = entry.reveal(resolve(versions[0], case.preset), case.input)
        if revealed:
            record["reveals"] = revealed
    return record


def check_case(entry: Handler, case: Case) -> None:
    """Raises `CaseError` unless the case is well-formed."""
    if not CASE_NAME.fullmatch(case.name):
        raise CaseError(f"{entry.name}: {case.name!r} is not a case name")
    unknown = sorted(set(case.flags) - set(FLAGS))
    if unknown:
        raise CaseError(f"{entry.name}/{case.name}: unknown flag {unknown[0]!r}")
    if case.preset not in PRESETS:
        raise CaseError(f"{entry.name}/{case.name}: unknown preset {case.preset!r}")
    if not isinstance(case.input, entry.input_type):
        raise CaseError(f"{entry.name}/{case.name}: the input is not a {entry.input_type.__name__}")


def check_builders() -> None:
    """Raises `CaseError` for a builder without a handler, or a handler without a builder."""
    load_handlers()
    for name in sorted(set(BUILDERS) ^ set(HANDLERS)):
        raise CaseError(f"{name} has {'no handler' if name in BUILDERS else 'no cases'}")
