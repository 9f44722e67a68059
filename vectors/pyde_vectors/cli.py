"""The command line of the vectors: `pyde-vectors`.

Exit codes: 0 when all is well; 1 when a check fails, expectations changed or a builder is at fault;
2 for bad input, with one line that says what is wrong; 130 after Ctrl-C.
"""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pyde_vectors.archive import load_set
from pyde_vectors.cases import CaseError
from pyde_vectors.check import check_folder
from pyde_vectors.difference import compute_difference, write_difference
from pyde_vectors.display import build_case_panel, build_counts_table, build_manifest_table, print_difference
from pyde_vectors.fill import Product, Watch, compute_files, select_handlers
from pyde_vectors.fixtures import (
    Case,
    FixturesError,
    check_known,
    get_fixtures_folder,
    load_cases,
    load_manifest,
    suggest,
)
from pyde_vectors.folder import write_folder
from pyde_vectors.format import FormatError
from pyde_vectors.lint import lint_all
from pyde_vectors.output import drop_unwritten_output
from pyde_vectors.release import write_release

EXIT_FAILED = 1
EXIT_BAD_INPUT = 2
EXIT_INTERRUPTED = 130

app = typer.Typer(
    name="pyde-vectors",
    help="Fill, check and look at the conformance vectors.",
    add_completion=False,
    pretty_exceptions_enable=False,
    no_args_is_help=False,
)

FolderOption = Annotated[
    Path | None, typer.Option("--folder", help="The fixtures folder; default: the one that belongs to this package.")
]
OnlyOption = Annotated[
    list[str] | None, typer.Option("--only", metavar="GLOB", help="Only the handlers that match; may be repeated.")
]
WorkersOption = Annotated[int, typer.Option("--workers", min=0, max=256, help="Processes; 0 for one a processor.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Machine-readable output.")]


@app.command()
def fill(only: OnlyOption = None, workers: WorkersOption = 0, folder: FolderOption = None) -> int:
    """Run the builders and write the fixtures, their schemas and the manifest."""
    started = time.perf_counter()
    names = select_handlers(only or ())
    with progress_bar("filling") as watch:
        files = compute_files(names, workers, watch)
    changes = write_folder(folder or get_fixtures_folder(), files, is_full=not only)
    seconds = time.perf_counter() - started
    cases = sum(file.cases for file in changes.manifest.files if file.handler in names)
    print_line(
        f"{cases} cases of {len(names)} handlers in {seconds:.1f} s ({cases / seconds:.0f} a second); "
        f"{len(changes.written)} files written, {len(changes.removed)} removed; root {changes.manifest.root}"
    )
    return 0


@app.command()
def check(only: OnlyOption = None, workers: WorkersOption = 0, folder: FolderOption = None) -> int:
    """Build everything anew in memory, compare it with the fixtures, and run the lints."""
    with progress_bar("checking") as watch:
        failures, cases = check_folder(folder or get_fixtures_folder(), only or (), workers, watch)
    return report(failures, f"{cases} cases are as the specification says")


@app.command()
def lint(folder: FolderOption = None) -> int:
    """Run the lints on the fixtures as they are."""
    cases = load_set(folder or get_fixtures_folder()).cases
    return report(lint_all(cases), f"{sum(len(records) for records in cases.values())} cases pass the lints")


@app.command("list")
def list_cases(
    *,
    patterns: Annotated[list[str] | None, typer.Argument(metavar="[GLOB]...", help="Handlers or ids of cases.")] = None,
    version: Annotated[str | None, typer.Option("--version", help="Cases that hold for this version.")] = None,
    preset: Annotated[str | None, typer.Option("--preset", help="Cases under this preset.")] = None,
    flag: Annotated[str | None, typer.Option("--flag", help="Cases with this flag.")] = None,
    reason: Annotated[str | None, typer.Option("--reason", help="Cases rejected for this reason.")] = None,
    ids: Annotated[bool, typer.Option("--ids", help="Every id on a line, with its title.")] = False,
    as_json: JsonOption = False,
    folder: FolderOption = None,
) -> int:
    """Count the cases by chapter and handler, or list them."""
    place = folder or get_fixtures_folder()
    manifest = load_manifest(place)
    check_known("flag", flag, list(manifest.flags))
    check_known("reason", reason, [entry.code for entry in manifest.reasons])
    found = [
        (handler_name, case)
        for handler_name, case in load_cases(place, version, preset, patterns or ())
        if (flag is None or flag in case["flags"])
        and (reason is None or case["expect"].get("reject", {}).get("reason") == reason)
    ]
    if as_json:
        print_json(
            [{"handler": handler_name, "id": case["id"], "title": case["title"]} for handler_name, case in found]
        )
    elif ids:
        for _, case in found:
            print_line(f"{case['id']}  {case['title']}")
    else:
        Console().print(build_counts_table(found))
    return 0


