"""Waves run in parallel: any order that respects the conflicts of a wave leaves what the canonical order leaves.

The transactions are real ones of every type, calls of the mock contract among them, and what each may touch is
what `compute_access` says. Each is applied by itself to the slots as they stand when its turn comes, and what it
looks at and changes meanwhile is held against its access set.
"""

from collections import Counter
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pyde_spec.accounts.authorisation import IndexedSignature
from pyde_spec.crypto.provider import Mode, use_mode
from pyde_spec.encoding.encoder import encode
from pyde_spec.execution.access_sets import compute_declared_access, extend_access, validate_access_set
from pyde_spec.execution.conflicts import ConflictEdge, respects_conflicts
from pyde_spec.execution.schedule import PlannedTransaction, compute_groups, compute_wave_graph
from pyde_spec.params.versions import resolve
from pyde_spec.state.overlay import close_wave, open_wave
from pyde_spec.state.slot_keys import (
    AccountSlot,
    SystemSlot,
    compute_account_key,
    compute_storage_key,
    compute_system_key,
)
from pyde_spec.transactions.airdrop_proof import encode_airdrop_claim
from pyde_spec.transactions.application import Applied, apply_transaction
from pyde_spec.transactions.base_fee import GAS_CEILING, compute_next_base_fee
from pyde_spec.transactions.ledger import put_amount
from pyde_spec.transactions.mock_contracts import MockContracts, Script, Trap, WriteSlot
from pyde_spec.transactions.mock_validators import MockValidators
from pyde_spec.transactions.multisig_payload import (
    EmergencyPause,
    EmergencyResume,
    MultisigPayload,
    SignerRole,
    SignerRotation,
    TreasurySpend,
    encode_multisig_payload,
)
from pyde_spec.transactions.native_access import compute_access, compute_touched
from pyde_spec.transactions.native_gas_tanks import GasTankWithdrawal
from pyde_spec.transactions.native_names import (
    NameRegister,
    NameRenew,
    NameTransfer,
    compute_contract_name_key,
)
from pyde_spec.transactions.native_types import CONTRACT_TYPES, NATIVE_TYPES, VALIDATOR_TYPES
from pyde_spec.transactions.system_accounts import AIRDROP_POOL_ADDRESS, TREASURY_ADDRESS
from pyde_spec.transactions.wave import (
    Setting,
    WaveTotals,
    add_to_totals,
    execute_in_context,
    make_wave_context,
    settle_wave,
)
from pyde_spec.transactions.wave_witness import NotingReader
from pyde_spec.types.auth_keys import AuthKeys, SingleKey
from pyde_spec.types.receipt import NotExecuted, Reverted, Success, Trapped
from pyde_spec.types.transaction import Paymaster, TransactionType
from pyde_vectors.transactions.draws import (
    PEOPLE,
    SLOTS,
    Draft,
    Season,
    draw_states,
    draw_transactions,
    finish_drafts,
    get_gifts,
    make_full_state,
)
from pyde_vectors.transactions.mock_waves import PAYMASTER
from pyde_vectors.transactions.order_waves import EMERGENCY_SIGNERS, TREASURY_SIGNERS
from pyde_vectors.transactions.scene import (
    ALICE,
    BASE_FEE,
    BOB,
    CAROL,
    CHAIN,
    CONTRACT,
    ERIN,
    FRANK,
    PYDE,
    STRANGER,
    WEALTH,
    Below,
)
from pyde_vectors.transactions.waves import make_wave

SIGNED = b"\x39"
SEAM_TYPES = CONTRACT_TYPES | VALIDATOR_TYPES
SETTING = Setting(CHAIN, resolve("1.1", "minimal"), MockContracts(), MockValidators())
EXAMPLES = 250


def sign(number, message):
    """A stand-in for FALCON: one signature is everybody's."""
    return SIGNED


waves = draw_transactions(sign, with_seams=True)
states = draw_states().map(dict)
fixed = settings(max_examples=EXAMPLES, derandomize=True, deadline=None, database=None)


@pytest.fixture(scope="module", autouse=True)
def fast():
    """Hashes are taken from the accelerator, which its own tests hold equal to the text."""
    with use_mode(Mode.FAST):
        yield


@dataclass(frozen=True)
class Ran:
    """What one transaction by itself came to: how it was applied, what it changed, what it looked at."""

    applied: Applied
    changes: object
    looked_at: frozenset

    @property
    def changed(self):
        return {write.key for write in self.changes.writes}


