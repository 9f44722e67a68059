"""A target that answers every case with its own input.

It follows the protocol and knows no rule, so a run against it takes the time of the runner and of
the pipe, and passes nothing but what asks for its own input back.
"""

import sys
from typing import BinaryIO

from pyde_conformance.protocol import PROTOCOL_VERSION
from pyde_conformance.wire import Json, dump_line, load

GREETING: dict[str, Json] = {
    "name": "echo",
    "version": "1",
    "protocol_version": PROTOCOL_VERSION,
    "handlers": ["*"],
    "batch": True,
}


def respond(request: dict[str, Json]) -> Json:
    """The result of a request."""
    match request["method"]:
        case "initialize":
            return GREETING
        case "run":
            return {"ok": request["params"]["input"]}
        case "run_batch":
            return [{"ok": case["input"]} for case in request["params"]["cases"]]
    return None


def serve(lines: BinaryIO, output: BinaryIO) -> None:
    """Answer every line of a stream."""
    for line in lines:
        request = load(line)
        output.write(dump_line({"jsonrpc": "2.0", "id": request["id"], "result": respond(request)}))
        output.flush()


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
