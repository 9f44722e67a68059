"""Drawn waves: transactions of every type over one state in which each of them can succeed.

They are drawn for the runner's fuzzing, where people sign for real, and for the properties that the tests
check, where a stand-in signs. So who draws says how a person signs a message. Most of what is drawn is
valid, so that waves have an effect, and each thing that may be wrong with a transaction comes now and then.

What may be in many forms is in few: people, names, slots and amounts are drawn from short lists, so that
transactions meet.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from typing import Any

from pyde_spec.accounts.authorisation import IndexedSignature
from pyde_spec.accounts.name_registry import NameRecord
from pyde_spec.accounts.record import AccountType, get_empty_account
from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import U128, shape_of
from pyde_spec.state.overlay import write_slot
from pyde_spec.state.slot_keys import (
    AccountSlot,
    SystemSlot,
    compute_account_key,
    compute_storage_key,
    compute_system_key,
)
from pyde_spec.transactions.airdrop_proof import AirdropLeaf, encode_airdrop_claim
from pyde_spec.transactions.base_fee import GAS_CEILING
from pyde_spec.transactions.fee_payers import get_sponsor
from pyde_spec.transactions.ledger import put_count
from pyde_spec.transactions.mock_contracts import Emit, Pay, Revert, Script, Trap, UseGas, WriteSlot
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
from pyde_spec.transactions.native_gas_tanks import GasTankWithdrawal
from pyde_spec.transactions.native_names import NameRegister, NameRenew, NameTransfer, put_name_record
from pyde_spec.transactions.payloads import decode_payload
from pyde_spec.transactions.system_accounts import AIRDROP_POOL_ADDRESS, TREASURY_ADDRESS
from pyde_spec.transactions.vesting import VestingSchedule
from pyde_spec.types.auth_keys import AuthKeys, NoKeys, SingleKey
from pyde_spec.types.transaction import (
    AccessEntry,
    AccessList,
    AccessType,
    GasTank,
    Paymaster,
    Sender,
    Transaction,
    TransactionType,
)
from pyde_spec.types.transaction_hash import compute_transaction_hash
from pyde_vectors.transactions.airdrop_samples import AirdropTree, build_tree
from pyde_vectors.transactions.mock_waves import ASKING_PRICE, PAYMASTER
from pyde_vectors.transactions.order_waves import EMERGENCY_SIGNERS, TREASURY_SIGNERS, make_scene
from pyde_vectors.transactions.questions import ValidateInput, ValidateWireInput, WaveInput
from pyde_vectors.transactions.scene import (
    ALICE,
    BOB,
    CAROL,
    CHAIN,
    CONTRACT,
    DAVE,
    ERIN,
    FRANK,
    PYDE,
    STRANGER,
    WEALTH,
    Person,
    Slots,
    list_slots,
    make_contract,
    make_transfer,
    make_user,
    put_accounts,
    sign_message,
)
from pyde_vectors.transactions.waves import NOBODY, WAVE_ID, make_wave
from pyde_vectors.wire_marks import find_marks

SignMessage = Callable[[int, bytes], bytes]
"""How the person of this number signs a message."""

SENDERS = (ALICE, BOB, CAROL, ERIN, FRANK)
PEOPLE = (*SENDERS, DAVE)
PAYEES = (STRANGER, TREASURY_ADDRESS, *[person.address for person in PEOPLE])
ADDRESSES = (CONTRACT, PAYMASTER, *PAYEES)
AMOUNTS = (1, 5, 500, PYDE, 2 * PYDE, 9 * PYDE, WEALTH // 2, WEALTH, 0, 2**128 - 1)
OWNERS = {"market": ALICE, "bazaar": BOB, "harbour": CAROL, "library": ERIN}
"""Who owns which name; another one is free."""
NAMES = ("wallet", *OWNERS)
NAME_FEES = (*[5 * PYDE] * 5, 4 * PYDE)
GAS_LIMITS = (*[250_000] * 20, 20_999, GAS_CEILING // 2, GAS_CEILING)
DIGEST = bytes([0xD1]) * 32
SLOTS = (bytes([0x51]) * 32, bytes([0x52]) * 32, BOB.address)
"""Slots of a contract; one is named by a person, for whom the contract pays when it holds something."""
SOMETHING: AccessList = (AccessEntry(bytes([0xEE]) * 32, (), AccessType.READ),)
"""An access list that names what nobody touches. Who has one has declared everything."""
FORGED = b"\x39\x00"
WAVE_SIZE_MAX = 7

Fields = dict[str, Any]


@cache
def get_gifts() -> AirdropTree:
    """The airdrop: a gift to each of the people."""
    return build_tree(tuple([AirdropLeaf(at, who.address, PYDE) for at, who in enumerate(PEOPLE)]), 3)


class Season(Enum):
    """What cannot be at one time: gifts are claimed; the time for that is over; the chain is paused."""

    CLAIMING = "claiming"
    CLOSED = "closed"
    PAUSED = "paused"


@cache
def make_full_state(season: Season) -> Slots:
    """A state in which every type can succeed whose season it is."""
    pool = replace(get_empty_account(AIRDROP_POOL_ADDRESS), account_type=AccountType.SYSTEM, balance=4 * PYDE)
    state = put_accounts(
        make_scene(),
        make_user(CAROL),
        replace(make_user(DAVE), auth_keys=NoKeys()),
        replace(make_user(ERIN), gas_tank=1_000),
        replace(make_user(FRANK, 10 * PYDE), gas_tank=1_000),
        make_contract(balance=300, gas_tank=PYDE),
        make_contract(PAYMASTER, gas_tank=PYDE),
        pool,
    )
    schedule = VestingSchedule(start_wave=0, cliff_waves=1, duration_waves=2 * WAVE_ID, total_amount=WEALTH)
    schedule_key = compute_account_key(CAROL.address, AccountSlot.VESTING)
    state = write_slot(state, schedule_key, encode(VestingSchedule, schedule))
    for sponsor in (CONTRACT, PAYMASTER):
        state = write_slot(state, compute_storage_key(sponsor, ALICE.address), ASKING_PRICE)
    state = write_slot(state, compute_system_key(SystemSlot.AIRDROP_ROOT), get_gifts().root)
    for name, owner in OWNERS.items():
        state = put_name_record(state, name, NameRecord(owner.address, CONTRACT, WAVE_ID + 2, None))
    if season is Season.PAUSED:
        state = put_count(state, SystemSlot.EMERGENCY_PAUSE_END_WAVE, WAVE_ID + 1)
    deadline = WAVE_ID - 1 if season is Season.CLOSED else WAVE_ID
    return list_slots(put_count(state, SystemSlot.AIRDROP_DEADLINE, deadline))


def draw_native_fields(sender: Person) -> Any:
    """The fields that make a transaction of the sender's one of the native types, orders apart."""
    from hypothesis import strategies as st

    amounts = st.sampled_from(AMOUNTS)
    transfers = st.fixed_dictionaries({"to": st.sampled_from(PAYEES), "value": amounts})
    deposits = st.fixed_dictionaries(
        {"tx_type": st.just(TransactionType.GAS_TANK_DEPOSIT), "to": st.sampled_from(ADDRESSES), "value": amounts}
    )
    withdrawals = st.builds(GasTankWithdrawal, st.sampled_from((1, 500, 1_000, PYDE)), st.sampled_from(ADDRESSES))
    keys = st.sampled_from(PEOPLE).map(lambda who: SingleKey(who.public_key))
    own_gift = PEOPLE.index(sender)
    claims = st.sampled_from((own_gift, own_gift, 0)).map(lambda at: get_gifts().make_claim(at))
    return draw_by_turns(
        *[transfers] * 6,
        *[deposits] * 2,
        withdrawals.map(lambda payload: carry(TransactionType.GAS_TANK_WITHDRAW, encode(GasTankWithdrawal, payload))),
        *[draw_name_fields(sender)] * 3,
        keys.map(lambda payload: carry(TransactionType.ROTATE_KEYS, encode(AuthKeys, payload))),
        claims.map(lambda payload: carry(TransactionType.CLAIM_AIRDROP, encode_airdrop_claim(payload))),
        st.just(carry(TransactionType.SWEEP_AIRDROP, b"")),
    )


