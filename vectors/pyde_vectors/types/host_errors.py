"""Vectors of host error codes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pyde_spec.encoding.shapes import I32, Text
from pyde_spec.params.versions import Parameters
from pyde_spec.types.host_errors import HostError, compute_host_code, compute_host_error
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import InvalidInput, handler

ErrorName = Annotated[str, Text(64)]


@dataclass(frozen=True, slots=True)
class CodeForm:
    """The code of a host error."""

    code: I32


@dataclass(frozen=True, slots=True)
class NameForm:
    """The name of a host error, in lower case."""

    name: ErrorName


@handler("types/host_error", rules=[compute_host_error])
def run_host_error(_: Parameters, given: CodeForm) -> NameForm:
    """Find the error of a code."""
    return NameForm(compute_host_error(given.code).name.lower())


@handler("types/host_code", rules=[compute_host_code])
def run_host_code(_: Parameters, given: NameForm) -> CodeForm:
    """Find the code of an error."""
    for error in HostError:
        if error.name.lower() == given.name:
            return CodeForm(compute_host_code(error))
    raise InvalidInput(f"input.name: {given.name!r} is not a host error")


@cases("types/host_error")
def host_error_cases() -> Iterator[Case]:
    """Every code, and the numbers beside them that are none."""
    for error in HostError:
        yield Case(error.name.lower().replace("_", "-"), f"Code {int(error)}", CodeForm(int(error)), ("known-answer",))
    for code in (0, 1, -18, -99, -101, 2**31 - 1, -(2**31)):
        name = f"reject-{'minus-' if code < 0 else ''}{abs(code)}"
        yield Case(name, f"{code} is no error", CodeForm(code), ("boundary",))


@cases("types/host_code")
def host_code_cases() -> Iterator[Case]:
    """Every error."""
    for error in HostError:
        yield Case(
            error.name.lower().replace("_", "-"), f"The code of {error.name.lower()}", NameForm(error.name.lower())
        )
