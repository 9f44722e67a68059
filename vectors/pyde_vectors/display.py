"""How the command line shows cases, tables and differences."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.json import JSON
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from pyde_vectors.difference import Difference
from pyde_vectors.fixtures import Case
from pyde_vectors.format import Manifest
from pyde_vectors.rule_names import find_rule
from pyde_vectors.schemas import describe

Json = Any


def build_case_panel(case: Case) -> Panel:
    """Everything about one case, for a person."""
    parts: list[RenderableType] = [Text(case["title"], style="bold"), build_facts(case)]
    parts += [Text("input", style="cyan"), write_json(case["input"])]
    if "input_borsh" in case:
        parts += [Text("input on the wire", style="cyan"), write_json(case["input_borsh"])]
    parts += [Text("expectation", style="cyan"), write_json(case["expect"])]
    if "reveals" in case:
        parts += [Text("reveals (never compared)", style="cyan"), write_json(case["reveals"])]
    return Panel(Group(*parts), title=Text(case["id"]), title_align="left")


def build_facts(case: Case) -> Table:
    """The versions, the preset, the flags and the rules of a case."""
    table = Table.grid(padding=(0, 2))
    table.add_row("versions", Text(", ".join(case["versions"])))
    table.add_row("preset", Text(case["preset"]))
    table.add_row("flags", Text(", ".join(case["flags"]) or "none"))
    for rule in case["rules"]:
        function = find_rule(rule)
        table.add_row("rule", Text(rule + (f"\n{describe(function)}" if function is not None else "")))
    return table


def write_json(value: Json) -> JSON:
    """JSON, indented and coloured."""
    return JSON.from_data(value, ensure_ascii=False)


def build_counts_table(cases: Iterable[tuple[str, Case]]) -> Table:
    """How many cases each handler has, by chapter, and how many of them are accepted and rejected."""
    counts: Counter[tuple[str, str]] = Counter()
    for handler_name, case in cases:
        counts[handler_name, next(iter(case["expect"]))] += 1
    handler_names = sorted({handler_name for handler_name, _ in counts})
    table = Table(show_footer=True)
    table.add_column("chapter", "total", no_wrap=True)
    table.add_column("handler", str(len(handler_names)), no_wrap=True)
    for kind in ("ok", "reject", "trap"):
        total = sum(counts[name, kind] for name in handler_names)
        table.add_column(kind, str(total), justify="right")
    table.add_column("cases", str(counts.total()), justify="right")
    chapter = ""
    for name in handler_names:
        of_kind = [counts[name, kind] for kind in ("ok", "reject", "trap")]
        shown = "" if name.split("/")[0] == chapter else name.split("/")[0]
        chapter = name.split("/")[0]
        table.add_row(shown, name, *(str(count) for count in of_kind), str(sum(of_kind)))
    return table


def build_manifest_table(manifest: Manifest) -> Table:
    """What a manifest says, without its lists."""
    table = Table.grid(padding=(0, 2))
    table.add_row("root", manifest.root)
    table.add_row("format", manifest.format_version)
    table.add_row("vectors", manifest.vectors_version)
    table.add_row("versions", ", ".join(manifest.spec_versions))
    table.add_row("presets", ", ".join(manifest.presets))
    table.add_row("handlers", str(len(manifest.files)))
    table.add_row("cases", str(sum(file.cases for file in manifest.files)))
    table.add_row("reasons", str(len(manifest.reasons)))
    return table


def print_difference(console: Console, difference: Difference) -> None:
    """One line a case, then one line that counts them."""
    for case_id in difference.added:
        console.print(Text(f"added    {case_id}", style="green"))
    for case_id in difference.removed:
        console.print(Text(f"removed  {case_id}", style="yellow"))
    for change in difference.changed:
        style = "red" if change.is_expectation_changed else "default"
        console.print(Text(f"changed  {change.id}: {', '.join(change.members)}", style=style))
    console.print(
        f"{len(difference.added)} added, {len(difference.removed)} removed, {len(difference.changed)} changed; "
        f"{difference.expectations_changed} with another expectation"
    )
