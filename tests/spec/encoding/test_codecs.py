"""Properties of the codecs over every wire type and every sample shape."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyde_spec.encoding.decoder import decode
from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.json_form import from_json, to_json
from pyde_spec.encoding.shapes import compute_minimum_size, shape_of
from pyde_spec.rejections import Reason, Rejected, Stage
from pyde_vectors.encoding.sample_shapes import SHAPES
from pyde_vectors.samples import build_minimum
from pyde_vectors.strategies import json_values, near_valid_bytes, strategy_for
from pyde_vectors.types.codec import TYPES

ALL_TYPES = {**TYPES, **SHAPES}


@pytest.mark.parametrize("name", ALL_TYPES)
@given(data=st.data())
def test_wire_form_round_trips(name, data):
    value = data.draw(strategy_for(ALL_TYPES[name]))
    assert decode(ALL_TYPES[name], encode(ALL_TYPES[name], value)) == value


@pytest.mark.parametrize("name", ALL_TYPES)
@given(data=st.data())
def test_json_form_round_trips_through_text(name, data):
    value = data.draw(strategy_for(ALL_TYPES[name]))
    form = json.loads(json.dumps(to_json(ALL_TYPES[name], value)))
    assert from_json(ALL_TYPES[name], form) == value


@pytest.mark.parametrize("name", ALL_TYPES)
@given(data=st.data())
def test_whatever_decodes_is_the_one_form_of_its_value(name, data):
    wire = data.draw(near_valid_bytes(ALL_TYPES[name]))
    try:
        value = decode(ALL_TYPES[name], wire)
    except Rejected as rejection:
        assert rejection.reason.value.stage is Stage.DECODE
    else:
        assert encode(ALL_TYPES[name], value) == wire


@pytest.mark.parametrize("name", ALL_TYPES)
@given(data=st.data())
def test_any_bytes_decode_or_are_rejected(name, data):
    wire = data.draw(st.binary(max_size=200))
    try:
        decode(ALL_TYPES[name], wire)
    except Rejected as rejection:
        assert rejection.reason.value.stage is Stage.DECODE


@pytest.mark.parametrize("name", ALL_TYPES)
@given(data=st.data())
def test_any_json_is_read_or_rejected_and_read_back_alike(name, data):
    form = data.draw(json_values())
    try:
        value = from_json(ALL_TYPES[name], form)
    except Rejected as rejection:
        assert rejection.reason.value.stage is Stage.JSON
    else:
        assert to_json(ALL_TYPES[name], value) == form


@pytest.mark.parametrize("name", ALL_TYPES)
def test_minimum_size_is_that_of_the_smallest_value(name):
    shape = shape_of(ALL_TYPES[name])
    assert compute_minimum_size(shape) == len(encode(ALL_TYPES[name], build_minimum(shape)))


def test_a_detail_names_the_place():
    with pytest.raises(Rejected) as caught:
        from_json(TYPES["AccessEntry"], {"address": "0x" + "00" * 32, "storage_keys": ["0x"], "access_type": "read"})
    assert caught.value.reason is Reason.JSON_WRONG_LENGTH
    assert caught.value.detail.startswith("storage_keys[0]")
