"""Vectors of sets of signers: which sets there may be, and what they authorise with real signatures."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pyde_spec.accounts.authorisation import IndexedSignature, MultiSignature
from pyde_spec.crypto.falcon_signature_forms import SignatureForm
from pyde_spec.encoding.shapes import U64, U64_MAX
from pyde_spec.params.versions import Parameters
from pyde_spec.state.slot_keys import SystemSlot, compute_system_key
from pyde_spec.transactions.multisig_payload import (
    EmergencyPause,
    EmergencyResume,
    MultisigBody,
    MultisigPayload,
    SignerRole,
    compute_multisig_message,
)
from pyde_spec.transactions.signer_sets import (
    SignerSet,
    apply_authority,
    get_signer_nonce,
    get_signer_set,
    use_signer_nonce,
    validate_signatures,
    validate_signer_set,
)
from pyde_spec.types.primitives import ChainId
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler
from pyde_vectors.transactions.multisig_samples import (
    CHAIN_ID,
    EMERGENCY_SIGNERS,
    KEYS,
    NONCE,
    TREASURY_SIGNERS,
    make_context,
    put_signers,
    sign,
    sign_message,
)
from pyde_vectors.transactions.state_slots import Slots, SlotWrites, list_writes, make_slots, open_slots
from pyde_vectors.types.accepted import Accepted


@dataclass(frozen=True, slots=True)
class SignerSetInput:
    """A set of signers that shall be put in office."""

    signer_set: SignerSet


@dataclass(frozen=True, slots=True)
class AuthoriseInput:
    """A state, whose office is asked, the chain, and what is said to be authorised."""

    slots: Slots
    role: SignerRole
    chain_id: ChainId
    nonce: U64
    body: MultisigBody
    signatures: MultiSignature


@dataclass(frozen=True, slots=True)
class AuthoriseOutput:
    """Who was asked, the nonce that is next, and what has changed."""

    signer_set: SignerSet
    next_nonce: U64
    writes: SlotWrites


def draw_sets() -> Any:
    """Sets of a few keys that may repeat, of which one is none."""
    from hypothesis import strategies

    keys = strategies.lists(strategies.sampled_from((*KEYS[:4], b"\x0a" + KEYS[0][1:])), max_size=4).map(tuple)
    return strategies.builds(SignerSetInput, strategies.builds(SignerSet, keys, strategies.integers(0, 5)))


def draw_authority() -> Any:
    """The signatures of the treasury's signers in any choice and order, over states and nonces about theirs."""
    from hypothesis import strategies

    signatures = strategies.lists(strategies.sampled_from((FIRST, SECOND, THIRD)), max_size=3, unique=True)
    drawn = strategies.builds(
        AuthoriseInput,
        strategies.sampled_from((BOTH, ONLY_TREASURY, ONLY_EMERGENCY, ())),
        strategies.sampled_from((TREASURY, TREASURY, EMERGENCY)),
        strategies.sampled_from((CHAIN_ID, CHAIN_ID, CHAIN_ID + 1)),
        strategies.integers(NONCE - 1, NONCE + 1),
        strategies.sampled_from((RESUME, RESUME, PAUSE)),
        signatures.map(tuple),
    )
    good = signatures.map(lambda entries: ask_treasury(*entries))
    return strategies.one_of(good, drawn)


@handler("transactions/validate_signer_set", rules=[validate_signer_set], inputs=draw_sets)
def run_validate_signer_set(_: Parameters, given: SignerSetInput) -> Accepted:
    """Ask whether a role may have this set."""
    validate_signer_set(given.signer_set)
    return Accepted()


@handler(
    "transactions/signer_set_authorise",
    rules=[get_signer_set, get_signer_nonce, validate_signatures, use_signer_nonce, apply_authority],
    inputs=draw_authority,
)
def run_signer_set_authorise(parameters: Parameters, given: AuthoriseInput) -> AuthoriseOutput:
    """Ask whether the signers of a role have authorised a payload."""
    payload = MultisigPayload(given.nonce, given.body, given.signatures)
    state = open_slots(given.slots)
    after = apply_authority(state, given.role, payload, make_context(parameters, given.chain_id))
    return AuthoriseOutput(get_signer_set(after, given.role), get_signer_nonce(after, given.role), list_writes(after))


