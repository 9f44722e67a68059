"""Vectors of authorisation.

The input lists the signatures that count as good, so that a client can be asked who signed without
FALCON: a signature is a key's over a message exactly when the three stand together in that list.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated

from pyde_spec.accounts.authorisation import (
    COMPRESSED_HEADER,
    CONSTANT_TIME_HEADER,
    IndexedSignature,
    MultiSignature,
    validate_authorisation,
    validate_initiator,
    validate_multisignature,
    validate_signature_form,
)
from pyde_spec.accounts.record import AccountType
from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import ListOf, VariableBytes
from pyde_spec.params.versions import Parameters
from pyde_spec.types.auth_keys import AuthKeys, MultiSig, NoKeys, Programmable, SingleKey
from pyde_spec.types.primitives import FalconPublicKey, TransactionHash
from pyde_spec.types.transaction import SIGNATURE_CAP
from pyde_vectors.accounts.people import (
    ALICE_KEY,
    BOB_KEY,
    CAROL_KEY,
    DAVE_KEY,
    TWO_OF_THREE,
    Accepted,
    make_address,
    make_key,
)
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler

GOOD_CAP = 32
SignatureField = Annotated[bytes, VariableBytes(SIGNATURE_CAP)]


@dataclass(frozen=True, slots=True)
class GoodSignature:
    """A signature that is the key's over the message."""

    public_key: FalconPublicKey
    message: TransactionHash
    signature: SignatureField


@dataclass(frozen=True, slots=True)
class AuthoriseInput:
    """An account's keys, a transaction's hash and signature field, and the signatures that are good."""

    auth_keys: AuthKeys
    message: TransactionHash
    signature: SignatureField
    good: Annotated[tuple[GoodSignature, ...], ListOf(GOOD_CAP)]


@dataclass(frozen=True, slots=True)
class InitiatorInput:
    """The type of the account that sends a transaction."""

    account_type: AccountType


@handler("accounts/authorise", rules=[validate_authorisation, validate_signature_form, validate_multisignature])
def run_authorise(parameters: Parameters, given: AuthoriseInput) -> Accepted:
    """Ask whether the signature field authorises the message."""

    def is_good(public_key: bytes, message: bytes, signature: bytes) -> bool:
        return GoodSignature(public_key, message, signature) in given.good

    validate_authorisation(given.auth_keys, given.message, given.signature, parameters.rules, is_good)
    return Accepted()


@handler("accounts/validate_initiator", rules=[validate_initiator])
def run_validate_initiator(_: Parameters, given: InitiatorInput) -> Accepted:
    """Ask whether an account of this type may send a transaction."""
    validate_initiator(given.account_type)
    return Accepted()


@cases("accounts/validate_initiator")
def initiator_cases() -> Iterator[Case]:
    """Every type of account."""
    for account_type in AccountType:
        name = account_type.name.lower()
        yield Case(name, f"An account of type {name} sends a transaction", InitiatorInput(account_type))


MESSAGE = make_address(0x3E)
OTHER_MESSAGE = make_address(0x3F)


def make_signature(number: int, size: int = 60, header: int = COMPRESSED_HEADER) -> bytes:
    """Bytes of a form that no other number gives."""
    return bytes([header]) + bytes([number]) * (size - 1)


ALICE_SIGNATURE, BOB_SIGNATURE, CAROL_SIGNATURE = (make_signature(number) for number in (0xA1, 0xB0, 0xCA))
GOOD = (
    GoodSignature(ALICE_KEY, MESSAGE, ALICE_SIGNATURE),
    GoodSignature(BOB_KEY, MESSAGE, BOB_SIGNATURE),
    GoodSignature(CAROL_KEY, MESSAGE, CAROL_SIGNATURE),
)
ALICE_ALONE = SingleKey(ALICE_KEY)
BY_ALICE = AuthoriseInput(ALICE_ALONE, MESSAGE, ALICE_SIGNATURE, GOOD)


def make_envelope(*entries: tuple[int, bytes]) -> bytes:
    """The wire form of indexed signatures."""
    return encode(MultiSignature, tuple(IndexedSignature(index, signature) for index, signature in entries))


def sign_together(*entries: tuple[int, bytes], keys: AuthKeys = TWO_OF_THREE) -> AuthoriseInput:
    """An account of several keys, with an envelope of these entries."""
    return AuthoriseInput(keys, MESSAGE, make_envelope(*entries), GOOD)


