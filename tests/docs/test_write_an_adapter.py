"""The steps of "write an adapter in an hour": each is cut out of the page, put together, and run."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[2] / "docs" / "write-an-adapter.md"
FENCE = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
STEP = re.compile(r"^## (\d)\. ", re.MULTILINE)
ANYTHING = "…"

if shutil.which("node") is None:
    pytest.skip("node is not installed: the steps of the adapter are not run", allow_module_level=True)


@dataclass(frozen=True)
class Step:
    files: dict[str, str]
    commands: list[tuple[str, str]]


def read_steps() -> list[Step]:
    """The files and the commands of each step; a command has the output that the page says it has."""
    steps = []
    for text in STEP.split(PAGE.read_text())[2::2]:
        blocks = FENCE.findall(text)
        files = {title: content for language, title, content in blocks if language == "js"}
        shown = [(language, content) for language, _, content in blocks if language != "js"] + [("", "")]
        commands = [
            (content, following if language_of_following == "text" else "")
            for (language, content), (language_of_following, following) in pairwise(shown)
            if language == "sh"
        ]
        steps.append(Step(files, commands))
    return steps


STEPS = read_steps()


def find_line(shown: str, printed: list[str]) -> bool:
    """Whether a line is printed, whatever stands where the page has an ellipsis, and however it is spaced."""
    words = [re.escape(part) for part in re.split(r"\s+", shown.strip())]
    pattern = re.compile(r"\s+".join(words).replace(ANYTHING, ".*"))
    return any(pattern.fullmatch(line.strip()) for line in printed)


def test_the_page_has_eight_steps_that_all_run_something():
    assert len(STEPS) == 8
    assert all(step.commands for step in STEPS)


@pytest.mark.parametrize("number", range(len(STEPS)), ids=lambda number: f"step-{number + 1}")
def test_a_step_does_what_the_page_says(number, tmp_path):
    for step in STEPS[: number + 1]:
        for name, content in step.files.items():
            (tmp_path / name).write_text(content)
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "240",
    }
    for command, output in STEPS[number].commands:
        ended = subprocess.run(
            ["sh", "-e", "-c", command],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        printed = (ended.stdout + ended.stderr).splitlines()
        missing = [line for line in output.splitlines() if line.strip() and not find_line(line, printed)]
        assert missing == [], "\n".join(printed)
        assert ended.returncode == (1 if "FAILED" in output else 0), "\n".join(printed)
