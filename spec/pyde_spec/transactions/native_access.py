"""What native types touch.

A sender names the accounts and slots that its call may touch; what a native type touches follows from the
transaction itself. So the schedule of a wave knows it without being told, and a sender need not list the
record of a name or the pool of the airdrop.

Every transaction reads the end of an emergency pause. An order to pause or to resume writes it, and so
stands in nobody's group: nothing runs beside it.

What a sponsor reads when it is asked is not in the set of a native transaction. It is the sponsor's own
storage, and the record of the sponsor is written, so nothing that could change it runs beside.

Types that stop at a seam may touch everything, until the chapters behind the seams say what they do. A
call touches what its access list names. Whatever stands at the seam of contracts has to keep a contract
from reaching anything else; the conflicts of a wave, and with them its result, rest on that.

The wave's gas is not in here. What that means for the order of transactions is said where schedules are.

Source: book, chapter 9, section 9.3.  Decision: D-16, R-207 (what native types touch).
"""

from collections.abc import Callable

from pyde_spec.execution.access_sets import (
    UNDECLARED_ACCESS,
    AccessSet,
    compute_declared_access,
    compute_implicit_access,
    extend_access,
)
from pyde_spec.rejections import Rejected
from pyde_spec.state.slot_keys import (
    AccountSlot,
    IndexedSlot,
    SystemSlot,
    compute_account_key,
    compute_indexed_key,
    compute_system_key,
)
from pyde_spec.transactions.airdrop_proof import decode_airdrop_claim
from pyde_spec.transactions.multisig_payload import SignerRole, SignerRotation, TreasurySpend
from pyde_spec.transactions.native_gas_tanks import GasTankWithdrawal
from pyde_spec.transactions.native_names import NameRegister, NameRenew, NameTransfer, compute_contract_name_key
from pyde_spec.transactions.native_signers import get_order
from pyde_spec.transactions.native_types import CONTRACT_TYPES, VALIDATOR_TYPES
from pyde_spec.transactions.payloads import decode_payload
from pyde_spec.transactions.signer_sets import SIGNER_SLOTS
from pyde_spec.transactions.system_accounts import AIRDROP_POOL_ADDRESS, TREASURY_ADDRESS
from pyde_spec.types.primitives import Address, SlotKey
from pyde_spec.types.transaction import Transaction, TransactionType

Keys = tuple[SlotKey, ...]
Touched = tuple[Keys, Keys]
"""Keys that are read, and keys that are written."""

PAUSE_KEY = compute_system_key(SystemSlot.EMERGENCY_PAUSE_END_WAVE)
AIRDROP_KEYS = (compute_system_key(SystemSlot.AIRDROP_ROOT), compute_system_key(SystemSlot.AIRDROP_DEADLINE))


def compute_access(transaction: Transaction) -> AccessSet:
    """All that a transaction may touch, and nothing known of one that declares nothing or stops at a seam."""
    if transaction.tx_type in CONTRACT_TYPES or transaction.tx_type in VALIDATOR_TYPES:
        return UNDECLARED_ACCESS
    reads, writes = compute_touched(transaction)
    return extend_access(compute_own_access(transaction), (PAUSE_KEY, *reads), writes)


def compute_own_access(transaction: Transaction) -> AccessSet:
    """What the transaction declares. A registration may have no list, and touches what every transaction does."""
    if transaction.tx_type is TransactionType.REGISTER_PUBKEY:
        return compute_implicit_access(transaction)
    return compute_declared_access(transaction)


def compute_touched(transaction: Transaction) -> Touched:
    """What the native type touches beside what every transaction does.

    A transaction whose payload is malformed is refused for that and touches nothing more.
    """
    compute = TOUCHED_BY_TYPE.get(transaction.tx_type)
    if compute is None:
        return (), ()
    try:
        return compute(transaction)
    except Rejected:
        return (), ()


def compute_record_key(address: Address) -> SlotKey:
    """The key of an account's record."""
    return compute_account_key(address, AccountSlot.RECORD)


