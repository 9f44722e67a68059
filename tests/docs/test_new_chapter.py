"""A chapter is a part of the site as soon as the contents list it, with no text, no modules or no cases yet."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]

CHAPTERS = """
[[chapter]]
package = "not_begun"
floor = 90
title = "Not begun"
modules = []

[[chapter]]
package = "just_begun"
floor = 91
title = "Just begun"
modules = []

[[chapter]]
package = "without_cases"
floor = 92
title = "Without cases"
modules = ["only_prose", "deeper.one_rule"]
"""

FILES = {
    "just_begun/__init__.py": '"""Just begun: there is a package and no module."""\n',
    "without_cases/__init__.py": '"""Without cases: what no vector asks about yet."""\n',
    "without_cases/only_prose.py": '"""Only prose."""\n',
    "without_cases/deeper/__init__.py": '"""Deeper."""\n',
    "without_cases/deeper/one_rule.py": '''"""One rule.

It stands on a lower floor.

Source: book, chapter 1.
"""

from pyde_spec.accounts.nonce_window import NonceWindow

HIGHEST = 3


def compute_answer(window: NonceWindow) -> int:
    """The answer to a window."""
    return window.base + HIGHEST
''',
}


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the project with three more chapters and the cases of one; no line of the generator differs."""
    copy = tmp_path_factory.mktemp("repository")
    shutil.copytree(REPOSITORY / "docs", copy / "docs", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(REPOSITORY / "spec", copy / "spec", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    shutil.copy(REPOSITORY / "mkdocs.yml", copy)
    with (copy / "spec" / "pyde_spec" / "contents.toml").open("a") as contents:
        contents.write(CHAPTERS)
    for name, text in FILES.items():
        path = copy / "spec" / "pyde_spec" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    environment = os.environ | {"PYTHONPATH": f"{copy / 'spec'}{os.pathsep}{copy / 'docs'}"}
    fixtures = REPOSITORY / "vectors" / "fixtures" / "accounts"
    finished = subprocess.run(
        [sys.executable, "-m", "pyde_docs", "--output", str(copy / "build"), "--fixtures", str(fixtures)],
        env=environment,
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return copy / "build"


def test_a_chapter_without_text_has_no_page_and_no_entry(generated):
    listed = (generated / "mkdocs.yml").read_text()
    for package in ("not_begun", "just_begun"):
        assert not (generated / "docs" / "chapters" / package).exists()
        assert package not in listed


def test_a_chapter_without_cases_has_its_pages(generated):
    pages = generated / "docs" / "chapters"
    assert "| 92 | [Without cases](without_cases/index.md) |" in (pages / "index.md").read_text()
    opening = (pages / "without_cases" / "index.md").read_text()
    assert "What no vector asks about yet." in opening
    assert "## [Only prose](only_prose.md)" in opening
    assert "## [One rule](deeper/one_rule.md)" in opening
    page = (pages / "without_cases" / "deeper" / "one_rule.md").read_text()
    assert "## `compute_answer`" in page
    assert "Vectors" not in page
    assert "Pinned by" not in page
    assert "# Only prose" in (pages / "without_cases" / "only_prose.md").read_text()


def test_it_stands_in_the_navigation_in_its_order(generated):
    listed = (generated / "mkdocs.yml").read_text()
    assert listed.index("chapters/accounts/index.md") < listed.index("chapters/without_cases/index.md")
    assert "chapters/without_cases/deeper/one_rule.md" in listed


def test_lower_floors_say_that_it_uses_them(generated):
    page = (generated / "docs" / "chapters" / "accounts" / "nonce_window.md").read_text()
    assert "../without_cases/deeper/one_rule.html#compute_answer" in page


def test_the_constants_and_the_evidence_list_it(generated):
    assert "HIGHEST" in (generated / "docs" / "constants.md").read_text().partition("## Without cases")[2]
    row = (generated / "docs" / "evidence.md").read_text().partition('id="chapter-without_cases"')[2]
    chapter = row.partition("</tr>")[0]
    assert chapter.count("<td></td>") == 8, "what was never measured is left empty"
    assert 'id="pyde_spec.without_cases.deeper.one_rule"' in row
