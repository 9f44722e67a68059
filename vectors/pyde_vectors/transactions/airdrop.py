"""Vectors of the airdrop: claims and sweeps over small states, every refusal, and the order in which they come."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pyde_spec.encoding.shapes import U64_MAX, U128_MAX
from pyde_spec.params.versions import Parameters
from pyde_spec.state.overlay import OverlayStack, write_slot
from pyde_spec.state.slot_keys import IndexedSlot, SystemSlot, compute_indexed_key, compute_system_key
from pyde_spec.transactions.airdrop import (
    SWEEP_GAS,
    apply_claim_airdrop,
    apply_sweep_airdrop,
    get_airdrop_root,
    is_airdrop_claimed,
    is_airdrop_open,
    validate_airdrop_claim,
)
from pyde_spec.transactions.airdrop_proof import AirdropClaim
from pyde_spec.transactions.ledger import credit, put_count
from pyde_spec.transactions.system_accounts import AIRDROP_POOL_ADDRESS, TREASURY_ADDRESS
from pyde_spec.types.primitives import Address, Gas, WaveId
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler
from pyde_vectors.transactions.airdrop_samples import ALONE, AMOUNTS, CLAIMANTS, TREE
from pyde_vectors.transactions.state_slots import NOTHING, Slots, SlotWrites, list_writes, make_slots, open_slots

DEADLINE = 500
POOL = 100_000


@dataclass(frozen=True, slots=True)
class ClaimInput:
    """A state, a wave, who claims, and the claim."""

    slots: Slots
    wave_id: WaveId
    claimant: Address
    claim: AirdropClaim


@dataclass(frozen=True, slots=True)
class WritesOutput:
    """What the state holds afterwards where it has changed."""

    writes: SlotWrites


@dataclass(frozen=True, slots=True)
class SweepInput:
    """A state and a wave."""

    slots: Slots
    wave_id: WaveId


@dataclass(frozen=True, slots=True)
class SweepOutput:
    """What a sweep costs, and what the state holds afterwards where it has changed."""

    gas: Gas
    writes: SlotWrites


def draw_states() -> Any:
    """States with an airdrop and without, and waves about its deadline."""
    from hypothesis import strategies

    claimed = make_slots(mark_claimed(WITH_POOL, 1))
    states = strategies.sampled_from((FUNDED, claimed, with_pool(69_999), make_slots(WITH_ROOT), ()))
    waves = strategies.one_of(strategies.integers(0, DEADLINE), strategies.integers(DEADLINE - 1, DEADLINE + 2))
    return strategies.tuples(states, waves)


def draw_claims() -> Any:
    """Claims of gifts, by whom they are for and by others, of other gifts and under other indices."""
    from hypothesis import strategies

    gifts = strategies.integers(0, len(CLAIMANTS) - 1)
    own = gifts.map(lambda gift: (CLAIMANTS[gift], TREE.make_claim(gift)))
    changed = strategies.builds(
        AirdropClaim,
        strategies.integers(0, 17),
        strategies.sampled_from(AMOUNTS),
        strategies.integers(0, 7).map(TREE.get_siblings),
    )
    others = strategies.tuples(strategies.sampled_from(CLAIMANTS), changed)
    drawn = strategies.tuples(draw_states(), strategies.one_of(own, others))
    return drawn.map(lambda parts: ClaimInput(parts[0][0], parts[0][1], parts[1][0], parts[1][1]))


def draw_sweeps() -> Any:
    """Sweeps of the same states."""
    return draw_states().map(lambda parts: SweepInput(parts[0], parts[1]))


@handler(
    "transactions/claim_airdrop",
    rules=[get_airdrop_root, is_airdrop_open, is_airdrop_claimed, validate_airdrop_claim, apply_claim_airdrop],
    inputs=draw_claims,
)
def run_claim_airdrop(_: Parameters, given: ClaimInput) -> WritesOutput:
    """Claim a gift."""
    state = open_slots(given.slots, given.wave_id)
    return WritesOutput(list_writes(apply_claim_airdrop(state, given.claimant, given.claim, given.wave_id)))


@handler(
    "transactions/sweep_airdrop", rules=[get_airdrop_root, is_airdrop_open, apply_sweep_airdrop], inputs=draw_sweeps
)
def run_sweep_airdrop(_: Parameters, given: SweepInput) -> SweepOutput:
    """Sweep what is left."""
    state = open_slots(given.slots, given.wave_id)
    return SweepOutput(SWEEP_GAS, list_writes(apply_sweep_airdrop(state, given.wave_id)))


def put_root(state: OverlayStack, root: bytes) -> OverlayStack:
    """The state with the root of an airdrop."""
    return write_slot(state, compute_system_key(SystemSlot.AIRDROP_ROOT), root)


def mark_claimed(state: OverlayStack, index: int) -> OverlayStack:
    """The state in which the gift of this index has been claimed."""
    return write_slot(state, compute_indexed_key(IndexedSlot.AIRDROP_CLAIMED, index), b"\x01")


WITH_DEADLINE = put_count(NOTHING, SystemSlot.AIRDROP_DEADLINE, DEADLINE)
WITH_ROOT = put_root(WITH_DEADLINE, TREE.root)
WITH_POOL = credit(WITH_ROOT, AIRDROP_POOL_ADDRESS, POOL)
FUNDED = make_slots(WITH_POOL)
FIRST_CLAIM = ClaimInput(FUNDED, DEADLINE, CLAIMANTS[0], TREE.make_claim(0))
SECOND_CLAIM = ClaimInput(FUNDED, 0, CLAIMANTS[1], TREE.make_claim(1))
LARGEST_CLAIM = ClaimInput(FUNDED, 0, CLAIMANTS[4], TREE.make_claim(4))


def with_pool(amount: int) -> Slots:
    """The airdrop with so much in its pool."""
    return make_slots(credit(WITH_ROOT, AIRDROP_POOL_ADDRESS, amount))


@cases("transactions/claim_airdrop")
def accepted_claims() -> Iterator[Case]:
    """Gifts that are claimed."""
    rich = make_slots(credit(WITH_POOL, CLAIMANTS[1], U128_MAX - 70_000))
    others = make_slots(mark_claimed(mark_claimed(WITH_POOL, 0), 3))
    alone = make_slots(credit(put_root(WITH_DEADLINE, ALONE.root), AIRDROP_POOL_ADDRESS, 1_000))
    no_deadline = make_slots(credit(put_root(NOTHING, TREE.root), AIRDROP_POOL_ADDRESS, POOL))
    table = (
        ("at-deadline", "In the last wave for claims", FIRST_CLAIM),
        ("first-wave", "In the first wave of all", SECOND_CLAIM),
        ("others-claimed", "Other gifts have been claimed", replace(SECOND_CLAIM, slots=others)),
        ("pool-emptied", "All that the pool holds", replace(SECOND_CLAIM, slots=with_pool(70_000))),
        ("largest-balance", "The claimant has as much as an account can hold", replace(SECOND_CLAIM, slots=rich)),
        ("one-leaf", "A tree of one leaf", ClaimInput(alone, 0, CLAIMANTS[0], ALONE.make_claim(0))),
        ("deadline-zero", "A deadline of zero, which is not stored", replace(SECOND_CLAIM, slots=no_deadline)),
        ("largest-gift", "A gift of half of 128 bits", replace(LARGEST_CLAIM, slots=with_pool(2**127))),
    )
    for name, title, given in table:
        yield Case(name, title, given)


@cases("transactions/claim_airdrop")
def refused_claims() -> Iterator[Case]:
    """Each reason to refuse a claim, alone."""
    claim = SECOND_CLAIM.claim
    no_root = make_slots(credit(WITH_DEADLINE, AIRDROP_POOL_ADDRESS, POOL))
    rich = make_slots(credit(WITH_POOL, CLAIMANTS[1], U128_MAX - 69_999))
    table = (
        ("no-airdrop", "The state holds no root", replace(SECOND_CLAIM, slots=no_root)),
        ("after-deadline", "One wave after the deadline", replace(FIRST_CLAIM, wave_id=DEADLINE + 1)),
        ("last-wave", "In the last wave of all", replace(FIRST_CLAIM, wave_id=U64_MAX)),
        ("nothing", "A gift of nothing", ClaimInput(FUNDED, 0, CLAIMANTS[3], TREE.make_claim(3))),
        ("twice", "A gift that has been claimed", replace(SECOND_CLAIM, slots=make_slots(mark_claimed(WITH_POOL, 1)))),
        ("somebody-else", "Somebody else's gift", replace(SECOND_CLAIM, claimant=CLAIMANTS[0])),
        ("more", "More than the gift", replace(SECOND_CLAIM, claim=replace(claim, amount=70_001))),
        ("less", "Less than the gift", replace(SECOND_CLAIM, claim=replace(claim, amount=69_999))),
        ("other-index", "Under the index of a neighbour", replace(SECOND_CLAIM, claim=replace(claim, leaf_index=0))),
        ("index-outside", "Under an index of no place", replace(SECOND_CLAIM, claim=replace(claim, leaf_index=9))),
        ("proof-short", "A level less", replace(SECOND_CLAIM, claim=replace(claim, siblings=claim.siblings[:2]))),
        (
            "proof-long",
            "A level more",
            replace(SECOND_CLAIM, claim=replace(claim, siblings=(*claim.siblings, TREE.root))),
        ),
        ("pool-short", "The pool lacks one quantum", replace(SECOND_CLAIM, slots=with_pool(69_999))),
        ("pool-empty", "The pool holds nothing", replace(SECOND_CLAIM, slots=make_slots(WITH_ROOT))),
        ("balance-full", "One quantum more than an account can hold", replace(SECOND_CLAIM, slots=rich)),
    )
    for name, title, given in table:
        yield Case(f"reject-{name}", title, given, ("missing-check",))


@cases("transactions/claim_airdrop")
def order_of_claims() -> Iterator[Case]:
    """Two faults at once; the first in order is named."""
    late = DEADLINE + 1
    claimed = make_slots(mark_claimed(mark_claimed(WITH_POOL, 1), 9))
    nothing_claimed = make_slots(mark_claimed(WITH_POOL, 3))
    full = make_slots(credit(credit(WITH_ROOT, AIRDROP_POOL_ADDRESS, 69_999), CLAIMANTS[1], U128_MAX))
    short = with_pool(69_999)
    claim = SECOND_CLAIM.claim
    of_nothing = ClaimInput(nothing_claimed, 0, CLAIMANTS[3], TREE.make_claim(3))
    table = (
        ("no-airdrop-and-late", "No root, after the deadline", ClaimInput((), 1, CLAIMANTS[1], claim)),
        ("late-and-nothing", "After the deadline, a gift of nothing", replace(of_nothing, slots=FUNDED, wave_id=late)),
        ("nothing-and-twice", "A gift of nothing that has been claimed", of_nothing),
        (
            "twice-and-outside",
            "Claimed, under an index of no place",
            replace(SECOND_CLAIM, slots=claimed, claim=replace(claim, leaf_index=9)),
        ),
        (
            "twice-and-somebody-else",
            "Claimed, and somebody else's",
            replace(SECOND_CLAIM, slots=claimed, claimant=CLAIMANTS[0]),
        ),
        (
            "outside-and-somebody-else",
            "Under an index of no place, somebody else's",
            replace(SECOND_CLAIM, claimant=CLAIMANTS[0], claim=replace(claim, leaf_index=17)),
        ),
        (
            "somebody-else-and-pool-short",
            "Somebody else's, and the pool is short",
            replace(SECOND_CLAIM, slots=short, claimant=CLAIMANTS[0]),
        ),
        ("pool-short-and-balance-full", "The pool is short, the balance full", replace(SECOND_CLAIM, slots=full)),
    )
    for name, title, given in table:
        yield Case(f"order-{name}", title, given, ("order-of-checks",))


@cases("transactions/sweep_airdrop")
def sweep_cases() -> Iterator[Case]:
    """Sweeps at both sides of the deadline, and what is refused first."""
    with_treasury = credit(WITH_POOL, TREASURY_ADDRESS, 7)
    full = make_slots(credit(WITH_POOL, TREASURY_ADDRESS, U128_MAX - POOL))
    overfull = make_slots(credit(WITH_POOL, TREASURY_ADDRESS, U128_MAX - POOL + 1))
    unfunded = make_slots(WITH_ROOT)
    no_root = make_slots(credit(WITH_DEADLINE, AIRDROP_POOL_ADDRESS, POOL))
    no_deadline = make_slots(credit(put_root(NOTHING, TREE.root), AIRDROP_POOL_ADDRESS, 1))
    accepted = (
        ("after-deadline", "The first wave after the deadline", SweepInput(FUNDED, DEADLINE + 1)),
        ("treasury-holds", "The treasury holds something", SweepInput(make_slots(with_treasury), DEADLINE + 1)),
        ("last-wave", "The last wave of all", SweepInput(FUNDED, U64_MAX)),
        ("one-quantum", "One quantum is left; the deadline was zero", SweepInput(no_deadline, 1)),
        ("treasury-full", "The treasury then has as much as an account can hold", SweepInput(full, DEADLINE + 1)),
    )
    for name, title, given in accepted:
        yield Case(name, title, given)
    rejected = (
        ("at-deadline", "The wave of the deadline", SweepInput(FUNDED, DEADLINE)),
        ("first-wave", "The first wave, with a deadline of zero", SweepInput(no_deadline, 0)),
        ("no-airdrop", "The state holds no root", SweepInput(no_root, DEADLINE + 1)),
        ("empty", "Nothing is left", SweepInput(unfunded, DEADLINE + 1)),
        ("treasury-overfull", "One quantum more than an account can hold", SweepInput(overfull, DEADLINE + 1)),
    )
    for name, title, given in rejected:
        yield Case(f"reject-{name}", title, given, ("missing-check",))
    in_pairs = (
        ("no-airdrop-and-open", "No root, before the deadline", SweepInput(no_root, 1)),
        ("open-and-empty", "Before the deadline, nothing left", SweepInput(unfunded, 1)),
    )
    for name, title, given in in_pairs:
        yield Case(f"order-{name}", title, given, ("order-of-checks",))
