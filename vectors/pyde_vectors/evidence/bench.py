"""The bench on which mutants are tried: a few processes at a time, and what became of each mutant."""

import ast
import selectors
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyde_vectors.evidence.edits import Edit
from pyde_vectors.evidence.equivalents import MutantKey
from pyde_vectors.evidence.project import get_handler_name
from pyde_vectors.evidence.selection import CaseSelector
from pyde_vectors.evidence.trial import SURVIVED, Trial, Verdict, finish_trial, start_trial

Json = Any

WORKERS = 2


@dataclass(frozen=True)
class Mutant:
    """One edit of one module, and how it is named."""

    key: MutantKey
    line: int
    operator: str
    tree: ast.Module
    edit: Edit


@dataclass(frozen=True)
class Result:
    """A mutant, the number of its cases, and what became of it. `reason` explains a survivor."""

    mutant: Mutant
    cases: int
    verdict: Verdict
    reason: str | None

    @property
    def survived(self) -> bool:
        """Whether no case told the mutant from the text."""
        return self.verdict.outcome == SURVIVED


class Bench:
    """Where the mutants are tried, a few at a time, and their results gather by position.

    A survivor that nothing explains meets all other cases before it is believed.
    """

    def __init__(
        self,
        mutants: list[Mutant],
        selector: CaseSelector,
        records: list[dict[str, Json]],
        equivalents: dict[MutantKey, str],
    ) -> None:
        self.mutants = mutants
        self.selector = selector
        self.records = records
        self.equivalents = equivalents
        self.waiting = [(index, False) for index in range(len(mutants))][::-1]
        self.results: dict[int, Result] = {}

    def run(self) -> Iterator[int]:
        """Keep the workers busy until all is done; the number of mutants done so far, each time it grows."""
        with selectors.DefaultSelector() as running:
            while self.waiting or running.get_map():
                while self.waiting and len(running.get_map()) < WORKERS:
                    index, again = self.waiting.pop()
                    trial = self.make_trial(self.mutants[index], again=again)
                    child, pipe = start_trial(trial)
                    running.register(pipe, selectors.EVENT_READ, (index, again, child, len(trial.cases)))
                for key, _ in running.select():
                    running.unregister(key.fd)
                    index, again, child, cases = key.data
                    self.finish(index, again, cases, finish_trial(child, key.fd))
                    yield len(self.results)

    def make_trial(self, mutant: Mutant, *, again: bool) -> Trial:
        """A mutant with the cases that it meets; the second time, with those that it has not met."""
        measurement = self.selector.measurement
        chosen = self.selector.select(mutant.key.module, mutant.edit)
        if again:
            met = set(chosen)
            chosen = [case for case in range(len(self.records)) if case not in met]
        cases = [
            (
                self.records[case],
                measurement.handlers[get_handler_name(measurement.cases[case])]["module"],
                measurement.seconds[case],
            )
            for case in chosen
        ]
        return Trial(mutant.key.module, mutant.tree, mutant.edit, cases)

    def finish(self, index: int, again: bool, cases: int, verdict: Verdict) -> None:
        """Take in a verdict, or have an unexplained survivor tried again."""
        reason = self.equivalents.get(self.mutants[index].key)
        reached = cases > 0 or again
        if verdict.outcome == SURVIVED and reason is None and not again and reached:
            self.waiting.append((index, True))
            return
        before = len(self.records) - cases if again else 0
        self.results[index] = Result(self.mutants[index], before + cases, verdict, reason)
