"""`python -m pyde_vectors.evidence.mutants`: what the fixtures catch.

Makes every mutant of the specification (`--module`, `--sample` for some of them), asks each the cases
that reach its edit, and prints how many were killed, module by module, and every survivor. Writes
`build/mutants.json`, `build/survivors.toml` with entries ready for a reason, and after a run over
everything the committed numbers; `--renew` replaces those of the chosen modules. Exit 1 when a survivor
has no reason in `equivalents.toml`, or when an entry there names no survivor.
"""

import ast
import gc
import importlib
import json
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pyde_vectors.evidence.bench import Bench, Mutant, Result
from pyde_vectors.evidence.equivalents import MutantKey, load_equivalents, write_suggestion
from pyde_vectors.evidence.exceptions import find_excused_lines, is_module_excused
from pyde_vectors.evidence.freshness import compute_digests
from pyde_vectors.evidence.measure import Measurement, measure, read_measurement, write_measurement
from pyde_vectors.evidence.mutations import find_edits, find_stages
from pyde_vectors.evidence.project import (
    BUILD,
    OneLineParser,
    ProjectError,
    get_source_path,
    make_console,
    select_modules,
)
from pyde_vectors.evidence.records import load_records
from pyde_vectors.evidence.report import draw_table, print_survivors, renew_report, write_report
from pyde_vectors.evidence.selection import CaseSelector

Json = Any

LIST_FOREIGN_MODULES = """
import sys
from pyde_vectors.handlers import load_handlers
load_handlers()
print("\\n".join(name for name in sys.modules if not name.startswith("pyde_")))
"""


def main(arguments: list[str] | None = None) -> int:
    """Make the mutants, try them, print and write what became of them."""
    parser = OneLineParser(prog="mutants", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--module", default="*", metavar="GLOB", help="mutants of these modules only")
    parser.add_argument("--sample", type=int, metavar="N", help="only N mutants, chosen with a fixed seed")
    parser.add_argument("--no-report", action="store_true", help="leave the committed numbers as they are")
    parser.add_argument("--renew", action="store_true", help="renew the committed numbers of the chosen modules")
    parser.add_argument("--built", action="store_true", help="ask the cases that the builders give now")
    options = parser.parse_args(arguments)
    if options.sample is not None and options.sample < 1:
        parser.error("--sample takes a number from 1 up")
    console = make_console()
    try:
        modules = select_modules(parser, options.module)
        records = load_records(built=options.built)
        measurement = load_measurement(records, console, built=options.built)
        if measurement.cases != tuple(record["id"] for record in records):
            raise ProjectError("the cases changed while they were measured")
        selector = CaseSelector(measurement, records)
    except ProjectError as error:
        print(f"mutants: {error}", file=sys.stderr)
        return 1
    mutants = choose_sample(
        [mutant for module in modules if not is_module_excused(module) for mutant in make_mutants(module, selector)],
        options.sample,
    )
    results = run_trials(mutants, selector, records, console)
    complete = options.module == "*" and options.sample is None
    stale = find_stale(results, complete)
    write_results(results)
    console.print(draw_table(results))
    print_survivors(console, results, stale)
    digests = compute_digests(modules, records)
    if complete and not options.no_report:
        write_report(results, digests)
    elif options.renew and options.sample is None:
        renew_report(results, digests)
    return 1 if stale or any(result.survived and result.reason is None for result in results) else 0


def load_measurement(records: list[dict[str, Json]], console: Console, *, built: bool) -> Measurement:
    """Which case runs which line: the last measurement if it still holds, else a new one."""
    known = read_measurement(built=built)
    if known is None:
        known = measure(select_modules(OneLineParser(), "*"), records, console)
        write_measurement(known, built=built)
    return known


def make_mutants(module: str, selector: CaseSelector) -> Iterator[Mutant]:
    """The mutants of a module, in the order of its text; none of what no fixture has to run."""
    path = get_source_path(module)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    stages = find_stages(get_source_path("pyde_spec.rejections").read_text(encoding="utf-8"))

    @cache
    def find_excused(name: str) -> frozenset[int]:
        return find_excused_lines(name, selector.measurement.modules[name])

    for edit in find_edits(tree, stages):
        original, mutated = edit.describe()
        line = edit.get_lines().start
        if original == mutated or line in find_excused(module) or selector.is_used_only_in(edit, find_excused):
            continue
        yield Mutant(MutantKey(module, edit.place.scope, original, mutated), line, edit.operator, tree, edit)


def choose_sample(mutants: list[Mutant], size: int | None) -> list[Mutant]:
    """As many of the mutants, the same ones every time."""
    if size is None or size >= len(mutants):
        return mutants
    chosen = random.Random(0).sample(range(len(mutants)), size)
    return [mutants[index] for index in sorted(chosen)]


def run_trials(
    mutants: list[Mutant], selector: CaseSelector, records: list[dict[str, Json]], console: Console
) -> list[Result]:
    """Try every mutant, two at a time."""
    import_foreign_modules()
    bench = Bench(mutants, selector, records, load_equivalents())
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, auto_refresh=False, transient=True) as progress:
        task = progress.add_task("mutants", total=len(mutants))
        for done in bench.run():
            progress.update(task, completed=done, refresh=done % 10 == 0)
    return [bench.results[index] for index in range(len(mutants))]


def import_foreign_modules() -> None:
    """Import what the specification and its vectors rest on, so that no trial has to."""
    listing = subprocess.run(
        [sys.executable, "-c", LIST_FOREIGN_MODULES], stdout=subprocess.PIPE, check=True, text=True
    )
    for name in listing.stdout.split():
        if name != "__main__":
            with suppress(ModuleNotFoundError):  # a compiled library makes modules that only it can import
                importlib.import_module(name)
    own = [name for name in sys.modules if name == "pyde_spec" or name.startswith("pyde_spec.")]
    assert not own, f"{own} were imported before the trials"
    gc.freeze()


def find_stale(results: list[Result], complete: bool) -> list[MutantKey]:
    """The entries of `equivalents.toml` that name no survivor; of a part run, those that a case killed."""
    alive = {result.mutant.key for result in results if result.survived}
    tried = {result.mutant.key for result in results}
    return [key for key in load_equivalents() if key not in alive and (complete or key in tried)]


def write_results(results: list[Result]) -> None:
    """Write every mutant's fate, and the survivors without a reason as entries for one."""
    BUILD.mkdir(exist_ok=True)
    entries = [
        {
            "module": result.mutant.key.module,
            "scope": result.mutant.key.scope,
            "line": result.mutant.line,
            "operator": result.mutant.operator,
            "original": result.mutant.key.original,
            "mutated": result.mutant.key.mutated,
            "cases": result.cases,
            "outcome": result.verdict.outcome,
            "case": result.verdict.case,
            "reason": result.reason if result.survived else None,
        }
        for result in results
    ]
    (BUILD / "mutants.json").write_text(json.dumps(entries, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    unexplained = [result.mutant.key for result in results if result.survived and result.reason is None]
    (BUILD / "survivors.toml").write_text(write_suggestion(unexplained), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
