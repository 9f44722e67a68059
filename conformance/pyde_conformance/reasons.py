"""Maps of reasons: a client's own error names, in the terms of the catalogue.

A map is a TOML file with one table, `[reasons]`: the client's name on the left, the code of the
catalogue on the right. Several names may stand for one reason; one name never stands for several.

Decision: R-40 (exact comparison; levels of reasons).
"""

import difflib
import tomllib
from pathlib import Path

from pyde_conformance.problems import BadInput
from pyde_conformance.protocol import REASONS_BY_CODE
from pyde_conformance.wire import show


def load_reason_map(path: Path) -> dict[str, str]:
    """The map in a file. Raises `BadInput`, naming the entry that is wrong."""
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInput(f"cannot read the map of reasons {path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"the map of reasons {path} is not TOML: {error}") from error
    reasons = document.get("reasons")
    if set(document) != {"reasons"} or not isinstance(reasons, dict):
        raise BadInput(f"the map of reasons {path} must hold one table, [reasons], and nothing else")
    for name, code in reasons.items():
        check_code(path, name, code)
    return reasons


def check_code(path: Path, name: str, code: object) -> None:
    """Raises `BadInput` unless the code is one of the catalogue."""
    if isinstance(code, str) and code in REASONS_BY_CODE:
        return
    near = difflib.get_close_matches(str(code), REASONS_BY_CODE, 1)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise BadInput(f"the map of reasons {path}: {name} = {show(code)} is no reason of the catalogue{hint}")
