"""Vectors of a single insertion: each check from both sides, the order of the checks pairwise, and who makes room."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated, Any

from pyde_spec.encoding.shapes import U64, ListOf
from pyde_spec.params.versions import Parameters
from pyde_spec.transactions.mempool_admission import SENDER_TRANSACTIONS_CAP, insert_transaction
from pyde_spec.transactions.mempool_entries import PendingTransaction
from pyde_spec.transactions.mempool_eviction import compute_evicted
from pyde_spec.transactions.mempool_token_bucket import TokenBucket
from pyde_spec.types.batch import BATCH_SIZE_CAP
from pyde_spec.types.primitives import TransactionHash
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler
from pyde_vectors.transactions.mempool_samples import (
    ALICE,
    BOB,
    CAROL,
    DAVE,
    LARGEST,
    ROOMY,
    WAITING_CAP,
    MempoolForm,
    build_limits,
    build_pending,
    build_validation,
    draw_limits,
    draw_pending,
    read_mempool,
    write_mempool,
)


@dataclass(frozen=True, slots=True)
class InsertInput:
    """A mempool, a newcomer at a time in milliseconds, and whether validation passes it."""

    mempool: MempoolForm
    newcomer: PendingTransaction
    now: U64
    is_valid: bool


@dataclass(frozen=True, slots=True)
class InsertOutput:
    """The mempool with the newcomer, and what left it, in order."""

    mempool: MempoolForm
    removed: Annotated[tuple[TransactionHash, ...], ListOf(WAITING_CAP)]


def draw_insertions() -> Any:
    """Small mempools near their limits, and newcomers that meet what waits."""
    from hypothesis import strategies

    waiting = strategies.lists(draw_pending(), max_size=7, unique_by=lambda pending: (pending.sender, pending.nonce))
    spent = strategies.builds(TokenBucket, strategies.sampled_from((0, 999, 1_000, 9_000)), strategies.integers(0, 900))
    buckets = strategies.dictionaries(strategies.sampled_from((ALICE, BOB, CAROL)), spent)
    mempools = strategies.builds(
        MempoolForm,
        draw_limits(),
        strategies.integers(0, 3),
        waiting.map(tuple),
        buckets.map(lambda drawn: tuple(sorted(drawn.items()))),
    )
    is_valid = strategies.sampled_from((True, True, True, False))
    return strategies.builds(InsertInput, mempools, draw_pending(), strategies.integers(0, 2_000), is_valid)


@handler("transactions/mempool_insert", rules=[insert_transaction, compute_evicted], inputs=draw_insertions)
def run_mempool_insert(_: Parameters, given: InsertInput) -> InsertOutput:
    """Insert one transaction; one that is not valid fails its validation with `nonce_too_low`."""
    validate = build_validation(given.is_valid)
    change = insert_transaction(read_mempool(given.mempool), given.newcomer, given.now, validate)
    return InsertOutput(write_mempool(change.mempool), tuple(pending.hash_ for pending in change.removed))


NOW = 5_000
EMPTY = MempoolForm(ROOMY, 10, (), ())
WAITING = build_pending(ALICE, 5, deadline=20)
BUSY = replace(EMPTY, waiting=(build_pending(BOB, 1), WAITING, build_pending(ALICE, 6)))
FULL = replace(BUSY, limits=build_limits(3))
NO_TOKEN = ((ALICE, TokenBucket(999, NOW)),)


def insertion(mempool: MempoolForm, newcomer: PendingTransaction, is_valid: bool = True, now: int = NOW) -> InsertInput:
    """An insertion at the usual time."""
    return InsertInput(mempool, newcomer, now, is_valid)


@cases("transactions/mempool_insert")
def single_checks() -> Iterator[Case]:
    """Each check from both sides."""
    newcomer = build_pending(ALICE, 7)
    large = replace(newcomer, size=LARGEST)
    empty = replace(newcomer, size=0)
    modest = replace(BUSY, limits=build_limits(9, batch_size=1_004))
    vast = replace(BUSY, limits=build_limits(9, batch_size=BATCH_SIZE_CAP + 1))
    hollow = replace(EMPTY, limits=build_limits(9, batch_size=4))
    twin = replace(newcomer, hash_=WAITING.hash_)
    lone_token = replace(BUSY, buckets=((ALICE, TokenBucket(1_000, NOW)),))
    hundred = replace(EMPTY, waiting=tuple(build_pending(ALICE, nonce) for nonce in range(SENDER_TRANSACTIONS_CAP)))
    table = (
        ("first", "The first transaction of an empty mempool", insertion(EMPTY, newcomer)),
        ("behind-others", "It waits behind all others", insertion(BUSY, newcomer)),
        ("largest", "A transaction that fills a batch alone", insertion(BUSY, large)),
        (
            "reject-too-large",
            "A byte more than a batch can carry",
            insertion(BUSY, replace(large, size=large.size + 1)),
        ),
        ("largest-of-small-batches", "A transaction that fills a batch of this node", insertion(modest, newcomer)),
        (
            "reject-too-large-for-small-batches",
            "A byte more than a batch of this node can carry",
            insertion(modest, replace(newcomer, size=1_001)),
        ),
        ("batches-beyond-4-mib", "Batches above 4 MiB count as 4 MiB", insertion(vast, large)),
        (
            "reject-batches-beyond-4-mib",
            "A byte more than 4 MiB, whatever the node sets",
            insertion(vast, replace(large, size=large.size + 1)),
        ),
        ("nothing-in-empty-batches", "Batches that are always empty", insertion(hollow, empty)),
        (
            "reject-no-batch-at-all",
            "Not even an empty batch fits",
            insertion(replace(EMPTY, limits=build_limits(9, batch_size=3)), empty),
        ),
        ("reject-duplicate", "The same transaction again", insertion(BUSY, WAITING)),
        ("reject-hash-of-another", "The hash alone says that it waits", insertion(BUSY, twin)),
        ("deadline-next-wave", "The next wave is the last", insertion(BUSY, replace(newcomer, deadline=10))),
        ("reject-lapsed", "The wave before the next was the last", insertion(BUSY, replace(newcomer, deadline=9))),
        ("reject-sender-full", "A hundred of the sender wait", insertion(hundred, build_pending(ALICE, 100))),
        ("last-token", "The last token", insertion(lone_token, newcomer)),
        ("reject-no-token", "No token", insertion(replace(BUSY, buckets=NO_TOKEN), newcomer)),
        ("reject-not-valid", "Validation refuses it", insertion(BUSY, newcomer, is_valid=False)),
        ("other-sender-same-nonce", "Nonces are the sender's own", insertion(BUSY, build_pending(BOB, 5))),
        (
            "others-token",
            "Tokens are the sender's own",
            insertion(replace(BUSY, buckets=NO_TOKEN), build_pending(BOB, 5)),
        ),
        ("time-zero", "As time begins", insertion(EMPTY, newcomer, now=0)),
    )
    for name, title, given in table:
        yield Case(name, title, given, ("boundary",))


@cases("transactions/mempool_insert")
def replacements() -> Iterator[Case]:
    """Every pair of deadlines of two transactions under one nonce, and where the second one stands."""
    deadlines = (("none", None), ("sooner", 19), ("same", 20), ("later", 21))
    for waiting_name, waiting_deadline in (("none", None), ("some", 20)):
        for name, deadline in deadlines:
            waiting = replace(WAITING, deadline=waiting_deadline)
            mempool = replace(BUSY, waiting=(waiting, *BUSY.waiting[2:]))
            newcomer = build_pending(ALICE, 5, deadline=deadline, number=1)
            title = f"Same nonce: deadline {deadline} over {waiting_deadline}"
            yield Case(f"deadline-{name}-over-{waiting_name}", title, insertion(mempool, newcomer), ("boundary",))
    newcomer = build_pending(ALICE, 5, size=2_000, deadline=19, number=1)
    tight = replace(FULL, limits=build_limits(3, 4_000))
    narrow = replace(FULL, limits=build_limits(3, 3_499))
    lighter = build_pending(BOB, 1, size=1_500, deadline=19, number=1)
    yield Case("replaces-in-a-full-one", "What is replaced makes room first", insertion(tight, newcomer))
    yield Case("replaces-and-evicts", "What is replaced leaves before what is evicted", insertion(narrow, lighter))
    yield Case("replaces-for-a-token", "Replacing costs a token", insertion(replace(BUSY, buckets=NO_TOKEN), newcomer))
    refused = insertion(BUSY, newcomer, is_valid=False)
    yield Case("reject-replaces-nothing", "What is not valid replaces nothing", refused, ("missing-check",))


@cases("transactions/mempool_insert")
def order_of_checks() -> Iterator[Case]:
    """Every pair of neighbouring checks, and more; the cap of a sender has its own script."""
    taken = build_pending(ALICE, 5, deadline=25, number=1)
    crowd = build_pending(ALICE, 7)
    large = LARGEST + 1
    no_token = replace(BUSY, buckets=NO_TOKEN)
    full = replace(FULL, limits=build_limits(2))
    table = (
        ("too-large-before-duplicate", insertion(BUSY, replace(WAITING, size=large))),
        ("too-large-before-lapsed", insertion(BUSY, replace(crowd, size=large, deadline=9))),
        ("too-large-before-no-token", insertion(no_token, replace(crowd, size=large))),
        ("duplicate-before-lapsed", insertion(BUSY, replace(WAITING, deadline=9))),
        ("duplicate-before-no-token", insertion(no_token, WAITING)),
        ("lapsed-before-no-token", insertion(no_token, replace(crowd, deadline=9))),
        ("lapsed-before-full", insertion(FULL, replace(crowd, deadline=9))),
        ("no-token-before-taken", insertion(no_token, taken)),
        ("no-token-before-full", insertion(replace(FULL, buckets=NO_TOKEN), crowd)),
        ("no-token-before-not-valid", insertion(no_token, crowd, is_valid=False)),
        ("taken-before-full", insertion(full, taken)),
        ("taken-before-not-valid", insertion(BUSY, taken, is_valid=False)),
        ("full-before-not-valid", insertion(FULL, crowd, is_valid=False)),
    )
    for name, given in table:
        first, second = name.split("-before-")
        title = f"{first.replace('-', ' ').capitalize()} is found before {second.replace('-', ' ')}"
        yield Case(name, title, given, ("order-of-checks",))


@cases("transactions/mempool_insert")
def room_by_count() -> Iterator[Case]:
    """Too many transactions: the newest of whoever has most."""
    held = (
        build_pending(ALICE, 1),
        build_pending(BOB, 1, size=50_000),
        build_pending(ALICE, 2),
        build_pending(CAROL, 1),
    )
    full = replace(EMPTY, limits=build_limits(4), waiting=held)
    two_each = replace(full, limits=build_limits(5), waiting=(*held, build_pending(BOB, 2)))
    above = replace(two_each, limits=build_limits(4))
    none = replace(EMPTY, limits=build_limits(0))
    table = (
        ("one-place-left", "The last place", replace(full, limits=build_limits(5)), DAVE),
        ("count-newest-of-most", "The newest of who holds most places goes, whoever holds most bytes", full, DAVE),
        ("count-reject-as-much-as-two", "The newcomer's sender would hold as much as two others", two_each, CAROL),
        ("count-newest-of-equals", "Of two who hold two, the newest goes", two_each, DAVE),
        ("count-reject-equal-share", "The newcomer's sender would hold as much", full, BOB),
        ("count-reject-largest-share", "The newcomer's sender holds most already", full, ALICE),
        ("count-several-go", "A mempool above its limits loses several", above, DAVE),
        ("count-reject-no-place-at-all", "A mempool without places", none, DAVE),
    )
    for name, title, mempool, sender in table:
        yield Case(name, title, insertion(mempool, build_pending(sender, 9)), ("resource-limit",))


@cases("transactions/mempool_insert")
def room_by_size() -> Iterator[Case]:
    """Too many bytes: the newest of whoever has most bytes, until it fits."""
    held = (
        build_pending(ALICE, 1, size=4_000),
        build_pending(ALICE, 2, size=500),
        build_pending(BOB, 1, size=1_500),
        build_pending(BOB, 2, size=1_500),
        build_pending(CAROL, 1, size=100),
        build_pending(CAROL, 2, size=100),
        build_pending(CAROL, 3, size=100),
    )
    size = sum(pending.size for pending in held)
    full = replace(EMPTY, limits=build_limits(1_000, size), waiting=held)
    spare = replace(full, limits=build_limits(1_000, size + 1_000))
    both = replace(full, limits=build_limits(len(held), size))
    table = (
        ("size-last-bytes", "The last byte", spare, 1_000),
        ("size-a-byte-above", "A byte above: the newest of who holds most bytes goes", spare, 1_001),
        ("size-exactly-freed", "The one that goes frees just enough", full, 500),
        ("size-several-go", "A byte more, and a second one goes", full, 501),
        ("size-in-turns", "Who holds most changes as they go", replace(full, limits=build_limits(9, 3_699)), 400),
        ("size-reject-would-hold-most", "The newcomer would hold more bytes than anybody", full, 4_501),
        ("size-reject-would-hold-as-much", "The newcomer would hold as many bytes as the first", full, 4_500),
        ("size-and-count", "Places are counted first, bytes then", both, 700),
        (
            "size-reject-more-than-all",
            "More bytes than the mempool may hold",
            replace(EMPTY, limits=build_limits(9, 99)),
            100,
        ),
    )
    for name, title, mempool, bytes_ in table:
        yield Case(name, title, insertion(mempool, build_pending(DAVE, 9, size=bytes_)), ("resource-limit",))


@cases("transactions/mempool_insert")
def forgotten_buckets() -> Iterator[Case]:
    """Buckets that are full by now are forgotten, in order of sender."""
    buckets = (
        (ALICE, TokenBucket(0, NOW - 1_000)),
        (BOB, TokenBucket(0, NOW - 999)),
        (DAVE, TokenBucket(9_000, NOW + 1)),
    )
    mempool = replace(EMPTY, buckets=buckets)
    yield Case(
        "buckets", "Full by now, almost full, and of a time to come", insertion(mempool, build_pending(CAROL, 1))
    )
