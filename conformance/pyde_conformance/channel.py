"""Channels: one line out, one line back, within a deadline.

A channel is a started target, or a connection to one. It never waits without a deadline: writing,
reading and the target's log are served by one loop, so neither side can block the other. What goes
wrong is raised as a `Fault`, which says how the target failed.

Decision: R-41 (one request at a time, nothing unasked).
"""

import contextlib
import os
import select
import signal
import socket
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from time import monotonic

from pyde_conformance.problems import BadInput
from pyde_conformance.protocol import LINE_BYTES_MAX
from pyde_conformance.wire import LINE_END, shorten

READ_SIZE = 1 << 18
WRITE_SIZE = 1 << 16
LOG_TAIL_BYTES = 4096
END_GRACE = 1.0


class FaultKind(Enum):
    """The ways in which a target fails to answer."""

    CRASHED = "crashed"
    HUNG = "hung"
    GARBAGE = "garbage"
    WRONG_ID = "wrong_id"
    PROTOCOL_ERROR = "protocol_error"


class Fault(Exception):
    """A target that did not answer as the protocol asks."""

    def __init__(self, kind: FaultKind, detail: str) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail
        self.log = ""


class Channel(ABC):
    """Lines to and from a target over file descriptors that do not block."""

    def __init__(self, write_to: int, read_from: int, log_from: int | None = None) -> None:
        self.write_to = write_to
        self.read_from = read_from
        self.log_from = log_from
        self.received = bytearray()
        self.scanned = 0
        self.log = bytearray()
        for descriptor in {write_to, read_from, *([] if log_from is None else [log_from])}:
            os.set_blocking(descriptor, False)

    def exchange(self, line: bytes, deadline: float) -> bytes:
        """Send a line and wait for the next one, at most `deadline` seconds. Raises `Fault`."""
        end = monotonic() + deadline
        pending = memoryview(line)
        while True:
            answer = self.take_line()
            if answer is not None:
                return answer
            remaining = end - monotonic()
            if remaining <= 0:
                raise Fault(FaultKind.HUNG, f"no answer within {deadline:g} s")
            readable, writable, _ = select.select(self.readers(), [self.write_to] if pending else [], [], remaining)
            if writable:
                pending = self.write(pending)
            self.read(readable)

    def readers(self) -> list[int]:
        """What the loop listens to."""
        return [self.read_from] if self.log_from is None else [self.read_from, self.log_from]

    def write(self, pending: memoryview) -> memoryview:
        """Send some of a line. A target that no longer reads is noticed when its answer is read."""
        try:
            return pending[os.write(self.write_to, pending[:WRITE_SIZE]) :]
        except BlockingIOError:
            return pending
        except OSError:
            return pending[len(pending) :]

    def read(self, readable: Sequence[int]) -> None:
        """Take in what has arrived. Raises `Fault` when the target has closed its output."""
        if self.log_from is not None and self.log_from in readable:
            self.read_log()
        if self.read_from in readable:
            data = read_available(self.read_from)
            if data == b"":
                raise Fault(FaultKind.CRASHED, self.describe_end() + self.describe_rest())
            self.received += data or b""

    def take_line(self) -> bytes | None:
        """The next whole line, if one has arrived. Raises `Fault` for a line above the limit."""
        position = self.received.find(LINE_END, self.scanned)
        if position < 0:
            self.scanned = len(self.received)
            if self.scanned > LINE_BYTES_MAX:
                raise Fault(FaultKind.GARBAGE, f"a line longer than {LINE_BYTES_MAX >> 20} MiB")
            return None
        line = bytes(self.received[:position])
        del self.received[: position + 1]
        self.scanned = 0
        return line

    def check_silence(self) -> None:
        """Raises `Fault` when the target said something unasked, or ended, since its last answer."""
        readable, _, _ = select.select(self.readers(), [], [], 0)
        self.read(readable)
        if self.received:
            text = shorten(bytes(self.received[:200]).decode(errors="replace"))
            raise Fault(FaultKind.GARBAGE, f"output that nothing asked for: {text}")

    def read_log(self) -> None:
        """Take in the target's log, keeping its end."""
        data = None if self.log_from is None else read_available(self.log_from)
        if data == b"":
            self.log_from = None
        self.log += data or b""
        del self.log[:-LOG_TAIL_BYTES]

    def get_log(self) -> str:
        """The end of the target's log."""
        return self.log.decode(errors="replace").strip()

    def describe_end(self) -> str:
        """How the target ended, as far as the channel can tell."""
        return "the target closed the connection"

    def describe_rest(self) -> str:
        """What stood on a line that the target began and did not end."""
        rest = shorten(bytes(self.received[:200]).decode(errors="replace"))
        return f", inside the line: {rest}" if rest else ""

    def finish(self) -> None:
        """Leave a target that was told to shut down."""
        self.close()

    @abstractmethod
    def close(self) -> None:
        """End the target, or the connection to it, at once."""


def read_available(descriptor: int) -> bytes | None:
    """What can be read now: nothing yet is None, the end is an empty string."""
    try:
        return os.read(descriptor, READ_SIZE)
    except BlockingIOError:
        return None
    except OSError:
        return b""


class ProcessChannel(Channel):
    """A target that the runner starts, over its standard streams."""

    def __init__(self, command: Sequence[str]) -> None:
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                bufsize=0,
                start_new_session=True,
            )
        except (OSError, ValueError) as error:
            why = error.strerror if isinstance(error, OSError) else str(error)
            raise BadInput(f"cannot start the target {command[0]!r}: {why}") from error
        assert process.stdin is not None and process.stdout is not None and process.stderr is not None
        self.process = process
        super().__init__(process.stdin.fileno(), process.stdout.fileno(), process.stderr.fileno())

    def describe_end(self) -> str:
        """The exit status, or that only the output was closed."""
        try:
            status = self.process.wait(END_GRACE)
        except subprocess.TimeoutExpired:
            return "the target closed its output and went on running"
        if status < 0:
            return f"the target was ended by {get_signal_name(-status)}"
        return f"the target exited with status {status}"

    def finish(self) -> None:
        """Let a target that was told to shut down end by itself, for a moment; then end it."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(END_GRACE)
        self.close()

    def close(self) -> None:
        """End the target and whatever it started, and free its streams."""
        if self.process.returncode is None:  # not waited for, so its number still stands for it alone
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        if self.log_from is not None:
            self.read_log()
        self.log_from = None
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            assert stream is not None
            with contextlib.suppress(OSError):
                stream.close()


def get_signal_name(number: int) -> str:
    """The name of a signal."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


class SocketChannel(Channel):
    """A target that runs already and listens on a socket of the file system."""

    def __init__(self, path: Path) -> None:
        self.connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self.connection.connect(str(path))
        except OSError as error:
            self.connection.close()
            raise BadInput(f"cannot connect to {path}: {error.strerror or error}") from error
        super().__init__(self.connection.fileno(), self.connection.fileno())

    def close(self) -> None:
        """Leave the connection."""
        self.connection.close()
