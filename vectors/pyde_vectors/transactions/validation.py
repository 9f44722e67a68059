"""Vectors of validation: every reason, both sides of every limit, and the order of the checks, pair by pair.

The usual transaction is a transfer by two people who sign together, because that one can break every rule:
its price lies above the lowest gas limit. A *fault* breaks one rule of it. Each fault is asked alone, on a
transaction that is signed as it stands, and together with every fault that comes after it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from pyde_spec.accounts.authorisation import validate_authorisation, validate_initiator
from pyde_spec.accounts.nonce_window import NonceWindow, use_nonce
from pyde_spec.accounts.record import Account, AccountType
from pyde_spec.encoding.encoder import encode
from pyde_spec.state.overlay import OverlayStack, write_slot
from pyde_spec.state.slot_keys import AccountSlot, SystemSlot, compute_account_key
from pyde_spec.transactions.access_lists import validate_access_list
from pyde_spec.transactions.fee_payers import (
    SPONSORSHIP_GAS_MAX,
    validate_balance,
    validate_fee_payer,
    validate_sponsor,
)
from pyde_spec.transactions.ledger import put_account, put_count
from pyde_spec.transactions.native_transfer import validate_transfer
from pyde_spec.transactions.native_types import get_seam
from pyde_spec.transactions.system_accounts import TREASURY_ADDRESS
from pyde_spec.transactions.validation import (
    CALL_DATA_SIZE_MAX,
    FURTHER_SIGNATURE_GAS,
    GAS_LIMIT_MAX,
    GAS_LIMIT_MIN,
    TRANSACTION_SIZE_MAX,
    validate_gas_limit,
    validate_not_paused,
    validate_price,
    validate_sizes,
)
from pyde_spec.transactions.vesting import VestingSchedule
from pyde_spec.types.auth_keys import NoKeys, Programmable
from pyde_spec.types.transaction import (
    AccessEntry,
    AccessType,
    GasTank,
    Paymaster,
    Transaction,
    TransactionType,
)
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import qualified_name
from pyde_vectors.transactions.questions import ValidateInput, ValidateWireInput
from pyde_vectors.transactions.scene import (
    ALICE,
    BASE_FEE,
    BOB,
    CAROL,
    CHAIN,
    CONTRACT,
    STRANGER,
    WEALTH,
    Slots,
    list_slots,
    make_contract,
    make_group,
    make_state,
    make_transfer,
    make_user,
    sign,
    sign_together,
)

WAVE_ID = 20
GROUP_PRICE = GAS_LIMIT_MIN + FURTHER_SIGNATURE_GAS
VALUE = 1_000
NONCES = NonceWindow(5, 0b10)


@dataclass(frozen=True, slots=True)
class Draft:
    """A transaction that is not signed yet, the account that sends it, and the state around it."""

    transaction: Transaction
    account: Account
    state: OverlayStack


Fault = Callable[[Draft], Draft]


def make_draft() -> Draft:
    """The usual transaction: two people send a stranger something, with everything in order."""
    account = replace(make_group(CAROL.address, (ALICE, BOB), 2), nonce=NONCES)
    transfer = replace(make_transfer(CAROL, STRANGER, VALUE, nonce=5), gas_limit=GROUP_PRICE, deadline=WAVE_ID)
    return Draft(transfer, account, make_state(make_contract()))


def ask(draft: Draft, is_signed: bool = True) -> ValidateInput:
    """Whether the draft is valid, signed by both as it stands."""
    transaction = sign_together(draft.transaction, {0: ALICE, 1: BOB}) if is_signed else draft.transaction
    return ValidateInput(list_slots(put_account(draft.state, draft.account)), CHAIN, WAVE_ID, transaction)


def change(**fields: object) -> Fault:
    """The fault of having these fields in the transaction."""
    return lambda draft: replace(draft, transaction=replace(draft.transaction, **fields))  # type: ignore[arg-type]


def change_account(**fields: object) -> Fault:
    """The fault of having these fields in the sender's account."""
    return lambda draft: replace(draft, account=replace(draft.account, **fields))  # type: ignore[arg-type]


def pause(draft: Draft) -> Draft:
    """The fault of coming while the chain is paused."""
    return replace(draft, state=put_count(draft.state, SystemSlot.EMERGENCY_PAUSE_END_WAVE, WAVE_ID + 1))


