"""Vectors of overlays: scripts of waves, transactions and calls that succeed and fail."""

from collections.abc import Iterator
from dataclasses import replace

from pyde_spec.encoding.shapes import U32_MAX, U64_MAX
from pyde_spec.types.event import TOPICS_CAP
from pyde_vectors.cases import Case, cases
from pyde_vectors.state.overlay_script import (
    Delete,
    Discard,
    Emit,
    Merge,
    OpenCall,
    OpenTransaction,
    Read,
    ScriptInput,
    Step,
    Write,
)


def build_key(number: int) -> bytes:
    """A key, one for each number."""
    return bytes([number]) * 32


Steps = tuple[Step, ...]
Scripts = tuple[tuple[str, str, Steps], ...]

A, B, C, D = (build_key(number) for number in (0x0A, 0x0B, 0x0C, 0x0D))
BASE = ((A, b"old a"), (B, b"old b"))
TOKEN, MARKET = b"\xc0" * 32, b"\xc1" * 32
TOPIC = b"\x70" * 32
BEGIN = OpenTransaction(0)
READ_ALL: Steps = (Read(A), Read(B), Read(C), Read(D))


def emit(data: str, contract: bytes = TOKEN) -> Emit:
    """An event that is known by its data."""
    return Emit(contract, (TOPIC,), data.encode())


def script(*steps: Step) -> ScriptInput:
    """A script over the usual state."""
    return ScriptInput(7, BASE, steps)


CHANGE_EVERYTHING: Steps = (Write(A, b"new a"), Delete(B), Write(C, b"new c"), emit("inside"))


@cases("state/overlay_script")
def one_overlay() -> Iterator[Case]:
    """A wave's own overlay, and a transaction's on it: what is seen inside, and what is left at the end."""
    table: Scripts = (
        ("nothing", "A wave in which nothing happens", ()),
        ("reads-fall-through", "Without writes, reading finds the state", READ_ALL),
        ("wave-writes", "The wave itself writes", (*CHANGE_EVERYTHING[:3], *READ_ALL)),
        ("merged", "A transaction that succeeds", (BEGIN, *CHANGE_EVERYTHING, *READ_ALL, Merge(), *READ_ALL)),
        (
            "discarded",
            "A transaction that fails leaves nothing",
            (BEGIN, *CHANGE_EVERYTHING, *READ_ALL, Discard(), *READ_ALL),
        ),
        ("last-write-wins", "A slot written twice", (BEGIN, Write(C, b"1"), Write(C, b"2"), Read(C), Merge())),
        ("deleted-then-written", "A slot deleted and written", (BEGIN, Delete(A), Write(A, b"2"), Read(A), Merge())),
        ("written-then-deleted", "A slot written and deleted", (BEGIN, Write(A, b"1"), Delete(A), Read(A), Merge())),
        ("empty-value", "An empty value is a value", (BEGIN, Write(A, b""), Read(A), Merge(), Read(A))),
        ("ascending-writes", "Changes stand in order of key", (Write(D, b"d"), Write(C, b"c"), Delete(A))),
    )
    for name, title, steps in table:
        yield Case(name, title, script(*steps))


@cases("state/overlay_script")
def changes_that_are_none() -> Iterator[Case]:
    """What ends as it began is no change, however it came about."""
    table: Scripts = (
        ("same-value", "What the state holds is written again", (Write(A, b"old a"),)),
        ("back-again", "A slot is changed and changed back", (Write(A, b"1"), Write(A, b"old a"))),
        ("delete-absent", "A slot is deleted that holds nothing", (Delete(C),)),
        ("came-and-went", "A slot is written that held nothing, and deleted", (Write(C, b"1"), Delete(C))),
        ("empty-for-none", "An empty value where there was none is a change", (Write(C, b""),)),
    )
    for name, title, steps in table:
        inside = (BEGIN, *steps, Merge())
        yield Case(f"change-{name}", title, script(*inside), ("boundary",))


OUTCOMES: tuple[tuple[str, Step], ...] = (("succeeds", Merge()), ("fails", Discard()))


