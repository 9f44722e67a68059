"""Vectors of what native types touch: each type, with an access list and without, and malformed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pyde_spec.encoding.encoder import encode
from pyde_spec.execution.access_sets import AccessSet
from pyde_spec.params.versions import Parameters
from pyde_spec.transactions.airdrop_proof import AirdropClaim, encode_airdrop_claim
from pyde_spec.transactions.multisig_payload import (
    EmergencyPause,
    EmergencyResume,
    MultisigPayload,
    SignerRole,
    SignerRotation,
    TreasurySpend,
    encode_multisig_payload,
)
from pyde_spec.transactions.native_access import compute_access
from pyde_spec.transactions.native_gas_tanks import GasTankWithdrawal
from pyde_spec.transactions.native_names import NameRegister, NameRenew, NameTransfer
from pyde_spec.types.auth_keys import AuthKeys, SingleKey
from pyde_spec.types.transaction import AccessEntry, AccessType, Transaction, TransactionType
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler
from pyde_vectors.transactions.scene import ALICE, BOB, CONTRACT, STRANGER, make_transfer


@dataclass(frozen=True, slots=True)
class AccessInput:
    """A transaction."""

    transaction: Transaction


@dataclass(frozen=True, slots=True)
class AccessOutput:
    """All that it may touch."""

    access: AccessSet


@handler("transactions/access_set", rules=[compute_access])
def run_access_set(_: Parameters, given: AccessInput) -> AccessOutput:
    """What a transaction may touch."""
    return AccessOutput(compute_access(given.transaction))


LISTED = (AccessEntry(CONTRACT, (), AccessType.READ),)
DIGEST = bytes(32)


def make_order(body: TreasurySpend | SignerRotation | EmergencyPause | EmergencyResume) -> bytes:
    """The payload of an order that nobody has signed."""
    return encode_multisig_payload(MultisigPayload(0, body, ()))


PAYLOADS = (
    (TransactionType.STANDARD, "transfer", b""),
    (TransactionType.REGISTER_PUBKEY, "register-key", ALICE.public_key),
    (TransactionType.ROTATE_KEYS, "rotate-keys", encode(AuthKeys, SingleKey(BOB.public_key))),
    (TransactionType.GAS_TANK_DEPOSIT, "tank-deposit", b""),
    (TransactionType.GAS_TANK_WITHDRAW, "tank-withdraw", encode(GasTankWithdrawal, GasTankWithdrawal(1, STRANGER))),
    (TransactionType.NAME_REGISTER, "name-register", encode(NameRegister, NameRegister("wallet", STRANGER, 1))),
    (TransactionType.NAME_RENEW, "name-renew", encode(NameRenew, NameRenew("wallet", 1))),
    (TransactionType.NAME_TRANSFER, "name-transfer", encode(NameTransfer, NameTransfer("wallet", STRANGER))),
    (TransactionType.CLAIM_AIRDROP, "claim", encode_airdrop_claim(AirdropClaim(3, 5, (bytes(32), bytes(32))))),
    (TransactionType.SWEEP_AIRDROP, "sweep", b""),
    (TransactionType.MULTISIG_TX, "spend", make_order(TreasurySpend(STRANGER, 1, DIGEST))),
    (
        TransactionType.ROTATE_MULTISIG,
        "rotate-treasury",
        make_order(SignerRotation(SignerRole.TREASURY, (ALICE.public_key,), 1)),
    ),
    (
        TransactionType.ROTATE_MULTISIG,
        "rotate-emergency",
        make_order(SignerRotation(SignerRole.EMERGENCY, (ALICE.public_key,), 1)),
    ),
    (TransactionType.EMERGENCY_PAUSE, "pause", make_order(EmergencyPause(3))),
    (TransactionType.EMERGENCY_RESUME, "resume", make_order(EmergencyResume())),
)


def make_listed(tx_type: TransactionType, data: bytes) -> Transaction:
    """A transaction of this type that lists a contract."""
    return replace(make_transfer(ALICE, BOB.address, 0), tx_type=tx_type, data=data, access_list=LISTED)


@cases("transactions/access_set")
def access_sets() -> Iterator[Case]:
    """Every type with a list; without one; with a payload that is no payload; and what stops at the seams."""
    for tx_type, name, data in PAYLOADS:
        yield Case(name, f"{tx_type.name} with an access list", AccessInput(make_listed(tx_type, data)))
    for tx_type, name, data in PAYLOADS:
        if data and tx_type is not TransactionType.REGISTER_PUBKEY and not name.startswith("rotate"):
            malformed = make_listed(tx_type, data + b"\0")
            yield Case(f"{name}-malformed", f"{tx_type.name} with a byte too many", AccessInput(malformed))
    unlisted = make_transfer(ALICE, BOB.address, 0)
    yield Case("transfer-undeclared", "A transfer without an access list", AccessInput(unlisted))
    sweep = replace(unlisted, tx_type=TransactionType.SWEEP_AIRDROP)
    yield Case("sweep-undeclared", "A sweep without an access list", AccessInput(sweep))
    for tx_type in (TransactionType.DEPLOY, TransactionType.KILL_CONTRACT, TransactionType.STAKE_DEPOSIT):
        name = tx_type.name.lower().replace("_", "-")
        yield Case(f"seam-{name}", f"{tx_type.name} with an access list", AccessInput(make_listed(tx_type, b"")))
