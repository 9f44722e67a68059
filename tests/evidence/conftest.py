"""A copy of the project in which the tools can be shown what they are there to find."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = {"pyde_spec": "spec", "pyde_vectors": "vectors", "pyde_conformance": "conformance", "pyde_node": "reference"}
FEW_BUILDERS = """
BUILDER_MODULES = ("pyde_vectors.params.quorum", "pyde_vectors.params.versions", "pyde_vectors.accounts.nonce_window")
"""


class ProjectCopy:
    """The packages of the project in a folder of their own, without fixtures and with few builders."""

    def __init__(self, root):
        self.root = root
        for package, folder in FOLDERS.items():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / folder / package, root / folder / package, ignore=ignored)
        self.path("vectors/pyde_vectors/contents.py").write_text(FEW_BUILDERS)

    def path(self, name):
        return self.root / name

    def replace(self, name, old, new):
        text = self.path(name).read_text()
        assert old in text, f"{name} no longer has {old!r}"
        self.path(name).write_text(text.replace(old, new))

    def append(self, name, text):
        with self.path(name).open("a") as file:
            file.write(text)

    def run(self, tool, *arguments):
        paths = os.pathsep.join(str(self.root / folder) for folder in FOLDERS.values())
        environment = {**os.environ, "PYTHONPATH": paths, "COLUMNS": "200"}
        command = [sys.executable, "-m", f"pyde_vectors.evidence.{tool}", *arguments]
        return subprocess.run(
            command, cwd=self.root, env=environment, capture_output=True, text=True, timeout=120, check=False
        )


@pytest.fixture
def project(tmp_path):
    return ProjectCopy(tmp_path)
