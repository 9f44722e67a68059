"""Authorisation keys.

An account names who may sign for it: nobody, one key, or any t of up to sixteen keys. A fourth kind
is reserved for programmable authorisation: its tag decodes, so that what is written today can still
be read then, and no rule of 1.x accepts it.

Source: book, chapter 11, section 11.5; roadmap, section 0.3.  Decision: R-71 (structural rules).
"""

from dataclasses import dataclass
from typing import Annotated

from pyde_spec.encoding.shapes import U32, ListOf, TaggedUnion, Variant
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.types.primitives import FalconPublicKey

MULTISIG_SIGNERS_CAP = 16


@dataclass(frozen=True, slots=True)
class NoKeys:
    """Nobody can sign: system accounts, contracts, and accounts that have not registered a key."""


@dataclass(frozen=True, slots=True)
class SingleKey:
    """The holder of one FALCON-512 key signs."""

    key: FalconPublicKey


@dataclass(frozen=True, slots=True)
class MultiSig:
    """Any `threshold` of the holders of `keys` sign together."""

    keys: Annotated[tuple[FalconPublicKey, ...], ListOf(MULTISIG_SIGNERS_CAP)]
    threshold: U32


@dataclass(frozen=True, slots=True)
class Programmable:
    """Reserved for authorisation by a contract; never valid in 1.x."""


AuthKeys = Annotated[
    NoKeys | SingleKey | MultiSig | Programmable,
    TaggedUnion(
        Variant(0, "none", NoKeys),
        Variant(1, "single", SingleKey),
        Variant(2, "multi_sig", MultiSig),
        Variant(3, "programmable", Programmable),
    ),
]


def validate_auth_keys(auth_keys: AuthKeys) -> None:
    """An account may carry these keys.

    Rejects with `PROGRAMMABLE_RESERVED`; for t of n with `MULTISIG_WITHOUT_KEYS`,
    `MULTISIG_THRESHOLD_ZERO`, `MULTISIG_THRESHOLD_ABOVE_KEYS`, `MULTISIG_REPEATED_KEY`, in this order.
    """
    if isinstance(auth_keys, Programmable):
        raise Rejected(Reason.PROGRAMMABLE_RESERVED)
    if isinstance(auth_keys, MultiSig):
        validate_multisig(auth_keys)


def validate_multisig(multisig: MultiSig) -> None:
    """At least one key, all different, and a threshold from 1 to their number."""
    if not multisig.keys:
        raise Rejected(Reason.MULTISIG_WITHOUT_KEYS)
    if multisig.threshold == 0:
        raise Rejected(Reason.MULTISIG_THRESHOLD_ZERO)
    if multisig.threshold > len(multisig.keys):
        raise Rejected(Reason.MULTISIG_THRESHOLD_ABOVE_KEYS, f"{multisig.threshold} of {len(multisig.keys)}")
    if len(set(multisig.keys)) != len(multisig.keys):
        raise Rejected(Reason.MULTISIG_REPEATED_KEY)
