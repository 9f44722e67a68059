"""Witnesses: a block is checked without the state, and a witness that is too large without its proof."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pyde_spec.crypto.blake3 import blake3_hash
from pyde_spec.encoding.encoder import encode
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.state import witness as witness_chapter
from pyde_spec.state.dual_root import STATE_HASHES, compute_state_root
from pyde_spec.state.jmt_nodes import EMPTY_TREE
from pyde_spec.state.jmt_tree import compute_update
from pyde_spec.state.witness import (
    ENTRY_SIZE_MIN,
    WITNESS_SIZE_MAX,
    Witness,
    decode_witness,
    finalise_witness,
    is_finalised,
    make_witness,
    validate_witness,
    validate_witnessed_writes,
)
from pyde_spec.types.state_root import StateRoot

ROOT = StateRoot(bytes(32), bytes(32))
KEYS = [blake3_hash(bytes([number])) for number in range(8)]
fixed = settings(derandomize=True, max_examples=20, deadline=None)
values = st.binary(max_size=8)


@fixed
@given(st.dictionaries(st.sampled_from(KEYS), values), st.dictionaries(st.sampled_from(KEYS), st.none() | values))
def test_a_witness_leads_from_one_root_to_the_other(leaves, writes):
    update = compute_update({}, EMPTY_TREE, 0, leaves, STATE_HASHES)
    before = compute_state_root(leaves.items())
    after = {key: value for key, value in {**leaves, **writes}.items() if value is not None}
    made = make_witness(update.nodes, update.tree, tuple(writes))
    assert not is_finalised(made)
    final = finalise_witness(made, compute_state_root(after.items()))
    assert is_finalised(final)
    assert decode_witness(encode(Witness, final)) == final
    validate_witnessed_writes(final, before, writes)


def test_the_size_comes_before_everything(monkeypatch):
    def fail(*_):
        raise AssertionError("the proof of a witness that is too large was looked at")

    monkeypatch.setattr(witness_chapter, "validate_batched_proof", fail)
    monkeypatch.setattr(witness_chapter, "decode", fail)
    root = StateRoot(bytes(32), bytes(32))
    large = Witness(((KEYS[0], bytes(WITNESS_SIZE_MAX)),), (), root, None)
    for check in (lambda: validate_witness(large, root), lambda: decode_witness(encode(Witness, large))):
        with pytest.raises(Rejected) as caught:
            check()
        assert caught.value.reason is Reason.WITNESS_TOO_LARGE


def test_no_witness_is_made_of_more_slots_than_fit(monkeypatch):
    assert (
        len(encode(Witness, Witness(((KEYS[0], None),), (), ROOT, None)))
        - len(encode(Witness, Witness((), (), ROOT, None)))
        == ENTRY_SIZE_MIN
    )
    asked = []
    monkeypatch.setattr(witness_chapter, "make_batched_proof", lambda _nodes, _tree, keys, _hash: asked.append(keys))
    most = WITNESS_SIZE_MAX // ENTRY_SIZE_MIN
    keys = tuple(number.to_bytes(32, "big") for number in range(most + 1))
    make_witness({}, EMPTY_TREE, keys[:most])
    make_witness({}, EMPTY_TREE, keys[:most] + keys[:1])
    assert [len(given) for given in asked] == [most, most]
    with pytest.raises(Rejected) as caught:
        make_witness({}, EMPTY_TREE, keys)
    assert caught.value.reason is Reason.WITNESS_TOO_LARGE
