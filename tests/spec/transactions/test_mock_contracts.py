"""The mock of the chapters on contracts."""

from dataclasses import replace

import pytest

from pyde_spec.accounts.addresses import compute_create_address
from pyde_spec.accounts.record import AccountType
from pyde_spec.crypto.poseidon2 import compute_poseidon2_hash
from pyde_spec.encoding.encoder import encode
from pyde_spec.params.versions import resolve
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.state.overlay import count_events_of_transaction, get_slot, open_call, open_transaction, write_slot
from pyde_spec.state.slot_keys import AccountSlot, compute_account_key, compute_storage_key
from pyde_spec.transactions.context import ContractSeam
from pyde_spec.transactions.ledger import get_record
from pyde_spec.transactions.mock_contracts import (
    CALL_GAS,
    SCRIPT_BYTES_CAP,
    SCRIPT_CAP,
    Emit,
    MockContracts,
    Pay,
    Revert,
    Script,
    Trap,
    UseGas,
    WriteSlot,
)
from pyde_spec.transactions.wave import Setting, make_wave_context
from pyde_spec.types.receipt import Reverted, Success, Trapped
from pyde_spec.types.transaction import GasTank, Paymaster, TransactionType
from pyde_vectors.transactions.scene import (
    ALICE,
    BOB,
    CHAIN,
    CONTRACT,
    STRANGER,
    WEALTH,
    Below,
    make_contract,
    make_state,
    make_transfer,
    make_user,
)
from pyde_vectors.transactions.waves import make_wave

MOCK: ContractSeam = MockContracts()
SLOT, TOPIC = bytes([1]) * 32, bytes([2]) * 32
GAS, HELD = 100_000, 300
CONTEXT = make_wave_context(Below({}), make_wave(), Setting(CHAIN, resolve("1.1", "minimal"), MOCK))


@pytest.fixture
def state():
    return open_call(open_transaction(make_state(make_user(ALICE), make_contract(balance=HELD)), 0))


def call(*steps, value=0):
    return replace(make_transfer(ALICE, CONTRACT, value), data=encode(Script, steps))


def apply(state, *steps, value=0, gas=GAS):
    return MOCK.apply(state, call(*steps, value=value), gas, CONTEXT)


def reject(reason, ask, *arguments):
    with pytest.raises(Rejected) as rejection:
        ask(*arguments)
    assert rejection.value.reason is reason


def test_a_call_that_does_nothing_costs_its_price(state):
    outcome = apply(state)
    assert (outcome.status, outcome.gas_used, outcome.state) == (Success(), CALL_GAS, apply(state).state)
    assert (outcome.to_treasury, outcome.deployed, outcome.return_data) == (0, None, b"")
    assert get_record(outcome.state, CONTRACT).balance == HELD


def test_the_value_is_the_contracts_before_the_first_step(state):
    outcome = apply(state, Pay(STRANGER, HELD + 7), value=7)
    balances = [get_record(outcome.state, address).balance for address in (ALICE.address, CONTRACT, STRANGER)]
    assert (outcome.status, balances) == (Success(), [WEALTH - 7, 0, HELD + 7])


def test_steps_are_carried_out_in_order(state):
    outcome = apply(state, WriteSlot(SLOT, b"1"), UseGas(1_000), WriteSlot(SLOT, b"2"), Emit(TOPIC, b"x"), UseGas(9))
    assert get_slot(outcome.state, compute_storage_key(CONTRACT, SLOT)) == b"2"
    assert count_events_of_transaction(outcome.state) == 1
    [event] = outcome.state.overlays[-1].events
    assert (event.contract, event.topics, event.data) == (CONTRACT, (TOPIC,), b"x")
    assert (outcome.status, outcome.gas_used) == (Success(), CALL_GAS + 1_009)


def test_all_gas_that_there_is_and_one_more(state):
    assert apply(state, UseGas(GAS - CALL_GAS)).status == Success()
    outcome = apply(state, UseGas(1), UseGas(GAS - CALL_GAS))
    assert (outcome.status, outcome.gas_used) == (Trapped(), GAS)


