"""Vectors of FALCON's hash to point: lengths around a block, and draws that come seldom."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pyde_spec.crypto.falcon_hash_to_point import compute_point, compute_signed_bytes
from pyde_spec.crypto.falcon_parameters import DEGREE, SALT_SIZE
from pyde_spec.encoding.shapes import U16, FixedBytes, ListOf
from pyde_spec.params.versions import Parameters
from pyde_vectors.cases import Case, cases
from pyde_vectors.crypto.falcon_crafting import SALT
from pyde_vectors.crypto.falcon_drawn_messages import RARE, list_draws, make_message
from pyde_vectors.crypto.inputs import Data, make_pattern
from pyde_vectors.handlers import Json, handler


@dataclass(frozen=True, slots=True)
class HashToPointInput:
    """A salt, and a message before the context is put before it."""

    salt: Annotated[bytes, FixedBytes(SALT_SIZE)]
    message: Data


@dataclass(frozen=True, slots=True)
class HashToPointOutput:
    """The coefficients of c, from that of X^0 on."""

    c: Annotated[tuple[U16, ...], ListOf(DEGREE)]


def reveal_draws(_: Parameters, given: HashToPointInput) -> dict[str, Json]:
    """How many draws were needed."""
    return {"draws": len(list_draws(given.message, given.salt))}


@handler("crypto/falcon_hash_to_point", rules=[compute_signed_bytes, compute_point], reveal=reveal_draws)
def run_falcon_hash_to_point(_: Parameters, given: HashToPointInput) -> HashToPointOutput:
    """Hash a salt and a message to a polynomial, under the context."""
    return HashToPointOutput(compute_point(given.salt, compute_signed_bytes(given.message)))


@cases("crypto/falcon_hash_to_point")
def falcon_hash_to_point_cases() -> Iterator[Case]:
    """Messages around SHAKE256's block of 136 bytes, of which salt and context take 56; salts; seldom draws."""
    for length in (0, 1, 79, 80, 81, 1_000):
        given = HashToPointInput(SALT, make_pattern(length))
        yield Case(f"length-{length}", f"A message of {length} bytes", given, ("boundary",))
    for name, salt in (("zero", bytes(SALT_SIZE)), ("ones", b"\xff" * SALT_SIZE)):
        yield Case(f"salt-{name}", f"A salt of all {name}", HashToPointInput(salt, b"pyde"))
    for name, title, number, _ in RARE:
        yield Case(name, title, HashToPointInput(SALT, make_message(number)), ("boundary",))