@cases("accounts/authorise")
def single_cases() -> Iterator[Case]:
    """Nobody and one key: who signed, and what."""
    yield Case("one-key", "The holder of the one key has signed", BY_ALICE, known={"ok": {}})
    rejected = (
        ("no-keys", "Nobody can sign for an account without keys", replace(BY_ALICE, auth_keys=NoKeys())),
        ("programmable", "Programmable keys are reserved", replace(BY_ALICE, auth_keys=Programmable())),
        ("other-signer", "The signature of somebody else", replace(BY_ALICE, signature=BOB_SIGNATURE)),
        ("other-key", "The key in force is another", replace(BY_ALICE, auth_keys=SingleKey(DAVE_KEY))),
        ("other-message", "A signature of another message", replace(BY_ALICE, message=OTHER_MESSAGE)),
        ("cut-signature", "The last byte is missing", replace(BY_ALICE, signature=ALICE_SIGNATURE[:-1])),
        ("padded-signature", "A zero byte follows", replace(BY_ALICE, signature=ALICE_SIGNATURE + b"\x00")),
        (
            "envelope-of-one",
            "One key with an envelope",
            replace(BY_ALICE, signature=make_envelope((0, ALICE_SIGNATURE))),
        ),
    )
    for name, title, given in rejected:
        yield Case(f"reject-{name}", title, given, ("missing-check",))
    in_pairs = (
        ("no-keys-and-no-signature", "No keys, and no signature", AuthoriseInput(NoKeys(), MESSAGE, b"", ())),
        ("bad-keys-and-no-signature", "Bad keys, and no signature", AuthoriseInput(Programmable(), MESSAGE, b"", ())),
        ("bad-form-and-not-good", "A form unknown, and not good", AuthoriseInput(ALICE_ALONE, MESSAGE, b"\x3a", ())),
        (
            "bad-size-and-not-good",
            "A size too large, and not good",
            AuthoriseInput(ALICE_ALONE, MESSAGE, make_signature(1, 691), ()),
        ),
    )
    for name, title, given in in_pairs:
        yield Case(name, title, given, ("order-of-checks",))


FORMS = (
    ("compressed-690", "Compressed, the largest size", make_signature(1, 690)),
    ("compressed-691", "Compressed, one byte too large", make_signature(1, 691)),
    ("compressed-809", "Compressed, with the size of the other form", make_signature(1, 809)),
    ("compressed-header-alone", "Nothing but the header: the form is right, the rest is for the check", b"\x39"),
    ("constant-time-809", "Constant-time, the one size", make_signature(1, 809, CONSTANT_TIME_HEADER)),
    ("constant-time-808", "Constant-time, one byte short", make_signature(1, 808, CONSTANT_TIME_HEADER)),
    ("constant-time-810", "Constant-time, one byte too large", make_signature(1, 810, CONSTANT_TIME_HEADER)),
    ("constant-time-690", "Constant-time, with a size of the other form", make_signature(1, 690, CONSTANT_TIME_HEADER)),
    ("empty", "No bytes", b""),
    ("header-zero", "Header 0x00", make_signature(1, header=0x00)),
    ("header-below-compressed", "Header 0x38", make_signature(1, header=0x38)),
    ("header-above-compressed", "Header 0x3a", make_signature(1, header=0x3A)),
    ("header-below-constant-time", "Header 0x58", make_signature(1, 809, 0x58)),
    ("header-above-constant-time", "Header 0x5a", make_signature(1, 809, 0x5A)),
    ("header-padded", "Header 0x29, of a padded form that is no form here", make_signature(1, header=0x29)),
)


@cases("accounts/authorise")
def form_cases() -> Iterator[Case]:
    """Signatures that the check would take, of every form and size, with one key and inside an envelope."""
    for name, title, signature in FORMS:
        good = (GoodSignature(ALICE_KEY, MESSAGE, signature),)
        given = AuthoriseInput(ALICE_ALONE, MESSAGE, signature, good)
        yield Case(f"form-{name}", f"One key. {title}", given, ("boundary",))
    chosen = ("compressed-690", "compressed-691", "constant-time-809", "constant-time-808", "empty")
    for name, title, signature in FORMS:
        if name in chosen:
            both_good = (*GOOD, GoodSignature(BOB_KEY, MESSAGE, signature))
            envelope = make_envelope((0, ALICE_SIGNATURE), (1, signature))
            given = AuthoriseInput(TWO_OF_THREE, MESSAGE, envelope, both_good)
            yield Case(f"form-second-{name}", f"The second of two. {title}", given, ("boundary",))


