"""A mock of the chapters on contracts.

It stands at the seam until those chapters fill it, and beside them where a test wants a contract that
does exactly what it is told. The data of a call are a *script*: steps that the contract carries out in
order, in Borsh. A script can use gas, write slots of the contract, emit events, pay out of the contract's
balance, revert and trap. To use more gas than there is traps. So does a step that would write a slot or
pay an account that a call with an access list does not declare.

A contract pays for a sender that its storage names: when the slot whose name is the sender's address
holds something, of at most eight bytes. These say how much gas asking costs, little-endian.

A deployment makes a contract whose code is the data as they stand. Transactions about the life of a
contract change nothing.

Decision: D-16 (what a list enforces), R-187 (seams and their mocks).
"""

from dataclasses import dataclass, replace
from typing import Annotated

from pyde_spec.accounts.addresses import compute_create_address
from pyde_spec.accounts.record import AccountType
from pyde_spec.crypto.provider import poseidon2_hash
from pyde_spec.encoding.decoder import decode
from pyde_spec.encoding.shapes import Bytes32, ListOf, TaggedUnion, VariableBytes, Variant
from pyde_spec.execution.access_sets import AccessSet, compute_declared_access
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.state.overlay import OverlayStack, emit_event, get_slot, write_slot
from pyde_spec.state.slot_keys import AccountSlot, compute_account_key, compute_storage_key
from pyde_spec.transactions.context import WaveContext
from pyde_spec.transactions.fee_payers import get_sponsor
from pyde_spec.transactions.ledger import checked_add, credit, debit, get_record, put_record
from pyde_spec.transactions.outcome import Outcome, make_success
from pyde_spec.transactions.payloads import decode_payload, validate_no_target
from pyde_spec.types.primitives import Address, Gas, Quanta, SlotKey, Topic
from pyde_spec.types.receipt import Reverted, Success, Trapped
from pyde_spec.types.transaction import Transaction, TransactionType

SCRIPT_CAP = 64
SCRIPT_BYTES_CAP = 1024
CALL_GAS = 21_000
PRICE_SIZE_MAX = 8


@dataclass(frozen=True, slots=True)
class UseGas:
    """Use this much gas."""

    gas: Gas


@dataclass(frozen=True, slots=True)
class WriteSlot:
    """Write a slot of the contract's storage."""

    slot: Bytes32
    value: Annotated[bytes, VariableBytes(SCRIPT_BYTES_CAP)]


@dataclass(frozen=True, slots=True)
class Emit:
    """Emit an event with one topic."""

    topic: Topic
    data: Annotated[bytes, VariableBytes(SCRIPT_BYTES_CAP)]


@dataclass(frozen=True, slots=True)
class Pay:
    """Pay out of the contract's balance; more than it holds traps."""

    to: Address
    amount: Quanta


@dataclass(frozen=True, slots=True)
class Revert:
    """Undo the call and say why."""

    data: Annotated[bytes, VariableBytes(SCRIPT_BYTES_CAP)]


@dataclass(frozen=True, slots=True)
class Trap:
    """Break down."""


ScriptStep = Annotated[
    UseGas | WriteSlot | Emit | Pay | Revert | Trap,
    TaggedUnion(
        Variant(0, "use_gas", UseGas),
        Variant(1, "write_slot", WriteSlot),
        Variant(2, "emit", Emit),
        Variant(3, "pay", Pay),
        Variant(4, "revert", Revert),
        Variant(5, "trap", Trap),
    ),
]
Script = Annotated[tuple[ScriptStep, ...], ListOf(SCRIPT_CAP)]


@dataclass(frozen=True, slots=True)
class MockContracts:
    """The mock. It keeps nothing: all that it changes is the state that it is given."""

    def validate(self, state: OverlayStack, transaction: Transaction, context: WaveContext) -> None:
        """A call carries a script, and a deployment is sent to nobody."""
        if transaction.tx_type is TransactionType.STANDARD:
            decode_payload(Script, transaction)
        elif transaction.tx_type is TransactionType.DEPLOY:
            validate_no_target(transaction)

    def apply(self, state: OverlayStack, transaction: Transaction, gas: Gas, context: WaveContext) -> Outcome:
        """Run the script, or make the contract, or do nothing."""
        if transaction.tx_type is TransactionType.STANDARD:
            return run_call(state, transaction, gas)
        if transaction.tx_type is TransactionType.DEPLOY:
            return run_deployment(state, transaction)
        return make_success(state, CALL_GAS)

    def compute_sponsorship_gas(self, state: OverlayStack, transaction: Transaction, context: WaveContext) -> Gas:
        """The price of asking. Rejects with `SPONSOR_REFUSES` unless the sponsor's storage names the sender."""
        sponsor = get_sponsor(transaction)
        assert sponsor is not None, "only a sponsored transaction asks"
        price = get_slot(state, compute_storage_key(sponsor, transaction.from_))
        if price is None or len(price) > PRICE_SIZE_MAX:
            raise Rejected(Reason.SPONSOR_REFUSES)
        return int.from_bytes(price, "little")


def run_call(state: OverlayStack, transaction: Transaction, gas: Gas) -> Outcome:
    """Move the value to the contract and carry out the steps of the script, one by one."""
    state = credit(debit(state, transaction.from_, transaction.value), transaction.to, transaction.value)
    declared = compute_declared_access(transaction)
    gas_used = CALL_GAS
    for step in decode(Script, transaction.data):
        match step:
            case UseGas(more) if gas_used + more <= gas:
                gas_used += more
            case WriteSlot(slot, value) if is_declared_write(declared, compute_storage_key(transaction.to, slot)):
                state = write_slot(state, compute_storage_key(transaction.to, slot), value)
            case Emit(topic, data):
                state = emit_event(state, transaction.to, (topic,), data)
            case Pay(to, amount) if (
                is_declared_write(declared, compute_account_key(to, AccountSlot.RECORD))
                and amount <= get_record(state, transaction.to).balance
            ):
                state = credit(debit(state, transaction.to, amount), to, amount)
            case Revert(data):
                return Outcome(state, Reverted(), gas_used, 0, None, data)
            case _:
                return Outcome(state, Trapped(), gas, 0, None, b"")
    return make_success(state, gas_used)


def is_declared_write(declared: AccessSet, key: SlotKey) -> bool:
    """Whether a call with this access set may write the leaf."""
    return declared.is_undeclared or key in declared.writes


def run_deployment(state: OverlayStack, transaction: Transaction) -> Outcome:
    """Make a contract out of the data, with the value for a balance."""
    address = compute_create_address(transaction.from_, transaction.nonce)
    record = get_record(state, address)
    contract = replace(
        record,
        account_type=AccountType.CONTRACT,
        code_hash=poseidon2_hash(transaction.data),
        balance=checked_add(record.balance, transaction.value),
    )
    state = put_record(debit(state, transaction.from_, transaction.value), contract)
    state = write_slot(state, compute_account_key(address, AccountSlot.CODE), transaction.data)
    return Outcome(state, Success(), CALL_GAS, 0, address, b"")
