"""Vectors of signing with FALCON-512: signatures from fixed seeds, the sampler on a given stream, the NTRU equation.

All of it is optional: a client needs none of it to follow the chain. It is here so that test networks can
make the same signatures, and so that every line of the text is held by some vector.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import floor, isfinite
from struct import pack, unpack
from typing import Annotated, Any

from pyde_spec.crypto.falcon_ntru import find_ntru_solution
from pyde_spec.crypto.falcon_parameters import DEGREE, SALT_SIZE, Polynomial
from pyde_spec.crypto.falcon_sampler import SIGMA_MIN, sample_integer
from pyde_spec.crypto.falcon_secret_key import decode_secret_key
from pyde_spec.crypto.falcon_sign import expand_secret_key, sign_for_test, sign_with_stream
from pyde_spec.crypto.falcon_signature_forms import SignatureForm, encode_signature
from pyde_spec.crypto.falcon_stream import ShakeStream
from pyde_spec.encoding.shapes import I32, U32, U64, Bytes32, ListOf, Signed, Unsigned, VariableBytes
from pyde_spec.params.versions import Parameters
from pyde_vectors.cases import Case, cases
from pyde_vectors.crypto.falcon_encoding import KeyBytes, SignatureBytes
from pyde_vectors.crypto.falcon_keys import (
    damaged_secret_keys,
    get_key,
    make_basis,
    make_pair_of_long_dual,
    make_pair_of_norm,
)
from pyde_vectors.crypto.falcon_test_keys import load_test_keys
from pyde_vectors.crypto.inputs import Data
from pyde_vectors.handlers import InvalidInput, handler

STREAM_CAP = 256
READ_MAX = 1_024
CENTRE_MAX = 2.0**20
WIDEST = 1.8205
NTRU_COEFFICIENT_MAX = 127


@dataclass(frozen=True, slots=True)
class SignInput:
    """A secret key, a message before the context is put before it, a seed, and the form that is wanted."""

    secret_key: KeyBytes
    message: Data
    seed: Bytes32
    form: SignatureForm


@dataclass(frozen=True, slots=True)
class SignOutput:
    """The signature that follows from them."""

    signature: SignatureBytes


@dataclass(frozen=True, slots=True)
class SignWithZerosInput:
    """A secret key, bytes to sign with no context added, and a stream: so many zeros, then SHAKE256 of the seed."""

    secret_key: KeyBytes
    signed: Data
    zeros: Annotated[int, Unsigned(16)]
    seed: Bytes32


@dataclass(frozen=True, slots=True)
class SampleInput:
    """The bytes that the sampler reads, zeros after them; centre and one over the deviation, as bits of binary64."""

    stream: Annotated[bytes, VariableBytes(STREAM_CAP)]
    centre: U64
    inverse_sigma: U64


@dataclass(frozen=True, slots=True)
class SampleOutput:
    """The integer, and how many bytes were read for it."""

    integer: I32
    read: U32


NtruCoefficients = Annotated[tuple[Annotated[int, Signed(8)], ...], ListOf(DEGREE)]


@dataclass(frozen=True, slots=True)
class NtruInput:
    """f and g of one degree, a power of two up to 512, each with an odd sum of coefficients."""

    f: NtruCoefficients
    g: NtruCoefficients


@dataclass(frozen=True, slots=True)
class NtruSolution:
    """F and G."""

    large_f: Annotated[tuple[I32, ...], ListOf(DEGREE)]
    large_g: Annotated[tuple[I32, ...], ListOf(DEGREE)]


@dataclass(frozen=True, slots=True)
class NtruOutput:
    """F and G, or nothing where there are none."""

    solution: NtruSolution | None


@dataclass(slots=True)
class ZerosThenShake:
    """So many zeros, then another stream."""

    zeros: int
    stream: ShakeStream

    def read(self, size: int) -> bytes:
        """The next bytes."""
        count = min(size, self.zeros)
        self.zeros -= count
        return bytes(count) + self.stream.read(size - count)


@dataclass(slots=True)
class GivenStream:
    """Given bytes, then zeros. Some centres throw every number away that zeros give, so there is an end to them."""

    data: bytes
    position: int = 0

    def read(self, size: int) -> bytes:
        """The next bytes."""
        start, self.position = self.position, self.position + size
        if self.position > READ_MAX:
            raise InvalidInput("input.stream: the zeros after it are never accepted")
        return self.data[start : self.position].ljust(size, b"\x00")


def draw_sign_inputs() -> Any:
    """Inputs worth asking: bytes that are no secret key, and now and then one that is."""
    from hypothesis import strategies as st

    wrong = st.binary(max_size=64)
    keys = st.one_of(wrong, wrong, wrong, st.just(load_test_keys()[2].secret_key))
    seeds = st.sampled_from((bytes(32), b"\x01" * 32))
    return st.builds(SignInput, keys, st.binary(max_size=8), seeds, st.sampled_from(SignatureForm))


@handler("crypto/falcon_sign", rules=[sign_for_test], inputs=draw_sign_inputs, capability="deterministic_signing")
def run_falcon_sign(_: Parameters, given: SignInput) -> SignOutput:
    """Sign from a seed, for a test."""
    return SignOutput(sign_for_test(given.secret_key, given.message, given.seed, given.form))


def draw_sign_with_zeros_inputs() -> Any:
    """Inputs worth asking: bytes that are no secret key, and now and then one that is."""
    from hypothesis import strategies as st

    wrong = st.binary(max_size=64)
    keys = st.one_of(wrong, wrong, wrong, st.just(load_test_keys()[2].secret_key))
    return st.builds(SignWithZerosInput, keys, st.binary(max_size=8), st.integers(0, 200), st.just(bytes(32)))


@handler(
    "crypto/falcon_sign_with_zeros",
    rules=[sign_with_stream, expand_secret_key],
    inputs=draw_sign_with_zeros_inputs,
    capability="deterministic_signing",
)
def run_falcon_sign_with_zeros(_: Parameters, given: SignWithZerosInput) -> SignOutput:
    """Sign from a stream that begins with zeros, whose samples lie far off; in the compressed form."""
    key = expand_secret_key(decode_secret_key(given.secret_key))
    signature = sign_with_stream(key, given.signed, ZerosThenShake(given.zeros, ShakeStream(given.seed)))
    return SignOutput(encode_signature(SignatureForm.COMPRESSED, signature))


def get_bits(number: float) -> int:
    """The bits of a binary64 number."""
    (bits,) = unpack("<Q", pack("<d", number))
    return int(bits)


def get_number(bits: int) -> float:
    """The binary64 number of some bits."""
    (number,) = unpack("<d", pack("<Q", bits))
    return float(number)


def draw_sample_inputs() -> Any:
    """Inputs worth asking: any stream, centres and deviations from the sampler's range."""
    from hypothesis import strategies as st

    return st.builds(
        SampleInput,
        st.binary(max_size=64),
        st.floats(-CENTRE_MAX, CENTRE_MAX).map(get_bits),
        st.floats(1 / WIDEST, 1 / SIGMA_MIN).map(get_bits),
    )