def make_entry(address: bytes, slots: tuple[bytes, ...], access_type: AccessType) -> AccessEntry:
    """An entry of an access list."""
    return AccessEntry(address, slots, access_type)


SLOT, OTHER_SLOT = bytes([1]) * 32, bytes([2]) * 32
READ, WRITE = AccessType.READ, AccessType.READ_WRITE

FAULTS: tuple[tuple[str, str, Fault], ...] = (
    ("paused", "the chain is paused", pause),
    ("call-data", "the data are one byte too large", change(data=bytes(CALL_DATA_SIZE_MAX + 1), to=CONTRACT)),
    ("chain", "the transaction is for another chain", change(chain_id=CHAIN.chain_id + 1)),
    ("deadline", "the deadline was the wave before", change(deadline=WAVE_ID - 1)),
    ("gas-low", "the gas limit is one below the lowest", change(gas_limit=GAS_LIMIT_MIN - 1)),
    ("gas-high", "the gas limit is one above the highest", change(gas_limit=GAS_LIMIT_MAX + 1)),
    ("no-contracts", "a contract is called and nothing stands at the seam", change(to=CONTRACT)),
    ("no-validators", "nothing stands at the other seam", change(tx_type=TransactionType.STAKE_DEPOSIT)),
    ("target", "the transfer is to the zero address", change(to=bytes(32))),
    ("data", "data are sent to an account without code", change(data=b"\0")),
    ("price", "the gas limit is one below the price of two signatures", change(gas_limit=GROUP_PRICE - 1)),
    ("sender", "the sender is an account of the protocol", change_account(account_type=AccountType.SYSTEM)),
    ("keys", "the sender has no keys", change_account(auth_keys=NoKeys())),
    ("programmable", "the sender's keys are of the reserved kind", change_account(auth_keys=Programmable())),
    ("unsigned", "nobody has signed", change(signature=b"\0")),
    ("nonce-low", "the nonce lies below the window", change(nonce=4)),
    ("nonce-used", "the nonce is spent", change(nonce=6)),
    ("nonce-high", "the nonce lies above the window", change(nonce=21)),
    ("value", "the value is one above the balance", change_account(balance=VALUE - 1)),
    ("fee", "the balance is one short of the reserve", change_account(balance=VALUE + GROUP_PRICE * BASE_FEE - 1)),
    ("tank-of-user", "the tank of an account without code is to pay", change(fee_payer=GasTank())),
    ("paymaster-is-user", "an account without code is to pay", change(fee_payer=Paymaster(STRANGER))),
    ("paymaster", "a contract is to pay and nothing stands at the seam", change(fee_payer=Paymaster(CONTRACT))),
    (
        "entry-twice",
        "two entries for reading name one account",
        change(access_list=(make_entry(STRANGER, (), READ), make_entry(STRANGER, (SLOT,), READ))),
    ),
    (
        "slot-twice",
        "a slot stands twice in one entry",
        change(access_list=(make_entry(STRANGER, (SLOT, SLOT), WRITE),)),
    ),
)

RULES: dict[str, Callable[..., object]] = {
    "paused": validate_not_paused,
    "call-data": validate_sizes,
    "gas-low": validate_gas_limit,
    "gas-high": validate_gas_limit,
    "no-contracts": get_seam,
    "no-validators": get_seam,
    "target": validate_transfer,
    "data": validate_transfer,
    "price": validate_price,
    "sender": validate_initiator,
    "keys": validate_authorisation,
    "programmable": validate_authorisation,
    "unsigned": validate_authorisation,
    "nonce-low": use_nonce,
    "nonce-used": use_nonce,
    "nonce-high": use_nonce,
    "value": validate_balance,
    "fee": validate_fee_payer,
    "tank-of-user": validate_sponsor,
    "paymaster-is-user": validate_sponsor,
    "paymaster": validate_sponsor,
    "entry-twice": validate_access_list,
    "slot-twice": validate_access_list,
}
"""The rule that a fault breaks, where it is one of its own."""

AUTHORISATION = next(at for at, (name, _, _) in enumerate(FAULTS) if name == "unsigned")
SPONSORED_GAS = {
    "tank-of-user": SPONSORSHIP_GAS_MAX,
    "paymaster-is-user": SPONSORSHIP_GAS_MAX,
    "paymaster": SPONSORSHIP_GAS_MAX,
}


