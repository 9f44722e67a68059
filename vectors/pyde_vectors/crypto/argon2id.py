"""Vectors of Argon2id: bounds from both sides, and derivations that are cheap enough to repeat."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pyde_spec.crypto.argon2id import (
    ITERATIONS_MAX,
    KEYSTORE_PARAMETERS,
    MEMORY_KIB_MAX,
    PARALLELISM_MAX,
    SALT_SIZE,
    Argon2idParameters,
    compute_argon2id_key,
    compute_keystore_key,
    validate_argon2id_parameters,
)
from pyde_spec.encoding.shapes import U32_MAX, Bytes32
from pyde_spec.params.versions import Parameters
from pyde_vectors.accounts.people import Accepted
from pyde_vectors.cases import Case, cases
from pyde_vectors.crypto.drawing import draw_bytes_of
from pyde_vectors.crypto.inputs import Data, make_pattern
from pyde_vectors.handlers import Json, handler


@dataclass(frozen=True, slots=True)
class ParametersInput:
    """What a derivation is to cost."""

    parameters: Argon2idParameters


@dataclass(frozen=True, slots=True)
class Argon2idInput:
    """A password, a salt, and what the derivation is to cost."""

    password: Data
    salt: Data
    parameters: Argon2idParameters


@dataclass(frozen=True, slots=True)
class KeystoreKeyInput:
    """A password and a salt of a new entry."""

    password: Data
    salt: Data


@dataclass(frozen=True, slots=True)
class Argon2idOutput:
    """The key that they give."""

    key: Bytes32


def draw_parameters() -> Any:
    """Figures about the bounds that cost little where they are obeyed."""
    from hypothesis import strategies as st

    return st.builds(
        Argon2idParameters,
        st.sampled_from((64, 67, 128, 200, 7, 8, 31, 32, MEMORY_KIB_MAX + 1)),
        st.sampled_from((1, 2, 3, 0, ITERATIONS_MAX + 1)),
        st.sampled_from((1, 2, 4, 0, PARALLELISM_MAX, PARALLELISM_MAX + 1)),
    )


def draw_parameters_inputs() -> Any:
    """Inputs worth asking: figures about the bounds."""
    return draw_parameters().map(ParametersInput)


def draw_argon2id_inputs() -> Any:
    """Inputs worth asking: derivations that cost little."""
    from hypothesis import strategies as st

    return st.builds(Argon2idInput, st.binary(max_size=80), draw_bytes_of(SALT_SIZE), draw_parameters())


def draw_keystore_inputs() -> Any:
    """Inputs worth asking: mostly salts of a wrong size, which cost nothing, and one that is right."""
    from hypothesis import strategies as st

    wrong = st.binary(max_size=2 * SALT_SIZE).filter(lambda salt: len(salt) != SALT_SIZE)
    salts = st.one_of(*[wrong] * 9, st.just(make_pattern(SALT_SIZE)))
    return st.builds(KeystoreKeyInput, st.binary(max_size=80), salts)


@handler("crypto/argon2id_parameters", rules=[validate_argon2id_parameters], inputs=draw_parameters_inputs)
def run_argon2id_parameters(_: Parameters, given: ParametersInput) -> Accepted:
    """Check the parameters without deriving anything."""
    validate_argon2id_parameters(given.parameters)
    return Accepted()


@handler("crypto/argon2id", rules=[compute_argon2id_key], inputs=draw_argon2id_inputs)
def run_argon2id(_: Parameters, given: Argon2idInput) -> Argon2idOutput:
    """Derive a key from a password."""
    return Argon2idOutput(compute_argon2id_key(given.password, given.salt, given.parameters))


@handler("crypto/keystore_key", rules=[compute_keystore_key], inputs=draw_keystore_inputs)
def run_keystore_key(_: Parameters, given: KeystoreKeyInput) -> Argon2idOutput:
    """Derive the key of a new keystore entry."""
    return Argon2idOutput(compute_keystore_key(given.password, given.salt))


def write_rejection(reason: str) -> Json:
    """The answer that names a reason of this chapter."""
    return {"reject": {"stage": "validate", "reason": reason}}


ACCEPTED_PARAMETERS = (
    ("keystore", "What a new keystore entry asks for", KEYSTORE_PARAMETERS),
    ("least", "The least of everything", Argon2idParameters(8, 1, 1)),
    ("least-for-most-lanes", "The least memory for the most lanes", Argon2idParameters(128, 1, PARALLELISM_MAX)),
    ("most-iterations", "The most iterations", Argon2idParameters(8, ITERATIONS_MAX, 1)),
    ("most", "The most of everything", Argon2idParameters(MEMORY_KIB_MAX, ITERATIONS_MAX, PARALLELISM_MAX)),
)

REJECTED_PARAMETERS = (
    ("no-lane", "No lane", Argon2idParameters(65_536, 3, 0), "argon2id_parallelism"),
    ("too-many-lanes", "A lane too many", Argon2idParameters(65_536, 3, 17), "argon2id_parallelism"),
    ("memory-zero", "No memory", Argon2idParameters(0, 3, 1), "argon2id_memory_too_small"),
    ("memory-small", "1 KiB too little for one lane", Argon2idParameters(7, 1, 1), "argon2id_memory_too_small"),
    ("memory-small-for-lanes", "1 KiB too little for lanes", Argon2idParameters(31, 3, 4), "argon2id_memory_too_small"),
    ("memory-large", "1 KiB above the most", Argon2idParameters(1_048_577, 3, 4), "argon2id_memory_too_large"),
    ("memory-largest", "4 TiB", Argon2idParameters(U32_MAX, 3, 4), "argon2id_memory_too_large"),
    ("no-iteration", "No iteration", Argon2idParameters(65_536, 0, 4), "argon2id_iterations"),
    ("too-many-iterations", "An iteration too many", Argon2idParameters(65_536, 17, 4), "argon2id_iterations"),
    ("lanes-before-memory", "Too many lanes, too little memory", Argon2idParameters(0, 3, 17), "argon2id_parallelism"),
    ("lanes-before-iterations", "No lane and no iteration", Argon2idParameters(8, 0, 0), "argon2id_parallelism"),
    ("small-before-iterations", "Too little, no iteration", Argon2idParameters(7, 0, 1), "argon2id_memory_too_small"),
    (
        "large-before-iterations",
        "Too much memory and no iteration",
        Argon2idParameters(1_048_577, 0, 1),
        "argon2id_memory_too_large",
    ),
)


@cases("crypto/argon2id_parameters")
def argon2id_parameters_cases() -> Iterator[Case]:
    """Both sides of each bound, and the order of the checks."""
    for name, title, parameters in ACCEPTED_PARAMETERS:
        yield Case(name, title, ParametersInput(parameters), ("boundary",), {"ok": {}})
    for name, title, parameters, reason in REJECTED_PARAMETERS:
        flags = ("order-of-checks",) if "-before-" in name else ("boundary", "resource-limit")
        yield Case(f"reject-{name}", title, ParametersInput(parameters), flags, write_rejection(reason))


SMALL = Argon2idInput(b"correct horse", make_pattern(SALT_SIZE), Argon2idParameters(64, 2, 2))

DERIVATIONS = (
    ("small", "Two passes over 64 KiB in two lanes", SMALL),
    ("least", "One pass over 8 KiB in one lane", replace(SMALL, parameters=Argon2idParameters(8, 1, 1))),
    ("more-iterations", "Three passes", replace(SMALL, parameters=Argon2idParameters(64, 3, 2))),
    ("more-lanes", "Four lanes", replace(SMALL, parameters=Argon2idParameters(64, 2, 4))),
    ("more-memory", "72 KiB", replace(SMALL, parameters=Argon2idParameters(72, 2, 2))),
    (
        "memory-not-in-fours",
        "67 KiB: the last three are not used",
        replace(SMALL, parameters=Argon2idParameters(67, 2, 2)),
    ),
    ("most-lanes", "Sixteen lanes", replace(SMALL, parameters=Argon2idParameters(128, 1, 16))),
    ("password-empty", "No password", replace(SMALL, password=b"")),
    ("password-utf8", "A password that is no ASCII", replace(SMALL, password="pässwörd".encode())),
    (
        "password-decomposed",
        "The same with its marks apart: not normalised",
        replace(SMALL, password="pa\u0308sswo\u0308rd".encode()),
    ),
    ("password-with-zero", "A zero byte ends no password", replace(SMALL, password=b"correct\x00horse")),
    ("password-long", "A password of 300 bytes", replace(SMALL, password=make_pattern(300))),
    ("other-salt", "Another salt", replace(SMALL, salt=bytes(SALT_SIZE))),
)

REJECTED_DERIVATIONS = (
    ("salt-empty", "No salt", {"salt": b""}, "argon2id_salt_size"),
    ("salt-of-8", "A salt of 8 bytes, the function's own least", {"salt": make_pattern(8)}, "argon2id_salt_size"),
    ("salt-short", "A salt of 15 bytes", {"salt": make_pattern(15)}, "argon2id_salt_size"),
    ("salt-long", "A salt of 17 bytes", {"salt": make_pattern(17)}, "argon2id_salt_size"),
    (
        "parameters-before-salt",
        "Too many iterations and no salt",
        {"salt": b"", "parameters": Argon2idParameters(64, 17, 2)},
        "argon2id_iterations",
    ),
    ("memory-largest", "4 TiB", {"parameters": Argon2idParameters(U32_MAX, 1, 1)}, "argon2id_memory_too_large"),
)


@cases("crypto/argon2id")
def argon2id_cases() -> Iterator[Case]:
    """Derivations that differ in one input each, then what is refused before any memory is taken."""
    for name, title, given in DERIVATIONS:
        yield Case(name, title, given)
    for name, title, change, reason in REJECTED_DERIVATIONS:
        given = replace(SMALL, **change)
        flags = ("order-of-checks",) if "-before-" in name else ("boundary", "resource-limit")
        yield Case(f"reject-{name}", title, given, flags, write_rejection(reason))


@cases("crypto/keystore_key")
def keystore_key_cases() -> Iterator[Case]:
    """One derivation at its full cost, and a salt that has another size."""
    yield Case("derived", "A key of a new entry", KeystoreKeyInput(SMALL.password, SMALL.salt))
    yield Case(
        "reject-salt-short",
        "A salt of 15 bytes",
        KeystoreKeyInput(SMALL.password, SMALL.salt[:-1]),
        ("boundary",),
        write_rejection("argon2id_salt_size"),
    )