def compute_touched_by_keys(transaction: Transaction) -> Touched:
    """Registering and rotating write the keys of the sender."""
    return (), (compute_account_key(transaction.from_, AccountSlot.AUTH_KEYS),)


def compute_touched_by_withdrawal(transaction: Transaction) -> Touched:
    """Emptying a tank pays the recipient."""
    withdrawal: GasTankWithdrawal = decode_payload(GasTankWithdrawal, transaction)
    return (), (compute_record_key(withdrawal.recipient),)


def compute_touched_by_name_registration(transaction: Transaction) -> Touched:
    """Registering a name looks whether its target is a contract."""
    payload: NameRegister = decode_payload(NameRegister, transaction)
    return (compute_record_key(payload.target),), (compute_contract_name_key(payload.name),)


def compute_touched_by_name_renewal(transaction: Transaction) -> Touched:
    """Renewing writes the name's record."""
    payload: NameRenew = decode_payload(NameRenew, transaction)
    return (), (compute_contract_name_key(payload.name),)


def compute_touched_by_name_transfer(transaction: Transaction) -> Touched:
    """Passing a name on writes the name's record."""
    payload: NameTransfer = decode_payload(NameTransfer, transaction)
    return (), (compute_contract_name_key(payload.name),)


def compute_touched_by_claim(transaction: Transaction) -> Touched:
    """A claim takes from the pool and marks its leaf."""
    claim = decode_airdrop_claim(transaction.data)
    claimed = compute_indexed_key(IndexedSlot.AIRDROP_CLAIMED, claim.leaf_index)
    return AIRDROP_KEYS, (compute_record_key(AIRDROP_POOL_ADDRESS), claimed)


def compute_touched_by_sweep(transaction: Transaction) -> Touched:
    """A sweep moves the pool to the treasury."""
    return AIRDROP_KEYS, (compute_record_key(AIRDROP_POOL_ADDRESS), compute_record_key(TREASURY_ADDRESS))


def compute_touched_by_order(transaction: Transaction) -> Touched:
    """An order spends the nonce of its signers, and does what it says."""
    order = get_order(transaction)
    if isinstance(order.body, TreasurySpend):
        paid = (compute_record_key(TREASURY_ADDRESS), compute_record_key(order.body.target))
        return compute_signer_keys(SignerRole.TREASURY), (*paid, compute_nonce_key(SignerRole.TREASURY))
    if isinstance(order.body, SignerRotation):
        return (), (*compute_signer_keys(order.body.role), compute_nonce_key(order.body.role))
    return compute_signer_keys(SignerRole.EMERGENCY), (PAUSE_KEY, compute_nonce_key(SignerRole.EMERGENCY))


def compute_signer_keys(role: SignerRole) -> Keys:
    """Where a set of signers and its threshold lie."""
    slots = SIGNER_SLOTS[role]
    return compute_system_key(slots.signers), compute_system_key(slots.threshold)


def compute_nonce_key(role: SignerRole) -> SlotKey:
    """Where the nonce of a set of signers lies."""
    return compute_system_key(SIGNER_SLOTS[role].nonce)


TOUCHED_BY_TYPE: dict[TransactionType, Callable[[Transaction], Touched]] = {
    TransactionType.REGISTER_PUBKEY: compute_touched_by_keys,
    TransactionType.ROTATE_KEYS: compute_touched_by_keys,
    TransactionType.GAS_TANK_WITHDRAW: compute_touched_by_withdrawal,
    TransactionType.NAME_REGISTER: compute_touched_by_name_registration,
    TransactionType.NAME_RENEW: compute_touched_by_name_renewal,
    TransactionType.NAME_TRANSFER: compute_touched_by_name_transfer,
    TransactionType.CLAIM_AIRDROP: compute_touched_by_claim,
    TransactionType.SWEEP_AIRDROP: compute_touched_by_sweep,
    TransactionType.MULTISIG_TX: compute_touched_by_order,
    TransactionType.ROTATE_MULTISIG: compute_touched_by_order,
    TransactionType.EMERGENCY_PAUSE: compute_touched_by_order,
    TransactionType.EMERGENCY_RESUME: compute_touched_by_order,
}
"""How each type that touches more than its sender names says so."""
