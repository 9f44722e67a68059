"""Vectors of registering and rotating keys, and of what a rotation does to transactions in flight."""

from collections.abc import Iterator
from dataclasses import replace

from pyde_spec.accounts.record import AccountType
from pyde_spec.encoding.encoder import encode
from pyde_spec.state.slot_keys import SystemSlot
from pyde_spec.transactions.ledger import put_count
from pyde_spec.types.auth_keys import AuthKeys, MultiSig, NoKeys, Programmable, SingleKey
from pyde_spec.types.transaction import AccessEntry, AccessType, GasTank, Transaction, TransactionType
from pyde_vectors.cases import Case, cases
from pyde_vectors.transactions.questions import ValidateInput
from pyde_vectors.transactions.scene import (
    ALICE,
    BOB,
    CAROL,
    CHAIN,
    STRANGER,
    list_slots,
    make_state,
    make_transfer,
    make_user,
    sign,
)
from pyde_vectors.transactions.waves import ask_wave, make_native

REGISTER, ROTATE = TransactionType.REGISTER_PUBKEY, TransactionType.ROTATE_KEYS
FUNDED = replace(make_user(ALICE), auth_keys=NoKeys())
UNREGISTERED_STATE = list_slots(make_state(FUNDED))
STATE = list_slots(make_state(make_user(ALICE)))
TO_BOB = SingleKey(BOB.public_key)
TO_GROUP = MultiSig((ALICE.public_key, BOB.public_key, CAROL.public_key), 2)


def make_registration(data: bytes = ALICE.public_key) -> Transaction:
    """The registration of Alice's key."""
    return replace(make_transfer(ALICE, bytes(32), 0), data=data, gas_limit=0, tx_type=REGISTER)


@cases("transactions/apply_wave")
def registrations() -> Iterator[Case]:
    """A first key, the same one again, and a first payment in the same wave."""
    registration = make_registration()
    yield Case("register-key", "The first key of an account", ask_wave(UNREGISTERED_STATE, registration))
    yield Case(
        "register-key-twice",
        "The same registration twice in a wave",
        ask_wave(UNREGISTERED_STATE, registration, registration),
    )
    payment = sign(make_transfer(ALICE, STRANGER, 5), ALICE)
    yield Case(
        "register-key-and-pay",
        "An account registers and pays in one wave",
        ask_wave(UNREGISTERED_STATE, registration, payment),
    )


@cases("transactions/validate")
def registration_forms() -> Iterator[Case]:
    """A registration that carries more than a key, and one that the account may not make."""
    bare = make_registration()
    entry = AccessEntry(STRANGER, (), AccessType.READ)
    for name, title, transaction in (
        ("usual", "A registration", bare),
        ("deadline", "With a deadline", replace(bare, deadline=7)),
        ("late", "A registration after its deadline", replace(bare, deadline=6)),
        ("chain", "For another chain", replace(bare, chain_id=1)),
        ("target", "Sent to somebody", replace(bare, to=STRANGER)),
        ("value", "With a value", replace(bare, value=1)),
        ("gas", "With a gas limit", replace(bare, gas_limit=1)),
        ("nonce", "With a nonce", replace(bare, nonce=1)),
        ("signed", "With a signature", replace(bare, signature=b"\0")),
        ("payer", "With another payer", replace(bare, fee_payer=GasTank())),
        ("access", "With an access list", replace(bare, access_list=(entry,))),
        ("short", "A key that is a byte short", make_registration(ALICE.public_key[:-1])),
        ("long", "A key with a byte too many", make_registration(ALICE.public_key + b"\0")),
        ("foreign", "Another's key", make_registration(BOB.public_key)),
        ("order-bare", "With a nonce and a key that is a byte short", replace(make_registration(b""), nonce=1)),
        ("order-payload", "With a value and a nonce", replace(bare, value=1, nonce=1)),
    ):
        yield Case(f"register-{name}", title, ValidateInput(UNREGISTERED_STATE, CHAIN, 7, transaction))
    paused = list_slots(put_count(make_state(FUNDED), SystemSlot.EMERGENCY_PAUSE_END_WAVE, 8))
    yield Case("register-paused", "A registration while the chain is paused", ValidateInput(paused, CHAIN, 7, bare))
    for name, title, account in (
        ("again", "An account that has a key", make_user(ALICE)),
        ("penniless", "An account that holds nothing", replace(FUNDED, balance=0, gas_tank=1)),
        ("system", "An account of the protocol", replace(FUNDED, account_type=AccountType.SYSTEM)),
    ):
        state = list_slots(make_state(account))
        yield Case(f"register-by-{name}", title, ValidateInput(state, CHAIN, 7, bare))


@cases("transactions/apply_wave")
def rotations() -> Iterator[Case]:
    """Every kind of new keys; and what was signed before with the old ones."""
    for name, title, keys in (
        ("key", "To another key", TO_BOB),
        ("group", "To two of three keys", TO_GROUP),
        ("none", "To no keys", NoKeys()),
        ("programmable", "To keys of the reserved kind", Programmable()),
        ("same", "To the key that is in force", SingleKey(ALICE.public_key)),
        ("threshold-zero", "To keys of which none has to sign", MultiSig((ALICE.public_key,), 0)),
    ):
        rotation = make_native(ALICE, ROTATE, encode(AuthKeys, keys))
        yield Case(f"rotate-to-{name}", title, ask_wave(STATE, rotation))
    rotation = make_native(ALICE, ROTATE, encode(AuthKeys, TO_BOB))
    old = sign(make_transfer(ALICE, STRANGER, 5, nonce=1), ALICE)
    new = sign(make_transfer(ALICE, STRANGER, 5, nonce=1), BOB)
    yield Case("rotate-then-old-key", "What the old key signed does not hold after it", ask_wave(STATE, rotation, old))
    yield Case("rotate-then-new-key", "What the new key signed does", ask_wave(STATE, rotation, new))
    yield Case("old-key-then-rotate", "What the old key signed holds before it", ask_wave(STATE, old, rotation))


@cases("transactions/validate")
def rotation_forms() -> Iterator[Case]:
    """Each rule of the form."""
    payload = encode(AuthKeys, TO_BOB)
    for name, title, transaction in (
        ("target", "Sent to somebody", make_native(ALICE, ROTATE, payload, to=STRANGER)),
        ("value", "With a value", make_native(ALICE, ROTATE, payload, value=1)),
        ("empty", "Without keys", make_native(ALICE, ROTATE)),
        ("trailing", "With a byte too many", make_native(ALICE, ROTATE, payload + b"\0")),
        ("price", "A gas limit one below its price", replace(make_native(ALICE, ROTATE, payload), gas_limit=40_999)),
        ("price-exact", "The price", sign(replace(make_native(ALICE, ROTATE, payload), gas_limit=41_000), ALICE)),
    ):
        yield Case(f"rotate-{name}", title, ValidateInput(STATE, CHAIN, 7, transaction))