def draw_name_fields(sender: Person) -> Any:
    """The fields that make a transaction of the sender's one about a name."""
    from hypothesis import strategies as st

    types = TransactionType
    fees, names = st.sampled_from(NAME_FEES), st.sampled_from(NAMES)
    targets = st.sampled_from((CONTRACT, PAYMASTER, STRANGER))
    own = st.sampled_from([name for name, owner in OWNERS.items() if owner is sender] or NAMES)
    registrations = st.builds(NameRegister, st.sampled_from(("wallet", *NAMES)), targets, st.just(1))
    return st.one_of(
        st.builds(
            lambda payload, fee: carry(types.NAME_REGISTER, encode(NameRegister, payload), fee), registrations, fees
        ),
        st.builds(lambda name, fee: carry(types.NAME_RENEW, encode(NameRenew, NameRenew(name, 1)), fee), names, fees),
        st.builds(
            lambda name, to: carry(types.NAME_TRANSFER, encode(NameTransfer, NameTransfer(name, to))),
            own,
            st.sampled_from(ADDRESSES),
        ),
    )


def carry(tx_type: TransactionType, data: bytes, value: int = 0) -> Fields:
    """The fields of a transaction that says all in its data and is sent to nobody."""
    return {"tx_type": tx_type, "to": NOBODY, "value": value, "data": data}


