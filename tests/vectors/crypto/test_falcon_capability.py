"""Whatever makes keys or signatures is optional for a client; whatever reads or verifies is not."""

from pyde_vectors.cases import build_builder_cases
from pyde_vectors.crypto.falcon_encoding import falcon_decode_public_key_cases
from pyde_vectors.crypto.falcon_signing import falcon_solve_ntru_cases
from pyde_vectors.handlers import load_handlers

OPTIONAL = {
    "crypto/falcon_keygen",
    "crypto/falcon_draw_gaussian",
    "crypto/falcon_sign",
    "crypto/falcon_sign_with_zeros",
    "crypto/falcon_sample_integer",
    "crypto/falcon_solve_ntru",
}


def test_the_optional_handlers_are_these():
    falcon = {name: entry for name, entry in load_handlers().items() if name.startswith("crypto/falcon_")}
    assert {name for name, entry in falcon.items() if entry.capability == "deterministic_signing"} == OPTIONAL
    assert {entry.capability for name, entry in falcon.items() if name not in OPTIONAL} == {None}


def test_their_cases_say_so_and_no_others_do():
    handlers = load_handlers()
    for record in build_builder_cases(handlers["crypto/falcon_solve_ntru"], falcon_solve_ntru_cases):
        assert record["capability"] == "deterministic_signing"
    for record in build_builder_cases(handlers["crypto/falcon_decode_public_key"], falcon_decode_public_key_cases):
        assert "capability" not in record
