"""The reference target answers every line, whatever it holds, and goes on."""

import io
import json

import pytest

from pyde_conformance.serve import Server, serve
from pyde_conformance.wire import dump

OFFER = {"protocol_version": "1", "fixture_format": "1", "spec_version": "1.1", "preset": "mainnet"}
USE_NONCE = {"handler": "accounts/use_nonce", "input": {"window": {"base": "101", "used": 4}, "nonce": "101"}}


def request(method, params=None, identifier=7):
    return dump({"jsonrpc": "2.0", "id": identifier, "method": method, "params": params})


@pytest.fixture
def server():
    server = Server()
    assert "result" in server.respond(request("initialize", OFFER))
    return server


def test_the_greeting():
    greeting = Server().respond(request("initialize", OFFER))["result"]
    assert (greeting["name"], greeting["protocol_version"]) == ("pyde-spec", "1")
    assert (greeting["handlers"], greeting["batch"], greeting["capabilities"]) == (
        ["*"],
        True,
        ["deterministic_signing", "mock_seams", "sessions"],
    )


def test_one_case(server):
    assert server.respond(request("run", USE_NONCE)) == {
        "jsonrpc": "2.0",
        "id": 7,
        "result": {"ok": {"window": {"base": "102", "used": 2}}},
    }


def test_a_batch_has_an_error_in_the_place_of_a_bad_case(server):
    bad = {"handler": "accounts/use_nonce", "input": {"nonce": "1"}}
    results = server.respond(request("run_batch", {"cases": [USE_NONCE, bad, USE_NONCE]}))["result"]
    assert [next(iter(result)) for result in results] == ["ok", "error", "ok"]
    assert results[1]["error"]["code"] == -32602


def test_versions_can_differ_between_conversations():
    answers = []
    for version in ("1.0", "1.1"):
        server = Server()
        server.respond(request("initialize", {**OFFER, "spec_version": version}))
        answers.append(server.respond(request("run", {"handler": "params/quorum", "input": {"members": 128}})))
    assert [answer["result"]["ok"]["quorum"] for answer in answers] == [85, 86]


@pytest.mark.parametrize(
    ("line", "code", "word"),
    [
        (b"{", -32700, "JSON"),
        (b"\xff\xfe", -32700, "JSON"),
        (b"", -32700, "JSON"),
        (b"[" * 100_000, -32700, "JSON"),
        (b"[]", -32600, "request"),
        (b"7", -32600, "request"),
        (b'{"id":1,"method":"run"}', -32600, "request"),
        (b'{"jsonrpc":"2.0","id":1}', -32600, "request"),
        (b'{"jsonrpc":"2.0","id":1,"method":["run"]}', -32600, "request"),
        (request("dance"), -32601, "dance"),
        (request("run", {"handler": "nope/nope", "input": {}}), -32601, "nope/nope"),
        (request("run", {"handler": ["a"], "input": {}}), -32601, "handler"),
        (request("run", {"input": {}}), -32602, "params.handler"),
        (request("run", {"handler": "accounts/use_nonce"}), -32602, "params.input"),
        (request("run", []), -32602, "params"),
        (request("run"), -32602, "params"),
        (request("run_batch", {"cases": {}}), -32602, "params.cases"),
        (request("run", {**USE_NONCE, "input": {**USE_NONCE["input"], "nonce": 101}}), -32602, "input.nonce"),
        (request("run", {**USE_NONCE, "input": {**USE_NONCE["input"], "more": 1}}), -32602, "more"),
        (request("run", {**USE_NONCE, "input": None}), -32602, "input"),
        (request("initialize", {**OFFER, "spec_version": "1.2"}), -32001, "1.2"),
        (request("initialize", {**OFFER, "preset": "main"}), -32001, "main"),
        (request("initialize", {**OFFER, "protocol_version": "2"}), -32001, "protocol_version"),
        (request("initialize", {**OFFER, "fixture_format": "9"}), -32001, "fixture_format"),
        (request("initialize", {**OFFER, "preset": 1}), -32602, "params.preset"),
    ],
)
def test_what_cannot_be_answered_gets_an_error(server, line, code, word):
    error = server.respond(line)["error"]
    assert error["code"] == code
    assert word in error["message"]


TREE = {"kind": "state/tree_session", "pre_state": {"version": "0", "slots": []}}
SLOT = {"key": "0x" + "5a" * 32, "value": "0x01"}


def call(server, method, **params):
    response = server.respond(request(method, params))
    return response.get("result", response.get("error", {}).get("code"))


def step(version, *writes):
    return {"version": str(version), "writes": list(writes)}


