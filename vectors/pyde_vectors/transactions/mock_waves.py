"""Vectors with the mocks at the seams: calls that revert and trap, sponsors, deployments, stakes.

And the room in a wave, with and without them.
"""

from collections.abc import Iterator
from dataclasses import replace

from pyde_spec.accounts.record import Account
from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import U128
from pyde_spec.state.overlay import OverlayStack, write_slot
from pyde_spec.state.slot_keys import AccountSlot, SystemSlot, compute_account_key, compute_storage_key
from pyde_spec.transactions.base_fee import GAS_CEILING
from pyde_spec.transactions.fee_payers import SPONSORSHIP_GAS_MAX
from pyde_spec.transactions.ledger import put_count
from pyde_spec.transactions.mock_contracts import (
    CALL_GAS,
    Emit,
    Pay,
    Revert,
    Script,
    ScriptStep,
    Trap,
    UseGas,
    WriteSlot,
)
from pyde_spec.transactions.validation import GAS_LIMIT_MIN
from pyde_spec.transactions.vesting import VestingSchedule
from pyde_spec.types.transaction import (
    AccessEntry,
    AccessType,
    FeePayer,
    GasTank,
    Paymaster,
    Sender,
    Transaction,
    TransactionType,
)
from pyde_vectors.cases import Case, cases
from pyde_vectors.transactions.questions import ValidateInput
from pyde_vectors.transactions.scene import (
    ALICE,
    BASE_FEE,
    BOB,
    CAROL,
    CHAIN,
    CONTRACT,
    PYDE,
    STRANGER,
    Person,
    list_slots,
    make_contract,
    make_group,
    make_state,
    make_transfer,
    make_user,
    sign,
    sign_together,
)
from pyde_vectors.transactions.waves import ask_wave, make_native

SLOT, TOPIC = bytes([0x51]) * 32, bytes([0x70]) * 32
PAYMASTER = bytes([0xC5]) * 32
CALL_LIMIT = 200_000
RESERVE = CALL_LIMIT * BASE_FEE
HELD = 300
ASKING_GAS = 5_000
ASKING_PRICE = ASKING_GAS.to_bytes(2, "little")


def write_price(state: OverlayStack, sponsor: bytes, sender: bytes, price: bytes) -> OverlayStack:
    """The sponsor pays for the sender, and asking it uses as much gas as these bytes say."""
    return write_slot(state, compute_storage_key(sponsor, sender), price)


def make_scene(*accounts: Account) -> OverlayStack:
    """A contract and a paymaster that both pay for Alice, and more accounts."""
    state = make_state(
        make_contract(balance=HELD, gas_tank=RESERVE), make_contract(PAYMASTER, gas_tank=RESERVE), *accounts
    )
    for sponsor in (CONTRACT, PAYMASTER):
        state = write_price(state, sponsor, ALICE.address, ASKING_PRICE)
    return state


RICH = 10 * GAS_CEILING * BASE_FEE
STATE = list_slots(make_scene(make_user(ALICE), make_user(BOB)))
RICH_STATE = list_slots(make_scene(make_user(ALICE, RICH), make_user(BOB, RICH)))


def draft_call(
    person: Person,
    *steps: ScriptStep,
    value: int = 0,
    nonce: int = 0,
    payer: FeePayer | None = None,
    gas_limit: int = CALL_LIMIT,
) -> Transaction:
    """A call of the contract with a script, not signed yet."""
    drafted = make_transfer(person, CONTRACT, value, nonce)
    return replace(drafted, data=encode(Script, steps), gas_limit=gas_limit, fee_payer=payer or Sender())


def call(
    person: Person,
    *steps: ScriptStep,
    value: int = 0,
    nonce: int = 0,
    payer: FeePayer | None = None,
    gas_limit: int = CALL_LIMIT,
) -> Transaction:
    """A call of the contract with a script."""
    return sign(draft_call(person, *steps, value=value, nonce=nonce, payer=payer, gas_limit=gas_limit), person)


