"""Vectors of the numbers that key generation of FALCON-512 draws: both sides of every limit of its table."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pyde_spec.crypto.falcon_keygen import draw_gaussian
from pyde_spec.encoding.shapes import I32, U64
from pyde_spec.params.versions import Parameters
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler

ZERO_LIMIT = 1_283_868_770_400_643_928
GAUSSIAN_LIMITS = (
    6_416_574_995_475_331_444,
    4_078_260_278_032_692_663,
    2_353_523_259_288_686_585,
    1_227_179_971_273_316_331,
    575_931_623_374_121_527,
    242_543_240_509_105_209,
    91_437_049_221_049_666,
    30_799_446_349_977_173,
    9_255_276_791_179_340,
    2_478_152_334_826_140,
    590_642_893_610_164,
    125_206_034_929_641,
    23_590_435_911_403,
    3_948_334_035_941,
    586_753_615_614,
    77_391_054_539,
    9_056_793_210,
    940_121_950,
    86_539_696,
    7_062_824,
    510_971,
    32_764,
    1_862,
    94,
    4,
)
"""The table of key generation, written here a second time so that a slip in one of the two shows."""


@dataclass(frozen=True, slots=True)
class GaussianInput:
    """The two draws that make a number."""

    first: U64
    second: U64


@dataclass(frozen=True, slots=True)
class GaussianOutput:
    """The number, of which a coefficient has two."""

    number: I32


def draw_gaussian_inputs() -> Any:
    """Inputs worth asking: any draws, and those near a limit."""
    from hypothesis import strategies as st

    limits = st.builds(lambda limit, step: limit + step, st.sampled_from(GAUSSIAN_LIMITS), st.integers(-1, 1))
    draws = st.one_of(st.integers(0, 2**64 - 1), limits)
    return st.builds(GaussianInput, draws, draws)


@handler(
    "crypto/falcon_draw_gaussian",
    rules=[draw_gaussian],
    inputs=draw_gaussian_inputs,
    capability="deterministic_signing",
)
def run_falcon_draw_gaussian(_: Parameters, given: GaussianInput) -> GaussianOutput:
    """Draw one of the numbers that coefficients of f and g are made of."""
    stream = BytesIO(given.first.to_bytes(8, "little") + given.second.to_bytes(8, "little"))
    return GaussianOutput(draw_gaussian(stream))


@cases("crypto/falcon_draw_gaussian")
def falcon_draw_gaussian_cases() -> Iterator[Case]:
    """Draws on both sides of each limit, and the highest bits, of which one is the sign and one is nothing."""
    highest = 2**63
    drawn = [
        ("zero", "The first draw is below its limit", ZERO_LIMIT - 1, 0, 0),
        ("zero-with-sign", "The same with the sign set", highest + ZERO_LIMIT - 1, 0, 0),
        ("one", "The first draw is at its limit, and the second is large", ZERO_LIMIT, highest - 1, 1),
        ("minus-one", "The same with the sign set", highest + ZERO_LIMIT, highest - 1, -1),
        ("no-sign", "The highest bit of the second draw is nothing", highest - 1, 2 * highest - 1, 1),
        ("lowest", "The sign, and the smallest second draw there is", 2 * highest - 1, 0, -26),
    ]
    for number, limit in enumerate(GAUSSIAN_LIMITS, start=1):
        drawn.append((f"limit-{number}-at", f"The second draw is at limit {number}", highest - 1, limit, number))
        below = f"The second draw is below limit {number}"
        drawn.append((f"limit-{number}-below", below, highest - 1, limit - 1, number + 1))
    for name, title, first, second, expected in drawn:
        yield Case(name, title, GaussianInput(first, second), ("boundary",), {"ok": {"number": expected}})
