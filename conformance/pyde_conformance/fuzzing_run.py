"""A run of the fuzzer over the handlers of a target.

Every handler is searched by itself, with its own inputs. What is found is reported as a failed case
and, where a folder is given, saved there, so that `run` and `reproduce` ask it again.

Decision: R-45 (fuzzing).
"""

import shlex
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pyde_conformance.client import NotUsable
from pyde_conformance.commands import TargetOptions, conversation
from pyde_conformance.fuzz import OracleFailed, Search, fuzz_handler, save_case
from pyde_conformance.problems import BadInput
from pyde_conformance.protocol import Terms, get_handler
from pyde_conformance.report_terminal import print_failure, print_incidents, print_line, print_log
from pyde_conformance.results import CaseResult, Incident, Setting
from pyde_conformance.runner import Runner, find_handler_gap
from pyde_conformance.suite import load_suite
from pyde_conformance.views import split_target, view_failure
from pyde_conformance.wire import Json, shorten, show
from pyde_vectors.fixtures import FixturesError
from pyde_vectors.folder import check_writable
from pyde_vectors.handlers import Handler, load_handlers

STEPS = 500
SEED = 0
ORACLE_WIDTH = 400
INPUT_WIDTH = 2000


@dataclass(frozen=True, slots=True)
class FuzzPlan:
    """What to fuzz: handlers by their globs, inputs for each, the seed, and where to save what fails."""

    terms: Terms
    patterns: tuple[str, ...]
    steps: int
    seed: int
    save: Path | None
    fixtures: Path | None


@dataclass
class FuzzRecord:
    """What fuzzing found: for each handler the inputs that were asked, and the failure if there is one.

    `not_covered` says of each other handler what the target lacks for it.
    """

    asked: dict[str, int] = field(default_factory=dict)
    not_covered: dict[str, str] = field(default_factory=dict)
    failures: dict[str, CaseResult] = field(default_factory=dict)
    incidents: list[Incident] = field(default_factory=list)
    oracle_failures: list[str] = field(default_factory=list)
    problem: str = ""
    problem_log: str = ""

    @property
    def has_passed(self) -> bool:
        """Whether something was asked, and nothing failed."""
        return (
            sum(self.asked.values()) > 0  # something was asked
            and not self.failures  # no input failed
            and not self.incidents  # nor did the target between two of them
            and not self.oracle_failures  # the text had an answer to every input
            and not self.problem  # and it could be tested at all
        )


def run_fuzz(console: Console, plan: FuzzPlan, options: TargetOptions) -> FuzzRecord:
    """Fuzz the handlers that the target claims. Raises `BadInput`."""
    forms = load_forms(plan)
    questions = [(entry, forms.get(entry.name, [])) for entry in select_handlers(plan.patterns)]
    check_save_folder(plan.save)
    record = FuzzRecord()
    with conversation(options, plan.terms) as talk:
        try:
            talk.runner.start()
            fuzz_all(console, plan, talk.runner, questions, record)
            talk.runner.settle()
            talk.client.finish()
        except NotUsable as problem:
            record.problem, record.problem_log = f"the target cannot be tested: {problem}", problem.log
        record.incidents += talk.runner.incidents
    return record


def select_handlers(patterns: tuple[str, ...]) -> list[Handler]:
    """The handlers that match a glob; all of them without one. Raises `BadInput` for one that matches nothing."""
    handlers = load_handlers()
    for pattern in patterns:
        if not any(fnmatchcase(name, pattern) for name in handlers):
            raise BadInput(f"no handler matches {pattern!r}")
    return [
        entry for name, entry in handlers.items() if not patterns or any(fnmatchcase(name, glob) for glob in patterns)
    ]


def load_forms(plan: FuzzPlan) -> dict[str, list[Json]]:
    """The inputs of the cases of every handler. Raises `BadInput`."""
    forms: dict[str, list[Json]] = {}
    for case in load_suite(plan.fixtures, plan.terms, []).cases:
        forms.setdefault(get_handler(case), []).append(case["input"])
    return forms


def check_save_folder(folder: Path | None) -> None:
    """Raises `BadInput` for a folder that cannot take cases; asked before the run, not after it."""
    try:
        if folder is not None:
            check_writable(folder)
    except FixturesError as error:
        raise BadInput(str(error)) from error


