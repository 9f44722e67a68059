"""The events root.

A wave commits to its events by the root of a binary tree. The leaves are the BLAKE3 hashes of the
events' wire forms in canonical order, followed by zeros up to the next power of two. Each node above
is the BLAKE3 hash of the two below it, left before right. A single event is its own root; a wave
without events has zeros for a root.

With the event, its position in the list and the nodes beside its path, whoever knows the root can
check that the event happened, and needs nothing else of the wave.

**One domain, and why it holds.** Leaves and nodes are hashed alike, without a mark that tells them
apart. If some event's wire form had 64 bytes, a node could pass for it. An event with at least one
topic has at least 88 bytes, so it cannot. An event *without* topics and with eight bytes of data has
exactly 64. Hence a proof of an event without topics is refused before anything is hashed. A leaf of
zeros is nobody's: no event is known to hash to it. So two different lists of events with topics
never have one root, whatever their lengths, unless BLAKE3 collides.

**The count.** It follows that a root binds the number of its events although the number is not hashed
and no certificate signs it. The proof is checked against the count that the wave's record states, so
that it has one form only: the position lies below the count, and there are as many nodes as the tree
has levels. A false count can spoil a good proof and cannot save a bad one.

Source: `HOST_FN_ABI_SPEC`, sections 15.2.1 and 15.7.
Decision: R-137 (one domain), R-138 (the count, the form of a proof).
"""

from dataclasses import dataclass
from typing import Annotated

from pyde_spec.crypto.blake3 import blake3_hash
from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import U32, ListOf
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.types.event import EventRecord, validate_event
from pyde_spec.types.primitives import ZERO_HASH, Hash32, WaveId

PADDING_LEAF = ZERO_HASH
ROOT_WITHOUT_EVENTS = ZERO_HASH
TREE_DEPTH_CAP = 32


@dataclass(frozen=True, slots=True)
class EventsCommitment:
    """What a wave's record says of its events."""

    wave_id: WaveId
    events_root: Hash32
    events_count: U32


@dataclass(frozen=True, slots=True)
class EventProof:
    """Where in its wave's list an event stands, and the nodes beside its path, from the leaf upwards."""

    position: U32
    siblings: Annotated[tuple[Hash32, ...], ListOf(TREE_DEPTH_CAP)]


def compute_event_leaf(event: EventRecord) -> Hash32:
    """The leaf of an event: the BLAKE3 hash of its wire form."""
    return blake3_hash(encode(EventRecord, event))


def compute_node(left: Hash32, right: Hash32) -> Hash32:
    """The node above two others."""
    return blake3_hash(left + right)


def compute_tree_depth(count: U32) -> int:
    """The levels above the leaves of `count` events, at least one: the least d with 2**d >= count."""
    return (count - 1).bit_length()


def compute_leaves(events: tuple[EventRecord, ...]) -> tuple[Hash32, ...]:
    """The lowest level of the tree of at least one event, with its padding."""
    leaves = tuple(compute_event_leaf(event) for event in events)
    return leaves + (PADDING_LEAF,) * ((1 << compute_tree_depth(len(leaves))) - len(leaves))


def compute_level_above(level: tuple[Hash32, ...]) -> tuple[Hash32, ...]:
    """The nodes above an even number of nodes."""
    return tuple(compute_node(level[i], level[i + 1]) for i in range(0, len(level), 2))


def compute_events_root(events: tuple[EventRecord, ...]) -> Hash32:
    """The root of a wave's events, given in canonical order."""
    if not events:
        return ROOT_WITHOUT_EVENTS
    level = compute_leaves(events)
    while len(level) > 1:
        level = compute_level_above(level)
    [root] = level
    return root


def compute_event_proof(events: tuple[EventRecord, ...], position: U32) -> EventProof:
    """The proof of the event at `position`, counted from 0 over the whole wave.

    Rejects with `EVENT_POSITION_OUT_OF_RANGE`.
    """
    if position >= len(events):
        raise Rejected(Reason.EVENT_POSITION_OUT_OF_RANGE, f"{position} of {len(events)}")
    level, index = compute_leaves(events), position
    siblings: tuple[Hash32, ...] = ()
    while len(level) > 1:
        siblings = (*siblings, level[index ^ 1])
        level, index = compute_level_above(level), index // 2
    return EventProof(position, siblings)


def compute_proven_root(event: EventRecord, proof: EventProof) -> Hash32:
    """The root of every tree that holds the event at the position and these nodes beside its path.

    Bit h of the position says on which side of the path's node of height h its sibling lies.
    """
    node = compute_event_leaf(event)
    for height, sibling in enumerate(proof.siblings):
        is_right = proof.position >> height & 1
        node = compute_node(sibling, node) if is_right else compute_node(node, sibling)
    return node


def validate_event_proof(commitment: EventsCommitment, event: EventRecord, proof: EventProof) -> None:
    """The event is one of those that the wave committed to.

    Rejects with `EVENT_WITHOUT_TOPICS`, `EVENT_OF_OTHER_WAVE`, `EVENT_POSITION_OUT_OF_RANGE`,
    `EVENT_PROOF_LENGTH`, `EVENT_PROOF_ROOT`, in this order.
    """
    validate_event(event)
    if event.wave_id != commitment.wave_id:
        raise Rejected(Reason.EVENT_OF_OTHER_WAVE, f"{event.wave_id}, not {commitment.wave_id}")
    if proof.position >= commitment.events_count:
        raise Rejected(Reason.EVENT_POSITION_OUT_OF_RANGE, f"{proof.position} of {commitment.events_count}")
    if len(proof.siblings) != compute_tree_depth(commitment.events_count):
        raise Rejected(Reason.EVENT_PROOF_LENGTH, f"{len(proof.siblings)} nodes for {commitment.events_count} events")
    if compute_proven_root(event, proof) != commitment.events_root:
        raise Rejected(Reason.EVENT_PROOF_ROOT)