WRITE, EMIT = WriteSlot(SLOT, b"written"), Emit(TOPIC, b"said")
LEFT = CALL_LIMIT - CALL_GAS


@cases("transactions/apply_wave_with_mocks")
def calls() -> Iterator[Case]:
    """What a call changes when it succeeds, and what remains of it when it does not."""
    for name, title, transaction in (
        ("nothing", "A call that does nothing", call(ALICE)),
        ("success", "A call that writes, says something and pays", call(ALICE, WRITE, EMIT, Pay(STRANGER, HELD))),
        ("value", "A call with a value, which the contract passes on", call(ALICE, Pay(STRANGER, HELD + 7), value=7)),
        (
            "revert",
            "What was written and said before a revert is undone",
            call(ALICE, WRITE, EMIT, Revert(b"no"), value=7),
        ),
        ("revert-gas", "A revert pays what was used", call(ALICE, UseGas(1_000), Revert(b""))),
        ("trap", "A trap pays the whole limit", call(ALICE, WRITE, EMIT, Trap(), value=7)),
        ("gas-exact", "All gas that there is", call(ALICE, UseGas(LEFT))),
        ("gas-over", "One unit of gas more traps", call(ALICE, UseGas(LEFT + 1))),
        ("pay-too-much", "A contract that pays more than it has traps", call(ALICE, Pay(STRANGER, HELD + 1))),
    ):
        yield Case(f"call-{name}", title, ask_wave(STATE, transaction))
    yield from declared_calls()
    after = (call(ALICE, Trap()), call(BOB, WRITE), call(ALICE, EMIT, nonce=1))
    yield Case("call-mixed", "A trap, a write and an event in one wave", ask_wave(STATE, *after))
    group = replace(make_group(CAROL.address, (ALICE, BOB), 2), balance=PYDE)
    drafted = draft_call(CAROL, UseGas(LEFT - 20_000))
    yield Case(
        "call-by-group",
        "A second signature leaves a call 20,000 gas less",
        ask_wave(list_slots(make_scene(group)), sign_together(drafted, {0: ALICE, 1: BOB})),
        ("boundary",),
    )
    over = draft_call(CAROL, UseGas(LEFT - 20_000 + 1))
    yield Case(
        "call-by-group-over",
        "And no more",
        ask_wave(list_slots(make_scene(group)), sign_together(over, {0: ALICE, 1: BOB})),
        ("boundary",),
    )


def declared_calls() -> Iterator[Case]:
    """A call with an access list writes what the list declares for writing, or what is declared unnamed."""
    pay_sender, pay_stranger = Pay(ALICE.address, HELD), Pay(STRANGER, HELD)
    for name, title, entry, step in (
        ("slot", "A slot that the list names", AccessEntry(CONTRACT, (SLOT,), AccessType.READ_WRITE), WRITE),
        ("slot-read", "A slot that it names for reading", AccessEntry(CONTRACT, (SLOT,), AccessType.READ), WRITE),
        ("other-slot", "Another slot", AccessEntry(CONTRACT, (TOPIC,), AccessType.READ_WRITE), WRITE),
        ("account", "An account that it names", AccessEntry(STRANGER, (), AccessType.READ_WRITE), pay_stranger),
        ("account-read", "An account named for reading", AccessEntry(STRANGER, (), AccessType.READ), pay_stranger),
        ("other-account", "Another account", AccessEntry(BOB.address, (), AccessType.READ_WRITE), pay_stranger),
        ("sender", "The sender, which is declared unnamed", AccessEntry(BOB.address, (), AccessType.READ), pay_sender),
    ):
        declared = sign(replace(draft_call(ALICE, step), access_list=(entry,)), ALICE)
        yield Case(f"declared-{name}", title, ask_wave(STATE, declared), ("missing-check",))