@cases("transactions/validate_signer_set")
def set_cases() -> Iterator[Case]:
    """Thresholds at both ends, repeated keys, bytes that are no key, and the order of all that."""
    bad_header = b"\x0a" + KEYS[1][1:]
    bad_coefficient = b"\x09" + b"\xff" * 896
    accepted = (
        ("one-of-one", "The smallest set", SignerSet(KEYS[:1], 1)),
        ("one-of-three", "One of three is enough", SignerSet(KEYS[:3], 1)),
        ("three-of-three", "All of three", SignerSet(KEYS[:3], 3)),
        ("sixteen-of-sixteen", "The largest set", SignerSet(KEYS, 16)),
    )
    for name, title, signer_set in accepted:
        yield Case(name, title, SignerSetInput(signer_set), ("boundary",), known={"ok": {}})
    rejected = (
        ("no-keys", "Nobody", SignerSet((), 1), "boundary"),
        ("threshold-zero", "No signature is asked for", SignerSet(KEYS[:2], 0), "boundary"),
        ("threshold-above", "One more than there are keys", SignerSet(KEYS[:2], 3), "boundary"),
        ("threshold-255", "The largest threshold", SignerSet(KEYS[:2], 255), "boundary"),
        ("repeated", "The first key is the last as well", SignerSet((*KEYS[:2], KEYS[0]), 2), "missing-check"),
        ("bad-header", "The last key has another header", SignerSet((KEYS[0], bad_header), 1), "missing-check"),
        ("bad-coefficient", "The first key is out of range", SignerSet((bad_coefficient, KEYS[0]), 1), "missing-check"),
        ("no-keys-and-threshold-zero", "Nobody, and no signature", SignerSet((), 0), "order-of-checks"),
        ("zero-and-repeated", "No signature, a key twice", SignerSet((KEYS[0], KEYS[0]), 0), "order-of-checks"),
        ("above-and-repeated", "Too many, a key twice", SignerSet((KEYS[0], KEYS[0]), 3), "order-of-checks"),
        ("repeated-and-bad", "What is no key, twice", SignerSet((bad_header, bad_header), 1), "order-of-checks"),
        ("bad-and-bad", "Two that are no keys", SignerSet((bad_coefficient, bad_header), 1), "order-of-checks"),
    )
    for name, title, signer_set, flag in rejected:
        yield Case(f"reject-{name}", title, SignerSetInput(signer_set), (flag,))


TREASURY, EMERGENCY = SignerRole.TREASURY, SignerRole.EMERGENCY
RESUME, PAUSE = EmergencyResume(), EmergencyPause(10)
BOTH = make_slots(put_signers(EMERGENCY, EMERGENCY_SIGNERS, NONCE + 1, put_signers(TREASURY, TREASURY_SIGNERS)))
ONLY_TREASURY = make_slots(put_signers(TREASURY, TREASURY_SIGNERS))
ONLY_EMERGENCY = make_slots(put_signers(EMERGENCY, EMERGENCY_SIGNERS))
NO_FORM = b"\x3a\x00"


def ask_treasury(*signatures: IndexedSignature) -> AuthoriseInput:
    """The treasury's signers authorise something, in a state of both sets."""
    return AuthoriseInput(BOTH, TREASURY, CHAIN_ID, NONCE, RESUME, signatures)


FIRST, SECOND, THIRD = (sign(number, number, RESUME) for number in range(3))
BY_TWO = ask_treasury(FIRST, SECOND)


@cases("transactions/signer_set_authorise")
def accepted_authority() -> Iterator[Case]:
    """Who of which set has signed, and which nonces there are."""
    emergency = sign(3, 1, RESUME, NONCE + 1)
    fresh = make_slots(put_signers(EMERGENCY, EMERGENCY_SIGNERS, 0))
    almost = make_slots(put_signers(EMERGENCY, EMERGENCY_SIGNERS, U64_MAX - 1))
    table = (
        ("first-and-second", "The first two of three", BY_TWO),
        ("second-and-third", "The last two of three", ask_treasury(SECOND, THIRD)),
        (
            "emergency",
            "The other set has its own members, threshold and nonce",
            AuthoriseInput(BOTH, EMERGENCY, CHAIN_ID, NONCE + 1, RESUME, (emergency,)),
        ),
        (
            "nonce-zero",
            "The first nonce, which is not stored",
            AuthoriseInput(fresh, EMERGENCY, CHAIN_ID, 0, RESUME, (sign(2, 0, RESUME, 0),)),
        ),
        (
            "nonce-before-last",
            "The last nonce that is ever spent",
            AuthoriseInput(almost, EMERGENCY, CHAIN_ID, U64_MAX - 1, RESUME, (sign(2, 0, RESUME, U64_MAX - 1),)),
        ),
    )
    for name, title, given in table:
        yield Case(name, title, given)
    message = compute_multisig_message(CHAIN_ID, NONCE, RESUME)
    constant_time = IndexedSignature(1, sign_message(1, message, SignatureForm.CONSTANT_TIME))
    yield Case("constant-time", "One signature in the other form", ask_treasury(FIRST, constant_time))