ALICE_SIGNS, BOB_SIGNS, CAROL_SIGNS = (0, ALICE_SIGNATURE), (1, BOB_SIGNATURE), (2, CAROL_SIGNATURE)
ONE_OF_THREE = MultiSig(TWO_OF_THREE.keys, 1)
THREE_OF_THREE = MultiSig(TWO_OF_THREE.keys, 3)
ONE_OF_ONE = MultiSig((ALICE_KEY,), 1)
NOT_GOOD = make_signature(0x66)
BAD_FORM = make_signature(0x66, header=0x3A)


@cases("accounts/authorise")
def several_cases() -> Iterator[Case]:
    """Who of several has signed, and how many of them."""
    accepted = (
        ("first-and-second", "The first two of three", sign_together(ALICE_SIGNS, BOB_SIGNS)),
        ("first-and-third", "Indices need not follow one another", sign_together(ALICE_SIGNS, CAROL_SIGNS)),
        ("second-and-third", "Without the first", sign_together(BOB_SIGNS, CAROL_SIGNS)),
        ("one-of-three", "One is enough", sign_together(CAROL_SIGNS, keys=ONE_OF_THREE)),
        ("three-of-three", "All are needed", sign_together(ALICE_SIGNS, BOB_SIGNS, CAROL_SIGNS, keys=THREE_OF_THREE)),
        ("one-of-one", "A list of one key asks for an envelope", sign_together(ALICE_SIGNS, keys=ONE_OF_ONE)),
    )
    for name, title, given in accepted:
        yield Case(f"several-{name}", title, given, known={"ok": {}})
    moved = sign_together((0, BOB_SIGNATURE), (1, ALICE_SIGNATURE))
    rejected = (
        ("none", "An envelope without signatures", sign_together()),
        ("one-too-few", "One signature less than the threshold", sign_together(ALICE_SIGNS)),
        ("one-too-many", "A good signature more than needed", sign_together(ALICE_SIGNS, BOB_SIGNS, CAROL_SIGNS)),
        ("one-too-many-of-one", "Two where one is enough", sign_together(ALICE_SIGNS, BOB_SIGNS, keys=ONE_OF_THREE)),
        ("twice-the-same", "One signer twice", sign_together(ALICE_SIGNS, ALICE_SIGNS)),
        ("descending", "Both signers, in the wrong order", sign_together(BOB_SIGNS, ALICE_SIGNS)),
        (
            "descending-at-the-end",
            "Three signers, the last two in the wrong order",
            sign_together(ALICE_SIGNS, CAROL_SIGNS, BOB_SIGNS, keys=THREE_OF_THREE),
        ),
        ("index-of-number-of-keys", "The first index without a key", sign_together(ALICE_SIGNS, (3, BOB_SIGNATURE))),
        ("largest-index", "The largest index", sign_together(ALICE_SIGNS, (255, BOB_SIGNATURE))),
        ("first-not-good", "The first signature is nobody's", sign_together((0, NOT_GOOD), BOB_SIGNS)),
        ("second-not-good", "The second signature is nobody's", sign_together(ALICE_SIGNS, (1, NOT_GOOD))),
        ("swapped", "Each signature under the index of the other", moved),
        ("first-of-no-form", "The first signature has no form", sign_together((0, BAD_FORM), BOB_SIGNS)),
        (
            "other-message",
            "Signatures of another message",
            replace(sign_together(ALICE_SIGNS, BOB_SIGNS), message=OTHER_MESSAGE),
        ),
        ("threshold-zero", "Nobody signs for a threshold of zero", sign_together(keys=MultiSig((ALICE_KEY,), 0))),
        (
            "repeated-key",
            "One key under two indices",
            sign_together(ALICE_SIGNS, (1, ALICE_SIGNATURE), keys=MultiSig((ALICE_KEY, ALICE_KEY), 2)),
        ),
    )
    for name, title, given in rejected:
        yield Case(f"reject-several-{name}", title, given, ("missing-check",))


