"""The layering contract, kept and broken."""

import pytest

from pyde_vectors.evidence.layering import find_defects, find_unlisted
from pyde_vectors.evidence.project import Chapter, get_source_path, load_chapters


def test_the_listed_modules_keep_it(project):
    spec = project.path("spec/pyde_spec")
    for module in find_unlisted(load_chapters(spec), spec):
        get_source_path(module, spec).unlink()
    finished = project.run("layering")
    assert finished.returncode == 0, finished.stdout + finished.stderr
    assert "0 broken" in finished.stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("spec/pyde_spec/encoding/shapes.py", "import pyde_spec.accounts.nonce_window", "chapters before it"),
        ("spec/pyde_spec/encoding/shapes.py", "import pyde_spec.params.quorum", "chapters before it"),
        ("spec/pyde_spec/encoding/shapes.py", "import time", "clock, chance"),
        ("spec/pyde_spec/encoding/shapes.py", "import pyde_vectors.cases", "pyde_spec does not import"),
        ("vectors/pyde_vectors/cases.py", "import pyde_conformance.wire", "pyde_vectors does not import"),
        ("conformance/pyde_conformance/wire.py", "import pyde_node", "pyde_conformance does not import"),
        ("reference/pyde_node/__init__.py", "import pyde_vectors.cases", "pyde_node does not import"),
    ],
)
def test_an_import_against_it_fails(project, module, line, contract):
    project.append(module, f"\n{line}\n")
    finished = project.run("layering")
    assert finished.returncode == 1
    broken = [text for text in finished.stdout.splitlines() if text.endswith("BROKEN")]
    assert any(contract in text for text in broken), finished.stdout


def test_a_module_that_is_not_listed_fails(project):
    project.path("spec/pyde_spec/accounts/unlisted.py").write_text('"""Unlisted."""\n')
    finished = project.run("layering")
    assert finished.returncode == 1
    assert "pyde_spec.accounts.unlisted is not listed" in finished.stderr


def test_a_chapter_that_is_not_listed_fails(project):
    folder = project.path("spec/pyde_spec/unlisted")
    folder.mkdir()
    (folder / "__init__.py").write_text('"""Unlisted."""\n')
    assert project.run("layering").returncode == 1


def test_a_listed_module_that_does_not_exist_fails(project):
    project.replace("spec/pyde_spec/contents.toml", '"nonce_window"', '"nonce_window", "absent"')
    finished = project.run("layering")
    assert finished.returncode == 1
    assert "lists pyde_spec.accounts.absent, which does not exist" in finished.stderr


def test_floors_have_to_ascend():
    early, late = Chapter("early", 3, "Early", ()), Chapter("late", 0, "Late", ())
    assert not any("floor" in defect for defect in find_defects([late, early]))
    assert "contents.toml lists late (floor 0) after a higher floor" in list(find_defects([early, late]))
