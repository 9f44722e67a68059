"""`python -m pyde_vectors.evidence.coverage`: branch coverage of the specification by its fixtures alone.

Prints a table per chapter and module and every line and branch that is missing; writes
`build/coverage.json`, and unless told otherwise the committed numbers, which hold nothing that depends
on the machine or the moment. Exit 1 when anything is missing that `exceptions.toml` does not excuse, or when
an exemption excuses nothing.
"""

import sys
from typing import Any

from rich.console import Console
from rich.table import Table

from pyde_vectors.evidence.exceptions import ModuleCoverage, excuse
from pyde_vectors.evidence.freshness import compute_digests, write_evidence
from pyde_vectors.evidence.measure import measure, write_measurement
from pyde_vectors.evidence.measure_share import ModuleMeasurement
from pyde_vectors.evidence.project import (
    Chapter,
    OneLineParser,
    ProjectError,
    load_chapters,
    make_console,
    select_modules,
)
from pyde_vectors.evidence.records import load_records

Json = Any


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, and say by the exit code whether the fixtures run all there is to run."""
    parser = OneLineParser(prog="coverage", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--module", default="*", metavar="GLOB", help="show these modules only")
    parser.add_argument("--no-report", action="store_true", help="leave the committed numbers as they are")
    parser.add_argument("--built", action="store_true", help="ask the cases that the builders give now")
    options = parser.parse_args(arguments)
    console = make_console()
    try:
        chosen = select_modules(parser, options.module)
        records = load_records(built=options.built)
        measurement = measure(select_modules(parser, "*"), records, console)
    except ProjectError as error:
        print(f"coverage: {error}", file=sys.stderr)
        return 1
    write_measurement(measurement, built=options.built)
    covered, idle = excuse(measurement.modules)
    stale = [exemption for exemption in idle if options.module == "*" or exemption.module in chosen]
    shown = {module: entry for module, entry in covered.items() if module in chosen}
    if options.module == "*" and not options.no_report:
        write_evidence("coverage", summarise(covered, records))
    console.print(draw_table(load_chapters(), shown))
    print_missing(console, shown, measurement.modules)
    for exemption in stale:
        console.print(f"[red]exemption without effect[/] {exemption.describe()}", highlight=False)
    return 1 if stale or any(entry.missing for entry in shown.values()) else 0


def summarise(covered: dict[str, ModuleCoverage], records: list[dict[str, Json]]) -> dict[str, Json]:
    """The numbers of every module, and the digest of what they were measured on."""
    digests = compute_digests(covered, records)
    return {
        module: {
            "digest": digests[module],
            "statements": entry.statements,
            "branches": entry.branches,
            "excused": entry.excused,
            "missing": entry.missing,
        }
        for module, entry in covered.items()
    }


def draw_table(chapters: list[Chapter], covered: dict[str, ModuleCoverage]) -> Table:
    """A row for each module under a row for its chapter, and the total."""
    table = Table(title="Branch coverage by fixtures alone")
    table.add_column("chapter, module")
    for column in ("statements", "branches", "excused", "missing", "covered"):
        table.add_column(column, justify="right")
    for chapter in chapters:
        entries = {module: covered[module] for module in chapter.modules if module in covered}
        if entries:
            add_row(table, chapter.title, list(entries.values()), "bold")
            for module, entry in entries.items():
                add_row(table, f"  {module.rpartition('.')[2]}", [entry], "")
    table.add_section()
    add_row(table, "all", list(covered.values()), "bold")
    return table


def add_row(table: Table, name: str, entries: list[ModuleCoverage], style: str) -> None:
    """One row: the sums over the entries."""
    due = sum(entry.statements + entry.branches - entry.excused for entry in entries)
    missing = sum(entry.missing for entry in entries)
    table.add_row(
        name,
        str(sum(entry.statements for entry in entries)),
        str(sum(entry.branches for entry in entries)),
        str(sum(entry.excused for entry in entries) or ""),
        f"[red]{missing}[/]" if missing else "",
        format_share(due - missing, due),
        style=style,
    )


def format_share(part: int, whole: int) -> str:
    """A percentage, rounded down so that 100 % means all of it."""
    permille = part * 1000 // whole if whole else 1000
    return f"{permille // 10}.{permille % 10} %"


def print_missing(console: Console, covered: dict[str, ModuleCoverage], measured: dict[str, ModuleMeasurement]) -> None:
    """What is missing, module by module: runs of lines, then branches whose two ends are both run."""
    for module, entry in covered.items():
        if not entry.missing:
            continue
        gone = set(entry.missing_lines)
        branches = [branch for branch in entry.missing_branches if not gone & set(branch)]
        parts = [*join_runs(entry.missing_lines, measured[module].statements), *map(format_branch, branches)]
        console.print(f"[red]missing[/] {module}: {', '.join(parts)}", highlight=False)


def join_runs(lines: tuple[int, ...], statements: tuple[int, ...]) -> list[str]:
    """Lines as runs of statements that follow one another: `4-9`, `12`."""
    order = {line: index for index, line in enumerate(statements)}
    runs: list[list[int]] = []
    for line in lines:
        if runs and order[line] == order[runs[-1][-1]] + 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    return [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs]


def format_branch(branch: tuple[int, int]) -> str:
    """A branch: `4→9`, or `4→exit` when it leaves the function."""
    begin, end = branch
    return f"{begin}→{end if end > 0 else 'exit'}"


if __name__ == "__main__":
    sys.exit(main())
