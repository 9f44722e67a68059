"""Inputs worth asking about schedules: access sets in their one form, over few keys, so that they meet.

Loaded by who draws, and with it Hypothesis.
"""

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from pyde_spec.execution.access_sets import UNDECLARED_ACCESS, AccessSet
from pyde_spec.execution.schedule import PlannedTransaction
from pyde_vectors.execution.samples import NEXT_TO_A, TWIN_OF_A, A, B, C, D, make_access

KEYS = (A, B, C, D, NEXT_TO_A, TWIN_OF_A)
KEY_LISTS = st.lists(st.sampled_from(KEYS), max_size=4).map(tuple)
SMALL_WAVE = 8
SMALL_GAS = 4


@st.composite
def draw_declared(draw: Any) -> AccessSet:
    """Each key read, written or, mostly, left alone."""
    uses = draw(st.lists(st.sampled_from(("read", "write", *[None] * 5)), min_size=len(KEYS), max_size=len(KEYS)))
    reads = tuple(key for key, use in zip(KEYS, uses, strict=True) if use == "read")
    writes = tuple(key for key, use in zip(KEYS, uses, strict=True) if use == "write")
    return make_access(reads, writes)


def draw_access() -> SearchStrategy[AccessSet]:
    """An access set; now and then one that declares nothing."""
    return st.one_of(*[draw_declared()] * 5, st.just(UNDECLARED_ACCESS))


def draw_accesses() -> SearchStrategy[tuple[AccessSet, ...]]:
    """The access sets of a wave."""
    return st.lists(draw_access(), max_size=SMALL_WAVE).map(tuple)


def draw_planned() -> SearchStrategy[tuple[PlannedTransaction, ...]]:
    """A wave with small gas limits."""
    planned = st.builds(PlannedTransaction, draw_access(), st.integers(0, SMALL_GAS))
    return st.lists(planned, max_size=SMALL_WAVE).map(tuple)


def draw_ceiling() -> SearchStrategy[int]:
    """A ceiling that some waves of small gas limits reach and others do not."""
    return st.integers(0, SMALL_WAVE * SMALL_GAS)


@st.composite
def draw_order(draw: Any, size: int) -> tuple[int, ...]:
    """Mostly an order of so many transactions, not far from the canonical one."""
    order = list(range(size))
    if size > 1:
        for place in draw(st.lists(st.integers(0, size - 2), max_size=4)):
            order[place], order[place + 1] = order[place + 1], order[place]
    if draw(st.integers(0, 5)) == 5:
        order = draw(st.lists(st.integers(0, size), max_size=size + 1))
    return tuple(order)
