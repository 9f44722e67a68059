"""The sponge: packing loses nothing, and blocks are taken in where they should be."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pyde_spec.crypto.goldilocks import is_element
from pyde_spec.crypto.sponge import CHUNK_BYTES, apply_elements, compute_digest, compute_elements

fixed = settings(derandomize=True, max_examples=300, deadline=None)


def unpack(elements):
    """The input that elements stand for."""
    *chunks, length = elements
    return b"".join([chunk.to_bytes(CHUNK_BYTES, "little") for chunk in chunks])[:length]


@fixed
@given(st.binary(max_size=200) | st.integers(0, 60).map(bytes))
def test_packing_can_be_undone(data):
    elements = compute_elements(data)
    assert all(is_element(element) for element in elements)
    assert len(elements) == -(-len(data) // CHUNK_BYTES) + 1
    assert unpack(elements) == data


def test_a_block_overwrites_and_the_rest_stays():
    seen = []

    def note(state):
        seen.append(state)
        return tuple(element + 100 for element in state)

    apply_elements((0, 1, 2, 3, 4, 5, 6, 7), (10, 11, 12, 13, 14), note)
    assert seen == [(10, 11, 12, 13, 4, 5, 6, 7), (14, 111, 112, 113, 104, 105, 106, 107)]


def test_the_digest_is_the_rate():
    assert compute_digest((1, 2, 3, 4, 5, 6, 7, 8)) == b"".join(n.to_bytes(8, "little") for n in (1, 2, 3, 4))