@cases("transactions/apply_wave_with_mocks")
def sponsored_calls() -> Iterator[Case]:
    """Who is charged when another pays, and what asking costs."""
    by_paymaster = Paymaster(PAYMASTER)
    for name, title, transaction in (
        ("tank", "The tank of the called contract pays", call(ALICE, payer=GasTank())),
        ("paymaster", "A paymaster pays", call(ALICE, payer=by_paymaster)),
        ("tank-trap", "The tank pays for a trap", call(ALICE, Trap(), payer=GasTank())),
        ("tank-gas", "Asking leaves 5,000 gas less", call(ALICE, UseGas(LEFT - ASKING_GAS), payer=GasTank())),
        ("tank-gas-over", "And no more", call(ALICE, UseGas(LEFT - ASKING_GAS + 1), payer=GasTank())),
        ("refused", "A sender for whom nobody pays", call(BOB, payer=GasTank())),
        (
            "paymaster-transfer",
            "A paymaster pays for a transfer",
            sign(replace(make_transfer(ALICE, STRANGER, 5), gas_limit=CALL_LIMIT, fee_payer=by_paymaster), ALICE),
        ),
    ):
        yield Case(f"sponsored-{name}", title, ask_wave(STATE, transaction))
    twice = (call(ALICE, Trap(), payer=GasTank()), call(ALICE, nonce=1, payer=GasTank()))
    yield Case("sponsored-runs-dry", "A tank that is empty after the first call", ask_wave(STATE, *twice))


@cases("transactions/validate_with_mocks")
def sponsored_forms() -> Iterator[Case]:
    """Each rule of sponsors, and their order."""
    paymaster = Paymaster(PAYMASTER)
    deposit = make_transfer(ALICE, CONTRACT, 1)
    tank_of_deposit = replace(
        deposit, tx_type=TransactionType.GAS_TANK_DEPOSIT, fee_payer=GasTank(), gas_limit=CALL_LIMIT
    )
    price = CALL_GAS + SPONSORSHIP_GAS_MAX
    for name, title, transaction in (
        ("usual", "A sponsored call", call(ALICE, payer=GasTank())),
        ("script", "Data that are no script", sign(replace(draft_call(ALICE), data=b"\1"), ALICE)),
        ("native", "The tank of the target pays for no call", sign(tank_of_deposit, ALICE)),
        (
            "native-user",
            "Nor is it asked whether the target is a contract",
            sign(replace(tank_of_deposit, to=STRANGER), ALICE),
        ),
        (
            "short",
            "A reserve that is a unit of gas above the tank",
            call(ALICE, payer=paymaster, gas_limit=CALL_LIMIT + 1),
        ),
        ("refuses", "A sponsor that does not pay for the sender", call(BOB, payer=paymaster)),
        (
            "short-refuses",
            "Too little, for a sender it does not pay for",
            call(BOB, payer=paymaster, gas_limit=CALL_LIMIT + 1),
        ),
        ("price", "The price of a sponsored call", call(ALICE, payer=paymaster, gas_limit=price)),
        ("below-price", "One less", call(ALICE, payer=paymaster, gas_limit=price - 1)),
        ("price-of-own", "The price of a call that its sender pays", call(ALICE, gas_limit=CALL_GAS)),
        ("poor", "A sender who cannot pay the reserve", call(ALICE, payer=paymaster, value=1)),
    ):
        state = list_slots(make_scene(make_user(ALICE, 1), make_user(BOB, 1))) if name == "poor" else STATE
        yield Case(f"sponsor-{name}", title, ValidateInput(state, CHAIN, 7, transaction))
    for name, title, slot in (
        ("dearest", "A sponsor that uses all that asking may", SPONSORSHIP_GAS_MAX.to_bytes(8, "little")),
        ("too-dear", "A sponsor that uses one unit more", (SPONSORSHIP_GAS_MAX + 1).to_bytes(8, "little")),
        ("nine-bytes", "A slot that is no price", bytes(9)),
        ("free", "A sponsor that uses nothing", b""),
    ):
        state = list_slots(write_price(make_scene(make_user(ALICE)), PAYMASTER, ALICE.address, slot))
        asked = ValidateInput(state, CHAIN, 7, call(ALICE, payer=paymaster))
        yield Case(f"sponsor-{name}", title, asked, ("boundary",))
    yield from sponsored_senders()
    paused = put_count(make_scene(make_user(ALICE)), SystemSlot.EMERGENCY_PAUSE_END_WAVE, 8)
    resumption = replace(make_transfer(ALICE, bytes(32), 0), tx_type=TransactionType.EMERGENCY_RESUME)
    for name, title, payer, wave_id in (
        ("paused", "What would end a pause, paid by a sponsor", paymaster, 7),
        ("pause-over", "The same when the pause is over", paymaster, 8),
        ("paused-own", "What would end a pause, paid by its sender", Sender(), 7),
    ):
        asked = ValidateInput(list_slots(paused), CHAIN, wave_id, replace(resumption, fee_payer=payer))
        yield Case(f"sponsor-{name}", title, asked, ("missing-check",))


