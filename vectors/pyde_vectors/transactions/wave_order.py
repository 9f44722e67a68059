"""Vectors of what the transactions of one wave see of one another, and of what they do not see.

Each is applied to what those before it have left: money that came in can be spent, a tank that was filled
pays, a contract that was deployed is called. What the wave itself settles – fees, the prices of names – comes
when the last is done, and none of its transactions can spend it.
"""

from collections.abc import Iterator
from dataclasses import replace

from pyde_spec.accounts.addresses import compute_create_address
from pyde_spec.accounts.record import AccountType, get_empty_account
from pyde_spec.encoding.encoder import encode
from pyde_spec.state.overlay import OverlayStack, write_slot
from pyde_spec.state.slot_keys import SystemSlot, compute_system_key
from pyde_spec.transactions.ledger import put_amount, put_count
from pyde_spec.transactions.mock_contracts import UseGas
from pyde_spec.transactions.native_names import NameRegister
from pyde_spec.transactions.system_accounts import AIRDROP_POOL_ADDRESS, TREASURY_ADDRESS
from pyde_spec.types.transaction import GasTank, Transaction, TransactionType
from pyde_vectors.cases import Case, cases
from pyde_vectors.transactions.gas_tanks import make_withdrawal
from pyde_vectors.transactions.mock_waves import CALL_LIMIT, call
from pyde_vectors.transactions.mock_waves import make_scene as make_mock_scene
from pyde_vectors.transactions.name_transactions import FEE as NAME_FEE
from pyde_vectors.transactions.name_transactions import register
from pyde_vectors.transactions.order_waves import BY_TREASURY, SPEND, order
from pyde_vectors.transactions.order_waves import make_scene as make_order_scene
from pyde_vectors.transactions.scene import (
    ALICE,
    BASE_FEE,
    BOB,
    CONTRACT,
    PYDE,
    STRANGER,
    WEALTH,
    list_slots,
    make_contract,
    make_state,
    make_user,
    put_accounts,
    sign,
)
from pyde_vectors.transactions.wave_traces import pay
from pyde_vectors.transactions.waves import TRANSFER_FEE, ask_wave, make_native

DEPOSIT, WITHDRAW = TransactionType.GAS_TANK_DEPOSIT, TransactionType.GAS_TANK_WITHDRAW
POOL = 700
ODD_BASE_FEE = 7


def spend(value: int, nonce: int) -> Transaction:
    """Alice sends an order to pay a stranger out of the treasury."""
    return order(replace(SPEND, value=value), BY_TREASURY, nonce=nonce)


def make_treasury_scene() -> OverlayStack:
    """A treasury with signers, two users, a contract, and an airdrop whose time is over."""
    pool = replace(get_empty_account(AIRDROP_POOL_ADDRESS), account_type=AccountType.SYSTEM, balance=POOL)
    state = put_accounts(make_order_scene(), pool, make_contract())
    state = write_slot(state, compute_system_key(SystemSlot.AIRDROP_ROOT), bytes([0xA1]) * 32)
    return put_count(state, SystemSlot.AIRDROP_DEADLINE, 1)


@cases("transactions/apply_wave")
def money_that_moved() -> Iterator[Case]:
    """Money that moves in a wave is where it went when the next transaction asks."""
    poor = list_slots(make_state(make_user(ALICE), make_user(BOB, TRANSFER_FEE)))
    received, spent = pay(ALICE, 0, 5, BOB.address), pay(BOB, 0, 5, STRANGER)
    yield Case("order-receive-then-spend", "Bob spends what Alice pays him", ask_wave(poor, received, spent))
    yield Case("order-spend-then-receive", "Bob spends it a moment too early", ask_wave(poor, spent, received))
    users = list_slots(make_state(make_user(ALICE), make_user(BOB)))
    filled = make_native(ALICE, DEPOSIT, to=BOB.address, value=7)
    emptied = make_native(BOB, WITHDRAW, make_withdrawal(7))
    yield Case("order-fill-then-empty", "Bob empties the tank that Alice fills", ask_wave(users, filled, emptied))
    yield Case("order-empty-then-fill", "Bob empties it a moment too early", ask_wave(users, emptied, filled))


