"""A value outside its type means that the text is wrong: encoding asserts."""

import pytest

from pyde_spec.encoding.decoder import decode_shape
from pyde_spec.encoding.encoder import encode, encode_shape
from pyde_spec.encoding.json_form import from_json_shape, to_json_shape
from pyde_spec.encoding.shapes import I32, U8, U64, Bytes32, shape_of
from pyde_vectors.encoding.sample_shapes import SHAPES


@pytest.mark.parametrize(
    ("annotation", "value"),
    [
        (U8, 256),
        (U8, -1),
        (U64, 2**64),
        (I32, 2**31),
        (I32, -(2**31) - 1),
        (Bytes32, b"short"),
        (SHAPES["bytes"], b"12345"),
        (SHAPES["text"], "12345"),
        (SHAPES["list_u16"], (1, 2, 3, 4, 5)),
        (SHAPES["map_u8_u16"], ((2, 0), (1, 0))),
        (SHAPES["map_u8_u16"], ((1, 0), (1, 0))),
        (SHAPES["union"], "no variant"),
    ],
)
def test_a_value_outside_its_type_is_asserted(annotation, value):
    with pytest.raises(AssertionError):
        encode(annotation, value)


def test_nothing_but_a_shape_is_a_shape():
    with pytest.raises(AssertionError):
        encode_shape("u8", 1)
    with pytest.raises(AssertionError):
        decode_shape("u8", b"", 0)
    with pytest.raises(AssertionError):
        to_json_shape("u8", 1)
    with pytest.raises(AssertionError):
        from_json_shape("u8", 1, "")
    with pytest.raises(AssertionError):
        shape_of(float)
