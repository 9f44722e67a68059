"""Vectors of gas tanks: filling, emptying, and what refuses."""

from collections.abc import Iterator
from dataclasses import replace

from pyde_spec.encoding.encoder import encode
from pyde_spec.transactions.native_gas_tanks import GasTankWithdrawal
from pyde_spec.types.transaction import TransactionType
from pyde_vectors.cases import Case, cases
from pyde_vectors.transactions.questions import ValidateInput
from pyde_vectors.transactions.scene import (
    ALICE,
    BOB,
    CHAIN,
    CONTRACT,
    STRANGER,
    list_slots,
    make_contract,
    make_state,
    make_user,
)
from pyde_vectors.transactions.waves import ask_wave, make_native

DEPOSIT, WITHDRAW = TransactionType.GAS_TANK_DEPOSIT, TransactionType.GAS_TANK_WITHDRAW
TANK = 500
STATE = list_slots(make_state(replace(make_user(ALICE), gas_tank=TANK), make_user(BOB), make_contract(gas_tank=TANK)))


def make_withdrawal(amount: int, recipient: bytes = STRANGER) -> bytes:
    """The payload of a withdrawal."""
    return encode(GasTankWithdrawal, GasTankWithdrawal(amount, recipient))


@cases("transactions/apply_wave")
def deposits_and_withdrawals() -> Iterator[Case]:
    """Tanks of oneself, of others and of contracts; part of a tank, all of it and more."""
    for name, title, to in (
        ("contract", "Filling the tank of a contract", CONTRACT),
        ("oneself", "Filling one's own tank", ALICE.address),
        ("stranger", "Filling the tank of an address that the state does not hold", STRANGER),
    ):
        yield Case(f"tank-deposit-{name}", title, ask_wave(STATE, make_native(ALICE, DEPOSIT, to=to, value=1)))
    for name, title, amount, recipient in (
        ("part", "Taking part of a tank", TANK - 1, STRANGER),
        ("all", "Taking all of a tank", TANK, STRANGER),
        ("to-oneself", "Taking a tank for oneself", TANK, ALICE.address),
        ("more", "Taking one quantum more than is there", TANK + 1, STRANGER),
    ):
        withdrawal = make_native(ALICE, WITHDRAW, make_withdrawal(amount, recipient))
        yield Case(f"tank-withdraw-{name}", title, ask_wave(STATE, withdrawal), ("boundary",))
    of_other = make_native(BOB, WITHDRAW, make_withdrawal(1))
    yield Case("tank-withdraw-without-tank", "A sender whose tank is empty", ask_wave(STATE, of_other))


@cases("transactions/validate")
def tank_forms() -> Iterator[Case]:
    """Each rule of the two forms, and their order."""
    for name, title, transaction in (
        ("deposit-to-nobody", "A deposit to nobody", make_native(ALICE, DEPOSIT, value=1)),
        ("deposit-nothing", "A deposit of nothing", make_native(ALICE, DEPOSIT, to=CONTRACT)),
        ("deposit-data", "A deposit with data", make_native(ALICE, DEPOSIT, b"\0", to=CONTRACT, value=1)),
        ("deposit-order-target", "To nobody, of nothing", make_native(ALICE, DEPOSIT, b"\0")),
        ("deposit-order-value", "Of nothing, with data", make_native(ALICE, DEPOSIT, b"\0", to=CONTRACT)),
        ("withdraw-target", "To somebody", make_native(ALICE, WITHDRAW, make_withdrawal(1), to=STRANGER)),
        ("withdraw-value", "With a value", make_native(ALICE, WITHDRAW, make_withdrawal(1), value=1)),
        ("withdraw-payload", "Without a payload", make_native(ALICE, WITHDRAW)),
        ("withdraw-trailing", "A byte too many", make_native(ALICE, WITHDRAW, make_withdrawal(1) + b"\0")),
        ("withdraw-nothing", "Taking nothing", make_native(ALICE, WITHDRAW, make_withdrawal(0))),
        ("withdraw-to-nobody", "For nobody", make_native(ALICE, WITHDRAW, make_withdrawal(1, bytes(32)))),
        ("withdraw-order-target", "To somebody, with a value", make_native(ALICE, WITHDRAW, to=STRANGER, value=1)),
        ("withdraw-order-value", "With a value, without a payload", make_native(ALICE, WITHDRAW, value=1)),
        ("withdraw-order-amount", "Nothing for nobody", make_native(ALICE, WITHDRAW, make_withdrawal(0, bytes(32)))),
    ):
        yield Case(f"reject-tank-{name}", title, ValidateInput(STATE, CHAIN, 7, transaction))
