"""The page of the evidence: what the vectors run and catch, module by module, and what they do not.

Every number comes from the committed files that `make coverage` and `make mutants` write.
"""

import html
from dataclasses import dataclass
from typing import Any

from pyde_docs.contents import Chapter
from pyde_docs.evidence import Coverage, Evidence, Mutants, add_up, format_share
from pyde_docs.linking import Linker
from pyde_docs.places import EVIDENCE_PAGE, html_link

Json = Any

SHOWN_STALE_MAX = 12
HEADS = ("statements and branches", "run", "share", "mutants", "killed", "share", "equivalent", "surviving")


@dataclass(frozen=True)
class EvidencePage:
    """What the page is made from."""

    linker: Linker
    chapters: tuple[Chapter, ...]
    evidence: Evidence

    def render(self) -> str:
        """The page: the sum, whether it is still true, the table, then what no vector kills."""
        modules = self.list_modules()
        coverage = self.add_coverage(modules)
        mutants = self.add_mutants(modules)
        parts = [
            "# Evidence",
            "Two measurements say what the vectors are worth. **Coverage**: which statements and branches of the "
            "specification the vectors run, and nothing but the vectors. **Mutants**: the specification with one small "
            "mistake each, asked the vectors that reach the mistake; a mutant is killed when an answer differs, when "
            "none comes, or when the text breaks. No test of the project takes part in either.",
            f'<p class="figures"><span><strong>{format_share(coverage.due - coverage.missing, coverage.due)}</strong> '
            f"of {coverage.due:,} statements and branches run</span> "
            f"<span><strong>{format_share(mutants.killed, mutants.due)}</strong> of {mutants.due:,} mutants killed"
            f"</span> <span><strong>{mutants.survived:,}</strong> survive unexplained</span></p>",
            self.render_freshness(),
            "## By chapter and module { #modules }",
            self.render_table(),
            self.render_survivors("Survivors that nothing explains", "survivors", explained=False),
            self.render_survivors("Equivalent mutants", "equivalents", explained=True),
        ]
        return "\n\n".join(parts) + "\n"

    def list_modules(self) -> list[str]:
        """Every module, in reading order."""
        return [module for chapter in self.chapters for module in self.modules_of(chapter)]

    def modules_of(self, chapter: Chapter) -> list[str]:
        """The modules of a chapter that hold rules; the package around them is none."""
        names = list(chapter.module_pages())
        return names[1:] if chapter.modules else names

    def add_coverage(self, modules: list[str]) -> Coverage:
        """The sum over some modules."""
        return sum((found for module in modules if (found := self.evidence.coverage_of(module))), Coverage())

    def add_mutants(self, modules: list[str]) -> Mutants:
        """The sum over some modules."""
        return add_up(found for module in modules if (found := self.evidence.mutants_of(module)))

    def render_freshness(self) -> str:
        """Whether the numbers rest on the text and the vectors as they stand, and which modules have none."""
        missing = {command: modules for command, modules in self.evidence.missing.items() if modules}
        stale = {
            command: [module for module in modules if module not in missing.get(command, ())]
            for command, modules in self.evidence.stale.items()
        }
        parts = [self.render_fresh() if not any(stale.values()) else self.render_stale(stale)]
        if missing:
            lines = [f"`{command}` has yet to measure {self.count_and_list(missing[command])}." for command in missing]
            parts.append(
                '!!! note "Some modules have no numbers yet"\n\n' + "\n\n".join(f"    {line}" for line in lines)
            )
        return "\n\n".join(parts)

    def render_fresh(self) -> str:
        """That every number is right."""
        return (
            '!!! success "These numbers are those of the text as it stands"\n\n    Each module\'s numbers carry a '
            "digest of its code and of the vectors that name its rules. A test of the project fails when one of "
            "them is no longer right."
        )

    def render_stale(self, stale: dict[str, list[str]]) -> str:
        """Which numbers are no longer right, and what renews them."""
        lines = [f"`{command}` renews {self.count_and_list(modules)}." for command, modules in stale.items() if modules]
        body = "\n\n".join(f"    {line}" for line in lines)
        return f'!!! warning "Some of these numbers are those of an earlier text"\n\n{body}'

    def count_and_list(self, modules: list[str]) -> str:
        """How many modules, and the first of them by name."""
        return f"{count_modules(modules)}: {self.list_names(modules)}"

    def list_names(self, modules: list[str]) -> str:
        """Some modules, the first of them by name."""
        names = ", ".join(f"`{module.removeprefix('pyde_spec.')}`" for module in modules[:SHOWN_STALE_MAX])
        more = len(modules) - SHOWN_STALE_MAX
        return f"{names} and {more} more" if more > 0 else names

    def render_table(self) -> str:
        """A row for each chapter, and below it one for each of its modules."""
        rows = []
        for chapter in self.chapters:
            modules = self.modules_of(chapter)
            place = self.linker.symbols.places[f"pyde_spec.{chapter.package}"]
            name = html_link(EVIDENCE_PAGE, place, chapter.title)
            anchor = modules[0] if not chapter.modules else f"chapter-{chapter.package}"
            measured = any(self.evidence.coverage_of(module) for module in modules)
            coverage = self.add_coverage(modules) if measured else None
            rows.append(render_row(anchor, name, coverage, self.add_mutants(modules), "chapter"))
            for module in modules if chapter.modules else ():
                rows.append(self.render_module(module, chapter))
        heads = "".join(f"<th>{text}</th>" for text in HEADS)
        return (
            f'<div class="wide" tabindex="0"><table class="evidence"><thead><tr><td></td>{heads}</tr></thead>'
            f"<tbody>{''.join(rows)}</tbody></table></div>"
        )

    def render_module(self, module: str, chapter: Chapter) -> str:
        """The row of one module."""
        shown = f"<code>{module.removeprefix(f'pyde_spec.{chapter.package}.')}</code>"
        name = html_link(EVIDENCE_PAGE, self.linker.symbols.places[module], shown)
        if self.evidence.is_stale(module):
            name += ' <span class="flag">to renew</span>'
        return render_row(module, name, self.evidence.coverage_of(module), self.evidence.mutants_of(module), "module")

    def render_survivors(self, title: str, anchor: str, *, explained: bool) -> str:
        """The survivors with or without a reason, by module; edits that share a reason stand together."""
        parts = [f"## {title} {{ #{anchor} }}"]
        for module in self.list_modules():
            chosen = [
                entry for entry in self.evidence.survivors_of(module) if (entry["reason"] is not None) is explained
            ]
            if chosen:
                name = module.removeprefix("pyde_spec.")
                link = html_link(EVIDENCE_PAGE, self.linker.symbols.places[module], f"<code>{name}</code>")
                items = "".join(self.render_group(module, group) for group in group_by_statement(chosen))
                count = f"{len(chosen)} mutant{'s' if len(chosen) > 1 else ''}"
                body = f"<summary>{name}: {count}</summary><p>{link}</p><ul>{items}</ul>"
                parts.append(f'<details class="sample survivors">{body}</details>')
        return "\n\n".join(parts if len(parts) > 1 else [*parts, "None."])

    def render_group(self, module: str, group: list[dict[str, Json]]) -> str:
        """The edits of one statement that share a reason."""
        scope = group[0]["scope"].partition(".")[0]
        place = self.linker.symbols.places.get(f"{module}.{scope}")
        where = html_link(EVIDENCE_PAGE, place, f"<code>{scope}</code>") + ": " if scope and place else ""
        edits = "".join(f"<br>→ <code>{html.escape(entry['mutated'])}</code>" for entry in group)
        reason = group[0]["reason"]
        why = f'<p class="why">{self.linker.html_text(reason, EVIDENCE_PAGE)}</p>' if reason else ""
        return f"<li>{where}<code>{html.escape(group[0]['original'])}</code>{edits}{why}</li>"


