"""Mistakes of whole clients, planted in the text: each must be told by a case of a wave or of validation.

A mutant changes one operator. These change when something is read or paid, as a client does that judges the
transactions of a wave side by side, settles as it goes, or skips at execution what it asked at ingress.
"""

from dataclasses import replace
from functools import cache

import pytest

from pyde_spec.crypto.provider import Mode, use_mode
from pyde_spec.params.versions import MAINNET, resolve
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.state.overlay import open_wave
from pyde_spec.transactions import application, fee_payers, native_names, native_types, validation, wave
from pyde_spec.transactions import native_signers as signers
from pyde_spec.transactions.fees import split_fee
from pyde_spec.transactions.ledger import credit, get_record
from pyde_spec.transactions.system_accounts import TREASURY_ADDRESS
from pyde_spec.types.transaction import TransactionType
from pyde_vectors.fixtures import get_fixtures_folder, load_cases
from pyde_vectors.handlers import answer, load_handlers, read_input

WAVES = ("transactions/apply_wave", "transactions/apply_wave_with_mocks")
VALIDITY = ("transactions/validate", "transactions/validate_with_mocks", "transactions/validate_wire")


def find_difference(handlers):
    """The first case of these handlers that is not answered as its fixture says; None when all are."""
    with use_mode(Mode.FAST):
        for name, case, value in read_cases(handlers):
            for version in case["versions"]:
                outcome = answer(load_handlers()[name], resolve(version, case["preset"]), value)
                if outcome != case["expect"]:
                    return case["id"]
    return None


@cache
def read_cases(handlers):
    loaded = load_cases(get_fixtures_folder(), version=None, patterns=handlers)
    return [(name, case, read_input(load_handlers()[name], case["input"])) for name, case in loaded]


def look_before(state):
    """The state as it was before the wave."""
    return open_wave(state.below, state.wave_id)


def spend_what_was_there(patch):
    spendable = fee_payers.get_spendable

    def get(state, address, wave_id):
        return min(spendable(state, address, wave_id), spendable(look_before(state), address, wave_id))

    patch.setattr(fee_payers, "get_spendable", get)


def spend_the_treasury_that_was_there(patch):
    spend = signers.apply_treasury_spend

    def apply(state, sender, order, context):
        held = get_record(look_before(state), TREASURY_ADDRESS).balance
        if order.body.value > held:
            raise Rejected(Reason.AMOUNT_UNDERFLOW)
        return spend(state, sender, order, context)

    patch.setattr(signers, "apply_treasury_spend", apply)


def look_for_contracts_before(patch):
    is_contract = native_types.is_contract
    patch.setattr(native_types, "is_contract", lambda state, address: is_contract(look_before(state), address))


def fill_tanks_at_the_end(patch):
    get = fee_payers.get_record

    def get_record_before(state, address):
        return replace(get(state, address), gas_tank=get(look_before(state), address).gas_tank)

    patch.setattr(fee_payers, "get_record", get_record_before)


def settle_as_it_goes(patch):
    apply = wave.apply_transaction
    given = []

    def apply_and_settle(state, tx_index, transaction, gas_used, context):
        applied = apply(state, tx_index, transaction, gas_used, context)
        part = split_fee(applied.receipt.fee_paid).treasury + applied.to_treasury
        given.append(part)
        return replace(applied, state=credit(applied.state, TREASURY_ADDRESS, part))

    def settle(state, totals, context):
        rest = totals.treasury - sum(given)
        given.clear()
        return settle_wave(state, replace(totals, treasury=rest), context)

    settle_wave = wave.settle_wave
    patch.setattr(wave, "apply_transaction", apply_and_settle)
    patch.setattr(wave, "settle_wave", settle)


