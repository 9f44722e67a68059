"""The mock of the chapter on validators."""

from dataclasses import replace

import pytest

from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import U128
from pyde_spec.params.versions import resolve
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.state.overlay import open_call, open_transaction
from pyde_spec.transactions.context import Seam
from pyde_spec.transactions.ledger import get_record
from pyde_spec.transactions.mock_validators import STAKING_GAS, MockValidators
from pyde_spec.transactions.system_accounts import STAKE_POOL_ADDRESS
from pyde_spec.transactions.wave import Setting, make_wave_context
from pyde_spec.types.receipt import Success
from pyde_spec.types.transaction import TransactionType
from pyde_vectors.transactions.scene import ALICE, CHAIN, WEALTH, Below, make_state, make_transfer, make_user
from pyde_vectors.transactions.waves import make_wave

MOCK: Seam = MockValidators()
CONTEXT = make_wave_context(Below({}), make_wave(), Setting(CHAIN, resolve("1.1", "minimal"), validators=MOCK))
DEPOSIT, WITHDRAW = TransactionType.STAKE_DEPOSIT, TransactionType.STAKE_WITHDRAW


@pytest.fixture
def state():
    return open_call(open_transaction(make_state(make_user(ALICE)), 0))


def make(tx_type, value=0, data=b""):
    return replace(make_transfer(ALICE, bytes(32), value), tx_type=tx_type, data=data)


def apply(state, transaction):
    outcome = MOCK.apply(state, transaction, 100_000, CONTEXT)
    assert (outcome.gas_used, outcome.to_treasury, outcome.deployed) == (STAKING_GAS, 0, None)
    return outcome


def get_balances(state):
    return [get_record(state, address).balance for address in (ALICE.address, STAKE_POOL_ADDRESS)]


def test_a_deposit_and_its_return(state):
    deposited = apply(state, make(DEPOSIT, 7))
    assert (deposited.status, get_balances(deposited.state)) == (Success(), [WEALTH - 7, 7])
    returned = apply(deposited.state, make(WITHDRAW, data=encode(U128, 7)))
    assert (returned.status, get_balances(returned.state)) == (Success(), [WEALTH, 0])


def test_more_than_the_pool_holds_is_undone(state):
    with pytest.raises(Rejected) as caught:
        apply(state, make(WITHDRAW, data=encode(U128, 1)))
    assert caught.value.reason is Reason.AMOUNT_UNDERFLOW


@pytest.mark.parametrize("tx_type", [TransactionType.SLASH, TransactionType.CLAIM_REWARD, TransactionType.UNJAIL])
def test_everything_else_changes_nothing(state, tx_type):
    outcome = apply(state, make(tx_type))
    assert (outcome.status, outcome.state) == (Success(), state)


def test_the_forms(state):
    for accepted in (
        make(DEPOSIT, 7),
        make(DEPOSIT),
        make(WITHDRAW, data=encode(U128, 7)),
        make(TransactionType.SLASH),
    ):
        MOCK.validate(state, accepted, CONTEXT)
    for reason, refused in (
        (Reason.VALUE_NOT_ZERO, make(WITHDRAW, 1, encode(U128, 7))),
        (Reason.VALUE_NOT_ZERO, make(WITHDRAW, 1)),
        (Reason.VALUE_NOT_ZERO, make(TransactionType.SLASH, 1)),
        (Reason.PAYLOAD_MALFORMED, make(WITHDRAW)),
        (Reason.PAYLOAD_MALFORMED, make(WITHDRAW, data=encode(U128, 7) + b"\0")),
    ):
        with pytest.raises(Rejected) as rejection:
            MOCK.validate(state, refused, CONTEXT)
        assert rejection.value.reason is reason