@handler(
    "crypto/falcon_sample_integer",
    rules=[sample_integer],
    inputs=draw_sample_inputs,
    capability="deterministic_signing",
)
def run_falcon_sample_integer(_: Parameters, given: SampleInput) -> SampleOutput:
    """Sample one integer from given bytes."""
    centre, inverse_sigma = get_number(given.centre), get_number(given.inverse_sigma)
    if not (isfinite(centre) and abs(centre) <= CENTRE_MAX):
        raise InvalidInput("input.centre: not a number of the sampler's range")
    if not 1 / WIDEST <= inverse_sigma <= 1 / SIGMA_MIN:
        raise InvalidInput("input.inverse_sigma: not a number of the sampler's range")
    stream = GivenStream(given.stream)
    return SampleOutput(sample_integer(stream, centre, inverse_sigma), stream.position)


def draw_ntru_inputs() -> Any:
    """Inputs worth asking: short pairs of low degree with odd sums."""
    from hypothesis import strategies as st

    def make(f: list[int], g: list[int]) -> NtruInput:
        return NtruInput(*[(part[0] + 1 - sum(part) % 2, *part[1:]) for part in (f, g)])

    def draw_pair(count: int) -> Any:
        part = st.lists(st.integers(-9, 9), min_size=count, max_size=count)
        return st.builds(make, part, part)

    return st.sampled_from((1, 2, 4, 8, 16)).flatmap(draw_pair)


