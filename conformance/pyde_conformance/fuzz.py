"""Fuzzing: inputs that no vector has, with the specification as the oracle.

Every step draws an input, asks the target and asks the text. The first input on which they differ
is shrunk to the smallest one that still fails in the same way, and becomes a case like any other.
The same seed and number of steps draw the same inputs, whichever handlers are asked.

Decision: R-45 (fuzzing).
"""

import hashlib
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, find, settings
from hypothesis.errors import NoSuchExample, Unsatisfiable

from pyde_conformance.mutations import inputs_of, read_or_none
from pyde_conformance.problems import BadInput
from pyde_conformance.protocol import Terms
from pyde_conformance.results import CaseResult, Outcome
from pyde_conformance.runner import Case, Runner, write_question
from pyde_conformance.shrinking import shrink_form
from pyde_conformance.wire import Json, dump, show
from pyde_spec.params.versions import resolve
from pyde_vectors.cases import Case as BuiltCase
from pyde_vectors.cases import fill_case
from pyde_vectors.fixtures import FixturesError, parse_json, read_file
from pyde_vectors.folder import write_folder
from pyde_vectors.format import get_fixture_path, write_fixture
from pyde_vectors.handlers import Handler, InvalidInput, answer, read_input, write_record

SLOW_FAULTS = (Outcome.HUNG, Outcome.CRASHED)
SLOW_FAULTS_MAX = 12
NAME_DIGITS = 12


class OracleFailed(Exception):
    """The specification neither answers nor rejects an input: the text itself is wrong."""


@dataclass
class Search:
    """The search for a failing input of one handler.

    What was asked once is not asked again, so a target that wavers cannot confuse the shrinking.
    Starting a target again is slow: after some crashes or hangs the smallest input so far will do.
    """

    runner: Runner
    entry: Handler
    terms: Terms
    report_step: Callable[[], None]
    verdicts: dict[bytes, CaseResult] = field(default_factory=dict)
    found: Outcome | None = None
    slow_faults: int = 0

    def is_failing(self, value: Any) -> bool:
        """Whether the target fails on an input, in the same way as at first. Raises `OracleFailed`."""
        form = write_record(self.entry.input_type, value)
        key = dump(form)
        if key not in self.verdicts:
            if self.slow_faults >= SLOW_FAULTS_MAX:
                return False
            expected = self.get_expected(form, value)
            if expected is None:
                return False
            self.verdicts[key] = self.ask(self.write_case(form, expected))
        result = self.verdicts[key]
        if result.is_failure and self.found is None:
            self.found = result.outcome
        return result.is_failure and result.outcome is self.found

    def is_form_failing(self, form: Json) -> bool:
        """Whether the target fails on the input that a form stands for; not when it stands for none."""
        value = read_or_none(self.entry, form)
        return value is not None and self.is_failing(value)

    def get_expected(self, form: Json, value: Any) -> Json:
        """What the text says, or None where the input is none of the handler's. Raises `OracleFailed`."""
        try:
            return answer(self.entry, resolve(self.terms.spec_version, self.terms.preset), value)
        except InvalidInput:
            return None
        except Exception as error:  # the text must answer every input of its handler
            raise OracleFailed(f"{self.entry.name}: {type(error).__name__}: {error}; input {show(form)}") from error

    def write_case(self, form: Json, expected: Json) -> Case:
        """The least of a case that can be asked."""
        return {
            "id": f"{self.entry.name}/fuzz",
            "capability": self.entry.capability,
            "input": form,
            "expect": expected,
        }

    def ask(self, case: Case) -> CaseResult:
        """Ask the target."""
        self.report_step()
        result = self.runner.ask_alone(write_question(case))
        if result.outcome in SLOW_FAULTS:
            self.slow_faults += 1
        return result


def fuzz_handler(search: Search, forms: list[Json], steps: int, seed: int) -> CaseResult | None:
    """The failure on the smallest failing input that was found, as a case of its own; None without one.

    Raises `OracleFailed` for an input that the text itself cannot answer.
    """
    options = settings(
        max_examples=steps,
        database=None,
        derandomize=False,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    source = random.Random(compute_seed(seed, search.entry.name))
    try:
        value = find(inputs_of(search.entry, forms), search.is_failing, settings=options, random=source)
    except (NoSuchExample, Unsatisfiable):
        return None
    form = shrink_form(write_record(search.entry.input_type, value), search.is_form_failing)
    value = read_input(search.entry, form)
    result = search.verdicts[dump(form)]
    return replace(result, case=build_case(search, value))


def compute_seed(seed: int, handler_name: str) -> int:
    """The seed of one handler's inputs."""
    digest = hashlib.sha256(f"{seed}/{handler_name}".encode()).digest()
    return int.from_bytes(digest[:8], "big")


def build_case(search: Search, value: Any) -> Case:
    """The case that an input makes. Its name follows from the input alone."""
    form = write_record(search.entry.input_type, value)
    digest = hashlib.sha256(dump(form)).hexdigest()[:NAME_DIGITS]
    built = BuiltCase(
        name=f"fuzz-{digest}",
        title="Found by fuzzing",
        input=value,
        preset=search.terms.preset,
        versions=(search.terms.spec_version,),
    )
    (case,) = fill_case(search.entry, built)
    return case


def save_case(folder: Path, handler_name: str, case: Case) -> None:
    """Add a case to a folder of fixtures, which `run --fixtures` and `reproduce --fixtures` read.

    Raises `BadInput` when the folder cannot be read or written.
    """
    path = get_fixture_path(handler_name)
    try:
        old = parse_json(read_file(folder / path), path)["cases"] if (folder / path).exists() else []
        others = [entry for entry in old if entry["id"] != case["id"]]
        cases = sorted([*others, case], key=lambda entry: str(entry["id"]))
        write_folder(folder, {path: write_fixture(handler_name, cases)}, is_full=False)
    except FixturesError as error:
        raise BadInput(f"cannot save a case to {folder}: {error}") from error
