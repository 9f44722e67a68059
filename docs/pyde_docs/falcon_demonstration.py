"""Finding F-19: signatures of the deployed wallets, as they are and written anew, under both versions."""

from collections.abc import Iterator

from pyde_spec.crypto.falcon_signature_forms import SignatureForm, decode_signature, encode_signature
from pyde_spec.crypto.provider import falcon_verify
from pyde_spec.params.versions import RULES_1_0, RULES_1_1
from pyde_vectors.crypto.falcon_deployed import DEPLOYED


def generate_form_rows() -> Iterator[tuple[str, ...]]:
    """For each deployed signature and each form: header, bytes, and whether it is valid in each version."""
    for number, (public_key, message, signature) in enumerate(DEPLOYED, start=1):
        compressed = encode_signature(SignatureForm.COMPRESSED, decode_signature(signature, RULES_1_1))
        for form, written in (("as deployed", signature), ("compressed", compressed)):
            answers = [falcon_verify(public_key, message, written, rules) for rules in (RULES_1_0, RULES_1_1)]
            cells = ["valid" if answer else "**not valid**" for answer in answers]
            yield str(number), form, f"{written[0]:#04x}", str(len(written)), *cells