@cases("state/overlay_script")
def calls_within() -> Iterator[Case]:
    """Every pair of outcomes of a transaction and the call in it."""
    before: Steps = (Write(A, b"outer a"), Write(C, b"outer c"), Delete(B), emit("before"))
    writes: Steps = (Write(A, b"inner a"), Delete(C), Write(B, b"inner b"), Write(D, b"inner d"))
    events: Steps = (emit("inside", MARKET), emit("inside too", MARKET))
    inside: Steps = (*READ_ALL, *writes, *events, *READ_ALL)
    for outer_name, outer in OUTCOMES:
        for inner_name, inner in OUTCOMES:
            after: Steps = (*READ_ALL, emit("after"))
            given = script(BEGIN, *before, OpenCall(), *inside, inner, *after, outer, *READ_ALL)
            title = f"A call that {inner_name} in a transaction that {outer_name}"
            yield Case(f"call-{inner_name}-in-one-that-{outer_name}", title, given)


@cases("state/overlay_script")
def calls_within_calls() -> Iterator[Case]:
    """Every pair of outcomes of a call and the call in it, in a transaction that succeeds."""
    first: Steps = (OpenCall(), Write(A, b"1"), emit("1"))
    second: Steps = (OpenCall(), Write(A, b"2"), Write(B, b"2"), emit("2"), Read(A))
    seen: Steps = (Read(A), Read(B))
    for outer_name, outer in OUTCOMES:
        for inner_name, inner in OUTCOMES:
            given = script(BEGIN, *first, *second, inner, *seen, emit("3"), outer, *seen, emit("4"), Merge())
            title = f"A call that {inner_name} in a call that {outer_name}"
            yield Case(f"deep-call-{inner_name}-in-one-that-{outer_name}", title, given)


@cases("state/overlay_script")
def hidden_slots() -> Iterator[Case]:
    """A slot that each of three overlays and the state may hold, delete, or say nothing about."""
    choices: tuple[tuple[str, tuple[Step, ...]], ...] = (
        ("silent", ()),
        ("writes", (Write(A, b"x"),)),
        ("deletes", (Delete(A),)),
    )
    for low_name, low in choices:
        for middle_name, middle in choices:
            for high_name, high in choices:
                steps = (*low, BEGIN, *middle, OpenCall(), *high, Read(A), Merge(), Merge())
                title = f"The wave {low_name}, the transaction {middle_name}, the call {high_name}"
                yield Case(f"hidden-{low_name}-{middle_name}-{high_name}", title, distinguish(script(*steps)))


def distinguish(given: ScriptInput) -> ScriptInput:
    """The script with the number of its step as the value of every write, so that each is known again."""
    steps = tuple(
        replace(step, value=bytes([number])) if isinstance(step, Write) else step
        for number, step in enumerate(given.steps)
    )
    return replace(given, steps=steps)


@cases("state/overlay_script")
def transactions_of_a_wave() -> Iterator[Case]:
    """One transaction after another: what the later sees of the earlier, and the places of events."""
    first, second = OpenTransaction(0), OpenTransaction(1)
    table: Scripts = (
        (
            "second-reads-first",
            "A transaction reads what the one before wrote",
            (first, Write(C, b"1"), Merge(), second, Read(C), Write(C, b"2"), Merge()),
        ),
        (
            "second-fails",
            "A transaction fails after one that succeeded",
            (first, Write(C, b"1"), emit("1"), Merge(), second, Write(C, b"2"), emit("2"), Discard(), Read(C)),
        ),
        (
            "first-fails",
            "A transaction succeeds after one that failed",
            (first, Write(C, b"1"), emit("1"), Discard(), second, Read(C), emit("2"), Merge()),
        ),
        (
            "events-start-anew",
            "Each transaction counts its own events",
            (first, emit("1"), emit("2"), Merge(), second, emit("3"), emit("4"), Merge()),
        ),
        (
            "index-left-out",
            "A transaction without an overlay still has its index",
            (first, emit("1"), Merge(), OpenTransaction(5), emit("2"), Merge(), OpenTransaction(6), emit("3"), Merge()),
        ),
        ("last-index", "The last index of all", (OpenTransaction(U32_MAX), emit("1"), Merge())),
        (
            "write-between",
            "The wave writes between two transactions",
            (first, Write(C, b"1"), Merge(), Read(C), Write(C, b"2"), second, Read(C), Discard()),
        ),
    )
    for name, title, steps in table:
        yield Case(name, title, script(*steps))
    yield Case("last-wave", "The last wave of all", replace(script(BEGIN, emit("1"), Merge()), wave_id=U64_MAX))


