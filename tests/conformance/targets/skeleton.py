"""The least that a target does: an honest loop over a demonstration handler, with places to misbehave.

`demo/double {n}` answers `{"n": 2n}`, and rejects an n above nine as `validate / nonce_too_high`.
It imports nothing but the standard library, so that it starts at once.
"""

import json
import sys

GREETING = {"name": "demo", "version": "1", "protocol_version": "1", "handlers": ["demo/*"], "batch": False}


def answer(question):
    n = question["input"]["n"]
    if n > 9:
        return {"reject": {"stage": "validate", "reason": "nonce_too_high"}}
    return {"ok": {"n": 2 * n}}


def say(text):
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def respond(request, result):
    say(json.dumps({"jsonrpc": "2.0", "id": request["id"], "result": result}))


def refuse(request, code, message, data=None):
    error = {"code": code, "message": message, **({} if data is None else {"data": data})}
    say(json.dumps({"jsonrpc": "2.0", "id": request["id"], "error": error}))


def dispatch(request, greeting, answer_one, answer_many):
    if request["method"] == "initialize":
        respond(request, greeting)
    elif request["method"] == "run":
        answer_one(request)
    elif request["method"] == "run_batch":
        answer_many(request)
    else:
        respond(request, None)
        sys.exit(0)


def main(greeting=GREETING, answer_one=None, answer_many=None):
    answer_one = answer_one or (lambda request: respond(request, answer(request["params"])))
    answer_many = answer_many or (lambda request: respond(request, [answer(c) for c in request["params"]["cases"]]))
    for line in sys.stdin:
        dispatch(json.loads(line), greeting, answer_one, answer_many)
