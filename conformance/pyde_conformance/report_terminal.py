"""Reports in the terminal: a live table while the run goes on, then the table and the failures.

Where the output is not a terminal, nothing moves: the final table and the failures are all there is.

Decision: R-46 (reports hold no times).
"""

from collections.abc import Iterable, Iterator

from rich.console import Console, Group
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from pyde_conformance.results import MEANINGS, CaseResult, HandlerCount, Incident, RunRecord, count_by_chapter
from pyde_conformance.views import (
    FailureView,
    describe_chapter,
    describe_count,
    describe_faults,
    describe_level,
    describe_summary,
    describe_target,
    view_failure,
)

FAILURES_SHOWN = 20
INCIDENTS_SHOWN = 5
LOG_SHOWN = 10
REFRESHES_A_SECOND = 8
PLAIN_WIDTH = 110


def make_console() -> Console:
    """The console of the reports; wide enough for a command where there is no terminal."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=max(console.width, PLAIN_WIDTH))


def watch(console: Console, results: Iterable[CaseResult], total: int, record: RunRecord) -> None:
    """Draw the results into the record, with a live table where the console is a terminal."""
    if not console.is_terminal:
        record.results.extend(results)
        return
    progress = Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console
    )
    task = progress.add_task("cases", total=total)

    def draw() -> Group:
        return Group(build_table(record), progress)

    with Live(
        get_renderable=draw,
        console=console,
        refresh_per_second=REFRESHES_A_SECOND,
        transient=True,
        vertical_overflow="crop",
    ):
        for result in results:
            record.results.append(result)
            progress.advance(task)


def build_table(record: RunRecord) -> Table:
    """The handlers by chapter, with how many of their cases passed."""
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(no_wrap=True)
    table.add_column()
    table.add_column()
    for chapter, counts in count_by_chapter(record.results).items():
        table.add_row(Text(chapter, "bold"), Text(describe_chapter(counts), "bold"), "")
        for count in counts:
            table.add_row(f"  {count.handler}", Text(describe_count(count), get_style(count)), describe_faults(count))
    return table


def get_style(count: HandlerCount) -> str:
    """The colour of a handler's figures."""
    if count.asked == 0:
        return "dim"
    return "green" if count.passed == count.asked else "red"


def print_report(console: Console, record: RunRecord, failures_shown: int = FAILURES_SHOWN) -> None:
    """The final table, the failures, and the verdict."""
    if record.results:
        console.print(build_table(record))
    print_failures(console, record, failures_shown)
    print_incidents(console, record.incidents)
    for note in record.notes:
        print_line(console, f"note: {note}", "dim")
    print_log(console, record.problem_log.splitlines())
    print_verdict(console, record)


def print_failures(console: Console, record: RunRecord, shown: int) -> None:
    """A block for each of the first failures, and how many more there are."""
    failures = record.get_failures()
    for result in failures[:shown]:
        console.print()
        print_failure(console, view_failure(result, record.setting))
    if len(failures) > shown:
        console.print()
        print_line(console, f"and {len(failures) - shown} more failures; --show, --html or --json gives them all")


def print_failure(console: Console, view: FailureView) -> None:
    """One failure: where, what, expected, got, the rule with its source, and the command to see it again."""
    print_line(console, f"✗ {view.case_id}", "bold red")
    for line in get_failure_lines(view):
        print_line(console, f"  {line}")
    if view.log:
        print_line(console, "  log", "dim")
        for line in view.log:
            print_line(console, f"    {line}", "dim")


def get_failure_lines(view: FailureView) -> Iterator[str]:
    """The lines of a failure under its id."""
    yield view.title
    if view.why:
        yield view.why
    yield from (f"{label:9} {text}" for label, text in view.session)
    yield f"expected  {view.expected}"
    yield f"got       {view.got}"
    yield from (f"{label:9} {text}" for label, text in view.state)
    width = max(len(rule) for rule, _ in view.rules)
    for rule, source in view.rules:
        yield f"rule      {rule:{width}}      {source}".rstrip()
    yield f"again     {view.again}"


def print_incidents(console: Console, incidents: list[Incident]) -> None:
    """The first faults that belong to no case, and how many more there are."""
    for incident in incidents[:INCIDENTS_SHOWN]:
        console.print()
        print_line(console, f"✗ {incident.kind.value.replace('_', ' ')}: {incident.detail}", "bold red")
        print_log(console, incident.log.splitlines())
    if len(incidents) > INCIDENTS_SHOWN:
        print_line(console, f"and {len(incidents) - INCIDENTS_SHOWN} more faults outside of any case")


def print_log(console: Console, lines: list[str]) -> None:
    """The end of a target's log."""
    for line in lines[-LOG_SHOWN:]:
        print_line(console, f"    {line}", "dim")


def print_verdict(console: Console, record: RunRecord) -> None:
    """Whether the run passed, and the figures that say so."""
    console.print()
    terms = record.setting.terms
    print_line(console, f"{describe_target(record)}  ·  specification {terms.spec_version}, preset {terms.preset}")
    if record.results:
        print_line(console, f"{describe_summary(record)}; {describe_level(record)}")
    for outcome in sorted({result.outcome for result in record.get_failures()}, key=lambda outcome: outcome.value):
        print_line(console, f"  {outcome.value.replace('_', ' ')}: {record.count()[outcome]}  ({MEANINGS[outcome]})")
    if record.has_passed:
        print_line(console, "PASSED", "bold green")
    else:
        print_line(console, f"FAILED: {'; '.join(record.get_faults())}", "bold red")


def print_line(console: Console, text: str, style: str = "") -> None:
    """One line as it stands: not wrapped, so that it can be copied, and with nothing in it taken for markup."""
    console.print(Text(make_printable(text), style), soft_wrap=True)


def make_printable(text: str) -> str:
    """A text whose control characters cannot reach the terminal."""
    return "".join(character if character.isprintable() or character == " " else "�" for character in text)