def without(slot: SystemSlot) -> Slots:
    """The state of both sets without one slot."""
    return tuple([entry for entry in BOTH if entry[0] != compute_system_key(slot)])


@cases("transactions/signer_set_authorise")
def refused_authority() -> Iterator[Case]:
    """Each reason alone: replays of every kind, and the signatures of others."""
    spent = make_slots(put_signers(TREASURY, TREASURY_SIGNERS, NONCE + 1))
    behind = make_slots(put_signers(TREASURY, TREASURY_SIGNERS, NONCE - 1))
    last = make_slots(put_signers(EMERGENCY, EMERGENCY_SIGNERS, U64_MAX))
    by_other_nonce = sign(1, 1, RESUME, NONCE + 1)
    damaged = replace(SECOND, signature=SECOND.signature[:-1] + bytes([SECOND.signature[-1] ^ 1]))
    table = (
        ("no-signers", "A state without signers", replace(BY_TWO, slots=ONLY_EMERGENCY)),
        (
            "no-emergency-signers",
            "A state without the other signers",
            replace(BY_TWO, slots=ONLY_TREASURY, role=EMERGENCY),
        ),
        (
            "no-threshold",
            "A state that names the signers alone",
            replace(BY_TWO, slots=without(SystemSlot.MULTISIG_THRESHOLD)),
        ),
        (
            "no-keys",
            "A state that names the threshold alone",
            replace(BY_TWO, slots=without(SystemSlot.MULTISIG_SIGNERS)),
        ),
        ("replayed", "The nonce has been spent", replace(BY_TWO, slots=spent)),
        ("ahead", "The nonce is not due yet", replace(BY_TWO, slots=behind)),
        ("nonce-not-signed", "One signature is under the next nonce", ask_treasury(FIRST, by_other_nonce)),
        ("other-chain", "Signed for another chain", replace(BY_TWO, chain_id=CHAIN_ID + 1)),
        ("other-body", "Signed for something else", replace(BY_TWO, body=PAUSE)),
        ("too-few", "One signature of two", ask_treasury(FIRST)),
        ("nobody", "No signature", ask_treasury()),
        ("too-many", "A good signature more than needed", ask_treasury(FIRST, SECOND, THIRD)),
        ("twice", "One signer twice", ask_treasury(FIRST, FIRST)),
        ("descending", "In the wrong order", ask_treasury(SECOND, FIRST)),
        ("unknown", "An index one above the last", ask_treasury(FIRST, replace(SECOND, key_index=3))),
        ("swapped", "The signature of another member", ask_treasury(FIRST, replace(THIRD, key_index=1))),
        ("outsider", "A signer of the other set alone", ask_treasury(FIRST, sign(3, 1, RESUME))),
        ("damaged", "The last bit of a signature", ask_treasury(FIRST, damaged)),
        ("no-form", "A signature of no form", ask_treasury(FIRST, IndexedSignature(1, NO_FORM))),
        (
            "exhausted",
            "The nonce cannot move on",
            AuthoriseInput(last, EMERGENCY, CHAIN_ID, U64_MAX, RESUME, (sign(2, 0, RESUME, U64_MAX),)),
        ),
    )
    for name, title, given in table:
        yield Case(f"reject-{name}", title, given, ("missing-check",))
    in_pairs = (
        ("no-signers-and-nonce", "No signers, another nonce", AuthoriseInput((), TREASURY, CHAIN_ID, 1, RESUME, ())),
        ("nonce-and-too-few", "Another nonce, nobody signs", replace(ask_treasury(), nonce=NONCE + 1)),
        (
            "signature-and-exhausted",
            "The last nonce, and a signature for another",
            AuthoriseInput(last, EMERGENCY, CHAIN_ID, U64_MAX, RESUME, (sign(2, 0, RESUME, 0),)),
        ),
    )
    for name, title, given in in_pairs:
        yield Case(f"order-{name}", title, given, ("order-of-checks",))