def test_a_trap_takes_all_the_gas(state):
    outcome = apply(state, UseGas(5), Trap(), Revert(b"not reached"))
    assert (outcome.status, outcome.gas_used, outcome.return_data) == (Trapped(), GAS, b"")


def test_a_payment_that_is_not_there_traps(state):
    assert apply(state, Pay(STRANGER, HELD)).status == Success()
    assert apply(state, Pay(STRANGER, HELD + 1)).status == Trapped()


def test_a_revert_says_why_and_keeps_the_rest_of_the_gas(state):
    outcome = apply(state, UseGas(5), Revert(b"no"), Trap())
    assert (outcome.status, outcome.gas_used, outcome.return_data) == (Reverted(), CALL_GAS + 5, b"no")


def test_a_deployment_makes_a_contract_of_its_data(state):
    deployment = replace(make_transfer(ALICE, bytes(32), 5, nonce=3), data=b"code", tx_type=TransactionType.DEPLOY)
    outcome = MOCK.apply(state, deployment, GAS, CONTEXT)
    address = compute_create_address(ALICE.address, 3)
    record = get_record(outcome.state, address)
    assert (outcome.status, outcome.gas_used, outcome.deployed) == (Success(), CALL_GAS, address)
    assert (record.account_type, record.balance) == (AccountType.CONTRACT, 5)
    assert record.code_hash == compute_poseidon2_hash(b"code")
    assert get_slot(outcome.state, compute_account_key(address, AccountSlot.CODE)) == b"code"
    assert get_record(outcome.state, ALICE.address).balance == WEALTH - 5


@pytest.mark.parametrize("tx_type", [TransactionType.PAUSE_CONTRACT, TransactionType.KILL_CONTRACT])
def test_the_life_of_a_contract_changes_nothing(state, tx_type):
    outcome = MOCK.apply(state, replace(call(), tx_type=tx_type), GAS, CONTEXT)
    assert (outcome.status, outcome.gas_used, outcome.state) == (Success(), CALL_GAS, state)


def test_a_call_carries_a_script(state):
    MOCK.validate(state, call(*[Trap()] * SCRIPT_CAP), CONTEXT)
    MOCK.validate(state, call(Revert(bytes(SCRIPT_BYTES_CAP))), CONTEXT)
    for data in (b"", b"\1", encode(Script, ()) + b"\0", b"\1\0\0\0\6", b"\x41\0\0\0" + b"\5" * 65):
        reject(Reason.PAYLOAD_MALFORMED, MOCK.validate, state, replace(call(), data=data), CONTEXT)


def test_a_deployment_is_sent_to_nobody(state):
    deployment = replace(call(), tx_type=TransactionType.DEPLOY, to=bytes(32))
    MOCK.validate(state, deployment, CONTEXT)
    reject(Reason.TARGET_NOT_ZERO, MOCK.validate, state, replace(deployment, to=CONTRACT), CONTEXT)


def test_of_the_life_of_a_contract_nothing_is_asked(state):
    MOCK.validate(state, replace(call(), tx_type=TransactionType.KILL_CONTRACT, data=b"anything"), CONTEXT)


@pytest.mark.parametrize("payer", [GasTank(), Paymaster(CONTRACT)])
def test_a_sponsor_pays_for_whom_its_storage_names(state, payer):
    sponsored = replace(call(), fee_payer=payer)
    reject(Reason.SPONSOR_REFUSES, MOCK.compute_sponsorship_gas, state, sponsored, CONTEXT)
    named = write_slot(state, compute_storage_key(CONTRACT, ALICE.address), b"\x88\x13")
    assert MOCK.compute_sponsorship_gas(named, sponsored, CONTEXT) == 5_000
    by_bob = replace(sponsored, from_=BOB.address)
    reject(Reason.SPONSOR_REFUSES, MOCK.compute_sponsorship_gas, named, by_bob, CONTEXT)


def test_who_pays_alone_asks_nobody(state):
    with pytest.raises(AssertionError, match="only a sponsored transaction asks"):
        MOCK.compute_sponsorship_gas(state, call(), CONTEXT)
