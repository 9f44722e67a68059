"""The examples of "using the vectors without the runner": cut out of the page, and run."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from pyde_vectors.fixtures import get_fixtures_folder, load_cases

REPOSITORY = Path(__file__).parents[2]
PAGE = REPOSITORY / "docs" / "using-vectors.md"
ADAPTER = REPOSITORY / "conformance" / "adapters" / "node"
STAND_INS = Path(__file__).parent / "examples"
LINES_MAX = 40

ANNOTATIONS = (
    ": Record<string, (input: any) => Answer>",
    ": Case[]",
    ": string",
    ": any",
    ": Outcome",
)


def find_tool(name: str, example: str) -> str:
    """The path of a tool; without it the test is skipped."""
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"{name} is not installed: the {example} example is not run")
    return path


def cut_out(language: str) -> str:
    """The one example of the page in a language."""
    (example,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE.read_text(), re.MULTILINE | re.DOTALL)
    assert example.count("\n") <= LINES_MAX
    return example


def strip_types(source: str) -> str:
    """The example as JavaScript: without its type declarations and annotations."""
    source = re.sub(r"^type .*\n", "", source, flags=re.MULTILINE)
    for annotation in ANNOTATIONS:
        assert annotation in source
        source = source.replace(annotation, "")
    return source


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)


def prepare(folder: Path) -> None:
    """The vectors beside the example, as it looks for them."""
    (folder / "fixtures").symlink_to(get_fixtures_folder())


def count_cases(*handlers: str) -> int:
    return len(load_cases(get_fixtures_folder(), "1.1", "mainnet", handlers))


def write_typescript_example(folder: Path, nonce_window: str = "nonce_window.mjs") -> None:
    """The example as JavaScript, and a client that is made of the adapter's modules."""
    prepare(folder)
    shutil.copytree(ADAPTER, folder / "adapter")
    (folder / "package.json").write_text('{"type": "module"}\n')
    (folder / "client.js").write_text(
        "export { Rejected } from './adapter/rejections.mjs';\n"
        "export { poseidon2Hash } from './adapter/poseidon2.mjs';\n"
        f"export {{ useNonce }} from './adapter/{nonce_window}';\n"
    )
    (folder / "example.test.js").write_text(strip_types(cut_out("typescript")))


def run_typescript_example(folder: Path) -> subprocess.CompletedProcess[str]:
    node = find_tool("node", "TypeScript")
    return run([node, "--test", "--test-reporter=tap", "example.test.js"], folder)


def test_typescript_example_passes_every_case(tmp_path):
    write_typescript_example(tmp_path)
    ended = run_typescript_example(tmp_path)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    number = count_cases("crypto/poseidon2_hash", "accounts/use_nonce")
    assert len(re.findall(r"^\s*ok \d+ - (?:crypto|accounts)/", ended.stdout, re.MULTILINE)) == number


def test_typescript_example_fails_with_a_wrong_client(tmp_path):
    write_typescript_example(tmp_path, nonce_window="wrong.mjs")
    right = (ADAPTER / "nonce_window.mjs").read_text()
    wrong = right.replace("const WINDOW_SIZE = 16n;", "const WINDOW_SIZE = 17n;")
    assert wrong != right
    (tmp_path / "adapter" / "wrong.mjs").write_text(wrong)
    ended = run_typescript_example(tmp_path)
    assert ended.returncode != 0
    assert re.search(r"^\s*not ok \d+ - accounts/use_nonce/", ended.stdout, re.MULTILINE)


def compile_rust_example(folder: Path, client: str) -> None:
    """Compile the stand-ins, then the example against them."""
    rustc = find_tool("rustc", "Rust")
    prepare(folder)
    shutil.copy(STAND_INS / "serde_json.rs", folder)
    (folder / "your_client.rs").write_text(client)
    (folder / "example.rs").write_text(cut_out("rust"))
    common = [rustc, "--edition", "2021", "-D", "warnings"]
    links = []
    for crate in ("serde_json", "your_client"):
        built = run([*common, "--crate-type", "rlib", f"{crate}.rs"], folder)
        assert built.returncode == 0, built.stderr
        links += ["--extern", f"{crate}=lib{crate}.rlib"]
    built = run([*common, "--test", *links, "example.rs"], folder)
    assert built.returncode == 0, built.stderr


def test_rust_example_passes(tmp_path):
    compile_rust_example(tmp_path, (STAND_INS / "your_client.rs").read_text())
    ended = run(["./example"], tmp_path)
    assert ended.returncode == 0, ended.stdout
    assert "1 passed" in ended.stdout


def test_rust_example_fails_with_a_wrong_client(tmp_path):
    right = (STAND_INS / "your_client.rs").read_text()
    wrong = right.replace("spent.trailing_ones()", "spent.trailing_ones().min(1)")
    assert wrong != right
    compile_rust_example(tmp_path, wrong)
    ended = run(["./example"], tmp_path)
    assert ended.returncode != 0
    assert "accounts/use_nonce/" in ended.stdout
