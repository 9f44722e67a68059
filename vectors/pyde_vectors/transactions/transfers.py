"""Vectors of transfers: who pays whom, and both sides of what a sender can spend."""

from collections.abc import Iterator
from dataclasses import replace

from pyde_spec.crypto.falcon_signature_forms import SignatureForm
from pyde_spec.transactions.ledger import put_account
from pyde_spec.transactions.system_accounts import TREASURY_ADDRESS
from pyde_spec.types.transaction import TransactionType
from pyde_vectors.cases import Case, cases
from pyde_vectors.transactions.scene import (
    ALICE,
    BOB,
    STRANGER,
    WEALTH,
    list_slots,
    make_state,
    make_transfer,
    make_user,
    sign,
)
from pyde_vectors.transactions.waves import TRANSFER_FEE, ask_wave


@cases("transactions/apply_wave")
def transfers() -> Iterator[Case]:
    """One transfer after another kind of recipient, and both sides of the balance."""
    state = list_slots(make_state(make_user(ALICE), make_user(BOB)))
    yield Case("empty-wave", "A wave without transactions mints, and lowers the base fee", ask_wave(state))
    for name, title, to in (
        ("to-stranger", "A transfer to an address that the state does not hold", STRANGER),
        ("to-user", "A transfer to a user", BOB.address),
        ("to-self", "A transfer to oneself costs the fee", ALICE.address),
        ("to-treasury", "A transfer to the treasury", TREASURY_ADDRESS),
    ):
        yield Case(f"transfer-{name}", title, ask_wave(state, sign(make_transfer(ALICE, to, 5), ALICE)))
    constant_time = sign(make_transfer(ALICE, BOB.address, 5), ALICE, SignatureForm.CONSTANT_TIME)
    yield Case("transfer-constant-time", "A transfer signed in the constant-time form", ask_wave(state, constant_time))
    for name, value in (("all", WEALTH - TRANSFER_FEE), ("one-too-much", WEALTH - TRANSFER_FEE + 1), ("nothing", 0)):
        yield Case(
            f"transfer-{name}",
            f"A transfer of {value} quanta out of {WEALTH}, at a fee of {TRANSFER_FEE}",
            ask_wave(state, sign(make_transfer(ALICE, STRANGER, value), ALICE)),
            ("boundary",),
        )
    unsigned = replace(make_transfer(ALICE, STRANGER, 5), signature=b"")
    yield Case(
        "transfer-unsigned", "A transfer that nobody signed leaves nothing but a receipt", ask_wave(state, unsigned)
    )


@cases("transactions/apply_wave")
def overflows() -> Iterator[Case]:
    """Accounts that hold all that 128 bits can say, which no valid chain leads to."""
    most = 2**128 - 1
    rich = replace(make_user(BOB), balance=most, gas_tank=most)
    state = list_slots(put_account(make_state(make_user(ALICE)), rich))
    transfer = sign(make_transfer(ALICE, BOB.address, 1), ALICE)
    yield Case("overflow-balance", "A quantum for whoever holds all of them", ask_wave(state, transfer), ("overflow",))
    deposit = sign(replace(make_transfer(ALICE, BOB.address, 1), tx_type=TransactionType.GAS_TANK_DEPOSIT), ALICE)
    yield Case("overflow-tank", "A quantum for a tank that is full", ask_wave(state, deposit), ("overflow",))
