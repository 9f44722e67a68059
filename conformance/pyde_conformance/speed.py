"""`python -m pyde_conformance.speed`: how fast the parts are, in one run.

Every figure that is short to take is the median of several repeats. What is measured is the same in every
run. The limits stand beside the figures and a missed one is marked; nothing fails, since a figure says as
much about the machine as about the text.

The runner's own time is what a run takes beyond the target and the pipe: the lines that the runner
has sent are sent once more, ready-made, to the same target, and that time is taken off. A process that
only copies lines shows what a pipe costs by itself.

Decision: R-63 (what is measured, and how).
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import IO, Any, NoReturn

from rich.console import Console
from rich.table import Table

from pyde_conformance.channel import ProcessChannel
from pyde_conformance.client import Client, write_request
from pyde_conformance.figures import Figure
from pyde_conformance.protocol import BATCH_CASES_MAX, Terms, write_run
from pyde_conformance.rates import REPEATS, measure_rate
from pyde_conformance.results import Outcome
from pyde_conformance.runner import Case, Runner
from pyde_conformance.speed_crypto import measure_crypto
from pyde_conformance.speed_state import measure_state
from pyde_conformance.speed_transactions import measure_transactions
from pyde_spec.crypto.poseidon2_wasm import AcceleratorUnavailable
from pyde_spec.crypto.provider import Mode, poseidon2_hash, use_mode
from pyde_spec.encoding.decoder import decode
from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import shape_of
from pyde_spec.params.versions import DEFAULT_PRESET, DEFAULT_VERSION
from pyde_spec.types.transaction import Transaction
from pyde_spec.types.vertex import Vertex
from pyde_vectors.fixtures import load_manifest
from pyde_vectors.samples import Filler, build_distinct

FILL_REPEATS = 3
FILL_WORKERS = 2

CASES = 10 * BATCH_CASES_MAX
INPUT_SIZE = 1024

FILL_RATE_LIMIT = 200.0
FILL_SECONDS_LIMIT = 120.0
RUNNER_MILLISECONDS_LIMIT = 0.2

ECHO_TARGET = [sys.executable, "-m", "pyde_conformance.echo"]
LINE_COPIER = [
    sys.executable,
    "-c",
    "import sys\nfor line in sys.stdin.buffer:\n    sys.stdout.buffer.write(line); sys.stdout.buffer.flush()",
]
FILL_COMMAND = [sys.executable, "-c", "from pyde_vectors.cli import main; main()", "fill"]


class OneLineParser(argparse.ArgumentParser):
    """A command line whose errors are one line and exit 2."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments."""
        self.exit(2, f"{self.prog}: {message}\n")


def main(arguments: list[str] | None = None) -> int:
    """Measure everything and print it."""
    parser = OneLineParser(prog="speed", description=(__doc__ or "").partition("\n")[0], allow_abbrev=False)
    parser.add_argument("--json", action="store_true", help="print JSON instead of the table")
    options = parser.parse_args(arguments)
    console = Console(stderr=True)
    figures: list[Figure] = []
    measures = (measure_hashing, measure_crypto, measure_encoding, measure_fill, measure_runner, measure_state)
    for measure in (*measures, measure_transactions):
        with console.status(f"{measure.__name__.replace('_', ' ')} …"):
            figures.extend(measure())
    if options.json:
        print(json.dumps([{**asdict(figure), "is_missed": figure.is_missed} for figure in figures], indent=1))
    else:
        Console(width=max(Console().width, 100)).print(draw_table(figures))
    return 0


def measure_hashing() -> Iterator[Figure]:
    """Poseidon2 of 32 bytes by the text and by the accelerator."""
    data = bytes(range(32))
    canonical = measure_rate(lambda: poseidon2_hash(data))
    yield Figure("Poseidon2, 32 bytes", "canonical", canonical, "hashes/s")
    try:
        with use_mode(Mode.FAST):
            fast = measure_rate(lambda: poseidon2_hash(data))
    except AcceleratorUnavailable as error:
        yield Figure("Poseidon2, 32 bytes", "fast", None, "hashes/s", remark=str(error))
        return
    yield Figure("Poseidon2, 32 bytes", "fast", fast, "hashes/s", remark=f"{fast / canonical:.0f} times the text")


def measure_encoding() -> Iterator[Figure]:
    """Borsh of a transaction and of a vertex, both ways."""
    transaction = build_distinct(shape_of(Transaction), Filler())
    for name, of, value in (("transaction", Transaction, transaction), ("vertex", Vertex, build_vertex())):
        wire = encode(of, value)
        assert decode(of, wire) == value, f"the {name} does not survive the round trip"
        encoding = measure_rate(lambda of=of, value=value: encode(of, value))  # type: ignore[misc]
        decoding = measure_rate(lambda of=of, wire=wire: decode(of, wire))  # type: ignore[misc]
        for verb, rate in (("encode", encoding), ("decode", decoding)):
            speed = f"{len(wire):,} bytes, {rate * len(wire) / 1e6:.1f} MB/s"
            yield Figure("Borsh", f"{verb} a {name}", rate, "values/s", remark=speed)


def build_vertex() -> Vertex:
    """A vertex of about 25 kB: the parts that a busy member's vertex has, in the numbers that give the size."""
    filler = Filler()
    vertex: Vertex = build_distinct(shape_of(Vertex), filler)
    share, attestation = vertex.decryption_shares[0], vertex.state_root_sigs[0]
    signature = filler.take(666)
    return replace(
        vertex,
        batch_refs=tuple(filler.take(32) for _ in range(240)),
        parent_vertex_refs=tuple(filler.take(32) for _ in range(128)),
        state_root_sigs=tuple(replace(attestation, signature=signature) for _ in range(8)),
        decryption_shares=tuple(replace(share, envelope_hash=filler.take(32)) for _ in range(38)),
        falcon_sig=signature,
    )


