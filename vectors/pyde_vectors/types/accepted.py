"""The answer of rules that accept a value or reject it and say nothing more."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Accepted:
    """The value breaks no rule."""
