"""The known answers of FALCON's third round, bit for bit: keys from their seeds, signatures from their draws.

The draws come from two generators that the text does not use, written here from their descriptions.
"""

import struct
from dataclasses import dataclass

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from pyde_spec.crypto.falcon_hash_to_point import compute_point
from pyde_spec.crypto.falcon_keygen import generate_secret_key
from pyde_spec.crypto.falcon_parameters import SQUARED_NORM_BOUND
from pyde_spec.crypto.falcon_secret_key import (
    compute_public_key,
    decode_secret_key,
    encode_secret_key,
)
from pyde_spec.crypto.falcon_sign import expand_secret_key, sample_halves
from pyde_spec.crypto.falcon_signature_forms import SaltedPolynomial, SignatureForm, encode_signature
from pyde_spec.crypto.falcon_stream import ShakeStream
from pyde_spec.crypto.falcon_verify import compute_squared_norm

CHACHA_CONSTANTS = struct.unpack("<4I", b"expand 32-byte k")
COLUMNS_AND_DIAGONALS = (
    ((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15)),
    ((0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)),
)


class CompetitionGenerator:
    """The generator of the competition's test harness: AES-256 in counter mode, rekeyed after each call."""

    def __init__(self, entropy):
        self.key, self.counter = bytes(32), 0
        self.rekey(entropy)

    def draw_blocks(self, count):
        encryptor = Cipher(algorithms.AES(self.key), modes.ECB()).encryptor()
        blocks = []
        for _ in range(count):
            self.counter = (self.counter + 1) % 2**128
            blocks.append(encryptor.update(self.counter.to_bytes(16, "big")))
        return b"".join(blocks)

    def rekey(self, given=bytes(48)):
        fresh = bytes(a ^ b for a, b in zip(self.draw_blocks(3), given, strict=True))
        self.key, self.counter = fresh[:32], int.from_bytes(fresh[32:], "big")

    def read(self, size):
        data = self.draw_blocks(-(-size // 16))[:size]
        self.rekey()
        return data


@dataclass
class Draws:
    """What the harness draws for one record, in order."""

    message: bytes
    key_seed: bytes
    salt: bytes
    signing_seed: bytes


def draw_records(count):
    """What the harness draws for its first records."""
    master = CompetitionGenerator(bytes(range(48)))
    records = []
    for number in range(count):
        seed = master.read(48)
        message = master.read(33 * (number + 1))
        generator = CompetitionGenerator(seed)
        records.append(Draws(message, generator.read(48), generator.read(40), generator.read(48)))
    return records


class SignerGenerator:
    """The generator of the reference signer: ChaCha20, eight blocks interleaved, keyed from a SHAKE256 stream."""

    def __init__(self, stream):
        data = stream.read(56)
        self.key = struct.unpack("<12I", data[:48])
        (self.counter,) = struct.unpack("<Q", data[48:])
        self.refill()

    def refill(self):
        words = [word for column in zip(*[self.draw_block() for _ in range(8)], strict=True) for word in column]
        self.buffer, self.position = struct.pack("<128I", *words), 0

    def draw_block(self):
        start = [*CHACHA_CONSTANTS, *self.key]
        start[14] ^= self.counter % 2**32
        start[15] ^= self.counter >> 32
        self.counter += 1
        state = list(start)
        for _ in range(10):
            for quarters in COLUMNS_AND_DIAGONALS:
                for places in quarters:
                    turn_quarter(state, *places)
        return [(a + b) % 2**32 for a, b in zip(state, start, strict=True)]

    def read(self, size):
        if size == 9:  # eight bytes that never cross the end of the buffer, then one
            if self.position >= 512 - 9:
                self.refill()
            return self.take(8) + self.read(1)
        data = self.take(size)
        if self.position == 512:
            self.refill()
        return data

    def take(self, size):
        self.position += size
        return self.buffer[self.position - size : self.position]


def turn_quarter(state, a, b, c, d):
    for target, other, turned, bits in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
        state[target] = (state[target] + state[other]) % 2**32
        mixed = state[turned] ^ state[target]
        state[turned] = (mixed << bits | mixed >> 32 - bits) % 2**32


SAMPLE = 12
"""How many of the forty records are made again; all of them take some seconds."""


@pytest.fixture(scope="module")
def records(round_three_answers):
    return list(zip(round_three_answers, draw_records(SAMPLE), strict=False))


def test_the_draws_are_those_of_the_harness(records):
    for answer, draws in records:
        assert draws.message == answer.message
        assert draws.salt == answer.signature[1:41]


def test_keys_follow_from_their_seeds(records):
    for answer, draws in records:
        key = generate_secret_key(draws.key_seed)
        assert encode_secret_key(key) == answer.secret_key
        assert compute_public_key(key) == answer.public_key
        assert decode_secret_key(answer.secret_key) == key


def test_signatures_follow_from_their_draws(records):
    for answer, draws in records:
        key = expand_secret_key(decode_secret_key(answer.secret_key))
        stream = ShakeStream(draws.signing_seed)
        s1, s2 = sample_halves(SignerGenerator(stream), key, compute_point(draws.salt, answer.message))
        assert compute_squared_norm(s1, s2) <= SQUARED_NORM_BOUND
        assert encode_signature(SignatureForm.COMPRESSED, SaltedPolynomial(draws.salt, s2)) == answer.signature


def test_every_secret_key_stands_for_its_public_key(round_three_answers):
    for answer in round_three_answers:
        assert compute_public_key(decode_secret_key(answer.secret_key)) == answer.public_key