@app.command()
def show(
    case_id: Annotated[str, typer.Argument(metavar="ID", help="The id of a case.")],
    as_json: JsonOption = False,
    folder: FolderOption = None,
) -> int:
    """Show one case whole: its rules, input, expectation, and what it reveals."""
    case = find_case(folder or get_fixtures_folder(), case_id)
    if as_json:
        print_json(case)
    else:
        Console().print(build_case_panel(case))
    return 0


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A fixtures folder or the archive of a release.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Another one.")],
    as_json: JsonOption = False,
) -> int:
    """Say which cases were added, removed and changed. Exits with 1 when an expectation changed."""
    old_set, new_set = load_set(old), load_set(new)
    difference = compute_difference(old_set.by_id(), new_set.by_id())
    if as_json:
        print_json(write_difference(difference, old_set.manifest.root, new_set.manifest.root))
    else:
        print_difference(Console(soft_wrap=True), difference)
    return EXIT_FAILED if difference.expectations_changed else 0


@app.command()
def release(
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="Where to put the archive, the manifest and the sums.")
    ],
    folder: FolderOption = None,
) -> int:
    """Write a reproducible archive of the fixtures, the manifest and SHA-256 sums."""
    for name, digest in write_release(folder or get_fixtures_folder(), out).items():
        print_line(f"{digest}  {name}")
    return 0


@app.command()
def manifest(as_json: JsonOption = False, folder: FolderOption = None) -> int:
    """Show what the fixtures are: root hash, versions, counts."""
    loaded = load_manifest(folder or get_fixtures_folder())
    if as_json:
        print_json(loaded.model_dump())
    else:
        Console(soft_wrap=True).print(build_manifest_table(loaded))
    return 0


def find_case(folder: Path, case_id: str) -> Case:
    """The case with this id. Raises `FixturesError` that names the nearest ids when there is none."""
    cases = load_set(folder).by_id()
    if case_id not in cases:
        raise FixturesError(f"no case has the id {case_id!r}{suggest(case_id, list(cases))}")
    return cases[case_id]


def report(failures: list[str], success: str) -> int:
    """Print the failures, one a line, or the line of success. The exit code."""
    for failure in failures:
        print_line(failure)
    if failures:
        print_error(f"{len(failures)} failure{'s' if len(failures) > 1 else ''}")
        return EXIT_FAILED
    print_line(success)
    return 0


@contextmanager
def progress_bar(verb: str) -> Iterator[Watch]:
    """A progress bar on the error stream, as something that can watch a fill."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(verb, total=None)
        cases = 0

        def watch(product: Product, total: int) -> None:
            nonlocal cases
            cases += len(product.cases)
            progress.update(task, total=total, advance=1, description=f"{verb}: {cases} cases")

        yield watch


def print_line(line: str) -> None:
    """Print a line as it stands."""
    sys.stdout.write(line + "\n")


def print_json(value: Any) -> None:
    """Print a JSON document."""
    print_line(json.dumps(value, ensure_ascii=False, indent=2))


def print_error(message: str) -> None:
    """Print one line on the error stream, whatever the message holds."""
    sys.stderr.write(f"pyde-vectors: {' '.join(message.split())}\n")


def run(arguments: list[str]) -> int:
    """Run a command. The exit code."""
    try:
        code = app(arguments, prog_name="pyde-vectors", standalone_mode=False)
        sys.stdout.flush()
    except FixturesError as error:
        print_error(str(error))
        return EXIT_BAD_INPUT
    except typer.TyperException as error:
        print_error(error.format_message())
        return EXIT_BAD_INPUT
    except OSError as error:
        print_error(f"{error.filename or 'input or output'}: {error.strerror or error}")
        return EXIT_BAD_INPUT
    except (CaseError, FormatError) as error:
        print_error(str(error))
        return EXIT_FAILED
    if code == EXIT_INTERRUPTED:
        print_error("interrupted")
    return int(code or 0)


def main() -> None:
    """The entry point of `pyde-vectors`."""
    code = run(sys.argv[1:])
    drop_unwritten_output()
    sys.exit(code)
