"""The catalogue of types is complete, and deployed tags are as deployed."""

import dataclasses
import importlib
import tomllib
from enum import IntEnum
from pathlib import Path

import pytest

import pyde_spec
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.types.catalogue import WIRE_TYPES
from pyde_spec.types.contract_abi import compute_event_topic
from pyde_spec.types.event import EventRecord, get_event_cursor, is_event_after
from pyde_spec.types.host_errors import HostError, compute_host_code, compute_host_error
from pyde_spec.types.transaction import TransactionType

CONTENTS = tomllib.loads((Path(pyde_spec.__file__).parent / "contents.toml").read_text())
VARIANT_RECORDS = {
    "NoKeys", "SingleKey", "MultiSig", "Programmable", "Sender", "GasTank", "Paymaster",
    "Success", "Reverted", "Trapped", "NotExecuted", "Plain", "Encrypted",
}  # fmt: skip


def test_every_record_and_enumeration_of_the_chapter_is_in_the_catalogue():
    (chapter,) = [chapter for chapter in CONTENTS["chapter"] if chapter["package"] == "types"]
    for name in chapter["modules"]:
        module = importlib.import_module(f"pyde_spec.types.{name}")
        for defined in vars(module).values():
            if not isinstance(defined, type) or defined.__module__ != module.__name__:
                continue
            if dataclasses.is_dataclass(defined) or (issubclass(defined, IntEnum) and defined is not HostError):
                known = defined in WIRE_TYPES.values() or defined.__name__ in VARIANT_RECORDS
                assert known or defined.__name__ == "FunctionAttribute", defined.__name__


def test_deployed_tags_of_transaction_types():
    assert TransactionType.REGISTER_PUBKEY == 13
    assert {2, 17, 18}.isdisjoint(set(TransactionType))


def test_host_errors_round_trip():
    assert all(compute_host_error(compute_host_code(error)) is error for error in HostError)
    with pytest.raises(Rejected) as caught:
        compute_host_error(0)
    assert caught.value.reason is Reason.HOST_ERROR_UNKNOWN


def test_an_event_is_not_after_itself():
    event = EventRecord(1, 2, 3, bytes(32), (bytes(32),), b"")
    assert not is_event_after(event, get_event_cursor(event))


def test_a_topic_is_a_hash_of_the_signature():
    assert len(compute_event_topic("Transfer(address,address,uint128)")) == 32
