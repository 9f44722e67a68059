"""What the commands of `pyde-conformance` do, once their options are read."""

import contextlib
import math
import shlex
import socketserver
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from rich.console import Console

from pyde_conformance.against import collect_expectations, merge, replace_expectations
from pyde_conformance.channel import Channel, ProcessChannel, SocketChannel
from pyde_conformance.client import DEADLINE, START_DEADLINE, Client, NotUsable
from pyde_conformance.problems import BadInput
from pyde_conformance.protocol import ReasonLevel, Terms
from pyde_conformance.reasons import load_reason_map
from pyde_conformance.report_terminal import watch
from pyde_conformance.results import CaseResult, RunRecord, Setting
from pyde_conformance.runner import Case, Runner, find_idle_globs
from pyde_conformance.serve import serve
from pyde_conformance.suite import Suite, group_by_preset
from pyde_conformance.wire import show

SOCKET_PREFIX = "unix:"


@dataclass(frozen=True, slots=True)
class TargetOptions:
    """How to reach a target and how to treat it, as the command line says."""

    target: str | None
    connect: str | None
    deadline: float = DEADLINE
    start_deadline: float = START_DEADLINE
    reasons: Path | None = None

    @property
    def name(self) -> str:
        """The target as the command line names it."""
        return self.target or self.connect or ""

    def get_repeated(self) -> list[str]:
        """The options that a command must repeat to treat the target alike."""
        return [
            *(["--deadline", f"{self.deadline:g}"] if self.deadline != DEADLINE else []),
            *(["--reasons", str(self.reasons)] if self.reasons else []),
        ]


@dataclass
class Conversation:
    """A client under test, the runner that asks it, and how to leave it."""

    client: Client
    runner: Runner


def check_options(options: TargetOptions) -> None:
    """Raises `BadInput` unless exactly one target is named and the deadlines are times."""
    if (options.target is None) == (options.connect is None):
        raise BadInput("name the target with either --target COMMAND or --connect unix:PATH")
    for name, value in (("--deadline", options.deadline), ("--start-deadline", options.start_deadline)):
        if not (math.isfinite(value) and value > 0):
            raise BadInput(f"{name} must be a number of seconds above zero, not {value:g}")


def make_connector(target: str | None, connect: str | None) -> Callable[[], Channel]:
    """What opens a channel to the target. Raises `BadInput`."""
    if connect is not None:
        path = read_socket_path(connect)
        return lambda: SocketChannel(path)
    command = split_command(target or "")
    return lambda: ProcessChannel(command)


def read_socket_path(name: str) -> Path:
    """The path of a socket given as unix:PATH. Raises `BadInput`."""
    if not name.startswith(SOCKET_PREFIX) or name == SOCKET_PREFIX:
        raise BadInput(f"{name!r} is not of the form unix:PATH")
    return Path(name.removeprefix(SOCKET_PREFIX))


def split_command(target: str) -> list[str]:
    """The words of a command. Raises `BadInput`."""
    try:
        words = shlex.split(target)
    except ValueError as error:
        raise BadInput(f"cannot read the target command {target!r}: {error}") from error
    if not words:
        raise BadInput("the target command is empty")
    return words


@contextlib.contextmanager
def conversation(
    options: TargetOptions, terms: Terms, level_max: ReasonLevel = ReasonLevel.EXACT
) -> Iterator[Conversation]:
    """A client and its runner; the target is ended at the end, whatever happens."""
    check_options(options)
    reasons = load_reason_map(options.reasons) if options.reasons else {}
    connector = make_connector(options.target, options.connect)
    client = Client(connector, terms, options.deadline, options.start_deadline)
    try:
        yield Conversation(client, Runner(client, reasons, level_max))
    finally:
        client.drop()


def run_suite(
    console: Console, suite: Suite, options: TargetOptions, setting: Setting, level_max: ReasonLevel = ReasonLevel.EXACT
) -> RunRecord:
    """Run every case of the suite against the target, one conversation a preset. Raises `BadInput`."""
    return record_run(
        console, suite, setting, lambda cases, terms, record: ask_suite(cases, terms, options, record, level_max)
    )


def run_against(
    console: Console, suite: Suite, options: TargetOptions, other: TargetOptions, setting: Setting
) -> RunRecord:
    """Compare two targets over every case of the suite, one conversation each a preset. Raises `BadInput`."""
    return record_run(
        console, suite, setting, lambda cases, terms, record: ask_both(cases, terms, options, other, record)
    )