def count_modules(modules: list[str]) -> str:
    """How many modules there are, in words."""
    return "1 module" if len(modules) == 1 else f"{len(modules)} modules"


def group_by_statement(entries: list[dict[str, Json]]) -> list[list[dict[str, Json]]]:
    """The survivors in groups of one place, one statement and one reason."""
    groups: dict[tuple[Json, ...], list[dict[str, Json]]] = {}
    for entry in entries:
        groups.setdefault((entry["scope"], entry["original"], entry["reason"]), []).append(entry)
    return list(groups.values())


def render_row(anchor: str, name: str, coverage: Coverage | None, mutants: Mutants | None, css: str) -> str:
    """A row of the table. What was not measured is left empty."""
    cells = [*render_coverage(coverage), *render_mutants(mutants)]
    return f'<tr id="{anchor}" class="{css}"><th>{name}</th>{"".join(cells)}</tr>'


def render_coverage(coverage: Coverage | None) -> list[str]:
    """Due, run, and the share."""
    if coverage is None:
        return ["<td></td>"] * 3
    if not coverage.due:
        return ["<td>excused</td>" if coverage.excused else "<td>none</td>", "<td></td>", "<td></td>"]
    run = coverage.due - coverage.missing
    return [f"<td>{coverage.due:,}</td>", f"<td>{run:,}</td>", render_share(run, coverage.due)]


def render_mutants(mutants: Mutants | None) -> list[str]:
    """Due, killed, the share, equivalents, survivors."""
    if mutants is None or not mutants.made:
        return ["<td></td>"] * 5
    return [
        f"<td>{mutants.due:,}</td>",
        f"<td>{mutants.killed:,}</td>",
        render_share(mutants.killed, mutants.due),
        f"<td>{mutants.equivalent or ''}</td>",
        f"<td>{mutants.survived or ''}</td>",
    ]


def render_share(part: int, whole: int) -> str:
    """A share as a number over a bar of its length."""
    css, length = ("whole", 100) if part == whole else ("part", part * 100 // whole)
    return f'<td class="share {css}" style="--share: {length}%">{format_share(part, whole)}</td>'
