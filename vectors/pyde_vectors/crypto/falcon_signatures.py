"""Signatures of FALCON-512, sound and damaged.

Two tables that the vectors of decoding and of verification share. Every signature stands beside a key
that fits it: a decoder that reads a damaged one as it was meant finds a short pair and lets it pass.
"""

from collections.abc import Iterator
from functools import cache

from pyde_spec.crypto.falcon_bit_fields import write_signed_fields
from pyde_spec.crypto.falcon_hash_to_point import compute_point, compute_signed_bytes
from pyde_spec.crypto.falcon_parameters import DEGREE, SALT_SIZE, SIGNATURE_COEFFICIENT_MAX, Polynomial
from pyde_spec.crypto.falcon_signature_forms import (
    COEFFICIENTS_AT,
    COMPRESSED_SIZE_MAX,
    FIELD_BITS,
    SaltedPolynomial,
    SignatureForm,
    compress,
    compress_coefficient,
    encode_signature,
)
from pyde_vectors.crypto.falcon_crafting import (
    MESSAGE,
    ONE,
    S1,
    S2,
    SALT,
    Example,
    Signed,
    craft_public_key,
    make_invertible,
    make_small,
    set_coefficients,
)

COMPRESSED, CONSTANT_TIME = SignatureForm.COMPRESSED, SignatureForm.CONSTANT_TIME
COMPRESSED_HEAD = bytes([COMPRESSED]) + SALT
CONSTANT_TIME_HEAD = bytes([CONSTANT_TIME]) + SALT

LARGEST = SIGNATURE_COEFFICIENT_MAX
LOWEST_FIELD = -(LARGEST + 1)
PADDED_SIZE = 666
"""What the zero-padded variant of FALCON-512 in other implementations takes."""


