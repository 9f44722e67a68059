"""The command line of the runner: `pyde-conformance`.

Exit codes: 0 when something ran and everything that ran passed; 1 when something failed, or nothing
ran; 2 for bad input, with one line that says what is wrong; 130 after Ctrl-C.
"""

import difflib
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from pyde_conformance.client import DEADLINE, START_DEADLINE
from pyde_conformance.commands import (
    TargetOptions,
    ask_for_expectation,
    ask_once,
    check_options,
    listen,
    run_against,
    run_suite,
)
from pyde_conformance.fuzzing_run import SEED, STEPS, FuzzPlan, print_fuzz, run_fuzz
from pyde_conformance.problems import BadInput
from pyde_conformance.protocol import Terms
from pyde_conformance.report_files import check_writable, write_reports
from pyde_conformance.report_terminal import FAILURES_SHOWN, make_console, print_line, print_report
from pyde_conformance.results import CaseResult, Outcome, RunRecord, Setting, count_by_chapter
from pyde_conformance.runner import Case
from pyde_conformance.serve import main as serve_standard_streams
from pyde_conformance.suite import EVERY_PRESET, check_terms, load_every_case, load_suite
from pyde_conformance.views import describe_chapter, write_reproduce
from pyde_conformance.wire import show
from pyde_spec.params.versions import DEFAULT_PRESET, DEFAULT_VERSION
from pyde_vectors.output import drop_unwritten_output

EXIT_FAILED = 1
EXIT_BAD_INPUT = 2
EXIT_INTERRUPTED = 130
EXIT_TERMINATED = 143
LINE_SHOWN = 4000
EXCHANGES_SHOWN = 5

app = typer.Typer(
    name="pyde-conformance",
    help="Run the conformance vectors against a client in any language, and report what it gets wrong.",
    add_completion=False,
    pretty_exceptions_enable=False,
)

TargetOption = Annotated[
    str | None, typer.Option("--target", metavar="COMMAND", help="The command that starts the target.")
]
ConnectOption = Annotated[
    str | None, typer.Option("--connect", metavar="unix:PATH", help="The socket of a target that runs already.")
]
VersionOption = Annotated[str, typer.Option("--spec-version", help="The protocol version of the specification.")]
PresetOption = Annotated[str, typer.Option("--preset", help="The preset: sizes and lengths.")]
PresetsOption = Annotated[
    str, typer.Option("--preset", help="The preset: sizes and lengths; `all` asks about each in turn.")
]
OnlyOption = Annotated[
    list[str] | None,
    typer.Option("--only", metavar="GLOB", help="Only handlers or ids of cases that match; may be repeated."),
]
DeadlineOption = Annotated[float, typer.Option("--deadline", metavar="SECONDS", help="The time for one answer.")]
StartOption = Annotated[
    float, typer.Option("--start-deadline", metavar="SECONDS", help="The time to start and answer initialize.")
]
ReasonsOption = Annotated[
    Path | None, typer.Option("--reasons", metavar="FILE", help="A TOML map from the client's names to reasons.")
]
FixturesOption = Annotated[
    Path | None, typer.Option("--fixtures", metavar="DIR", help="Other fixtures than the package's own.")
]
AgainstOption = Annotated[
    str | None,
    typer.Option("--against", metavar="COMMAND", help="A second target whose answers are the expectations."),
]


@app.command("run")
def run_command(
    *,
    target: TargetOption = None,
    connect: ConnectOption = None,
    spec_version: VersionOption = DEFAULT_VERSION,
    preset: PresetsOption = EVERY_PRESET,
    only: OnlyOption = None,
    deadline: DeadlineOption = DEADLINE,
    start_deadline: StartOption = START_DEADLINE,
    reasons: ReasonsOption = None,
    fixtures: FixturesOption = None,
    against: AgainstOption = None,
    json: Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write a JSON report.")] = None,
    junit: Annotated[Path | None, typer.Option("--junit", metavar="FILE", help="Write a JUnit XML report.")] = None,
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write an HTML report.")] = None,
    show_count: Annotated[
        int, typer.Option("--show", metavar="N", min=0, help="How many failures to print.")
    ] = FAILURES_SHOWN,
) -> int:
    """Run the vectors against a target and report what it gets wrong."""
    options = TargetOptions(target, connect, deadline, start_deadline, reasons)
    check_options(options)
    paths = {kind: path for kind, path in (("json", json), ("junit", junit), ("html", html)) if path is not None}
    for path in paths.values():
        check_writable(path)
    terms = Terms(spec_version, preset)
    suite = load_suite(fixtures, terms, only or [])
    setting = make_setting(terms, suite.root, options, fixtures, against)
    console = make_console()
    if against is None:
        record = run_suite(console, suite, options, setting)
    else:
        other = TargetOptions(against, None, deadline, start_deadline)
        record = run_against(console, suite, options, other, setting)
    write_reports(record, paths)
    print_report(console, record, show_count)
    return get_exit_code(record)


