"""Vectors of fees: products at both ends of their range, and splits around every rounding."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyde_spec.encoding.shapes import U64_MAX, U128_MAX
from pyde_spec.params.versions import RULES_1_0, RULES_1_1, Parameters
from pyde_spec.transactions.base_fee import GAS_CEILING
from pyde_spec.transactions.fees import FeeSplit, compute_fee, compute_reserve, split_fee
from pyde_spec.types.primitives import Gas, Quanta
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler


@dataclass(frozen=True, slots=True)
class FeeInput:
    """The gas that a transaction used, and the base fee of its wave in quanta a unit of gas."""

    gas_used: Gas
    base_fee: Quanta


@dataclass(frozen=True, slots=True)
class ReserveInput:
    """The gas limit of a transaction, and the base fee of the wave in quanta a unit of gas."""

    gas_limit: Gas
    base_fee: Quanta


@dataclass(frozen=True, slots=True)
class FeeOutput:
    """The fee, in quanta."""

    fee: Quanta


@dataclass(frozen=True, slots=True)
class ReserveOutput:
    """What the payer must be able to pay, in quanta."""

    reserve: Quanta


@dataclass(frozen=True, slots=True)
class SplitInput:
    """A fee, in quanta."""

    fee: Quanta


@dataclass(frozen=True, slots=True)
class SplitOutput:
    """Its shares, in quanta."""

    split: FeeSplit


@handler("transactions/fee", rules=[compute_fee])
def run_fee(_: Parameters, given: FeeInput) -> FeeOutput:
    """Compute a fee."""
    return FeeOutput(compute_fee(given.gas_used, given.base_fee))


@handler("transactions/reserve", rules=[compute_reserve])
def run_reserve(_: Parameters, given: ReserveInput) -> ReserveOutput:
    """Compute what must be there beforehand."""
    return ReserveOutput(compute_reserve(given.gas_limit, given.base_fee))


@handler("transactions/split_fee", rules=[split_fee])
def run_split_fee(_: Parameters, given: SplitInput) -> SplitOutput:
    """Split a fee."""
    return SplitOutput(split_fee(given.fee))


TRANSFER_GAS = 21_000

# Chapter 10, section 10.6, read in quanta; section 10.10; and the first of them at the first fee of 1.1.
BOOK_FEES = (
    ("book-transfer", "A transfer at the first base fee of 1.0", 50_000_000_000, TRANSFER_GAS, 1_050_000_000_000_000),
    ("book-congestion", "A transfer at three and a half times", 175_000_000_000, TRANSFER_GAS, 3_675_000_000_000_000),
    ("book-low-demand", "A transfer at half of it", 25_000_000_000, TRANSFER_GAS, 525_000_000_000_000),
    ("book-estimate", "The estimate of section 10.10", 50_000_000_000, 45_200, 2_260_000_000_000_000),
    ("transfer-in-1.1", "A transfer at the first base fee of 1.1", RULES_1_1.genesis_base_fee, TRANSFER_GAS, 1_050_000),
)

# 2**128 - 1 is divided by 2**64 - 1; the quotient is 2**64 + 1.
PRODUCTS = (
    ("nothing", "No gas and no base fee", 0, 0),
    ("no-gas", "No gas", 50, 0),
    ("no-base-fee", "Gas that costs nothing", 0, TRANSFER_GAS),
    ("one", "A unit of gas for a quanta", 1, 1),
    ("full-wave", "As much as a wave may use, at the first base fee of 1.0", RULES_1_0.genesis_base_fee, GAS_CEILING),
    ("all-gas", "The most gas that can be written", 1, U64_MAX),
    ("highest-base-fee", "The highest base fee", U128_MAX, 1),
    ("highest-product", "A product of exactly 2**128 - 1", U64_MAX + 2, U64_MAX),
    ("reject-one-quanta-past", "The next base fee after that", U64_MAX + 3, U64_MAX),
    ("reject-two-gas-at-the-highest", "The highest base fee, twice", U128_MAX, 2),
    ("reject-zero-when-cut", "A product that is zero in its low 128 bits", 1 << 127, 2),
    ("reject-both-highest", "The highest base fee and the most gas", U128_MAX, U64_MAX),
)


@cases("transactions/fee")
def fee_cases() -> Iterator[Case]:
    """The examples of the book, then the ends of the range."""
    for name, title, base_fee, gas_used, fee in BOOK_FEES:
        yield Case(name, title, FeeInput(gas_used, base_fee), ("known-answer",), known={"ok": {"fee": str(fee)}})
    for name, title, base_fee, gas_used in PRODUCTS:
        yield Case(
            name, title, FeeInput(gas_used, base_fee), ("overflow",) if gas_used * base_fee > U128_MAX // 2 else ()
        )


@cases("transactions/reserve")
def reserve_cases() -> Iterator[Case]:
    """The worked example of chapter 11, section 11.12, at the first fees, then the ends of the range."""
    for version, rules in (("1.0", RULES_1_0), ("1.1", RULES_1_1)):
        yield Case(
            f"sponsored-swap-in-{version}",
            f"A swap that may use 150,000 gas, at the first base fee of {version}",
            ReserveInput(150_000, rules.genesis_base_fee),
        )
    for name, title, base_fee, gas_limit in PRODUCTS:
        yield Case(
            name,
            title,
            ReserveInput(gas_limit, base_fee),
            ("overflow",) if gas_limit * base_fee > U128_MAX // 2 else (),
        )


# The shares that chapter 10, section 10.6, gives, read in quanta.
KNOWN_SPLITS = (
    ("nothing", "Nothing to split", 0, (0, 0, 0)),
    ("one", "A single quanta goes to the treasury", 1, (0, 0, 1)),
    ("nine", "Rounding leaves two to the treasury", 9, (6, 1, 2)),
    ("ten", "Ten quanta split evenly", 10, (7, 2, 1)),
    ("hundred", "A hundred quanta", 100, (70, 20, 10)),
    ("transfer-in-1.1", "A transfer at the first base fee of 1.1", 1_050_000, (735_000, 210_000, 105_000)),
    ("book-transfer", "The first example of the book", 1_050 * 10**12, (735 * 10**12, 210 * 10**12, 105 * 10**12)),
    (
        "book-congestion",
        "The second example of the book",
        3_675 * 10**12,
        (2_572_500 * 10**9, 735_000 * 10**9, 367_500 * 10**9),
    ),
)


@cases("transactions/split_fee")
def split_fee_cases() -> Iterator[Case]:
    """Known splits, each last digit, and products of more than 128 bits."""
    for name, title, fee, (burned, reward_pool, treasury) in KNOWN_SPLITS:
        split = {"burned": str(burned), "reward_pool": str(reward_pool), "treasury": str(treasury)}
        yield Case(name, title, SplitInput(fee), ("known-answer",), known={"ok": {"split": split}})
    for fee in (2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 14, 15, 16, 17, 18, 19, 99, 101):
        yield Case(f"of-{fee}", f"{fee} quanta", SplitInput(fee), ("boundary",))
    wide = (
        ("widest-without-overflow", "The largest fee whose product for the burn has 128 bits", U128_MAX // 70),
        ("burn-product-overflows", "The next one", U128_MAX // 70 + 1),
        ("reward-product-overflows", "A fee whose product for the pool has 129 bits", U128_MAX // 20 + 1),
        ("highest", "The highest fee", U128_MAX),
    )
    for name, title, fee in wide:
        yield Case(name, title, SplitInput(fee), ("overflow",))
