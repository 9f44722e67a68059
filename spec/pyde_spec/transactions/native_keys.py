"""Registering and rotating keys.

An account that somebody has paid into has no keys yet; its first transaction registers one. That
transaction is unlike any other. There is no key that could sign it and no price, since nothing could be
asked of an account that nobody controls yet. It says one thing, the key, and spends no nonce. What
protects it is that the key has to hash to the address: anybody may send it, and nobody can send a wrong
one. Every field that it could have beside the key is fixed, since a stranger would choose it: there is
one registration of a key on a chain. Since nobody pays, a registration that does not hold is refused and not undone.

A rotation is an ordinary transaction, signed by the keys in force.

Source: book, chapter 11, sections 11.5 and 11.8 (type 13).
Decision: R-28, R-29, R-193 (the form of a registration).
"""

from pyde_spec.accounts.key_rotation import register_key, rotate_keys
from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import U32
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.state.overlay import OverlayStack
from pyde_spec.transactions.context import WaveContext
from pyde_spec.transactions.ledger import get_account, put_account
from pyde_spec.transactions.native_events import NativeEvent, emit_native_event
from pyde_spec.transactions.outcome import Outcome, make_success
from pyde_spec.transactions.payloads import decode_payload, validate_payload_alone
from pyde_spec.types.auth_keys import AuthKeys
from pyde_spec.types.primitives import FalconPublicKey, Gas
from pyde_spec.types.transaction import Sender, Transaction

REGISTRATION_GAS = 0
ROTATION_GAS = 41_000


def validate_registration(state: OverlayStack, transaction: Transaction) -> None:
    """Raises unless the transaction is nothing but a key, and the account may register it.

    Rejects with the reasons of `validate_payload_alone`, then `REGISTRATION_NOT_BARE` for a gas limit, a
    nonce, a signature, another payer, an access list or a deadline, then `PAYLOAD_MALFORMED`, then with the reasons
    of `register_key`. Checked in this order.
    """
    validate_payload_alone(transaction)
    is_bare = (
        transaction.gas_limit == 0  # nothing to pay with
        and transaction.nonce == 0  # no nonce is spent
        and not transaction.signature  # nobody could sign
        and transaction.fee_payer == Sender()  # nobody pays
        and not transaction.access_list  # touches the sender alone
        and transaction.deadline is None  # nobody signed one
    )
    if not is_bare:
        raise Rejected(Reason.REGISTRATION_NOT_BARE)
    public_key = decode_payload(FalconPublicKey, transaction)
    register_key(get_account(state, transaction.from_), public_key)


def compute_registration_gas(transaction: Transaction) -> Gas:
    """A registration is free."""
    return REGISTRATION_GAS


def apply_registration(state: OverlayStack, transaction: Transaction, context: WaveContext) -> Outcome:
    """Give the account its first key. Rejects as `register_key`."""
    # GAS
    gas_used = compute_registration_gas(transaction)
    # MEMORY
    public_key = decode_payload(FalconPublicKey, transaction)
    # CHECKS
    account = register_key(get_account(state, transaction.from_), public_key)
    # EFFECT
    state = put_account(state, account)
    state = emit_native_event(state, NativeEvent.KEY_REGISTERED, transaction.from_, b"")
    return make_success(state, gas_used)


def validate_rotation(state: OverlayStack, transaction: Transaction) -> None:
    """Raises unless the form is that of a rotation.

    Rejects with the reasons of `validate_payload_alone`, then `PAYLOAD_MALFORMED`.
    """
    validate_payload_alone(transaction)
    decode_payload(AuthKeys, transaction)


def compute_rotation_gas(transaction: Transaction) -> Gas:
    """The price of a rotation: a transfer's, and as much again as a signature, for the keys that are stored."""
    return ROTATION_GAS


def apply_rotation(state: OverlayStack, transaction: Transaction, context: WaveContext) -> Outcome:
    """Give the account new keys. Rejects as `rotate_keys`."""
    # GAS
    gas_used = compute_rotation_gas(transaction)
    # MEMORY
    new_keys = decode_payload(AuthKeys, transaction)
    # CHECKS
    account = rotate_keys(get_account(state, transaction.from_), new_keys)
    # EFFECT
    state = put_account(state, account)
    state = emit_native_event(state, NativeEvent.KEYS_ROTATED, transaction.from_, encode(U32, account.key_nonce))
    return make_success(state, gas_used)
