"""States of sessions, compared: the first key that holds something else than it should.

A state travels as a list of entries in ascending order of key, and only after a mismatch. What it should
be is not in the fixtures: the specification goes the same steps and shows its own.

Decision: R-184 (what a report says of a session).
"""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from pyde_conformance.compare import ABSENT
from pyde_conformance.protocol import MalformedMessage, Terms, get_handler
from pyde_conformance.results import KeyDifference
from pyde_conformance.wire import Json, show
from pyde_spec.params.versions import resolve
from pyde_spec.rejections import Rejected
from pyde_vectors.handlers import InvalidInput
from pyde_vectors.sessions import Entry, Session, load_sessions, open_session


class NoSession(Exception):
    """The specification cannot go the steps of a case. The message says why."""


def write_entries(entries: Iterable[Entry]) -> dict[str, Json]:
    """The result of `session_state`."""
    return {"entries": [{"key": f"0x{key.hex()}", "value": f"0x{value.hex()}"} for key, value in entries]}


def read_entries(form: Json) -> dict[bytes, bytes]:
    """The state in a result of `session_state`. Raises `MalformedMessage`."""
    match form:
        case {"entries": list(items)}:
            pairs = [read_entry(item) for item in items]
        case _:
            raise MalformedMessage(f"not an object with entries: {show(form)}")
    for (before, _), (key, _) in pairwise(pairs):
        if key <= before:
            raise MalformedMessage(f"its keys do not ascend at 0x{key.hex()}")
    return dict(pairs)


def read_entry(form: Json) -> Entry:
    """One key and its value. Raises `MalformedMessage`."""
    match form:
        case {"key": str(key), "value": str(value)}:
            return read_bytes(key), read_bytes(value)
    raise MalformedMessage(f"not an entry with key and value: {show(form)}")


def read_bytes(text: str) -> bytes:
    """A byte string. Raises `MalformedMessage`."""
    try:
        content = bytes.fromhex(text.removeprefix("0x"))
    except ValueError:
        content = b""
    if text != f"0x{content.hex()}":
        raise MalformedMessage(f"not a byte string: {show(text)}")
    return content


def replay(case: dict[str, Json], terms: Terms, steps: int) -> Session:
    """The session of a case after its first steps, by the specification. Raises `NoSession`."""
    kind = load_sessions().get(get_handler(case))
    if kind is None:
        raise NoSession(f"the specification has no session {get_handler(case)}")
    try:
        session = open_session(kind, resolve(terms.spec_version, terms.preset), case["input"]["pre_state"])
        for step in case["input"]["steps"][:steps]:
            session.apply(step)
    except (InvalidInput, Rejected) as error:
        raise NoSession(f"the specification does not take the case: {error}") from error
    return session


def find_first_key(session: Session, got: Mapping[bytes, bytes]) -> KeyDifference | None:
    """The first key at which a state is not that of the session, or None where they agree."""
    expected = dict(session.show())
    for key in sorted(expected.keys() | got.keys()):
        left, right = expected.get(key), got.get(key)
        if left != right:
            return describe_key(session, key, left, right)
    return None


def describe_key(session: Session, key: bytes, expected: bytes | None, got: bytes | None) -> KeyDifference:
    """A key that differs, with what it stands for and, where both sides can be read, the first field that differs."""
    from pyde_conformance.leaves import find_first_field  # needs half of the specification, and only after a mismatch

    inside = None
    if expected is not None and got is not None:
        inside = find_first_field(key, expected, got, (leaf for _, leaf in session.show()))
    return KeyDifference(f"0x{key.hex()}", write_value(expected), write_value(got), session.describe(key), inside)


def write_value(value: bytes | None) -> str:
    """What a key holds, in words."""
    return ABSENT if value is None else f"0x{value.hex()}"