def fuzz_all(
    console: Console,
    plan: FuzzPlan,
    runner: Runner,
    questions: list[tuple[Handler, list[Json]]],
    record: FuzzRecord,
) -> None:
    """Search every handler that the target claims."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        for entry, forms in questions:
            assert runner.info is not None
            gap = find_handler_gap(runner.info, entry.name, entry.capability)
            if gap:
                record.not_covered[entry.name] = gap
                continue
            task = progress.add_task(entry.name, total=plan.steps)
            search = Search(runner, entry, plan.terms, lambda task=task: progress.advance(task))  # type: ignore[misc]
            fuzz_one(search, forms, plan, record)
            progress.remove_task(task)


def fuzz_one(search: Search, forms: list[Json], plan: FuzzPlan, record: FuzzRecord) -> None:
    """Search one handler, and record and save what is found."""
    name = search.entry.name
    try:
        failure = fuzz_handler(search, forms, plan.steps, plan.seed)
    except OracleFailed as error:
        failure = None
        record.oracle_failures.append(str(error))
    record.asked[name] = len(search.verdicts)
    if failure is not None:
        record.failures[name] = failure
        if plan.save is not None:
            save_case(plan.save, name, failure.case)


def print_fuzz(console: Console, record: FuzzRecord, plan: FuzzPlan, options: TargetOptions) -> None:
    """The handlers, what was found, and the verdict."""
    width = max(map(len, [*record.asked, *record.not_covered]), default=0)
    for handler, asked in record.asked.items():
        style, verdict = ("red", "fails") if handler in record.failures else ("green", "no difference")
        print_line(console, f"{handler:{width}}  {asked} inputs  {verdict}", style)
    for handler, gap in record.not_covered.items():
        print_line(console, f"{handler:{width}}  not covered ({gap})", "dim")
    for handler, failure in record.failures.items():
        console.print()
        setting = Setting(plan.terms, "", options.name, get_repeated(plan, options))
        view = view_failure(failure, setting)
        if plan.save is None:
            view = replace(view, again=write_fuzz_command(handler, plan, options))
        print_failure(console, view)
        print_line(console, f"  input     {show(failure.case['input'], INPUT_WIDTH)}")
    for text in record.oracle_failures:
        print_line(console, f"✗ the specification itself fails: {shorten(text, ORACLE_WIDTH)}", "bold red")
    print_incidents(console, record.incidents)
    print_log(console, record.problem_log.splitlines())
    print_verdict(console, record)


def get_repeated(plan: FuzzPlan, options: TargetOptions) -> tuple[str, ...]:
    """The options with which `reproduce` asks a saved case again."""
    return (*options.get_repeated(), *(["--fixtures", str(plan.save)] if plan.save else []))


def write_fuzz_command(handler: str, plan: FuzzPlan, options: TargetOptions) -> str:
    """The command that finds the failure of a handler again."""
    return shlex.join(
        [
            *("pyde-conformance", "fuzz", "--only", handler, "--seed", str(plan.seed), "--steps", str(plan.steps)),
            *("--spec-version", plan.terms.spec_version, "--preset", plan.terms.preset),
            *split_target(options.name),
            *options.get_repeated(),
            *(["--fixtures", str(plan.fixtures)] if plan.fixtures else []),
        ]
    )


def print_verdict(console: Console, record: FuzzRecord) -> None:
    """Whether anything was found."""
    console.print()
    if record.has_passed:
        print_line(console, f"PASSED: {sum(record.asked.values())} inputs, no difference", "bold green")
        return
    faults = [
        *([record.problem] if record.problem else []),
        *([f"{len(record.failures)} of {len(record.asked)} handlers failed"] if record.failures else []),
        *([f"{len(record.incidents)} faults outside of any case"] if record.incidents else []),
        *([f"the specification fails on {len(record.oracle_failures)} handlers"] if record.oracle_failures else []),
        *(["nothing was asked"] if not sum(record.asked.values()) and not record.problem else []),
    ]
    print_line(console, f"FAILED: {'; '.join(faults)}", "bold red")
