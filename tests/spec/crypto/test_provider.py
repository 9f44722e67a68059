"""The seam: who answers in which mode, for how long, and that no disagreement is lost."""

import sys
import threading

import pytest

from pyde_spec.crypto.key_encapsulation import mlkem768_published_key
from pyde_spec.crypto.mismatch import Action, CoolDown, FallBack, Halt
from pyde_spec.crypto.mlkem import compute_published_key
from pyde_spec.crypto.poseidon2_wasm import AcceleratorUnavailable
from pyde_spec.crypto.provider import (
    ACTIVE_PROVIDER,
    CANONICAL_PROVIDER,
    MismatchHalt,
    Mode,
    poseidon2_hash,
    poseidon2_hash_many,
    use_mode,
)
from pyde_spec.crypto.replaceables import POSEIDON2_HASH, Replaceable

TEXT = POSEIDON2_HASH.text


def replace_by(accelerator):
    """Poseidon2 with another accelerator."""
    return (Replaceable(POSEIDON2_HASH.name, TEXT, lambda: accelerator),)


def flip(data):
    """A digest with one bit wrong."""
    digest = TEXT(data)
    return bytes([digest[0] ^ 1]) + digest[1:]


def fail(_):
    raise ZeroDivisionError


def test_the_text_answers_unless_another_mode_is_asked_for():
    assert ACTIVE_PROVIDER.get() is CANONICAL_PROVIDER
    assert poseidon2_hash(b"pyde") == TEXT(b"pyde")


def test_a_mode_ends_with_its_block_even_when_it_raises():
    with pytest.raises(KeyError), use_mode(Mode.FAST, Halt(), replace_by(flip)):
        assert poseidon2_hash(b"") == flip(b"")
        raise KeyError
    assert ACTIVE_PROVIDER.get() is CANONICAL_PROVIDER


@pytest.mark.parametrize("mode", [Mode.FAST, Mode.VERIFY])
def test_the_text_answers_what_a_mode_was_not_entered_for(mode):
    with use_mode(mode, Halt(), replace_by(TEXT)) as provider:
        assert poseidon2_hash_many([b"pyde"]) == (TEXT(b"pyde"),)
        assert mlkem768_published_key(bytes(64)) == compute_published_key(bytes(64))
    assert provider.states.keys() <= {POSEIDON2_HASH.name}


def test_a_mismatch_keeps_secrets_and_does_not_print_them():
    with use_mode(Mode.VERIFY, FallBack(), replace_by(flip)) as provider:
        poseidon2_hash(b"a secret")
    (mismatch,) = provider.mismatches[POSEIDON2_HASH.name]
    assert mismatch.arguments == (b"a secret",)
    shown = repr(provider)
    assert "secret" not in shown
    assert repr(TEXT(b"a secret")) not in shown
    assert repr(flip(b"a secret")) not in shown


def test_modes_nest():
    with use_mode(Mode.FAST, Halt(), replace_by(flip)):
        with use_mode(Mode.CANONICAL):
            assert poseidon2_hash(b"") == TEXT(b"")
        assert poseidon2_hash(b"") == flip(b"")


def test_a_new_thread_starts_canonical():
    answers = []
    with use_mode(Mode.FAST, Halt(), replace_by(flip)):
        thread = threading.Thread(target=lambda: answers.append(poseidon2_hash(b"")))
        thread.start()
        thread.join()
    assert answers == [TEXT(b"")]


def test_a_halt_carries_the_mismatch_and_lasts():
    with use_mode(Mode.VERIFY, Halt(), replace_by(flip)) as provider:
        for data in (b"first", b"second"):
            with pytest.raises(MismatchHalt, match="poseidon2_hash: the accelerator disagrees") as halt:
                poseidon2_hash(data)
            assert halt.value.mismatch.arguments == (b"first",)
    (mismatch,) = provider.mismatches[POSEIDON2_HASH.name]
    assert mismatch.text_answer == TEXT(b"first")
    assert mismatch.accelerator_answer == flip(b"first")
    assert mismatch.action is Action.HALT


def test_a_failing_accelerator_is_recorded_with_what_it_raised():
    with use_mode(Mode.VERIFY, FallBack(), replace_by(fail)) as provider:
        assert poseidon2_hash(b"") == TEXT(b"")
    (mismatch,) = provider.mismatches[POSEIDON2_HASH.name]
    assert isinstance(mismatch.accelerator_answer, ZeroDivisionError)
    assert mismatch.action is Action.USE_TEXT_AND_WARN


def test_each_block_starts_afresh():
    for _ in range(2):
        with use_mode(Mode.VERIFY, CoolDown(5), replace_by(flip)) as provider:
            poseidon2_hash(b"")
        assert len(provider.mismatches[POSEIDON2_HASH.name]) == 1


def test_a_missing_accelerator_is_an_error_at_once(monkeypatch):
    monkeypatch.setitem(sys.modules, "wasmtime", None)
    for mode in (Mode.FAST, Mode.VERIFY):
        with pytest.raises(AcceleratorUnavailable, match=r"\[fast\]"), use_mode(mode):
            raise AssertionError("the mode was entered")
    with use_mode(Mode.CANONICAL):
        assert poseidon2_hash(b"") == TEXT(b"")
