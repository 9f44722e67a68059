"""The forgeries of FALCON-512: three and more for each step, each good under one wrong reading and no other."""

import pytest

from pyde_spec.crypto.falcon_hash_to_point import compute_point, compute_signed_bytes
from pyde_spec.crypto.falcon_parameters import DEGREE, SQUARED_NORM_BOUND
from pyde_spec.crypto.falcon_public_key import decode_public_key
from pyde_spec.crypto.falcon_signature_forms import decode_signature
from pyde_spec.crypto.falcon_verify import compute_first_half, compute_squared_norm, is_falcon_signature_valid
from pyde_spec.params.versions import RULES_1_0, RULES_1_1
from pyde_vectors.crypto.falcon_crafting import S1, S2, SALT, craft_for_point, make_small
from pyde_vectors.crypto.falcon_drawn_messages import RARE, list_draws, make_message
from pyde_vectors.crypto.falcon_forgeries import (
    SIGNED,
    context_forgeries,
    hash_forgeries,
    norm_forgeries,
    product_forgeries,
)
from pyde_vectors.crypto.falcon_public_keys import damaged_public_keys
from pyde_vectors.crypto.falcon_signatures import damaged_signatures

STEPS = {
    "decode the key": damaged_public_keys,
    "decode the signature": damaged_signatures,
    "put the context before the message": context_forgeries,
    "hash to a point": hash_forgeries,
    "multiply": product_forgeries,
    "measure": norm_forgeries,
}


@pytest.mark.parametrize("step", STEPS)
def test_each_step_has_three_forgeries_and_none_passes(step):
    forgeries = list(STEPS[step]())
    assert len(forgeries) >= 3
    assert len({(one.signed.public_key, one.signed.signature) for one in forgeries}) == len(forgeries)
    for forgery in forgeries:
        signed = forgery.signed
        for rules in (RULES_1_0, RULES_1_1):
            assert not is_falcon_signature_valid(signed.public_key, signed.message, signed.signature, rules)


def measure(signed, point, s2=None):
    """The squared norm of a forgery's pair for another point."""
    s2 = decode_signature(signed.signature, RULES_1_1).s2 if s2 is None else s2
    return compute_squared_norm(compute_first_half(point, s2, decode_public_key(signed.public_key)), s2)


def test_a_forgery_for_a_point_is_good_for_that_point_alone():
    wrong, right = compute_point(SALT, b"another"), compute_point(SALT, SIGNED)
    signed = craft_for_point(wrong)
    assert measure(signed, wrong) == compute_squared_norm(S1, S2) <= SQUARED_NORM_BOUND
    assert measure(signed, right) > SQUARED_NORM_BOUND


def test_a_forgery_under_another_product_is_short_there():
    """c + s2·h is the product with −s2; a reversed key is undone by reversing it again."""
    by_name = {forgery.name: forgery.signed for forgery in product_forgeries()}
    point = compute_point(SALT, SIGNED)
    added = by_name["product-added"]
    opposite = tuple([-coefficient for coefficient in decode_signature(added.signature, RULES_1_1).s2])
    assert measure(added, point, opposite) <= SQUARED_NORM_BOUND
    turned = by_name["key-reversed"]
    h = decode_public_key(turned.public_key)[::-1]
    assert compute_squared_norm(compute_first_half(point, S2, h), S2) <= SQUARED_NORM_BOUND


def test_long_pairs_are_long_in_the_way_that_they_say():
    point = compute_point(SALT, compute_signed_bytes(b"a message to sign"))
    norms = {forgery.name: measure(forgery.signed, point) for forgery in norm_forgeries()}
    assert norms["norm-above"] == SQUARED_NORM_BOUND + 1
    assert norms["norm-wraps-32-bits"] % 2**32 <= SQUARED_NORM_BOUND
    assert 2**31 < norms["norm-negative-31-bits"] < 2**32
    assert min(norms.values()) > SQUARED_NORM_BOUND


def test_the_rare_messages_are_the_first_of_their_kind():
    for _, _, number, is_rare in RARE:
        assert [is_rare(list_draws(make_message(one))) for one in range(number + 1)] == [False] * number + [True]


def test_small_polynomials_are_small():
    assert len(make_small("x", 5)) == DEGREE
    assert set(make_small("x", 5)) == set(range(-5, 6))