def record_run(
    console: Console,
    suite: Suite,
    setting: Setting,
    ask: Callable[[list[Case], Terms, RunRecord], Iterator[CaseResult]],
) -> RunRecord:
    """The record of asking the suite, preset by preset, until a target cannot be tested."""
    record = RunRecord(setting)
    groups = group_by_preset(suite.cases)
    version = setting.terms.spec_version
    results = chain.from_iterable(ask(cases, Terms(version, preset), record) for preset, cases in groups.items())
    try:
        watch(console, results, len(suite.cases), record)
    except NotUsable as problem:
        record.problem, record.problem_log = f"a target cannot be tested: {problem}", problem.log
    record.notes += list_idle_globs(record, suite)
    return record


def list_idle_globs(record: RunRecord, suite: Suite) -> list[str]:
    """A note for each glob of the target that no handler matches; a name that is misspelt is nothing else."""
    globs = [] if record.target is None else find_idle_globs(record.target, suite.handlers)
    return [f"the target claims {show(glob)}, which matches no handler of the fixtures" for glob in globs]


def ask_suite(
    cases: list[Case], terms: Terms, options: TargetOptions, record: RunRecord, level_max: ReasonLevel
) -> Iterator[CaseResult]:
    """The results of cases of one preset. Raises `NotUsable`."""
    with conversation(options, terms, level_max) as talk:
        try:
            yield from talk.runner.run(cases)
        finally:
            fill_record(record, talk.runner)


def ask_both(
    cases: list[Case], terms: Terms, options: TargetOptions, other: TargetOptions, record: RunRecord
) -> Iterator[CaseResult]:
    """The results of cases of one preset, with the second target's answers for expectations. Raises `NotUsable`."""
    with conversation(options, terms) as talk, conversation(other, terms) as other_talk:
        try:
            second = collect_expectations(other_talk.runner, cases)
            talk.runner.level_max = other_talk.runner.level
            yield from merge(second, talk.runner.run(replace_expectations(second)))
        finally:
            fill_record(record, other_talk.runner)
            fill_record(record, talk.runner)


def fill_record(record: RunRecord, runner: Runner) -> None:
    """Take over what the runner gathered beside the results."""
    record.target = runner.info or record.target
    record.incidents += runner.incidents
    record.notes += runner.notes


def ask_once(case: Case, options: TargetOptions, setting: Setting) -> tuple[RunRecord, list[tuple[bytes, bytes]]]:
    """Ask one case alone: the record of it, and each line that was sent with the line that came back."""
    record = RunRecord(setting)
    with conversation(options, setting.terms) as talk:
        runner = talk.runner
        talk.client.transcript = []
        try:
            record.results.extend(runner.run([case]))
        except NotUsable as problem:
            record.problem, record.problem_log = f"the target cannot be tested: {problem}", problem.log
        fill_record(record, runner)
    return record, talk.client.transcript or [(talk.client.last_sent, talk.client.last_received)]


def ask_for_expectation(case: Case, other: TargetOptions, setting: Setting) -> Case:
    """The case with the answer of a second target for its expectation. Raises `BadInput` when it has none."""
    record, _ = ask_once(case, other, setting)
    answered = replace_expectations(record.results)
    if not answered:
        why = (
            record.problem or f"{record.results[0].outcome.value.replace('_', ' ')} {record.results[0].detail}".strip()
        )
        raise BadInput(f"the target compared against does not answer {case['id']}: {why}")
    return answered[0]


class ConnectionServer(socketserver.StreamRequestHandler):
    """Serves the specification on one connection until its other side leaves."""

    def handle(self) -> None:
        """Answer what comes; a connection that breaks has ended."""
        with contextlib.suppress(OSError):
            serve(self.rfile, self.wfile)


def listen(name: str) -> None:
    """Serve the specification on a socket, one connection after another. Raises `BadInput`."""
    path = read_socket_path(name)
    try:
        server = socketserver.UnixStreamServer(str(path), ConnectionServer)
    except OSError as error:
        raise BadInput(f"cannot listen on {path}: {error.strerror or error}") from error
    try:
        with server:
            server.serve_forever()
    finally:
        path.unlink(missing_ok=True)
