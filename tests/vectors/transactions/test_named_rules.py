"""Which rules the cases of waves and of validation name: those of the types that stand in them."""

from pyde_spec.transactions.native_types import NATIVE_TYPES
from pyde_vectors.fixtures import get_fixtures_folder, load_cases
from pyde_vectors.handlers import qualified_name


def list_named(pattern):
    cases = load_cases(get_fixtures_folder(), version=None, patterns=[pattern])
    return {case["id"]: case["rules"] for _, case in cases}


def test_every_native_type_is_named_by_a_wave_and_by_a_question_of_validity():
    waves = {rule for rules in list_named("transactions/apply_wave").values() for rule in rules}
    questions = {rule for rules in list_named("transactions/validate").values() for rule in rules}
    for native in NATIVE_TYPES.values():
        assert {qualified_name(native.validate), qualified_name(native.apply)} <= waves
        assert qualified_name(native.validate) in questions


def test_a_wave_names_the_rules_of_its_own_transactions_alone():
    rules = list_named("transactions/apply_wave/order-spend")["transactions/apply_wave/order-spend"]
    assert "pyde_spec.transactions.native_signers.apply_spend" in rules
    assert not [rule for rule in rules if "airdrop" in rule or "transfer" in rule]


def test_a_fault_names_the_rule_that_it_breaks():
    rules = list_named("transactions/validate/reject-paused")["transactions/validate/reject-paused"]
    assert rules[-1] == "pyde_spec.transactions.validation.validate_not_paused"
