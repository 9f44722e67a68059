"""The reference target with one thing wrong in its sessions: `planted_sessions.py WAY STEP`.

What is wrong shows at the step of that number, counted from 1, of every session. It knows the handlers that its
tests ask and no others, so that it starts fast.
"""

import os
import sys
import time

from pyde_conformance import serve
from pyde_conformance.protocol import ErrorCode
from pyde_conformance.serve import Server
from pyde_conformance.serve_errors import CannotAnswer
from pyde_vectors import handlers

WAY, STEP = sys.argv[1], int(sys.argv[2])


def crash(_):
    sys.stderr.write("something terrible happened\n")
    sys.stderr.flush()
    os._exit(7)


def hang(_):
    time.sleep(600)


def garbage(_):
    sys.stdout.write("thread 'main' panicked at src/lib.rs:7\n")
    sys.stdout.flush()


def fail(_):
    raise CannotAnswer(ErrorCode.INTERNAL, "out of memory")


def lose_last_write(apply):
    def misapply(parameters):
        step = parameters["step"]
        return apply({**parameters, "step": {**step, "writes": step["writes"][:-1]}})

    return misapply


def answer_zeros(apply):
    def misanswer(parameters):
        answer = apply(parameters)
        return {"ok": {**answer["ok"], "poseidon2": "0x" + "00" * 32}} if "ok" in answer else answer

    return misanswer


def turn_around(show):
    return lambda parameters: {"entries": show(parameters)["entries"][::-1]}


APPLYING = {
    "crash": lambda _: crash,
    "hang": lambda _: hang,
    "garbage": lambda _: garbage,
    "error": lambda _: fail,
    "no-answer": lambda _: lambda parameters: {"maybe": {}},
    "error-inside": lambda _: lambda parameters: {"error": {"code": -32000, "message": "no such slot"}},
    "lose": lose_last_write,
    "lose-without-state": lose_last_write,
    "lose-with-odd-state": lose_last_write,
    "lose-and-crash-in-state": lose_last_write,
    "zeros": answer_zeros,
    "accept": lambda apply: lambda parameters: {"ok": {"blake3": "0x", "poseidon2": "0x"}},
}
REPLACED = {
    "crash-in-open": ("session_open", lambda _: crash),
    "odd-open": ("session_open", lambda _: lambda parameters: {"session": 1}),
    "reject-open": ("session_open", lambda _: lambda parameters: {"reject": {"stage": "validate", "reason": "x"}}),
    "error-in-open": ("session_open", lambda _: fail),
    "error-in-close": ("session_close", lambda _: fail),
    "crash-in-close": ("session_close", lambda _: crash),
    "lose-with-odd-state": ("session_state", turn_around),
    "lose-and-crash-in-state": ("session_state", lambda _: crash),
}


class PlantedServer(Server):
    """The reference target, but for one thing."""

    def __init__(self):
        super().__init__()
        self.steps = 0
        self.methods["session_apply"] = self.count_steps(self.methods["session_apply"])
        if WAY in REPLACED:
            method, plant = REPLACED[WAY]
            self.methods[method] = plant(self.methods[method])
        if WAY == "lose-without-state":
            del self.methods["session_state"]
        opening = self.methods["session_open"]
        self.methods["session_open"] = lambda parameters: self.start_counting() or opening(parameters)

    def start_counting(self):
        self.steps = 0

    def count_steps(self, apply):
        planted = APPLYING.get(WAY, lambda same: same)(apply)

        def count(parameters):
            self.steps += 1
            return planted(parameters) if self.steps == STEP else apply(parameters)

        return count

    def initialize(self, parameters):
        greeting = super().initialize(parameters)
        return {**greeting, "capabilities": []} if WAY == "no-sessions" else greeting


handlers.BUILDER_MODULES = ("pyde_vectors.params.quorum", "pyde_vectors.state.tree_session")
serve.Server = PlantedServer
serve.main()
