"""Vectors of the base fee: single steps from a table of fees and gas, then walks of many waves."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from pyde_spec.encoding.shapes import U128, U128_MAX, ListOf
from pyde_spec.params.versions import RULES_1_0, RULES_1_1, Parameters
from pyde_spec.transactions.base_fee import GAS_CEILING, GAS_TARGET, compute_next_base_fee
from pyde_spec.types.primitives import Quanta
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import Json, handler

WALK_CAP = 256


@dataclass(frozen=True, slots=True)
class NextBaseFeeInput:
    """The base fee of a wave, in quanta a unit of gas, and the gas that it used."""

    base_fee: Quanta
    gas_used: U128


@dataclass(frozen=True, slots=True)
class NextBaseFeeOutput:
    """The base fee of the next wave."""

    base_fee: Quanta


@dataclass(frozen=True, slots=True)
class WalkInput:
    """The base fee of a wave, and the gas that it and the waves after it used."""

    base_fee: Quanta
    gas_used: Annotated[tuple[U128, ...], ListOf(WALK_CAP)]


@dataclass(frozen=True, slots=True)
class WalkOutput:
    """The base fees after each of the waves."""

    base_fees: Annotated[tuple[Quanta, ...], ListOf(WALK_CAP)]


def draw_gas() -> Any:
    """Gas of a wave, seldom more than it may use."""
    from hypothesis import strategies

    edges = (0, 1, GAS_TARGET - 1, GAS_TARGET, GAS_TARGET + 1, GAS_CEILING, GAS_CEILING + 1)
    return strategies.one_of(strategies.sampled_from(edges), strategies.integers(0, GAS_CEILING))


def draw_inputs() -> Any:
    """Inputs worth asking: any base fee, and gas that a wave may use or hardly not."""
    from hypothesis import strategies

    from pyde_vectors.strategies import strategy_for

    return strategies.builds(NextBaseFeeInput, strategy_for(Quanta), draw_gas())


def draw_walks() -> Any:
    """Walks worth asking: a few waves from any base fee."""
    from hypothesis import strategies

    from pyde_vectors.strategies import strategy_for

    waves = strategies.lists(draw_gas(), max_size=20).map(tuple)
    return strategies.builds(WalkInput, strategy_for(Quanta), waves)


def reveal_distance(_: Parameters, given: NextBaseFeeInput) -> dict[str, Json]:
    """How far the gas lies above the target, or below it."""
    return {"gas_above_target": str(given.gas_used - GAS_TARGET)}


@handler("transactions/next_base_fee", rules=[compute_next_base_fee], reveal=reveal_distance, inputs=draw_inputs)
def run_next_base_fee(_: Parameters, given: NextBaseFeeInput) -> NextBaseFeeOutput:
    """Compute the base fee of the next wave."""
    return NextBaseFeeOutput(compute_next_base_fee(given.base_fee, given.gas_used))


@handler("transactions/base_fee_walk", rules=[compute_next_base_fee], inputs=draw_walks)
def run_base_fee_walk(_: Parameters, given: WalkInput) -> WalkOutput:
    """Compute the base fees of wave after wave."""
    base_fee, base_fees = given.base_fee, []
    for gas_used in given.gas_used:
        base_fee = compute_next_base_fee(base_fee, gas_used)
        base_fees.append(base_fee)
    return WalkOutput(tuple(base_fees))


FEES = (
    ("lowest", 1),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("first-of-1.1", RULES_1_1.genesis_base_fee),
    ("first-of-1.0", RULES_1_0.genesis_base_fee),
    ("million", 1_000_000),
)
WAVES = (
    ("empty", 0),
    ("one-gas", 1),
    ("half", GAS_TARGET // 2),
    ("one-below-target", GAS_TARGET - 1),
    ("target", GAS_TARGET),
    ("one-above-target", GAS_TARGET + 1),
    ("one-and-a-half", GAS_TARGET * 3 // 2),
    ("double", GAS_TARGET * 2),
    ("triple", GAS_TARGET * 3),
    ("one-below-ceiling", GAS_CEILING - 1),
    ("ceiling", GAS_CEILING),
)
BOUNDARY_WAVES = ("one-below-target", "target", "one-above-target", "one-below-ceiling", "ceiling")

# Worked by hand from the formula, for fees that an eighth divides and for the smallest.
KNOWN_STEPS = {
    ("million", "empty"): 875_000,
    ("million", "half"): 937_500,
    ("million", "target"): 1_000_000,
    ("million", "one-above-target"): 1_000_001,
    ("million", "double"): 1_125_000,
    ("million", "triple"): 1_250_000,
    ("million", "ceiling"): 1_375_000,
    ("lowest", "ceiling"): 2,
    ("seven", "empty"): 7,
    ("eight", "empty"): 7,
    ("nine", "empty"): 8,
    ("first-of-1.1", "double"): 56,
    ("first-of-1.1", "ceiling"): 68,
    ("first-of-1.0", "empty"): 43_750_000_000,
}


@cases("transactions/next_base_fee")
def next_base_fee_cases() -> Iterator[Case]:
    """Fees crossed with the gas of a wave."""
    for fee_name, base_fee in FEES:
        for wave_name, gas_used in WAVES:
            known = KNOWN_STEPS.get((fee_name, wave_name))
            flags = ("boundary",) if wave_name in BOUNDARY_WAVES else ()
            yield Case(
                f"{fee_name}-{wave_name}",
                f"A base fee of {base_fee:,}, and {gas_used:,} gas",
                NextBaseFeeInput(base_fee, gas_used),
                flags if known is None else (*flags, "known-answer"),
                known=None if known is None else {"ok": {"base_fee": str(known)}},
            )


@cases("transactions/next_base_fee")
def next_base_fee_edge_cases() -> Iterator[Case]:
    """A fee of zero, the ends of 128 bits, the ceiling from above."""
    wide = U128_MAX // GAS_TARGET + 1
    highest_full = U128_MAX * 8 // 11 + 1
    edges: tuple[tuple[str, str, int, int, tuple[str, ...]], ...] = (
        ("zero-empty", "A base fee of zero rises to the lowest after an empty wave", 0, 0, ("boundary",)),
        ("zero-target", "A base fee of zero rises to the lowest at the target too", 0, GAS_TARGET, ("boundary",)),
        ("zero-above-target", "A base fee of zero rises by the least step", 0, GAS_TARGET + 1, ("boundary",)),
        ("wide-product-empty", "A fall whose product has 129 bits", wide, 0, ("overflow",)),
        ("wide-product-double", "A rise whose product has 129 bits", wide, 2 * GAS_TARGET, ("overflow",)),
        ("highest-empty", "The highest base fee falls", U128_MAX, 0, ("overflow",)),
        ("highest-target", "The highest base fee stays", U128_MAX, GAS_TARGET, ("overflow",)),
        ("last-below-highest", "A rise by one to the highest base fee", U128_MAX - 1, GAS_TARGET, ("overflow",)),
        ("rise-to-the-highest", "A full wave leads to the highest base fee", highest_full, GAS_CEILING, ("overflow",)),
        ("reject-rise-past", "From the next one it leads past it", highest_full + 1, GAS_CEILING, ("overflow",)),
        ("reject-highest-rises", "The highest base fee cannot rise", U128_MAX, GAS_TARGET + 1, ("overflow",)),
        ("reject-above-ceiling", "One gas more than a wave may use", 50, GAS_CEILING + 1, ("boundary",)),
        ("reject-gas-at-the-end", "The most gas that can be written", 50, U128_MAX, ("overflow",)),
        ("ceiling-before-overflow", "Too much gas, and no room", U128_MAX, GAS_CEILING + 1, ("order-of-checks",)),
    )
    for name, title, base_fee, gas_used, flags in edges:
        yield Case(name, title, NextBaseFeeInput(base_fee, gas_used), flags)


FIRST = RULES_1_1.genesis_base_fee
BUSY_DAY = (*[GAS_TARGET] * 5, *[GAS_CEILING] * 5, *[GAS_TARGET * 2] * 5, *[0] * 15, *[GAS_TARGET // 2] * 10)

WALKS: tuple[tuple[str, str, int, tuple[int, ...]], ...] = (
    ("none", "No wave", FIRST, ()),
    ("at-target", "Waves at their target", FIRST, (GAS_TARGET,) * 10),
    ("full", "Waves at their ceiling", FIRST, (GAS_CEILING,) * 40),
    ("full-from-the-lowest", "Waves at their ceiling, from the lowest fee", 1, (GAS_CEILING,) * 20),
    ("double", "Waves at twice their target", FIRST, (GAS_TARGET * 2,) * 40),
    ("just-above", "Waves a unit of gas above their target", FIRST, (GAS_TARGET + 1,) * 20),
    ("just-below", "Waves a unit of gas below their target", FIRST, (GAS_TARGET - 1,) * 5),
    ("empty", "Empty waves, until the fee falls no more", FIRST, (0,) * 30),
    ("empty-from-1.0", "Empty waves from the first fee of 1.0", RULES_1_0.genesis_base_fee, (0,) * WALK_CAP),
    ("double-and-empty", "Waves at twice their target, and empty ones in turn", 10_000, (GAS_TARGET * 2, 0) * 20),
    ("full-and-empty", "Waves at their ceiling, and empty ones in turn", 10_000, (GAS_CEILING, 0) * 20),
    ("busy-day", "A crowd comes, stays and leaves", FIRST, BUSY_DAY),
    ("reject-at-the-end", "The second wave leads past 128 bits", U128_MAX - 1, (GAS_TARGET + 1,) * 2),
)

FALL_FROM_50 = (44, 39, 35, 31, 28, 25, 22, 20, 18, 16, 14, 13, 12, 11, 10, 9, 8, *[7] * 13)
KNOWN_WALKS = {"none": (), "at-target": (FIRST,) * 10, "empty": FALL_FROM_50, "just-below": (FIRST,) * 5}


@cases("transactions/base_fee_walk")
def base_fee_walk_cases() -> Iterator[Case]:
    """Curves: what many waves of a kind do to the fee."""
    for name, title, base_fee, gas_used in WALKS:
        known = KNOWN_WALKS.get(name)
        yield Case(
            name,
            title,
            WalkInput(base_fee, gas_used),
            () if known is None else ("known-answer",),
            known=None if known is None else {"ok": {"base_fees": [str(fee) for fee in known]}},
        )
