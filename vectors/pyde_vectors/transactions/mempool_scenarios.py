"""Vectors of the mempool over time: waves, spent nonces, batches, the sender's limits, and what others may do."""

from collections.abc import Iterator
from dataclasses import replace

from pyde_spec.accounts.nonce_window import NonceWindow
from pyde_spec.encoding.shapes import U32_MAX, U64_MAX
from pyde_spec.transactions.mempool_admission import SENDER_TRANSACTIONS_CAP
from pyde_spec.transactions.mempool_entries import PendingTransaction
from pyde_spec.transactions.mempool_pool import MempoolLimits
from pyde_vectors.cases import Case, cases
from pyde_vectors.transactions.mempool_samples import ALICE, BOB, CAROL, LARGEST, ROOMY, build_limits, build_pending
from pyde_vectors.transactions.mempool_script import BeginWave, ChangeKeys, Drain, Insert, ScriptInput, Spend, Step

Steps = tuple[Step, ...]
Scripts = tuple[tuple[str, str, Steps], ...]


def arrive(pending: PendingTransaction, now: int = 1_000, is_valid: bool = True) -> Insert:
    """A transaction arrives."""
    return Insert(pending, now, is_valid)


def script(*steps: Step) -> ScriptInput:
    """A script of a roomy mempool, with wave 10 to come."""
    return script_within(ROOMY, steps)


def script_within(limits: MempoolLimits, steps: Steps) -> ScriptInput:
    """A script of a mempool of these limits, with wave 10 to come."""
    return ScriptInput(limits, 10, steps)


def script_of_batches(batch_size: int, steps: Steps) -> ScriptInput:
    """A script of a roomy mempool that makes batches of this size."""
    return script_within(build_limits(ROOMY.count, batch_size=batch_size), steps)


@cases("transactions/mempool")
def waves() -> Iterator[Case]:
    """Deadlines and the waves that pass them."""
    three: Steps = (
        arrive(build_pending(ALICE, 1, deadline=11)),
        arrive(build_pending(BOB, 1)),
        arrive(build_pending(ALICE, 2, deadline=12)),
        arrive(build_pending(BOB, 2, deadline=11)),
    )
    again = arrive(build_pending(ALICE, 1, deadline=11))
    table: Scripts = (
        ("nothing-happens", "No step at all", ()),
        ("wave-at-deadline", "The deadline's own wave is to come", (*three, BeginWave(11))),
        ("wave-after-deadline", "The deadline's wave is committed", (*three, BeginWave(12))),
        ("wave-after-all-deadlines", "Who has no deadline waits on", (*three, BeginWave(U64_MAX))),
        ("wave-then-again", "What has lapsed is not taken in again", (*three, BeginWave(12), again)),
        ("wave-undone", "A wave is undone: what lapsed may come again", (*three, BeginWave(12), BeginWave(11), again)),
        (
            "last-wave",
            "The last wave there is",
            (arrive(build_pending(ALICE, 1, deadline=U64_MAX)), BeginWave(U64_MAX)),
        ),
    )
    for name, title, steps in table:
        yield Case(name, title, script(*steps), ("boundary",))


@cases("transactions/mempool")
def spent_nonces() -> Iterator[Case]:
    """Windows of a sender, as its nonces are spent."""
    arrivals = tuple(arrive(build_pending(ALICE, nonce)) for nonce in (100, 103, 115, 116, 131))
    others: Steps = (*arrivals, arrive(build_pending(BOB, 100)))
    table = (
        ("fresh", NonceWindow(100, 0)),
        ("lowest", NonceWindow(101, 0)),
        ("in-the-window", NonceWindow(100, 0b1000)),
        ("highest-in-the-window", NonceWindow(100, 1 << 15)),
        ("next-window", NonceWindow(116, 0b10)),
        ("highest-of-next-window", NonceWindow(116, 1 << 15)),
        ("all-below", NonceWindow(1_000, 0)),
        ("back-after-an-undone-wave", NonceWindow(80, 0b10)),
    )
    for name, window in table:
        given = script(*others, Spend(ALICE, window))
        yield Case(f"spent-{name}", f"The sender's window is {window.base} and {window.used:#b}", given, ("boundary",))
    twice: Steps = (*others, Spend(ALICE, NonceWindow(101, 0)), Spend(ALICE, NonceWindow(101, 0)))
    yield Case("spent-twice", "The same window again changes nothing", script(*twice))