def sponsored_senders() -> Iterator[Case]:
    """A sponsor pays the fee and not the value; and a second signature is paid for beside the asking."""
    schedule = VestingSchedule(start_wave=0, cliff_waves=0, duration_waves=100, total_amount=1_000)
    vesting = write_slot(
        make_scene(make_user(ALICE, 1_000)),
        compute_account_key(ALICE.address, AccountSlot.VESTING),
        encode(VestingSchedule, schedule),
    )
    for name, title, value in (("free", "What is unlocked", 70), ("locked", "A quantum more", 71)):
        asked = ValidateInput(list_slots(vesting), CHAIN, 7, call(ALICE, value=value, payer=Paymaster(PAYMASTER)))
        yield Case(f"sponsor-vesting-{name}", f"{title} is sent, by a sponsored call", asked, ("boundary",))
    group = replace(make_group(CAROL.address, (ALICE, BOB), 2), balance=0)
    state = list_slots(write_price(make_scene(group), PAYMASTER, CAROL.address, ASKING_PRICE))
    price = CALL_GAS + 20_000 + SPONSORSHIP_GAS_MAX
    for name, gas_limit in (("price", price), ("below-price", price - 1)):
        drafted = draft_call(CAROL, payer=Paymaster(PAYMASTER), gas_limit=gas_limit)
        asked = ValidateInput(state, CHAIN, 7, sign_together(drafted, {0: ALICE, 1: BOB}))
        yield Case(f"sponsor-group-{name}", f"Two signers and a sponsor, for {gas_limit} gas", asked, ("boundary",))


@cases("transactions/apply_wave_with_mocks")
def sponsored_groups() -> Iterator[Case]:
    """What is left for a call when a second signature and the asking of a sponsor are paid for."""
    group = replace(make_group(CAROL.address, (ALICE, BOB), 2), balance=0)
    state = list_slots(write_price(make_scene(group), PAYMASTER, CAROL.address, ASKING_PRICE))
    left = LEFT - 20_000 - ASKING_GAS
    for name, title, gas in (("exact", "All of it is used", left), ("over", "One unit more traps", left + 1)):
        drafted = draft_call(CAROL, UseGas(gas), payer=Paymaster(PAYMASTER))
        asked = ask_wave(state, sign_together(drafted, {0: ALICE, 1: BOB}))
        yield Case(f"sponsored-group-{name}", title, asked, ("boundary",))


@cases("transactions/apply_wave_with_mocks")
def deployments_and_stakes() -> Iterator[Case]:
    """What the mocks do beside calls."""
    deposit, withdraw = TransactionType.STAKE_DEPOSIT, TransactionType.STAKE_WITHDRAW
    amount = encode(U128, 7)
    for name, title, transactions in (
        ("deploy", "A deployment with a value", (make_native(ALICE, TransactionType.DEPLOY, b"code", value=5),)),
        ("deploy-to-somebody", "Sent to somebody", (make_native(ALICE, TransactionType.DEPLOY, b"code", to=STRANGER),)),
        ("pause-contract", "What changes nothing", (make_native(ALICE, TransactionType.PAUSE_CONTRACT, to=CONTRACT),)),
        ("stake", "A deposit", (make_native(ALICE, deposit, value=7),)),
        (
            "stake-and-back",
            "A deposit and its return",
            (make_native(ALICE, deposit, value=7), make_native(ALICE, withdraw, amount, nonce=1)),
        ),
        ("stake-too-much-back", "More than the pool holds", (make_native(ALICE, withdraw, amount),)),
        ("stake-malformed", "A withdrawal without an amount", (make_native(ALICE, withdraw),)),
        ("stake-valued", "A withdrawal with a value", (make_native(ALICE, withdraw, amount, value=1),)),
        ("slash", "What changes nothing", (make_native(ALICE, TransactionType.SLASH),)),
    ):
        yield Case(f"mock-{name}", title, ask_wave(STATE, *transactions))


