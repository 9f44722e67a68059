"""The treasury.

What the treasury holds leaves it in one way: its signers pay it to an address. They may also hand their
office to others; so may the signers for emergencies.

Whom a payment is for stands in the payload, where the signers have signed it. The transaction itself goes
to the zero address and moves nothing, which is asked of its form. A payment is for another account than
the treasury, and than the one that sends the transaction. The sources need the last rule for clients that
write the sender's account back when the transaction is done; here it keeps them all in agreement.

Source: book, chapter 14, sections 14.8 and 14.10; chapter 15, section 15.4; chapter 11, section 11.7.
Decision: R-165 (two sets of signers), R-167 (order of checks).
"""

from pyde_spec.rejections import Reason, Rejected
from pyde_spec.state.overlay import OverlayStack
from pyde_spec.transactions.context import WaveContext
from pyde_spec.transactions.ledger import credit, debit
from pyde_spec.transactions.multisig_payload import MultisigPayload, SignerRole, SignerRotation, TreasurySpend
from pyde_spec.transactions.signer_sets import SignerSet, apply_authority, put_signer_set, validate_signer_set
from pyde_spec.transactions.system_accounts import TREASURY_ADDRESS
from pyde_spec.types.primitives import ZERO_ADDRESS, Address


def validate_treasury_spend(sender: Address, spend: TreasurySpend) -> None:
    """Raises unless a payment is one that the treasury makes, whoever signs it.

    Rejects with `TREASURY_SPEND_OF_NOTHING`, `TREASURY_SPEND_TO_ZERO`, `TREASURY_SPEND_TO_ITSELF` and
    `TREASURY_SPEND_TO_SENDER`, in this order.
    """
    if spend.value == 0:
        raise Rejected(Reason.TREASURY_SPEND_OF_NOTHING)
    if spend.target == ZERO_ADDRESS:
        raise Rejected(Reason.TREASURY_SPEND_TO_ZERO)
    if spend.target == TREASURY_ADDRESS:
        raise Rejected(Reason.TREASURY_SPEND_TO_ITSELF)
    if spend.target == sender:
        raise Rejected(Reason.TREASURY_SPEND_TO_SENDER)


def apply_treasury_spend(
    state: OverlayStack, sender: Address, payload: MultisigPayload, context: WaveContext
) -> OverlayStack:
    """Pay what the treasury's signers have signed, and spend their nonce.

    Rejects with the reasons of `validate_treasury_spend`, those of `apply_authority`, `AMOUNT_UNDERFLOW`
    when the treasury holds less, and `AMOUNT_OVERFLOW`, in this order.
    """
    spend = payload.body
    assert isinstance(spend, TreasurySpend), "the payload was read as that of a payment"
    validate_treasury_spend(sender, spend)
    authorised = apply_authority(state, SignerRole.TREASURY, payload, context)
    return credit(debit(authorised, TREASURY_ADDRESS, spend.value), spend.target, spend.value)


def apply_signer_rotation(state: OverlayStack, payload: MultisigPayload, context: WaveContext) -> OverlayStack:
    """Replace a set of signers by one that its members have signed, and spend their nonce.

    The nonce goes on where it is: what was signed under the old set cannot come back under a later one.
    Rejects with the reasons of `validate_signer_set` for the new set, then those of `apply_authority`.
    """
    rotation = payload.body
    assert isinstance(rotation, SignerRotation), "the payload was read as that of a rotation"
    new_set = SignerSet(rotation.new_keys, rotation.new_threshold)
    validate_signer_set(new_set)
    authorised = apply_authority(state, rotation.role, payload, context)
    return put_signer_set(authorised, rotation.role, new_set)
