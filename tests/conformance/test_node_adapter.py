"""The Node.js adapter: the protocol, every wire type, every vector it claims, and inputs near them."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pyde_conformance.channel import ProcessChannel
from pyde_conformance.client import Client
from pyde_conformance.protocol import Terms, get_handler
from pyde_conformance.results import Outcome
from pyde_conformance.runner import Runner
from pyde_conformance.suite import load_suite
from pyde_spec.params.versions import PRESETS, VERSIONS, resolve
from pyde_vectors.handlers import answer, load_handlers, read_input, write_record
from pyde_vectors.strategies import near_valid_bytes, strategy_for_input
from pyde_vectors.types.codec import TYPES

NODE = shutil.which("node")
REPOSITORY = Path(__file__).parents[2]
ADAPTER = REPOSITORY / "conformance" / "adapters" / "node"
KNOWN_ANSWERS = REPOSITORY.parent / "shared" / "upstream" / "known_answers.json"
TERMS = Terms("1.1", "mainnet")
PARAMETERS = resolve(TERMS.spec_version, TERMS.preset)

if NODE is None:
    pytest.skip("node is not installed: the Node.js adapter is not run", allow_module_level=True)

INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocol_version": "1", "fixture_format": "1", "spec_version": "1.1", "preset": "mainnet"},
}
SHUTDOWN = {"jsonrpc": "2.0", "id": 9, "method": "shutdown"}
HASH_OF_NOTHING = "0x1012512f56ef7d3aa0766475f9fa0aab140aff69c25caf8fba41cd7cc88f81d6"
RUN = {
    "jsonrpc": "2.0",
    "id": 2,
    "method": "run",
    "params": {"handler": "crypto/poseidon2_hash", "input": {"data": "0x"}},
}


def start_command() -> list[str]:
    return [NODE, str(ADAPTER / "adapter.mjs")]


def write_line(message) -> bytes:
    return message if isinstance(message, bytes) else json.dumps(message, ensure_ascii=False).encode()


def converse(*messages) -> list[dict]:
    """What the adapter answers to some lines; it must end by itself, without a word on standard error."""
    lines = b"".join(write_line(message) + b"\n" for message in messages)
    ended = subprocess.run(start_command(), input=lines, capture_output=True, timeout=20, check=False)
    assert (ended.returncode, ended.stderr) == (0, b"")
    return [json.loads(line) for line in ended.stdout.split(b"\n") if line]


@pytest.fixture(scope="module")
def client():
    """A started adapter that takes one question after another."""
    adapter = Client(lambda: ProcessChannel(start_command()), TERMS)
    adapter.start()
    yield adapter
    adapter.finish()


def ask(client: Client, handler: str, form) -> dict:
    return client.ask("run", {"handler": handler, "input": form})


def test_conversation_of_the_protocol():
    batch = {"jsonrpc": "2.0", "id": 3, "method": "run_batch", "params": {"cases": [RUN["params"]] * 2}}
    greeting, run, results, shutdown = converse(INITIALIZE, RUN, batch, SHUTDOWN)
    assert greeting["result"]["protocol_version"] == "1"
    assert greeting["result"]["batch"] is True
    assert run == {"jsonrpc": "2.0", "id": 2, "result": {"ok": {"digest": HASH_OF_NOTHING}}}
    assert results["result"] == [run["result"]] * 2
    assert shutdown == {"jsonrpc": "2.0", "id": 9, "result": None}


def test_adapter_ends_with_its_input():
    assert len(converse(INITIALIZE)) == 1


@pytest.mark.parametrize("line", [b"{", b"", b"\xff\xfe", b'{"jsonrpc":"2.0","id":1,"method":"run"'])
def test_line_that_is_not_json(line):
    refused, greeting = converse(line, INITIALIZE)
    assert (refused["id"], refused["error"]["code"]) == (None, -32700)
    assert "result" in greeting


@pytest.mark.parametrize("message", [[], 1, "run", None, {"id": 4}, {"id": 4, "jsonrpc": "1.0", "method": "run"}])
def test_message_that_is_no_request(message):
    refused, greeting = converse(message, INITIALIZE)
    assert refused["error"]["code"] == -32600
    assert refused["id"] == (4 if isinstance(message, dict) else None)
    assert "result" in greeting


@pytest.mark.parametrize("method", ["session_open", "toString", "__proto__", ""])
def test_unknown_method(method):
    (refused,) = converse({"jsonrpc": "2.0", "id": 4, "method": method})
    assert (refused["id"], refused["error"]["code"]) == (4, -32601)


def test_request_without_an_id_gets_no_response():
    assert converse({"jsonrpc": "2.0", "method": "initialize", "params": INITIALIZE["params"]}) == []


@pytest.mark.parametrize("name", ["protocol_version", "fixture_format", "spec_version", "preset"])
@pytest.mark.parametrize("value", ["1.1.0", "", None, 1, "MAINNET"])
def test_version_that_the_adapter_does_not_have(name, value):
    (refused,) = converse({**INITIALIZE, "params": {**INITIALIZE["params"], name: value}})
    assert refused["error"]["code"] == -32001
    assert name in refused["error"]["message"]
    assert refused["error"]["data"]["spec_versions"] == list(VERSIONS)
    assert refused["error"]["data"]["presets"] == list(PRESETS)


def test_run_before_initialize():
    (refused,) = converse(RUN)
    assert refused["error"]["code"] == -32002


@pytest.mark.parametrize(
    ("params", "code"),
    [
        (None, -32602),
        ([], -32602),
        ({}, -32602),
        ({"handler": 1, "input": {}}, -32602),
        ({"handler": "crypto/poseidon2_hash"}, -32602),
        ({"handler": "crypto/poseidon2_hash", "input": {"data": "0X"}}, -32602),
        ({"handler": "crypto/poseidon2_hash", "input": {"data": "0x", "more": 1}}, -32602),
        ({"handler": "types/encode", "input": {"type": "Nothing", "value": 1}}, -32602),
        ({"handler": "types/encode", "input": {"type": "constructor", "value": 1}}, -32602),
        ({"handler": "types/validate_batch", "input": {"envelope_sizes": [2**32 - 1]}}, -32602),
        ({"handler": "crypto/blake3", "input": {"data": "0x"}}, -32601),
        ({"handler": "toString", "input": {}}, -32601),
    ],
)
def test_question_that_is_no_case(params, code):
    asked = {"jsonrpc": "2.0", "id": 4, "method": "run", "params": params}
    _, refused, run = converse(INITIALIZE, asked, RUN)
    assert (refused["id"], refused["error"]["code"]) == (4, code)
    assert "ok" in run["result"]


def test_bad_case_in_a_batch_leaves_the_others_alone():
    cases = [RUN["params"], {"handler": "nothing/here", "input": {}}, None, RUN["params"]]
    _, response = converse(INITIALIZE, {"jsonrpc": "2.0", "id": 3, "method": "run_batch", "params": {"cases": cases}})
    first, unknown, malformed, last = response["result"]
    assert first == last == {"ok": {"digest": HASH_OF_NOTHING}}
    assert (unknown["error"]["code"], malformed["error"]["code"]) == (-32601, -32602)


@pytest.mark.parametrize("cases", [None, {}, "all"])
def test_batch_that_is_no_list(cases):
    _, refused = converse(INITIALIZE, {"jsonrpc": "2.0", "id": 3, "method": "run_batch", "params": {"cases": cases}})
    assert refused["error"]["code"] == -32602


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\u0085"])
def test_line_separators_of_unicode_do_not_end_a_line(client, character):
    encoded = character.encode()
    prefix = len(encoded).to_bytes(4, "little")
    answered = ask(client, "encoding/encode", {"shape": "text", "value": character})
    assert answered == {"ok": {"bytes": "0x" + (prefix + encoded).hex()}}


def test_byte_order_mark_is_text(client):
    decoded = ask(client, "encoding/decode", {"shape": "text", "bytes": "0x03000000efbbbf"})
    assert decoded == {"ok": {"value": "\ufeff"}}


def test_map_keys_ascend_by_code_point_not_by_utf16(client):
    pairs = [{"key": key, "value": True} for key in ("\uff61", "\U00010000")]
    assert "ok" in ask(client, "encoding/encode", {"shape": "map_text_bool", "value": pairs})
    descending = ask(client, "encoding/encode", {"shape": "map_text_bool", "value": pairs[::-1]})
    assert descending == {"reject": {"stage": "json", "reason": "json_keys_not_ascending"}}


def test_lone_surrogate_has_no_wire_form(client):
    encoded = ask(client, "encoding/encode", {"shape": "text", "value": "\ud800"})
    assert encoded == {"reject": {"stage": "json", "reason": "json_text_not_encodable"}}


def test_modules_import_nothing_from_outside_the_folder():
    for module in ADAPTER.glob("*.mjs"):
        text = module.read_text()
        imported = re.findall(r"^(?:import|export|\}) .*?from '([^']+)'", text, re.MULTILINE)
        assert len(imported) == text.count(" from '")
        assert [name for name in imported if not (name.startswith("./") and (ADAPTER / name).is_file())] == []
        assert "import(" not in text
        assert "require(" not in text


def test_every_claimed_handler_exists(client):
    assert set(converse(INITIALIZE)[0]["result"]["handlers"]) <= set(load_handlers())


@pytest.mark.parametrize("type_name", sorted(TYPES))
def test_every_wire_type_is_known(client, type_name):
    assert ask(client, "types/decode", {"type": type_name, "bytes": "0x"}) == {
        "reject": {"stage": "decode", "reason": "unexpected_end"}
    }


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("version", VERSIONS)
def test_every_vector_that_is_claimed_passes(version, preset):
    terms = Terms(version, preset)
    client = Client(lambda: ProcessChannel(start_command()), terms)
    runner = Runner(client)
    results = list(runner.run(load_suite(None, terms, []).cases))
    assert [result.case_id for result in results if result.is_failure] == []
    assert runner.incidents == []
    if preset == "mainnet":
        passed = {get_handler(result.case) for result in results if result.outcome is Outcome.PASSED}
        assert passed == set(runner.info.handlers)


@settings(max_examples=400, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_near_valid_bytes_of_every_type_decode_as_the_text_says(client, data):
    type_name = data.draw(st.sampled_from(sorted(TYPES)))
    content = data.draw(near_valid_bytes(TYPES[type_name]))
    form = {"type": type_name, "bytes": "0x" + content.hex()}
    entry = load_handlers()["types/decode"]
    assert ask(client, entry.name, form) == answer(entry, PARAMETERS, read_input(entry, form))


DRAWN = ("accounts/use_nonce", "accounts/is_nonce_available", "types/transaction_hash", "types/validate_auth_keys")


@pytest.mark.parametrize("name", DRAWN)
def test_drawn_inputs_are_answered_as_the_text_says(client, name):
    entry = load_handlers()[name]

    @settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
    @given(strategy_for_input(entry))
    def check(value):
        form = write_record(entry.input_type, value)
        assert ask(client, name, form) == answer(entry, PARAMETERS, value)

    check()


def load_known_answers() -> dict:
    if not KNOWN_ANSWERS.is_file():
        pytest.skip("the published known answers are not beside the repository")
    return json.loads(KNOWN_ANSWERS.read_text())


def test_known_hashes(client):
    for known in load_known_answers()["poseidon2"]:
        answered = ask(client, "crypto/poseidon2_hash", {"data": known["input"]})
        assert answered == {"ok": {"digest": known["output"]}}


def test_known_addresses(client):
    for known in load_known_answers()["keys"]:
        answered = ask(client, "accounts/eoa_address", {"public_key": known["publicKey"]})
        assert answered == {"ok": {"address": known["address"]}}


def read_deployed_form(client: Client, transaction: dict) -> dict:
    """The transaction of the deployed bindings' own JSON: names in camel case, tags and counts as numbers."""
    access_types = ("read", "read_write")
    tag = int(transaction["txType"]).to_bytes(1, "little")
    decoded = ask(client, "types/decode", {"type": "TransactionType", "bytes": "0x" + tag.hex()})
    return {
        "from": transaction["from"],
        "to": transaction["to"],
        "value": str(transaction["value"]),
        "data": transaction["data"],
        "gas_limit": str(transaction["gasLimit"]),
        "nonce": str(transaction["nonce"]),
        "signature": "0x",
        "fee_payer": "sender",
        "access_list": [
            {
                "address": entry["address"],
                "storage_keys": entry["storageKeys"],
                "access_type": access_types[entry["accessType"]],
            }
            for entry in transaction.get("accessList", [])
        ],
        "deadline": None,
        "chain_id": str(transaction["chainId"]),
        "tx_type": decoded["ok"]["value"],
    }


def test_known_transaction_hashes(client):
    answers = load_known_answers()
    for known in [*answers["tx_hash"], *answers["register_pubkey_wire"]]:
        transaction = read_deployed_form(client, known["tx"])
        answered = ask(client, "types/transaction_hash", {"transaction": transaction})
        assert answered == {"ok": {"hash": known["hash"]}}


def test_known_wire_forms(client):
    for known in load_known_answers()["register_pubkey_wire"]:
        transaction = read_deployed_form(client, known["tx"])
        answered = ask(client, "types/encode", {"type": "Transaction", "value": transaction})
        assert answered == {"ok": {"bytes": known["wire"]}}
