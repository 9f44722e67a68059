import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY / "docs"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, built once, also when several workers run the tests."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    output, done = shared / "site-build", shared / "site-build-done"
    try:
        output.mkdir()
    except FileExistsError:
        wait_for(done)
        return output / "site"
    build(output)
    done.touch()
    return output / "site"


def wait_for(done: Path) -> None:
    for _ in range(1200):
        if done.exists():
            return
        time.sleep(0.1)
    raise TimeoutError("another worker did not finish building the site")


def build(output: Path) -> None:
    # Not quietly: that would drop the warnings which strict turns into errors.
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY / "docs"), "NO_MKDOCS_2_WARNING": "1"}
    for command in (
        ["pyde_docs", "--output", str(output)],
        ["mkdocs", "build", "--strict", "--config-file", str(output / "mkdocs.yml")],
    ):
        finished = subprocess.run(
            [sys.executable, "-m", *command], env=environment, capture_output=True, text=True, check=False
        )
        assert finished.returncode == 0, finished.stdout + finished.stderr


@pytest.fixture(scope="session")
def chapters():
    from pyde_docs.contents import load_chapters

    return load_chapters()


@pytest.fixture(scope="session")
def symbols(chapters):
    from pyde_docs.symbols import load_symbols

    return load_symbols(chapters)


@pytest.fixture(scope="session")
def sources(chapters, symbols) -> Iterator[dict[str, str]]:
    """The source of every module that has a page, by its full name."""
    return {name: symbols.module(name).filepath.read_text() for chapter in chapters for name in chapter.module_pages()}