@cases("accounts/authorise")
def envelope_cases() -> Iterator[Case]:
    """Envelopes that are none."""
    whole = make_envelope(ALICE_SIGNS, BOB_SIGNS)
    seventeen = (17).to_bytes(4, "little") + b"".join(bytes([index]) + bytes(4) for index in range(17))
    oversize = whole[:5] + (810).to_bytes(4, "little") + make_signature(1, 810, CONSTANT_TIME_HEADER)
    envelopes = (
        ("no-bytes", "No bytes at all", b"", "truncation"),
        ("bare-signature", "A signature without an envelope", ALICE_SIGNATURE, "missing-check"),
        ("cut", "The last byte is missing", whole[:-1], "truncation"),
        ("trailing", "A byte follows", whole + b"\x00", "malleability"),
        ("count-one-more", "Three are announced, two are there", b"\x03" + whole[1:], "truncation"),
        ("count-one-less", "One is announced, two are there", b"\x01" + whole[1:], "malleability"),
        ("count-big-endian", "The count with its bytes reversed", whole[3::-1] + whole[4:], "resource-limit"),
        ("seventeen", "More than an account can have keys", seventeen, "resource-limit"),
        ("signature-over-cap", "A signature longer than the longest form", b"\x01" + oversize[1:], "resource-limit"),
    )
    for name, title, envelope, flag in envelopes:
        given = AuthoriseInput(TWO_OF_THREE, MESSAGE, envelope, GOOD)
        yield Case(f"reject-envelope-{name}", title, given, (flag,))


@cases("accounts/authorise")
def order_cases() -> Iterator[Case]:
    """Two faults at once; the first in order is named."""
    three_down = (CAROL_SIGNS, BOB_SIGNS, ALICE_SIGNS)
    in_pairs = (
        (
            "bad-keys-and-envelope",
            "A threshold of zero, and no envelope",
            AuthoriseInput(MultiSig((ALICE_KEY,), 0), MESSAGE, b"", ()),
        ),
        (
            "too-few-and-descending",
            "Two of three, descending",
            sign_together(BOB_SIGNS, ALICE_SIGNS, keys=THREE_OF_THREE),
        ),
        ("too-many-and-descending", "Three of two, descending", sign_together(*three_down)),
        ("too-few-and-unknown", "One of two, of no key", sign_together((3, ALICE_SIGNATURE))),
        (
            "descending-and-unknown",
            "An index without a key before a lower one",
            sign_together((3, BOB_SIGNATURE), ALICE_SIGNS),
        ),
        ("repeated-and-unknown", "An index without a key twice", sign_together((3, BOB_SIGNATURE), (3, BOB_SIGNATURE))),
        (
            "unknown-and-no-form",
            "The first has no form, the second no key",
            sign_together((0, BAD_FORM), (3, BOB_SIGNATURE)),
        ),
        (
            "not-good-and-no-form",
            "The first is nobody's, the second has no form",
            sign_together((0, NOT_GOOD), (1, BAD_FORM)),
        ),
        (
            "not-good-and-unknown",
            "The first is nobody's, the second has no key",
            sign_together((0, NOT_GOOD), (3, BOB_SIGNATURE)),
        ),
    )
    for name, title, given in in_pairs:
        yield Case(f"order-{name}", title, given, ("order-of-checks",))


@cases("accounts/authorise")
def sixteen_cases() -> Iterator[Case]:
    """As many keys as an account can have."""
    keys = tuple(make_key(number) for number in range(16))
    good = tuple(GoodSignature(key, MESSAGE, make_signature(number)) for number, key in enumerate(keys))
    everybody = make_envelope(*((number, make_signature(number)) for number in range(16)))
    last = make_envelope((15, make_signature(15)))
    beyond = make_envelope((16, make_signature(15)))
    yield Case(
        "sixteen-of-sixteen",
        "Everybody signs",
        AuthoriseInput(MultiSig(keys, 16), MESSAGE, everybody, good),
        ("boundary",),
        known={"ok": {}},
    )
    yield Case(
        "last-of-sixteen",
        "The last of sixteen signs",
        AuthoriseInput(MultiSig(keys, 1), MESSAGE, last, good[15:]),
        ("boundary",),
        known={"ok": {}},
    )
    yield Case(
        "reject-seventeenth-of-sixteen",
        "An index one above the last",
        AuthoriseInput(MultiSig(keys, 1), MESSAGE, beyond, good[15:]),
        ("boundary",),
    )
