"""`python -m pyde_vectors.evidence.layering`: the floors hold.

The contracts are derived from `contents.toml`: a chapter imports only chapters listed before it, so
that a reader who reads in order has read what a chapter rests on; floors ascend along the list. The
packages of the project import one another one way only. The specification takes nothing from a clock,
a source of randomness, the system or the network.

Writes `build/importlinter.ini` and runs import-linter with it. Exit 1 when a contract is broken, a
module of the specification is not listed, or a listed one does not exist.
"""

import sys
from collections.abc import Iterator
from configparser import ConfigParser
from itertools import pairwise
from pathlib import Path

from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from pyde_vectors.evidence.project import (
    BUILD,
    SPEC,
    Chapter,
    OneLineParser,
    get_source_path,
    load_chapters,
)

CONFIGURATION_FILE = BUILD / "importlinter.ini"

PACKAGES = ("pyde_spec", "pyde_vectors", "pyde_conformance", "pyde_node")
FORBIDDEN_PACKAGES = {
    "pyde_spec": ("pyde_vectors", "pyde_conformance", "pyde_node"),
    "pyde_vectors": ("pyde_conformance", "pyde_node"),
    "pyde_conformance": ("pyde_node",),
    "pyde_node": ("pyde_vectors", "pyde_conformance"),
}
FORBIDDEN_LIBRARIES = (
    "asyncio",
    "datetime",
    "http",
    "multiprocessing",
    "os",
    "random",
    "secrets",
    "socket",
    "subprocess",
    "time",
    "urllib",
    "uuid",
)


def main(arguments: list[str] | None = None) -> int:
    """Check the list of chapters against the files, then the imports against the list."""
    OneLineParser(prog="layering", description=(__doc__ or "").partition("\n")[0]).parse_args(arguments)
    chapters = load_chapters()
    defects = list(find_defects(chapters))
    for defect in defects:
        print(f"layering: {defect}", file=sys.stderr)
    write_configuration(chapters, CONFIGURATION_FILE)
    status = lint_imports(config_filename=str(CONFIGURATION_FILE), no_cache=True, no_logo=True)
    return 1 if defects or status != EXIT_STATUS_SUCCESS else 0


def find_present(spec: Path) -> set[str]:
    """The modules that have a file."""
    return {
        ".".join(path.relative_to(spec.parent).with_suffix("").parts)
        for path in spec.rglob("*.py")
        if path.name != "__init__.py"
    }


def find_unlisted(chapters: list[Chapter], spec: Path = SPEC) -> list[str]:
    """The modules that have a file and stand in no chapter."""
    return sorted(find_present(spec) - {module for chapter in chapters for module in chapter.modules})


def find_defects(chapters: list[Chapter], spec: Path = SPEC) -> Iterator[str]:
    """What is wrong with the list of chapters, one sentence each."""
    listed = [module for chapter in chapters for module in chapter.modules]
    present = find_present(spec)
    for module in find_unlisted(chapters, spec):
        yield f"{module} is not listed in contents.toml"
    for module in listed:
        if module not in present:
            yield f"contents.toml lists {module}, which does not exist"
    for module in sorted({module for module in listed if listed.count(module) > 1}):
        yield f"contents.toml lists {module} twice"
    for before, after in pairwise(chapters):
        if after.floor < before.floor:
            yield f"contents.toml lists {after.package} (floor {after.floor}) after a higher floor"


def write_configuration(chapters: list[Chapter], path: Path) -> None:
    """Write import-linter's configuration."""
    configuration = ConfigParser()
    configuration["importlinter"] = {
        "root_packages": join_lines(PACKAGES),
        "include_external_packages": "True",
    }
    configuration["importlinter:contract:chapters"] = {
        "name": "A chapter imports only chapters before it",
        "type": "layers",
        "containers": "pyde_spec",
        "layers": join_lines([chapter.package for chapter in chapters if has_package(chapter)][::-1]),
        "exhaustive": "True",
    }
    for package, forbidden in FORBIDDEN_PACKAGES.items():
        configuration[f"importlinter:contract:{package}"] = {
            "name": f"{package} does not import {' or '.join(forbidden)}",
            "type": "forbidden",
            "source_modules": package,
            "forbidden_modules": join_lines(forbidden),
        }
    configuration["importlinter:contract:purity"] = {
        "name": "The specification takes nothing from clock, chance, system or network",
        "type": "forbidden",
        "source_modules": "pyde_spec",
        "forbidden_modules": join_lines(FORBIDDEN_LIBRARIES),
        "allow_indirect_imports": "True",
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        configuration.write(file)


def has_package(chapter: Chapter) -> bool:
    """Whether the chapter's package is there; one without files yet takes part in no import."""
    package = f"{SPEC.name}.{chapter.package}"
    return get_source_path(package).exists() or (SPEC / chapter.package / "__init__.py").exists()


def join_lines(names: tuple[str, ...] | list[str]) -> str:
    """Names one below another, as the configuration takes them."""
    return "\n" + "\n".join(names)


if __name__ == "__main__":
    sys.exit(main())
