"""Applying a wave.

Consensus hands over transactions in an order that all nodes share. Each is applied on what those before
it left. When the last is done the wave is settled: what its fees come to is burned, given to the pool of
rewards and given to the treasury; what the year's inflation brings in one wave is minted; and the base
fee of the next wave follows from the gas that this one used. None of these sums is touched while
transactions run, so that they make no two transactions depend on each other.

What a wave leaves behind is a set of changed slots, a list of events, a receipt for every transaction,
and the record of its commit with the roots of the state after it.

No money appears or vanishes but by minting and burning. After every wave `SUPPLY` less `TOTAL_BURNED` is
the sum of all balances and gas tanks.

Source: book, chapter 10, sections 10.1, 10.2 and 10.5; chapter 14, sections 14.3 and 14.4.
Decision: D-16 (counters are summed per wave), R-151, R-158 (splits), R-159 (inflation), R-200 (settling, versions
of the tree).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from pyde_spec.encoding.shapes import U64, ListOf
from pyde_spec.params.versions import Parameters
from pyde_spec.state.overlay import OverlayStack, SlotReader, WaveChanges, close_wave, open_wave
from pyde_spec.state.slot_keys import SystemSlot
from pyde_spec.transactions.application import Applied, apply_transaction
from pyde_spec.transactions.base_fee import compute_next_base_fee
from pyde_spec.transactions.context import ContractSeam, Seam, WaveContext, compute_wave_time, make_signature_check
from pyde_spec.transactions.fees import split_fee
from pyde_spec.transactions.inflation import compute_wave_inflation
from pyde_spec.transactions.ledger import add_amount, credit, get_amount, put_amount
from pyde_spec.transactions.system_accounts import REWARD_POOL_ADDRESS, TREASURY_ADDRESS
from pyde_spec.types.primitives import ChainId, Quanta, Round, VertexHash, WaveId
from pyde_spec.types.receipt import Receipt
from pyde_spec.types.transaction import Transaction
from pyde_spec.types.wave import WAVE_TRANSACTIONS_CAP


@dataclass(frozen=True, slots=True)
class Chain:
    """What a chain is from its genesis on: its id, and the time of its genesis in seconds."""

    chain_id: ChainId
    genesis_time: U64


@dataclass(frozen=True, slots=True)
class Setting:
    """What a node applies waves with: the chain, the version and preset, and what stands at the seams."""

    chain: Chain
    parameters: Parameters
    contracts: ContractSeam | None = None
    validators: Seam | None = None


@dataclass(frozen=True, slots=True)
class OrderedWave:
    """What consensus hands over: the wave, the anchor that commits it, and its transactions in canonical order."""

    wave_id: WaveId
    anchor_round: Round
    prior_anchor_round: Round | None
    anchor_hash: VertexHash
    transactions: Annotated[tuple[Transaction, ...], ListOf(WAVE_TRANSACTIONS_CAP)]


@dataclass(frozen=True, slots=True)
class WaveTotals:
    """What the transactions of a wave come to together: gas in units, money in quanta."""

    gas_used: int
    burned: Quanta
    reward_pool: Quanta
    treasury: Quanta


@dataclass(frozen=True, slots=True)
class ExecutedWave:
    """What a wave leaves behind: changes and events, a receipt a transaction in order, the next base fee."""

    changes: WaveChanges
    receipts: tuple[Receipt, ...]
    next_base_fee: Quanta


def make_wave_context(below: SlotReader, wave: OrderedWave, setting: Setting) -> WaveContext:
    """What the transactions of this wave share. The base fee is the one that the state holds.

    Rejects as `compute_wave_time`.
    """
    parameters = setting.parameters
    return WaveContext(
        chain_id=setting.chain.chain_id,
        wave_id=wave.wave_id,
        wave_time=compute_wave_time(setting.chain.genesis_time, wave.anchor_round, parameters.sizes),
        base_fee=get_amount(open_wave(below, wave.wave_id), SystemSlot.BASE_FEE),
        parameters=parameters,
        check=make_signature_check(parameters.rules),
        contracts=setting.contracts,
        validators=setting.validators,
    )


def execute_wave(below: SlotReader, wave: OrderedWave, setting: Setting) -> ExecutedWave:
    """Apply the transactions of the wave in order to the state below, and settle.

    From a valid state it rejects nothing but a wave whose time does not fit, as `compute_wave_time`.
    """
    return execute_in_context(below, wave.transactions, make_wave_context(below, wave, setting))


def execute_in_context(below: SlotReader, transactions: Iterable[Transaction], context: WaveContext) -> ExecutedWave:
    """Apply transactions in order to the state below, in this context, and settle the wave."""
    state = open_wave(below, context.wave_id)
    totals = WaveTotals(0, 0, 0, 0)
    receipts: list[Receipt] = []
    for tx_index, transaction in enumerate(transactions):
        applied = apply_transaction(state, tx_index, transaction, totals.gas_used, context)
        state = applied.state
        totals = add_to_totals(totals, applied)
        receipts.append(applied.receipt)
    next_base_fee = compute_next_base_fee(context.base_fee, totals.gas_used)
    state = settle_wave(state, totals, context)
    state = put_amount(state, SystemSlot.BASE_FEE, next_base_fee)
    return ExecutedWave(close_wave(state), tuple(receipts), next_base_fee)


def add_to_totals(totals: WaveTotals, applied: Applied) -> WaveTotals:
    """The totals with one transaction more. Its fee is split by itself, so each split has its own remainder."""
    split = split_fee(applied.receipt.fee_paid)
    return WaveTotals(
        gas_used=totals.gas_used + applied.receipt.gas_used,
        burned=totals.burned + split.burned,
        reward_pool=totals.reward_pool + split.reward_pool,
        treasury=totals.treasury + split.treasury + applied.to_treasury,
    )


def settle_wave(state: OverlayStack, totals: WaveTotals, context: WaveContext) -> OverlayStack:
    """Give what the wave took to where it belongs, and mint. Rejects with `AMOUNT_OVERFLOW`."""
    minted = compute_wave_inflation(context.wave_id, context.parameters.sizes)
    state = add_amount(state, SystemSlot.TOTAL_BURNED, totals.burned)
    state = add_amount(state, SystemSlot.SUPPLY, minted)
    state = credit(state, REWARD_POOL_ADDRESS, totals.reward_pool + minted)
    return credit(state, TREASURY_ADDRESS, totals.treasury)