def test_sessions_are_kept_apart(server):
    names = [call(server, "session_open", **TREE)["session"] for _ in range(2)]
    assert names == ["1", "2"]
    first = call(server, "session_apply", session="1", step=step(1, SLOT))
    assert call(server, "session_apply", session="2", step=step(1))["ok"]["blake3"] != first["ok"]["blake3"]
    assert call(server, "session_state", session="1") == {"entries": [SLOT]}
    assert call(server, "session_state", session="2") == {"entries": []}
    assert call(server, "session_close", session="1") is None
    assert call(server, "session_apply", session="1", step=step(2)) == -32003
    assert call(server, "session_apply", session="2", step=step(2, SLOT)) == first
    assert call(server, "session_open", **TREE)["session"] == "3"


def test_a_step_that_is_refused_or_of_the_wrong_form_changes_nothing(server):
    call(server, "session_open", **TREE)
    refused = {"reject": {"stage": "validate", "reason": "tree_version_not_later"}}
    assert call(server, "session_apply", session="1", step=step(0, SLOT)) == refused
    assert call(server, "session_apply", session="1", step={"version": 1, "writes": []}) == -32602
    assert call(server, "session_apply", session="1", step=step(1, SLOT, SLOT)) == -32602
    assert call(server, "session_state", session="1") == {"entries": []}
    assert "ok" in call(server, "session_apply", session="1", step=step(1, SLOT))


def test_open_sessions_are_bounded_and_a_closed_one_makes_room(server):
    for _ in range(64):
        assert "session" in call(server, "session_open", **TREE)
    assert call(server, "session_open", **TREE) == -32004
    call(server, "session_close", session="5")
    assert "session" in call(server, "session_open", **TREE)


@pytest.mark.parametrize(
    ("method", "params", "code", "word"),
    [
        ("session_open", {**TREE, "kind": "accounts/use_nonce"}, -32601, "accounts/use_nonce"),
        ("session_open", {**TREE, "kind": ["a"]}, -32601, "kind"),
        ("session_open", {"kind": "state/tree_session"}, -32602, "params.pre_state"),
        ("session_open", {**TREE, "pre_state": {"version": "0"}}, -32602, "pre_state.slots"),
        ("session_apply", {"session": "1", "step": {}}, -32003, "1"),
        ("session_apply", {"session": ["1"], "step": {}}, -32003, "1"),
        ("session_apply", {"session": "1"}, -32602, "params.step"),
        ("session_state", {"session": "1"}, -32003, "1"),
        ("session_state", {}, -32602, "params.session"),
        ("session_close", {"session": 1}, -32003, "1"),
    ],
)
def test_what_a_session_cannot_do_gets_an_error(server, method, params, code, word):
    error = server.respond(request(method, params))["error"]
    assert error["code"] == code
    assert word in error["message"]


@pytest.mark.parametrize("method", ["session_open", "session_apply", "session_state", "session_close"])
def test_sessions_need_the_versions_too(method):
    assert call(Server(), method, **TREE) == -32002


def test_an_unsupported_version_names_what_there_is(server):
    data = server.respond(request("initialize", {**OFFER, "spec_version": "1.2"}))["error"]["data"]
    assert data["spec_versions"] == ["1.0", "1.1"]
    assert data["presets"] == ["mainnet", "minimal"]


def test_initialize_comes_first():
    assert Server().respond(request("run", USE_NONCE))["error"]["code"] == -32002


def test_a_notification_gets_no_answer(server):
    assert server.respond(b'{"jsonrpc":"2.0","method":"run","params":{}}') is None


def test_the_loop_survives_everything_and_ends_with_shutdown():
    deep = b'{"jsonrpc":"2.0","id":' + b"[" * 500 + b"]" * 500 + b',"method":"shut"}'
    deep_handler = b'{"jsonrpc":"2.0","id":1,"method":"run","params":{"handler":' + b"[" * 900 + b"]" * 900
    lines = [
        request("initialize", OFFER), b"nonsense", b"\x00\xff", deep, deep_handler + b',"input":{}}}',
        b'{"jsonrpc":"2.0","id":"\\ud800","method":"x"}', request("run", USE_NONCE), request("shutdown"), b"after",
    ]  # fmt: skip
    output = io.BytesIO()
    serve(io.BytesIO(b"\n".join(lines) + b"\n"), output)
    answers = [json.loads(line) for line in output.getvalue().splitlines()]
    assert len(answers) == len(lines) - 1
    assert "ok" in answers[-2]["result"]
    assert answers[-1] == {"jsonrpc": "2.0", "id": 7, "result": None}


def test_the_loop_ends_with_its_input():
    output = io.BytesIO()
    serve(io.BytesIO(request("initialize", OFFER)), output)
    assert output.getvalue().count(b"\n") == 1