def make_unary(total: int) -> Polynomial:
    """An s2 whose coefficients have `total` zeros in their unary parts; every other one is negative."""
    low = [abs(coefficient) for coefficient in make_small("low bits", 127)]
    high = [total // DEGREE + (at < total % DEGREE) for at in range(DEGREE)]
    s2 = tuple([(-1) ** at * (128 * high[at] + low[at] + (low[at] == 0)) for at in range(DEGREE)])
    return make_invertible(s2)


def set_in_s2(changes: dict[int, int]) -> Polynomial:
    """`S2` with some coefficients set."""
    return make_invertible(set_coefficients(S2, changes))


@cache
def get_key(s2: Polynomial) -> bytes:
    """The key for which `S1` and s2 are good for the message."""
    return craft_public_key(compute_point(SALT, compute_signed_bytes(MESSAGE)), S1, s2)


SIGNATURE = encode_signature(COMPRESSED, SaltedPolynomial(SALT, S2))
CONSTANT_TIME_SIGNATURE = encode_signature(CONSTANT_TIME, SaltedPolynomial(SALT, S2))

LONGEST = make_unary(584)
TOO_LONG = make_unary(585)
ENDS_ON_BYTE = make_unary(8)
SEVEN_TAIL_BITS = make_unary(9)
EXTREMES = set_in_s2({0: LARGEST, 1: -LARGEST, 2: 127, 3: 128, 4: -127, 5: -128, 6: 0, 7: -1, 511: LARGEST})


def sound_signatures() -> Iterator[Example]:
    """Signatures that decode, around every limit, in both forms."""
    shapes = (
        ("plain", "Small coefficients", (), S2),
        ("one", "s2 is 1: zeros everywhere else, the shortest signature", ("boundary",), ONE),
        ("extremes", "The largest coefficients of both signs, and those around 128", ("boundary",), EXTREMES),
        ("ends-on-byte", "The last coefficient ends on a byte: no tail bits", ("boundary",), ENDS_ON_BYTE),
        ("seven-tail-bits", "One bit of the last byte is in use", ("boundary",), SEVEN_TAIL_BITS),
        ("longest", "690 bytes in the compressed form, the most there may be", ("boundary",), LONGEST),
    )
    for name, title, flags, s2 in shapes:
        for form in SignatureForm:
            label = form.name.lower().replace("_", "-")
            signature = encode_signature(form, SaltedPolynomial(SALT, s2))
            yield Example(f"{label}-{name}", f"{title} ({label})", flags, Signed(get_key(s2), MESSAGE, signature))
    yield Example(
        "constant-time-beyond-690",
        "The constant-time form of what would take 691 bytes in the compressed one",
        ("boundary",),
        Signed(get_key(TOO_LONG), MESSAGE, CONSTANT_TIME_HEAD + write_signed_fields(TOO_LONG, FIELD_BITS)),
    )


HEADERS = (
    (0x00, "nothing set"),
    (0x09, "that of a public key"),
    (0x29, "that of the signed messages of the competition"),
    (0x31, "degree 2"),
    (0x38, "degree 256"),
    (0x3A, "degree 1,024"),
    (0x49, "another encoding, bits 6 and 3"),
    (0x58, "the constant-time form of degree 256"),
    (0x5A, "the constant-time form of degree 1,024"),
    (0x79, "both forms at once"),
    (0xB9, "the highest bit set"),
)


def damaged_signatures() -> Iterator[Example]:
    """Signatures that do not decode, by what is wrong with them."""
    for header, meaning in HEADERS:
        yield damage(
            f"header-{header:02x}", f"The header {header:#04x}: {meaning}", ("tag",), bytes([header]) + SIGNATURE[1:]
        )
    yield from sizes()
    yield from ends()
    yield from coefficients()
    yield from constant_time()
    yield from orders()


def damage(name: str, title: str, flags: tuple[str, ...], signature: bytes, s2: Polynomial = S2) -> Example:
    """A damaged signature beside the key that fits s2."""
    return Example(name, title, flags, Signed(get_key(s2), MESSAGE, signature))


def sizes() -> Iterator[Example]:
    """Too short and too long."""
    size = len(SIGNATURE)
    for length, what in (
        (0, "No bytes"),
        (1, "The header alone"),
        (SALT_SIZE, "The salt lacks its last byte"),
        (COEFFICIENTS_AT, "Header and salt, no coefficients"),
        (COEFFICIENTS_AT + 1, "One byte of coefficients"),
        (size - 1, "The last byte is missing"),
    ):
        yield damage(f"cut-to-{length}", what, ("truncation",), SIGNATURE[:length])
    yield damage(
        "compressed-691",
        "691 bytes, well-formed and short: the norm alone would let it pass",
        ("boundary", "resource-limit"),
        COMPRESSED_HEAD + compress(TOO_LONG),
        TOO_LONG,
    )
    last_missing = compress(make_unary(1)[:-1])
    yield damage(
        "coefficient-short", "511 coefficients that end on a byte", ("truncation",), COMPRESSED_HEAD + last_missing
    )


def ends() -> Iterator[Example]:
    """What follows the last coefficient."""
    yield damage("trailing-zero", "A zero byte more", ("malleability",), SIGNATURE + b"\x00")
    yield damage("trailing-byte", "A byte more that is not zero", ("malleability",), SIGNATURE + b"\x80")
    for size in (PADDED_SIZE, COMPRESSED_SIZE_MAX):
        yield damage(
            f"padded-to-{size}", f"Zeros up to {size} bytes", ("malleability",), SIGNATURE.ljust(size, b"\x00")
        )
    seven = COMPRESSED_HEAD + compress(SEVEN_TAIL_BITS)
    for bit, which in ((6, "first"), (3, "middle"), (0, "last")):
        yield damage(
            f"tail-bit-{which}",
            f"The {which} of seven tail bits is set",
            ("malleability", "missing-check"),
            seven[:-1] + bytes([seven[-1] | 1 << bit]),
            SEVEN_TAIL_BITS,
        )
    whole = COMPRESSED_HEAD + compress(ENDS_ON_BYTE)
    yield damage(
        "trailing-zero-after-whole-byte",
        "A zero byte more where the last coefficient ends on a byte",
        ("malleability", "boundary"),
        whole + b"\x00",
        ENDS_ON_BYTE,
    )


def compress_by_hand(s2: Polynomial, replaced: dict[int, str]) -> bytes:
    """A compressed signature in which the bits of some coefficients are given."""
    bits = "".join([replaced.get(at, compress_coefficient(coefficient)) for at, coefficient in enumerate(s2)])
    size = -(-len(bits) // 8)
    return COMPRESSED_HEAD + int(bits.ljust(8 * size, "0"), 2).to_bytes(size, "big")


NEGATIVE_ZERO = "100000001"


def coefficients() -> Iterator[Example]:
    """Coefficients that may not be, or not so."""
    for at in (0, 300, 511):
        zero = set_in_s2({at: 0})
        yield damage(
            f"negative-zero-{at}",
            f"Coefficient {at} is a negative zero",
            ("malleability", "missing-check"),
            compress_by_hand(zero, {at: NEGATIVE_ZERO}),
            zero,
        )
    for value, at in ((LARGEST + 1, 0), (LOWEST_FIELD, 511), (2_304, 7), (4_096, 100)):
        above = set_in_s2({at: value})
        yield damage(
            f"coefficient-{value}".replace("--", "-minus-"),
            f"Coefficient {at} is {value}, and the pair is short all the same",
            ("boundary", "overflow"),
            COMPRESSED_HEAD + compress(above),
            above,
        )
    yield damage(
        "zeros-to-the-end", "Nothing but zeros from the middle on", ("resource-limit",), SIGNATURE[:350] + bytes(300)
    )
    ends_high = set_in_s2({511: LARGEST})
    yield damage(
        "cut-in-unary",
        "The bits end after fewer than sixteen zeros of the last coefficient",
        ("truncation", "boundary"),
        COMPRESSED_HEAD + compress(ends_high)[:-1],
        ends_high,
    )


def constant_time() -> Iterator[Example]:
    """The constant-time form, and the two forms under each other's header."""
    body = CONSTANT_TIME_SIGNATURE[COEFFICIENTS_AT:]
    yield damage("constant-time-808", "The last byte is missing", ("truncation",), CONSTANT_TIME_SIGNATURE[:-1])
    yield damage("constant-time-810", "A zero byte more", ("malleability",), CONSTANT_TIME_SIGNATURE + b"\x00")
    yield damage("constant-time-header-alone", "The header alone", ("truncation",), CONSTANT_TIME_SIGNATURE[:1])
    yield damage("constant-time-under-0x39", "809 bytes under the header 0x39", ("tag",), COMPRESSED_HEAD + body)
    yield damage(
        "compressed-under-0x59",
        "Compressed coefficients under the header 0x59",
        ("tag",),
        CONSTANT_TIME_HEAD + SIGNATURE[COEFFICIENTS_AT:],
    )
    for at in (0, 511):
        lowest = set_in_s2({at: LOWEST_FIELD})
        yield damage(
            f"constant-time-lowest-{at}",
            f"Field {at} holds −2,048, and the pair is short all the same",
            ("boundary", "missing-check"),
            CONSTANT_TIME_HEAD + write_signed_fields(lowest, FIELD_BITS),
            lowest,
        )


def orders() -> Iterator[Example]:
    """Two rules broken at once."""
    flags = ("order-of-checks",)
    above = compress_coefficient(LARGEST + 1)
    long_above = compress_by_hand(TOO_LONG, {0: NEGATIVE_ZERO})
    yield damage("header-before-size", "An unknown header, and too long", flags, b"\x3a" + bytes(900))
    yield damage("size-before-coefficients", "Too long, and a negative zero", flags, long_above.ljust(691, b"\x00"))
    yield damage(
        "negative-zero-before-above",
        "Coefficient 1 is a negative zero, coefficient 2 too large",
        flags,
        compress_by_hand(S2, {1: NEGATIVE_ZERO, 2: above}),
    )
    yield damage(
        "above-before-negative-zero",
        "Coefficient 1 is too large, coefficient 2 a negative zero",
        flags,
        compress_by_hand(S2, {1: above, 2: NEGATIVE_ZERO}),
    )
    yield damage(
        "coefficient-before-cut",
        "A negative zero, and the last byte is missing",
        flags,
        compress_by_hand(S2, {1: NEGATIVE_ZERO})[:-1],
    )
    yield damage(
        "coefficient-before-trailing",
        "The last coefficient is a negative zero, and a byte follows",
        flags,
        compress_by_hand(S2, {511: NEGATIVE_ZERO}) + b"\x00",
    )
    seven = COMPRESSED_HEAD + compress(SEVEN_TAIL_BITS)
    yield damage(
        "trailing-before-tail-bits",
        "A tail bit is set, and a byte follows",
        flags,
        seven[:-1] + bytes([seven[-1] | 1]) + b"\x00",
        SEVEN_TAIL_BITS,
    )
    yield damage(
        "constant-time-size-before-coefficient",
        "A field holds −2,048, and a byte follows",
        flags,
        CONSTANT_TIME_HEAD + write_signed_fields(set_coefficients(S2, {0: LOWEST_FIELD}), FIELD_BITS) + b"\x00",
    )
