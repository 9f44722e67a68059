"""The specification as a target.

It answers the protocol by running the text, so it passes every vector by construction. It is the
reference of the protocol itself, the other side of a comparison of two targets, and the example of
what an adapter has to do. Whatever a line holds, one line answers it, and the loop goes on.

Decision: R-43 (errors are not rejections).
"""

import sys
from collections.abc import Callable
from io import BufferedIOBase
from typing import BinaryIO

from pyde_conformance.edition import get_runner_version
from pyde_conformance.protocol import PROTOCOL_VERSION, ErrorCode
from pyde_conformance.serve_errors import CannotAnswer, read_members, running_the_text, write_error
from pyde_conformance.serve_sessions import SessionTable
from pyde_conformance.wire import RECURSION_MAX, Json, NotJson, dump_line, load, show
from pyde_spec.params.versions import PRESETS, VERSIONS, resolve
from pyde_spec.rejections import Rejected
from pyde_vectors.format import FIXTURE_FORMAT
from pyde_vectors.handlers import answer, load_handlers, read_input
from pyde_vectors.sessions import SESSIONS_CAPABILITY

NAME = "pyde-spec"
CAPABILITIES = ("deterministic_signing", "mock_seams", SESSIONS_CAPABILITY)


class Server:
    """The state of one conversation: the sessions that `initialize` made room for, and whether it goes on."""

    def __init__(self) -> None:
        load_handlers()
        sys.setrecursionlimit(RECURSION_MAX)
        self.table: SessionTable | None = None
        self.is_open = True
        self.methods: dict[str, Callable[[Json], Json]] = {
            "initialize": self.initialize,
            "run": self.run,
            "run_batch": self.run_batch,
            "session_open": lambda parameters: self.get_table().open(parameters),
            "session_apply": lambda parameters: self.get_table().apply(parameters),
            "session_state": lambda parameters: self.get_table().show(parameters),
            "session_close": lambda parameters: self.get_table().close(parameters),
            "shutdown": self.shutdown,
        }

    def respond(self, line: bytes) -> Json:
        """The response to a line, or None where JSON-RPC asks for none."""
        identifier = None
        try:
            request = read_request(line)
            if "id" not in request:
                return None
            identifier = request["id"]
            return {"jsonrpc": "2.0", "id": identifier, "result": self.call(request)}
        except CannotAnswer as error:
            return {"jsonrpc": "2.0", "id": identifier, "error": write_error(error)}

    def call(self, request: dict[str, Json]) -> Json:
        """The result of a request. Raises `CannotAnswer`."""
        method = request["method"]
        if method not in self.methods:
            raise CannotAnswer(ErrorCode.UNKNOWN_METHOD, f"unknown method {show(method)}")
        return self.methods[method](request.get("params"))

    def initialize(self, parameters: Json) -> Json:
        """Agree on the versions."""
        offer = read_members(parameters, ("protocol_version", "fixture_format", "spec_version", "preset"))
        for name, ours in (("protocol_version", PROTOCOL_VERSION), ("fixture_format", FIXTURE_FORMAT)):
            if offer[name] != ours:
                raise refuse_versions(f"{name} {show(offer[name])} is not {ours}")
        for name in ("spec_version", "preset"):
            if not isinstance(offer[name], str):
                raise CannotAnswer(ErrorCode.INVALID_INPUT, f"params.{name} is not a text")
        try:
            self.table = SessionTable(resolve(offer["spec_version"], offer["preset"]))
        except Rejected as rejection:
            raise refuse_versions(str(rejection)) from rejection
        return {
            "name": NAME,
            "version": get_runner_version(),
            "protocol_version": PROTOCOL_VERSION,
            "handlers": ["*"],
            "batch": True,
            "capabilities": list(CAPABILITIES),
            "reject_reasons": "exact",
        }

    def run(self, parameters: Json) -> Json:
        """Answer one case."""
        asked = read_members(parameters, ("handler", "input"))
        table = self.get_table()
        handlers = load_handlers()
        if not isinstance(asked["handler"], str) or asked["handler"] not in handlers:
            raise CannotAnswer(ErrorCode.UNKNOWN_METHOD, f"unknown handler {show(asked['handler'])}")
        entry = handlers[asked["handler"]]
        with running_the_text():
            return answer(entry, table.parameters, read_input(entry, asked["input"]))

    def get_table(self) -> SessionTable:
        """The sessions, and with them the parameters of the conversation. Raises `CannotAnswer` before `initialize`."""
        if self.table is None:
            raise CannotAnswer(ErrorCode.NOT_INITIALISED, "initialize comes first")
        return self.table

    def run_batch(self, parameters: Json) -> Json:
        """Answer the cases in order; one that cannot be answered has an error in its place."""
        cases = read_members(parameters, ("cases",))["cases"]
        if not isinstance(cases, list):
            raise CannotAnswer(ErrorCode.INVALID_INPUT, "params.cases is not a list")
        return [self.run_in_batch(case) for case in cases]

    def run_in_batch(self, case: Json) -> Json:
        """The answer to one case of a batch, or its error."""
        try:
            return self.run(case)
        except CannotAnswer as error:
            return {"error": write_error(error)}

    def shutdown(self, _: Json) -> Json:
        """End the conversation after this response."""
        self.is_open = False


def read_request(line: bytes) -> dict[str, Json]:
    """The request that a line holds. Raises `CannotAnswer`."""
    try:
        request = load(line)
    except NotJson as error:
        raise CannotAnswer(ErrorCode.UNPARSABLE, f"not JSON: {error}") from error
    if not isinstance(request, dict) or request.get("jsonrpc") != "2.0" or not isinstance(request.get("method"), str):
        raise CannotAnswer(ErrorCode.INVALID_REQUEST, "not a JSON-RPC 2.0 request")
    return request


def refuse_versions(message: str) -> CannotAnswer:
    """The error that says which versions this side has."""
    data = {
        "protocol_versions": [PROTOCOL_VERSION],
        "fixture_formats": [FIXTURE_FORMAT],
        "spec_versions": list(VERSIONS),
        "presets": list(PRESETS),
    }
    return CannotAnswer(ErrorCode.UNSUPPORTED_VERSION, message, data)


def write_response(response: Json) -> bytes:
    """The line of a response; one that cannot be written becomes an error."""
    try:
        return dump_line(response)
    except (RecursionError, ValueError, TypeError) as error:
        refusal = CannotAnswer(ErrorCode.INTERNAL, f"the response cannot be written: {type(error).__name__}")
        return dump_line({"jsonrpc": "2.0", "id": None, "error": write_error(refusal)})


def serve(lines: BinaryIO | BufferedIOBase, output: BinaryIO | BufferedIOBase) -> None:
    """Answer the lines of a stream, one by one, until it ends or `shutdown` comes."""
    server = Server()
    while server.is_open:
        line = lines.readline()
        if not line:
            return
        response = server.respond(line)
        if response is not None:
            output.write(write_response(response))
            output.flush()


def main() -> None:
    """Serve over the standard streams."""
    try:
        serve(sys.stdin.buffer, sys.stdout.buffer)
    except (KeyboardInterrupt, BrokenPipeError):
        sys.exit(130)


if __name__ == "__main__":
    main()