@cases("transactions/apply_wave")
def treasuries() -> Iterator[Case]:
    """What is paid to the treasury can be paid out of it in the same wave; what the wave settles cannot."""
    state = list_slots(make_treasury_scene())
    sweep = make_native(ALICE, TransactionType.SWEEP_AIRDROP)
    for name, title, first, value in (
        (
            "pay-then-spend",
            "The treasury pays what a transfer brought it",
            pay(ALICE, 0, 9, TREASURY_ADDRESS),
            WEALTH + 9,
        ),
        ("sweep-then-spend", "The treasury pays what a sweep brought it", sweep, WEALTH + POOL),
        ("fee-then-spend", "Its part of a fee is not there yet", pay(ALICE, 0, 1, STRANGER), WEALTH + 1),
        ("name-then-spend", "Nor is the price of a name", register(), WEALTH + 1),
    ):
        yield Case(f"order-{name}", title, ask_wave(state, first, spend(value, nonce=1)), ("boundary",))
    filled = pay(BOB, 0, 3, AIRDROP_POOL_ADDRESS)
    yield Case("order-pay-then-sweep", "A sweep moves what was just paid in", ask_wave(state, filled, sweep))
    together = spend(WEALTH + POOL + 3, nonce=1)
    yield Case("order-pay-sweep-spend", "And all of it is paid out", ask_wave(state, filled, sweep, together))


@cases("transactions/apply_wave_with_mocks")
def contracts() -> Iterator[Case]:
    """A contract is there, and pays, from the transaction on that makes it so."""
    state = list_slots(make_mock_scene(make_user(ALICE), make_user(BOB)))
    deployment = make_native(ALICE, TransactionType.DEPLOY, b"code")
    address = compute_create_address(ALICE.address, 0)
    target = encode(NameRegister, NameRegister("wallet", address, 1))
    named = make_native(BOB, TransactionType.NAME_REGISTER, target, value=NAME_FEE)
    called = sign(replace(call(BOB, UseGas(1)), to=address), BOB)
    for name, title, transactions in (
        ("deploy-then-call", "A contract is called that was just deployed", (deployment, called)),
        ("call-then-deploy", "A moment too early nobody is there", (called, deployment)),
        ("deploy-then-name", "A name for a contract that was just deployed", (deployment, named)),
        ("name-then-deploy", "A moment too early it stands for no contract", (named, deployment)),
    ):
        yield Case(f"order-{name}", title, ask_wave(state, *transactions))
    twice = (call(ALICE, payer=GasTank()), call(ALICE, payer=GasTank(), nonce=1))
    again = make_native(BOB, DEPOSIT, to=CONTRACT, value=CALL_LIMIT * BASE_FEE)
    yield Case(
        "order-fill-then-sponsor",
        "A tank that one call has emptied below its reserve is filled before the next",
        ask_wave(state, twice[0], again, twice[1]),
    )


@cases("transactions/apply_wave_with_mocks")
def splits() -> Iterator[Case]:
    """The fee of each transaction is split by itself. Only calls use gas that makes the remainders show."""
    scene = make_mock_scene(make_user(ALICE, PYDE), make_user(BOB, PYDE))
    state = list_slots(put_amount(scene, SystemSlot.BASE_FEE, ODD_BASE_FEE))
    for name, title, gas in (
        ("one", "Two fees of 147,007 quanta", 1),
        ("three", "Two fees of 147,021 quanta", 3),
    ):
        transactions = (call(ALICE, UseGas(gas)), call(BOB, UseGas(gas)))
        yield Case(f"order-split-{name}", title, ask_wave(state, *transactions), ("boundary",))
