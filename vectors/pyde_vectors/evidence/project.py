"""Where things are, and which modules make up the specification.

The list of chapters is read from `contents.toml`, without importing the specification.
"""

import argparse
import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, NoReturn

from rich.console import Console

ROOT = Path(__file__).resolve().parents[3]
SPEC = ROOT / "spec" / "pyde_spec"
VECTORS = ROOT / "vectors" / "pyde_vectors"
BUILD = ROOT / "build"
CONSOLE_WIDTH = 110


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the specification: its package, its floor, and its modules in reading order."""

    package: str
    floor: int
    title: str
    modules: tuple[str, ...]


class ProjectError(Exception):
    """A checked-in list and the sources do not agree. The message says where."""


def load_chapters(spec: Path = SPEC) -> list[Chapter]:
    """The chapters in order; a chapter that is one file has that file as its only module."""
    with (spec / "contents.toml").open("rb") as file:
        entries = tomllib.load(file)["chapter"]
    return [
        Chapter(entry["package"], entry["floor"], entry["title"], tuple(name_modules(spec, entry))) for entry in entries
    ]


def name_modules(spec: Path, entry: dict[str, list[str]]) -> list[str]:
    """The qualified names of a chapter's modules."""
    package = f"{spec.name}.{entry['package']}"
    if not entry["modules"] and get_source_path(package, spec).exists():
        return [package]
    return [f"{package}.{module}" for module in entry["modules"]]


def get_source_path(module: str, spec: Path = SPEC) -> Path:
    """The file of a module of the specification."""
    return spec.joinpath(*module.split(".")[1:]).with_suffix(".py")


def select_modules(parser: "OneLineParser", pattern: str) -> list[str]:
    """The modules of the specification that a glob names, in reading order; none at all is an error."""
    modules = [module for chapter in load_chapters() for module in chapter.modules]
    for module in modules:
        if not get_source_path(module).exists():
            raise ProjectError(f"contents.toml lists {module}, which does not exist")
    chosen = [module for module in modules if fnmatchcase(module, pattern)]
    if not chosen:
        parser.error(f"no module of the specification matches {pattern!r}")
    return chosen


def get_handler_name(case_id: str) -> str:
    """The handler that a case asks: its id without the last part."""
    return case_id.rpartition("/")[0]


class OneLineParser(argparse.ArgumentParser):
    """A command line whose errors are one line and exit 2."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, **settings)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments."""
        self.exit(2, f"{self.prog}: {message}\n")


def make_console() -> Console:
    """A console wide enough for the tables, also where nobody says how wide it is."""
    console = Console(soft_wrap=True)
    console.width = max(console.width, CONSOLE_WIDTH)
    return console
