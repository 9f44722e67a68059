import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

REPOSITORY = Path(__file__).resolve().parents[2]
SCREENSHOTS = REPOSITORY / "build" / "screenshots"
CHROMIUM = Path("/usr/bin/chromium")
WIDE = {"width": 1440, "height": 1100}
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


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the tests of a module; without it they are skipped."""
    if not CHROMIUM.exists():
        pytest.skip(f"there is no browser at {CHROMIUM}")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        )
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Opens a page of the site, in a browser that has seen nothing before."""
    contexts = []

    def open_page(name: str, scheme: str = "light", size: dict[str, int] = WIDE, **options) -> Page:
        contexts.append(browser.new_context(viewport=size, color_scheme=scheme, **options))
        page = contexts[-1].new_page()
        page.goto(address + name)
        page.wait_for_load_state("networkidle")
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def take_screenshot() -> Callable[[Page, str], None]:
    """Keeps what a page looks like, to be looked at."""

    def take_screenshot(page: Page, name: str) -> None:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"{name}.png")

    return take_screenshot
