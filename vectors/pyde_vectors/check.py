"""Checking a fixtures folder against what the builders make today.

Decision: R-30, R-31, R-34.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pyde_spec.params.versions import resolve
from pyde_vectors.cases import CaseError
from pyde_vectors.difference import compute_difference
from pyde_vectors.fill import Watch, compute_files, select_handlers
from pyde_vectors.fixtures import Case, FixturesError, load_cases, parse_json, read_file
from pyde_vectors.folder import complete, is_fixture_path, list_paths
from pyde_vectors.format import MANIFEST_NAME
from pyde_vectors.handlers import answer, load_handlers, read_input
from pyde_vectors.lint import lint_all, lint_handlers


def check_folder(
    folder: Path, patterns: Iterable[str] = (), workers: int = 0, watch: Watch | None = None
) -> tuple[list[str], int]:
    """Every way in which the folder is not what it should be, one line each, and the number of cases checked.

    With patterns, only the handlers that match are looked at, and only as far as each can be judged by
    itself. Raises `FixturesError` when there is no such folder or a pattern matches nothing.
    """
    if not folder.is_dir():
        raise FixturesError(f"{folder} is not a fixtures folder: there is no such folder")
    patterns = list(patterns)
    is_full = not patterns
    try:
        files = compute_files(select_handlers(patterns), workers, watch)
    except CaseError as error:
        return [str(error), *ask_committed(folder, patterns)], 0
    cases = read_cases(files)
    differences = list(compare_folder(folder, files, is_full))
    lints = lint_all(cases) if is_full else list(lint_handlers(cases))
    return [*differences, *lints], sum(len(records) for records in cases.values())


def ask_committed(folder: Path, patterns: list[str]) -> Iterator[str]:
    """The committed cases whose expectation the specification no longer gives.

    Asked when a builder fails: it says which rules have changed, where the builder only says that one has.
    """
    handlers = load_handlers()
    for name, case in load_cases(folder, None, None, patterns):
        parameters = resolve(case["versions"][0], case["preset"])
        if answer(handlers[name], parameters, read_input(handlers[name], case["input"])) != case["expect"]:
            yield f"{case['id']}: expect is not what the specification says"


def read_cases(files: Mapping[str, bytes]) -> dict[str, list[Case]]:
    """The cases in fixture files, by handler."""
    return {
        path.removesuffix(".json"): parse_json(content, path)["cases"]
        for path, content in files.items()
        if is_fixture_path(path)
    }


def compare_folder(folder: Path, files: Mapping[str, bytes], is_full: bool) -> Iterator[str]:
    """The differences between the folder and the files that should be in it; all of them when the set is full."""
    expected = complete(folder, files, is_full)
    for path, content in expected.items():
        if not (folder / path).is_file():
            yield f"{path}: is missing; fill writes it"
        elif (found := read_file(folder / path)) != content:
            yield from explain(path, found, content)
    if is_full:
        yield from (f"{path}: is stale; nothing writes it" for path in list_paths(folder) if path not in expected)


def explain(path: str, found: bytes, expected: bytes) -> Iterator[str]:
    """The lines that say how a file differs from what it should be: case by case where that can be told."""
    if not is_fixture_path(path):
        hint = "its files changed" if path == MANIFEST_NAME else "the types changed"
        yield f"{path}: is not what fill writes; {hint}"
        return
    try:
        old = index_by_id(parse_json(found, path)["cases"])
    except (FixturesError, KeyError, TypeError):
        yield f"{path}: is not a fixture file"
        return
    difference = compute_difference(old, index_by_id(parse_json(expected, path)["cases"]))
    yield from (f"{case_id}: is new; fill writes it" for case_id in difference.added)
    yield from (f"{case_id}: is stale; no builder yields it" for case_id in difference.removed)
    for change in difference.changed:
        yield f"{change.id}: {', '.join(change.members)} is not what the specification says"
    if difference.is_empty:
        yield f"{path}: holds the right cases in another form or order"


def index_by_id(cases: list[Case]) -> dict[str, Case]:
    """Cases by their ids."""
    return {case["id"]: case for case in cases}
