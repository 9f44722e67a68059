"""The language in which the vectors of the mempool over time are written, and its handler.

A case is a script: the limits of a node, and what happens in order. The answer says of each step
whether it was refused and what left the mempool by it, and what waits at the end.
"""

from dataclasses import dataclass
from typing import Annotated, Any

from pyde_spec.accounts.nonce_window import NonceWindow
from pyde_spec.encoding.shapes import U64, ListOf, MapOf, TaggedUnion, Text, Variant
from pyde_spec.params.versions import Parameters
from pyde_spec.rejections import Rejected
from pyde_spec.transactions.mempool_admission import insert_transaction
from pyde_spec.transactions.mempool_entries import PendingTransaction, compute_total_size
from pyde_spec.transactions.mempool_pool import (
    Mempool,
    MempoolChange,
    MempoolLimits,
    begin_wave,
    drain_for_batch,
    drop_invalid,
    drop_spent,
    get_empty_mempool,
)
from pyde_spec.transactions.mempool_token_bucket import TokenBucket
from pyde_spec.types.primitives import Address, TransactionHash, WaveId
from pyde_vectors.handlers import Json, handler
from pyde_vectors.transactions.mempool_samples import (
    ALICE,
    BOB,
    CAROL,
    WAITING_CAP,
    build_refusal,
    build_validation,
    draw_limits,
    draw_pending,
)

STEPS_CAP = 256
CODE_CAP = 64


@dataclass(frozen=True, slots=True)
class Insert:
    """A transaction arrives at a time in milliseconds; validation passes it or not."""

    newcomer: PendingTransaction
    now: U64
    is_valid: bool


@dataclass(frozen=True, slots=True)
class BeginWave:
    """The wave before this one is committed."""

    next_wave: WaveId


@dataclass(frozen=True, slots=True)
class Spend:
    """A sender's nonce window has changed."""

    sender: Address
    window: NonceWindow


@dataclass(frozen=True, slots=True)
class Drain:
    """A batch is made."""


@dataclass(frozen=True, slots=True)
class ChangeKeys:
    """A sender's keys have changed; validation refuses the transactions of these hashes now."""

    sender: Address
    refused: Annotated[tuple[TransactionHash, ...], ListOf(WAITING_CAP)]


Step = Annotated[
    Insert | BeginWave | Spend | Drain | ChangeKeys,
    TaggedUnion(
        Variant(0, "insert", Insert),
        Variant(1, "begin_wave", BeginWave),
        Variant(2, "spend", Spend),
        Variant(3, "drain", Drain),
        Variant(4, "change_keys", ChangeKeys),
    ),
]


@dataclass(frozen=True, slots=True)
class ScriptInput:
    """A node's limits, the first wave to come, and the steps."""

    limits: MempoolLimits
    next_wave: WaveId
    steps: Annotated[tuple[Step, ...], ListOf(STEPS_CAP)]


@dataclass(frozen=True, slots=True)
class StepAnswer:
    """The reason why a step was refused, if it was, and what left the mempool by it, in order."""

    refused: Annotated[str, Text(CODE_CAP)] | None
    removed: Annotated[tuple[TransactionHash, ...], ListOf(WAITING_CAP)]


@dataclass(frozen=True, slots=True)
class ScriptOutput:
    """What each step answered, and what the mempool holds at the end."""

    answers: Annotated[tuple[StepAnswer, ...], ListOf(STEPS_CAP)]
    waiting: Annotated[tuple[TransactionHash, ...], ListOf(WAITING_CAP)]
    size: U64
    buckets: Annotated[tuple[tuple[Address, TokenBucket], ...], MapOf(WAITING_CAP)]


def apply_step(mempool: Mempool, step: Step) -> MempoolChange:
    """The mempool after one step, and what left it. Rejects as the step does."""
    match step:
        case Insert(newcomer, now, is_valid):
            return insert_transaction(mempool, newcomer, now, build_validation(is_valid))
        case BeginWave(next_wave):
            return begin_wave(mempool, next_wave)
        case Spend(sender, window):
            return drop_spent(mempool, sender, window)
        case Drain():
            return drain_for_batch(mempool)
        case ChangeKeys(sender, refused):
            return drop_invalid(mempool, sender, build_refusal(refused))


def answer_step(mempool: Mempool, step: Step) -> tuple[Mempool, StepAnswer]:
    """The mempool after one step, as it was if the step is refused, and the answer to it."""
    try:
        change = apply_step(mempool, step)
    except Rejected as rejection:
        return mempool, StepAnswer(rejection.reason.code, ())
    return change.mempool, StepAnswer(None, tuple(pending.hash_ for pending in change.removed))


def reveal_counts(_: Parameters, given: ScriptInput) -> dict[str, Json]:
    """How many transactions wait after each step."""
    mempool, counts = get_empty_mempool(given.limits, given.next_wave), []
    for step in given.steps:
        mempool, _answer = answer_step(mempool, step)
        counts.append(len(mempool.waiting))
    return {"waiting_after": counts}


def draw_scripts() -> Any:
    """Scripts in which few senders meet, waves follow and batches are made."""
    from hypothesis import strategies

    times = strategies.integers(0, 3_000)
    inserts = strategies.builds(Insert, draw_pending(), times, strategies.sampled_from((True, True, True, False)))
    windows = strategies.builds(NonceWindow, strategies.integers(0, 4), strategies.sampled_from((0, 2, 6)))
    senders = strategies.sampled_from((ALICE, BOB, CAROL))
    refused = strategies.lists(draw_pending().map(lambda pending: pending.hash_), max_size=8, unique=True)
    others = strategies.one_of(
        strategies.builds(BeginWave, strategies.integers(0, 6)),
        strategies.builds(Spend, senders, windows),
        strategies.just(Drain()),
        strategies.builds(ChangeKeys, senders, refused.map(tuple)),
    )
    steps = strategies.lists(strategies.one_of(inserts, inserts, inserts, others), max_size=40)
    return strategies.builds(ScriptInput, draw_limits(), strategies.integers(0, 3), steps.map(tuple))


@handler(
    "transactions/mempool",
    rules=[get_empty_mempool, insert_transaction, begin_wave, drop_spent, drop_invalid, drain_for_batch],
    reveal=reveal_counts,
    inputs=draw_scripts,
)
def run_mempool(_: Parameters, given: ScriptInput) -> ScriptOutput:
    """Go through the steps; a transaction that is not valid fails its validation with `nonce_too_low`."""
    mempool, answers = get_empty_mempool(given.limits, given.next_wave), []
    for step in given.steps:
        mempool, answer = answer_step(mempool, step)
        answers.append(answer)
    hashes = tuple(pending.hash_ for pending in mempool.waiting)
    return ScriptOutput(tuple(answers), hashes, compute_total_size(mempool.waiting), mempool.buckets)
