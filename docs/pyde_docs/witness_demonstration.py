"""The demonstration of finding F-32: a slot that is allowed in the state and too large for a witness."""

from collections.abc import Iterator

from pyde_spec.encoding.encoder import encode
from pyde_spec.rejections import Rejected
from pyde_spec.state.dual_root import blake3_hash_many
from pyde_spec.state.jmt_nodes import EMPTY_TREE
from pyde_spec.state.jmt_tree import compute_update
from pyde_spec.state.witness import WITNESS_SIZE_MAX, Witness, make_witness, validate_witness
from pyde_spec.types.primitives import VALUE_CAP

KEY = bytes(32)


def make_witness_of(value_size: int) -> Witness:
    """The witness of the one slot of a state. The Poseidon2 half of the root is not looked at, and BLAKE3's again."""
    hashes = (blake3_hash_many, blake3_hash_many)
    update = compute_update({}, EMPTY_TREE, 0, {KEY: bytes(value_size)}, hashes)
    return make_witness(update.nodes, update.tree, (KEY,))


def get_verdict(witness: Witness) -> str:
    """What a checker who knows the root says of a witness."""
    try:
        validate_witness(witness, witness.pre_root)
    except Rejected as rejection:
        return rejection.reason.code
    return "accepted"


def generate_witness_rows() -> Iterator[tuple[str, ...]]:
    """For values up to the cap: bytes of the value, bytes of the witness, the verdict."""
    overhead = len(encode(Witness, make_witness_of(0)))
    largest = WITNESS_SIZE_MAX - overhead
    for value_size in (32, WITNESS_SIZE_MAX // 4, largest, largest + 1, VALUE_CAP):
        witness = make_witness_of(value_size)
        yield f"{value_size:,}", f"{len(encode(Witness, witness)):,}", get_verdict(witness)
