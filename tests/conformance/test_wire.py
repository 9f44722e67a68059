"""Lines of JSON, also for the values that the fast codec does not take."""

import subprocess
import sys

import pytest

from pyde_conformance.wire import RECURSION_MAX, NotJson, dump, dump_line, load, make_writable, show


@pytest.mark.parametrize("value", [None, True, 0, -1, 2**70, 1.5, "é", "\ud800", [1, {"a": []}], {}])
def test_round_trip(value):
    assert load(dump(value)) == value
    assert dump_line(value).endswith(b"\n")
    assert dump_line(value).count(b"\n") == 1


@pytest.mark.parametrize("text", [b"", b"{", b"NaN", b"[Infinity]", b"\xff", b"1 2", b"[" * 100_000])
def test_what_is_not_json(text):
    with pytest.raises(NotJson):
        load(text)


def test_nesting_is_refused_whatever_the_limit_of_recursion():
    code = (
        "import sys; sys.setrecursionlimit(100_000); from pyde_conformance.wire import load, NotJson\n"
        "try: load(b'[' * 100_000)\n"
        "except NotJson: print(sys.getrecursionlimit())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "100000\n"


@pytest.fixture
def usual_recursion():
    """The limit of recursion that Python starts with, whatever was imported before."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(RECURSION_MAX)
    yield
    sys.setrecursionlimit(limit)


def test_showing_is_bounded_and_on_one_line(usual_recursion):
    assert show({"a": "x" * 500}, 20) == '{"a":"xxxxxxxxxxxxx…'
    deep = []
    for _ in range(5000):
        deep = [deep]
    assert show(deep) == "a value nested too deeply to show"


def test_what_no_writer_takes_becomes_its_text():
    assert make_writable({"a": 1}) == {"a": 1}
    assert make_writable({"a": "\ud800"}) == '{"a":"\\ud800"}'
