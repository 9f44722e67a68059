"""Public keys of FALCON-512, sound and damaged.

Two tables that the vectors of decoding and of verification share. Each key stands beside a signature
that fits it; for a damaged one, that is the key which a careless decoder would read.

With s2 = 1 the key is c − s1, so that single coefficients of h can be chosen where c is near them.
"""

from collections.abc import Iterator

from pyde_spec.crypto.falcon_bit_fields import write_fields
from pyde_spec.crypto.falcon_hash_to_point import compute_point, compute_signed_bytes
from pyde_spec.crypto.falcon_parameters import DEGREE, MODULUS, Polynomial
from pyde_spec.crypto.falcon_public_key import FIELD_BITS, PUBLIC_KEY_HEADER
from pyde_spec.crypto.falcon_signature_forms import SaltedPolynomial, SignatureForm, encode_signature
from pyde_vectors.crypto.falcon_crafting import MESSAGE, ONE, S1, SALT, Example, Signed, set_coefficients

HEAD = bytes([PUBLIC_KEY_HEADER])
FIELD_MAX = 2**FIELD_BITS - 1

POINT = compute_point(SALT, compute_signed_bytes(MESSAGE))
SIGNATURE = encode_signature(SignatureForm.COMPRESSED, SaltedPolynomial(SALT, ONE))


def find_nearest(value: int) -> int:
    """Where the point comes nearest to a value."""
    return min(range(DEGREE), key=lambda at: (abs(POINT[at] - value), at))


def make_h(changes: dict[int, int]) -> Polynomial:
    """C − `S1`, with some coefficients set."""
    h = tuple([(c - s) % MODULUS for c, s in zip(POINT, S1, strict=True)])
    return set_coefficients(h, changes)


def encode(fields: Polynomial) -> bytes:
    """The header and fields that need not be coefficients."""
    return HEAD + write_fields(fields, FIELD_BITS)


H = make_h({})
KEY = encode(H)


def make_example(name: str, title: str, flags: tuple[str, ...], public_key: bytes) -> Example:
    """An example beside the one signature."""
    return Example(name, title, flags, Signed(public_key, MESSAGE, SIGNATURE))


def sound_public_keys() -> Iterator[Example]:
    """Keys that decode."""
    yield make_example("plain", "Coefficients from the whole range", (), KEY)
    for value in (0, 1, MODULUS - 1):
        at = find_nearest(value)
        yield make_example(
            f"coefficient-{value}", f"Coefficient {at} is {value}", ("boundary",), encode(make_h({at: value}))
        )


def damaged_public_keys() -> Iterator[Example]:
    """Keys that do not decode."""
    for size in (0, 1, len(KEY) - 1):
        yield make_example(f"cut-to-{size}", f"{size} bytes", ("truncation",), KEY[:size])
    yield make_example("trailing-zero", "A zero byte more", ("malleability",), KEY + b"\x00")
    for header in (0x00, 0x08, 0x0A, 0x19, 0x59, 0x89):
        yield make_example(f"header-{header:02x}", f"The header {header:#04x}", ("tag",), bytes([header]) + KEY[1:])
    for value in (0, 1, FIELD_MAX - MODULUS):
        at = find_nearest(value)
        fields = set_coefficients(make_h({at: value}), {at: value + MODULUS})
        yield make_example(
            f"coefficient-{value + MODULUS}",
            f"Coefficient {at} is {value + MODULUS}: the same modulo q as {value}",
            ("boundary", "malleability"),
            encode(fields),
        )
    for at in (find_small(range(DEGREE)), find_small(range(DEGREE - 1, -1, -1))):
        fields = set_coefficients(H, {at: H[at] + MODULUS})
        yield make_example(
            f"not-reduced-{at}", f"Coefficient {at} is q too high", ("malleability", "missing-check"), encode(fields)
        )
    above = encode(set_coefficients(H, {0: FIELD_MAX}))
    order = ("order-of-checks",)
    yield make_example("size-before-header", "Another header, and a byte more", order, b"\x0a" + KEY[1:] + b"\x00")
    yield make_example("size-before-coefficient", "A coefficient of 16,383, and a byte more", order, above + b"\x00")
    yield make_example(
        "header-before-coefficient", "Another header, and a coefficient of 16,383", order, b"\x0a" + above[1:]
    )


def find_small(places: range) -> int:
    """The first place, in an order, where a coefficient of `H` still fits its field with q added."""
    return next(at for at in places if H[at] + MODULUS <= FIELD_MAX)
