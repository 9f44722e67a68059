"""Ten thousand random waves: no money is made or lost, no nonce is used twice, and nothing depends on chance.

Chains of up to fifty waves. Signatures are stood in for, since no rule but one looks at them, and
hashes are taken from the accelerator, which its own tests hold equal to the text.
"""

from collections import Counter
from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from pyde_spec.accounts.record import AccountRecord
from pyde_spec.crypto.provider import Mode, use_mode
from pyde_spec.encoding.decoder import decode
from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import U128
from pyde_spec.params.versions import resolve
from pyde_spec.state.slot_keys import SystemSlot, compute_system_key
from pyde_spec.transactions.airdrop_proof import encode_airdrop_claim
from pyde_spec.transactions.mock_contracts import Emit, MockContracts, Pay, Revert, Script, Trap, UseGas, WriteSlot
from pyde_spec.transactions.mock_validators import MockValidators
from pyde_spec.transactions.native_gas_tanks import GasTankWithdrawal
from pyde_spec.transactions.native_names import NameRegister, NameRenew, NameTransfer
from pyde_spec.transactions.system_accounts import SYSTEM_ADDRESSES
from pyde_spec.transactions.wave import Setting, execute_in_context, make_wave_context
from pyde_spec.types.auth_keys import AuthKeys, SingleKey
from pyde_spec.types.receipt import NotExecuted
from pyde_spec.types.transaction import GasTank, Paymaster, Sender, TransactionType
from pyde_vectors.transactions.draws import draw_order_fields
from pyde_vectors.transactions.mock_waves import PAYMASTER, make_scene
from pyde_vectors.transactions.order_waves import make_scene as make_order_scene
from pyde_vectors.transactions.scene import (
    ALICE,
    BOB,
    CAROL,
    CHAIN,
    CONTRACT,
    DAVE,
    PYDE,
    STRANGER,
    Below,
    list_slots,
    make_transfer,
)
from pyde_vectors.transactions.wave_traces import GIFTS, make_long_state
from pyde_vectors.transactions.waves import make_wave

CHAINS, WAVES = 230, 50
SIGNED, UNSIGNED = b"\x39", b"\x39\x00"
PEOPLE = (ALICE, BOB, CAROL, DAVE)
ADDRESSES = (STRANGER, CONTRACT, PAYMASTER, *SYSTEM_ADDRESSES, *[person.address for person in PEOPLE])
SETTING = Setting(CHAIN, resolve("1.1", "minimal"), MockContracts(), MockValidators())
RECORD_SIZE = 143

amounts = st.sampled_from((1, 0, 7, 500, 501, PYDE, 10 * PYDE, 10**15, 2**128 - 1))
addresses = st.sampled_from(ADDRESSES)
names = st.sampled_from(("a", "bc", "wallet"))
steps = st.one_of(
    st.builds(UseGas, st.sampled_from((0, 1_000, 10**6))),
    st.builds(WriteSlot, st.sampled_from([person.address for person in PEOPLE]), st.just(b"1")),
    st.just(Emit(bytes(32), b"")),
    st.builds(Pay, addresses, amounts),
    st.just(Revert(b"")),
    st.just(Trap()),
)
"""A contract that writes a slot named by a person pays for that person from then on."""


def with_data(tx_type, data, to=bytes(32), value=0):
    return {"tx_type": tx_type, "data": data, "to": to, "value": value}


types = TransactionType
fee_values = st.sampled_from((5 * PYDE, 500 * PYDE, 1_000 * PYDE))
contents = st.one_of(
    st.builds(lambda to, value: with_data(types.STANDARD, b"", to, value), addresses, amounts),
    st.builds(
        lambda script, to, value: with_data(types.STANDARD, encode(Script, tuple(script)), to, value),
        st.lists(steps, max_size=4),
        st.sampled_from((CONTRACT, PAYMASTER)),
        amounts,
    ),
    st.builds(lambda to, value: with_data(types.GAS_TANK_DEPOSIT, b"", to, value), addresses, amounts),
    st.builds(
        lambda to, amount: with_data(types.GAS_TANK_WITHDRAW, encode(GasTankWithdrawal, GasTankWithdrawal(amount, to))),
        addresses,
        amounts,
    ),
    st.builds(
        lambda name, to, value: with_data(
            types.NAME_REGISTER, encode(NameRegister, NameRegister(name, to, 1)), value=value
        ),
        names,
        addresses,
        fee_values,
    ),
    st.builds(
        lambda name, value: with_data(types.NAME_RENEW, encode(NameRenew, NameRenew(name, 1)), value=value),
        names,
        fee_values,
    ),
    st.builds(
        lambda name, to: with_data(types.NAME_TRANSFER, encode(NameTransfer, NameTransfer(name, to))), names, addresses
    ),
    st.builds(lambda at: with_data(types.CLAIM_AIRDROP, encode_airdrop_claim(GIFTS.make_claim(at))), st.integers(0, 3)),
    st.just(with_data(types.SWEEP_AIRDROP, b"")),
    st.builds(
        lambda who: with_data(types.ROTATE_KEYS, encode(AuthKeys, SingleKey(who.public_key))), st.sampled_from(PEOPLE)
    ),
    st.builds(lambda value: with_data(types.DEPLOY, b"code", value=value), amounts),
    st.builds(lambda value: with_data(types.STAKE_DEPOSIT, b"", value=value), amounts),
    st.builds(lambda value: with_data(types.STAKE_WITHDRAW, encode(U128, value)), amounts),
    draw_order_fields(lambda number, message: SIGNED),
    st.just({**with_data(types.REGISTER_PUBKEY, DAVE.public_key), "gas_limit": 0, "nonce": 0, "signature": b""}),
)
transactions = st.builds(
    lambda sender, ahead, gas, payer, signature, content: (
        sender,
        ahead,
        {"gas_limit": gas, "fee_payer": payer, "signature": signature, **content},
    ),
    st.sampled_from(PEOPLE),
    st.sampled_from((0, 0, 0, 0, 0, 1, 1, 2, 15, 16)),
    st.sampled_from((200_000, 200_000, 200_000, 200_000, 21_000, 1_600_000_000)),
    st.sampled_from((*[Sender()] * 8, GasTank(), Paymaster(PAYMASTER))),
    st.sampled_from((*[SIGNED] * 9, UNSIGNED)),
    contents,
)


