"""Targets that fail, one way each: `misbehaving.py WAY`. Where a way has a trigger, it is the input n = 5."""

import json
import os
import sys
import time
from pathlib import Path

from skeleton import GREETING, answer, main, refuse, respond, say

BATCHING = {**GREETING, "batch": True}
TRIGGER = 5


def is_triggered(request):
    params = request["params"]
    return any(case["input"]["n"] == TRIGGER for case in params.get("cases", [params]))


def when_triggered(misbehave):
    def answer_one(request):
        if is_triggered(request):
            misbehave(request)
        else:
            respond(request, answer(request["params"]))

    return answer_one


def when_triggered_in_batch(misbehave):
    def answer_many(request):
        if is_triggered(request):
            misbehave(request)
        else:
            respond(request, [answer(case) for case in request["params"]["cases"]])

    return answer_many


def crash(_):
    sys.stderr.write("something terrible happened\n")
    os._exit(7)


def hang(_):
    time.sleep(600)


def garbage(_):
    say("thread 'main' panicked at src/lib.rs:7")


def wrong_id(request):
    respond({"id": request["id"] + 1}, answer(request["params"]))


def error_for_rejection(request):
    given = answer(request["params"])
    if "reject" in given:
        refuse(request, -32000, "nonce too high")
    else:
        respond(request, given)


def close_output(_):
    os.close(1)
    time.sleep(600)


def half_a_line(_):
    sys.stdout.write('{"jsonrpc":"2.0"')
    sys.stdout.flush()
    os._exit(0)


def two_answers(request):
    line = json.dumps({"jsonrpc": "2.0", "id": request["id"], "result": answer(request["params"])})
    say(line + "\n" + line)


def huge_line(request):
    size = int(sys.argv[2])
    sys.stdout.write("x" * size)
    sys.stdout.flush()
    time.sleep(600)


def huge_answer(request):
    respond(request, {"ok": {"n": "x" * 3_000_000}})


def late_answers():
    """Each answer but the first belongs to the request before."""
    held = []

    def answer_one(request):
        held.append(request)
        asked = held[0] if len(held) == 1 else held[-2]
        respond(asked, answer(asked["params"]))

    return answer_one


def swapped(request):
    answers = [answer(case) for case in request["params"]["cases"]]
    respond(request, [answers[1], answers[0], *answers[2:]])


def short_batch(request):
    respond(request, [answer(case) for case in request["params"]["cases"]][:-1])


def slow_batch(request):
    time.sleep(0.3 * len(request["params"]["cases"]))
    respond(request, [answer(case) for case in request["params"]["cases"]])


def slow_one(request):
    time.sleep(0.3)
    respond(request, answer(request["params"]))


def odd_batch(request):
    answers = [answer(case) for case in request["params"]["cases"]]
    respond(request, [42, {"error": {"code": -32603, "message": "no"}}, *answers[2:]])


def once(request):
    respond(request, answer(request["params"]))
    os._exit(0)


def initialize_then(behave):
    for line in sys.stdin:
        behave(json.loads(line))


WAYS = {
    "honest": main,
    "honest-batch": lambda: main(BATCHING),
    "crash-at-once": lambda: crash(None),
    "crash": lambda: main(answer_one=when_triggered(crash)),
    "crash-in-batch": lambda: main(BATCHING, when_triggered(crash), when_triggered_in_batch(crash)),
    "crash-only-in-batch": lambda: main(BATCHING, None, when_triggered_in_batch(crash)),
    "hang": lambda: main(answer_one=when_triggered(hang)),
    "hang-in-batch": lambda: main(BATCHING, when_triggered(hang), when_triggered_in_batch(hang)),
    "hang-only-in-batch": lambda: main(BATCHING, None, hang),
    "hang-at-initialize": lambda: time.sleep(600),
    "deaf": lambda: main({**BATCHING, "handlers": ["demo/*"]}, hang, hang),
    "garbage": lambda: main(answer_one=when_triggered(garbage)),
    "garbage-at-initialize": lambda: initialize_then(garbage),
    "wrong-id": lambda: main(answer_one=when_triggered(wrong_id)),
    "out-of-order": lambda: main(answer_one=late_answers()),
    "out-of-order-in-batch": lambda: main(BATCHING, None, swapped),
    "error-for-rejection": lambda: main(answer_one=error_for_rejection),
    "always-ok": lambda: main(answer_one=lambda request: respond(request, {"ok": {}})),
    "close-output": lambda: main(answer_one=when_triggered(close_output)),
    "half-a-line": lambda: main(answer_one=when_triggered(half_a_line)),
    "two-answers": lambda: main(answer_one=when_triggered(two_answers)),
    "huge-line": lambda: main(answer_one=when_triggered(huge_line)),
    "huge-answer": lambda: main(answer_one=when_triggered(huge_answer)),
    "short-batch": lambda: main(BATCHING, None, short_batch),
    "slow-batch": lambda: main(BATCHING, slow_one, slow_batch),
    "odd-batch": lambda: main(BATCHING, None, odd_batch),
    "once": lambda: main(answer_one=once),
    "no-handlers": lambda: main({**GREETING, "handlers": []}),
    "other-handlers": lambda: main({**GREETING, "handlers": ["crypto/*"]}),
    "other-protocol": lambda: main({**GREETING, "protocol_version": "2"}),
    "other-spec": lambda: initialize_then(
        lambda request: refuse(request, -32001, "no such version", {"spec_versions": ["0.9"]})
    ),
    "malformed-greeting": lambda: main({**GREETING, "batch": "yes"}),
    "two-members": lambda: main(answer_one=when_triggered(lambda request: respond(request, {"ok": {}, "reject": {}}))),
    "no-version": lambda: main(answer_one=when_triggered(lambda request: say(json.dumps({"id": request["id"]})))),
    "stage-only": lambda: main(
        {**GREETING, "reject_reasons": "stage"},
        lambda request: respond(
            request,
            {"reject": {"stage": "validate"}} if request["params"]["input"]["n"] > 9 else answer(request["params"]),
        ),
    ),
    "no-reasons": lambda: main(
        {**GREETING, "reject_reasons": "none"},
        lambda request: respond(
            request, {"reject": {}} if request["params"]["input"]["n"] > 9 else answer(request["params"])
        ),
    ),
    "own-reasons": lambda: main(
        answer_one=lambda request: respond(
            request,
            {"reject": {"reason": "TooHigh"}} if request["params"]["input"]["n"] > 9 else answer(request["params"]),
        )
    ),
    "crash-loop": lambda: crash(None) if Path(sys.argv[2]).exists() else crash_loop(sys.argv[2]),
    "writes-much-log": lambda: main(
        answer_one=lambda request: (sys.stderr.write("log " * 200_000), respond(request, answer(request["params"])))
    ),
}


def crash_loop(marker):
    """Answer until the trigger, crash there, and never start again."""

    def leave(request):
        Path(marker).touch()
        crash(request)

    main(answer_one=when_triggered(leave))


if __name__ == "__main__":
    WAYS[sys.argv[1]]()
