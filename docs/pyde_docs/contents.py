"""The chapters of the specification, as `contents.toml` lists them, and the pages they become."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from pyde_docs.places import CONTENTS


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its package, floor and title, and its modules by dotted name inside the package.

    A chapter that is one module lists none.
    """

    package: str
    floor: int
    title: str
    modules: tuple[str, ...]

    @property
    def page(self) -> str:
        """The page that opens the chapter."""
        return f"chapters/{self.package}/index.md"

    def module_page(self, module: str) -> str:
        """The page of one of its modules."""
        return f"chapters/{self.package}/{module.replace('.', '/')}.md"

    def module_pages(self) -> dict[str, str]:
        """The page of every module of the chapter, by the module's full name, the opening one first."""
        pages = {f"pyde_spec.{self.package}": self.page}
        return pages | {f"pyde_spec.{self.package}.{module}": self.module_page(module) for module in self.modules}


def load_chapters(path: Path = CONTENTS) -> tuple[Chapter, ...]:
    """The chapters that have text already, in reading order."""
    entries = tomllib.loads(path.read_text())["chapter"]
    chapters = (Chapter(entry["package"], entry["floor"], entry["title"], tuple(entry["modules"])) for entry in entries)
    return tuple(chapter for chapter in chapters if chapter.modules or (path.parent / f"{chapter.package}.py").exists())
