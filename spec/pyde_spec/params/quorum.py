"""Quorums.

Of n members at most f = ⌊(n − 1) / 3⌋ may be faulty. A quorum must be so large that any two of them
share an honest member: 2q − n > f. Version 1.0 takes q = 2f + 1, which gives that only when
n = 3f + 1; at n = 128 two quorums of 85 may meet in 42 members, every one of them faulty. Version
1.1 takes the smallest q that always does.

The threshold of shares for the key ceremony, decryption and the beacon stays 2f + 1 in both: it
guards secrecy against f members, not agreement.

Source: book, chapter 6, section 8.  Decision: erratum E-1.  Finding: F-01.
"""

from pyde_spec.params.versions import ProtocolRules, QuorumRule


def compute_fault_bound(members: int) -> int:
    """The most members that may be faulty, f = ⌊(n − 1) / 3⌋, of n ≥ 1 members."""
    return (members - 1) // 3


def compute_quorum(rules: ProtocolRules, members: int) -> int:
    """The members that must agree, of n ≥ 1 members: 2f + 1 in 1.0, ⌊(n + f) / 2⌋ + 1 in 1.1."""
    faults = compute_fault_bound(members)
    if rules.quorum is QuorumRule.TWO_F_PLUS_ONE:
        return 2 * faults + 1
    return (members + faults) // 2 + 1


def compute_share_threshold(members: int) -> int:
    """The shares that open a secret, of n ≥ 1 members: 2f + 1 in every version."""
    return 2 * compute_fault_bound(members) + 1