@cases("transactions/apply_wave_with_mocks")
def full_waves() -> Iterator[Case]:
    """Calls that fill a wave, to the last unit of gas and beyond."""
    first = call(ALICE, UseGas(GAS_CEILING - CALL_LIMIT - CALL_GAS), gas_limit=GAS_CEILING)
    for name, title, limit in (("exact", "just fits", CALL_LIMIT), ("over", "does not fit by one", CALL_LIMIT + 1)):
        second = call(BOB, gas_limit=limit)
        third = sign(replace(make_transfer(BOB, STRANGER, 1, nonce=1), gas_limit=21_000), BOB)
        yield Case(
            f"wave-room-{name}",
            f"A call that {title}, and a small transfer after it",
            ask_wave(RICH_STATE, first, second, third),
            ("boundary", "resource-limit"),
        )
    trap = call(ALICE, Trap(), gas_limit=GAS_CEILING)
    yield Case(
        "wave-full-of-one",
        "A trap that pays for a whole wave leaves room for nothing",
        ask_wave(RICH_STATE, trap, call(BOB)),
        ("resource-limit",),
    )
    yield Case(
        "wave-full-and-gas-low",
        "A limit below the lowest is refused as that, in a full wave too",
        ask_wave(RICH_STATE, trap, call(BOB, gas_limit=GAS_LIMIT_MIN - 1)),
        ("order-of-checks",),
    )
    unsponsored = call(BOB, payer=Paymaster(PAYMASTER), gas_limit=GAS_CEILING)
    yield Case(
        "wave-full-before-sponsor",
        "Room is asked before the sponsor, which would refuse",
        ask_wave(RICH_STATE, call(ALICE), unsponsored),
        ("order-of-checks", "resource-limit"),
    )


@cases("transactions/apply_wave")
def room() -> Iterator[Case]:
    """What was used counts, and what is wanted: a large limit after a small transfer."""
    large = sign(replace(make_transfer(ALICE, STRANGER, 1), gas_limit=GAS_CEILING), ALICE)
    small = sign(make_transfer(BOB, STRANGER, 1), BOB)
    for name, title, transactions in (
        ("large-first", "The largest limit first uses little of it", (large, small)),
        ("large-second", "The largest limit does not fit behind a transfer", (small, large)),
        ("large-invalid", "Nor is room asked of what is for another chain", (small, replace(large, chain_id=1))),
        ("large-unsigned", "Room is asked before signatures", (small, replace(large, signature=b""))),
        ("large-with-data", "Room is asked before the form of the type", (small, replace(large, data=b"\0"))),
        ("too-large", "A limit that no wave holds is refused as that", (small, replace(large, gas_limit=2**63))),
    ):
        yield Case(f"wave-{name}", title, ask_wave(RICH_STATE, *transactions), ("resource-limit", "order-of-checks"))
    twice = (sign(make_transfer(ALICE, STRANGER, 1), ALICE), sign(make_transfer(ALICE, STRANGER, 1, nonce=1), ALICE))
    state = list_slots(make_scene(make_user(ALICE, 1 + 21_000 * BASE_FEE), make_user(BOB)))
    yield Case(
        "wave-one-reserve-for-two",
        "Each of two transfers is covered alone; the second is refused, and its nonce stays",
        ask_wave(state, *twice),
    )
