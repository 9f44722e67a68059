"""The sessions of the reference target.

Sessions live until they are closed, or the conversation ends. A step that gets an error leaves its
session as it was, and open.

Decision: R-183 (the methods of sessions).
"""

from pyde_conformance.protocol import ErrorCode
from pyde_conformance.serve_errors import CannotAnswer, read_members, running_the_text
from pyde_conformance.session_state import write_entries
from pyde_conformance.wire import Json, show
from pyde_spec.params.versions import Parameters
from pyde_spec.rejections import Rejected
from pyde_vectors.handlers import write_rejection
from pyde_vectors.sessions import Session, load_sessions, open_session

OPEN_SESSIONS_MAX = 64


class SessionTable:
    """The open sessions of one conversation, by their names."""

    def __init__(self, parameters: Parameters) -> None:
        self.parameters = parameters
        self.sessions: dict[str, Session] = {}
        self.opened = 0

    def open(self, parameters: Json) -> Json:
        """Open a session: its name, or the rejection of its pre-state. Raises `CannotAnswer`."""
        asked = read_members(parameters, ("kind", "pre_state"))
        kinds = load_sessions()
        if not isinstance(asked["kind"], str) or asked["kind"] not in kinds:
            raise CannotAnswer(ErrorCode.UNKNOWN_METHOD, f"unknown kind of session {show(asked['kind'])}")
        if len(self.sessions) >= OPEN_SESSIONS_MAX:
            raise CannotAnswer(ErrorCode.TOO_MANY_SESSIONS, f"{OPEN_SESSIONS_MAX} sessions are open already")
        with running_the_text():
            try:
                session = open_session(kinds[asked["kind"]], self.parameters, asked["pre_state"])
            except Rejected as rejection:
                return write_rejection(rejection)
        self.opened += 1
        self.sessions[str(self.opened)] = session
        return {"session": str(self.opened)}

    def apply(self, parameters: Json) -> Json:
        """The outcome of a step. Raises `CannotAnswer`."""
        asked = read_members(parameters, ("session", "step"))
        session = self.sessions[self.find(asked["session"])]
        with running_the_text():
            return session.apply(asked["step"])

    def show(self, parameters: Json) -> Json:
        """The state as it is, in ascending order of key. Raises `CannotAnswer`."""
        session = self.sessions[self.find(read_members(parameters, ("session",))["session"])]
        with running_the_text():
            return write_entries(session.show())

    def close(self, parameters: Json) -> None:
        """Forget a session. Raises `CannotAnswer`."""
        del self.sessions[self.find(read_members(parameters, ("session",))["session"])]

    def find(self, name: Json) -> str:
        """The name of an open session. Raises `CannotAnswer`."""
        if not isinstance(name, str) or name not in self.sessions:
            raise CannotAnswer(ErrorCode.UNKNOWN_SESSION, f"no session {show(name)} is open")
        return name
