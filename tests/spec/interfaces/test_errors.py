"""Boundary errors."""

import pytest

from pyde_spec.interfaces.errors import ERROR_MEANINGS, BoundaryError, InterfaceError, is_retryable
from pyde_vectors.interfaces.errors import DECIDED


def test_every_kind_has_a_meaning_and_a_decided_answer() -> None:
    assert list(ERROR_MEANINGS) == list(InterfaceError)
    assert [kind for kind, _, _ in DECIDED] == list(InterfaceError)


def test_tags_are_stable() -> None:
    assert [kind.value for kind in InterfaceError] == list(range(11))


def test_sentences_are_sentences_and_differ() -> None:
    sentences = [meaning.sentence for meaning in ERROR_MEANINGS.values()]
    assert all(sentence.endswith(".") for sentence in sentences)
    assert len(set(sentences)) == len(sentences)


@pytest.mark.parametrize(("kind", "retryable", "_title"), DECIDED)
def test_retries(kind: InterfaceError, retryable: bool, _title: str) -> None:
    assert is_retryable(kind) is retryable


def test_an_error_says_its_kind_and_its_detail() -> None:
    error = BoundaryError(InterfaceError.TIMED_OUT, "after 3 seconds")
    assert (error.kind, error.detail, str(error)) == (
        InterfaceError.TIMED_OUT,
        "after 3 seconds",
        "timed_out: after 3 seconds",
    )
    assert str(BoundaryError(InterfaceError.NOT_YET)) == "not_yet"
