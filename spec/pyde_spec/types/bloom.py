"""The events bloom.

A wave summarises its events in 2,048 bits: each topic and each contract address sets three of them.
A reader who finds one of an item's three bits clear knows that the wave holds no such item; a reader
who finds all three set knows nothing and looks.

The three bits come from the first three eight-byte windows of the item's BLAKE3 hash, each read as a
little-endian integer modulo 2,048. Bit i of the filter is bit i mod 8 of byte i div 8, counted from
the least significant bit.

Source: `HOST_FN_ABI_SPEC`, section 15.2.2; roadmap, section 0.3.  Decision: R-76 (byte and bit order).
"""

from collections.abc import Iterable
from typing import Annotated

from pyde_spec.crypto.blake3 import blake3_hash
from pyde_spec.encoding.shapes import FixedBytes
from pyde_spec.types.event import EventRecord

BLOOM_SIZE = 256
BLOOM_BITS = BLOOM_SIZE * 8
WINDOW_SIZE = 8
WINDOWS = 3

EventsBloom = Annotated[bytes, FixedBytes(BLOOM_SIZE)]

EMPTY_BLOOM = bytes(BLOOM_SIZE)


def compute_bloom_bits(item: bytes) -> tuple[int, ...]:
    """The three bits of an item, each from 0 to 2047; they may coincide."""
    digest = blake3_hash(item)
    windows = [digest[WINDOW_SIZE * i : WINDOW_SIZE * (i + 1)] for i in range(WINDOWS)]
    return tuple(int.from_bytes(window, "little") % BLOOM_BITS for window in windows)


def is_in_bloom(bloom: EventsBloom, item: bytes) -> bool:
    """Whether the filter may hold the item. No item that was put in is ever denied."""
    return all(bloom[bit // 8] >> bit % 8 & 1 == 1 for bit in compute_bloom_bits(item))


def apply_to_bloom(bloom: EventsBloom, item: bytes) -> EventsBloom:
    """The filter with the item put in."""
    cells = bytearray(bloom)
    for bit in compute_bloom_bits(item):
        cells[bit // 8] |= 1 << bit % 8
    return bytes(cells)


def compute_events_bloom(events: Iterable[EventRecord]) -> EventsBloom:
    """The filter of a wave: every topic and every contract of its events, in any order."""
    bloom = EMPTY_BLOOM
    for event in events:
        for item in (*event.topics, event.contract):
            bloom = apply_to_bloom(bloom, item)
    return bloom
