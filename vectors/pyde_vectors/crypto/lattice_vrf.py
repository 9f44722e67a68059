"""Vectors of the lattice VRF.

The input lists the signatures that count as good, so that a client can be asked without FALCON: a proof is
a key's over a message exactly when the three stand together in that list.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated

from pyde_spec.crypto.lattice_vrf import compute_vrf_output, compute_vrf_proof_message, is_vrf_proof_valid
from pyde_spec.encoding.shapes import Bytes32, FixedBytes, ListOf, VariableBytes
from pyde_spec.params.versions import Parameters
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler

PUBLIC_KEY_SIZE = 897
SECRET_KEY_SIZE = 1281
GOOD_CAP = 8
INPUT_CAP = 4096

VrfInput = Annotated[bytes, VariableBytes(INPUT_CAP)]
Proof = Annotated[bytes, VariableBytes(1024)]
PublicKey = Annotated[bytes, FixedBytes(PUBLIC_KEY_SIZE)]


@dataclass(frozen=True, slots=True)
class OutputInput:
    """A secret key in its standard form, and the input."""

    secret_key: Annotated[bytes, FixedBytes(SECRET_KEY_SIZE)]
    vrf_input: VrfInput


@dataclass(frozen=True, slots=True)
class OutputOutput:
    """The output of an honest holder."""

    output: Bytes32


@dataclass(frozen=True, slots=True)
class GoodSignature:
    """A signature that is the key's over the message."""

    public_key: PublicKey
    message: Annotated[bytes, VariableBytes(2 * INPUT_CAP)]
    signature: Proof


@dataclass(frozen=True, slots=True)
class VerifyInput:
    """Whose output it is, what for, what it is, its proof, and the signatures that are good."""

    public_key: PublicKey
    vrf_input: VrfInput
    output: Bytes32
    proof: Proof
    good: Annotated[tuple[GoodSignature, ...], ListOf(GOOD_CAP)]


@dataclass(frozen=True, slots=True)
class VerifyOutput:
    """Whether the proof is valid."""

    valid: bool


@handler("crypto/vrf_output", rules=[compute_vrf_output])
def run_vrf_output(_: Parameters, given: OutputInput) -> OutputOutput:
    """The output of an honest holder."""
    return OutputOutput(compute_vrf_output(given.secret_key, given.vrf_input))


@handler("crypto/vrf_verify", rules=[is_vrf_proof_valid, compute_vrf_proof_message])
def run_vrf_verify(_: Parameters, given: VerifyInput) -> VerifyOutput:
    """Check a proof."""

    def is_good(public_key: bytes, message: bytes, signature: bytes) -> bool:
        return GoodSignature(public_key, message, signature) in given.good

    return VerifyOutput(is_vrf_proof_valid(given.public_key, given.vrf_input, given.output, given.proof, is_good))


SECRET_KEY = b"\x59" + bytes([0x5E]) * (SECRET_KEY_SIZE - 1)
OTHER_SECRET_KEY = SECRET_KEY[:-1] + b"\x5f"
PUBLIC_KEY = b"\x09" + bytes([0xA1]) * (PUBLIC_KEY_SIZE - 1)
OTHER_PUBLIC_KEY = b"\x09" + bytes([0xB0]) * (PUBLIC_KEY_SIZE - 1)
INPUT = bytes(range(32)) + b"committee"
PROOF_TAG = b"pyde-vrf-proof-v1"
FIRST_PROOF, SECOND_PROOF = (b"\x39" + bytes([number]) * 59 for number in (1, 2))
CHOSEN_OUTPUT = b"\xff" * 32


@cases("crypto/vrf_output")
def vrf_output_cases() -> Iterator[Case]:
    """Inputs of several lengths, and another key."""
    base = OutputInput(SECRET_KEY, INPUT)
    yield Case("input", "An input", base)
    yield Case("empty-input", "No input", replace(base, vrf_input=b""), ("boundary",))
    yield Case("zero-input", "One zero byte", replace(base, vrf_input=b"\x00"), ("boundary",))
    yield Case("other-key", "The last bit of the key is another", replace(base, secret_key=OTHER_SECRET_KEY))


@cases("crypto/vrf_verify")
def vrf_verify_cases() -> Iterator[Case]:
    """An honest proof, the second output of the finding, and proofs of something else."""
    output = compute_vrf_output(SECRET_KEY, INPUT)
    good = (
        GoodSignature(PUBLIC_KEY, PROOF_TAG + PUBLIC_KEY + INPUT + output, FIRST_PROOF),
        GoodSignature(PUBLIC_KEY, PROOF_TAG + PUBLIC_KEY + INPUT + CHOSEN_OUTPUT, SECOND_PROOF),
    )
    base = VerifyInput(PUBLIC_KEY, INPUT, output, FIRST_PROOF, good)
    accepted = (
        ("honest", "The output of an honest holder", base),
        (
            "second-output-for-one-input",
            "An output of the holder's choice for the same input verifies too (F-13)",
            replace(base, output=CHOSEN_OUTPUT, proof=SECOND_PROOF),
        ),
    )
    for name, title, given in accepted:
        yield Case(name, title, given, known={"ok": {"valid": True}})
    refused = (
        ("other-output", "Another output than the signed one", replace(base, output=CHOSEN_OUTPUT)),
        ("other-input", "Another input", replace(base, vrf_input=INPUT + b"\x00")),
        ("other-key", "Another key", replace(base, public_key=OTHER_PUBLIC_KEY)),
        ("other-proof", "The proof of the other output", replace(base, proof=SECOND_PROOF)),
        ("empty-proof", "No proof", replace(base, proof=b"")),
        ("longer-proof", "A byte after the proof", replace(base, proof=FIRST_PROOF + b"\x00")),
    )
    for name, title, given in refused:
        yield Case(f"not-{name}", title, given, ("missing-check",), {"ok": {"valid": False}})
    swapped = GoodSignature(PUBLIC_KEY, PROOF_TAG + PUBLIC_KEY + output + INPUT, FIRST_PROOF)
    untagged = GoodSignature(PUBLIC_KEY, PUBLIC_KEY + INPUT + output, FIRST_PROOF)
    keyless = GoodSignature(PUBLIC_KEY, PROOF_TAG + INPUT + output, FIRST_PROOF)
    for name, title, signature in (
        ("input-after-output", "A signature over output, then input", swapped),
        ("tag-missing", "A signature without the tag", untagged),
        ("key-missing", "A signature that does not name the key", keyless),
    ):
        given = replace(base, good=(signature,))
        yield Case(f"not-{name}", title, given, ("missing-check",), {"ok": {"valid": False}})