def split_the_sum(patch):
    settle_wave = wave.settle_wave

    def add(totals, applied):
        return replace(
            totals,
            gas_used=totals.gas_used + applied.receipt.gas_used,
            burned=totals.burned + applied.receipt.fee_paid,
            treasury=totals.treasury + applied.to_treasury,
        )

    def settle(state, totals, context):
        split = split_fee(totals.burned)
        treasury = totals.treasury + split.treasury
        parts = replace(totals, burned=split.burned, reward_pool=split.reward_pool, treasury=treasury)
        return settle_wave(state, parts, context)

    patch.setattr(wave, "add_to_totals", add)
    patch.setattr(wave, "settle_wave", settle)


def mint_by_the_mainnet(patch):
    compute = wave.compute_wave_inflation
    patch.setattr(wave, "compute_wave_inflation", lambda wave_id, _: compute(wave_id, MAINNET))


def count_years_by_the_mainnet(patch):
    register, renew = native_names.register_name, native_names.renew_name
    patch.setattr(
        native_names, "register_name", lambda held, asked, wave_id, _: register(held, asked, wave_id, MAINNET)
    )
    patch.setattr(native_names, "renew_name", lambda held, years, wave_id, _: renew(held, years, wave_id, MAINNET))


def ask_for_deadlines_at_ingress_alone(patch):
    validate = application.validate_transaction

    def validate_without_deadline(state, transaction, context, gas_used):
        late = transaction.deadline is not None and transaction.deadline < context.wave_id
        return validate(
            state, transaction, replace(context, wave_id=transaction.deadline) if late else context, gas_used
        )

    patch.setattr(application, "validate_transaction", validate_without_deadline)


def take_zero_for_no_deadline(patch):
    validate = validation.validate_transaction

    def validate_go(state, transaction, context, gas_used):
        is_zero = transaction.deadline == 0 and context.wave_id > 0
        late = replace(context, wave_id=0) if is_zero else context
        return validate(state, transaction, late, gas_used)

    patch.setattr(application, "validate_transaction", validate_go)


def let_registrations_through_a_pause(patch):
    validate = validation.validate_not_paused

    def validate_others(state, transaction, context):
        if transaction.tx_type is not TransactionType.REGISTER_PUBKEY:
            validate(state, transaction, context)

    patch.setattr(validation, "validate_not_paused", validate_others)


def charge_second_signatures_for_calls_alone(patch):
    carry_out, price = application.carry_out, application.compute_signature_gas

    def carry(state, transaction, asking_gas, context):
        is_native = native_types.get_seam(state, transaction, context) is None
        application.compute_signature_gas = (lambda _: 0) if is_native else price
        return carry_out(state, transaction, asking_gas, context)

    patch.setattr(application, "compute_signature_gas", price)
    patch.setattr(application, "carry_out", carry)


def ask_for_room_last(patch):
    validate = application.validate_transaction

    def validate_then_ask(state, transaction, context, gas_used):
        validate(state, transaction, context, 0)
        return validate(state, transaction, context, gas_used)

    patch.setattr(application, "validate_transaction", validate_then_ask)


BUGS = (
    (spend_what_was_there, WAVES),
    (spend_the_treasury_that_was_there, WAVES),
    (look_for_contracts_before, WAVES),
    (fill_tanks_at_the_end, WAVES),
    (settle_as_it_goes, WAVES),
    (split_the_sum, WAVES),
    (mint_by_the_mainnet, WAVES),
    (count_years_by_the_mainnet, WAVES),
    (ask_for_deadlines_at_ingress_alone, WAVES),
    (take_zero_for_no_deadline, WAVES),
    (let_registrations_through_a_pause, VALIDITY),
    (charge_second_signatures_for_calls_alone, WAVES),
    (ask_for_room_last, WAVES),
)


@pytest.mark.parametrize(("plant", "handlers"), BUGS, ids=[plant.__name__ for plant, _ in BUGS])
def test_a_planted_bug_is_told_by_a_case(plant, handlers, monkeypatch):
    plant(monkeypatch)
    assert find_difference(handlers) is not None


def test_without_a_bug_no_case_differs():
    assert find_difference(WAVES) is None
