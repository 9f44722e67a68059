"""Vectors of what several signers order, as transactions: payments, rotations, pauses."""

from collections.abc import Iterator
from dataclasses import replace

from pyde_spec.accounts.authorisation import IndexedSignature
from pyde_spec.accounts.record import AccountType, get_empty_account
from pyde_spec.state.overlay import OverlayStack
from pyde_spec.state.slot_keys import SystemSlot
from pyde_spec.transactions.ledger import put_count
from pyde_spec.transactions.multisig_payload import (
    EmergencyPause,
    EmergencyResume,
    MultisigBody,
    MultisigPayload,
    SignerRole,
    SignerRotation,
    TreasurySpend,
    compute_multisig_message,
    encode_multisig_payload,
)
from pyde_spec.transactions.signer_sets import SignerSet, put_signer_set
from pyde_spec.transactions.system_accounts import TREASURY_ADDRESS
from pyde_spec.types.transaction import Transaction
from pyde_vectors.cases import Case, cases
from pyde_vectors.transactions.questions import ValidateInput
from pyde_vectors.transactions.scene import (
    ALICE,
    BOB,
    CAROL,
    CHAIN,
    DAVE,
    ERIN,
    FRANK,
    STRANGER,
    WEALTH,
    Person,
    list_slots,
    make_state,
    make_transfer,
    make_user,
    put_accounts,
    sign,
    sign_message,
)
from pyde_vectors.transactions.waves import WAVE_ID, ask_wave, make_native

DIGEST = bytes([0xD1]) * 32
SPEND = TreasurySpend(STRANGER, WEALTH, DIGEST)
PAUSE, RESUME = EmergencyPause(3), EmergencyResume()
TREASURY_SIGNERS, EMERGENCY_SIGNERS = (CAROL, DAVE), (ERIN, FRANK)


def make_scene() -> OverlayStack:
    """A user who sends orders, a treasury, and two sets of signers who sign alone."""
    treasury = replace(get_empty_account(TREASURY_ADDRESS), account_type=AccountType.SYSTEM, balance=WEALTH)
    state = put_accounts(make_state(make_user(ALICE), make_user(BOB)), treasury)
    for role, people, threshold in (
        (SignerRole.TREASURY, TREASURY_SIGNERS, 2),
        (SignerRole.EMERGENCY, EMERGENCY_SIGNERS, 1),
    ):
        keys = tuple([person.public_key for person in people])
        state = put_signer_set(state, role, SignerSet(keys, threshold))
    return state


STATE = list_slots(make_scene())
PAUSED_STATE = list_slots(put_count(make_scene(), SystemSlot.EMERGENCY_PAUSE_END_WAVE, WAVE_ID + 1))


def order(body: MultisigBody, signers: dict[int, Person], signer_nonce: int = 0, nonce: int = 0) -> Transaction:
    """Alice sends what the signers have signed."""
    message = compute_multisig_message(CHAIN.chain_id, signer_nonce, body)
    entries = tuple([IndexedSignature(index, sign_message(who.number, message)) for index, who in signers.items()])
    data = encode_multisig_payload(MultisigPayload(signer_nonce, body, entries))
    return make_native(ALICE, body.tx_type, data, nonce=nonce)


BY_TREASURY = {0: CAROL, 1: DAVE}
BY_EMERGENCY = {1: FRANK}


