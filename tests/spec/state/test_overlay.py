"""Overlays are dictionaries of which copies are kept: the same wave, played on both, ends the same."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from pyde_spec.interfaces.executor import SlotWrite
from pyde_spec.interfaces.mock_state import MockView
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.state.overlay import (
    close_wave,
    delete_slot,
    discard_overlay,
    emit_event,
    get_slot,
    merge_overlay,
    open_call,
    open_transaction,
    open_wave,
    write_slot,
)
from pyde_spec.state.wave_events import validate_wave_events

KEYS = [bytes([number]) * 32 for number in range(5)]
TOPIC = b"\x70" * 32
TOKEN = b"\xc0" * 32
WAVE = 7
VALUES = st.sampled_from([b"", b"1", b"2"])


class OverlaysAgainstCopies(RuleBasedStateMachine):
    """The model keeps, for each open overlay, a copy of all slots and of all event data before it was opened."""

    @initialize(base=st.dictionaries(st.sampled_from(KEYS), VALUES))
    def begin(self, base):
        self.base = base
        self.stack = open_wave(MockView(base), WAVE)
        self.slots, self.data, self.copies = dict(base), [], []
        self.next_tx_index, self.emitted = 0, 0

    def is_open(self):
        return len(self.copies) > 0

    def keep_copy(self):
        self.copies.append((dict(self.slots), list(self.data)))

    @precondition(lambda self: not self.is_open())
    @rule(skipped=st.integers(0, 2))
    def begin_transaction(self, skipped):
        self.stack = open_transaction(self.stack, self.next_tx_index + skipped)
        self.next_tx_index += skipped + 1
        self.keep_copy()

    @precondition(is_open)
    @rule()
    def begin_call(self):
        self.stack = open_call(self.stack)
        self.keep_copy()

    @rule(key=st.sampled_from(KEYS), value=VALUES)
    def write(self, key, value):
        before = self.stack
        seen = [get_slot(before, other) for other in KEYS]
        self.stack = write_slot(self.stack, key, value)
        self.slots[key] = value
        assert [get_slot(before, other) for other in KEYS] == seen

    @rule(key=st.sampled_from(KEYS))
    def delete(self, key):
        self.stack = delete_slot(self.stack, key)
        self.slots.pop(key, None)

    @precondition(is_open)
    @rule()
    def emit(self):
        self.emitted += 1
        data = self.emitted.to_bytes(4, "big")
        self.stack = emit_event(self.stack, TOKEN, (TOPIC,), data)
        self.data.append((self.next_tx_index - 1, data))

    @precondition(is_open)
    @rule()
    def succeed(self):
        self.stack = merge_overlay(self.stack)
        self.copies.pop()

    @precondition(is_open)
    @rule()
    def fail(self):
        self.stack = discard_overlay(self.stack)
        self.slots, self.data = self.copies.pop()

    @invariant()
    def reading_finds_what_the_copy_holds(self):
        for key in KEYS:
            assert get_slot(self.stack, key) == self.slots.get(key)

    @invariant()
    def a_wave_with_an_open_transaction_does_not_end(self):
        if self.is_open():
            with pytest.raises(Rejected) as refusal:
                close_wave(self.stack)
            assert refusal.value.reason is Reason.TRANSACTION_IS_OPEN

    @precondition(lambda self: not self.is_open())
    @invariant()
    def the_wave_ends_with_the_differences_and_the_surviving_events(self):
        changes = close_wave(self.stack)
        assert changes.writes == tuple(
            SlotWrite(key, self.slots.get(key)) for key in KEYS if self.slots.get(key) != self.base.get(key)
        )
        assert [(event.tx_index, event.data) for event in changes.events] == self.data
        validate_wave_events(WAVE, changes.events)


OverlaysAgainstCopies.TestCase.settings = settings(max_examples=60, stateful_step_count=40)
TestOverlaysAgainstCopies = OverlaysAgainstCopies.TestCase


def test_places_given_at_emission_are_those_of_a_walk_over_the_wave_at_its_end():
    stack = open_transaction(open_wave(MockView(), WAVE), 3)
    stack = emit_event(stack, TOKEN, (TOPIC,), b"0")
    stack = emit_event(open_call(stack), TOKEN, (TOPIC,), b"1")
    stack = discard_overlay(emit_event(open_call(stack), TOKEN, (TOPIC,), b"lost"))
    stack = merge_overlay(emit_event(stack, TOKEN, (TOPIC,), b"2"))
    events = close_wave(merge_overlay(stack)).events
    assert [(event.tx_index, event.event_index, event.data) for event in events] == [
        (3, 0, b"0"),
        (3, 1, b"1"),
        (3, 2, b"2"),
    ]


def test_an_overlay_cannot_be_written_to_from_outside():
    stack = write_slot(open_wave(MockView(), WAVE), KEYS[0], b"1")
    with pytest.raises(TypeError):
        stack.overlays[0].writes[KEYS[0]] = b"2"
