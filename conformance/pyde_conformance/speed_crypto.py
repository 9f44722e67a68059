"""How fast the cryptography is: the text, the accelerator behind the seam, and the library by itself.

Each operation is done on one input that is the same in every run. The third figure is the library called
as its own documentation has it, with its inputs in its own types; what the seam costs is the second over
the third.

Signing has no accelerator, since a node signs with a random salt and the text does not: the library's
signature stands beside the text's only to say what signing costs.

Decision: R-63 (what is measured, and how).
"""

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey

from pyde_conformance.figures import Figure
from pyde_conformance.rates import measure_rate
from pyde_spec.crypto import bls_group, key_encapsulation, mlkem, provider
from pyde_spec.crypto.bls_arkworks import load_arkworks
from pyde_spec.crypto.bls_points import G1_GENERATOR, G2_GENERATOR
from pyde_spec.crypto.falcon_hash_to_point import compute_signed_bytes
from pyde_spec.crypto.falcon_sign import sign_for_test
from pyde_spec.crypto.falcon_signature_forms import SignatureForm
from pyde_spec.crypto.poseidon2_wasm import AcceleratorUnavailable
from pyde_spec.crypto.provider import Mode, use_mode
from pyde_spec.params.versions import RULES_1_1
from pyde_vectors.crypto.falcon_test_keys import load_test_keys

SEAM_RATIO_LIMIT = 1.5
MESSAGE = b"the message of the speed command"
SCALAR = int.from_bytes(b"\x5a" * 31, "big")
SHARES = 16

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Operation:
    """What is timed: through the seam, and by the library alone."""

    name: str
    seam: Work
    library: Work


def measure_crypto() -> Iterator[Figure]:
    """Signatures, key encapsulation, group operations and pairings."""
    try:
        with use_mode(Mode.FAST):
            pass
        operations = [make_falcon_verify(), *make_mlkem(), *make_groups()]
    except AcceleratorUnavailable as error:
        yield Figure("Cryptography", "fast", None, "ms", remark=str(error))
        return
    for operation in operations:
        yield from measure_operation(operation)
    yield from measure_signing()


def measure_operation(operation: Operation) -> Iterator[Figure]:
    """The text, the accelerator and the library on one operation, and what the seam costs."""
    text = 1000 / measure_rate(operation.seam)
    with use_mode(Mode.FAST):
        fast = 1000 / measure_rate(operation.seam)
    library = 1000 / measure_rate(operation.library)
    yield Figure(operation.name, "text", text, "ms")
    yield Figure(operation.name, "fast", fast, "ms", remark=f"{text / fast:.0f} times the text")
    yield Figure(operation.name, "library alone", library, "ms")
    yield Figure(operation.name, "fast over library", fast / library, "times", SEAM_RATIO_LIMIT, more_is_better=False)


def measure_signing() -> Iterator[Figure]:
    """A signature by the text, and one by the library."""
    falcon = importlib.import_module("pqcrypto.sign.falcon_512")
    key = load_test_keys()[0]
    signed = compute_signed_bytes(MESSAGE)
    text = 1000 / measure_rate(lambda: sign_for_test(key.secret_key, MESSAGE, bytes(32), SignatureForm.COMPRESSED))
    library = 1000 / measure_rate(lambda: falcon.sign(key.secret_key, signed))
    yield Figure("FALCON sign", "text, for tests only", text, "ms")
    yield Figure("FALCON sign", "library alone", library, "ms", remark=f"{text / library:.0f} times the text")


def make_falcon_verify() -> Operation:
    """A good signature in the compressed form."""
    falcon = importlib.import_module("pqcrypto.sign.falcon_512")
    key = load_test_keys()[0]
    signature = sign_for_test(key.secret_key, MESSAGE, bytes(32), SignatureForm.COMPRESSED)
    signed = compute_signed_bytes(MESSAGE)
    return Operation(
        "FALCON verify",
        lambda: provider.falcon_verify(key.public_key, MESSAGE, signature, RULES_1_1),
        lambda: falcon.verify(key.public_key, signed, signature),
    )


def make_mlkem() -> Iterator[Operation]:
    """The published key of a seed, and what a ciphertext carries to the seed's holder."""
    seed = bytes(range(64))
    ciphertext = mlkem.compute_mlkem768_encapsulation(
        key_encapsulation.mlkem768_published_key(seed), bytes(32)
    ).ciphertext
    yield Operation(
        "ML-KEM published key",
        lambda: key_encapsulation.mlkem768_published_key(seed),
        lambda: MLKEM768PrivateKey.from_seed_bytes(seed).public_key().public_bytes_raw(),
    )
    yield Operation(
        "ML-KEM decapsulate",
        lambda: key_encapsulation.mlkem768_decapsulate(seed, ciphertext),
        lambda: MLKEM768PrivateKey.from_seed_bytes(seed).decapsulate(ciphertext),
    )


def make_groups() -> Iterator[Operation]:
    """A multiplication in each group, sixteen at once, and the check of two pairings."""
    arkworks = load_arkworks()
    first, second, scalar = arkworks.to_g1(G1_GENERATOR), arkworks.to_g2(G2_GENERATOR), arkworks.to_scalar(SCALAR)
    yield Operation("G1 multiply", lambda: bls_group.g1_multiply(G1_GENERATOR, SCALAR), lambda: first * scalar)
    yield Operation("G2 multiply", lambda: bls_group.g2_multiply(G2_GENERATOR, SCALAR), lambda: second * scalar)
    points, scalars = [G1_GENERATOR] * SHARES, [SCALAR - i for i in range(SHARES)]
    library_points, library_scalars = [first] * SHARES, [arkworks.to_scalar(each) for each in scalars]
    yield Operation(
        f"G1 multi-exponentiation, {SHARES}",
        lambda: bls_group.g1_multi_exponentiation(points, scalars),
        lambda: arkworks.g1.multiexp_unchecked(library_points, library_scalars),
    )
    pairs = [(G1_GENERATOR, G2_GENERATOR)] * 2
    yield Operation(
        "Pairing check, 2",
        lambda: bls_group.pairing_check(pairs),
        lambda: arkworks.pairings.pairing_check([first] * 2, [second] * 2),
    )