def make_context(slots):
    context = make_wave_context(Below(slots), make_wave(), SETTING)
    return replace(context, check=lambda public_key, message, signature: signature == SIGNED)


def run_one(slots, index, transaction, gas_used, context):
    reader = NotingReader(Below(slots))
    applied = apply_transaction(open_wave(reader, context.wave_id), index, transaction, gas_used, context)
    looked_at = frozenset(reader.noted)
    return Ran(applied, close_wave(applied.state), looked_at)


def write_changes(slots, changes):
    for write in changes.writes:
        if write.value is None:
            del slots[write.key]
        else:
            slots[write.key] = write.value


def run_groups(slots, transactions, groups):
    """The wave, group by group: slots, receipts and events as it leaves them, and how each transaction ran.

    The members of a group all see what the groups before have left, and nothing of one another.
    """
    slots, context = dict(slots), make_context(slots)
    ran, totals = {}, WaveTotals(0, 0, 0, 0)
    for group in groups:
        before, used_before = dict(slots), totals.gas_used
        for index in group:
            ran[index] = run_one(before, index, transactions[index], used_before, context)
            write_changes(slots, ran[index].changes)
            totals = add_to_totals(totals, ran[index].applied)
    state = settle_wave(open_wave(Below(slots), context.wave_id), totals, context)
    next_base_fee = compute_next_base_fee(context.base_fee, totals.gas_used)
    write_changes(slots, close_wave(put_amount(state, SystemSlot.BASE_FEE, next_base_fee)))
    canonical = range(len(transactions))
    receipts = tuple([ran[index].applied.receipt for index in canonical])
    events = tuple([event for index in canonical for event in ran[index].changes.events])
    return (slots, receipts, events), ran


def run_in_order(slots, transactions, order):
    """The wave, one after another in this order."""
    return run_groups(slots, transactions, [(index,) for index in order])


def run_canonically(slots, transactions):
    """The wave as the text applies it."""
    slots = dict(slots)
    executed = execute_in_context(Below(dict(slots)), transactions, make_context(slots))
    write_changes(slots, executed.changes)
    return slots, executed.receipts, executed.changes.events


def make_graph(transactions):
    planned = tuple([PlannedTransaction(compute_access(each), each.gas_limit) for each in transactions])
    return compute_wave_graph(planned, GAS_CEILING)


def draw_allowed_order(data, graph):
    """Any order that respects the graph: again and again one of those that wait for nobody."""
    waiting, order = set(range(graph.size)), []
    while waiting:
        held = {edge.later for edge in graph.edges if edge.earlier in waiting}
        order.append(data.draw(st.sampled_from(sorted(waiting - held, reverse=True))))
        waiting.remove(order[-1])
    return tuple(order)


SEEN = Counter()


def count_what_came_of_it(transactions, receipts):
    for transaction, receipt in zip(transactions, receipts, strict=True):
        SEEN[type(receipt.status)] += 1
        if receipt.status == Success():
            SEEN["declared" if transaction.access_list else "undeclared", transaction.tx_type] += 1


@fixed
@given(states, waves, st.data())
def test_any_allowed_order_leaves_what_the_canonical_one_leaves(slots, transactions, data):
    order = draw_allowed_order(data, make_graph(transactions))
    left, _ = run_in_order(slots, transactions, order)
    assert left == run_canonically(slots, transactions)
    SEEN["orders that are not canonical"] += order != tuple(range(len(order)))
    count_what_came_of_it(transactions, left[1])


@fixed
@given(states, waves)
def test_groups_run_from_what_the_groups_before_have_left(slots, transactions):
    groups = compute_groups(make_graph(transactions))
    assert run_groups(slots, transactions, groups)[0] == run_canonically(slots, transactions)
    backwards = [tuple(reversed(group)) for group in groups]
    assert run_groups(slots, transactions, backwards)[0] == run_canonically(slots, transactions)


def find_outside(access, ran):
    """The keys that a transaction looked at or changed and that are not in its set."""
    return (ran.looked_at - {*access.reads, *access.writes}) | (ran.changed - set(access.writes))


@fixed
@given(states, waves)
def test_nothing_is_touched_that_is_not_in_the_access_set(slots, transactions):
    left, ran = run_in_order(slots, transactions, range(len(transactions)))
    count_what_came_of_it(transactions, left[1])
    for index, transaction in enumerate(transactions):
        access = compute_access(transaction)
        validate_access_set(access)
        is_listed = bool(transaction.access_list) or transaction.tx_type is TransactionType.REGISTER_PUBKEY
        assert access.is_undeclared == (not is_listed or transaction.tx_type in SEAM_TYPES)
        if not access.is_undeclared:
            assert find_outside(access, ran[index]) == set()


