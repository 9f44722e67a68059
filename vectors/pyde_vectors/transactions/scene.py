"""The people, contracts and states of the vectors of transactions, and how they sign.

The people have the committed test keys, so every signature here is a real one. A signature takes some
twenty milliseconds, so the expanded keys and the signatures are kept for the run.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from hashlib import shake_256

from pyde_spec.accounts.addresses import compute_eoa_address
from pyde_spec.accounts.authorisation import IndexedSignature, MultiSignature
from pyde_spec.accounts.record import Account, AccountType, get_empty_account
from pyde_spec.crypto.falcon_hash_to_point import compute_signed_bytes
from pyde_spec.crypto.falcon_secret_key import decode_secret_key
from pyde_spec.crypto.falcon_sign import ExpandedKey, expand_secret_key, sign_with_stream
from pyde_spec.crypto.falcon_signature_forms import SignatureForm, encode_signature
from pyde_spec.crypto.falcon_stream import ShakeStream
from pyde_spec.encoding.encoder import encode
from pyde_spec.state.overlay import OverlayStack, close_wave, open_wave
from pyde_spec.state.slot_keys import SystemSlot
from pyde_spec.transactions.ledger import get_amount, put_account, put_amount
from pyde_spec.transactions.wave import Chain
from pyde_spec.types.auth_keys import MultiSig, SingleKey
from pyde_spec.types.primitives import SlotKey, Value
from pyde_spec.types.transaction import Sender, Transaction, TransactionType
from pyde_spec.types.transaction_hash import compute_transaction_hash
from pyde_vectors.crypto.falcon_test_keys import load_test_keys

PYDE = 10**9
CHAIN = Chain(chain_id=31_337, genesis_time=1_800_000_000)
BASE_FEE = 50
WEALTH = 1_000 * PYDE
SEED_SIZE = 32

Slots = tuple[tuple[SlotKey, Value], ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a key: the number of the test key, the key, and the address that follows from it."""

    number: int
    public_key: bytes
    address: bytes


def make_person(number: int) -> Person:
    """The person with the test key of this number."""
    public_key = load_test_keys()[number].public_key
    return Person(number, public_key, compute_eoa_address(public_key))


ALICE, BOB, CAROL, DAVE, ERIN, FRANK = (make_person(number) for number in range(6))
STRANGER = bytes([0x57]) * 32
CONTRACT = bytes([0xC0]) * 32
CODE_HASH = bytes([0xC1]) * 32


@dataclass(frozen=True, slots=True)
class Below:
    """A state that is nothing but its slots."""

    slots: Mapping[SlotKey, Value]

    def get_slot(self, key: SlotKey) -> Value | None:
        """What the slot holds."""
        return self.slots.get(key)


def open_empty() -> OverlayStack:
    """The overlays of wave 0 over a state that holds nothing."""
    return open_wave(Below({}), 0)


def list_slots(state: OverlayStack) -> Slots:
    """Every slot of a state that began empty, in order of key."""
    return tuple([(write.key, write.value) for write in close_wave(state).writes if write.value is not None])


def make_user(person: Person, balance: int = WEALTH) -> Account:
    """The account of a person who has registered the key."""
    return replace(get_empty_account(person.address), balance=balance, auth_keys=SingleKey(person.public_key))


def make_group(address: bytes, people: tuple[Person, ...], threshold: int) -> Account:
    """The account of several people, of whom some sign together."""
    keys = MultiSig(tuple([person.public_key for person in people]), threshold)
    return replace(get_empty_account(address), balance=WEALTH, auth_keys=keys)


def make_contract(address: bytes = CONTRACT, balance: int = 0, gas_tank: int = 0) -> Account:
    """The account of a contract."""
    return replace(
        get_empty_account(address),
        account_type=AccountType.CONTRACT,
        code_hash=CODE_HASH,
        balance=balance,
        gas_tank=gas_tank,
    )


def put_accounts(state: OverlayStack, *accounts: Account) -> OverlayStack:
    """The state with more accounts, whose money is counted in the supply."""
    for account in accounts:
        state = put_account(state, account)
    more = sum(account.balance + account.gas_tank for account in accounts)
    return put_amount(state, SystemSlot.SUPPLY, get_amount(state, SystemSlot.SUPPLY) + more)


def make_state(*accounts: Account, base_fee: int = BASE_FEE) -> OverlayStack:
    """A state with these accounts and a base fee."""
    return put_amount(put_accounts(open_empty(), *accounts), SystemSlot.BASE_FEE, base_fee)


def make_transfer(person: Person, to: bytes, value: int, nonce: int = 0) -> Transaction:
    """A transfer, not signed yet."""
    return Transaction(
        from_=person.address,
        to=to,
        value=value,
        data=b"",
        gas_limit=21_000,
        nonce=nonce,
        signature=b"",
        fee_payer=Sender(),
        access_list=(),
        deadline=None,
        chain_id=CHAIN.chain_id,
        tx_type=TransactionType.STANDARD,
    )


@cache
def expand_key(number: int) -> ExpandedKey:
    """The test key of this number, ready to sign."""
    return expand_secret_key(decode_secret_key(load_test_keys()[number].secret_key))


@cache
def sign_message(number: int, message: bytes, form: SignatureForm = SignatureForm.COMPRESSED) -> bytes:
    """The test key's signature over a message; the salt and the sampling follow from key and message."""
    stream = ShakeStream(shake_256(bytes([number]) + message).digest(SEED_SIZE))
    return encode_signature(form, sign_with_stream(expand_key(number), compute_signed_bytes(message), stream))


def sign(transaction: Transaction, person: Person, form: SignatureForm = SignatureForm.COMPRESSED) -> Transaction:
    """The transaction, signed by a sender with one key."""
    return replace(transaction, signature=sign_message(person.number, compute_transaction_hash(transaction), form))


def sign_together(transaction: Transaction, signers: Mapping[int, Person]) -> Transaction:
    """The transaction, signed by several: people by the index of their key."""
    message = compute_transaction_hash(transaction)
    entries = tuple([IndexedSignature(index, sign_message(who.number, message)) for index, who in signers.items()])
    return replace(transaction, signature=encode(MultiSignature, entries))
