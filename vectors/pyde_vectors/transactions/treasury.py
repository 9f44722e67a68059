"""Vectors of the treasury: payments and changes of office, with real signatures."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pyde_spec.accounts.authorisation import MultiSignature
from pyde_spec.encoding.shapes import U64, U128_MAX
from pyde_spec.params.versions import Parameters
from pyde_spec.state.overlay import OverlayStack
from pyde_spec.transactions.ledger import credit
from pyde_spec.transactions.multisig_payload import MultisigPayload, SignerRole, SignerRotation, TreasurySpend
from pyde_spec.transactions.signer_sets import put_signer_set
from pyde_spec.transactions.system_accounts import REWARD_POOL_ADDRESS, TREASURY_ADDRESS
from pyde_spec.transactions.treasury import apply_signer_rotation, apply_treasury_spend, validate_treasury_spend
from pyde_spec.types.primitives import ZERO_ADDRESS, Address, ChainId
from pyde_vectors.accounts.people import ALICE, BOB, make_address
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler
from pyde_vectors.transactions.multisig_samples import (
    CHAIN_ID,
    EMERGENCY_SIGNERS,
    KEYS,
    NONCE,
    ONE_SIGNER,
    make_context,
    put_signers,
    sign,
)
from pyde_vectors.transactions.state_slots import Slots, SlotWrites, list_writes, make_slots, open_slots

HOLDING = 5_000
DIGEST = make_address(0xD1)


@dataclass(frozen=True, slots=True)
class SpendInput:
    """A state, the chain, who sends the transaction, and the payment with its signatures."""

    slots: Slots
    chain_id: ChainId
    sender: Address
    nonce: U64
    spend: TreasurySpend
    signatures: MultiSignature


@dataclass(frozen=True, slots=True)
class RotateInput:
    """A state, the chain, and the change of office with its signatures."""

    slots: Slots
    chain_id: ChainId
    nonce: U64
    rotation: SignerRotation
    signatures: MultiSignature


@dataclass(frozen=True, slots=True)
class WritesOutput:
    """What the state holds afterwards where it has changed."""

    writes: SlotWrites


def draw_payments() -> Any:
    """The ordinary payment and others under its signature, over treasuries of different sizes."""
    from hypothesis import strategies

    amounts = strategies.one_of(strategies.integers(1_198, 1_202), strategies.integers(0, 9_000))
    good = strategies.builds(
        lambda amount, sender: replace(ORDINARY, slots=with_treasury(amount), sender=sender),
        amounts,
        strategies.sampled_from((ALICE, ALICE, BOB)),
    )
    spends = strategies.builds(
        TreasurySpend,
        strategies.sampled_from((BOB, ZERO_ADDRESS, TREASURY_ADDRESS, REWARD_POOL_ADDRESS)),
        strategies.integers(0, 2),
        strategies.just(DIGEST),
    )
    return strategies.one_of(good, spends.map(lambda spend: replace(ORDINARY, spend=spend)))


def draw_rotations() -> Any:
    """Rotations that are signed, for either office, and sets that are none."""
    from hypothesis import strategies

    good = (rotate(NEW_TREASURY, 1, 1), rotate(NEW_EMERGENCY, 3, 1), rotate(NEW_EMERGENCY, 1, 1))
    changed = strategies.builds(
        lambda given, nonce, threshold: replace(
            given, nonce=nonce, rotation=replace(given.rotation, new_threshold=threshold)
        ),
        strategies.sampled_from(good),
        strategies.integers(NONCE - 1, NONCE + 1),
        strategies.integers(0, 3),
    )
    return strategies.one_of(strategies.sampled_from(good), changed)


@handler("transactions/treasury_spend", rules=[validate_treasury_spend, apply_treasury_spend], inputs=draw_payments)
def run_treasury_spend(parameters: Parameters, given: SpendInput) -> WritesOutput:
    """Pay from the treasury."""
    payload = MultisigPayload(given.nonce, given.spend, given.signatures)
    context = make_context(parameters, given.chain_id)
    return WritesOutput(list_writes(apply_treasury_spend(open_slots(given.slots), given.sender, payload, context)))


@handler("transactions/rotate_signers", rules=[apply_signer_rotation, put_signer_set], inputs=draw_rotations)
def run_rotate_signers(parameters: Parameters, given: RotateInput) -> WritesOutput:
    """Change a set of signers."""
    payload = MultisigPayload(given.nonce, given.rotation, given.signatures)
    context = make_context(parameters, given.chain_id)
    return WritesOutput(list_writes(apply_signer_rotation(open_slots(given.slots), payload, context)))


SIGNED = put_signers(SignerRole.TREASURY, ONE_SIGNER)


def with_treasury(amount: int, state: OverlayStack = SIGNED) -> Slots:
    """The signers, and so much in the treasury."""
    return make_slots(credit(state, TREASURY_ADDRESS, amount))


def pay(target: bytes, value: int, slots: Slots, sender: bytes = ALICE) -> SpendInput:
    """A payment that the first signer has signed."""
    spend = TreasurySpend(target, value, DIGEST)
    return SpendInput(slots, CHAIN_ID, sender, NONCE, spend, (sign(0, 0, spend),))


FUNDED = with_treasury(HOLDING)
ORDINARY = pay(BOB, 1_200, FUNDED)


@cases("transactions/treasury_spend")
def accepted_payments() -> Iterator[Case]:
    """Payments that are made."""
    table = (
        ("ordinary", "A part of what the treasury holds, to an account that was empty", ORDINARY),
        ("everything", "All that it holds, to an account that held something", pay(BOB, HOLDING, make_held(BOB, 1))),
        ("one-quantum", "The smallest payment", pay(BOB, 1, FUNDED)),
        ("to-pool", "To another account of the protocol", pay(REWARD_POOL_ADDRESS, 1_200, FUNDED)),
        (
            "balance-filled",
            "The target then has all that an account can hold",
            pay(BOB, 1, make_held(BOB, U128_MAX - 1)),
        ),
        ("other-sender", "Who sends the transaction is not signed", replace(ORDINARY, sender=make_address(0x99))),
    )
    for name, title, given in table:
        yield Case(name, title, given)


def make_held(address: bytes, amount: int) -> Slots:
    """The funded treasury, and so much in another account."""
    return with_treasury(HOLDING, credit(SIGNED, address, amount))


@cases("transactions/treasury_spend")
def refused_payments() -> Iterator[Case]:
    """Each reason alone, under a good signature, and then in pairs."""
    other_digest = replace(ORDINARY.spend, data_digest=make_address(0xD2))
    other_set = make_slots(credit(put_signers(SignerRole.EMERGENCY, ONE_SIGNER), TREASURY_ADDRESS, HOLDING))
    alone = (
        ("nothing", "A payment of nothing", pay(BOB, 0, FUNDED)),
        ("to-zero", "To the zero address", pay(ZERO_ADDRESS, 1_200, FUNDED)),
        ("to-itself", "To the treasury", pay(TREASURY_ADDRESS, 1_200, FUNDED)),
        ("to-sender", "To who sends the transaction", pay(BOB, 1_200, FUNDED, sender=BOB)),
        ("other-proposal", "The digest is not the one that was signed", replace(ORDINARY, spend=other_digest)),
        ("emergency-signers", "The signers are those for emergencies", replace(ORDINARY, slots=other_set)),
        ("one-too-much", "One quantum more than the treasury holds", replace(ORDINARY, slots=with_treasury(1_199))),
        ("treasury-empty", "The treasury holds nothing", replace(ORDINARY, slots=make_slots(SIGNED))),
        ("balance-full", "The target can hold no more", replace(ORDINARY, slots=make_held(BOB, U128_MAX - 1_199))),
    )
    for name, title, given in alone:
        yield Case(f"reject-{name}", title, given, ("missing-check",))
    zero_to_zero = TreasurySpend(ZERO_ADDRESS, 0, DIGEST)
    to_itself = TreasurySpend(TREASURY_ADDRESS, 0, DIGEST)
    full_and_short = with_treasury(1_199, credit(SIGNED, BOB, U128_MAX))
    unsigned = replace(ORDINARY, signatures=())
    in_pairs = (
        ("nothing-to-zero", "Nothing, to the zero address", replace(unsigned, spend=zero_to_zero)),
        ("nothing-to-itself", "Nothing, to the treasury", replace(unsigned, spend=to_itself)),
        (
            "to-zero-who-sends",
            "To the zero address, which is said to send",
            replace(unsigned, spend=replace(zero_to_zero, value=1), sender=ZERO_ADDRESS),
        ),
        (
            "to-itself-who-sends",
            "To the treasury, which is said to send",
            replace(unsigned, spend=replace(to_itself, value=1), sender=TREASURY_ADDRESS),
        ),
        ("to-sender-unsigned", "To the sender, and nobody has signed", replace(unsigned, sender=BOB)),
        (
            "unsigned-and-short",
            "Nobody has signed, and too little is there",
            replace(unsigned, slots=make_slots(SIGNED)),
        ),
        ("short-and-full", "Too little is there, and the target is full", replace(ORDINARY, slots=full_and_short)),
    )
    for name, title, given in in_pairs:
        yield Case(f"order-{name}", title, given, ("order-of-checks",))


BOTH = make_slots(
    put_signers(SignerRole.EMERGENCY, EMERGENCY_SIGNERS, NONCE, put_signers(SignerRole.TREASURY, ONE_SIGNER))
)


def rotate(rotation: SignerRotation, number: int, index: int) -> RotateInput:
    """A change of office that a test key has signed under an index."""
    return RotateInput(BOTH, CHAIN_ID, NONCE, rotation, (sign(number, index, rotation),))


NEW_TREASURY = SignerRotation(SignerRole.TREASURY, KEYS[4:6], 2)
NEW_EMERGENCY = SignerRotation(SignerRole.EMERGENCY, KEYS[:1], 1)


@cases("transactions/rotate_signers")
def rotations() -> Iterator[Case]:
    """Each set changes itself and nothing else."""
    accepted = (
        ("treasury", "A member of the treasury's signers hands over", rotate(NEW_TREASURY, 1, 1)),
        ("emergency", "A member of those for emergencies hands over", rotate(NEW_EMERGENCY, 3, 1)),
        (
            "threshold-alone",
            "The same keys, another threshold",
            rotate(SignerRotation(SignerRole.TREASURY, KEYS[:2], 2), 0, 0),
        ),
    )
    for name, title, given in accepted:
        yield Case(name, title, given)
    nobody = SignerRotation(SignerRole.TREASURY, (), 1)
    above = SignerRotation(SignerRole.TREASURY, KEYS[:2], 3)
    no_key = SignerRotation(SignerRole.TREASURY, (b"\x0a" + KEYS[1][1:],), 1)
    good = rotate(NEW_TREASURY, 0, 0)
    rejected = (
        ("to-nobody", "A set without keys", rotate(nobody, 0, 0)),
        ("threshold-above", "A threshold above the number of keys", rotate(above, 0, 0)),
        ("no-key", "Bytes that are no key", rotate(no_key, 0, 0)),
        ("by-the-other-set", "The treasury's signers change the others", rotate(NEW_EMERGENCY, 1, 1)),
        ("by-the-new-set", "A new member signs itself in", rotate(NEW_TREASURY, 4, 0)),
        ("replayed", "Under another nonce", replace(good, nonce=NONCE - 1)),
        ("no-set", "There is no set to change", replace(good, slots=())),
    )
    for name, title, given in rejected:
        yield Case(f"reject-{name}", title, given, ("missing-check",))
    unsigned = replace(rotate(nobody, 0, 0), slots=(), signatures=())
    yield Case("order-nobody-and-no-set", "To nobody, and no set to change", unsigned, ("order-of-checks",))
