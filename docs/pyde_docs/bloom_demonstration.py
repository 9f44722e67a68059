"""Finding F-06: a filter filled and measured beside the rates that the design gives for it.

The filter is the text's own. How often it says yes to what was never put in follows from the bits that
are set: three windows of a hash fall on set bits with the cube of their share. A transfer puts in two
addresses that no other transfer has; what all transfers share, the contract and the kind of event, is
put in once.
"""

from collections.abc import Iterator
from math import exp, log

from pyde_docs.figures import Axis, Figure, Series
from pyde_spec.types.bloom import BLOOM_BITS, EMPTY_BLOOM, WINDOWS, apply_to_bloom

PUBLISHED = ((100, 0.00001), (1_000, 0.01), (5_000, 0.17), (10_000, 0.52))
MEASURED_AT = (15, 50, 165, 551, 1_113, 2_002, 5_000, 10_000, 20_002)
ITEMS_OF_A_TRANSFER = 2
ITEMS_SHARED = 2


def estimate_rate(items: float) -> float:
    """The usual estimate of the rate of false positives after so many distinct items."""
    return (1 - exp(-WINDOWS * items / BLOOM_BITS)) ** WINDOWS


def find_items_of_rate(rate: float) -> int:
    """How many distinct items lead to a rate, by the same estimate."""
    return round(-log(1 - rate ** (1 / WINDOWS)) * BLOOM_BITS / WINDOWS)


def measure_rate(items: int) -> float:
    """The rate of a filter into which the numbers from 0 up were put."""
    bloom = EMPTY_BLOOM
    for number in range(items):
        bloom = apply_to_bloom(bloom, number.to_bytes(32, "big"))
    set_bits = sum(cell.bit_count() for cell in bloom)
    return (set_bits / BLOOM_BITS) ** WINDOWS


def generate_rate_rows() -> Iterator[tuple[str, ...]]:
    """For each published pair: the items that the rate holds for, and the rate that the events lead to."""
    for events, published in PUBLISHED:
        items = events * ITEMS_OF_A_TRANSFER + ITEMS_SHARED
        yield (
            f"{events:,}",
            show_percent(published),
            f"{find_items_of_rate(published):,}",
            show_percent(measure_rate(find_items_of_rate(published))),
            f"{items:,}",
            show_percent(measure_rate(items)),
        )


def draw_rates() -> Figure:
    """The estimate, the measured filter, and the published pairs where they claim to lie."""
    across = tuple(10 * 10 ** (step / 20) for step in range(67))
    powers = ((1e-6, "0.0001"), (1e-5, "0.001"), (1e-4, "0.01"), (1e-3, "0.1"), (1e-2, "1"), (0.1, "10"), (1.0, "100"))
    return Figure(
        Axis(
            "distinct items in the filter, or events as published",
            10,
            20_010,
            tuple((float(10**power), f"{10**power:,}") for power in range(1, 5)),
        ),
        Axis("false positives, per cent", 1e-6, 1.0, powers),
        (
            Series("line", "estimate", tuple((items, estimate_rate(items)) for items in across if items <= 20_010)),
            Series("dots", "measured, by items", tuple((float(items), measure_rate(items)) for items in MEASURED_AT)),
            Series("crosses", "published, by events", tuple((float(events), rate) for events, rate in PUBLISHED)),
        ),
        "How often the filter of a wave says yes to what the wave does not hold. Both axes are logarithmic.",
    )


def show_percent(rate: float) -> str:
    """A rate in per cent, with two significant digits below ten."""
    percent = rate * 100
    if percent >= 10:
        return f"{percent:.0f} %"
    return f"{percent:.1f} %" if percent >= 0.1 else f"{percent:.4f} %"
