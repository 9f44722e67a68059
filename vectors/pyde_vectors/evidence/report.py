"""What became of the mutants, for people: the table, the survivors, the committed report.

The report holds nothing that depends on the machine or the moment, so two runs over the same sources
write the same one.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pyde_vectors.evidence.bench import Result
from pyde_vectors.evidence.equivalents import MutantKey
from pyde_vectors.evidence.project import ROOT
from pyde_vectors.evidence.trial import KILLED_BY_ANSWER, KILLED_BY_CRASH, KILLED_BY_DEADLINE, KILLED_ON_IMPORT

Json = Any

REPORT_FOLDER = ROOT / "docs" / "evidence"
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


def write_report(results: list[Result], folder: Path = REPORT_FOLDER) -> None:
    """Write the committed report and its numbers for the site."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "mutants.md").write_text(compose_report(results), encoding="utf-8")
    numbers = json.dumps(summarise(results), indent=1, ensure_ascii=False)
    (folder / "mutants.json").write_text(numbers + "\n", encoding="utf-8")


def summarise(results: list[Result]) -> dict[str, Json]:
    """Mutants, kills and equivalents of every function, module by module."""
    modules: dict[str, dict[str, Json]] = {}
    for module, group in group_results(results).items():
        scopes: dict[str, list[Result]] = {}
        for result in group:
            scopes.setdefault(result.mutant.key.scope, []).append(result)
        modules[module] = {scope: summarise_scope(scopes[scope]) for scope in sorted(scopes)}
    return modules


def summarise_scope(results: list[Result]) -> dict[str, int]:
    """The numbers of one function, class, or module level."""
    mutants, killed, *_, equivalent, survived = count(results)
    return {"mutants": mutants, "killed": killed, "equivalent": equivalent, "survived": survived}


def compose_report(results: list[Result]) -> str:
    """The report as a page."""
    mutants, killed, *_, equivalent, survived = count(results)
    due = mutants - equivalent
    score = f"{killed * 1000 // due / 10:.1f} %" if due else "no mutants"
    parts = [
        "# Mutants\n",
        "A mutant is a module of the specification with one small mistake. Each is asked the cases that reach its "
        "mistake, and nothing else: no test of the project takes part. `make mutants` writes this page.\n",
        f"**{killed} of {due} mutants killed ({score})**; {equivalent} more are equivalent to the text, "
        f"{survived} survive.\n",
        "| module | " + " | ".join(HEADINGS) + " |",
        "|---|" + "---:|" * len(HEADINGS),
    ]
    groups = group_results(results)
    for module, group in groups.items():
        parts.append(f"| `{module}` | " + " | ".join(str(number) for number in count(group)) + " |")
    parts.append("| **all** | " + " | ".join(str(number) for number in count(results)) + " |\n")
    parts.append(
        "A mutant is killed by another answer than the fixture's, by no answer (an exception that is no rejection), "
        "by text that is broken on import, or by not coming to an end.\n"
    )
    survivors = [result for result in results if result.survived]
    parts.append("## Survivors that nothing explains\n")
    parts.extend(write_survivors([result for result in survivors if result.reason is None]))
    parts.append("## Equivalent mutants\n")
    parts.extend(write_survivors([result for result in survivors if result.reason is not None]))
    return "\n".join(parts).rstrip() + "\n"


def write_survivors(results: list[Result]) -> list[str]:
    """A heading for each module, an entry for each survivor."""
    if not results:
        return ["None.\n"]
    parts = []
    for module, group in group_results(results).items():
        parts.append(f"### `{module}`\n")
        for result in group:
            key = result.mutant.key
            before, after = shorten(key.original, key.mutated)
            place = f"line {result.mutant.line}" + (f", `{key.scope}`" if key.scope else "")
            parts.append(f"- {place}: {write_code(before)} → {write_code(after)}")
            if result.reason is not None:
                parts.append(f"  {result.reason}")
        parts.append("")
    return parts


def write_code(text: str) -> str:
    """A text as code of Markdown."""
    return f"`` {text} ``" if "`" in text else f"`{text}`"