def check_signature(public_key, message, signature):
    """A stand-in for FALCON: one signature is everybody's."""
    return signature == SIGNED


class RandomWaves(RuleBasedStateMachine):
    """A chain, wave after wave."""

    @initialize()
    def begin(self):
        scenes = (make_scene(), make_order_scene(), make_long_state())
        self.slots = {key: value for scene in scenes for key, value in list_slots(scene)}
        self.put_supply()
        self.wave_id = 0
        self.used = Counter()
        self.executed = 0

    def put_supply(self):
        """The two scenes each count their own money; together they hold all of it."""
        key = compute_system_key(SystemSlot.SUPPLY)
        self.slots[key] = encode(U128, sum(self.get_money()))

    def get_records(self):
        return [decode(AccountRecord, leaf) for leaf in self.slots.values() if len(leaf) == RECORD_SIZE]

    def get_money(self):
        return [record.balance + record.gas_tank for record in self.get_records()]

    def get_counter(self, slot):
        leaf = self.slots.get(compute_system_key(slot))
        return 0 if leaf is None else decode(U128, leaf)

    def make(self, sender, ahead, fields):
        [base] = [record.nonce.base for record in self.get_records() if record.address == sender.address] or [0]
        drafted = make_transfer(sender, STRANGER, 0, base + ahead)
        return replace(drafted, **fields)

    @rule(drafts=st.lists(transactions, min_size=1, max_size=4))
    def apply_wave(self, drafts):
        wave = make_wave(*[self.make(*draft) for draft in drafts], wave_id=self.wave_id)
        below = Below(dict(self.slots))
        context = replace(make_wave_context(below, wave, SETTING), check=check_signature)
        executed = execute_in_context(below, wave.transactions, context)
        assert executed == execute_in_context(Below(dict(reversed(self.slots.items()))), wave.transactions, context)
        for transaction, receipt in zip(wave.transactions, executed.receipts, strict=True):
            if not isinstance(receipt.status, NotExecuted) and transaction.tx_type is not types.REGISTER_PUBKEY:
                self.used[transaction.from_, transaction.nonce] += 1
                self.executed += 1
            assert receipt.gas_used <= transaction.gas_limit
            assert receipt.fee_paid == receipt.gas_used * context.base_fee
        for write in executed.changes.writes:
            if write.value is None:
                del self.slots[write.key]
            else:
                self.slots[write.key] = write.value
        self.wave_id += 1

    @invariant()
    def money_is_conserved(self):
        if hasattr(self, "slots"):
            supply, burned = self.get_counter(SystemSlot.SUPPLY), self.get_counter(SystemSlot.TOTAL_BURNED)
            assert supply - burned == sum(self.get_money())

    @invariant()
    def no_nonce_is_used_twice(self):
        assert max(getattr(self, "used", Counter()).values(), default=0) <= 1

    @invariant()
    def no_amount_is_negative(self):
        if hasattr(self, "slots"):
            assert all(record.balance >= 0 and record.gas_tank >= 0 for record in self.get_records())

    def teardown(self):
        SEEN["waves"] += getattr(self, "wave_id", 0)
        SEEN["executed"] += getattr(self, "executed", 0)


SEEN = Counter()


def test_random_waves_keep_the_money_and_the_nonces():
    SEEN.clear()
    fixed = settings(max_examples=CHAINS, stateful_step_count=WAVES, derandomize=True, deadline=None, database=None)
    with use_mode(Mode.FAST):
        run_state_machine_as_test(RandomWaves, settings=fixed)
    assert SEEN["waves"] >= 10_000
    assert SEEN["executed"] > SEEN["waves"] // 2


def test_a_lost_quantum_is_noticed():
    machine = RandomWaves()
    machine.begin()
    machine.money_is_conserved()
    for key, leaf in machine.slots.items():
        if len(leaf) == RECORD_SIZE and decode(AccountRecord, leaf).balance:
            record = decode(AccountRecord, leaf)
            machine.slots[key] = encode(AccountRecord, replace(record, balance=record.balance - 1))
            break
    try:
        machine.money_is_conserved()
    except AssertionError:
        return
    raise AssertionError("a quantum went missing and nothing noticed")