@cases("transactions/apply_wave")
def orders() -> Iterator[Case]:
    """Each order where it holds and where it does not, and what it does to those after it in the wave."""
    transfer = sign(make_transfer(BOB, STRANGER, 5), BOB)
    new_set = SignerRotation(SignerRole.TREASURY, (ALICE.public_key,), 1)
    new_emergency = SignerRotation(SignerRole.EMERGENCY, (ALICE.public_key, BOB.public_key), 2)
    small = replace(SPEND, value=1)
    for name, title, state, transactions in (
        ("spend", "The treasury pays all it has", STATE, (order(SPEND, BY_TREASURY),)),
        ("spend-too-much", "A quantum more", STATE, (order(replace(SPEND, value=WEALTH + 1), BY_TREASURY),)),
        ("spend-unsigned", "With a signature too few", STATE, (order(SPEND, {0: CAROL}),)),
        ("spend-replayed", "Twice", STATE, (order(small, BY_TREASURY), order(small, BY_TREASURY, nonce=1))),
        (
            "spend-again",
            "Two payments with successive nonces",
            STATE,
            (order(small, BY_TREASURY), order(small, BY_TREASURY, signer_nonce=1, nonce=1)),
        ),
        ("spend-to-sender", "To whoever sends it", STATE, (order(replace(SPEND, target=ALICE.address), BY_TREASURY),)),
        ("rotate-treasury", "New signers of the treasury", STATE, (order(new_set, BY_TREASURY),)),
        (
            "rotate-then-old",
            "What the old signers signed does not hold after it",
            STATE,
            (order(new_set, BY_TREASURY), order(small, BY_TREASURY, signer_nonce=1, nonce=1)),
        ),
        ("rotate-emergency", "New signers for emergencies", STATE, (order(new_emergency, BY_EMERGENCY),)),
        ("rotate-by-others", "Signed by the other set", STATE, (order(new_emergency, BY_TREASURY),)),
        ("pause", "A pause holds back what comes after it in the wave", STATE, (order(PAUSE, BY_EMERGENCY), transfer)),
        ("pause-after", "What comes before it is applied", STATE, (transfer, order(PAUSE, BY_EMERGENCY))),
        ("pause-by-treasury", "Signed by the other set", STATE, (order(PAUSE, BY_TREASURY),)),
        (
            "resume",
            "After the end of a pause others are applied",
            PAUSED_STATE,
            (order(RESUME, BY_EMERGENCY), transfer),
        ),
        ("resume-unpaused", "The end of no pause", STATE, (order(RESUME, BY_EMERGENCY),)),
        ("pause-while-paused", "A pause while the chain is paused", PAUSED_STATE, (order(PAUSE, BY_EMERGENCY),)),
    ):
        yield Case(f"order-{name}", title, ask_wave(state, *transactions))
    after_pause = ask_wave(PAUSED_STATE, transfer, wave_id=WAVE_ID + 1)
    yield Case("order-pause-expires", "A pause ends by itself", after_pause, ("boundary",))


@cases("transactions/validate")
def order_forms() -> Iterator[Case]:
    """Each rule of the form, and the prices of all four."""
    spend = order(SPEND, BY_TREASURY)
    rotation = order(SignerRotation(SignerRole.TREASURY, (ALICE.public_key, BOB.public_key), 1), BY_TREASURY)
    pause, resume = order(PAUSE, BY_EMERGENCY), order(RESUME, BY_EMERGENCY)
    for name, title, transaction in (
        ("spend-target", "Sent to somebody", sign(replace(spend, to=STRANGER), ALICE)),
        ("spend-value", "With a value", sign(replace(spend, value=1), ALICE)),
        ("spend-empty", "Without a payload", sign(replace(spend, data=b""), ALICE)),
        ("spend-of-pause", "With the payload of a pause", sign(replace(spend, data=pause.data), ALICE)),
        ("spend-order", "To somebody, without a payload", sign(replace(spend, to=STRANGER, data=b""), ALICE)),
        ("spend-price", "The price", sign(replace(spend, gas_limit=150_000), ALICE)),
        ("spend-below-price", "One less", sign(replace(spend, gas_limit=149_999), ALICE)),
        ("rotation-price", "The price", sign(replace(rotation, gas_limit=180_000), ALICE)),
        ("rotation-below-price", "One less", sign(replace(rotation, gas_limit=179_999), ALICE)),
        ("pause-price", "The price", sign(replace(pause, gas_limit=90_000), ALICE)),
        ("pause-below-price", "One less", sign(replace(pause, gas_limit=89_999), ALICE)),
        ("resume-price", "The price", sign(replace(resume, gas_limit=90_000), ALICE)),
        ("resume-below-price", "One less", sign(replace(resume, gas_limit=89_999), ALICE)),
    ):
        yield Case(f"order-form-{name}", title, ValidateInput(STATE, CHAIN, WAVE_ID, transaction))
    paused = ValidateInput(PAUSED_STATE, CHAIN, WAVE_ID, resume)
    yield Case("order-form-resume-while-paused", "The end of a pause while the chain is paused", paused)