@cases("state/overlay_script")
def places_of_events() -> Iterator[Case]:
    """The numbering that an index counted in the top overlay alone gets wrong (F-24)."""
    table: Scripts = (
        (
            "before-inside-after",
            "Events before, inside and after a call",
            (BEGIN, emit("0"), OpenCall(), emit("1"), Merge(), emit("2"), Merge()),
        ),
        (
            "place-taken-again",
            "The place of a discarded event is taken again",
            (BEGIN, emit("0"), OpenCall(), emit("lost"), Discard(), OpenCall(), emit("1"), Merge(), Merge()),
        ),
        (
            "three-deep",
            "Events at every depth on the way in and out",
            (
                *(BEGIN, emit("0"), OpenCall(), emit("1"), OpenCall(), emit("2"), OpenCall(), emit("3")),
                *(Merge(), emit("4"), Merge(), emit("5"), Merge(), emit("6"), Merge()),
            ),
        ),
    )
    for name, title, steps in table:
        yield Case(name, title, script(*steps), ("boundary",))


@cases("state/overlay_script")
def four_topics_and_data() -> Iterator[Case]:
    """An event keeps its topics in order and its data."""
    topics = tuple(bytes([0x70 + i]) * 32 for i in range(TOPICS_CAP))
    yield Case("four-topics", "Four topics and no data", script(BEGIN, Emit(MARKET, topics, b""), Merge()))


@cases("state/overlay_script")
def known_answer() -> Iterator[Case]:
    """One wave worked out by hand."""
    given = script(
        *(BEGIN, Write(A, b"\x01"), emit("0"), OpenCall(), Delete(B), emit("lost"), Discard()),
        *(OpenCall(), Read(A), Write(C, b"\x02"), emit("1", MARKET), Merge(), Read(B), Merge()),
    )
    events = [
        {
            "wave_id": "7",
            "tx_index": 0,
            "event_index": index,
            "contract": "0x" + contract.hex(),
            "topics": ["0x" + TOPIC.hex()],
            "data": data,
        }
        for index, contract, data in ((0, TOKEN, "0x30"), (1, MARKET, "0x31"))
    ]
    known = {
        "ok": {
            "reads": ["0x01", "0x6f6c642062"],
            "writes": [{"key": "0x" + "0a" * 32, "value": "0x01"}, {"key": "0x" + "0c" * 32, "value": "0x02"}],
            "events": events,
        }
    }
    yield Case("by-hand", "A wave worked out by hand", given, ("known-answer",), known)


@cases("state/overlay_script")
def refused_steps() -> Iterator[Case]:
    """Each step where it has no place, and what is checked first."""
    table: Scripts = (
        ("merge-nothing", "The wave's own overlay has nothing to merge into", (Merge(),)),
        ("discard-nothing", "The wave's own overlay cannot be discarded", (Discard(),)),
        ("merge-twice", "One merge too many", (BEGIN, Merge(), Merge())),
        ("discard-after-merge", "A transaction that succeeded cannot fail any more", (BEGIN, Merge(), Discard())),
        ("call-outside", "A call outside a transaction", (OpenCall(),)),
        ("event-outside", "An event outside a transaction", (emit("0"),)),
        ("event-after", "An event after its transaction", (BEGIN, Merge(), emit("0"))),
        ("transaction-in-transaction", "A transaction inside another", (BEGIN, OpenTransaction(1))),
        ("transaction-in-call", "A transaction inside a call", (BEGIN, OpenCall(), OpenTransaction(1))),
        ("index-again", "The index of a transaction that succeeded", (BEGIN, Merge(), BEGIN)),
        ("index-of-failed", "The index of a transaction that failed", (BEGIN, Discard(), BEGIN)),
        (
            "index-going-back",
            "An index below one that was used",
            (OpenTransaction(3), Merge(), OpenTransaction(2)),
        ),
        ("open-at-end", "The wave ends inside a transaction", (BEGIN,)),
        ("open-call-at-end", "The wave ends inside a call", (BEGIN, OpenCall(), Merge())),
        ("event-without-topics", "An event without topics", (BEGIN, Emit(TOKEN, (), b""))),
    )
    for name, title, steps in table:
        yield Case(f"reject-{name}", title, script(*steps), ("missing-check",))
    in_pairs: Scripts = (
        ("open-and-out-of-order", "An open transaction, and an index used before", (BEGIN, BEGIN)),
        ("outside-and-without-topics", "An event without topics outside a transaction", (Emit(TOKEN, (), b""),)),
    )
    for name, title, pair in in_pairs:
        yield Case(name, title, script(*pair), ("order-of-checks",))