@cases("transactions/mempool")
def changed_keys() -> Iterator[Case]:
    """Keys of a sender that change, and what validation still accepts of it then."""
    arrivals = tuple(arrive(build_pending(ALICE, nonce)) for nonce in (3, 4, 5))
    others: Steps = (arrivals[0], arrive(build_pending(BOB, 4)), *arrivals[1:])
    everything = tuple(step.newcomer.hash_ for step in others if isinstance(step, Insert))
    first, second, third = (step.newcomer.hash_ for step in arrivals)
    again = ChangeKeys(ALICE, (first,))
    table: Scripts = (
        ("all-valid", "All of the sender's is valid still", (*others, ChangeKeys(ALICE, ()))),
        ("one-invalid", "One of the sender's is not", (*others, ChangeKeys(ALICE, (second,)))),
        ("some-invalid", "They leave in order of arrival", (*others, ChangeKeys(ALICE, (third, first)))),
        ("others-wait-on", "Nobody else's is validated again", (*others, ChangeKeys(ALICE, everything))),
        ("of-nobody", "Keys of a sender of whom nothing waits", (*others, ChangeKeys(CAROL, everything))),
        ("twice", "The same change again changes nothing", (*others, again, again)),
        ("token-kept", "What is dropped gives no token back", (*arrivals, ChangeKeys(ALICE, everything))),
    )
    for name, title, steps in table:
        yield Case(f"keys-{name}", title, script(*steps), ("boundary",))


@cases("transactions/mempool")
def places_after_changed_keys() -> Iterator[Case]:
    """What stood in the way before the keys changed, and what may come once it has left."""
    registration = arrive(build_pending(ALICE, 0))
    transfer = arrive(build_pending(ALICE, 0, number=1))
    registered = ChangeKeys(ALICE, (registration.newcomer.hash_,))
    signed_by_old = arrive(build_pending(ALICE, 7))
    signed_by_new = replace(signed_by_old, newcomer=replace(signed_by_old.newcomer, size=1_100))
    another = arrive(build_pending(ALICE, 7, number=1))
    rotated = ChangeKeys(ALICE, (signed_by_old.newcomer.hash_,))
    table: Scripts = (
        (
            "registered",
            "A registration spends no nonce, and leaves the place of the first transfer",
            (registration, transfer, Spend(ALICE, NonceWindow(0, 0)), transfer, registered, transfer),
        ),
        (
            "registered-and-undone",
            "The wave of a registration is undone: it may come again",
            (registration, registered, transfer, ChangeKeys(ALICE, (transfer.newcomer.hash_,)), registration),
        ),
        (
            "registered-and-repeated",
            "A registration of an account with keys is refused",
            (registration, registered, replace(registration, is_valid=False), transfer),
        ),
        (
            "rotated-signed-again",
            "The same transaction, signed with the new key",
            (signed_by_old, signed_by_new, rotated, signed_by_new),
        ),
        ("rotated-another", "Another transaction under the nonce", (signed_by_old, another, rotated, another)),
    )
    for name, title, steps in table:
        yield Case(f"keys-{name}", title, script(*steps), ("missing-check",))


@cases("transactions/mempool")
def batches() -> Iterator[Case]:
    """Draining: whole transactions in order of arrival, up to the size of a batch."""
    three: Steps = (
        arrive(build_pending(ALICE, 2, size=300)),
        arrive(build_pending(BOB, 1, size=500)),
        arrive(build_pending(ALICE, 1, size=100)),
    )
    for size in (0, 3, 4, 103, 104, 303, 304, 403, 404, 503, 504, 603, 604, 803, 804, 903, 904):
        given = script_of_batches(size, (*three, Drain(), Drain()))
        yield Case(f"drain-{size}", f"Two batches of {size} bytes", given, ("boundary",))
    largest = build_pending(ALICE, 1, size=LARGEST)
    small = build_pending(BOB, 1, size=1)
    table: Scripts = (
        ("empty-mempool", "Nothing waits", (Drain(),)),
        ("everything", "No bound but that of a batch", (*three, Drain())),
        ("largest", "The largest transaction fills a batch", (arrive(largest), arrive(small), Drain())),
        ("never-above-4-mib", "A byte more waits for the next", (arrive(small), arrive(largest), Drain(), Drain())),
        ("forgotten", "What was drained is a new arrival when it comes again", (*three, Drain(), three[0], Drain())),
    )
    for name, title, steps in table:
        yield Case(f"drain-{name}", title, script(*steps), ("boundary",))
    crossed = (arrive(small), arrive(largest), Drain(), Drain())
    vast = script_of_batches(U32_MAX, crossed)
    yield Case("drain-beyond-4-mib", "Batches above 4 MiB count as 4 MiB", vast, ("boundary",))
    empty = (arrive(replace(small, size=0)), Drain())
    yield Case("drain-empty-transaction", "Room for an empty batch alone", script_of_batches(4, empty), ("boundary",))
    stuck = (arrive(build_pending(ALICE, 1, size=70_000)), three[0], Drain(), Drain())
    for size in (65_536, 70_003, 70_004):
        given = script_of_batches(size, stuck)
        yield Case(f"drain-large-first-{size}", "Nothing that fits no batch stands first", given, ("resource-limit",))


