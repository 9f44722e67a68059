"""Vectors of the transactions about names: fees, forms, and every state that a name can be in."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pyde_spec.accounts.name_registry import NameRecord
from pyde_spec.accounts.names import Name
from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import U8
from pyde_spec.params.versions import MAINNET, Parameters
from pyde_spec.state.overlay import OverlayStack
from pyde_spec.transactions.native_names import (
    NameRegister,
    NameRenew,
    NameTransfer,
    compute_name_fee,
    compute_name_gas,
    put_name_record,
)
from pyde_spec.types.primitives import Quanta
from pyde_spec.types.transaction import Transaction, TransactionType
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler
from pyde_vectors.transactions.questions import ValidateInput
from pyde_vectors.transactions.scene import (
    ALICE,
    BOB,
    CHAIN,
    CONTRACT,
    PYDE,
    STRANGER,
    list_slots,
    make_contract,
    make_state,
    make_user,
    sign,
)
from pyde_vectors.transactions.waves import WAVE_ID, ask_wave, make_native

REGISTER, RENEW, TRANSFER = TransactionType.NAME_REGISTER, TransactionType.NAME_RENEW, TransactionType.NAME_TRANSFER
NAME = "wallet"
FEE = 5 * PYDE
YEAR = MAINNET.waves_per_year
HELD = NameRecord(owner=ALICE.address, target=CONTRACT, paid_until=YEAR, retired_at=None)
RETIRED = replace(HELD, retired_at=WAVE_ID - 1)


@dataclass(frozen=True, slots=True)
class NameFeeInput:
    """A name and years."""

    name: Name
    years: U8


@dataclass(frozen=True, slots=True)
class NameFeeOutput:
    """What they cost, in quanta."""

    fee: Quanta


@handler("transactions/name_fee", rules=[compute_name_fee])
def run_name_fee(_: Parameters, given: NameFeeInput) -> NameFeeOutput:
    """What a name costs for some years."""
    return NameFeeOutput(compute_name_fee(given.name, given.years))


@cases("transactions/name_fee")
def name_fees() -> Iterator[Case]:
    """Both sides of every step, and numbers of years."""
    for size in (1, 2, 3, 4, 5, 6, 32):
        yield Case(f"size-{size}", f"A name of {size} characters for a year", NameFeeInput("a" * size, 1))
    for years in (0, 2, 10, 255):
        yield Case(f"years-{years}", f"A name of three characters for {years} years", NameFeeInput("abc", years))


def make_scene(record: NameRecord | None = None) -> OverlayStack:
    """Two users, a contract, and what the registry keeps of the name."""
    state = make_state(make_user(ALICE), make_user(BOB), make_contract())
    return state if record is None else put_name_record(state, NAME, record)


FREE_STATE, HELD_STATE = list_slots(make_scene()), list_slots(make_scene(HELD))
RETIRED_STATE = list_slots(make_scene(RETIRED))


def register(
    name: str = NAME, target: bytes = CONTRACT, years: int = 1, value: int = FEE, to: bytes = bytes(32)
) -> Transaction:
    """Alice registers a name."""
    return make_native(ALICE, REGISTER, encode(NameRegister, NameRegister(name, target, years)), value=value, to=to)


def renew(years: int = 1, value: int = FEE, name: str = NAME, to: bytes = bytes(32)) -> Transaction:
    """Bob pays for a name."""
    return make_native(BOB, RENEW, encode(NameRenew, NameRenew(name, years)), value=value, to=to)


def pass_on(new_owner: bytes = BOB.address, value: int = 0, name: str = NAME, to: bytes = bytes(32)) -> Transaction:
    """Alice passes a name on."""
    return make_native(ALICE, TRANSFER, encode(NameTransfer, NameTransfer(name, new_owner)), value=value, to=to)


@cases("transactions/apply_wave")
def name_waves() -> Iterator[Case]:
    """Each transaction where it takes effect, and where the registry refuses."""
    for name, title, state, transaction, wave_id in (
        ("register", "Registering a free name", FREE_STATE, register(), WAVE_ID),
        ("register-years", "Registering a name for three years", FREE_STATE, register(years=3, value=3 * FEE), WAVE_ID),
        ("register-taken", "Registering a name that is held", HELD_STATE, register(), WAVE_ID),
        ("register-resting", "Registering a name that rests", RETIRED_STATE, register(), WAVE_ID),
        ("register-no-contract", "A name for an account without code", FREE_STATE, register(target=STRANGER), WAVE_ID),
        ("register-zero-years", "A name for no time, at no fee", FREE_STATE, register(years=0, value=0), WAVE_ID),
        ("register-taken-no-contract", "Held, and for no contract", HELD_STATE, register(target=STRANGER), WAVE_ID),
        ("renew", "Somebody else renews a name", HELD_STATE, renew(), WAVE_ID),
        ("renew-lapsed", "Renewing a lapsed name", HELD_STATE, renew(), YEAR),
        ("renew-free", "Renewing a name that nobody holds", FREE_STATE, renew(), WAVE_ID),
        ("pass-on", "Passing a name on", HELD_STATE, pass_on(), WAVE_ID),
        ("pass-on-to-oneself", "Passing a name to its owner", HELD_STATE, pass_on(ALICE.address), WAVE_ID),
        ("pass-on-free", "Passing on a name that nobody holds", FREE_STATE, pass_on(), WAVE_ID),
        ("pass-on-last", "Passing a name on in its last paid wave", HELD_STATE, pass_on(), YEAR - 1),
        ("pass-on-lapsed", "Passing on a lapsed name", HELD_STATE, pass_on(), YEAR),
    ):
        yield Case(f"name-{name}", title, ask_wave(state, transaction, wave_id=wave_id))
    race = (register(), make_native(BOB, REGISTER, register().data, value=FEE))
    yield Case("name-race", "Of two registrations in a wave the first holds", ask_wave(FREE_STATE, *race))


@cases("transactions/validate")
def name_prices() -> Iterator[Case]:
    """Both sides of the price in gas."""
    for name, person, transaction in (
        ("register", ALICE, register()),
        ("renew", BOB, renew()),
        ("pass-on", ALICE, pass_on()),
    ):
        price = compute_name_gas(transaction)
        for side, gas_limit in (("price", price), ("below-price", price - 1)):
            asked = sign(replace(transaction, gas_limit=gas_limit), person)
            title = f"With a gas limit of {gas_limit}"
            yield Case(f"name-{name}-{side}", title, ValidateInput(HELD_STATE, CHAIN, WAVE_ID, asked), ("boundary",))


@cases("transactions/validate")
def name_forms() -> Iterator[Case]:
    """Each rule of the three forms, and their order."""
    for name, title, transaction in (
        ("register", "A registration", register()),
        ("register-target", "Sent to somebody", register(to=STRANGER)),
        ("register-fee-low", "A quantum less than the fee", register(value=FEE - 1)),
        ("register-fee-high", "A quantum more than the fee", register(value=FEE + 1)),
        ("register-empty", "Without a payload", make_native(ALICE, REGISTER)),
        ("register-bad-name", "A name with a capital letter", register(name="Wallet")),
        ("register-no-name", "No name", register(name="")),
        ("register-order-target", "To somebody, without a payload", make_native(ALICE, REGISTER, to=STRANGER)),
        ("register-order-name", "A bad name at a wrong fee", register(name="Wallet", value=0)),
        ("renew-target", "Sent to somebody", renew(to=STRANGER)),
        ("renew-fee", "A wrong fee", renew(value=FEE + 1)),
        ("renew-empty", "Without a payload", make_native(BOB, RENEW)),
        ("renew-bad-name", "A name that ends with a hyphen", renew(name="wallet-")),
        ("renew-order-target", "To somebody, without a payload", make_native(BOB, RENEW, to=STRANGER)),
        ("renew-order-name", "A bad name at a wrong fee", renew(name="wallet-", value=0)),
        ("pass-on-target", "Sent to somebody", pass_on(to=STRANGER)),
        ("pass-on-value", "With a value", pass_on(value=1)),
        ("pass-on-empty", "Without a payload", make_native(ALICE, TRANSFER)),
        ("pass-on-bad-name", "A name of 33 characters", pass_on(name="a" * 33)),
        ("pass-on-order-target", "To somebody, with a value", pass_on(to=STRANGER, value=1)),
        ("pass-on-order-value", "With a value, without a payload", make_native(ALICE, TRANSFER, value=1)),
    ):
        yield Case(f"name-{name}", title, ValidateInput(HELD_STATE, CHAIN, WAVE_ID, transaction))
