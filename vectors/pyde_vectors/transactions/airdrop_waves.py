"""Vectors of claiming and sweeping the airdrop as transactions."""

from collections.abc import Iterator
from dataclasses import replace

from pyde_spec.accounts.record import AccountType, get_empty_account
from pyde_spec.state.overlay import OverlayStack, write_slot
from pyde_spec.state.slot_keys import SystemSlot, compute_system_key
from pyde_spec.transactions.airdrop_proof import AirdropClaim, AirdropLeaf, encode_airdrop_claim
from pyde_spec.transactions.ledger import put_count
from pyde_spec.transactions.system_accounts import AIRDROP_POOL_ADDRESS
from pyde_spec.types.transaction import Transaction, TransactionType
from pyde_vectors.cases import Case, cases
from pyde_vectors.transactions.airdrop_samples import build_tree
from pyde_vectors.transactions.questions import ValidateInput
from pyde_vectors.transactions.scene import (
    ALICE,
    BOB,
    CHAIN,
    STRANGER,
    Person,
    list_slots,
    make_state,
    make_user,
    put_accounts,
    sign,
)
from pyde_vectors.transactions.waves import ask_wave, make_native

CLAIM, SWEEP = TransactionType.CLAIM_AIRDROP, TransactionType.SWEEP_AIRDROP
DEADLINE = 7
GIFT, LARGE_GIFT = 1_000, 50_000
TREE = build_tree((AirdropLeaf(0, ALICE.address, GIFT), AirdropLeaf(1, BOB.address, LARGE_GIFT)), 2)


def make_scene(pool: int) -> OverlayStack:
    """Two users for whom there is a gift, and a pool."""
    pool_account = replace(get_empty_account(AIRDROP_POOL_ADDRESS), account_type=AccountType.SYSTEM, balance=pool)
    state = put_accounts(make_state(make_user(ALICE), make_user(BOB)), pool_account)
    state = write_slot(state, compute_system_key(SystemSlot.AIRDROP_ROOT), TREE.root)
    return put_count(state, SystemSlot.AIRDROP_DEADLINE, DEADLINE)


STATE = list_slots(make_scene(GIFT + LARGE_GIFT))
POOR_STATE = list_slots(make_scene(LARGE_GIFT))


def claim(person: Person, leaf: AirdropClaim, nonce: int = 0) -> Transaction:
    """Somebody claims a leaf."""
    return make_native(person, CLAIM, encode_airdrop_claim(leaf), nonce=nonce)


@cases("transactions/apply_wave")
def claims_and_sweeps() -> Iterator[Case]:
    """A gift claimed, claimed twice, claimed by another; a race for the last of the pool; the sweep."""
    alice, bob = TREE.make_claim(0), TREE.make_claim(1)
    for name, title, state, transactions, wave_id in (
        ("claim", "A claim in the last wave for claims", STATE, (claim(ALICE, alice),), DEADLINE),
        ("claim-late", "A claim one wave after it", STATE, (claim(ALICE, alice),), DEADLINE + 1),
        ("claim-twice", "The same claim twice", STATE, (claim(ALICE, alice), claim(ALICE, alice, nonce=1)), DEADLINE),
        ("claim-of-other", "A claim of somebody else's gift", STATE, (claim(ALICE, bob),), DEADLINE),
        ("claim-race", "Too little for two", POOR_STATE, (claim(ALICE, alice), claim(BOB, bob)), DEADLINE),
        ("claim-race-other-order", "The other way round", POOR_STATE, (claim(BOB, bob), claim(ALICE, alice)), DEADLINE),
        ("sweep", "A sweep after the deadline", STATE, (make_native(ALICE, SWEEP),), DEADLINE + 1),
        ("sweep-early", "A sweep in the last wave for claims", STATE, (make_native(ALICE, SWEEP),), DEADLINE),
        (
            "sweep-twice",
            "Two sweeps in a wave",
            STATE,
            (make_native(ALICE, SWEEP), make_native(BOB, SWEEP)),
            DEADLINE + 1,
        ),
    ):
        yield Case(f"airdrop-{name}", title, ask_wave(state, *transactions, wave_id=wave_id))


@cases("transactions/validate")
def airdrop_forms() -> Iterator[Case]:
    """Each rule of the two forms, and the price by the levels of the proof."""
    payload = encode_airdrop_claim(TREE.make_claim(0))
    price = 30_000 + 2 * 5_000
    for name, title, transaction in (
        ("claim-target", "A claim sent to somebody", make_native(ALICE, CLAIM, payload, to=STRANGER)),
        ("claim-value", "A claim with a value", make_native(ALICE, CLAIM, payload, value=1)),
        ("claim-empty", "A claim without a payload", make_native(ALICE, CLAIM)),
        ("claim-order", "To somebody, with a value", make_native(ALICE, CLAIM, to=STRANGER, value=1)),
        ("claim-price", "The price", sign(replace(make_native(ALICE, CLAIM, payload), gas_limit=price), ALICE)),
        (
            "claim-below-price",
            "One less",
            sign(replace(make_native(ALICE, CLAIM, payload), gas_limit=price - 1), ALICE),
        ),
        ("sweep-target", "A sweep sent to somebody", make_native(ALICE, SWEEP, to=STRANGER)),
        ("sweep-value", "A sweep with a value", make_native(ALICE, SWEEP, value=1)),
        ("sweep-data", "A sweep with data", make_native(ALICE, SWEEP, b"\0")),
        ("sweep-order", "With a value and data", make_native(ALICE, SWEEP, b"\0", value=1)),
        ("sweep-price", "The price", sign(replace(make_native(ALICE, SWEEP), gas_limit=40_000), ALICE)),
        ("sweep-below-price", "One less", sign(replace(make_native(ALICE, SWEEP), gas_limit=39_999), ALICE)),
    ):
        yield Case(f"airdrop-{name}", title, ValidateInput(STATE, CHAIN, DEADLINE, transaction))
