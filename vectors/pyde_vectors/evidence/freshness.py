"""Whether committed evidence still speaks of the text as it stands.

The numbers of a module come from its code, from the cases that name a rule of it, and from what the
lists of exceptions and equivalents say of it. A digest over the three stands beside the numbers, and
who reads them computes it anew. Comments, docstrings and layout are left out: a better word asks for
no new measurement. So are the modules and cases that take part from further away; the tools read
everything, and a run over everything comes before a release.

Decision: R-51.
"""

import ast
import hashlib
import json
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from pyde_vectors.evidence.equivalents import EQUIVALENTS_FILE
from pyde_vectors.evidence.exceptions import EXCEPTIONS_FILE
from pyde_vectors.evidence.project import ROOT, get_source_path, load_chapters

Json = Any

EVIDENCE_FOLDER = ROOT / "docs" / "evidence"
UNMEASURED_FILE = EVIDENCE_FOLDER / "unmeasured.toml"
RENEWED_BY = {"coverage": "make coverage", "mutants": "make mutants"}


def load_evidence(name: str, folder: Path = EVIDENCE_FOLDER) -> dict[str, Json]:
    """What a committed file says of each module; nothing before it is written for the first time."""
    path = folder / f"{name}.json"
    found: dict[str, Json] = json.loads(path.read_bytes()) if path.exists() else {}
    return found


def write_evidence(name: str, entries: dict[str, Json], folder: Path = EVIDENCE_FOLDER) -> None:
    """Write a committed file, its modules in reading order."""
    order = [module for module in list_modules() if module in entries]
    ordered = {module: entries[module] for module in [*order, *sorted(entries.keys() - set(order))]}
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(ordered, indent=1, ensure_ascii=False)
    (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def list_modules() -> list[str]:
    """Every module of the specification, in reading order."""
    return [module for chapter in load_chapters() for module in chapter.modules]


def find_stale_modules(entries: dict[str, Json], records: Iterable[dict[str, Json]]) -> list[str]:
    """The modules whose numbers are missing, rest on something else by now, or whose module is gone."""
    digests = compute_digests(list_modules(), records)
    stale = [module for module, digest in digests.items() if entries.get(module, {}).get("digest") != digest]
    return stale + [module for module in entries if module not in digests]


def find_wrong_modules(entries: dict[str, Json], records: Iterable[dict[str, Json]]) -> list[str]:
    """The stale modules, but for those without numbers that the list of unmeasured modules names.

    And whatever that list names although it has numbers, or does not exist.
    """
    unmeasured = set(load_unmeasured())
    stale = [module for module in find_stale_modules(entries, records) if module in entries or module not in unmeasured]
    return stale + sorted(unmeasured & entries.keys() | unmeasured - set(list_modules()))


def load_unmeasured(path: Path = UNMEASURED_FILE) -> list[str]:
    """The modules whose mutants have not been tried yet."""
    return [
        module for entry in tomllib.loads(path.read_text(encoding="utf-8"))["unmeasured"] for module in entry["modules"]
    ]


def compute_digests(modules: Iterable[str], records: Iterable[dict[str, Json]]) -> dict[str, str]:
    """The digest of each module, asked the cases given."""
    modules = list(modules)
    cases: dict[str, list[str]] = {module: [] for module in modules}
    for record in records:
        text = json.dumps([record[key] for key in ("id", "versions", "preset", "input", "expect")], sort_keys=True)
        for module in {rule.rpartition(".")[0] for rule in record["rules"]} & cases.keys():
            cases[module].append(text)
    return {module: compute_digest(module, cases[module]) for module in modules}


def compute_digest(module: str, cases: list[str]) -> str:
    """The digest of one module and of its cases, whatever the order of these."""
    source = get_source_path(module).read_text(encoding="utf-8")
    parts = [describe_code(source), sorted(cases), read_remarks(module)]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def describe_code(source: str) -> Json:
    """What a source says, without comments, docstrings and layout, the same for every version of Python."""
    return describe_node(ast.parse(source))


def describe_node(node: Any) -> Json:
    """A node with its members; empty ones, and statements that are only a string, left out."""
    if isinstance(node, list):
        return [describe_node(item) for item in node if not is_prose(item)]
    if isinstance(node, ast.AST):
        fields = [(name, value) for name, value in ast.iter_fields(node) if value is not None and value != []]
        return [type(node).__name__, *([name, describe_node(value)] for name, value in fields)]
    return repr(node)


def is_prose(node: Any) -> bool:
    """Whether a statement is only a string: a docstring, or the text below a constant."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def read_remarks(module: str) -> list[Json]:
    """The entries about a module in the lists of exceptions and equivalents."""
    lists = [entries for path in (EXCEPTIONS_FILE, EQUIVALENTS_FILE) for entries in load_remarks(path).values()]
    return [entry for entries in lists for entry in entries if module in (entry.get("module"), entry.get("name"))]


@cache
def load_remarks(path: Path) -> dict[str, list[dict[str, Json]]]:
    """The entries of a list, by kind."""
    return tomllib.loads(path.read_text(encoding="utf-8"))
