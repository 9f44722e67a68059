"""Finding F-23: a rotation does not end what is in flight when the signers of it stay on.

Two of three holders sign a message. The account then rotates; each row is one rotation, and says whether
the two signatures still authorise the message afterwards. The check of signatures is a list of those
that were made, since what matters is which keys are asked for.
"""

from collections.abc import Iterator
from dataclasses import replace

from pyde_spec.accounts.authorisation import IndexedSignature, MultiSignature, validate_authorisation
from pyde_spec.accounts.key_rotation import rotate_keys
from pyde_spec.accounts.record import Account, get_empty_account
from pyde_spec.encoding.encoder import encode
from pyde_spec.params.versions import RULES_1_1
from pyde_spec.rejections import Rejected
from pyde_spec.types.auth_keys import AuthKeys, MultiSig, SingleKey
from pyde_spec.types.primitives import FALCON_PUBLIC_KEY_SIZE

MESSAGE = b"a transaction in flight"
SIGNATURES = (b"\x39" + b"\x01" * 40, b"\x39" + b"\x02" * 40)


def build_key(number: int) -> bytes:
    """A public key, one for each number; nobody looks inside it here."""
    return bytes([9]) + bytes([number]) * (FALCON_PUBLIC_KEY_SIZE - 1)


FIRST, SECOND, THIRD, FOURTH = (build_key(number) for number in range(4))
GOOD = ((FIRST, MESSAGE, SIGNATURES[0]), (SECOND, MESSAGE, SIGNATURES[1]))
IN_FLIGHT = encode(MultiSignature, tuple(IndexedSignature(index, SIGNATURES[index]) for index in range(2)))

ROTATIONS: tuple[tuple[str, AuthKeys], ...] = (
    ("the third holder is replaced", MultiSig((FIRST, SECOND, FOURTH), 2)),
    ("the third holder leaves", MultiSig((FIRST, SECOND), 2)),
    ("the second holder is replaced", MultiSig((FIRST, FOURTH, THIRD), 2)),
    ("the signers change places", MultiSig((SECOND, FIRST, THIRD), 2)),
    ("three of three must sign", MultiSig((FIRST, SECOND, THIRD), 3)),
    ("one key alone", SingleKey(FIRST)),
)


def build_account() -> Account:
    """A user's account that any two of three holders sign for."""
    return replace(get_empty_account(bytes(32)), auth_keys=MultiSig((FIRST, SECOND, THIRD), 2))


def is_in_flight_good(auth_keys: AuthKeys) -> bool:
    """Whether the two signatures authorise the message for an account with these keys."""

    def check(public_key: bytes, message: bytes, signature: bytes) -> bool:
        return (public_key, message, signature) in GOOD

    try:
        validate_authorisation(auth_keys, MESSAGE, IN_FLIGHT, RULES_1_1, check)
    except Rejected:
        return False
    return True


def generate_rotation_rows() -> Iterator[tuple[str, ...]]:
    """For each rotation: what happened, the counter after it, and whether what was in flight is still good."""
    account = build_account()
    assert is_in_flight_good(account.auth_keys), "what is in flight is good before any rotation"
    for title, new_keys in ROTATIONS:
        rotated = rotate_keys(account, new_keys)
        yield title, str(rotated.key_nonce), "**yes**" if is_in_flight_good(rotated.auth_keys) else "no"
