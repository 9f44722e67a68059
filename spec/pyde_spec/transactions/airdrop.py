"""The airdrop.

What genesis sets aside for an airdrop lies in the account of its pool. Until the deadline, a gift is
claimed by the address that it is for; each can be claimed once. After the deadline, what is left in the
pool goes to the treasury, by a transaction that anybody may send. The wave of the deadline itself is
the last one for claims, so no wave serves both.

A chain has an airdrop when its state holds a root. What a claim moves it moves out of the pool: if the
tree promises more than the pool has, the last to come find too little there and are refused.

A claimed gift leaves one byte under its index. Nothing ever removes it.

Source: book, chapter 14, section 14.7.
Decision: R-163 (order of checks, no airdrop, gifts of nothing, empty pool).
"""

from pyde_spec.encoding.shapes import U64
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.state.overlay import OverlayStack, get_slot, write_slot
from pyde_spec.state.slot_keys import IndexedSlot, SystemSlot, compute_indexed_key, compute_system_key
from pyde_spec.transactions.airdrop_proof import AirdropClaim, AirdropLeaf, compute_airdrop_root
from pyde_spec.transactions.ledger import credit, debit, get_count, get_record
from pyde_spec.transactions.system_accounts import AIRDROP_POOL_ADDRESS, TREASURY_ADDRESS
from pyde_spec.types.primitives import Address, Hash32, WaveId

CLAIMED = b"\x01"
SWEEP_GAS = 40_000


def get_airdrop_root(state: OverlayStack) -> Hash32:
    """The root of the airdrop's tree. Rejects with `AIRDROP_NOT_CONFIGURED` when the chain has none."""
    root = get_slot(state, compute_system_key(SystemSlot.AIRDROP_ROOT))
    if root is None:
        raise Rejected(Reason.AIRDROP_NOT_CONFIGURED)
    return root


def is_airdrop_open(state: OverlayStack, wave_id: WaveId) -> bool:
    """Whether gifts can still be claimed in this wave: up to the deadline and in its wave."""
    return wave_id <= get_count(state, SystemSlot.AIRDROP_DEADLINE)


def is_airdrop_claimed(state: OverlayStack, leaf_index: U64) -> bool:
    """Whether the gift of this index has been claimed."""
    return get_slot(state, compute_indexed_key(IndexedSlot.AIRDROP_CLAIMED, leaf_index)) is not None


def validate_airdrop_claim(state: OverlayStack, claimant: Address, claim: AirdropClaim, wave_id: WaveId) -> None:
    """Raises unless the gift is the claimant's to have.

    Rejects with `AIRDROP_NOT_CONFIGURED`, `AIRDROP_CLOSED`, `AIRDROP_AMOUNT_ZERO`,
    `AIRDROP_ALREADY_CLAIMED`, `AIRDROP_INDEX_OUTSIDE_TREE` and `AIRDROP_PROOF_MISMATCH`, in this order:
    all that is cheap before the hashes.
    """
    root = get_airdrop_root(state)
    if not is_airdrop_open(state, wave_id):
        raise Rejected(Reason.AIRDROP_CLOSED, f"in wave {wave_id}")
    if claim.amount == 0:
        raise Rejected(Reason.AIRDROP_AMOUNT_ZERO)
    if is_airdrop_claimed(state, claim.leaf_index):
        raise Rejected(Reason.AIRDROP_ALREADY_CLAIMED, f"leaf {claim.leaf_index}")
    leaf = AirdropLeaf(claim.leaf_index, claimant, claim.amount)
    if compute_airdrop_root(leaf, claim.siblings) != root:
        raise Rejected(Reason.AIRDROP_PROOF_MISMATCH)


def apply_claim_airdrop(state: OverlayStack, claimant: Address, claim: AirdropClaim, wave_id: WaveId) -> OverlayStack:
    """Move a gift from the pool to the claimant and note that it is claimed.

    Rejects with the reasons of `validate_airdrop_claim`, then `AMOUNT_UNDERFLOW` when the pool holds less
    than the gift, then `AMOUNT_OVERFLOW`.
    """
    validate_airdrop_claim(state, claimant, claim, wave_id)
    paid = credit(debit(state, AIRDROP_POOL_ADDRESS, claim.amount), claimant, claim.amount)
    return write_slot(paid, compute_indexed_key(IndexedSlot.AIRDROP_CLAIMED, claim.leaf_index), CLAIMED)


def apply_sweep_airdrop(state: OverlayStack, wave_id: WaveId) -> OverlayStack:
    """Move all that the pool holds to the treasury, in a wave after the deadline.

    Rejects with `AIRDROP_NOT_CONFIGURED`, `AIRDROP_STILL_OPEN`, `AIRDROP_POOL_EMPTY` and
    `AMOUNT_OVERFLOW`, in this order.
    """
    get_airdrop_root(state)
    if is_airdrop_open(state, wave_id):
        raise Rejected(Reason.AIRDROP_STILL_OPEN, f"in wave {wave_id}")
    left = get_record(state, AIRDROP_POOL_ADDRESS).balance
    if left == 0:
        raise Rejected(Reason.AIRDROP_POOL_EMPTY)
    return credit(debit(state, AIRDROP_POOL_ADDRESS, left), TREASURY_ADDRESS, left)
