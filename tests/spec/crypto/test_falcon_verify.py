"""Verification of FALCON-512: published signatures, and that it answers whatever it is asked."""

from hypothesis import given
from hypothesis import strategies as st

from pyde_spec.crypto.falcon_signature_forms import SignatureForm, decode_signature, encode_signature
from pyde_spec.crypto.falcon_verify import is_falcon_signature_over, is_falcon_signature_valid
from pyde_spec.params.versions import RULES_1_0, RULES_1_1
from pyde_vectors.crypto.falcon_crafting import craft

GOOD = craft()


def rewrite(signature, form):
    return encode_signature(form, decode_signature(signature, RULES_1_1))


def test_every_signature_of_the_third_round(round_three_answers):
    assert len(round_three_answers) == 40
    for answer in round_three_answers:
        assert is_falcon_signature_over(answer.public_key, answer.message, answer.signature, RULES_1_0)
        assert not is_falcon_signature_valid(answer.public_key, answer.message, answer.signature, RULES_1_0)
        other_form = rewrite(answer.signature, SignatureForm.CONSTANT_TIME)
        assert is_falcon_signature_over(answer.public_key, answer.message, other_form, RULES_1_1)
        assert rewrite(other_form, SignatureForm.COMPRESSED) == answer.signature


def test_every_deployed_signature_in_both_forms(deployed_signatures):
    assert len(deployed_signatures) == 4
    for answer in deployed_signatures:
        assert is_falcon_signature_valid(answer.public_key, answer.message, answer.signature, RULES_1_1)
        assert not is_falcon_signature_valid(answer.public_key, answer.message, answer.signature, RULES_1_0)
        compressed = rewrite(answer.signature, SignatureForm.COMPRESSED)
        for rules in (RULES_1_0, RULES_1_1):
            assert is_falcon_signature_valid(answer.public_key, answer.message, compressed, rules)


@given(st.binary(max_size=1_000), st.binary(max_size=40), st.binary(max_size=900))
def test_it_answers_whatever_it_is_asked(public_key, message, signature):
    assert not is_falcon_signature_valid(public_key, message, signature, RULES_1_1)


@given(st.integers(0, 8 * len(GOOD.signature) - 1))
def test_no_single_bit_of_a_signature_can_be_turned(bit):
    assert is_falcon_signature_valid(GOOD.public_key, GOOD.message, GOOD.signature, RULES_1_1)
    assert not is_falcon_signature_valid(GOOD.public_key, GOOD.message, turn(GOOD.signature, bit), RULES_1_1)


def turn(data, bit):
    turned = bytearray(data)
    turned[bit // 8] ^= 1 << bit % 8
    return bytes(turned)
