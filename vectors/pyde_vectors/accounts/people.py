"""The people, keys and addresses of the account vectors.

The keys are no FALCON keys: no rule of this chapter looks inside one. What matters is that they
differ, and that their header is the one a key has.
"""

from dataclasses import dataclass

from pyde_spec.accounts.addresses import compute_eoa_address
from pyde_spec.accounts.nonce_window import NonceWindow
from pyde_spec.accounts.record import Account, AccountType
from pyde_spec.types.auth_keys import MultiSig, NoKeys, SingleKey
from pyde_spec.types.primitives import FALCON_PUBLIC_KEY_SIZE, ZERO_HASH

KEY_HEADER = 0x09


@dataclass(frozen=True, slots=True)
class Accepted:
    """No rule objects; there is nothing more to say."""


def make_key(number: int) -> bytes:
    """A key-like 897 bytes that no other number gives."""
    return bytes([KEY_HEADER]) + bytes([number]) * (FALCON_PUBLIC_KEY_SIZE - 1)


def make_address(number: int) -> bytes:
    """An address that no other number gives."""
    return bytes([number]) * 32


ALICE_KEY, BOB_KEY, CAROL_KEY, DAVE_KEY = (make_key(number) for number in (0xA1, 0xB0, 0xCA, 0xDA))
ALICE = compute_eoa_address(ALICE_KEY)
BOB = make_address(0xB0)
CODE_HASH = make_address(0xC0)
TARGET = make_address(0x7A)

TWO_OF_THREE = MultiSig((ALICE_KEY, BOB_KEY, CAROL_KEY), 2)

USER = Account(
    address=ALICE,
    nonce=NonceWindow(7, 0b10),
    balance=1_000_000_000,
    code_hash=ZERO_HASH,
    storage_root=ZERO_HASH,
    account_type=AccountType.EOA,
    auth_keys=SingleKey(ALICE_KEY),
    gas_tank=25,
    key_nonce=3,
)
UNREGISTERED = Account(
    address=ALICE,
    nonce=NonceWindow(0, 0),
    balance=1,
    code_hash=ZERO_HASH,
    storage_root=ZERO_HASH,
    account_type=AccountType.EOA,
    auth_keys=NoKeys(),
    gas_tank=0,
    key_nonce=0,
)
CONTRACT = Account(
    address=TARGET,
    nonce=NonceWindow(0, 0),
    balance=5,
    code_hash=CODE_HASH,
    storage_root=ZERO_HASH,
    account_type=AccountType.CONTRACT,
    auth_keys=NoKeys(),
    gas_tank=500,
    key_nonce=0,
)
SYSTEM = Account(
    address=make_address(0x55),
    nonce=NonceWindow(0, 0),
    balance=2**128 - 1,
    code_hash=ZERO_HASH,
    storage_root=ZERO_HASH,
    account_type=AccountType.SYSTEM,
    auth_keys=NoKeys(),
    gas_tank=0,
    key_nonce=0,
)
