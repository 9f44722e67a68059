"""FALCON-512: signing.

The pair (c, 0) stands for a message. The short basis, rows (g, −f) and (G, −F), brings it into
coordinates; near these the tree samples integers; they give back a lattice point, and what is left
between it and (c, 0) is the short pair (s1, s2).

Here salt and samples come from the stream of the secret key, the message and a seed, so that vectors can
be made again. **Nobody may sign like this in production**; the page on the stream says why.

Source: FALCON specification, version 1.2, section 3.9; book, chapter 8, section 8.2.
Decision: D-05, R-94 (deterministic signing is for vectors).
"""

from dataclasses import dataclass

from pyde_spec.crypto.domain_tags import FALCON_TEST_SIGNING_TAG
from pyde_spec.crypto.falcon_fft import (
    Spectrum,
    add,
    compute_coefficients,
    compute_spectrum,
    conjugate,
    multiply_by_reals,
    multiply_spectra,
    negate,
)
from pyde_spec.crypto.falcon_hash_to_point import compute_point, compute_signed_bytes
from pyde_spec.crypto.falcon_parameters import MODULUS, SALT_SIZE, Polynomial
from pyde_spec.crypto.falcon_secret_key import SecretKey, decode_secret_key, validate_short_basis
from pyde_spec.crypto.falcon_signature_forms import (
    SaltedPolynomial,
    SignatureForm,
    encode_signature,
    is_compressible,
)
from pyde_spec.crypto.falcon_stream import ShakeStream, Stream
from pyde_spec.crypto.falcon_tree import Node, compute_node, sample_pair
from pyde_spec.crypto.falcon_verify import is_pair_short
from pyde_spec.encoding.shapes import Bytes32

SIGNING_TAG = FALCON_TEST_SIGNING_TAG.tag


@dataclass(frozen=True, slots=True)
class ExpandedKey:
    """A secret key made ready: the spectra of the rows (g, −f) and (G, −F), and the tree."""

    g: Spectrum
    minus_f: Spectrum
    large_g: Spectrum
    minus_large_f: Spectrum
    tree: Node


def expand_secret_key(key: SecretKey) -> ExpandedKey:
    """The spectra of the short basis and the tree of its Gram matrix.

    Rejects with `FALCON_SECRET_KEY_NOT_SHORT` a basis that the sampler is not made for.
    """
    validate_short_basis(key)
    g, large_g = compute_real_spectrum(key.g), compute_real_spectrum(key.large_g)
    minus_f, minus_large_f = negate(compute_real_spectrum(key.f)), negate(compute_real_spectrum(key.large_f))
    first = add(multiply_spectra(g, conjugate(g)), multiply_spectra(minus_f, conjugate(minus_f)))
    mixed = add(multiply_spectra(g, conjugate(large_g)), multiply_spectra(minus_f, conjugate(minus_large_f)))
    second = add(
        multiply_spectra(large_g, conjugate(large_g)), multiply_spectra(minus_large_f, conjugate(minus_large_f))
    )
    return ExpandedKey(g, minus_f, large_g, minus_large_f, compute_node(first, mixed, second))


def compute_real_spectrum(polynomial: Polynomial) -> Spectrum:
    """The spectrum of a polynomial with integer coefficients."""
    return compute_spectrum([float(coefficient) for coefficient in polynomial])


def sample_halves(stream: Stream, key: ExpandedKey, c: Polynomial) -> tuple[Polynomial, Polynomial]:
    """A pair with s1 + s2·h = c modulo q. It is short nearly always; that is for the caller to check."""
    point = multiply_by_reals(compute_real_spectrum(c), [1.0 / MODULUS] * len(key.g.real))
    first = multiply_spectra(point, key.minus_large_f)
    second = negate(multiply_spectra(point, key.minus_f))
    z0, z1 = sample_pair(stream, key.tree, first, second)
    near_c = round_spectrum(add(multiply_spectra(z0, key.g), multiply_spectra(z1, key.large_g)))
    near_zero = round_spectrum(add(multiply_spectra(z0, key.minus_f), multiply_spectra(z1, key.minus_large_f)))
    s1 = tuple([a - b for a, b in zip(c, near_c, strict=True)])
    return s1, tuple([-coefficient for coefficient in near_zero])


def round_spectrum(spectrum: Spectrum) -> Polynomial:
    """The polynomial with integer coefficients that has about this spectrum."""
    return tuple([round(coefficient) for coefficient in compute_coefficients(spectrum)])


def sign_with_stream(key: ExpandedKey, signed: bytes, stream: Stream) -> SaltedPolynomial:
    """Sign bytes, with no context added: read a salt, then sample until the pair is short and fits 690 bytes."""
    salt = stream.read(SALT_SIZE)
    c = compute_point(salt, signed)
    while True:
        s1, s2 = sample_halves(stream, key, c)
        if is_pair_short(s1, s2) and is_compressible(s2):
            return SaltedPolynomial(salt, s2)


def sign_for_test(secret_key: bytes, message: bytes, seed: Bytes32, form: SignatureForm) -> bytes:
    """The signature in a form that follows from a secret key, a message and a seed of 32 bytes.

    The seed has that size so that it and the key cannot run into one another; it is checked where it comes in. One
    seed gives one signature in both forms; another seed gives another salt. The stream begins at
    SHAKE256 of the tag, the seed, the secret key and the message. Rejects with the reasons of
    `decode_secret_key`, then with that of `expand_secret_key`.
    """
    key = expand_secret_key(decode_secret_key(secret_key))
    stream = ShakeStream(SIGNING_TAG + seed + secret_key + message)
    return encode_signature(form, sign_with_stream(key, compute_signed_bytes(message), stream))