def measure_fill() -> Iterator[Figure]:
    """The whole fill, by the command, into a folder of its own."""
    seconds = []
    cases = 0
    for _ in range(FILL_REPEATS):
        with tempfile.TemporaryDirectory() as folder:
            command = [*FILL_COMMAND, "--folder", folder, "--workers", str(FILL_WORKERS)]
            begin = time.perf_counter()
            subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
            seconds.append(time.perf_counter() - begin)
            cases = sum(file.cases for file in load_manifest(Path(folder)).files)
    whole = statistics.median(seconds)
    group = f"Fill, {FILL_WORKERS} workers"
    yield Figure(group, "rate", cases / whole, "cases/s", FILL_RATE_LIMIT)
    yield Figure(group, "all fixtures", whole, "s", FILL_SECONDS_LIMIT, more_is_better=False, remark=f"{cases:,} cases")


class RecordingChannel(ProcessChannel):
    """A target started by the runner that keeps the requests, and when it was ready for the first case."""

    def __init__(self, command: list[str]) -> None:
        super().__init__(command)
        self.lines: list[bytes] = []
        self.ready_at = 0.0

    def exchange(self, line: bytes, deadline: float) -> bytes:
        """Send a line and wait for the next one."""
        self.lines.append(line)
        answer = super().exchange(line, deadline)
        if len(self.lines) == 1:
            self.ready_at = time.perf_counter()
        return answer


def measure_runner() -> Iterator[Figure]:
    """The runner against a target that echoes, the same lines without the runner, and lines merely copied."""
    cases = build_cases()
    single = [write_request(index, "run", write_run(case)) for index, case in enumerate(cases)]
    own, batched, alone, copied = [], [], [], []
    for _ in range(REPEATS):
        whole, lines = time_run(cases)
        batched.append(time_lines(ECHO_TARGET, lines))
        own.append(whole - batched[-1])
        alone.append(time_lines(ECHO_TARGET, single))
        copied.append(time_lines(LINE_COPIER, single))
    group = f"Runner, {INPUT_SIZE} byte inputs"
    batches = f"batches of {BATCH_CASES_MAX}"
    for name, seconds, limit, remark in (
        ("runner's own time", own, RUNNER_MILLISECONDS_LIMIT, batches),
        ("JSON-RPC echo and pipes", batched, None, f"{batches}, the runner's lines"),
        ("JSON-RPC echo and pipes", alone, None, "a line for each case"),
        ("bare line echo and pipes", copied, None, "a line for each case"),
    ):
        value = statistics.median(seconds) * 1000 / len(cases)
        yield Figure(group, name, value, "ms/case", limit, more_is_better=False, remark=remark)


def build_cases() -> list[Case]:
    """Cases that ask for a kilobyte and expect it back."""
    filler = Filler()
    inputs: list[dict[str, Any]] = [{"data": "0x" + filler.take(INPUT_SIZE // 2).hex()} for _ in range(CASES)]
    return [
        {"id": f"speed/echo/{index}", "title": "", "rules": [], "flags": [], "input": data, "expect": {"ok": data}}
        for index, data in enumerate(inputs)
    ]


def time_run(cases: list[Case]) -> tuple[float, list[bytes]]:
    """The seconds of a run, from a started target to the last result; and the lines that were sent."""
    channel = RecordingChannel(ECHO_TARGET)
    runner = Runner(Client(lambda: channel, Terms(DEFAULT_VERSION, DEFAULT_PRESET)))
    passed, end = 0, 0.0
    for result in runner.run(cases):
        passed += result.outcome is Outcome.PASSED
        end = time.perf_counter()
    assert passed == len(cases), "the echo target did not echo"
    return end - channel.ready_at, [line for line in channel.lines if b'"method":"run_batch"' in line]


def time_lines(command: list[str], lines: list[bytes]) -> float:
    """The seconds that a started process takes to answer ready-made lines, one after another."""
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None and process.stdout is not None
        exchange_line(process.stdin, process.stdout, lines[0])
        begin = time.perf_counter()
        for line in lines:
            exchange_line(process.stdin, process.stdout, line)
        seconds = time.perf_counter() - begin
        process.stdin.close()
    return seconds


def exchange_line(output: IO[bytes], answers: IO[bytes], line: bytes) -> None:
    """Send a line and read the one that comes back."""
    output.write(line)
    output.flush()
    assert answers.readline(), "the process ended"


def draw_table(figures: list[Figure]) -> Table:
    """A row for each figure, under a row for its group."""
    table = Table(title="Speed (medians)")
    table.add_column("what")
    table.add_column("figure", justify="right")
    table.add_column("unit")
    table.add_column("limit", justify="right")
    table.add_column("remark")
    group = ""
    for figure in figures:
        if figure.group != group:
            group = figure.group
            table.add_row(f"[bold]{group}[/]")
        table.add_row(f"  {figure.name}", format_value(figure), figure.unit, format_limit(figure), figure.remark)
    return table


def format_value(figure: Figure) -> str:
    """A figure in three or four digits; red when it misses its limit."""
    if figure.value is None:
        return "–"
    text = f"{figure.value:,.0f}" if figure.value >= 100 else f"{figure.value:.3g}"
    return f"[red]{text} missed[/]" if figure.is_missed else text


def format_limit(figure: Figure) -> str:
    """A limit with its side."""
    return "" if figure.limit is None else f"{'≥' if figure.more_is_better else '<'} {figure.limit:g}"


if __name__ == "__main__":
    sys.exit(main())
