"""Mutants that no vector can tell from the text, each with its reason.

`equivalents.toml` names them by module, function, and the statement before and after the edit, so
that an entry stays true when lines above it come and go. An entry that names no mutant, or one that a
vector kills, is an error.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

EQUIVALENTS_FILE = Path(__file__).with_name("equivalents.toml")


@dataclass(frozen=True, slots=True)
class MutantKey:
    """What names a mutant, whichever line it stands on."""

    module: str
    scope: str
    original: str
    mutated: str


def load_equivalents(path: Path = EQUIVALENTS_FILE) -> dict[MutantKey, str]:
    """The reason of each equivalent mutant."""
    entries = tomllib.loads(path.read_text(encoding="utf-8")).get("equivalent", [])
    return {
        MutantKey(entry["module"], entry["scope"], entry["original"], mutated): entry["reason"]
        for entry in entries
        for mutated in entry["mutated"]
    }


def write_suggestion(survivors: Iterable[MutantKey]) -> str:
    """Entries for survivors, ready for a reason."""
    groups: dict[tuple[str, str, str], list[str]] = {}
    for key in survivors:
        groups.setdefault((key.module, key.scope, key.original), []).append(key.mutated)
    return "\n".join(
        "[[equivalent]]\n"
        f'module = "{module}"\n'
        f'scope = "{scope}"\n'
        f"original = {quote(original)}\n"
        f"mutated = [\n{''.join(f'    {quote(mutated)},{chr(10)}' for mutated in sorted(set(group)))}]\n"
        'reason = ""\n'
        for (module, scope, original), group in groups.items()
    )


def quote(text: str) -> str:
    """A TOML string, without escapes where it can do without."""
    if "'" not in text:
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
