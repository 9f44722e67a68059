"""Vectors of authorisation keys."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyde_spec.params.versions import Parameters
from pyde_spec.types.auth_keys import (
    MULTISIG_SIGNERS_CAP,
    AuthKeys,
    MultiSig,
    NoKeys,
    Programmable,
    SingleKey,
    validate_auth_keys,
)
from pyde_spec.types.primitives import FALCON_PUBLIC_KEY_SIZE
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler
from pyde_vectors.types.accepted import Accepted


@dataclass(frozen=True, slots=True)
class AuthKeysInput:
    """Authorisation keys."""

    auth_keys: AuthKeys


@handler("types/validate_auth_keys", rules=[validate_auth_keys])
def run_validate_auth_keys(_: Parameters, given: AuthKeysInput) -> Accepted:
    """Check authorisation keys."""
    validate_auth_keys(given.auth_keys)
    return Accepted()


def build_key(number: int) -> bytes:
    """A public key of the right size, one for each number; structure asks for no more."""
    return bytes([9]) + bytes([number]) * (FALCON_PUBLIC_KEY_SIZE - 1)


def build_keys(number: int) -> tuple[bytes, ...]:
    """So many different keys."""
    return tuple(build_key(i) for i in range(number))


@cases("types/validate_auth_keys")
def auth_keys_cases() -> Iterator[Case]:
    """Every variant, thresholds at both ends, and two faults at once for the order of checks."""
    table: tuple[tuple[str, str, AuthKeys, tuple[str, ...]], ...] = (
        ("none", "Nobody can sign", NoKeys(), ()),
        ("single", "One key", SingleKey(build_key(1)), ()),
        ("one-of-one", "One of one key", MultiSig(build_keys(1), 1), ("boundary",)),
        ("one-of-two", "One of two keys", MultiSig(build_keys(2), 1), ()),
        ("all-of-two", "Two of two keys", MultiSig(build_keys(2), 2), ("boundary",)),
        (
            "one-of-sixteen",
            "One of sixteen keys",
            MultiSig(build_keys(MULTISIG_SIGNERS_CAP), 1),
            ("boundary",),
        ),
        (
            "all-of-sixteen",
            "Sixteen of sixteen keys",
            MultiSig(build_keys(MULTISIG_SIGNERS_CAP), MULTISIG_SIGNERS_CAP),
            ("boundary",),
        ),
        ("reject-programmable", "The reserved kind", Programmable(), ("tag",)),
        ("reject-no-keys", "A set without keys", MultiSig((), 1), ("missing-check",)),
        ("reject-threshold-zero", "No signature asked for", MultiSig(build_keys(2), 0), ("boundary",)),
        ("reject-threshold-above", "Three of two keys", MultiSig(build_keys(2), 3), ("boundary",)),
        ("reject-threshold-maximum", "2**32 - 1 of two keys", MultiSig(build_keys(2), 2**32 - 1), ("overflow",)),
        ("reject-repeated-key", "A key twice in a row", MultiSig((build_key(1),) * 2, 1), ("missing-check",)),
        (
            "reject-repeated-key-apart",
            "A key twice, another between",
            MultiSig((build_key(1), build_key(2), build_key(1)), 2),
            ("missing-check",),
        ),
        ("reject-no-keys-before-zero", "No keys, and threshold 0", MultiSig((), 0), ("order-of-checks",)),
        (
            "reject-zero-before-repeated",
            "Threshold 0, and a repeated key",
            MultiSig((build_key(1),) * 2, 0),
            ("order-of-checks",),
        ),
        (
            "reject-above-before-repeated",
            "Threshold above, and a repeated key",
            MultiSig((build_key(1),) * 2, 3),
            ("order-of-checks",),
        ),
    )
    for name, title, auth_keys, flags in table:
        yield Case(name, title, AuthKeysInput(auth_keys), flags)
