"""Who uses what, found in the code."""

import pytest

from pyde_docs.uses import Uses, find_uses

WINDOW = "pyde_spec.accounts.nonce_window"


@pytest.fixture(scope="module")
def uses(chapters, symbols) -> Uses:
    return find_uses(chapters, symbols)


def test_both_directions_agree(uses):
    forward = {(user, used) for user, names in uses.used.items() for used in names}
    backward = {(user, used) for used, names in uses.users.items() for user in names}
    assert forward == backward
    assert len(forward) > 300


def test_a_rule_knows_what_it_uses_and_who_uses_it(uses):
    assert f"{WINDOW}.mark_used" in uses.used[f"{WINDOW}.use_nonce"]
    assert f"{WINDOW}.use_nonce" in uses.users[f"{WINDOW}.mark_used"]
    assert (
        "pyde_spec.types.finality.validate_certificate_structure"
        in uses.users["pyde_spec.params.quorum.compute_quorum"]
    )


def test_a_constant_among_others_has_its_own_users(uses):
    users = uses.users["pyde_spec.types.primitives.FALCON_PUBLIC_KEY_SIZE"]
    assert "pyde_spec.types.primitives.FalconPublicKey" in users
    assert "pyde_spec.types.primitives.FalconSignature" not in users


def test_a_member_stands_for_its_class_and_for_itself(uses):
    reason = "pyde_spec.rejections.Reason"
    assert uses.find_users_of_member(f"{reason}.NONCE_TOO_LOW") == (f"{WINDOW}.use_nonce",)
    assert f"{WINDOW}.use_nonce" in uses.users[reason]


def test_an_import_is_no_use(uses):
    assert not any(name.startswith(f"{WINDOW}.") for name in uses.used.get(f"{WINDOW}.WINDOW_SIZE", {}))
    assert f"{WINDOW}" not in uses.users


def test_users_are_followed_to_the_end_also_in_a_circle():
    uses = Uses()
    for user, used in (("b", "a"), ("c", "b"), ("a", "c"), ("d", "x")):
        uses.note(user, used)
    assert uses.find_all_users(("a",)) == ("b", "c")