@app.command("list")
def list_command(
    spec_version: VersionOption = DEFAULT_VERSION,
    preset: PresetsOption = EVERY_PRESET,
    only: OnlyOption = None,
    ids: Annotated[bool, typer.Option("--ids", help="Every id on a line, with its title.")] = False,
    fixtures: FixturesOption = None,
) -> int:
    """List the handlers that a target can be asked, with the number of their cases."""
    suite = load_suite(fixtures, Terms(spec_version, preset), only or [])
    console = make_console()
    if ids:
        for case in suite.cases:
            print_line(console, f"{case['id']}  {case['title']}")
        return 0
    for chapter, counts in count_by_chapter([CaseResult(case, Outcome.PASSED) for case in suite.cases]).items():
        print_line(console, f"{chapter}  {describe_chapter(counts)}")
        for count in counts:
            print_line(console, f"  {count.handler}  {count.asked}")
    return 0


@app.command()
def reproduce(
    case_id: Annotated[str, typer.Argument(metavar="ID", help="The id of a case.")],
    *,
    target: TargetOption = None,
    connect: ConnectOption = None,
    spec_version: Annotated[
        str | None, typer.Option("--spec-version", help="A version that the case holds for; the newest by default.")
    ] = None,
    deadline: DeadlineOption = DEADLINE,
    start_deadline: StartOption = START_DEADLINE,
    reasons: ReasonsOption = None,
    fixtures: FixturesOption = None,
    against: AgainstOption = None,
) -> int:
    """Ask one case again, alone: print what is sent, what comes back, and the verdict."""
    options = TargetOptions(target, connect, deadline, start_deadline, reasons)
    check_options(options)
    case = find_case(case_id, fixtures)
    terms = Terms(choose_version(case, spec_version), case["preset"])
    setting = make_setting(terms, "", options, fixtures, against)
    if against is not None:
        case = ask_for_expectation(case, TargetOptions(against, None, deadline, start_deadline), setting)
    record, exchanges = ask_once(case, options, setting)
    console = make_console()
    for line in write_exchanges(exchanges):
        print_line(console, line)
    print_line(console, f"expected  {show(case['expect'], LINE_SHOWN)}")
    if record.has_passed:
        print_line(console, f"again     {write_reproduce(case_id, setting)}")
    print_line(console, "")
    print_report(console, record)
    return get_exit_code(record)


@app.command()
def fuzz(
    *,
    target: TargetOption = None,
    connect: ConnectOption = None,
    spec_version: VersionOption = DEFAULT_VERSION,
    preset: PresetOption = DEFAULT_PRESET,
    only: OnlyOption = None,
    steps: Annotated[int, typer.Option("--steps", min=1, help="Inputs to draw for each handler.")] = STEPS,
    seed: Annotated[int, typer.Option("--seed", help="The same seed draws the same inputs.")] = SEED,
    save: Annotated[
        Path | None, typer.Option("--save", metavar="DIR", help="Save what fails as cases in a folder of fixtures.")
    ] = None,
    deadline: DeadlineOption = DEADLINE,
    start_deadline: StartOption = START_DEADLINE,
    reasons: ReasonsOption = None,
    fixtures: FixturesOption = None,
) -> int:
    """Throw drawn inputs at a target, with the specification as the oracle, and shrink what fails."""
    options = TargetOptions(target, connect, deadline, start_deadline, reasons)
    check_options(options)
    terms = Terms(spec_version, preset)
    check_terms(terms)
    plan = FuzzPlan(terms, tuple(only or ()), steps, seed, save, fixtures)
    console = make_console()
    record = run_fuzz(console, plan, options)
    print_fuzz(console, record, plan, options)
    return 0 if record.has_passed else EXIT_FAILED