@handler(
    "crypto/falcon_solve_ntru",
    rules=[find_ntru_solution],
    inputs=draw_ntru_inputs,
    capability="deterministic_signing",
)
def run_falcon_solve_ntru(_: Parameters, given: NtruInput) -> NtruOutput:
    """Solve the NTRU equation in a ring of any of the degrees."""
    count = len(given.f)
    if count != len(given.g) or count not in [2**power for power in range(10)]:
        raise InvalidInput("input: f and g do not have one degree that is a power of two")
    if sum(given.f) % 2 == 0 or sum(given.g) % 2 == 0:
        raise InvalidInput("input: a sum of coefficients is even")
    solution = find_ntru_solution(list(given.f), list(given.g))
    return NtruOutput(None if solution is None else NtruSolution(*[tuple(part) for part in solution]))


FIRST_SEED, OTHER_SEED = bytes(32), bytes(range(32))
COMPRESSED, CONSTANT_TIME = SignatureForm.COMPRESSED, SignatureForm.CONSTANT_TIME


@cases("crypto/falcon_sign")
def falcon_sign_cases() -> Iterator[Case]:
    """Keys, messages, seeds and forms, each changed alone; keys at the limit; what is no key."""
    first, second = [key.secret_key for key in load_test_keys()[:2]]
    at_limit = make_basis(*make_pair_of_norm(16_822))
    signed = (
        ("plain", "Test key 0 signs a message", first, b"pyde", FIRST_SEED, COMPRESSED),
        ("constant-time", "The same signature in the constant-time form", first, b"pyde", FIRST_SEED, CONSTANT_TIME),
        ("other-seed", "Another seed: another salt", first, b"pyde", OTHER_SEED, COMPRESSED),
        ("other-message", "Another message", first, b"pydf", FIRST_SEED, COMPRESSED),
        ("other-key", "Another key", second, b"pyde", FIRST_SEED, COMPRESSED),
        ("empty-message", "No message", first, b"", FIRST_SEED, COMPRESSED),
        ("long-message", "A message of many blocks", first, bytes(range(256)) * 8, FIRST_SEED, COMPRESSED),
        ("key-at-the-limit", "f and g have squared norm 16,822", at_limit, b"pyde", FIRST_SEED, COMPRESSED),
    )
    for name, title, secret_key, message, seed, form in signed:
        yield Case(name, title, SignInput(secret_key, message, seed, form))
    for name, title, pair in (
        ("norm-above", "f and g have squared norm 16,824", make_pair_of_norm(16_824)),
        ("dual-above", "The dual of f and g is too long", make_pair_of_long_dual()),
    ):
        given = SignInput(make_basis(*pair), b"pyde", FIRST_SEED, COMPRESSED)
        yield Case(f"reject-{name}", title, given, ("boundary", "missing-check"))
    for name, title, flags, data in damaged_secret_keys():
        if name in ("cut-to-0", "header-09", "f-lowest-0", "f-zero", "not-a-basis"):
            yield Case(f"reject-{name}", title, SignInput(data, b"pyde", FIRST_SEED, COMPRESSED), flags)


@cases("crypto/falcon_sign_with_zeros")
def falcon_sign_with_zeros_cases() -> Iterator[Case]:
    """A pair that is good at once, and pairs that are thrown away before one is good."""
    secret_key = load_test_keys()[3].secret_key
    for zeros, title in (
        (0, "The first pair is good"),
        (SALT_SIZE - 1, "A salt of zeros but for its last byte, which is the first of the stream"),
        (SALT_SIZE, "A salt of zeros, and the first pair is good"),
        (SALT_SIZE + 30, "A few samples far off: the first pair is too long, though it would fit 690 bytes"),
        (15_000, "All samples far off: the first pair is too long by far"),
    ):
        given = SignWithZerosInput(secret_key, b"pyde", zeros, FIRST_SEED)
        yield Case(f"zeros-{zeros}", title, given, ("missing-check",))


