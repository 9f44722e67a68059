"""Vectors of validation in a wave: what is refused when its turn comes, and what senders of several keys pay.

Whatever validation asks, it asks again when a transaction is applied. A client that asks only at ingress
applies these.
"""

from collections.abc import Iterator
from dataclasses import replace

from pyde_spec.accounts.nonce_window import NonceWindow
from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import U64_MAX
from pyde_spec.transactions.native_gas_tanks import GasTankWithdrawal
from pyde_spec.transactions.wave import Chain, OrderedWave
from pyde_spec.types.transaction import AccessEntry, AccessType, Paymaster, Transaction, TransactionType
from pyde_vectors.cases import Case, cases
from pyde_vectors.transactions.questions import WaveInput
from pyde_vectors.transactions.scene import (
    ALICE,
    BOB,
    CAROL,
    CHAIN,
    CONTRACT,
    STRANGER,
    list_slots,
    make_contract,
    make_group,
    make_state,
    make_transfer,
    make_user,
    sign,
    sign_together,
)
from pyde_vectors.transactions.waves import WAVE_ID, ask_wave, make_wave

FURTHER_GAS = 20_000
TANK_PRICE = 21_000
TANK = 500


def anchor_again(wave: OrderedWave) -> OrderedWave:
    """The wave with an anchor in the round of the one before."""
    return replace(wave, prior_anchor_round=wave.anchor_round)


def change(**fields: object) -> Transaction:
    """Alice's transfer with these fields, signed as it stands."""
    return sign(replace(make_transfer(ALICE, STRANGER, 5, nonce=5), **fields), ALICE)  # type: ignore[arg-type]


@cases("transactions/apply_wave")
def refusals() -> Iterator[Case]:
    """A transfer that validation refuses for one reason each, and what it accepts just before."""
    alice = replace(make_user(ALICE), nonce=NonceWindow(5, 0b10))
    state = list_slots(make_state(alice, make_contract()))
    entry = AccessEntry(STRANGER, (bytes([1]) * 32,), AccessType.READ_WRITE)
    for name, title, transaction in (
        ("deadline", "In the last wave of its deadline", change(deadline=WAVE_ID)),
        ("reject-deadline", "In the wave after it", change(deadline=WAVE_ID - 1)),
        ("reject-deadline-zero", "With a deadline of 0, which is one", change(deadline=0)),
        ("reject-gas-low", "With a gas limit one below the lowest", change(gas_limit=20_999)),
        ("reject-data", "With data for an account without code", change(data=b"\0")),
        ("reject-nobody", "For nobody", change(to=bytes(32))),
        ("reject-contract", "For a contract, with nothing at the seam", change(to=CONTRACT)),
        ("reject-staking", "Of a type with nothing at the seam", change(tx_type=TransactionType.STAKE_DEPOSIT)),
        ("reject-nonce-low", "With a nonce below the window", change(nonce=4)),
        ("reject-nonce-used", "With a nonce that is spent", change(nonce=6)),
        ("reject-nonce-high", "With a nonce above the window", change(nonce=21)),
        ("reject-payer", "With a payer without code", change(fee_payer=Paymaster(STRANGER), gas_limit=121_000)),
        ("access-list", "With an access list", change(access_list=(entry,))),
        ("reject-access-list", "With an account twice in it", change(access_list=(entry, entry))),
    ):
        yield Case(f"wave-{name}", f"A transfer: {title}", ask_wave(state, transaction), ("missing-check",))


@cases("transactions/apply_wave")
def groups() -> Iterator[Case]:
    """Two people who sign together pay for the second signature, whatever comes of what they send."""
    group = replace(make_group(CAROL.address, (ALICE, BOB), 2), gas_tank=TANK)
    state = list_slots(make_state(group))
    withdraw = TransactionType.GAS_TANK_WITHDRAW
    for name, title, amount, gas_limit in (
        ("success", "Taking what is there", TANK, TANK_PRICE + FURTHER_GAS),
        ("undone", "Taking more than is there", TANK + 1, TANK_PRICE + FURTHER_GAS),
        ("below-price", "For a gas less", TANK, TANK_PRICE + FURTHER_GAS - 1),
    ):
        payload = encode(GasTankWithdrawal, GasTankWithdrawal(amount, STRANGER))
        drafted = replace(make_transfer(CAROL, bytes(32), 0), data=payload, tx_type=withdraw, gas_limit=gas_limit)
        together = sign_together(drafted, {0: ALICE, 1: BOB})
        yield Case(f"wave-group-{name}", f"{title}, signed by two", ask_wave(state, together), ("boundary",))


@cases("transactions/apply_wave")
def impossible_waves() -> Iterator[Case]:
    """Waves that cannot be: their time, their version, their anchors, in this order."""
    wave = make_wave()
    last = replace(wave, wave_id=U64_MAX)
    state = list_slots(make_state(make_user(ALICE)))
    for name, title, genesis_time, asked in (
        ("time-last", "The time of the wave is the last second", U64_MAX - 3, wave),
        ("reject-time", "One second later", U64_MAX - 2, wave),
        ("reject-time-before-version", "And no version is left", U64_MAX, last),
        ("reject-time-before-anchor", "And the anchor is not after the one before", U64_MAX, anchor_again(wave)),
        ("reject-version-before-anchor", "No version is left, and the anchor", 0, anchor_again(last)),
    ):
        chain = Chain(CHAIN.chain_id, genesis_time)
        yield Case(f"wave-{name}", title, WaveInput(state, chain, asked), ("order-of-checks",))
