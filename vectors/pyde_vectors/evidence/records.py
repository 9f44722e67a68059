"""The cases that evidence is gathered with.

They come from the committed fixtures, or are built when there are none. Either way a process of its
own reads them, so that the process that measures has not touched the specification before it looks.
"""

import json
import subprocess
import sys
from typing import Any

Json = Any

READ_CASES = "from pyde_vectors.evidence.records import print_cases; print_cases()"


def load_records() -> list[dict[str, Json]]:
    """Every case, as its fixture holds it, in order of handler."""
    finished = subprocess.run([sys.executable, "-c", READ_CASES], stdout=subprocess.PIPE, check=True)
    records: list[dict[str, Json]] = json.loads(finished.stdout)
    return records


def print_cases() -> None:
    """Print every case as one JSON array."""
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
        if outcome != record["expect"]:
            return outcome
    return None