PUBLISHED_SAMPLES = (
    (-91.90471153063714, 1.7037990414754918, "0fc5442ff043d66e91d1ea cac64ea5450a22941edc6c", -92),
    (-8.322564895434937, 1.7037990414754918, "f4da0f8d8444d1a77265c2 ef6f98bbbb4bee7db8d9b3", -8),
    (-19.096516109216804, 1.7035823083824078, "db47f6d7fb9b19f25c36d6 b9334d477a8bc0be68145d", -20),
    (
        -11.335543982423326,
        1.7035823083824078,
        "ae41b4f5209665c74d00dc c1a8168a7bb516b3190cb4 2c1ded26cd52aed770eca7 dd334e0547bcc3c163ce0b",
        -12,
    ),
    (7.9386734193997555, 1.6984647769450156, "31054166c1012780c603ae 9b833cec73f2f41ca5807c c89c92158834632f9b1555", 8),
    (-28.990850086867255, 1.6984647769450156, "737e9d68a50a06dbbc6477", -30),
    (-9.071257914091655, 1.6980782114808988, "a98ddd14bf0bf22061d632", -10),
    (-43.88754568839566, 1.6980782114808988, "3cbf6818a68f7ab9991514", -41),
)
"""Centre, deviation, bytes and answer of the specification's table 3.2. It writes the nine bytes of the base draw,
which come first in each group of eleven, highest first; the reference implementation reads them lowest first."""


@cases("crypto/falcon_sample_integer")
def falcon_sample_integer_cases() -> Iterator[Case]:
    """The published table; every number of the base table; comparisons that go on for one to eight bytes."""
    for number, (centre, sigma, text, answer) in enumerate(PUBLISHED_SAMPLES, start=1):
        groups = [bytes.fromhex(group) for group in text.split()]
        stream = b"".join([group[8::-1] + group[9:] for group in groups])
        yield Case(
            f"published-{number}",
            f"Line {number} of the specification's table",
            SampleInput(stream, get_bits(centre), get_bits(1 / sigma)),
            ("known-answer",),
            {"ok": {"integer": answer, "read": len(stream)}},
        )
    yield from base_cases()
    yield from comparison_cases()


def make_sample(name: str, title: str, stream: bytes, centre: float, sigma: float) -> Case:
    """A case of the sampler."""
    return Case(name, title, SampleInput(stream, get_bits(centre), get_bits(1 / sigma)), ("boundary",))


BASE_LIMITS = (
    3_024_686_241_123_004_913_666,
    1_564_742_784_480_091_954_050,
    636_254_429_462_080_897_535,
    199_560_484_645_026_482_916,
    47_667_343_854_657_281_903,
    8_595_902_006_365_044_063,
    1_163_297_957_344_668_388,
    117_656_387_352_093_658,
    8_867_391_802_663_976,
    496_969_357_462_633,
    20_680_885_154_299,
    638_331_848_991,
    14_602_316_184,
    247_426_747,
    3_104_126,
    28_824,
    198,
    1,
)
"""The base table, written here a second time so that a slip in one of the two shows."""


def base_cases() -> Iterator[Case]:
    """Draws on both sides of each limit of the base table. The bytes after them are zeros, which accept at once."""
    for number, limit in enumerate(BASE_LIMITS, start=1):
        for draw, side in ((limit - 1, "below"), (limit, "at")):
            stream = draw.to_bytes(9, "little") + b"\x01"
            title = f"A base draw {side} limit {number}: {number - (side == 'at')}"
            yield make_sample(f"base-{number}-{side}", title, stream, 0.5, 1.7)


def comparison_cases() -> Iterator[Case]:
    """Both sides, centres with and without a fraction, and acceptance that one byte after another leaves open."""
    top = bytes([0xFF] * 9)
    for name, centre in (("zero", 0.0), ("half", 0.5), ("whole", -3.0), ("near-above", 6.999999), ("negative", -0.25)):
        for side in (0, 1):
            stream = top + bytes([side])
            yield make_sample(f"centre-{name}-side-{side}", f"Centre {centre}, side {side}", stream, centre, 1.5)
    for count in range(len(OPEN_THRESHOLD)):
        for step, answer in ((-1, "taken"), (1, "thrown away")):
            decided = OPEN_THRESHOLD[:count] + bytes([OPEN_THRESHOLD[count] + step])
            name = f"decided-by-byte-{count + 1}-{answer.replace(' ', '-')}"
            title = f"{count} bytes leave it open, the next is {abs(step)} off: {answer}"
            yield make_sample(name, title, top + b"\x01" + decided, *OPEN_AT)
    stream = top + b"\x01" + OPEN_THRESHOLD
    yield make_sample("undecided", "All eight bytes are those of the threshold: thrown away", stream, *OPEN_AT)
    yield from threshold_cases()
    yield from halving_cases()
    yield from top_threshold_cases()


