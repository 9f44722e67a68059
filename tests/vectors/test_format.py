"""The fixture format: one form for one content, and nothing in it that a reader could lose."""

import json

import pytest
from pydantic import ValidationError

from pyde_spec.rejections import Reason
from pyde_vectors import format as fixture_format
from pyde_vectors.format import (
    CaseRecord,
    FixtureFile,
    FormatError,
    ManifestFile,
    build_manifest,
    check_holdable,
    compute_root,
    compute_sha256,
    write_fixture,
    write_manifest,
)

RECORD = {
    "id": "params/quorum/one",
    "title": "One member, ⌊0 / 3⌋ faults",
    "versions": ["1.0", "1.1"],
    "preset": "mainnet",
    "rules": ["pyde_spec.params.quorum.compute_quorum"],
    "flags": [],
    "input": {"members": 1},
    "expect": {"ok": {"quorum": 1}},
}


def test_a_fixture_has_one_member_a_line_and_one_newline_at_the_end():
    lines = write_fixture("params/quorum", [RECORD, RECORD]).decode().split("\n")
    assert lines[:6] == [
        "{",
        '  "format": "1",',
        '  "handler": "params/quorum",',
        '  "cases": [',
        "    {",
        '      "id": "params/quorum/one",',
    ]
    assert '      "title": "One member, ⌊0 / 3⌋ faults",' in lines
    assert '      "input": {"members": 1},' in lines
    assert lines[-4:] == ["    }", "  ]", "}", ""]
    assert len(lines) == 4 + 2 * (len(RECORD) + 2) + 3


def test_a_fixture_without_cases_is_json_too():
    content = write_fixture("params/quorum", [])
    assert json.loads(content) == {"format": "1", "handler": "params/quorum", "cases": []}
    assert content.endswith(b"]\n}\n")


def test_what_is_written_is_in_the_format():
    FixtureFile.model_validate_json(write_fixture("params/quorum", [RECORD]))


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"extra": 1}, "extra"),
        ({"id": "params/quorum/One"}, "id"),
        ({"id": "params/quorum"}, "id"),
        ({"title": ""}, "title"),
        ({"versions": []}, "versions"),
        ({"rules": []}, "rules"),
        ({"input": []}, "input"),
        ({"input_borsh": {"a": "0xA0"}}, "input_borsh"),
        ({"input_borsh": {"a": "0xa"}}, "input_borsh"),
        ({"expect": {}}, "expect"),
        ({"expect": {"ok": {}, "reject": {"stage": "decode", "reason": "unknown_tag"}}}, "expect"),
        ({"expect": {"reject": {"stage": "decode"}}}, "expect"),
    ],
)
def test_a_case_out_of_the_format_is_refused_at_its_place(change, place):
    with pytest.raises(ValidationError) as caught:
        CaseRecord.model_validate({**RECORD, **change})
    assert caught.value.errors()[0]["loc"][0] == place


@pytest.mark.parametrize("expect", [{"trap": "out_of_fuel"}, {"reject": {"stage": "decode", "reason": "unknown_tag"}}])
def test_the_other_expectations(expect):
    assert CaseRecord.model_validate({**RECORD, "expect": expect})


@pytest.mark.parametrize(
    "value",
    ["\ud800", {"\udfff": 1}, ["a", "\ud800"], 2**53, -(2**53), {"a": [2**53]}, 1.0, float("nan"), [float("inf")]],
)
def test_what_a_reader_would_lose_cannot_be_written(value):
    with pytest.raises(FormatError):
        check_holdable(value)
    with pytest.raises(FormatError, match="params/quorum/one: "):
        write_fixture("params/quorum", [{**RECORD, "input": {"members": value}}])


@pytest.mark.parametrize("value", ["😀", 2**53 - 1, 1 - 2**53, True, None, 1.5, {"a": [{}]}])
def test_what_every_reader_keeps_can_be_written(value):
    check_holdable(value)


def test_the_root_is_the_hash_of_what_sha256sum_prints():
    files = [
        ManifestFile(path=f"{name}.json", handler=name, sha256=compute_sha256(name.encode()), cases=1)
        for name in ("params/b", "params/a")
    ]
    printed = "".join(f"{compute_sha256(name.encode())}  {name}.json\n" for name in ("params/a", "params/b"))
    assert compute_root(files) == compute_sha256(printed.encode())
    assert compute_root(reversed(files)) == compute_root(files)


def test_the_root_depends_on_contents_alone(monkeypatch):
    files = [ManifestFile(path="params/a.json", handler="params/a", sha256="0" * 64, cases=1)]
    before = build_manifest(files).root
    monkeypatch.setattr(fixture_format, "VECTORS_VERSION", "9.0.0")
    monkeypatch.setattr(fixture_format, "FLAGS", {})
    assert build_manifest(files).root == before
    assert build_manifest([files[0].model_copy(update={"sha256": "1" * 64})]).root != before
    assert build_manifest([files[0].model_copy(update={"path": "params/b.json"})]).root != before


def test_the_manifest_holds_the_catalogue():
    manifest = json.loads(write_manifest(build_manifest([])))
    assert [entry["code"] for entry in manifest["reasons"]] == [reason.code for reason in Reason]
    assert set(manifest["reasons"][0]) == {"stage", "code", "chapter", "meaning"}
    assert manifest["spec_versions"] == ["1.0", "1.1"]