def draw_order_fields(sign_message: SignMessage) -> Any:
    """The fields of an order, signed by whoever has to sign it and now and then by others, nonces near the first."""
    from hypothesis import strategies as st

    roles, keys = st.sampled_from(SignerRole), st.just((ALICE.public_key,))
    resume = st.just(EmergencyResume())
    bodies = draw_by_turns(
        st.builds(TreasurySpend, st.sampled_from(ADDRESSES), st.sampled_from(AMOUNTS), st.just(DIGEST)),
        st.builds(SignerRotation, roles, keys, st.just(1)),
        st.builds(EmergencyPause, st.sampled_from((3, 1, 0))),
        *[resume] * 2,
    )

    def sign_order(body: MultisigBody, nonce: int, is_swapped: bool) -> Fields:
        role = SignerRole.EMERGENCY if isinstance(body, EmergencyPause | EmergencyResume) else SignerRole.TREASURY
        role = body.role if isinstance(body, SignerRotation) else role
        by_treasury = (role is SignerRole.TREASURY) is not is_swapped
        signers = TREASURY_SIGNERS if by_treasury else EMERGENCY_SIGNERS[:1]
        message = compute_multisig_message(CHAIN.chain_id, nonce, body)
        entries = [IndexedSignature(at, sign_message(who.number, message)) for at, who in enumerate(signers)]
        data = encode_multisig_payload(MultisigPayload(nonce, body, tuple(entries)))
        return carry(body.tx_type, data)

    return st.builds(sign_order, bodies, st.sampled_from((0, 0, 1)), st.sampled_from((False, False, False, True)))


