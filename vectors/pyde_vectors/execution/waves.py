"""Waves that the vectors of conflicts and of schedules share.

Those of the first table are access sets of single keys, one wave for each shape that a graph of conflicts
can have. Those of the second come from transactions, and show who meets whom without naming one another.
"""

from pyde_spec.execution.access_sets import NO_ACCESS, UNDECLARED_ACCESS, AccessSet, compute_declared_access
from pyde_spec.types.primitives import Address
from pyde_spec.types.transaction import AccessEntry, AccessType, GasTank, Paymaster, Transaction
from pyde_vectors.execution.samples import (
    ALICE,
    BOB,
    CAROL,
    DAVE,
    TWIN_OF_A,
    TWIN_OF_BOB,
    A,
    B,
    C,
    D,
    make_access,
    make_key,
    make_transaction,
)

READS_A = make_access(reads=(A,))
READS_B = make_access(reads=(B,))
WRITES_A = make_access(writes=(A,))
WRITES_B = make_access(writes=(B,))
WRITES_C = make_access(writes=(C,))
READS_A_WRITES_B = make_access(reads=(A,), writes=(B,))
READS_B_WRITES_A = make_access(reads=(B,), writes=(A,))
READS_B_WRITES_C = make_access(reads=(B,), writes=(C,))
READS_C_WRITES_D = make_access(reads=(C,), writes=(D,))
READS_A_WRITES_C = make_access(reads=(A,), writes=(C,))
READS_B_AND_C = make_access(reads=(B, C))
WRITES_A_AND_B = make_access(writes=(A, B))

Wave = tuple[str, str, tuple[AccessSet, ...]]

WAVES: tuple[Wave, ...] = (
    ("empty", "A wave without transactions", ()),
    ("one", "One transaction", (WRITES_A,)),
    ("one-undeclared", "One transaction that declares nothing", (UNDECLARED_ACCESS,)),
    ("readers", "Three that read one key", (READS_A, READS_A, READS_A)),
    ("writers", "Three that write one key", (WRITES_A, WRITES_A, WRITES_A)),
    ("apart", "Three that touch different keys", (WRITES_A, WRITES_B, WRITES_C)),
    ("read-then-write", "A reader before the writer", (READS_A, WRITES_A)),
    ("write-then-read", "The writer before a reader", (WRITES_A, READS_A)),
    ("readers-around-a-writer", "Readers before and after the writer", (READS_A, READS_A, WRITES_A, READS_A, READS_A)),
    ("writers-around-a-reader", "Writers before and after the reader", (WRITES_A, READS_A, WRITES_A)),
    (
        "chain",
        "Each reads what the one before writes",
        (WRITES_A, READS_A_WRITES_B, READS_B_WRITES_C, READS_C_WRITES_D),
    ),
    (
        "chain-backwards",
        "Each writes what the one before reads",
        (READS_C_WRITES_D, READS_B_WRITES_C, READS_A_WRITES_B, WRITES_A),
    ),
    (
        "diamond",
        "Two read what the first writes, and the last reads what they write",
        (WRITES_A, READS_A_WRITES_B, READS_A_WRITES_C, READS_B_AND_C),
    ),
    ("two-chains", "Two chains, interleaved", (WRITES_A, WRITES_C, READS_A_WRITES_B, READS_C_WRITES_D, READS_B)),
    (
        "late-into-the-first-group",
        "The last conflicts with nothing, though those before it form a chain",
        (WRITES_A, READS_A_WRITES_B, READS_B, WRITES_C),
    ),
    (
        "by-the-longest-way",
        "The last conflicts with a first and with the third of a chain",
        (WRITES_C, WRITES_A, READS_A_WRITES_B, READS_B_WRITES_C),
    ),
    ("crossed", "Each reads what the other writes", (READS_A_WRITES_B, READS_B_WRITES_A)),
    ("two-keys-of-two", "Two keys that the same two write", (WRITES_A_AND_B, WRITES_A_AND_B)),
    ("twins", "Two that write keys with sixteen bytes in common", (WRITES_A, make_access(writes=(TWIN_OF_A,)))),
    ("undeclared-first", "One that declares nothing, then two apart", (UNDECLARED_ACCESS, WRITES_A, WRITES_B)),
    (
        "undeclared-between",
        "Two apart, one that declares nothing, two apart",
        (WRITES_A, WRITES_B, UNDECLARED_ACCESS, WRITES_A, WRITES_C),
    ),
    ("undeclared-last", "Two apart, then one that declares nothing", (WRITES_A, WRITES_B, UNDECLARED_ACCESS)),
    ("undeclared-all", "Three that declare nothing", (UNDECLARED_ACCESS,) * 3),
    (
        "undeclared-between-nothing",
        "Two that touch nothing, and between them one that declares nothing",
        (NO_ACCESS, UNDECLARED_ACCESS, NO_ACCESS),
    ),
)