def test_what_was_drawn_reaches_every_type():
    if not SEEN:
        pytest.skip("nothing was drawn: the tests above did not run")
    declared = {tx_type for tx_type in TransactionType if SEEN["declared", tx_type]}
    assert declared >= set(NATIVE_TYPES) - {TransactionType.REGISTER_PUBKEY}
    assert SEEN["undeclared", TransactionType.REGISTER_PUBKEY]
    assert all(SEEN[status] for status in (Success, Reverted, Trapped, NotExecuted))
    assert SEEN["orders that are not canonical"] > EXAMPLES // 5


def declare(person, tx_type=TransactionType.STANDARD, **fields):
    """A transaction that declares what it touches."""
    return finish_drafts((Draft(person, 0, {"tx_type": tx_type, "gas_limit": 250_000, **fields}, True, False),), sign)[
        0
    ]


def claim(person):
    return declare(person, types.CLAIM_AIRDROP, data=encode_airdrop_claim(get_gifts().make_claim(PEOPLE.index(person))))


def order(person, body, nonce=0):
    signers = EMERGENCY_SIGNERS[:1] if isinstance(body, EmergencyPause | EmergencyResume) else TREASURY_SIGNERS
    entries = tuple([IndexedSignature(at, SIGNED) for at, _ in enumerate(signers)])
    return declare(person, body.tx_type, data=encode_multisig_payload(MultisigPayload(nonce, body, entries)))


def of_record(address):
    return compute_account_key(address, AccountSlot.RECORD)


def of_name(name):
    return compute_contract_name_key(name)


def write_of(person, value):
    return declare(person, to=CONTRACT, value=0, data=encode(Script, (WriteSlot(SLOTS[0], value),)))


def withdraw(person, amount, recipient):
    data = encode(GasTankWithdrawal, GasTankWithdrawal(amount, recipient))
    return declare(person, types.GAS_TANK_WITHDRAW, data=data)


def register(person, name):
    return declare(
        person, types.NAME_REGISTER, data=encode(NameRegister, NameRegister(name, CONTRACT, 1)), value=5 * PYDE
    )


def give_name(person, name, new_owner):
    return declare(person, types.NAME_TRANSFER, data=encode(NameTransfer, NameTransfer(name, new_owner.address)))


def renew(person, name):
    return declare(person, types.NAME_RENEW, data=encode(NameRenew, NameRenew(name, 1)), value=5 * PYDE)


def pay(person, to, value, **fields):
    return declare(person, to=to, value=value, **fields)


def sweep(person):
    return declare(person, types.SWEEP_AIRDROP)


types = TransactionType
FRANK_HAS, FEE = 10 * PYDE, 250_000 * BASE_FEE
SPEND = TreasurySpend(STRANGER, WEALTH, bytes(32))
NEW_SIGNERS = SignerRotation(SignerRole.TREASURY, (ALICE.public_key,), 1)
DEPOSIT = declare(BOB, types.GAS_TANK_DEPOSIT, to=PAYMASTER, value=PYDE)
SPONSORED = pay(ALICE, STRANGER, 1, fee_payer=Paymaster(PAYMASTER), gas_limit=30_000_000)
FILLING = declare(ALICE, to=CONTRACT, value=0, data=encode(Script, (Trap(),)), gas_limit=GAS_CEILING)
SIGNERS_KEY, NONCE_KEY, PAUSE_KEY = (
    compute_system_key(slot)
    for slot in (SystemSlot.MULTISIG_SIGNERS, SystemSlot.MULTISIG_NONCE, SystemSlot.EMERGENCY_PAUSE_END_WAVE)
)
PAIRS = {
    "payee-pays": (pay(ALICE, FRANK.address, PYDE), pay(FRANK, STRANGER, FRANK_HAS), of_record(FRANK.address)),
    "tank-is-filled": (DEPOSIT, SPONSORED, of_record(PAYMASTER)),
    "tank-is-emptied": (
        withdraw(ERIN, 1_000, FRANK.address),
        pay(FRANK, STRANGER, FRANK_HAS - FEE + 1_000),
        of_record(FRANK.address),
    ),
    "name-once": (register(ALICE, "wallet"), register(BOB, "wallet"), of_name("wallet")),
    "name-is-passed-on": (
        give_name(ALICE, "market", CAROL), give_name(CAROL, "market", ERIN), of_name("market"),
    ),
    "name-renewed-twice": (renew(ALICE, "market"), renew(BOB, "market"), of_name("market")),
    "slot-of-a-contract": (write_of(ALICE, b"1"), write_of(BOB, b"2"), compute_storage_key(CONTRACT, SLOTS[0])),
    "treasury-is-emptied": (order(ALICE, SPEND), order(BOB, SPEND, 1), of_record(TREASURY_ADDRESS)),
    "nonce-of-signers": (order(ALICE, SPEND), order(BOB, replace(SPEND, value=1)), NONCE_KEY),
    "signers": (order(ALICE, NEW_SIGNERS), order(BOB, SPEND, 1), SIGNERS_KEY),
    "pause": (order(ALICE, EmergencyPause(3)), pay(BOB, STRANGER, 1), PAUSE_KEY),
    "gas-of-the-wave": (FILLING, pay(BOB, STRANGER, 1), None),
}  # fmt: skip
"""Two transactions that conflict, and a key through which they do; None where none is shared."""


