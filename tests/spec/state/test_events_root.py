"""The events root against a definition by halves, and what its proofs cannot be made to say."""

from dataclasses import replace

import pytest
from blake3 import blake3
from hypothesis import given
from hypothesis import strategies as st

from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import compute_minimum_size, shape_of
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.state.events_root import (
    EventProof,
    EventsCommitment,
    compute_event_proof,
    compute_events_root,
    validate_event_proof,
)
from pyde_spec.types.event import EventRecord
from pyde_vectors.state.event_samples import WAVE, build_wave_event, build_wave_events

COUNTS = st.integers(1, 40)
PLACES = COUNTS.flatmap(lambda count: st.tuples(st.just(count), st.integers(0, count - 1)))


def define_root(leaves, size):
    """The root of `size` places of which the first are these leaves and the others zeros."""
    if size == 1:
        return leaves[0] if leaves else bytes(32)
    half = size // 2
    return blake3(define_root(leaves[:half], half) + define_root(leaves[half:], half)).digest()


def commit(events):
    return EventsCommitment(WAVE, compute_events_root(events), len(events))


def is_accepted(commitment, event, proof):
    try:
        validate_event_proof(commitment, event, proof)
    except Rejected:
        return False
    return True


@given(st.integers(0, 70))
def test_the_root_is_that_of_the_definition(count):
    events = build_wave_events(count)
    leaves = [blake3(encode(EventRecord, event)).digest() for event in events]
    size = 1
    while size < count:
        size *= 2
    assert compute_events_root(events) == (define_root(leaves, size) if events else bytes(32))


def test_no_two_numbers_of_events_have_one_root():
    roots = {compute_events_root(build_wave_events(count)) for count in range(130)}
    assert len(roots) == 130


@given(PLACES)
def test_an_honest_proof_is_accepted(place):
    count, position = place
    events = build_wave_events(count)
    validate_event_proof(commit(events), events[position], compute_event_proof(events, position))


@given(PLACES, st.integers(0, 80), st.integers(0, 40))
def test_a_proof_proves_one_event_at_one_position(place, other_position, other_event):
    count, position = place
    events = build_wave_events(count)
    proof = replace(compute_event_proof(events, position), position=other_position)
    event = build_wave_event(other_event)
    accepted = is_accepted(commit(events), event, proof)
    assert accepted == (other_position == position and other_event == position)


@given(PLACES, st.data())
def test_no_bit_of_a_proof_is_free(place, data):
    count, position = place
    events = build_wave_events(count)
    proof = compute_event_proof(events, position)
    content = bytearray(encode(EventProof, proof))
    bit = data.draw(st.integers(0, 8 * len(proof.siblings) * 32 - 1)) if proof.siblings else None
    if bit is not None:
        content[8 + bit // 8] ^= 1 << bit % 8
        siblings = tuple(bytes(content[8 + 32 * i : 40 + 32 * i]) for i in range(len(proof.siblings)))
        assert not is_accepted(commit(events), events[position], EventProof(position, siblings))


@given(PLACES, st.integers(0, 80))
def test_a_false_count_saves_no_proof(place, count):
    """A sound proof holds under every count of as many levels that has its position; nothing else ever does."""
    true_count, position = place
    events = build_wave_events(true_count)
    commitment = replace(commit(events), events_count=count)
    proof = compute_event_proof(events, position)
    levels = len(proof.siblings)
    same_levels = (2**levels) // 2 < count <= 2**levels if levels else count == 1
    assert is_accepted(commitment, events[position], proof) == (same_levels and position < count)
    assert not is_accepted(commitment, build_wave_event(true_count), proof)


def test_a_leaf_of_the_padding_is_no_event():
    events = build_wave_events(3)
    beside = compute_event_proof(events, 2).siblings[1]
    proof = EventProof(3, (compute_event_proof(events, 2).siblings[0], beside))
    with pytest.raises(Rejected) as refusal:
        validate_event_proof(commit(events), build_wave_event(3), proof)
    assert refusal.value.reason is Reason.EVENT_POSITION_OUT_OF_RANGE


def test_the_wire_form_of_an_event_with_topics_is_longer_than_two_nodes():
    bare = compute_minimum_size(shape_of(EventRecord))
    assert bare == 56
    with_topic = EventRecord(0, 0, 0, bytes(32), (bytes(32),), b"")
    assert len(encode(EventRecord, with_topic)) == bare + 32 > 64
    assert len(encode(EventRecord, replace(with_topic, topics=(), data=bytes(8)))) == 64
