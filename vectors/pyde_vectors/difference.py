"""What changed between two sets of fixtures.

A case is the same case as long as its id is. What matters most to a client team is a changed
expectation: a client that passed before may fail now, or should have failed before. A case that
holds for other versions than before says something new as well, but of a reader's own choice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pyde_vectors.fixtures import Case

Json = Any


@dataclass(frozen=True, slots=True)
class ChangedCase:
    """A case that both sets have, and the members in which it differs."""

    id: str
    members: tuple[str, ...]
    old: Case
    new: Case

    @property
    def is_expectation_changed(self) -> bool:
        """Whether the two expect different things."""
        return "expect" in self.members


@dataclass(frozen=True, slots=True)
class Difference:
    """The ids that are new, the ids that are gone, and the cases that changed; each in order of id."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[ChangedCase, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not (self.added or self.removed or self.changed)

    @property
    def expectations_changed(self) -> int:
        """The number of cases that expect something else now."""
        return sum(1 for change in self.changed if change.is_expectation_changed)


def compute_difference(old: Mapping[str, Case], new: Mapping[str, Case]) -> Difference:
    """What leads from the old cases to the new, both by id."""
    shared = sorted(old.keys() & new.keys())
    return Difference(
        added=tuple(sorted(new.keys() - old.keys())),
        removed=tuple(sorted(old.keys() - new.keys())),
        changed=tuple(compare(old[name], new[name]) for name in shared if old[name] != new[name]),
    )


def compare(old: Case, new: Case) -> ChangedCase:
    """The members in which two cases of one id differ, in the order of the format."""
    names = dict.fromkeys([*old, *new])
    return ChangedCase(new["id"], tuple(name for name in names if old.get(name) != new.get(name)), old, new)


def write_difference(difference: Difference, old_root: str, new_root: str) -> dict[str, Json]:
    """The machine-readable form. Each changed member comes with both its values; null is an absent one."""
    return {
        "old_root": old_root,
        "new_root": new_root,
        "expectations_changed": difference.expectations_changed,
        "added": list(difference.added),
        "removed": list(difference.removed),
        "changed": [
            {
                "id": change.id,
                "members": {
                    name: {"old": change.old.get(name), "new": change.new.get(name)} for name in change.members
                },
            }
            for change in difference.changed
        ],
    }
