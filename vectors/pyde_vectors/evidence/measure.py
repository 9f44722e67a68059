"""Which lines and branches of the specification each case exercises.

Every case is asked through `answer`, at each of its versions, under branch measurement. Only what
runs between the question and the answer counts: reading the input's JSON form, which any case does,
is no question about the JSON form. The import of the modules counts, since it runs the definitions.

What the specification remembers between calls is forgotten before each case, so that a case is
credited with all that its answer rests on, whatever ran before it.
"""

import hashlib
import importlib
import json
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import Any

import coverage

from pyde_vectors.evidence.project import BUILD, ROOT, SPEC, ProjectError, get_handler_name, get_source_path
from pyde_vectors.evidence.records import is_same_json

Json = Any

IMPORT_CONTEXT = "import"
READING_CONTEXT = "reading"
COUNTED_CONTEXTS = [f"^{IMPORT_CONTEXT}$", "/"]  # only the id of a case has a slash
NO_LINE = "(?!)"
RESULT_FILE = BUILD / "coverage.json"


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
class Measurement:
    """What ran of every module, and the cases: their ids and the seconds that each took, measured."""

    digest: str
    cases: tuple[str, ...]
    seconds: tuple[float, ...]
    handlers: dict[str, Json]
    modules: dict[str, ModuleMeasurement]


def measure(modules: Iterable[str], records: list[dict[str, Json]]) -> Measurement:
    """Ask every case and see what runs. Raises `ProjectError` when an answer is not the expected one."""
    digest = compute_digest()
    tool = coverage.Coverage(data_file=None, branch=True, include=[f"{SPEC}/*"], config_file=False)
    tool.set_option("run:core", "ctrace")
    tool.set_option("report:exclude_lines", [NO_LINE])
    tool.set_option("report:partial_branches", [NO_LINE])
    names = list(modules)
    tool.start()
    try:
        tool.switch_context(IMPORT_CONTEXT)
        for module in names:
            importlib.import_module(module)
        tool.switch_context(READING_CONTEXT)
        handlers = describe_handlers()
        seconds = [ask(tool, record) for record in records]
    finally:
        tool.stop()
    ids = tuple(record["id"] for record in records)
    return Measurement(digest, ids, tuple(seconds), handlers, read_result(tool, names, ids))


def ask(tool: coverage.Coverage, record: dict[str, Json]) -> float:
    """Ask one case at each of its versions; the seconds that it took."""
    from pyde_spec.params.versions import resolve
    from pyde_vectors.handlers import answer, load_handlers, read_input

    tool.switch_context(READING_CONTEXT)
    entry = load_handlers()[get_handler_name(record["id"])]
    value = read_input(entry, record["input"])
    versions = [resolve(version, record["preset"]) for version in record["versions"]]
    forget()
    begin = time.perf_counter()
    tool.switch_context(record["id"])
    outcomes = [answer(entry, parameters, value) for parameters in versions]
    tool.switch_context(READING_CONTEXT)
    if not all(is_same_json(outcome, record["expect"]) for outcome in outcomes):
        raise ProjectError(f"{record['id']}: the text answers {outcomes}, the fixture expects {record['expect']}")
    return round(time.perf_counter() - begin, 6)


def forget() -> None:
    """Empty every cache of the specification."""
    for cache in find_caches():
        cache.cache_clear()


def find_caches() -> Iterator["_lru_cache_wrapper[Any]"]:
    """The functions of the specification that remember their answers."""
    for name, module in list(sys.modules.items()):
        if name.startswith("pyde_spec."):
            yield from (value for value in vars(module).values() if isinstance(value, _lru_cache_wrapper))


def describe_handlers() -> dict[str, Json]:
    """For each handler the rules that it follows and the modules that have to be imported to ask it."""
    from pyde_vectors.handlers import load_handlers

    return {
        name: {"rules": list(entry.rules), "module": entry.function.__module__}
        for name, entry in load_handlers().items()
    }


def read_result(tool: coverage.Coverage, modules: list[str], ids: tuple[str, ...]) -> dict[str, ModuleMeasurement]:
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
