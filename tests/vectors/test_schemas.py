"""The generated JSON Schemas accept the committed fixtures and refuse what is out of their shapes."""

import json
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Annotated

import pytest
from jsonschema import Draft202012Validator

from pyde_spec.encoding.shapes import I64, U8, U64, Bytes32, ListOf, MapOf, TaggedUnion, Text, VariableBytes, Variant
from pyde_spec.params.versions import Parameters
from pyde_vectors.fixtures import get_fixtures_folder, load_manifest
from pyde_vectors.format import get_schema_path
from pyde_vectors.handlers import AnyJson, Handler
from pyde_vectors.schemas import build_schema, write_schema


class Colour(IntEnum):
    DARK_RED = 0
    BLUE = 1


@dataclass(frozen=True, slots=True)
class Nothing:
    pass


@dataclass(frozen=True, slots=True)
class One:
    amount: U64


@dataclass(frozen=True, slots=True)
class Two:
    left: U8
    right: U8


@dataclass(frozen=True, slots=True)
class Everything:
    """Every shape once.

    And a second paragraph.
    """

    from_: U8
    wide: U64
    signed: I64
    digest: Bytes32
    data: Annotated[bytes, VariableBytes(4)]
    text: Annotated[str, Text(5)]
    is_set: bool
    maybe: U8 | None
    items: Annotated[tuple[U8, ...], ListOf(2)]
    pairs: Annotated[tuple[tuple[U8, bool], ...], MapOf(2)]
    others: Annotated[tuple[tuple[U64, U8], ...], MapOf(2)]
    colour: Colour
    choice: Annotated[
        Nothing | One | Two,
        TaggedUnion(Variant(0, "nothing", Nothing), Variant(1, "one", One), Variant(2, "two", Two)),
    ]
    anything: AnyJson


@dataclass(frozen=True, slots=True)
class Wrapped:
    inner: One


VALID = {
    "from": 255,
    "wide": "18446744073709551615",
    "signed": "-5",
    "digest": "0x" + "ab" * 32,
    "data": "0x00112233",
    "text": "short",
    "is_set": True,
    "maybe": None,
    "items": [1, 2],
    "pairs": [{"key": 1, "value": True}],
    "others": [{"key": "1", "value": 1}],
    "colour": "dark_red",
    "choice": "nothing",
    "anything": [{"a": None}],
}


def run(parameters: Parameters, given: Wrapped) -> Everything:
    """Answer everything."""
    raise NotImplementedError


def make_handler():
    return Handler("params/all", ("rule",), Wrapped, Everything, run, None, None)


def make_file(answer, **members):
    case = {
        "id": "params/all/one",
        "title": "One",
        "versions": ["1.1"],
        "preset": "mainnet",
        "rules": ["rule"],
        "flags": [],
        "input": {"inner": {"amount": "1"}},
        "input_borsh": {"inner": "0x0100000000000000"},
        "expect": {"ok": answer},
    }
    kept = {name: value for name, value in {**case, **members}.items() if value is not ...}
    return {"format": "1", "handler": "params/all", "cases": [kept]}


@pytest.fixture(scope="module")
def validator():
    schema = build_schema(make_handler())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"maybe": 3},
        {"items": []},
        {"choice": {"one": "7"}},
        {"choice": {"two": {"left": 1, "right": 2}}},
        {"data": "0x"},
        {"signed": "0"},
        {"anything": None},
        {"pairs": []},
    ],
)
def test_every_form_of_every_shape_is_accepted(validator, change):
    validator.validate(make_file({**VALID, **change}))


@pytest.mark.parametrize(
    "change",
    [
        {"from": 256},
        {"from": -1},
        {"from": "1"},
        {"from_": 1},
        {"wide": 5},
        {"wide": "05"},
        {"wide": "-5"},
        {"wide": "1" * 21},
        {"signed": "-0"},
        {"signed": "+5"},
        {"digest": "0x" + "ab" * 31},
        {"digest": "0x" + "AB" * 32},
        {"data": "0x0011223344"},
        {"data": "00"},
        {"text": "longer"},
        {"is_set": 1},
        {"maybe": True},
        {"items": [1, 2, 3]},
        {"pairs": [{"key": 1}]},
        {"pairs": [{"key": "1", "value": True}]},
        {"others": [{"key": "1", "value": True}]},
        {"colour": "DARK_RED"},
        {"colour": 0},
        {"choice": {"nothing": {}}},
        {"choice": "one"},
        {"choice": {"one": {"amount": "7"}}},
        {"choice": {"two": {"left": 1}}},
    ],
)
def test_what_is_out_of_a_shape_is_refused(validator, change):
    assert not validator.is_valid(make_file({**VALID, **change}))


@pytest.mark.parametrize(
    "members",
    [
        {"id": "params/other/one"},
        {"input_borsh": ...},
        {"input_borsh": {}},
        {"input": {"inner": {"amount": 1}}},
        {"input": {}},
        {"reveals": {}},
        {"expect": {"reject": {"stage": "decode"}}},
        {"preset": ...},
        {"extra": 1},
    ],
)
def test_a_case_out_of_its_form_is_refused(validator, members):
    assert not validator.is_valid(make_file(VALID, **members))


def test_a_rejection_and_a_trap_are_accepted(validator):
    validator.validate(make_file(VALID, expect={"reject": {"stage": "decode", "reason": "unknown_tag"}}))
    validator.validate(make_file(VALID, expect={"trap": "out_of_fuel"}))


def test_a_schema_tells_what_the_docstrings_tell():
    schema = build_schema(make_handler())
    assert schema["description"] == "Answer everything."
    assert schema["$defs"]["Everything"]["description"] == "Every shape once."
    assert list(schema["$defs"]["Everything"]["properties"]) == list(VALID)


def test_a_schema_is_the_same_every_time():
    assert write_schema(make_handler()) == write_schema(make_handler())


def test_committed_fixtures_fit_their_committed_schemas():
    folder = get_fixtures_folder()
    files = load_manifest(folder).files
    assert files
    for file in files:
        schema = json.loads((folder / get_schema_path(file.handler)).read_bytes())
        Draft202012Validator.check_schema(schema)
        Draft202012Validator(schema).validate(json.loads((folder / file.path).read_bytes()))


def test_the_cases_of_an_optional_handler_name_its_capability():
    optional = Draft202012Validator(build_schema(replace(make_handler(), capability="deterministic_signing")))
    assert optional.is_valid(make_file(VALID, capability="deterministic_signing"))
    assert not optional.is_valid(make_file(VALID, capability="blobs"))
    assert not optional.is_valid(make_file(VALID))
    assert not Draft202012Validator(build_schema(make_handler())).is_valid(make_file(VALID, capability="blobs"))