def apply_fault(name: str, fault: Fault, draft: Draft) -> Draft:
    """The draft with a fault, and with the gas that a sponsor has to be left."""
    broken = fault(draft)
    if name not in SPONSORED_GAS:
        return broken
    return change(gas_limit=broken.transaction.gas_limit + SPONSORED_GAS[name])(broken)


def name_rule(fault: str) -> tuple[str, ...]:
    """The name of the rule that a fault breaks; none where `validate_transaction` itself or the form says it."""
    return (qualified_name(RULES[fault]),) if fault in RULES else ()


@cases("transactions/validate")
def single_faults() -> Iterator[Case]:
    """The usual transaction, and each fault of it alone."""
    yield Case("usual", "A transfer by two people who sign together", ask(make_draft()))
    for at, (name, title, fault) in enumerate(FAULTS):
        is_signed = at != AUTHORISATION
        yield Case(
            f"reject-{name}",
            f"All is in order, but {title}",
            ask(apply_fault(name, fault, make_draft()), is_signed),
            ("missing-check",),
            rules=name_rule(name),
        )


@cases("transactions/validate")
def pairs_of_faults() -> Iterator[Case]:
    """Each fault with each that comes after it. Only where the signatures are reached are they made."""
    for first, (first_name, first_title, first_fault) in enumerate(FAULTS):
        for second_name, second_title, second_fault in FAULTS[first + 1 :]:
            if is_undone(first_name, second_name):
                continue
            draft = apply_fault(second_name, second_fault, make_draft())
            draft = apply_fault(first_name, first_fault, draft)
            yield Case(
                f"order-{first_name}-before-{second_name}",
                f"Both: {first_title}, and {second_title}",
                ask(draft, is_signed=first > AUTHORISATION),
                ("order-of-checks",),
                rules=name_rule(first_name),
            )


REPLACED = (
    ("gas-low", "gas-high", "price"),
    ("no-contracts", "no-validators"),
    ("no-contracts", "target"),
    ("no-contracts", "data"),
    ("call-data", "target"),
    ("call-data", "data"),
    ("keys", "programmable", "price"),
    ("nonce-low", "nonce-used", "nonce-high"),
    ("value", "fee"),
    ("tank-of-user", "paymaster-is-user", "paymaster"),
    ("tank-of-user", "no-contracts"),
    ("fee", "tank-of-user", "paymaster-is-user", "paymaster"),
    ("entry-twice", "slot-twice"),
)


def is_undone(first: str, second: str) -> bool:
    """Whether two faults cannot stand together, because one replaces what the other broke.

    Data that are too large make a large case: they are paired with their neighbours in the order alone.
    """
    if "call-data" in {first, second} and {first, second}.isdisjoint({"paused", "chain"}):
        return True
    return any(first in names and second in names for names in REPLACED)


@cases("transactions/validate")
def limits() -> Iterator[Case]:
    """The accepted side of every limit."""
    draft = make_draft()
    full = change_account(balance=VALUE + GROUP_PRICE * BASE_FEE)
    for name, title, drafted in (
        ("no-deadline", "A transaction without a deadline", change(deadline=None)(draft)),
        ("balance-exact", "A balance of exactly the value and the reserve", full(draft)),
        ("value-zero", "A transfer of nothing", change(value=0)(draft)),
        ("nonce-last", "The last nonce of the window", change(nonce=20)(draft)),
        ("gas-above-price", "A gas limit above the price", change(gas_limit=GROUP_PRICE + 1)(draft)),
        (
            "gas-highest",
            "The highest gas limit",
            change_account(balance=10**18)(change(gas_limit=GAS_LIMIT_MAX)(draft)),
        ),
        (
            "entries-of-both-kinds",
            "One account for reading and for writing, with different slots",
            change(access_list=(make_entry(STRANGER, (SLOT,), READ), make_entry(STRANGER, (OTHER_SLOT,), WRITE)))(
                draft
            ),
        ),
        (
            "slot-under-two-accounts",
            "One slot under two accounts",
            change(access_list=(make_entry(STRANGER, (SLOT,), READ), make_entry(CONTRACT, (SLOT,), READ)))(draft),
        ),
    ):
        yield Case(name, title, ask(drafted), ("boundary",))
    late = ask(change(deadline=0)(draft))
    yield Case("reject-deadline-zero", "A deadline of 0 is one, and has passed", late, ("boundary",))
    in_time = replace(make_transfer(ALICE, STRANGER, 0), deadline=0)
    first_wave = ValidateInput(list_slots(make_state(make_user(ALICE))), CHAIN, 0, sign(in_time, ALICE))
    yield Case("deadline-zero", "A deadline of 0 in wave 0", first_wave, ("boundary",))
    across = change(access_list=(make_entry(STRANGER, (SLOT,), READ), make_entry(STRANGER, (SLOT,), WRITE)))
    yield Case("reject-slot-read-and-written", "One slot in both entries of an account", ask(across(draft)))
    yield Case(
        "reject-entries-before-slots",
        "A slot twice in the first entry, and a third entry that repeats it",
        ask(
            change(access_list=(make_entry(STRANGER, (SLOT, SLOT), READ), make_entry(STRANGER, (OTHER_SLOT,), READ)))(
                draft
            )
        ),
        ("order-of-checks",),
    )
    yield Case(
        "reject-fee-overflow",
        "A base fee at which the reserve does not fit into 128 bits",
        ask(replace(draft, state=make_state(make_contract(), base_fee=2**128 - 1))),
        ("overflow",),
    )


