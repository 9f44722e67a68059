"""Reading the state.

Whoever needs the state and must not change it – the mempool that judges a transaction, the executor
that reads a slot, the RPC that answers a question – is handed a `StateView`. A view shows one state:
two answers of one view that no commit separates belong together.

Every address has an account, if only the empty one, so what is asked of an account always has an
answer: a balance of zero, a fresh nonce window, no keys. What may truly be absent – a slot that
nothing was written to, the code of an account that is no contract – is answered with None.

The chapter on accounts, which stands above this one, names the types of accounts and gives nonce
windows their rules. The view promises only the structure of both, so its `NonceWindow` and its
`AccountType` are such answers as they stand.

Source: roadmap, section 0.4; implementation plan, section 5.  Decision: R-83 (form of the protocols).
"""

from typing import Protocol, runtime_checkable

from pyde_spec.encoding.shapes import U8, U16, U64
from pyde_spec.types.auth_keys import AuthKeys
from pyde_spec.types.primitives import Address, Balance, Hash32, SlotKey, Value
from pyde_spec.types.state_root import StateRoot


@runtime_checkable
class NonceWindowView(Protocol):
    """The structure of a nonce window."""

    @property
    def base(self) -> U64:
        """The lowest unused nonce."""

    @property
    def used(self) -> U16:
        """Bit i says that nonce `base + i` is spent."""


@runtime_checkable
class StateView(Protocol):
    """One state, to be read. Any call can raise `BoundaryError`."""

    def get_balance(self, address: Address) -> Balance:
        """What the account owns, in quanta; 0 for an account that the state does not hold."""

    def get_nonce_window(self, address: Address) -> NonceWindowView:
        """The nonces that the account can still use; base 0 and none spent for an account not held."""

    def get_slot(self, key: SlotKey) -> Value | None:
        """What the slot holds; None when it holds nothing."""

    def get_code_hash(self, address: Address) -> Hash32 | None:
        """The hash of the account's code; None when it has none."""

    def get_code(self, address: Address) -> Value | None:
        """The account's code; None when it has none."""

    def get_account_type(self, address: Address) -> U8:
        """The tag of the account's type; 0, a user's, for an account not held."""

    def get_auth_keys(self, address: Address) -> AuthKeys:
        """Who may sign for the account; nobody for an account not held."""

    def get_state_root(self) -> StateRoot:
        """The root of the state that the view shows."""
