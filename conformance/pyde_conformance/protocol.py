"""The conformance protocol: its messages, limits and codes.

JSON-RPC 2.0, one message a line. The runner asks one thing at a time and waits for the answer; the
target says nothing unasked. `docs/protocol.md` is the normative text; this module holds its names
and figures, once, for the runner and for the reference target.

Decision: R-41 (one request at a time); R-43 (errors are not rejections).
"""

from dataclasses import dataclass, field
from enum import Enum, IntEnum
from typing import Any

from pyde_conformance.wire import Json, show
from pyde_spec.rejections import Reason
from pyde_vectors.format import FIXTURE_FORMAT
from pyde_vectors.sessions import SESSIONS_CAPABILITY

PROTOCOL_VERSION = "1"

BATCH_CASES_MAX = 256
BATCH_BYTES_MAX = 1 << 20
LINE_BYTES_MAX = 64 << 20

REASONS_BY_CODE = {reason.code: reason for reason in Reason}


class ErrorCode(IntEnum):
    """The JSON-RPC error codes in use."""

    UNPARSABLE = -32700
    INVALID_REQUEST = -32600
    UNKNOWN_METHOD = -32601  # a method, a handler or a kind of session that does not exist
    INVALID_INPUT = -32602
    INTERNAL = -32603
    UNSUPPORTED_VERSION = -32001
    NOT_INITIALISED = -32002
    UNKNOWN_SESSION = -32003
    TOO_MANY_SESSIONS = -32004


class ReasonLevel(Enum):
    """How much of a rejection is compared, from all of it downwards."""

    EXACT = "exact"  # stage and reason
    STAGE = "stage"  # the stage alone
    NONE = "none"  # only that it is a rejection


@dataclass(frozen=True, slots=True)
class Terms:
    """What the runner offers in `initialize`: the spec version and the preset of the run."""

    spec_version: str
    preset: str


@dataclass(frozen=True, slots=True)
class TargetInfo:
    """What the target says of itself in its answer to `initialize`."""

    name: str
    version: str
    handlers: tuple[str, ...]
    batch: bool
    capabilities: tuple[str, ...] = ()
    reject_reasons: ReasonLevel = ReasonLevel.EXACT


@dataclass(frozen=True, slots=True)
class ErrorResponse:
    """A JSON-RPC error: the target says that it could not answer."""

    code: int
    message: str
    data: Json = field(default=None)

    def __str__(self) -> str:
        """The error on one line."""
        return f"error {self.code}: {self.message}" + ("" if self.data is None else f" {show(self.data)}")


class MalformedMessage(Exception):
    """A message breaks the protocol. The text says where."""


class VersionMismatch(Exception):
    """The two sides have no version in common. The text names the versions of both."""


def write_initialize(terms: Terms) -> dict[str, Json]:
    """The parameters of `initialize`."""
    return {
        "protocol_version": PROTOCOL_VERSION,
        "fixture_format": FIXTURE_FORMAT,
        "spec_version": terms.spec_version,
        "preset": terms.preset,
    }


def write_run(case: dict[str, Json]) -> dict[str, Json]:
    """The parameters of `run`, and one element of those of `run_batch`."""
    return {"handler": get_handler(case), "input": case["input"]}


def get_handler(case: dict[str, Json]) -> str:
    """The handler that a case asks: its id without the last part."""
    identifier: str = case["id"]
    return identifier.rpartition("/")[0]


def is_session(case: dict[str, Json]) -> bool:
    """Whether a case is asked step by step."""
    return case.get("capability") == SESSIONS_CAPABILITY


def write_terms(terms: Terms) -> str:
    """The versions of the runner's side, for a message."""
    return (
        f"protocol {PROTOCOL_VERSION}, fixture format {FIXTURE_FORMAT}, "
        f"spec version {terms.spec_version}, preset {terms.preset}"
    )


def read_target_info(result: Json, terms: Terms) -> TargetInfo:
    """What a result of `initialize` says. Raises `MalformedMessage`, or `VersionMismatch`."""
    if not isinstance(result, dict):
        raise MalformedMessage("the result of initialize is not an object")
    if result.get("protocol_version") != PROTOCOL_VERSION:
        theirs = show(result.get("protocol_version"))
        raise VersionMismatch(f"the runner has {write_terms(terms)}; the target has protocol {theirs}")
    return TargetInfo(
        name=read_text(result, "name", "unnamed"),
        version=read_text(result, "version", "unknown"),
        handlers=read_texts(result, "handlers"),
        batch=read_batch(result),
        capabilities=read_texts(result, "capabilities"),
        reject_reasons=read_level(result),
    )


def read_text(result: dict[str, Json], name: str, default: str) -> str:
    """A member of `initialize` that is a text."""
    value = result.get(name, default)
    if not isinstance(value, str):
        raise MalformedMessage(f"{name} in the result of initialize is not a text")
    return value


def read_texts(result: dict[str, Json], name: str) -> tuple[str, ...]:
    """A member of `initialize` that is a list of texts; nothing when it is left out."""
    values = result.get(name, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise MalformedMessage(f"{name} in the result of initialize is not a list of texts")
    return tuple(values)


def read_batch(result: dict[str, Json]) -> bool:
    """Whether the target takes batches; no when it is left out."""
    batch = result.get("batch", False)
    if not isinstance(batch, bool):
        raise MalformedMessage("batch in the result of initialize is neither true nor false")
    return batch


def read_level(result: dict[str, Json]) -> ReasonLevel:
    """How far the target's rejections go; all the way when it is left out."""
    level = result.get("reject_reasons", ReasonLevel.EXACT.value)
    try:
        return ReasonLevel(level)
    except ValueError as error:
        allowed = ", ".join(known.value for known in ReasonLevel)
        raise MalformedMessage(f"reject_reasons is {show(level)}, not one of {allowed}") from error


def read_answer(form: Json) -> Json | ErrorResponse:
    """The answer to one case: one of `ok`, `reject`, `trap`, or an error. Raises `MalformedMessage`."""
    if not isinstance(form, dict) or len(form) != 1:
        raise MalformedMessage(f"not an object with exactly one member: {show(form)}")
    (kind, content), *_ = form.items()
    match kind, content:
        case "ok" | "reject", dict():
            return form
        case "trap", str():
            return form
        case "error", _:
            return read_error(content)
    raise MalformedMessage(f"none of ok, reject, trap with its content: {show(form)}")


def read_error(form: Json) -> ErrorResponse:
    """A JSON-RPC error object. Raises `MalformedMessage`."""
    match form:
        case {"code": int(code), "message": str(message)} if not isinstance(code, bool):
            return ErrorResponse(code, message, form.get("data"))
    raise MalformedMessage(f"not an error object: {show(form)}")


def read_version_error(error: ErrorResponse, terms: Terms) -> str:
    """What to say of a target that refuses the versions of the run."""
    theirs: Any = error.data if error.data is not None else error.message
    return f"the runner has {write_terms(terms)}; the target has {show(theirs, 300)}"