def check_pair(season, first, second, key):
    """The two in their order leave what the wave leaves; the other way round, without their edge, they do not."""
    slots, wave = dict(make_full_state(season)), (first, second)
    graph = make_graph(wave)
    assert graph.edges == (ConflictEdge(0, 1),)
    assert respects_conflicts((1, 0), replace(graph, edges=()))
    whole = run_canonically(slots, wave)
    assert run_in_order(slots, wave, (0, 1))[0] == whole
    assert run_in_order(slots, wave, (1, 0))[0] != whole
    accesses = [compute_access(each) for each in wave]
    shared = {*accesses[0].reads, *accesses[0].writes} & {*accesses[1].reads, *accesses[1].writes}
    assert key is None or key in shared
    assert key is None or any(key in access.writes for access in accesses)


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
def test_an_edge_less_and_the_result_is_another(pair):
    check_pair(Season.CLAIMING, *pair)


def test_an_edge_less_after_the_season_of_claims():
    check_pair(Season.CLOSED, sweep(ALICE), sweep(BOB), of_record(AIRDROP_POOL_ADDRESS))
    swept = order(BOB, replace(SPEND, value=WEALTH + PYDE))
    check_pair(Season.CLOSED, sweep(ALICE), swept, of_record(TREASURY_ADDRESS))


def test_an_edge_less_while_the_chain_is_paused():
    check_pair(Season.PAUSED, order(ALICE, EmergencyResume()), pay(BOB, STRANGER, 1), PAUSE_KEY)


DECLARED = {
    "withdraw": withdraw(ERIN, 1_000, FRANK.address),
    "register": register(ALICE, "wallet"),
    "renew": renew(ALICE, "market"),
    "transfer": give_name(ALICE, "market", CAROL),
    "claim": claim(ALICE),
    "spend": order(ALICE, SPEND),
    "rotate": order(ALICE, NEW_SIGNERS),
    "pause": order(ALICE, EmergencyPause(3)),
    "resume": order(ALICE, EmergencyResume()),
    "sweep": sweep(ALICE),
    "keys": declare(ALICE, types.ROTATE_KEYS, data=encode(AuthKeys, SingleKey(BOB.public_key))),
}


SEASONS = {types.SWEEP_AIRDROP: Season.CLOSED, types.EMERGENCY_RESUME: Season.PAUSED}


@pytest.mark.parametrize("transaction", DECLARED.values(), ids=DECLARED)
def test_what_the_type_touches_is_not_in_the_set_of_what_the_sender_names(transaction):
    """The check of access sets is able to fail: without the keys of its type, each set is too small."""
    season = SEASONS.get(transaction.tx_type, Season.CLAIMING)
    slots = dict(make_full_state(season))
    ran = run_one(slots, 0, transaction, 0, make_context(slots))
    assert ran.applied.receipt.status == Success()
    assert find_outside(compute_access(transaction), ran) == set()
    reads, writes = compute_touched(transaction)
    named = extend_access(compute_declared_access(transaction), (PAUSE_KEY,), ())
    outside = find_outside(named, ran)
    assert outside
    assert outside <= {*reads, *writes}
    assert set(writes) <= ran.changed | {of_record(FRANK.address)}
