"""What the vectors of the chapter share: keys, access sets, accounts, and transactions between them."""

from pyde_spec.execution.access_sets import AccessSet
from pyde_spec.types.primitives import Address, SlotKey
from pyde_spec.types.transaction import AccessList, FeePayer, Sender, Transaction, TransactionType


def make_key(number: int) -> SlotKey:
    """A key that no other number gives; a higher number gives a higher key."""
    return bytes([number]) * 32


A, B, C, D = (make_key(number) for number in (0x0A, 0x0B, 0x0C, 0x0D))
TWIN_OF_A = A[:16] + make_key(0xFF)[16:]
"""A key above `A` and below `B` that begins with the same sixteen bytes as `A`."""

NEXT_TO_A = A[:-1] + b"\x0b"
"""A key that differs from `A` in the last byte alone."""

ALICE, BOB, CAROL, DAVE = (make_key(number) for number in (0xA1, 0xB0, 0xCA, 0xDA))
TWIN_OF_BOB = BOB[:16] + ALICE[16:]
"""An address that begins with the same sixteen bytes as Bob's."""


def make_access(reads: tuple[SlotKey, ...] = (), writes: tuple[SlotKey, ...] = ()) -> AccessSet:
    """A declared set of these keys."""
    return AccessSet(is_undeclared=False, reads=tuple(sorted(reads)), writes=tuple(sorted(writes)))


def make_transaction(
    sender: Address, target: Address, fee_payer: FeePayer | None = None, access_list: AccessList = ()
) -> Transaction:
    """A plain transaction; its sender pays unless something else is said."""
    return Transaction(
        from_=sender,
        to=target,
        value=1,
        data=b"",
        gas_limit=21_000,
        nonce=0,
        signature=b"",
        fee_payer=Sender() if fee_payer is None else fee_payer,
        access_list=access_list,
        deadline=None,
        chain_id=1,
        tx_type=TransactionType.STANDARD,
    )
