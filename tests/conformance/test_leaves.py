"""A leaf that differs is shown by its first field that does, wherever in the leaf it is."""

import json
from dataclasses import replace

import pytest
from rich.console import Console

from pyde_conformance.compare import Difference
from pyde_conformance.leaves import RECORD_SIZE, find_first_field
from pyde_conformance.protocol import Terms
from pyde_conformance.report_files import write_html, write_json
from pyde_conformance.report_terminal import print_report
from pyde_conformance.results import CaseResult, KeyDifference, Outcome, RunRecord, SessionStep, Setting
from pyde_conformance.session_state import find_first_key
from pyde_conformance.views import describe_state
from pyde_spec.accounts.nonce_window import NonceWindow
from pyde_spec.accounts.record import AccountRecord, AccountType
from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import U8, U64, U128
from pyde_spec.params.versions import resolve
from pyde_spec.state.slot_keys import AccountSlot, SystemSlot, compute_account_key, compute_system_key
from pyde_spec.transactions.multisig_payload import SignerKeys
from pyde_spec.transactions.vesting import VestingSchedule
from pyde_spec.types.auth_keys import AuthKeys, MultiSig, SingleKey
from pyde_spec.types.primitives import ZERO_HASH
from pyde_vectors.sessions import Session, load_sessions
from pyde_vectors.transactions.questions import AMOUNT_SIZE
from pyde_vectors.transactions.questions import RECORD_SIZE as FIXTURE_RECORD_SIZE
from pyde_vectors.transactions.wave_session import KIND, OpenChain

ADDRESS = bytes(range(32))
RECORD = AccountRecord(ADDRESS, NonceWindow(5, 0), 10**21, ZERO_HASH, ZERO_HASH, AccountType.EOA, 0, 0)
RECORD_KEY = compute_account_key(ADDRESS, AccountSlot.RECORD)
KEYS_KEY = compute_account_key(ADDRESS, AccountSlot.AUTH_KEYS)
KEYS = [bytes([number]) * 897 for number in range(4)]


def system_key(name):
    return compute_system_key(SystemSlot[name])


def changed_record(**fields):
    return encode(AccountRecord, RECORD), encode(AccountRecord, replace(RECORD, **fields))


def find(key, expected, got):
    return find_first_field(key, expected, got, [encode(U128, 7), encode(AccountRecord, RECORD)])


def test_a_record_has_one_size():
    assert RECORD_SIZE == FIXTURE_RECORD_SIZE == len(encode(AccountRecord, RECORD))
    assert len(encode(U128, 7)) == AMOUNT_SIZE


@pytest.mark.parametrize(
    ("fields", "path", "expected", "got"),
    [
        ({"nonce": NonceWindow(5, 2)}, "nonce.used", "0", "2"),
        ({"account_type": AccountType.SYSTEM}, "account_type", '"eoa"', '"system"'),
        ({"gas_tank": 1}, "gas_tank", '"0"', '"1"'),
        ({"key_nonce": 1}, "key_nonce", "0", "1"),
    ],
)
def test_a_record_is_shown_by_its_field(fields, path, expected, got):
    assert find(RECORD_KEY, *changed_record(**fields)) == Difference(path, expected, got)


def test_keys_are_shown_by_key_and_byte():
    right = [*KEYS[:3], KEYS[3][:-1] + b"\x00"]
    left_leaf, right_leaf = (encode(AuthKeys, MultiSig(tuple(keys), 2)) for keys in (KEYS, right))
    difference = find(KEYS_KEY, left_leaf, right_leaf)
    assert (difference.path, difference.note) == ("multi_sig.keys[3]", "they differ from byte 896 on")
    assert (difference.expected[-4:], difference.got[-4:]) == ('303"', '300"')
    left_leaf, right_leaf = (encode(AuthKeys, MultiSig(tuple(KEYS), threshold)) for threshold in (2, 3))
    assert find(KEYS_KEY, left_leaf, right_leaf) == Difference("multi_sig.threshold", "2", "3")
    assert find(KEYS_KEY, right_leaf, encode(AuthKeys, SingleKey(KEYS[0]))).path == "multi_sig"


