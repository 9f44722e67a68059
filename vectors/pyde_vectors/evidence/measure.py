"""Measuring the whole: every case is asked once, by a few processes that share the cases.

Two shares of one measurement differ only in which cases they asked. A line or a branch is missing from
the whole when it is missing from all.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import count
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pyde_vectors.evidence.measure_share import ModuleMeasurement, Share, measure_share
from pyde_vectors.evidence.project import BUILD, ROOT, SPEC, ProjectError

Json = Any
Missing = TypeVar("Missing", int, tuple[int, int])

RESULT_FILE = BUILD / "coverage.json"
WORKERS = 2
STEP = 10  # cases from one message about progress to the next


@dataclass(frozen=True)
class Measurement:
    """What ran of every module, and the cases: their ids and the seconds that each took, measured."""

    digest: str
    cases: tuple[str, ...]
    seconds: tuple[float, ...]
    handlers: dict[str, Json]
    modules: dict[str, ModuleMeasurement]


def measure(modules: Iterable[str], records: list[dict[str, Json]], console: Console) -> Measurement:
    """Ask every case and see what runs. Raises `ProjectError` when an answer is not the expected one."""
    digest = compute_digest()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("measuring", total=len(records))
        shares = run_shares(list(modules), records, lambda: progress.advance(task, STEP))
    if compute_digest() != digest:
        raise ProjectError("the sources changed while they were measured")
    return join_shares(digest, records, shares)


def run_shares(modules: list[str], records: list[dict[str, Json]], advance: Callable[[], object]) -> list[Share]:
    """Have each process measure its share of the cases: with two processes, every second case."""
    context = get_context("spawn")
    running: dict[Connection, int] = {}
    processes = []
    shares: dict[int, Share] = {}
    for number in range(WORKERS):
        reading, writing = context.Pipe(duplex=False)
        share = (writing, modules, records[number::WORKERS])
        process = context.Process(target=tell_share, args=share, daemon=True)
        process.start()
        processes.append(process)
        writing.close()
        running[reading] = number
    while running:
        ready = wait(list(running))
        for reading in [connection for connection in running if connection in ready]:
            told = receive(reading)
            if isinstance(told, Share):
                shares[running.pop(reading)] = told
            else:
                advance()
    for process in processes:
        process.join()
    return [shares[number] for number in range(WORKERS)]


def receive(reading: Connection) -> Share | None:
    """What a process tells: that it has come a step further, or its share. Raises what it raised."""
    try:
        told = reading.recv()
    except EOFError:
        raise ProjectError("a process that measured has ended without a word") from None
    if isinstance(told, ProjectError):
        raise told
    assert told is None or isinstance(told, Share)
    return told


def tell_share(writing: Connection, modules: list[str], records: list[dict[str, Json]]) -> None:
    """Measure, and tell each step and the result, or what is wrong."""
    asked = count(1)

    def advance() -> None:
        if next(asked) % STEP == 0:
            writing.send(None)

    try:
        writing.send(measure_share(modules, records, advance))
    except ProjectError as error:
        writing.send(error)


def join_shares(digest: str, records: list[dict[str, Json]], shares: list[Share]) -> Measurement:
    """The measurement that the shares make together, with the cases in their own order again."""
    seconds = [0.0] * len(records)
    for number, share in enumerate(shares):
        seconds[number :: len(shares)] = share.seconds
    modules = {
        name: join_modules([renumber(share.modules[name], number) for number, share in enumerate(shares)])
        for name in shares[0].modules
    }
    ids = tuple(record["id"] for record in records)
    return Measurement(digest, ids, tuple(seconds), shares[0].handlers, modules)


def renumber(measured: ModuleMeasurement, number: int) -> ModuleMeasurement:
    """A module as one share measured it, with the positions that the cases have among all."""
    cases = {line: tuple(case * WORKERS + number for case in positions) for line, positions in measured.cases.items()}
    return replace(measured, cases=cases)


def join_modules(parts: list[ModuleMeasurement]) -> ModuleMeasurement:
    """What ran of one module, from what ran of it in each share."""
    lines = sorted({line for part in parts for line in part.cases})
    return replace(
        parts[0],
        missing_lines=find_missing([part.missing_lines for part in parts]),
        missing_branches=find_missing([part.missing_branches for part in parts]),
        cases={line: tuple(sorted(case for part in parts for case in part.cases.get(line, ()))) for line in lines},
    )


def find_missing(missing: list[tuple[Missing, ...]]) -> tuple[Missing, ...]:
    """What every share misses, in the order of the text."""
    return tuple(item for item in missing[0] if all(item in others for others in missing[1:]))


def compute_digest() -> str:
    """A hash over the sources of the specification and everything that decides which cases are asked."""
    state = hashlib.sha256()
    folders = (SPEC, ROOT / "vectors")
    for path in sorted(path for folder in folders for path in folder.rglob("*")):
        if path.suffix in {".py", ".json", ".toml"} and "evidence" not in path.parts:
            state.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return state.hexdigest()


def write_measurement(measurement: Measurement, *, built: bool, path: Path = RESULT_FILE) -> None:
    """Write the measurement where the other tools find it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {
        "digest": measurement.digest,
        "built": built,
        "cases": measurement.cases,
        "seconds": measurement.seconds,
        "handlers": measurement.handlers,
        "modules": {
            name: {
                "statements": module.statements,
                "branches": module.branches,
                "missing_lines": module.missing_lines,
                "missing_branches": module.missing_branches,
                "imported": module.imported,
                "cases": module.cases,
            }
            for name, module in measurement.modules.items()
        },
    }
    path.write_text(json.dumps(content, separators=(",", ":")) + "\n")


def read_measurement(*, built: bool, path: Path = RESULT_FILE) -> Measurement | None:
    """The last measurement, if there is one of exactly these sources and cases. `built` says whence they came."""
    if not path.exists():
        return None
    content = json.loads(path.read_bytes())
    if (content["digest"], content.get("built")) != (compute_digest(), built):
        return None
    modules = {
        name: ModuleMeasurement(
            tuple(entry["statements"]),
            entry["branches"],
            tuple(entry["missing_lines"]),
            tuple((begin, end) for begin, end in entry["missing_branches"]),
            tuple(entry["imported"]),
            {int(line): tuple(cases) for line, cases in entry["cases"].items()},
        )
        for name, entry in content["modules"].items()
    }
    return Measurement(
        content["digest"], tuple(content["cases"]), tuple(content["seconds"]), content["handlers"], modules
    )
