"""Vectors of Keccak-256: both sides of a lane and of a block, and the published answers."""

from collections.abc import Iterator

from pyde_spec.crypto.keccak import RATE_BYTES, keccak256
from pyde_spec.params.versions import Parameters
from pyde_vectors.cases import Case, cases
from pyde_vectors.crypto.inputs import HashInput, HashOutput, make_pattern
from pyde_vectors.handlers import handler


@handler("crypto/keccak256", rules=[keccak256])
def run_keccak256(_: Parameters, given: HashInput) -> HashOutput:
    """Hash with Keccak-256."""
    return HashOutput(keccak256(given.data))


PUBLISHED = (
    ("empty", b"", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"),
    ("abc", b"abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"),
)

LENGTHS = (
    *(1, 7, 8, 9),  # a lane
    *(RATE_BYTES - 9, RATE_BYTES - 8, RATE_BYTES - 2, RATE_BYTES - 1, RATE_BYTES, RATE_BYTES + 1),  # a block
    *(2 * RATE_BYTES - 1, 2 * RATE_BYTES, 2 * RATE_BYTES + 1),  # two blocks
    1_000,
)


@cases("crypto/keccak256")
def keccak256_cases() -> Iterator[Case]:
    """The published answers, then lengths: one byte short of a block is where both padding bits share a byte."""
    for name, data, digest in PUBLISHED:
        yield Case(
            f"published-{name}",
            f"The published answer: {name}",
            HashInput(data),
            ("known-answer",),
            {"ok": {"digest": "0x" + digest}},
        )
    for length in LENGTHS:
        yield Case(f"length-{length}", f"{length} counting bytes", HashInput(make_pattern(length)), ("boundary",))
    yield Case("all-ones-block", "A block of all ones", HashInput(b"\xff" * RATE_BYTES), ("overflow",))