@pytest.mark.parametrize(
    ("key", "form", "left", "right", "difference"),
    [
        (system_key("TOTAL_BURNED"), U128, 10**20, 10**20 + 1, Difference("", f'"{10**20}"', f'"{10**20 + 1}"')),
        (system_key("MULTISIG_NONCE"), U64, 1, 256, Difference("", '"1"', '"256"')),
        (system_key("EMERGENCY_THRESHOLD"), U8, 1, 2, Difference("", "1", "2")),
        (system_key("EMERGENCY_SIGNERS"), SignerKeys, tuple(KEYS[:1]), tuple(KEYS[:2]), "1 items"),
        (system_key("AIRDROP_ROOT"), None, bytes(32), bytes([1]) * 32, None),
        (bytes(32), U128, 1, 2, None),
    ],
)
def test_other_slots(key, form, left, right, difference):
    leaves = (left, right) if form is None else (encode(form, left), encode(form, right))
    found = find(key, *leaves)
    assert (found.expected if isinstance(difference, str) else found) == difference


def test_a_schedule_is_shown_by_its_field():
    schedule = VestingSchedule(1, 2, 3, 100)
    key = compute_account_key(ADDRESS, AccountSlot.VESTING)
    leaves = (encode(VestingSchedule, one) for one in (schedule, replace(schedule, total_amount=101)))
    assert find(key, *leaves) == Difference("total_amount", '"100"', '"101"')


@pytest.mark.parametrize("got", [b"", bytes(16), encode(AccountRecord, RECORD) + b"\x00"])
def test_a_leaf_of_another_form_stays_bytes(got):
    assert find(RECORD_KEY, encode(AccountRecord, RECORD), got) is None


def test_a_key_of_no_account_stays_bytes():
    other = bytes([9]) + ADDRESS[1:]
    key = compute_account_key(other, AccountSlot.RECORD)
    assert find(key, *changed_record(gas_tank=1)) is None


def make_result(key):
    case = {
        "id": f"{KIND}/case",
        "title": "A wave",
        "preset": "mainnet",
        "rules": ["pyde_spec.transactions.wave.execute_wave"],
        "flags": [],
        "input": {},
        "expect": {"ok": {"steps": [{"ok": {"a": 1}}]}},
    }
    answer = {"ok": {"a": 2}}
    step = SessionStep(1, 1, {"ok": {"a": 1}}, key)
    return CaseResult(case, Outcome.FAILED, {"ok": {"steps": [answer]}}, Difference("a", "1", "2"), step=step)


def make_record(key):
    return RunRecord(Setting(Terms("1.1", "mainnet"), "00", "./my-client"), None, [make_result(key)])


@pytest.fixture
def key():
    """What a chain says whose account has a quantum too much in its tank."""
    left, right = changed_record(gas_tank=1)
    session = Session(load_sessions()[KIND], resolve("1.1", "mainnet"), OpenChain(None, {RECORD_KEY: left}, None, {}))
    return find_first_key(session, {RECORD_KEY: right})


def test_the_field_stands_in_every_report(key):
    left, right = changed_record(gas_tank=1)
    assert (key.expected, key.got) == (f"0x{left.hex()}", f"0x{right.hex()}")
    record = make_record(key)
    console = Console(width=110, highlight=False)
    with console.capture() as capture:
        print_report(console, record)
    assert '  should be gas_tank  →  "0"\n  is        gas_tank  →  "1"\n' in capture.get()
    page = write_html(record).decode()
    assert "<dt>is</dt><dd><code>gas_tank  →  &#34;1&#34;</code></dd>" in page
    (failure,) = json.loads(write_json(record))["failures"]
    assert failure["session"]["first_key"]["expected"] == key.expected
    assert failure["session"]["first_key"]["first_difference"] == {
        "path": "gas_tank", "expected": '"0"', "got": '"1"', "note": "",
    }  # fmt: skip


def test_bytes_that_differ_at_their_end_are_not_shown_alike():
    left, right = (f"0x{leaf.hex()}" for leaf in changed_record(key_nonce=1))
    _, (_, should_be), (_, is_now) = describe_state(make_result(KeyDifference("0x00", left, right)))
    assert should_be.startswith("…")
    assert should_be.endswith("00" * 4)
    assert is_now.endswith("01000000  (they differ from byte 139 on)")