def fill_with_slots(plain: Transaction) -> tuple[Transaction, int]:
    """The transaction with as many slots in its access list as 128 KiB hold, and the bytes that are left then."""
    room = TRANSACTION_SIZE_MAX - len(
        encode(Transaction, replace(plain, access_list=(make_entry(STRANGER, (), READ),)))
    )
    slots = tuple([at.to_bytes(32, "big") for at in range(room // 32)])
    return replace(plain, access_list=(make_entry(STRANGER, slots, READ),)), room - 32 * len(slots)


def sizes_of_deployments(state: Slots) -> Iterator[Case]:
    """Both sides of the size of a deployment, whose data do not count."""
    filled, rest = fill_with_slots(replace(make_transfer(ALICE, bytes(32), 0), tx_type=TransactionType.DEPLOY))
    for name, title, size in (
        ("deploy-size-largest", "128 KiB and data: nothing stands at the seam", rest),
        ("reject-deploy-size", "one byte more than 128 KiB and data", rest + 1),
    ):
        deployed = replace(filled, signature=bytes(size), data=b"\0asm")
        yield Case(
            name,
            f"A deployment of {title}",
            ValidateWireInput(state, CHAIN, WAVE_ID, encode(Transaction, deployed)),
            ("resource-limit",),
        )


@cases("transactions/validate_wire")
def sizes() -> Iterator[Case]:
    """Both sides of the two sizes. The slots of an access list fill a transaction up to the byte that is wanted.

    They are asked as wire forms: such a case carries its bytes once.
    """
    user = make_user(ALICE, balance=10**18)
    state = list_slots(make_state(user, make_contract()))
    listed = replace(make_transfer(ALICE, STRANGER, 1), access_list=(make_entry(STRANGER, (), READ),))
    plain = sign(listed, ALICE)
    filled, rest = fill_with_slots(plain)
    for name, title, size in (
        ("size-largest", "128 KiB", rest),
        ("reject-size", "one byte more than 128 KiB", rest + 1),
    ):
        longer = replace(filled, signature=plain.signature + bytes(size))
        yield Case(
            name,
            f"A transaction of {title}",
            ValidateWireInput(state, CHAIN, WAVE_ID, encode(Transaction, longer)),
            ("resource-limit",),
        )
    yield from sizes_of_deployments(state)
    highest = sign(replace(make_transfer(ALICE, STRANGER, 1), gas_limit=GAS_LIMIT_MAX), ALICE)
    yield Case(
        "gas-highest",
        "At ingress a wave has room for the highest gas limit",
        ValidateWireInput(state, CHAIN, WAVE_ID, encode(Transaction, highest)),
        ("boundary",),
    )
    data = bytes(CALL_DATA_SIZE_MAX)
    called = replace(make_transfer(ALICE, CONTRACT, 1), data=data)
    yield Case(
        "data-largest",
        "Data of 64 KiB to a contract: nothing stands at the seam",
        ValidateWireInput(state, CHAIN, WAVE_ID, encode(Transaction, called)),
        ("resource-limit",),
    )
    both = replace(make_transfer(ALICE, CONTRACT, 1), data=bytes(TRANSACTION_SIZE_MAX))
    yield Case(
        "order-size-before-call-data",
        "The data alone make the transaction too large",
        ValidateWireInput(state, CHAIN, WAVE_ID, encode(Transaction, both)),
        ("order-of-checks",),
    )
    for name, title, tx_type in (
        ("deploy", "a deployment", TransactionType.DEPLOY),
        ("upgrade", "an upgrade", TransactionType.UPGRADE_CONTRACT),
    ):
        deployed = replace(make_transfer(ALICE, bytes(32), 0), data=bytes(CALL_DATA_SIZE_MAX + 1), tx_type=tx_type)
        yield Case(
            f"{name}-data-not-counted",
            f"The data of {title} are exempt: nothing stands at the seam",
            ValidateWireInput(state, CHAIN, WAVE_ID, encode(Transaction, deployed)),
            ("resource-limit",),
        )


@cases("transactions/validate")
def senders() -> Iterator[Case]:
    """Every kind of sender."""
    transfer = make_transfer(ALICE, STRANGER, VALUE)
    for name, title, account in (
        ("user", "A user with one key", make_user(ALICE)),
        ("contract", "A contract", replace(make_contract(ALICE.address, balance=WEALTH))),
        ("unregistered", "A user who has registered no key", replace(make_user(ALICE), auth_keys=NoKeys())),
        ("someone-else", "A user with another key", replace(make_user(BOB), address=ALICE.address)),
    ):
        state = list_slots(make_state(account))
        yield Case(f"sender-{name}", title, ValidateInput(state, CHAIN, WAVE_ID, sign(transfer, ALICE)))
    nobody = list_slots(make_state())
    yield Case(
        "sender-unknown", "An address that the state does not hold", ValidateInput(nobody, CHAIN, WAVE_ID, transfer)
    )
    treasury = replace(transfer, from_=TREASURY_ADDRESS)
    yield Case("sender-treasury", "The treasury", ValidateInput(nobody, CHAIN, WAVE_ID, treasury))


@cases("transactions/validate")
def vesting() -> Iterator[Case]:
    """What is locked pays for nothing: neither the value nor the fee."""
    fee = GAS_LIMIT_MIN * BASE_FEE
    schedule = VestingSchedule(start_wave=WAVE_ID - 10, cliff_waves=0, duration_waves=20, total_amount=WEALTH)
    key = compute_account_key(ALICE.address, AccountSlot.VESTING)
    state = write_slot(make_state(make_user(ALICE)), key, encode(VestingSchedule, schedule))
    free = WEALTH // 2
    for name, title, value in (
        ("vesting-all-unlocked", "All that is unlocked, less the fee", free - fee),
        ("reject-vesting-fee", "One quantum more, which the fee would take from what is locked", free - fee + 1),
        ("vesting-value", "All that is unlocked", free),
        ("reject-vesting-value", "One quantum more than is unlocked", free + 1),
    ):
        transfer = sign(make_transfer(ALICE, STRANGER, value), ALICE)
        yield Case(name, title, ValidateInput(list_slots(state), CHAIN, WAVE_ID, transfer), ("boundary",))


@cases("transactions/validate_wire")
def wires() -> Iterator[Case]:
    """Bytes that are a transaction, and bytes that are not."""
    state = list_slots(make_state(make_user(ALICE)))
    wire = encode(Transaction, sign(make_transfer(ALICE, STRANGER, VALUE), ALICE))
    wrong_chain = encode(Transaction, replace(make_transfer(ALICE, STRANGER, VALUE), chain_id=CHAIN.chain_id + 1))
    for name, title, data in (
        ("accepted", "A signed transfer", wire),
        ("reject-empty", "No bytes", b""),
        ("reject-truncated", "The last byte is missing", wire[:-1]),
        ("reject-trailing", "One byte too many", wire + b"\0"),
        ("reject-type-2", "The vacant tag 2", wire[:-1] + b"\x02"),
        ("reject-type-17", "The vacant tag 17", wire[:-1] + b"\x11"),
        ("reject-type-18", "The vacant tag 18", wire[:-1] + b"\x12"),
        ("reject-type-unknown", "A tag that no type has", wire[:-1] + b"\xff"),
        ("reject-invalid", "A transaction for another chain", wrong_chain),
        ("order-decode-first", "A transaction for another chain with one byte too many", wrong_chain + b"\0"),
    ):
        yield Case(name, title, ValidateWireInput(state, CHAIN, WAVE_ID, data))
