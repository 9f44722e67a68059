"""What became of the mutants, for people: the table, the survivors, the committed numbers.

These hold nothing that depends on the machine or the moment, so two runs over the same sources
write the same ones.
"""

from collections import Counter
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pyde_vectors.evidence.bench import Result
from pyde_vectors.evidence.equivalents import MutantKey
from pyde_vectors.evidence.freshness import EVIDENCE_FOLDER, load_evidence, write_evidence
from pyde_vectors.evidence.trial import KILLED_BY_ANSWER, KILLED_BY_CRASH, KILLED_BY_DEADLINE, KILLED_ON_IMPORT

Json = Any

KILLS = {
    KILLED_BY_ANSWER: "other answer",
    KILLED_BY_CRASH: "no answer",
    KILLED_ON_IMPORT: "broken text",
    KILLED_BY_DEADLINE: "no end",
}
SHOWN_WIDTH = 110


def group_results(results: list[Result]) -> dict[str, list[Result]]:
    """The results of each module, in order."""
    groups: dict[str, list[Result]] = {}
    for result in results:
        groups.setdefault(result.mutant.key.module, []).append(result)
    return groups


def count(results: list[Result]) -> list[int]:
    """Mutants, killed, kills of each kind, equivalents, and survivors that nothing explains."""
    outcomes = Counter(result.verdict.outcome for result in results)
    killed = sum(outcomes[kind] for kind in KILLS)
    equivalent = sum(result.survived and result.reason is not None for result in results)
    return [len(results), killed, *(outcomes[kind] for kind in KILLS), equivalent, len(results) - killed - equivalent]


HEADINGS = ("mutants", "killed", *KILLS.values(), "equivalent", "survived")


def draw_table(results: list[Result]) -> Table:
    """A row for each module, and the total."""
    table = Table(title="Mutants killed by fixtures alone")
    table.add_column("module", no_wrap=True)
    for heading in HEADINGS:
        table.add_column(heading, justify="right")
    for module, group in group_results(results).items():
        table.add_row(module.removeprefix("pyde_spec."), *format_counts(count(group)))
    table.add_section()
    table.add_row("all", *format_counts(count(results)), style="bold")
    return table


def format_counts(counts: list[int]) -> list[str]:
    """The numbers of a row; survivors in red, zeros left out."""
    cells = [str(number) if number else "" for number in counts]
    cells[-1] = f"[red]{cells[-1]}[/]" if counts[-1] else ""
    return cells


def print_survivors(console: Console, results: list[Result], stale: list[MutantKey]) -> None:
    """Every survivor that nothing explains, and every explanation without a survivor."""
    for result in results:
        if result.survived and result.reason is None:
            key = result.mutant.key
            place = f"{key.module}:{result.mutant.line} {key.scope or 'module level'}"
            before, after = shorten(key.original, key.mutated)
            cases = f"{result.cases} cases" if result.cases else "no case reaches it"
            console.print(f"[red]survived[/] {place} ({cases})\n  {escape(before)}\n  {escape(after)}", highlight=False)
    for key in stale:
        console.print(
            f"[red]explains no survivor[/] {key.module} {key.scope}: {escape(key.original)} → {escape(key.mutated)}",
            highlight=False,
        )


def shorten(before: str, after: str) -> tuple[str, str]:
    """Both texts around the place where they part, when they are long."""
    if max(len(before), len(after)) <= SHOWN_WIDTH:
        return before, after
    same = next(
        (i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
    )
    start = max(0, same - SHOWN_WIDTH // 2)
    return cut(before, start), cut(after, start)


def cut(text: str, start: int) -> str:
    """A window of a text."""
    end = start + SHOWN_WIDTH
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def write_report(results: list[Result], digests: dict[str, str], folder: Path = EVIDENCE_FOLDER) -> None:
    """Write the committed numbers, from which the site makes its page. `digests` says what was mutated."""
    write_evidence("mutants", summarise(results, digests), folder)


def renew_report(results: list[Result], digests: dict[str, str], folder: Path = EVIDENCE_FOLDER) -> None:
    """Replace the numbers of the modules that were mutated, and leave the others."""
    write_evidence("mutants", load_evidence("mutants", folder) | summarise(results, digests), folder)


def summarise(results: list[Result], digests: dict[str, str]) -> dict[str, Json]:
    """What became of the mutants of each module. A module may have none."""
    groups = group_results(results)
    return {module: summarise_module(groups.get(module, []), digest) for module, digest in digests.items()}


def summarise_module(results: list[Result], digest: str) -> dict[str, Json]:
    """The kills of each kind, the numbers of each function, and the survivors with what explains them."""
    scopes: dict[str, list[Result]] = {}
    for result in results:
        scopes.setdefault(result.mutant.key.scope, []).append(result)
    outcomes = Counter(result.verdict.outcome for result in results)
    return {
        "digest": digest,
        "kills": {name: outcomes[kind] for kind, name in KILLS.items()},
        "scopes": {scope: summarise_scope(scopes[scope]) for scope in sorted(scopes)},
        "survivors": [describe_survivor(result) for result in results if result.survived],
    }


def summarise_scope(results: list[Result]) -> dict[str, int]:
    """The numbers of one function, class, or module level."""
    mutants, killed, *_, equivalent, survived = count(results)
    return {"mutants": mutants, "killed": killed, "equivalent": equivalent, "survived": survived}


def describe_survivor(result: Result) -> dict[str, Json]:
    """A survivor: where it lies, what it does, and what explains it, if anything does."""
    key = result.mutant.key
    before, after = shorten(key.original, key.mutated)
    return {"scope": key.scope, "original": before, "mutated": after, "reason": result.reason}
