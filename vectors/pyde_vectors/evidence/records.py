"""The cases that evidence is gathered with.

They come from the committed fixtures; while a chapter is being written, on demand from its builders.
Either way a process of its own reads them, so that the process that measures has not touched the
specification before it looks.
"""

import json
import subprocess
import sys
from typing import Any

from pyde_vectors.evidence.project import ProjectError

Json = Any

PRINT_FIXTURES = "from pyde_vectors.evidence.records import print_fixtures; print_fixtures()"
PRINT_BUILT = "from pyde_vectors.evidence.records import print_built; print_built()"


def load_records(*, built: bool = False) -> list[dict[str, Json]]:
    """Every case, as its fixture holds it, in order of handler; on demand as the builders give it now."""
    program = PRINT_BUILT if built else PRINT_FIXTURES
    finished = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    if finished.returncode != 0:
        lines = finished.stderr.decode(errors="replace").strip().splitlines()
        raise ProjectError(f"the cases cannot be read: {lines[-1] if lines else 'no message'}")
    records: list[dict[str, Json]] = json.loads(finished.stdout)
    if not records:
        raise ProjectError("there is no case")
    return records


def print_fixtures() -> None:
    """Print every committed case as one JSON array."""
    from pyde_vectors.fixtures import get_fixtures_folder, load_cases

    json.dump([record for _, record in load_cases(get_fixtures_folder(), version=None)], sys.stdout)


def print_built() -> None:
    """Print every case as its builder gives it, as one JSON array."""
    from pyde_vectors.cases import build_cases
    from pyde_vectors.handlers import load_handlers

    json.dump([record for name in load_handlers() for record in build_cases(name)], sys.stdout)


def ask_record(entry: Any, record: dict[str, Json]) -> Json | None:
    """Ask a handler a case, at each of its versions. The first answer that is not the expected one, else None.

    The wire form of the input that the fixture gives has to be that of the input, too.
    """
    from pyde_spec.params.versions import resolve
    from pyde_vectors.handlers import answer, read_input, write_borsh

    value = read_input(entry, record["input"])
    wire = write_borsh(entry.input_type, value)
    if wire != record.get("input_borsh", {}):
        return {"input_borsh": wire}
    for version in record["versions"]:
        outcome = answer(entry, resolve(version, record["preset"]), value)
        if not is_same_json(outcome, record["expect"]):
            return outcome
    return None


def is_same_json(left: Json, right: Json) -> bool:
    """Whether two JSON values are equal; to Python 1, 1.0 and true would be."""
    return left == right and json.dumps(left, sort_keys=True) == json.dumps(right, sort_keys=True)