def name_account(address: Address, access_type: AccessType) -> AccessEntry:
    """An entry for an account without any slots."""
    return AccessEntry(address, (), access_type)


ELSEWHERE = name_account(make_key(0xEE), AccessType.READ)
"""An account that several read and nobody writes; with it a list is not empty."""

MEETINGS: tuple[tuple[str, str, tuple[Transaction, Transaction]], ...] = (
    (
        "nobody-in-common",
        "Four accounts, and one that both only read",
        (
            make_transaction(ALICE, BOB, None, (ELSEWHERE,)),
            make_transaction(CAROL, DAVE, None, (ELSEWHERE,)),
        ),
    ),
    (
        "same-sender",
        "Two of one sender",
        (make_transaction(ALICE, BOB, None, (ELSEWHERE,)), make_transaction(ALICE, CAROL, None, (ELSEWHERE,))),
    ),
    (
        "same-target",
        "Two to one target",
        (make_transaction(ALICE, CAROL, None, (ELSEWHERE,)), make_transaction(BOB, CAROL, None, (ELSEWHERE,))),
    ),
    (
        "same-paymaster",
        "Two that one account pays for",
        (
            make_transaction(ALICE, BOB, Paymaster(make_key(0xFA)), (ELSEWHERE,)),
            make_transaction(CAROL, DAVE, Paymaster(make_key(0xFA)), (ELSEWHERE,)),
        ),
    ),
    (
        "target-is-paymaster",
        "The gas tank that pays for the first is that of the account that pays for the second",
        (
            make_transaction(ALICE, BOB, GasTank(), (ELSEWHERE,)),
            make_transaction(CAROL, DAVE, Paymaster(BOB), (ELSEWHERE,)),
        ),
    ),
    (
        "target-is-sender",
        "The target of the first sends the second",
        (make_transaction(ALICE, BOB, None, (ELSEWHERE,)), make_transaction(BOB, CAROL, None, (ELSEWHERE,))),
    ),
    (
        "target-is-read",
        "The second reads the account that the first pays",
        (
            make_transaction(ALICE, BOB, None, (ELSEWHERE,)),
            make_transaction(CAROL, DAVE, None, (name_account(BOB, AccessType.READ),)),
        ),
    ),
    (
        "named-by-both",
        "Both name an account to pay it",
        (
            make_transaction(ALICE, BOB, None, (name_account(make_key(0xEE), AccessType.READ_WRITE),)),
            make_transaction(CAROL, DAVE, None, (name_account(make_key(0xEE), AccessType.READ_WRITE),)),
        ),
    ),
    (
        "twin-targets",
        "Two targets whose addresses have sixteen bytes in common",
        (
            make_transaction(ALICE, BOB, None, (ELSEWHERE,)),
            make_transaction(CAROL, TWIN_OF_BOB, None, (ELSEWHERE,)),
        ),
    ),
    (
        "one-without-a-list",
        "Four accounts, and the second transaction has no access list",
        (make_transaction(ALICE, BOB, None, (ELSEWHERE,)), make_transaction(CAROL, DAVE)),
    ),
)


def build_meeting_waves() -> tuple[Wave, ...]:
    """The waves of two transactions, by what they declare."""
    return tuple(
        (name, title, tuple(compute_declared_access(transaction) for transaction in pair))
        for name, title, pair in MEETINGS
    )
