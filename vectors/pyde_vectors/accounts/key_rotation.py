"""Vectors of first keys and of rotation."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pyde_spec.accounts.key_rotation import register_key, rotate_keys
from pyde_spec.accounts.record import Account, AccountType
from pyde_spec.encoding.shapes import U32_MAX, U128_MAX
from pyde_spec.params.versions import Parameters
from pyde_spec.types.auth_keys import AuthKeys, MultiSig, NoKeys, Programmable, SingleKey
from pyde_spec.types.primitives import FalconPublicKey
from pyde_vectors.accounts.people import (
    ALICE,
    ALICE_KEY,
    BOB,
    BOB_KEY,
    CAROL_KEY,
    CONTRACT,
    DAVE_KEY,
    SYSTEM,
    TWO_OF_THREE,
    UNREGISTERED,
    USER,
)
from pyde_vectors.accounts.record import AccountOutput
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler


@dataclass(frozen=True, slots=True)
class RegisterInput:
    """An account, and the key that is said to be its own."""

    account: Account
    public_key: FalconPublicKey


@dataclass(frozen=True, slots=True)
class RotateInput:
    """An account, and the keys that it shall have."""

    account: Account
    new_keys: AuthKeys


@handler("accounts/register_key", rules=[register_key])
def run_register_key(_: Parameters, given: RegisterInput) -> AccountOutput:
    """Register a first key."""
    return AccountOutput(register_key(given.account, given.public_key))


@handler("accounts/rotate_keys", rules=[rotate_keys])
def run_rotate_keys(_: Parameters, given: RotateInput) -> AccountOutput:
    """Rotate keys."""
    return AccountOutput(rotate_keys(given.account, given.new_keys))


@cases("accounts/register_key")
def register_cases() -> Iterator[Case]:
    """Who may, each who may not, and the order in which that is found."""
    contract = replace(UNREGISTERED, account_type=AccountType.CONTRACT)
    accepted = (
        ("one-quantum", "The smallest balance", UNREGISTERED),
        ("largest-balance", "The largest balance", replace(UNREGISTERED, balance=U128_MAX)),
    )
    rejected = (
        ("contract", "A contract's account", contract, ALICE_KEY),
        ("system", "A system account", replace(contract, account_type=AccountType.SYSTEM), ALICE_KEY),
        (
            "same-key-again",
            "The key is registered already",
            replace(UNREGISTERED, auth_keys=SingleKey(ALICE_KEY)),
            ALICE_KEY,
        ),
        (
            "rotated-away",
            "The first key comes back after a rotation",
            replace(USER, auth_keys=SingleKey(BOB_KEY)),
            ALICE_KEY,
        ),
        ("several-keys", "Several keys are registered", replace(UNREGISTERED, auth_keys=TWO_OF_THREE), ALICE_KEY),
        ("without-balance", "Nothing was ever paid to the address", replace(UNREGISTERED, balance=0), ALICE_KEY),
        ("tank-is-no-balance", "A gas tank is no balance", replace(UNREGISTERED, balance=0, gas_tank=9), ALICE_KEY),
        ("foreign-key", "The key of somebody else", UNREGISTERED, BOB_KEY),
        ("foreign-address", "The address of somebody else", replace(UNREGISTERED, address=BOB), ALICE_KEY),
        (
            "address-differs-at-the-end",
            "All but the last byte of the address agrees",
            replace(UNREGISTERED, address=ALICE[:-1] + bytes([ALICE[-1] ^ 1])),
            ALICE_KEY,
        ),
    )
    in_pairs = (
        ("contract-with-key", "A contract that has a key", replace(contract, auth_keys=TWO_OF_THREE), ALICE_KEY),
        ("contract-without-balance", "A contract that holds nothing", replace(contract, balance=0), ALICE_KEY),
        ("key-and-no-balance", "A key already, and no balance", replace(USER, balance=0), ALICE_KEY),
        ("key-and-foreign-key", "A key already, and the key of somebody else", USER, BOB_KEY),
        ("no-balance-and-foreign-key", "No balance, and a foreign key", replace(UNREGISTERED, balance=0), BOB_KEY),
    )
    for name, title, account in accepted:
        yield Case(name, title, RegisterInput(account, ALICE_KEY), ("boundary",))
    for name, title, account, public_key in rejected:
        yield Case(f"reject-{name}", title, RegisterInput(account, public_key), ("missing-check",))
    for name, title, account, public_key in in_pairs:
        yield Case(name, title, RegisterInput(account, public_key), ("order-of-checks",))


Rotation = tuple[str, str, Account, AuthKeys]

BOB_ALONE = SingleKey(BOB_KEY)
ONE_OF_ONE = MultiSig((ALICE_KEY,), 1)
SEVERAL = replace(USER, auth_keys=TWO_OF_THREE)

ROTATIONS: tuple[Rotation, ...] = (
    ("one-to-another", "From one key to another", USER, BOB_ALONE),
    ("one-to-several", "From one key to several, itself among them", USER, TWO_OF_THREE),
    ("one-to-itself-as-several", "From one key to the same one as one of one", USER, ONE_OF_ONE),
    ("several-to-one", "From several keys to one of them", SEVERAL, SingleKey(ALICE_KEY)),
    ("one-signer-replaced", "One of several keys replaced", SEVERAL, MultiSig((ALICE_KEY, BOB_KEY, DAVE_KEY), 2)),
    ("order-of-keys", "The same keys in another order", SEVERAL, MultiSig((BOB_KEY, ALICE_KEY, CAROL_KEY), 2)),
    ("threshold", "The same keys with another threshold", SEVERAL, MultiSig(TWO_OF_THREE.keys, 3)),
    ("first-rotation", "The first rotation counts one", replace(USER, key_nonce=0), BOB_ALONE),
    ("last-rotation", "The last rotation that can be counted", replace(USER, key_nonce=U32_MAX - 1), BOB_ALONE),
    ("without-balance", "Rotation asks for no balance", replace(USER, balance=0), BOB_ALONE),
)

REFUSED_ROTATIONS: tuple[Rotation, ...] = (
    ("contract", "A contract's keys", replace(CONTRACT, auth_keys=SingleKey(ALICE_KEY)), BOB_ALONE),
    ("system", "A system account's keys", replace(SYSTEM, auth_keys=SingleKey(ALICE_KEY)), BOB_ALONE),
    ("without-keys", "No key was ever registered", UNREGISTERED, SingleKey(ALICE_KEY)),
    ("programmable-now", "Keys that 1.x does not know", replace(USER, auth_keys=Programmable()), BOB_ALONE),
    ("to-programmable", "To keys that 1.x does not know", USER, Programmable()),
    ("to-several-without-keys", "To several keys of which there are none", USER, MultiSig((), 0)),
    ("to-threshold-zero", "To a threshold of zero", USER, MultiSig((BOB_KEY,), 0)),
    ("to-threshold-above-keys", "To a threshold that nobody can reach", USER, MultiSig((BOB_KEY,), 2)),
    ("to-repeated-key", "To one key twice", USER, MultiSig((BOB_KEY, BOB_KEY), 1)),
    ("to-no-keys", "To no keys", USER, NoKeys()),
    ("to-the-same-key", "To the key in force", USER, SingleKey(ALICE_KEY)),
    ("to-the-same-several", "To the several keys in force", SEVERAL, TWO_OF_THREE),
    ("count-at-its-end", "No rotation can be counted any more", replace(USER, key_nonce=U32_MAX), BOB_ALONE),
)

ROTATION_FAULTS_IN_PAIRS: tuple[Rotation, ...] = (
    ("contract-without-keys", "A contract that has no keys", CONTRACT, BOB_ALONE),
    (
        "contract-to-bad-keys",
        "A contract, to programmable keys",
        replace(CONTRACT, auth_keys=BOB_ALONE),
        Programmable(),
    ),
    ("no-keys-to-bad-keys", "No keys, to programmable ones", UNREGISTERED, Programmable()),
    ("no-keys-to-no-keys", "No keys, to no keys", UNREGISTERED, NoKeys()),
    ("bad-keys-at-the-end", "To bad keys with the count at its end", replace(USER, key_nonce=U32_MAX), Programmable()),
    ("no-keys-at-the-end", "To no keys with the count at its end", replace(USER, key_nonce=U32_MAX), NoKeys()),
    ("same-key-at-the-end", "To the key in force, at the end", replace(USER, key_nonce=U32_MAX), SingleKey(ALICE_KEY)),
    (
        "same-bad-keys",
        "To the keys in force, which are bad",
        replace(USER, auth_keys=MultiSig((ALICE_KEY,), 0)),
        MultiSig((ALICE_KEY,), 0),
    ),
)


@cases("accounts/rotate_keys")
def rotate_cases() -> Iterator[Case]:
    """From and to every kind of keys, each refusal, and refusals in pairs."""
    for name, title, account, new_keys in ROTATIONS:
        yield Case(name, title, RotateInput(account, new_keys))
    for name, title, account, new_keys in REFUSED_ROTATIONS:
        yield Case(f"reject-{name}", title, RotateInput(account, new_keys), ("missing-check",))
    for name, title, account, new_keys in ROTATION_FAULTS_IN_PAIRS:
        yield Case(name, title, RotateInput(account, new_keys), ("order-of-checks",))
