"""Putting one mutant before its cases, in a process of its own.

The process is forked from one that has imported what the specification rests on but nothing of the
specification itself. The mutant takes the place of its module when that is imported; everything that
is computed on import is computed with the mutant. The first case that is answered otherwise than its
fixture says, or not at all, kills it.

The kernel stops a mutant that does not come to an end: each case has a limit of processor time.
"""

import ast
import gc
import importlib
import importlib.abc
import importlib.util
import json
import os
import resource
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from pyde_vectors.evidence.edits import Edit
from pyde_vectors.evidence.project import get_handler_name, get_source_path
from pyde_vectors.evidence.records import ask_record

Json = Any

KILLED_BY_ANSWER = "answer"
KILLED_BY_CRASH = "crash"
KILLED_ON_IMPORT = "import"
KILLED_BY_DEADLINE = "deadline"
SURVIVED = "survived"

IMPORT_SECONDS = 10.0
CASE_SECONDS = 1.0
CASE_FACTOR = 10.0
WALL_FACTOR = 6.0
MEMORY_LIMIT = 2 * 1024**3


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a mutant, and at which case."""

    outcome: str
    case: str = ""


@dataclass(frozen=True)
class Trial:
    """A mutant and its cases: each with its record, the module of its handler, and its measured seconds."""

    module: str
    tree: ast.Module
    edit: Edit
    cases: Sequence[tuple[dict[str, Json], str, float]]


class MutantFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives the mutant to whoever imports its module."""

    def __init__(self, module: str, code: CodeType, path: Path) -> None:
        self.module = module
        self.code = code
        self.path = path

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The mutant, when it is its module that is imported."""
        if fullname != self.module:
            return None
        return importlib.util.spec_from_file_location(fullname, self.path, loader=self)

    def exec_module(self, module: ModuleType) -> None:
        """Run the mutant."""
        exec(self.code, module.__dict__)


def start_trial(trial: Trial) -> tuple[int, int]:
    """Start a process that tries the mutant: its id, and the end of the pipe that tells its verdict."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    try:
        os.close(reading)
        limit_process()
        verdict = try_mutant(trial)
        os.write(writing, json.dumps([verdict.outcome, verdict.case]).encode())
    finally:
        os._exit(0)


def finish_trial(child: int, reading: int) -> Verdict:
    """The verdict of a process that has ended."""
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    if told:
        return Verdict(*json.loads(told))
    timed_out = os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGPROF, signal.SIGALRM)
    return Verdict(KILLED_BY_DEADLINE if timed_out else KILLED_BY_CRASH)


def limit_process() -> None:
    """Keep the process quiet and small, and let the default action of a timer's signal end it."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    gc.disable()
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_LIMIT, MEMORY_LIMIT))


def set_deadline(seconds: float) -> None:
    """End this process when it has used so much more processor time, or waited several times as long."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, WALL_FACTOR * seconds)


def try_mutant(trial: Trial) -> Verdict:
    """Put the mutant in its place and ask the cases one by one."""
    set_deadline(IMPORT_SECONDS)
    trial.edit.apply()
    path = get_source_path(trial.module)
    try:
        code = compile(ast.fix_missing_locations(trial.tree), str(path), "exec")
        sys.meta_path.insert(0, MutantFinder(trial.module, code, path))
        importlib.import_module(trial.module)
    except BaseException:
        return Verdict(KILLED_ON_IMPORT)
    for record, handler_module, seconds in trial.cases:
        verdict = try_case(record, handler_module, seconds)
        if verdict is not None:
            return verdict
    return Verdict(SURVIVED)


def try_case(record: dict[str, Json], handler_module: str, seconds: float) -> Verdict | None:
    """Ask one case; the verdict when the mutant does not answer it as expected."""
    from pyde_vectors.handlers import HANDLERS

    try:
        if handler_module not in sys.modules:
            set_deadline(IMPORT_SECONDS)
            importlib.import_module(handler_module)
    except BaseException:
        return Verdict(KILLED_ON_IMPORT, record["id"])
    try:
        set_deadline(CASE_SECONDS + CASE_FACTOR * seconds)
        same = ask_record(HANDLERS[get_handler_name(record["id"])], record) is None
    except BaseException:
        return Verdict(KILLED_BY_CRASH, record["id"])
    return None if same else Verdict(KILLED_BY_ANSWER, record["id"])
