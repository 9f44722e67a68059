"""The commands of the guides run as they are written, from the top of the repository."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pyde_docs.contents import load_chapters
from pyde_docs.fixtures import load_fixtures
from pyde_docs.guides import HANDLERS_BY_CHAPTER, ORDER, fill_guide, load_guides, read_heading
from pyde_docs.places import DOCS, REPOSITORY

DOORS = ("run-the-vectors.md", "audit-a-rule.md", "build-a-client.md")
COMMANDS = [
    pytest.param(line, id=f"{name}-{number}")
    for name in DOORS
    for block in re.findall(r"^```sh\n(.*?)^```$", (DOCS / name).read_text(), re.MULTILINE | re.DOTALL)
    for number, line in enumerate(block.splitlines())
]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_works_as_written(command):
    if "node " in command and shutil.which("node") is None:
        pytest.skip("node is not installed: the command is not run")
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    ended = subprocess.run(
        ["sh", "-c", command], cwd=REPOSITORY, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert ended.stdout


@pytest.mark.parametrize("name", DOORS)
def test_a_door_leads_from_a_rule_to_its_vectors_a_decision_and_a_source(name):
    text = (DOCS / name).read_text()
    for target in ("chapters/", "vectors/", "decisions/"):
        assert re.search(rf"\]\({target}[^)]+\.md", text), f"{name} has no link into {target}"
    assert f"[{read_heading(name, text)}]({name})" in (DOCS / "index.md").read_text()


def test_guides_come_in_their_order():
    guides = list(load_guides())
    assert tuple(guides[: len(ORDER)]) == ORDER
    assert set(guides) >= {path.name for path in DOCS.glob("*.md")}


def test_a_guide_without_a_title_is_an_error():
    with pytest.raises(ValueError, match=r"docs/a\.md has no title"):
        read_heading("a.md", "no heading")


def test_the_order_of_work_counts_every_case():
    chapters, fixtures = load_chapters(), load_fixtures()
    table = fill_guide(HANDLERS_BY_CHAPTER, chapters, fixtures)
    counted = [int(found.replace(",", "")) for found in re.findall(r"\| ([\d,]+) \| `--only", table)]
    assert sum(counted) == sum(len(fixture.cases) for fixture in fixtures.files)
    assert table.index("'encoding/*'") < table.index("'accounts/*'")
