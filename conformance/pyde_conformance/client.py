"""A client under test: started when it is needed, asked, started again after a fault.

Every request is one line out and one line back. An answer with another id, an answer that is not
JSON-RPC, and an end or a hang are faults; after a fault the target is ended, and the next request
starts it afresh, so that one bad case never spoils the next.

Decision: R-41 (one request at a time); R-42 (starting again).
"""

from collections.abc import Callable

from pyde_conformance.channel import Channel, Fault, FaultKind
from pyde_conformance.problems import BadInput
from pyde_conformance.protocol import (
    ErrorCode,
    ErrorResponse,
    MalformedMessage,
    TargetInfo,
    Terms,
    VersionMismatch,
    read_error,
    read_target_info,
    read_version_error,
    write_initialize,
    write_terms,
)
from pyde_conformance.wire import Json, NotJson, dump, load, shorten, show

DEADLINE = 10.0
START_DEADLINE = 30.0
SHUTDOWN_DEADLINE = 2.0
STARTS_MAX = 3


class NotUsable(Exception):
    """The target cannot be tested at all. The message says why; `log` is the end of its log."""

    def __init__(self, detail: str, log: str = "") -> None:
        super().__init__(detail)
        self.log = log


class Client:
    """One target, kept alive through a run."""

    def __init__(
        self,
        connect: Callable[[], Channel],
        terms: Terms,
        deadline: float = DEADLINE,
        start_deadline: float = START_DEADLINE,
    ) -> None:
        self.connect = connect
        self.terms = terms
        self.deadline = deadline
        self.start_deadline = max(start_deadline, deadline)
        self.channel: Channel | None = None
        self.last_id = 0
        self.last_sent = b""
        self.last_received = b""
        self.failed_starts = 0
        self.transcript: list[tuple[bytes, bytes]] | None = None

    def start(self) -> TargetInfo:
        """Start the target and agree on the versions. Raises `NotUsable`."""
        try:
            result = self.call(self.open(), "initialize", write_initialize(self.terms), self.start_deadline)
            info = self.read_greeting(result)
        except Fault as fault:
            raise NotUsable(f"initialize: {fault.kind.value.replace('_', ' ')}: {fault.detail}", fault.log) from fault
        except (MalformedMessage, VersionMismatch) as error:
            log = self.drop()
            raise NotUsable(str(error), log) from error
        self.failed_starts = 0
        return info

    def open(self) -> Channel:
        """A fresh channel."""
        self.drop()
        self.channel = self.connect()
        return self.channel

    def read_greeting(self, result: Json | ErrorResponse) -> TargetInfo:
        """What the target says of itself. Raises `MalformedMessage` or `VersionMismatch`."""
        if not isinstance(result, ErrorResponse):
            return read_target_info(result, self.terms)
        if result.code == ErrorCode.UNSUPPORTED_VERSION:
            raise VersionMismatch(read_version_error(result, self.terms))
        raise MalformedMessage(f"the target refuses initialize with {write_terms(self.terms)}: {result}")

    def ask(self, method: str, parameters: Json) -> Json | ErrorResponse:
        """The result of a method, or the target's error. Raises `Fault`, and has ended the target then.

        Where there is a transcript, the lines of the exchange are added to it.
        """
        channel = self.ready()
        try:
            return self.call(channel, method, parameters, self.deadline)
        finally:
            if self.transcript is not None:
                self.transcript.append((self.last_sent, self.last_received))

    def settle(self) -> None:
        """Raises `Fault` when the target ended, or said something unasked, between two requests."""
        if self.channel is None:
            return
        try:
            self.channel.check_silence()
        except Fault as fault:
            fault.log = self.drop()
            raise

    def ready(self) -> Channel:
        """The channel of a started target. Raises `Fault` when it does not start again."""
        if self.channel is None:
            if self.failed_starts >= STARTS_MAX:
                raise Fault(FaultKind.CRASHED, f"the target did not start again, {STARTS_MAX} times in a row")
            try:
                self.start()
            except (NotUsable, BadInput) as problem:
                self.failed_starts += 1
                fault = Fault(FaultKind.CRASHED, f"the target does not start again: {problem}")
                fault.log = problem.log if isinstance(problem, NotUsable) else ""
                raise fault from problem
        assert self.channel is not None
        return self.channel

    def call(self, channel: Channel, method: str, parameters: Json, deadline: float) -> Json | ErrorResponse:
        """One request and its answer. Raises `Fault`, and has ended the target then."""
        self.last_id += 1
        self.last_sent, self.last_received = write_request(self.last_id, method, parameters), b""
        try:
            self.last_received = channel.exchange(self.last_sent, deadline)
            return self.read_response(self.last_received)
        except Fault as fault:
            fault.log = self.drop()
            raise

    def read_response(self, line: bytes) -> Json | ErrorResponse:
        """What a line answers to the last request. Raises `Fault`."""
        try:
            response = load(line)
        except NotJson as error:
            text = shorten(line[:500].decode(errors="replace"))
            raise Fault(FaultKind.GARBAGE, f"not JSON ({error}): {text}") from error
        if not isinstance(response, dict) or response.get("jsonrpc") != "2.0":
            raise Fault(FaultKind.PROTOCOL_ERROR, f"not a JSON-RPC 2.0 response: {show(response)}")
        self.check_id(response)
        return read_result(response)

    def check_id(self, response: dict[str, Json]) -> None:
        """Raises `Fault` unless the response is to the last request."""
        answered = response.get("id")
        if type(answered) is not int or answered != self.last_id:
            said = f": {show(response['error'])}" if "error" in response else ""
            raise Fault(FaultKind.WRONG_ID, f"the answer has id {show(answered)}, the request has {self.last_id}{said}")

    def drop(self) -> str:
        """End the target at once; the end of its log."""
        if self.channel is None:
            return ""
        self.channel.close()
        log = self.channel.get_log()
        self.channel = None
        return log

    def finish(self) -> None:
        """Tell the target to shut down, and end it when it does not."""
        if self.channel is None:
            return
        try:
            self.call(self.channel, "shutdown", None, SHUTDOWN_DEADLINE)
        except Fault:
            return
        self.channel.finish()
        self.channel = None


def write_request(identifier: int, method: str, parameters: Json) -> bytes:
    """The line of a request; `parameters` is left out when there are none."""
    head = f'{{"jsonrpc":"2.0","id":{identifier},"method":"{method}"'.encode()
    if parameters is None:
        return head + b"}\n"
    return b"".join((head, b',"params":', parameters if isinstance(parameters, bytes) else dump(parameters), b"}\n"))


def read_result(response: dict[str, Json]) -> Json | ErrorResponse:
    """The result or the error of a response. Raises `Fault` for one that has both, or neither."""
    if ("result" in response) == ("error" in response):
        raise Fault(FaultKind.PROTOCOL_ERROR, f"a response with not exactly one of result, error: {show(response)}")
    if "result" in response:
        return response["result"]
    try:
        return read_error(response["error"])
    except MalformedMessage as error:
        raise Fault(FaultKind.PROTOCOL_ERROR, str(error)) from error