@app.command("serve")
def serve_command(
    listen_on: Annotated[
        str | None, typer.Option("--listen", metavar="unix:PATH", help="Serve on a socket instead.")
    ] = None,
) -> int:
    """Be a target: answer the protocol by running the specification."""
    if listen_on is None:
        serve_standard_streams()
    else:
        listen(listen_on)
    return 0


def make_setting(
    terms: Terms, root: str, options: TargetOptions, fixtures: Path | None, against: str | None
) -> Setting:
    """What a run is, for its reports."""
    repeated = [
        *options.get_repeated(),
        *(["--fixtures", str(fixtures)] if fixtures else []),
        *(["--against", against] if against else []),
    ]
    return Setting(terms, root, options.name, tuple(repeated), against or "")


def find_case(case_id: str, fixtures: Path | None) -> Case:
    """The case with this id. Raises `BadInput` that names the nearest ids when there is none."""
    cases = {case["id"]: case for case in load_every_case(fixtures)}
    if case_id not in cases:
        near = difflib.get_close_matches(case_id, cases, n=3)
        raise BadInput(f"no case has the id {case_id!r}" + (f"; near it: {', '.join(near)}" if near else ""))
    return cases[case_id]


def choose_version(case: Case, asked: str | None) -> str:
    """The version to ask a case for. Raises `BadInput` when the case does not hold for the one asked for."""
    versions: list[str] = case["versions"]
    if asked is None:
        return versions[-1]
    if asked not in versions:
        raise BadInput(f"{case['id']} holds for {', '.join(versions)}, not for {asked!r}")
    return asked


def write_exchanges(exchanges: list[tuple[bytes, bytes]]) -> Iterator[str]:
    """The lines of a conversation; where they are many, the first and the last exchanges of it."""
    skipped = len(exchanges) - EXCHANGES_SHOWN
    for index, (sent, received) in enumerate(exchanges):
        if skipped <= 0 or index < 1 or index > skipped:
            yield f"→ {shorten_line(sent)}"
            yield f"← {shorten_line(received)}" if received else "← nothing"
        elif index == skipped:
            yield f"  … {skipped} exchanges …"


def shorten_line(line: bytes) -> str:
    """A line of the protocol, cut where a terminal has seen enough."""
    text = line.decode(errors="replace").rstrip("\n")
    return text if len(text) <= LINE_SHOWN else f"{text[:LINE_SHOWN]}… ({len(line)} bytes)"


def get_exit_code(record: RunRecord) -> int:
    """0 when something ran and everything that ran passed, else 1."""
    return 0 if record.has_passed else EXIT_FAILED


def print_error(message: str) -> None:
    """Print one line on the error stream, whatever the message holds."""
    sys.stderr.write(f"pyde-conformance: {' '.join(message.split())}\n")


def run(arguments: list[str]) -> int:
    """Run a command. The exit code."""
    try:
        code = app(arguments, prog_name="pyde-conformance", standalone_mode=False)
        sys.stdout.flush()
    except BadInput as error:
        print_error(str(error))
        return EXIT_BAD_INPUT
    except typer.TyperException as error:
        print_error(error.format_message())
        return EXIT_BAD_INPUT
    except OSError as error:
        print_error(f"{error.filename or 'input or output'}: {error.strerror or error}")
        return EXIT_BAD_INPUT
    if code == EXIT_INTERRUPTED:
        print_error("interrupted")
    return int(code or 0)


def end(*_: object) -> NoReturn:
    """Leave at once, through everything that must be tidied up."""
    sys.exit(EXIT_TERMINATED)


def main() -> None:
    """The entry point of `pyde-conformance`."""
    signal.signal(signal.SIGTERM, end)
    code = run(sys.argv[1:])
    drop_unwritten_output()
    sys.exit(code)
