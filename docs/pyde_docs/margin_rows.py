"""Margin rows: what the box beside a rule says of its versions, its mutants, and its place among the rules."""

from dataclasses import dataclass, field
from functools import cached_property

from pyde_docs.evidence import Evidence, Mutants
from pyde_docs.linking import Linker
from pyde_docs.places import ERRATA_PAGE, EVIDENCE_PAGE, Place, html_link
from pyde_docs.uses import Uses
from pyde_docs.version_pairs import VersionPair, find_version_pairs
from pyde_spec.params.versions import VERSIONS

SHOWN_NAMES_MAX = 6
CONSTANTS_MAX = 4

PROTOCOL_RULES = "pyde_spec.params.versions.ProtocolRules"

Row = tuple[str, str]


@dataclass(frozen=True)
class MarginRows:
    """What the rows are made from."""

    linker: Linker
    uses: Uses
    evidence: Evidence
    wire_places: dict[str, Place] = field(default_factory=dict)

    @cached_property
    def pairs_by_rule(self) -> dict[str, list[VersionPair]]:
        """The cases that differ by version, by the rule that they name."""
        found: dict[str, list[VersionPair]] = {}
        for pair in find_version_pairs(self.evidence.fixtures, tuple(VERSIONS)):
            for rule in pair.rules:
                found.setdefault(rule, []).append(pair)
        return found

    @cached_property
    def version_readers(self) -> set[str]:
        """The definitions that speak of what a version fixes, themselves or through what they use."""
        return set(self.uses.find_all_users((PROTOCOL_RULES,)))

    def describe_module(self, origin: str, module: str) -> list[Row]:
        """The rows of a module: all its mutants and what no vector runs."""
        rows = self.count_mutants(origin, module, self.evidence.mutants_of(module))
        coverage = self.evidence.coverage_of(module)
        if coverage and coverage.due and coverage.missing < coverage.due:
            shown = f"{coverage.due - coverage.missing}/{coverage.due}"
            link = html_link(origin, Place(EVIDENCE_PAGE, module), "run by vectors")
            rows.append(("Statements and branches", f'<strong class="count">{shown}</strong> {link}'))
        return rows

    def describe_rule(self, origin: str, rule: str) -> list[Row]:
        """The rows of a function or a class."""
        module, _, name = rule.rpartition(".")
        return [
            *self.count_mutants(origin, module, self.evidence.mutants_of(module, name)),
            *self.compare_versions(origin, rule),
            *self.link_layout(origin, rule),
            *self.list_names(origin, "Used by", tuple(self.uses.users.get(rule, {}))),
            *self.list_names(origin, "Uses", self.find_foreign_rules(rule)),
        ]

    def describe_constants(self, origin: str, module: str, names: tuple[str, ...]) -> list[Row]:
        """The rows of constants that stand together: who uses them. Of many, the page of constants tells."""
        if len(names) > CONSTANTS_MAX:
            return []
        users = dict.fromkeys(user for name in names for user in self.uses.users.get(f"{module}.{name}", {}))
        others = tuple(user for user in users if user not in {f"{module}.{name}" for name in names})
        return self.list_names(origin, "Used by", others)

    def link_layout(self, origin: str, rule: str) -> list[Row]:
        """Where the bytes of a type are drawn."""
        place = self.wire_places.get(rule)
        return [("Bytes", html_link(origin, place, "wire layout"))] if place else []

    def count_mutants(self, origin: str, module: str, mutants: Mutants | None) -> list[Row]:
        """How many of the mutants that a vector can kill are killed."""
        if mutants is None or not mutants.made:
            return []
        link = html_link(origin, Place(EVIDENCE_PAGE, module), "killed")
        shown = f'<strong class="count">{mutants.killed}/{mutants.due}</strong> {link}'
        if mutants.equivalent:
            shown += f"<br>{mutants.equivalent} more equivalent"
        return [("Mutants", shown)]

    def compare_versions(self, origin: str, rule: str) -> list[Row]:
        """Whether a rule and its vectors are the same in every version, and else which are not.

        A case may name a rule beside one that differs; a rule that cannot see the version is not to blame.
        """
        if rule not in self.evidence.fixtures.cases_by_rule:
            return []
        pairs = self.pairs_by_rule.get(rule, []) if rule in self.version_readers else []
        if not pairs:
            return [("Versions", f"same in {' and '.join(VERSIONS)}")]
        what = "one case differs" if len(pairs) == 1 else f"{len(pairs)} cases differ"
        return [("Versions", html_link(origin, Place(ERRATA_PAGE, get_pair_anchor(pairs[0])), what))]

    def find_foreign_rules(self, rule: str) -> tuple[str, ...]:
        """The functions and classes of other modules that a rule uses."""
        module = rule.rpartition(".")[0]
        used = [name for name in self.uses.used.get(rule, {}) if name in self.uses.rules]
        return tuple(name for name in used if name.rpartition(".")[0] not in (module, "pyde_spec.rejections"))

    def list_names(self, origin: str, label: str, names: tuple[str, ...]) -> list[Row]:
        """Links to definitions, the first of them shown and the others folded away."""
        if not names:
            return []
        links = [self.link_definition(origin, name) for name in names]
        shown = "<br>".join(links[:SHOWN_NAMES_MAX])
        if len(links) > SHOWN_NAMES_MAX:
            rest = "<br>".join(links[SHOWN_NAMES_MAX:])
            shown += f"<details><summary>and {len(links) - SHOWN_NAMES_MAX} more</summary>{rest}</details>"
        return [(label, shown)]

    def link_definition(self, origin: str, name: str) -> str:
        """A definition, by its own name, and its chapter where that is another page's."""
        place = self.linker.symbols.places[name]
        shown = f"<code>{name.rpartition('.')[2]}</code>"
        module = name.rpartition(".")[0].removeprefix("pyde_spec.")
        return html_link(origin, place, shown) + ("" if place.page == origin else f" <small>{module}</small>")


def get_pair_anchor(pair: VersionPair) -> str:
    """The anchor of a pair on the page of the errata: that of the first pair of its handler."""
    return pair.stem.rpartition("/")[0].replace("/", "-")
