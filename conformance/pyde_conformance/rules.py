"""Rules: what a report can say about the rule that a case exercises.

A case names its rules by their qualified names. The text of the specification is importable, so the
source of a rule is read from its own docstring, or else from that of its module, and what the text
says of a rejected input is what it says when it is run.
"""

import importlib
import inspect
import re
from functools import cache

from pyde_conformance.protocol import get_handler
from pyde_conformance.wire import Json
from pyde_spec.params.versions import resolve
from pyde_spec.rejections import Rejected
from pyde_vectors.handlers import InvalidInput, load_handlers, read_input

SPECIFICATION = "pyde_spec."
SOURCE = re.compile(r"(?:Source|Decision):\s*(.+?)\.?\s*(?=Source:|Decision:|Finding:|\n\s*\n|\Z)", re.DOTALL)


def get_rule_name(rule: str) -> str:
    """The name of a rule as a report shows it: without the name of the whole."""
    return rule.removeprefix(SPECIFICATION)


@cache
def get_rule_source(rule: str) -> str:
    """Where a rule comes from, or nothing when this version of the text has no such rule."""
    module_name, _, name = rule.rpartition(".")
    try:
        module = importlib.import_module(module_name)
    except ImportError:
        return ""
    for text in (inspect.getdoc(getattr(module, name, None)), module.__doc__):
        found = SOURCE.search(text or "")
        if found:
            return " ".join(found.group(1).split())
    return ""


def describe_rejection(case: dict[str, Json]) -> str:
    """What the text says of an input that it rejects, in a few words; nothing when it does not."""
    entry = load_handlers().get(get_handler(case))
    if entry is None or "reject" not in case["expect"]:
        return ""
    try:
        entry.function(resolve(case["versions"][-1], case["preset"]), read_input(entry, case["input"]))
    except Rejected as rejection:
        return rejection.detail
    except InvalidInput:
        return ""
    return ""
