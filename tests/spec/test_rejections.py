"""The catalogue of rejections."""

import tomllib
from pathlib import Path

import pyde_spec
from pyde_spec.rejections import Reason, Rejected

CONTENTS = tomllib.loads((Path(pyde_spec.__file__).parent / "contents.toml").read_text())


def test_every_reason_names_a_chapter():
    chapters = {chapter["package"] for chapter in CONTENTS["chapter"]}
    assert {reason.value.chapter for reason in Reason} <= chapters


def test_every_meaning_is_one_sentence_of_its_own():
    sentences = [reason.value.sentence for reason in Reason]
    assert all(sentence.endswith(".") and sentence[0].isupper() for sentence in sentences)
    meanings = [(reason.value.stage, reason.value.sentence) for reason in Reason]
    assert len(set(meanings)) == len(meanings)


def test_a_rejection_reads_as_one_line():
    assert str(Rejected(Reason.TRAILING_BYTES)) == "decode/trailing_bytes"
    assert str(Rejected(Reason.TRAILING_BYTES, "2 bytes")) == "decode/trailing_bytes: 2 bytes"