OPEN_AT = (0.3, 1.6)
OPEN_THRESHOLD = bytes.fromhex("b9cb2fd292020903")
"""The threshold for the number 1 at this centre and deviation."""


EXACT_THRESHOLDS = (
    ("tiny-exponent", 0, 0.9694, 1.731, 0xBCF379E4936850BF),
    ("large-exponent", 1, -0.817, 1.424, 0x765A63CDF4C87E07),
    ("largest-exponent", 1, 0.2, 1.393, 0x767F53151F24E85F),
)
"""Base number, centre, deviation and the threshold of the upper side there. An exponent near 0 shows how finely it is
cut; the two near log 2 show the last bit of every coefficient of the polynomial."""


def threshold_cases() -> Iterator[Case]:
    """Twice the same, first with a draw at the threshold, which is thrown away, then one below it, which is taken."""
    for name, base, centre, sigma, threshold in EXACT_THRESHOLDS:
        start = (bytes([0xFF] * 9), (BASE_LIMITS[0] - 1).to_bytes(9, "little"))[base] + b"\x01"
        stream = b"".join([start + draw.to_bytes(8, "big") for draw in (threshold, threshold - 1)])
        yield Case(
            f"threshold-{name}",
            f"A draw at the threshold {threshold:#x}, then one below it",
            SampleInput(stream, get_bits(centre), get_bits(1 / sigma)),
            ("boundary",),
            {"ok": {"integer": floor(centre) + 1 + base, "read": len(stream)}},
        )


def halving_cases() -> Iterator[Case]:
    """The largest base draw far on the wrong side: 88 halvings, which count as 63 and leave a threshold of 1."""
    start = bytes(9) + b"\x01"
    for last, answer in ((0, "taken"), (1, "thrown away")):
        name = f"many-halvings-{answer.replace(' ', '-')}"
        stream = start + bytes(7) + bytes([last])
        yield make_sample(name, f"88 halvings, and a draw of {last}: {answer}", stream, 0.0, SIGMA_MIN)


def top_threshold_cases() -> Iterator[Case]:
    """Number 0 at centre 0 under the smallest deviation is as likely as can be: its threshold is 2**64 − 1."""
    start = bytes([0xFF] * 9) + b"\x00"
    for name, title, rest in (
        ("zeros", "the first byte is below the threshold's", b""),
        ("last-byte-below", "the last byte is the first that is below", bytes([0xFF] * 7) + b"\xfe"),
        (
            "undecided",
            "all eight bytes are those of the threshold, and a second draw is taken",
            bytes([0xFF] * 8) + start,
        ),
    ):
        yield make_sample(f"top-threshold-{name}", f"Threshold 2**64 − 1: {title}", start + rest, 0.0, SIGMA_MIN)


def make_odd(polynomial: Polynomial) -> Polynomial:
    """The polynomial with its first coefficient raised by one where the sum of all is even."""
    return (polynomial[0] + 1 - sum(polynomial) % 2, *polynomial[1:])


@cases("crypto/falcon_solve_ntru")
def falcon_solve_ntru_cases() -> Iterator[Case]:
    """Every degree of the tower on the way to a test key's; pairs without a solution."""
    key = get_key(0)
    small = (
        ("integers", "Two integers", (7,), (5,)),
        ("negative-integers", "Two integers, one of them negative", (-9,), (-7,)),
        ("ones", "1 and 1", (1,), (1,)),
        ("minus-ones", "1 and −1", (1,), (-1,)),
        ("common-factor", "Two integers with a common factor", (15,), (-9,)),
        ("degree-2", "Degree 2", (3, 2), (1, -4)),
        ("degree-2-common-factor", "Degree 2, where f is g", (3, 2), (3, 2)),
        ("degree-4", "Degree 4", (3, 1, -2, 1), (0, -1, 2, 4)),
        ("degree-8", "Degree 8", (1, 0, 2, -3, 0, 1, 1, 1), (5, 1, 0, 0, -2, 1, 1, 1)),
        ("degree-16", "Degree 16", make_odd(key.f[:16]), make_odd(key.g[:16])),
        ("degree-512", "Test key 0", key.f, key.g),
    )
    for name, title, f, g in small:
        yield Case(name, title, NtruInput(f, g))
