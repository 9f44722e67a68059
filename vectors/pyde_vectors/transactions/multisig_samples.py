"""Who signs in the vectors of several signers: the committed test keys, in two sets that share a member.

A signature takes some tens of milliseconds, so each is made once and kept.
"""

from functools import cache

from pyde_spec.accounts.authorisation import IndexedSignature
from pyde_spec.crypto.falcon_sign import sign_for_test
from pyde_spec.crypto.falcon_signature_forms import SignatureForm
from pyde_spec.params.versions import Parameters
from pyde_spec.state.overlay import OverlayStack
from pyde_spec.transactions.context import WaveContext, make_signature_check
from pyde_spec.transactions.ledger import put_count
from pyde_spec.transactions.multisig_payload import MultisigBody, SignerRole, compute_multisig_message
from pyde_spec.transactions.signer_sets import SIGNER_SLOTS, SignerSet, put_signer_set
from pyde_vectors.crypto.falcon_test_keys import load_test_keys
from pyde_vectors.transactions.state_slots import NOTHING

CHAIN_ID = 7
NONCE = 4
SIGNING_SEED = bytes(32)

KEYS = tuple([key.public_key for key in load_test_keys()])
TREASURY_SIGNERS = SignerSet(KEYS[:3], 2)
EMERGENCY_SIGNERS = SignerSet(KEYS[2:4], 1)
ONE_SIGNER = SignerSet(KEYS[:2], 1)


@cache
def sign_message(number: int, message: bytes, form: SignatureForm = SignatureForm.COMPRESSED) -> bytes:
    """The signature of a test key over a message."""
    return sign_for_test(load_test_keys()[number].secret_key, message, SIGNING_SEED, form)


def sign(number: int, index: int, body: MultisigBody, nonce: int = NONCE, chain_id: int = CHAIN_ID) -> IndexedSignature:
    """The signature of a test key over what a payload does, under the index of a signer."""
    return IndexedSignature(index, sign_message(number, compute_multisig_message(chain_id, nonce, body)))


def put_signers(
    role: SignerRole, signer_set: SignerSet, nonce: int = NONCE, state: OverlayStack = NOTHING
) -> OverlayStack:
    """A state with the signers of a role and their nonce."""
    return put_count(put_signer_set(state, role, signer_set), SIGNER_SLOTS[role].nonce, nonce)


def make_context(parameters: Parameters, chain_id: int, wave_id: int = 0) -> WaveContext:
    """The context of a wave in which signatures are judged, and little else is."""
    check = make_signature_check(parameters.rules)
    return WaveContext(
        chain_id=chain_id,
        wave_id=wave_id,
        wave_time=0,
        base_fee=0,
        parameters=parameters,
        check=check,
        contracts=None,
        validators=None,
    )