@cases("transactions/mempool")
def sender_limits() -> Iterator[Case]:
    """Ten at once and ten a second; and a hundred that wait."""
    burst = tuple(arrive(build_pending(ALICE, nonce)) for nonce in range(11))
    table: Scripts = (
        ("burst", "The eleventh of a moment", burst),
        ("burst-a-millisecond-early", "A token comes after 100 ms", (*burst, arrive(build_pending(ALICE, 20), 1_099))),
        ("burst-then-wait", "A token comes after 100 ms, just so", (*burst, arrive(build_pending(ALICE, 20), 1_100))),
        ("burst-others-go-on", "Another sender is not held back", (*burst, arrive(build_pending(BOB, 0)))),
        ("burst-drained", "Draining gives no token back", (*burst, Drain(), arrive(build_pending(ALICE, 20)))),
        ("clock-set-back", "A clock set back and forth adds nothing", (*burst, *set_clock_back())),
        ("buckets-in-order", "Buckets stand in order of sender", tuple(reversed(arrivals_of_three()))),
    )
    for name, title, steps in table:
        yield Case(name, title, script(*steps), ("resource-limit",))
    hundred = build_crowd(SENDER_TRANSACTIONS_CAP)
    given = script_of_batches(1_004, (*hundred, *build_attempts_in_a_crowd()))
    yield Case("hundred-wait", "A hundred wait, and more are tried", given, ("order-of-checks",))


def set_clock_back() -> Steps:
    """Attempts at times that go back and forth and never past the first."""
    return tuple(arrive(build_pending(ALICE, 20), now) for now in (0, 1_000, 500, 1_000))


def arrivals_of_three() -> Steps:
    """One arrival of each of three senders."""
    return tuple(arrive(build_pending(sender, 0)) for sender in (ALICE, BOB, CAROL))


def build_crowd(count: int) -> Steps:
    """So many transactions of one sender, at its rate."""
    return tuple(arrive(build_pending(ALICE, nonce, deadline=50), 1_000 + nonce * 100) for nonce in range(count))


def build_attempts_in_a_crowd() -> Steps:
    """What is tried while a hundred wait: other faults with that one, and what is still let in."""
    late = 60_000
    large = LARGEST + 1
    return (
        arrive(build_pending(ALICE, 100), late),
        arrive(build_pending(ALICE, 100, size=large), late),
        arrive(build_pending(ALICE, 7, deadline=50), late),
        arrive(build_pending(ALICE, 100, deadline=9), late),
        arrive(build_pending(ALICE, 100), 0),
        arrive(build_pending(ALICE, 100), late, is_valid=False),
        arrive(build_pending(ALICE, 7, deadline=50, number=1), late),
        arrive(build_pending(ALICE, 7, deadline=49, number=1), late),
        arrive(build_pending(BOB, 0), late),
        Drain(),
        arrive(build_pending(ALICE, 100), late),
        arrive(build_pending(ALICE, 101), late),
    )


@cases("transactions/mempool")
def somebody_else() -> Iterator[Case]:
    """What somebody who is not the sender can do: repeat and forge."""
    honest = arrive(build_pending(ALICE, 1, deadline=20))
    forgeries = tuple(
        arrive(build_pending(ALICE, 1, deadline=15, number=number), is_valid=False) for number in range(1, 13)
    )
    sooner = arrive(build_pending(ALICE, 1, deadline=15, number=1))
    copy = replace(honest, newcomer=replace(honest.newcomer, size=1_001), is_valid=False)
    second = arrive(build_pending(ALICE, 2))
    cancelled: Steps = (honest, arrive(build_pending(ALICE, 1, deadline=19, number=1)))
    repeats: Steps = (honest, cancelled[1]) * 6
    table: Scripts = (
        ("forged-before", "Forgeries cost the sender nothing", (*forgeries, honest)),
        ("forged-after", "Forgeries drive nothing out", (honest, *forgeries)),
        ("forged-then-cancelled", "Only what is valid cancels", (honest, *forgeries, sooner)),
        ("forged-copies", "A copy with another signature changes nothing", (honest, *(copy,) * 12, second)),
        ("repeated", "A repeated transaction costs the sender nothing", (honest,) * 12),
        ("cancelled", "A sooner deadline cancels", (*cancelled, Drain())),
        ("cancelled-and-repeated", "Repeating both changes nothing any more", (*cancelled, *repeats)),
    )
    for name, title, steps in table:
        yield Case(name, title, script(*steps), ("missing-check",))
    stranger = arrive(build_pending(BOB, 1), is_valid=False)
    crowded = script_within(build_limits(2), (honest, second, stranger, replace(stranger, is_valid=True)))
    yield Case("forged-in-a-full-one", "Only what is valid makes others leave", crowded, ("missing-check",))
    churn = tuple(arrive(build_pending(ALICE, 1, deadline=40 - number, number=number)) for number in range(12))
    yield Case("churn", "Each replacement costs a token", script(*churn), ("resource-limit",))
