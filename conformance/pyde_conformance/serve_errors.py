"""Errors of the reference target: what it says where it cannot answer.

Decision: R-43 (errors are not rejections).
"""

import contextlib
from collections.abc import Iterator

from pyde_conformance.protocol import ErrorCode
from pyde_conformance.wire import Json, show
from pyde_vectors.handlers import InvalidInput


class CannotAnswer(Exception):
    """A request that gets an error."""

    def __init__(self, code: ErrorCode, message: str, data: Json = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.data = data


def write_error(error: CannotAnswer) -> dict[str, Json]:
    """The JSON-RPC error object."""
    form: dict[str, Json] = {"code": int(error.code), "message": error.message}
    return form if error.data is None else form | {"data": error.data}


def read_members(parameters: Json, names: tuple[str, ...]) -> dict[str, Json]:
    """The parameters, with every member that is due. Raises `CannotAnswer`."""
    if not isinstance(parameters, dict):
        raise CannotAnswer(ErrorCode.INVALID_INPUT, "params is not an object")
    for name in names:
        if name not in parameters:
            raise CannotAnswer(ErrorCode.INVALID_INPUT, f"params.{name} is missing")
    return parameters


@contextlib.contextmanager
def running_the_text() -> Iterator[None]:
    """Whatever the text does, the conversation goes on. Raises `CannotAnswer`."""
    try:
        yield
    except InvalidInput as error:
        raise CannotAnswer(ErrorCode.INVALID_INPUT, str(error)) from error
    except Exception as error:
        raise CannotAnswer(ErrorCode.INTERNAL, f"{type(error).__name__}: {show(str(error))}") from error
