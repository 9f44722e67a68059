"""Finding F-28: how far one wave moves the base fee, and where it comes to rest."""

from collections.abc import Iterator

from pyde_spec.params.versions import RULES_1_1
from pyde_spec.transactions.base_fee import GAS_CEILING, GAS_TARGET, compute_next_base_fee

SHOWN_FEE = 1_000_000
PROMISED_BASIS_POINTS = 1_250

WAVES = (
    ("empty", 0),
    ("half of the target", GAS_TARGET // 2),
    ("at the target", GAS_TARGET),
    ("one and a half times", GAS_TARGET * 3 // 2),
    ("twice", GAS_TARGET * 2),
    ("three times", GAS_TARGET * 3),
    ("at the ceiling", GAS_CEILING),
)


def count_waves_to_change(gas_used: int) -> int | None:
    """After how many waves with this gas the fee has doubled or halved; None where it stays."""
    fee, waves = SHOWN_FEE, 0
    while SHOWN_FEE < 2 * fee < 4 * SHOWN_FEE:
        following = compute_next_base_fee(fee, gas_used)
        if following == fee:
            return None
        fee, waves = following, waves + 1
    return waves


def generate_step_rows() -> Iterator[tuple[str, ...]]:
    """For each kind of wave: its gas, the change, whether it is as promised, and the waves to double or halve."""
    for title, gas_used in WAVES:
        change = (compute_next_base_fee(SHOWN_FEE, gas_used) - SHOWN_FEE) * 10_000 // SHOWN_FEE
        waves = count_waves_to_change(gas_used)
        kept = "yes" if abs(change) <= PROMISED_BASIS_POINTS else "**no**"
        yield title, f"{gas_used:,}", f"{change / 100:+.2f} %", kept, "never" if waves is None else str(waves)


def generate_rest_rows() -> Iterator[tuple[str, ...]]:
    """The fee after each empty wave from the first fee of 1.1 on, until it falls no more."""
    fee, waves = RULES_1_1.genesis_base_fee, 0
    yield str(waves), str(fee)
    while (following := compute_next_base_fee(fee, 0)) != fee:
        fee, waves = following, waves + 1
        yield str(waves), str(fee)