def draw_seam_fields() -> Any:
    """The fields of calls with scripts, with all that they touch declared, and of what stops at the seams."""
    from hypothesis import strategies as st

    addresses, amounts = st.sampled_from(ADDRESSES), st.sampled_from((0, 1, 300, 500, PYDE))
    steps = st.one_of(
        st.builds(UseGas, st.sampled_from((0, 1_000, 10**6, GAS_CEILING // 2))),
        st.builds(WriteSlot, st.sampled_from(SLOTS), st.sampled_from((b"1", b"2"))),
        st.just(Emit(DIGEST, b"said")),
        st.builds(Pay, addresses, amounts),
        st.just(Revert(b"no")),
        st.just(Trap()),
    )

    def make_call(script: list[Any], to: bytes, value: int, payer: Any) -> Fields:
        return {"to": to, "value": value, "data": encode(Script, tuple(script)), "fee_payer": payer}

    payers = st.sampled_from((Sender(), Sender(), GasTank(), Paymaster(PAYMASTER), Paymaster(CONTRACT)))
    calls = st.builds(make_call, st.lists(steps, max_size=4), st.sampled_from((CONTRACT, PAYMASTER)), amounts, payers)
    sponsored = st.builds(
        lambda to, payer: {"to": to, "value": 1, "fee_payer": payer}, addresses, st.just(Paymaster(PAYMASTER))
    )
    others = st.sampled_from(
        (
            carry(TransactionType.DEPLOY, b"code", 5),
            carry(TransactionType.STAKE_DEPOSIT, b"", 7),
            carry(TransactionType.STAKE_WITHDRAW, encode(U128, 7)),
        )
    )
    return draw_by_turns(calls, calls, sponsored, others)


@dataclass(frozen=True, slots=True)
class Draft:
    """What is drawn of a transaction: who sends it, how far its nonce lies off the next, the rest, and its faults."""

    sender: Person
    ahead: int
    fields: Fields
    is_declared: bool
    is_forged: bool


REGISTRATION = Draft(
    DAVE,
    0,
    {
        "tx_type": TransactionType.REGISTER_PUBKEY,
        "data": DAVE.public_key,
        "gas_limit": 0,
        "nonce": 0,
        "signature": b"",
    },
    is_declared=False,
    is_forged=False,
)
"""The one draft that nobody signs."""


def draw_draft(sender: Person, sign_message: SignMessage, with_seams: bool) -> Any:
    """A draft of this sender's. Most declare what they touch; a few are wrong in one way or another."""
    from hypothesis import strategies as st

    native, orders, at_seams = draw_native_fields(sender), draw_order_fields(sign_message), draw_seam_fields()
    contents = draw_by_turns(native, native, native, native, orders, at_seams if with_seams else native)
    fields = st.tuples(st.sampled_from(GAS_LIMITS), contents).map(lambda drawn: {"gas_limit": drawn[0], **drawn[1]})
    return st.builds(
        Draft,
        st.just(sender),
        st.sampled_from((*[0] * 17, 1, -1, 16)),
        fields,
        st.sampled_from((*[True] * 9, False)),
        st.sampled_from((*[False] * 19, True)),
    )


def draw_drafts(sign_message: SignMessage, with_seams: bool) -> Any:
    """One to seven drafts, of different senders for the most part."""
    from hypothesis import strategies as st

    by_sender = {sender: draw_draft(sender, sign_message, with_seams) for sender in PEOPLE}

    def draw_from(senders: list[Person]) -> Any:
        first = senders[0]
        drafts = [
            draw_by_turns(*[by_sender[sender]] * 8, by_sender[first], st.just(REGISTRATION)) for sender in senders
        ]
        return st.tuples(*drafts)

    sizes = st.integers(1, WAVE_SIZE_MAX)
    senders = st.tuples(st.permutations((*PEOPLE, ALICE)), sizes).map(lambda drawn: drawn[0][: drawn[1]])
    return senders.flatmap(draw_from)


def draw_by_turns(*strategies: Any) -> Any:
    """One of these strategies; the more often it stands there, the more often it is drawn from."""
    from hypothesis import strategies as st

    return st.integers(0, len(strategies) - 1).flatmap(lambda turn: strategies[turn])


def finish_drafts(drafts: tuple[Draft, ...], sign_message: SignMessage) -> tuple[Transaction, ...]:
    """The transactions of drafts in this order: numbered, listed and signed."""
    sent: Counter[bytes] = Counter()
    finished = []
    for draft in drafts:
        nonce = max(sent[draft.sender.address] + draft.ahead, 0)
        sent[draft.sender.address] += draft is not REGISTRATION
        bare = replace(make_transfer(draft.sender, NOBODY, 0, nonce), **draft.fields)
        listed = replace(bare, access_list=list_touched(bare)) if draft.is_declared else bare
        signature = FORGED if draft.is_forged else sign_message(draft.sender.number, compute_transaction_hash(listed))
        finished.append(replace(listed, **{"signature": signature, **draft.fields}))
    return tuple(finished)


def list_touched(transaction: Transaction) -> AccessList:
    """An access list that names all that a sender has to name.

    What a script reaches: the slots that it writes and the accounts that it pays. And the slot in which a
    sponsor keeps that it pays for the sender.
    """
    is_call = transaction.tx_type is TransactionType.STANDARD and transaction.data
    steps = decode_payload(Script, transaction) if is_call else ()
    written = {step.slot for step in steps if isinstance(step, WriteSlot)}
    entries = [AccessEntry(transaction.to, tuple(sorted(written)), AccessType.READ_WRITE)] if written else []
    paid = {step.to for step in steps if isinstance(step, Pay)} - {transaction.to}
    entries += [AccessEntry(address, (), AccessType.READ_WRITE) for address in sorted(paid)]
    sponsor = get_sponsor(transaction)
    if sponsor is not None and not (sponsor == transaction.to and transaction.from_ in written):
        entries.append(AccessEntry(sponsor, (transaction.from_,), AccessType.READ))
    return tuple(entries) or SOMETHING


def draw_transactions(sign_message: SignMessage, with_seams: bool) -> Any:
    """The transactions of a wave, in canonical order."""
    return draw_drafts(sign_message, with_seams).map(lambda drafts: finish_drafts(drafts, sign_message))


def draw_states() -> Any:
    """One of the states; few of them are paused, where little happens."""
    from hypothesis import strategies as st

    seasons = (*[Season.CLAIMING, Season.CLOSED] * 2, Season.PAUSED)
    return st.sampled_from(seasons).map(make_full_state)


def draw_wave_inputs(with_seams: bool) -> Any:
    """Waves over one of the states, signed for real."""
    from hypothesis import strategies as st

    waves = draw_transactions(sign_message, with_seams).map(lambda transactions: make_wave(*transactions))
    return st.builds(WaveInput, draw_states(), st.just(CHAIN), waves)


def draw_validate_inputs(with_seams: bool) -> Any:
    """Transactions over one of the states, signed for real: the last of a wave, as if it stood alone."""
    from hypothesis import strategies as st

    last = draw_transactions(sign_message, with_seams).map(lambda transactions: transactions[-1])
    waves = st.sampled_from((WAVE_ID, WAVE_ID, WAVE_ID + 1))
    return st.builds(ValidateInput, draw_states(), st.just(CHAIN), waves, last)


def draw_wire_inputs() -> Any:
    """The wire forms of such transactions over one of the states; one in two has a mutation."""
    from hypothesis import strategies as st

    from pyde_vectors.strategies import mutations_of

    def draw_wire(given: ValidateInput) -> Any:
        wire, marks = encode(Transaction, given.transaction), find_marks(shape_of(Transaction), given.transaction)
        wires = st.one_of(st.just(wire), mutations_of(wire, marks))
        return wires.map(lambda wire: ValidateWireInput(given.state, given.chain, given.wave_id, wire))

    return draw_validate_inputs(with_seams=False).flatmap(draw_wire)
