"""Vectors of the mempool over time: waves, spent nonces, batches, the sender's limits, and what others may do."""

from collections.abc import Iterator
from dataclasses import replace

from pyde_spec.accounts.nonce_window import NonceWindow
from pyde_spec.encoding.shapes import U64_MAX
from pyde_spec.transactions.mempool_admission import SENDER_TRANSACTIONS_CAP
from pyde_spec.transactions.mempool_entries import TRANSACTION_SIZE_CAP, PendingTransaction
from pyde_spec.types.batch import BATCH_SIZE_CAP
from pyde_vectors.cases import Case, cases
from pyde_vectors.transactions.mempool_samples import ALICE, BOB, CAROL, ROOMY, build_pending
from pyde_vectors.transactions.mempool_script import BeginWave, Drain, Insert, ScriptInput, Spend, Step

Steps = tuple[Step, ...]
Scripts = tuple[tuple[str, str, Steps], ...]


def arrive(pending: PendingTransaction, now: int = 1_000, is_valid: bool = True) -> Insert:
    """A transaction arrives."""
    return Insert(pending, now, is_valid)


def script(*steps: Step) -> ScriptInput:
    """A script of a roomy mempool, with wave 10 to come."""
    return ScriptInput(ROOMY, 10, steps)


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
def batches() -> Iterator[Case]:
    """Draining: whole transactions in order of arrival, up to a number of bytes."""
    three: Steps = (
        arrive(build_pending(ALICE, 2, size=300)),
        arrive(build_pending(BOB, 1, size=500)),
        arrive(build_pending(ALICE, 1, size=100)),
    )
    for max_bytes in (0, 3, 4, 303, 304, 404, 803, 804, 903, 904):
        given = script(*three, Drain(max_bytes))
        yield Case(f"drain-{max_bytes}", f"A batch of at most {max_bytes} bytes", given, ("boundary",))
    largest = build_pending(ALICE, 1, size=TRANSACTION_SIZE_CAP)
    small = build_pending(BOB, 1, size=1)
    table: Scripts = (
        ("empty-mempool", "Nothing waits", (Drain(U64_MAX),)),
        ("everything", "No bound but that of a batch", (*three, Drain(U64_MAX))),
        ("largest", "The largest transaction fills a batch", (arrive(largest), arrive(small), Drain(U64_MAX))),
        ("never-above-4-mib", "A byte more waits for the next", (arrive(small), arrive(largest), Drain(U64_MAX))),
        ("largest-exactly", "Exactly 4 MiB", (arrive(largest), Drain(BATCH_SIZE_CAP))),
        ("largest-a-byte-short", "A byte less than 4 MiB", (arrive(largest), arrive(small), Drain(BATCH_SIZE_CAP - 1))),
        ("empty-transaction", "Room for an empty batch alone", (arrive(replace(small, size=0)), Drain(3), Drain(4))),
        ("in-two", "Two batches, one after the other", (*three, Drain(804), Drain(804), Drain(804))),
        (
            "forgotten",
            "What was drained is a new arrival when it comes again",
            (*three, Drain(304), three[0], Drain(904)),
        ),
    )
    for name, title, steps in table:
        yield Case(f"drain-{name}", title, script(*steps), ("boundary",))


@cases("transactions/mempool")
def sender_limits() -> Iterator[Case]:
    """Ten at once and ten a second; and a hundred that wait."""
    burst = tuple(arrive(build_pending(ALICE, nonce)) for nonce in range(11))
    table: Scripts = (
        ("burst", "The eleventh of a moment", burst),
        ("burst-a-millisecond-early", "A token comes after 100 ms", (*burst, arrive(build_pending(ALICE, 20), 1_099))),
        ("burst-then-wait", "A token comes after 100 ms, just so", (*burst, arrive(build_pending(ALICE, 20), 1_100))),
        ("burst-others-go-on", "Another sender is not held back", (*burst, arrive(build_pending(BOB, 0)))),
        ("burst-drained", "Draining gives no token back", (*burst, Drain(U64_MAX), arrive(build_pending(ALICE, 20)))),
        ("clock-set-back", "A clock set back and forth adds nothing", (*burst, *set_clock_back())),
        ("buckets-in-order", "Buckets stand in order of sender", tuple(reversed(arrivals_of_three()))),
    )
    for name, title, steps in table:
        yield Case(name, title, script(*steps), ("resource-limit",))
    hundred = build_crowd(SENDER_TRANSACTIONS_CAP)
    attempts = build_attempts_in_a_crowd()
    yield Case("hundred-wait", "A hundred wait, and more are tried", script(*hundred, *attempts), ("order-of-checks",))


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
    large = TRANSACTION_SIZE_CAP + 1
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
        Drain(1_004),
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
    cancelled: Steps = (honest, arrive(build_pending(ALICE, 1, deadline=19, number=1)))
    repeats: Steps = (honest, cancelled[1]) * 6
    table: Scripts = (
        ("forged-before", "Forgeries cost the sender nothing", (*forgeries, honest)),
        ("forged-after", "Forgeries drive nothing out", (honest, *forgeries)),
        ("repeated", "A repeated transaction costs the sender nothing", (honest,) * 12),
        ("cancelled", "A sooner deadline cancels", (*cancelled, Drain(U64_MAX))),
        ("cancelled-and-repeated", "Repeating both changes nothing any more", (*cancelled, *repeats)),
    )
    for name, title, steps in table:
        yield Case(name, title, script(*steps), ("missing-check",))
    churn = tuple(arrive(build_pending(ALICE, 1, deadline=40 - number, number=number)) for number in range(12))
    yield Case("churn", "Each replacement costs a token", script(*churn), ("resource-limit",))
