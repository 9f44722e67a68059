"""Leaves of the mock state.

The mock state is a mapping from slot keys to values, and an account is one leaf of it. Neither the key
nor the content of that leaf are the protocol's, and the root is no root of a tree: it is a hash over
all leaves in order of key. It changes when a leaf changes, and equal states have equal roots; nothing
can be proved against it.

An account of the mock takes its nonces strictly one after another, so its window has no spent nonce
above the base.

Decision: R-85 (what mocks do and leave out).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated

from pyde_spec.crypto.blake3 import blake3_hash
from pyde_spec.crypto.provider import poseidon2_hash
from pyde_spec.encoding.decoder import decode
from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import U8, U16, U32_MAX, U64, MapOf, VariableBytes
from pyde_spec.interfaces.errors import BoundaryError, InterfaceError
from pyde_spec.interfaces.executor import SlotWrite
from pyde_spec.rejections import Rejected
from pyde_spec.types.auth_keys import AuthKeys, NoKeys
from pyde_spec.types.primitives import Address, Quanta, SlotKey, Value
from pyde_spec.types.state_root import StateRoot

MOCK_CODE_CAP = 1024 * 1024
MOCK_ACCOUNT_TAG = b"mock-account"
NO_KEYS = NoKeys()

Leaves = Annotated[tuple[tuple[SlotKey, Value], ...], MapOf(U32_MAX)]


@dataclass(frozen=True, slots=True)
class MockNonceWindow:
    """A nonce window as the mock answers it."""

    base: U64
    used: U16


@dataclass(frozen=True, slots=True)
class MockAccount:
    """What the mock holds of an account. Without arguments it is the empty account."""

    balance: Quanta = 0
    next_nonce: U64 = 0
    account_type: U8 = 0
    auth_keys: AuthKeys = NO_KEYS
    code: Annotated[bytes, VariableBytes(MOCK_CODE_CAP)] = b""


EMPTY_MOCK_ACCOUNT = MockAccount()


def compute_account_key(address: Address) -> SlotKey:
    """The slot that holds an account of the mock."""
    return blake3_hash(MOCK_ACCOUNT_TAG + address)


def decode_account(leaf: Value | None) -> MockAccount:
    """The account that a leaf holds; without a leaf, the empty one. Raises `CORRUPTED`."""
    if leaf is None:
        return EMPTY_MOCK_ACCOUNT
    try:
        account: MockAccount = decode(MockAccount, leaf)
    except Rejected as rejection:
        raise BoundaryError(InterfaceError.CORRUPTED, str(rejection)) from rejection
    return account


def compute_account_write(address: Address, account: MockAccount) -> SlotWrite:
    """The write that stores an account; the empty one has no leaf."""
    leaf = None if account == EMPTY_MOCK_ACCOUNT else encode(MockAccount, account)
    return SlotWrite(compute_account_key(address), leaf)


def apply_writes(leaves: Mapping[SlotKey, Value], writes: Iterable[SlotWrite]) -> Mapping[SlotKey, Value]:
    """The leaves after the writes."""
    after = dict(leaves)
    for write in writes:
        after.pop(write.key, None)
        if write.value is not None:
            after[write.key] = write.value
    return MappingProxyType(after)


def compute_mock_root(leaves: Mapping[SlotKey, Value]) -> StateRoot:
    """BLAKE3 over the wire form of all leaves in order of key, and Poseidon2 over that hash."""
    digest = blake3_hash(encode(Leaves, tuple(sorted(leaves.items()))))
    return StateRoot(digest, poseidon2_hash(digest))
