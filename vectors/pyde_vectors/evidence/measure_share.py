"""Which lines and branches of the specification each case exercises.

Every case is asked through `answer`, at each of its versions, under branch measurement. Only what
runs between the question and the answer counts: reading the input's JSON form, which any case does,
is no question about the JSON form. The import of the modules counts, since it runs the definitions.

What the specification and its handlers remember between calls is forgotten before each case, so that a
case is credited with all that its answer rests on, whatever ran before it.

The process must not have imported the specification before it measures.
"""

import importlib
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import Any, TypeAlias

import coverage

from pyde_vectors.evidence.project import ROOT, SPEC, ProjectError, get_handler_name, get_source_path
from pyde_vectors.evidence.records import is_same_json

Json = Any
Cache: TypeAlias = "_lru_cache_wrapper[Any]"

IMPORT_CONTEXT = "import"
READING_CONTEXT = "reading"
COUNTED_CONTEXTS = [f"^{IMPORT_CONTEXT}$", "/"]  # only the id of a case has a slash
NO_LINE = "(?!)"


@dataclass(frozen=True)
class ModuleMeasurement:
    """What ran of one module. A branch is a pair of lines; a negative second line is the way out.

    `imported` are the lines that ran on import. `cases` says for each line by which cases it was run,
    as positions in the list of cases.
    """

    statements: tuple[int, ...]
    branches: int
    missing_lines: tuple[int, ...]
    missing_branches: tuple[tuple[int, int], ...]
    imported: tuple[int, ...]
    cases: dict[int, tuple[int, ...]]


@dataclass(frozen=True)
class Share:
    """What ran of every module for some of the cases, and the seconds that each of these took."""

    seconds: tuple[float, ...]
    handlers: dict[str, Json]
    modules: dict[str, ModuleMeasurement]


def measure_share(modules: list[str], records: list[dict[str, Json]], advance: Callable[[], object]) -> Share:
    """Ask these cases and see what runs. Raises `ProjectError` when an answer is not the expected one."""
    tool = coverage.Coverage(data_file=None, branch=True, include=[f"{SPEC}/*"], config_file=False)
    tool.set_option("run:core", "ctrace")
    tool.set_option("report:exclude_lines", [NO_LINE])
    tool.set_option("report:partial_branches", [NO_LINE])
    seconds = []
    tool.start()
    try:
        tool.switch_context(IMPORT_CONTEXT)
        for module in modules:
            importlib.import_module(module)
        tool.switch_context(READING_CONTEXT)
        handlers = describe_handlers()
        caches = list(find_caches())
        for record in records:
            seconds.append(ask(tool, record, caches))
            advance()
    finally:
        tool.stop()
    ids = [record["id"] for record in records]
    return Share(tuple(seconds), handlers, read_result(tool, modules, ids))


def ask(tool: coverage.Coverage, record: dict[str, Json], caches: list[Cache]) -> float:
    """Ask one case at each of its versions; the seconds that it took."""
    from pyde_spec.params.versions import resolve
    from pyde_vectors.handlers import answer, load_handlers, read_input

    tool.switch_context(READING_CONTEXT)
    entry = load_handlers()[get_handler_name(record["id"])]
    value = read_input(entry, record["input"])
    versions = [resolve(version, record["preset"]) for version in record["versions"]]
    for cache in caches:
        cache.cache_clear()
    begin = time.perf_counter()
    tool.switch_context(record["id"])
    outcomes = [answer(entry, parameters, value) for parameters in versions]
    tool.switch_context(READING_CONTEXT)
    if not all(is_same_json(outcome, record["expect"]) for outcome in outcomes):
        raise ProjectError(f"{record['id']}: the text answers {outcomes}, the fixture expects {record['expect']}")
    return round(time.perf_counter() - begin, 6)


def find_caches() -> Iterator[Cache]:
    """The functions of the specification and of its handlers that remember their answers."""
    for name, module in list(sys.modules.items()):
        if name.startswith(("pyde_spec.", "pyde_vectors.")):
            yield from (value for value in vars(module).values() if isinstance(value, _lru_cache_wrapper))


def describe_handlers() -> dict[str, Json]:
    """For each handler the rules that it follows and the modules that have to be imported to ask it."""
    from pyde_vectors.handlers import load_handlers

    return {
        name: {"rules": list(entry.rules), "module": entry.function.__module__}
        for name, entry in load_handlers().items()
    }


def read_result(tool: coverage.Coverage, modules: list[str], ids: list[str]) -> dict[str, ModuleMeasurement]:
    """The measurement of each module, from coverage's own JSON report."""
    position = {case_id: index for index, case_id in enumerate(ids)}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "coverage.json"
        tool.json_report(
            [str(get_source_path(module)) for module in modules],
            outfile=str(path),
            contexts=COUNTED_CONTEXTS,
            show_contexts=True,
        )
        files = {(ROOT / name).resolve(): entry for name, entry in json.loads(path.read_bytes())["files"].items()}
    return {module: read_module(files[get_source_path(module)], position) for module in modules}


def read_module(entry: dict[str, Json], position: dict[str, int]) -> ModuleMeasurement:
    """The measurement of one module."""
    return ModuleMeasurement(
        statements=tuple(sorted([*entry["executed_lines"], *entry["missing_lines"]])),
        branches=entry["summary"]["num_branches"],
        missing_lines=tuple(entry["missing_lines"]),
        missing_branches=tuple((begin, end) for begin, end in entry["missing_branches"]),
        imported=tuple(sorted(int(line) for line, names in entry["contexts"].items() if IMPORT_CONTEXT in names)),
        cases={
            int(line): tuple(sorted(position[name] for name in names if name in position))
            for line, names in entry["contexts"].items()
        },
    )
