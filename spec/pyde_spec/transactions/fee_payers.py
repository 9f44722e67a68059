"""Who pays.

A transaction names who pays for its gas: its sender; the tank of the contract that it calls; or the tank
of a third contract, a paymaster. Before it runs, whoever pays must have as much as the whole gas limit
would cost. That much is the *reserve*. Afterwards what was used is taken, and never more.

A sender pays from what it can spend beside the value that it sends; tokens that are still locked pay for
nothing. A sponsor has to be asked: its code says whether it pays for this sender and this call. Asking
costs at most 100,000 gas, part of the limit of the transaction, so that a sponsored transaction needs
that much room above its own price. It is asked once, when the transaction is judged. A sponsor that
refuses has worked for nothing; F-33 says what that opens.

A registration of a key costs nothing, so nobody is asked.

Source: book, chapter 10, sections 10.1 and 10.7; chapter 14, section 14.6.
Decision: R-196 (sponsors), R-197 (the order of what is asked).  Finding: F-33.
"""

from pyde_spec.rejections import Reason, Rejected
from pyde_spec.state.overlay import OverlayStack
from pyde_spec.transactions.context import ContractSeam, WaveContext
from pyde_spec.transactions.fees import compute_reserve
from pyde_spec.transactions.ledger import debit, debit_tank, get_record
from pyde_spec.transactions.native_transfer import is_contract
from pyde_spec.transactions.vesting_ledger import get_spendable
from pyde_spec.types.primitives import Address, Gas, Quanta
from pyde_spec.types.transaction import GasTank, Paymaster, Sender, Transaction, TransactionType

SPONSORSHIP_GAS_MAX = 100_000


def get_sponsor(transaction: Transaction) -> Address | None:
    """The contract whose tank pays; None when the sender does."""
    payer = transaction.fee_payer
    if isinstance(payer, Sender):
        return None
    return payer.address if isinstance(payer, Paymaster) else transaction.to


def compute_sponsorship_room(transaction: Transaction) -> Gas:
    """How much of its gas limit a transaction keeps for asking its sponsor."""
    return 0 if get_sponsor(transaction) is None else SPONSORSHIP_GAS_MAX


def validate_balance(state: OverlayStack, transaction: Transaction, context: WaveContext) -> None:
    """Raises with `BALANCE_BELOW_VALUE` unless the sender can spend the value of the transaction."""
    spendable = get_spendable(state, transaction.from_, context.wave_id)
    if spendable < transaction.value:
        raise Rejected(Reason.BALANCE_BELOW_VALUE, f"{spendable} of {transaction.value} quanta")


def validate_fee_payer(state: OverlayStack, transaction: Transaction, context: WaveContext) -> Gas:
    """What asking has used, 0 when the sender pays. Raises unless whoever pays has the reserve and is willing.

    Rejects with `FEE_OVERFLOW`. For the sender with `FEE_NOT_COVERED`, when what it can spend beside the
    value is less. For a sponsor as `validate_sponsor`.
    """
    reserve = compute_reserve(transaction.gas_limit, context.base_fee)
    sponsor = get_sponsor(transaction)
    if sponsor is not None:
        return validate_sponsor(state, transaction, sponsor, reserve, context)
    left = get_spendable(state, transaction.from_, context.wave_id) - transaction.value
    if left < reserve:
        raise Rejected(Reason.FEE_NOT_COVERED, f"{left} of {reserve} quanta")
    return 0


def validate_sponsor(
    state: OverlayStack, transaction: Transaction, sponsor: Address, reserve: Quanta, context: WaveContext
) -> Gas:
    """What asking has used. Raises unless the sponsor's tank holds the reserve and the sponsor is willing.

    Rejects with `GAS_TANK_OF_NATIVE_TYPE` when the tank of a called contract is to pay for what is no
    call; with `SPONSOR_NOT_A_CONTRACT`; with `CONTRACTS_NOT_AVAILABLE` where no chapter can ask it; with
    `SPONSOR_TANK_SHORT`; then as the seam does; then with `SPONSOR_ASKING_TOO_DEAR` when asking has used
    more than it may. Checked in this order.
    """
    if transaction.fee_payer == GasTank() and transaction.tx_type is not TransactionType.STANDARD:
        raise Rejected(Reason.GAS_TANK_OF_NATIVE_TYPE, transaction.tx_type.name.lower())
    if not is_contract(state, sponsor):
        raise Rejected(Reason.SPONSOR_NOT_A_CONTRACT)
    contracts = get_contracts(context)
    held = get_record(state, sponsor).gas_tank
    if held < reserve:
        raise Rejected(Reason.SPONSOR_TANK_SHORT, f"{held} of {reserve} quanta")
    asking_gas = contracts.compute_sponsorship_gas(state, transaction, context)
    if asking_gas > SPONSORSHIP_GAS_MAX:
        raise Rejected(Reason.SPONSOR_ASKING_TOO_DEAR, f"{asking_gas}")
    return asking_gas


def get_contracts(context: WaveContext) -> ContractSeam:
    """The seam of the chapters on contracts. Rejects with `CONTRACTS_NOT_AVAILABLE` while it is empty."""
    if context.contracts is None:
        raise Rejected(Reason.CONTRACTS_NOT_AVAILABLE)
    return context.contracts


def charge_fee(state: OverlayStack, transaction: Transaction, fee: Quanta) -> OverlayStack:
    """Take the fee from whoever pays. Rejects with `AMOUNT_UNDERFLOW`, where no valid state leads."""
    sponsor = get_sponsor(transaction)
    return debit(state, transaction.from_, fee) if sponsor is None else debit_tank(state, sponsor, fee)
