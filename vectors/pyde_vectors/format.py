"""The fixture format.

A fixture file holds the cases of one handler; the manifest names every file, what it must hash to,
and the closed catalogues that the cases draw on. The models here are the format: the tools write
through them and read through them, and the JSON Schemas are generated from them.

The form is canonical, so that two fills can be compared byte by byte and a change of one case is a
change of a few lines: UTF-8, keys in the order of the models, each member of a case on a line of
its own with its whole value behind it, one newline at the end. A lone surrogate, and a number that
some reader of JSON would change, cannot stand in a fixture; writing refuses them.

Decision: R-30 (the canonical form); R-31 (the manifest and its root).
"""

import hashlib
import json
import math
from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from pyde_spec.params.versions import PRESETS, VERSIONS
from pyde_spec.rejections import Reason
from pyde_vectors.cases import FLAGS

FIXTURE_FORMAT = "1"
VECTORS_VERSION = "1.2.0"
MANIFEST_NAME = "manifest.json"
INTEGER_MAX = 2**53 - 1

Json = Any
Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
HandlerName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*/[a-z][a-z0-9_]*$")]
CaseId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*/[a-z][a-z0-9_]*/[a-z0-9]+([-.][a-z0-9]+)*$")]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
HexBytes = Annotated[str, Field(pattern=r"^0x([0-9a-f]{2})*$")]


class FormatError(Exception):
    """A value cannot stand in a fixture."""


class FormatModel(BaseModel):
    """What all the models share: strict types, and no member that the model does not name."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Rejection(FormatModel):
    """Where an input is refused, and why."""

    stage: Code
    reason: Code


class Answered(FormatModel):
    """The input is accepted, with this answer."""

    ok: dict[str, Json]


class Refused(FormatModel):
    """The input is refused."""

    reject: Rejection


class Trapped(FormatModel):
    """A contract traps on the input."""

    trap: Code


class CaseRecord(FormatModel):
    """One case: an input and one expectation.

    `capability` names what a target must be able to do to be asked, where that is optional.
    `input_borsh` gives the wire form of each field of the input that is a wire type of its own.
    `reveals` helps a person to debug and is never compared.
    """

    id: CaseId
    title: Annotated[str, Field(min_length=1)]
    versions: Annotated[list[str], Field(min_length=1)]
    preset: str
    rules: Annotated[list[str], Field(min_length=1)]
    flags: list[str]
    capability: Code | None = None
    input: dict[str, Json]
    input_borsh: dict[str, HexBytes] | None = None
    expect: Answered | Refused | Trapped
    reveals: dict[str, Json] | None = None


class FixtureFile(FormatModel):
    """The cases of one handler."""

    format: str
    handler: HandlerName
    cases: list[CaseRecord]


class ManifestFile(FormatModel):
    """A fixture file: where it lies in the folder, its SHA-256, and how many cases it holds."""

    path: str
    handler: HandlerName
    sha256: Digest
    cases: Annotated[int, Field(ge=0)]


class ManifestReason(FormatModel):
    """A reason of the closed catalogue."""

    stage: Code
    code: Code
    chapter: Code
    meaning: str


class Manifest(FormatModel):
    """What a fixtures folder holds.

    `root` is the SHA-256 of the lines `<sha256>  <path>` of all files, in order of path; it depends
    on the contents of the fixture files and on nothing else.
    """

    format_version: str
    vectors_version: str
    spec_versions: list[str]
    presets: list[str]
    files: list[ManifestFile]
    root: Digest
    reasons: list[ManifestReason]
    flags: dict[str, str]


def get_fixture_path(handler_name: str) -> str:
    """The path of a handler's fixture file in the folder."""
    return f"{handler_name}.json"


def get_schema_path(handler_name: str) -> str:
    """The path of a handler's JSON Schema in the folder."""
    return f"schemas/{handler_name}.schema.json"


def write_fixture(handler_name: str, records: Iterable[dict[str, Json]]) -> bytes:
    """The canonical bytes of a fixture file. Raises `FormatError` for what the format cannot hold."""
    return join_cases(handler_name, [write_case(record) for record in records])


def join_cases(handler_name: str, cases: Iterable[str]) -> bytes:
    """The canonical bytes of a fixture file, from its cases as text."""
    body = ",\n".join(cases)
    cases_text = f"[\n{body}\n  ]" if body else "[]"
    head = f'  "format": {write_line(FIXTURE_FORMAT)},\n  "handler": {write_line(handler_name)}'
    return f'{{\n{head},\n  "cases": {cases_text}\n}}\n'.encode()


def write_case(record: dict[str, Json]) -> str:
    """The canonical text of a case, one member a line. Raises `FormatError` for what the format cannot hold."""
    try:
        check_holdable(record)
    except FormatError as error:
        raise FormatError(f"{record['id']}: {error}") from error
    members = [f"      {write_line(name)}: {write_line(value)}" for name, value in record.items()]
    return "    {\n" + ",\n".join(members) + "\n    }"


def write_line(value: Json) -> str:
    """A JSON value on one line."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def write_document(value: Json) -> bytes:
    """The canonical bytes of a JSON document that is not a fixture file: indented by two."""
    return (json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2) + "\n").encode()


def check_holdable(value: Json) -> None:
    """Raises `FormatError` for a value that some reader of JSON would refuse or change."""
    match value:
        case str():
            if not is_encodable(value):
                raise FormatError(f"{value[:50]!r} holds a lone surrogate")
        case int():
            if abs(value) > INTEGER_MAX:
                raise FormatError(f"the number {value} is beyond the integers that every reader keeps")
        case float():
            if not math.isfinite(value) or value.is_integer():
                raise FormatError(f"the number {value} is read as an integer, or not at all")
        case list() | tuple():
            for item in value:
                check_holdable(item)
        case dict():
            for name, item in value.items():
                check_holdable(name)
                check_holdable(item)


def is_encodable(text: str) -> bool:
    """Whether UTF-8 can carry the text."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def compute_sha256(content: bytes) -> str:
    """The SHA-256 of some bytes, in lower-case hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def compute_root(files: Iterable[ManifestFile]) -> str:
    """The one hash over the files: of what `sha256sum` prints for them, in order of path."""
    lines = [f"{file.sha256}  {file.path}\n" for file in sorted(files, key=lambda file: file.path)]
    return compute_sha256("".join(lines).encode())


def build_manifest(files: Iterable[ManifestFile]) -> Manifest:
    """The manifest of a folder with these files."""
    ordered = sorted(files, key=lambda file: file.path)
    return Manifest(
        format_version=FIXTURE_FORMAT,
        vectors_version=VECTORS_VERSION,
        spec_versions=list(VERSIONS),
        presets=list(PRESETS),
        files=ordered,
        root=compute_root(ordered),
        reasons=[
            ManifestReason(
                stage=reason.value.stage.value,
                code=reason.code,
                chapter=reason.value.chapter,
                meaning=reason.value.sentence,
            )
            for reason in Reason
        ],
        flags=FLAGS,
    )


def write_manifest(manifest: Manifest) -> bytes:
    """The canonical bytes of a manifest."""
    return write_document(manifest.model_dump())
