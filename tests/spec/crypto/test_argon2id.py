"""Argon2id: the answer of RFC 9106 from the engine, another writing of the function, and bounds."""

import hashlib
from itertools import pairwise

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from pyde_spec.crypto.argon2id import KEYSTORE_PARAMETERS, Argon2idParameters, compute_argon2id_key
from pyde_spec.rejections import Reason, Rejected

SALT = bytes(range(16))
WORDS = 128
MASK = 2**64 - 1


def test_the_engine_gives_the_answer_of_the_standard():
    """RFC 9106, section 5.3. It has a secret and associated data, which no rule of the protocol has."""
    engine = Argon2id(
        salt=b"\x02" * 16, length=32, iterations=3, lanes=4, memory_cost=32, ad=b"\x04" * 12, secret=b"\x03" * 8
    )
    assert engine.derive(b"\x01" * 32).hex() == "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"


def test_the_other_writing_gives_the_answer_of_the_standard():
    answer = compute_foreign(b"\x01" * 32, b"\x02" * 16, Argon2idParameters(32, 3, 4), b"\x03" * 8, b"\x04" * 12)
    assert answer.hex() == "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"


@pytest.mark.parametrize(
    "parameters",
    [
        Argon2idParameters(8, 1, 1),
        Argon2idParameters(8, 2, 1),
        Argon2idParameters(35, 2, 2),
        Argon2idParameters(32, 1, 4),
    ],
)
def test_the_text_agrees_with_the_other_writing(parameters):
    for password in (b"", b"password"):
        assert compute_argon2id_key(password, SALT, parameters) == compute_foreign(password, SALT, parameters)


def test_every_input_changes_the_key():
    parameters = Argon2idParameters(64, 2, 2)
    keys = [
        compute_argon2id_key(b"password", SALT, parameters),
        compute_argon2id_key(b"Password", SALT, parameters),
        compute_argon2id_key(b"password", SALT[::-1], parameters),
        compute_argon2id_key(b"password", SALT, Argon2idParameters(72, 2, 2)),
        compute_argon2id_key(b"password", SALT, Argon2idParameters(64, 3, 2)),
        compute_argon2id_key(b"password", SALT, Argon2idParameters(64, 2, 1)),
    ]
    assert all(first != second for first, second in pairwise(sorted(keys)))


def test_nothing_is_derived_before_the_bounds_are_checked():
    with pytest.raises(Rejected) as rejection:
        compute_argon2id_key(b"", SALT, Argon2idParameters(2**32 - 1, 2**32 - 1, 1))
    assert rejection.value.reason is Reason.ARGON2ID_MEMORY_TOO_LARGE


def test_a_keystore_asks_for_what_the_book_shows():
    assert Argon2idParameters(65_536, 3, 4) == KEYSTORE_PARAMETERS


def compute_foreign(password, salt, parameters, secret=b"", data=b""):
    """Argon2id written from RFC 9106, section 3, one block after another."""
    lanes, passes = parameters.parallelism, parameters.iterations
    columns = parameters.memory_kib // (4 * lanes) * 4
    segment = columns // 4
    parts = [password, salt, secret, data]
    head = b"".join(word32(n) for n in (lanes, 32, parameters.memory_kib, passes, 0x13, 2))
    seed = hashlib.blake2b(head + b"".join(word32(len(part)) + part for part in parts)).digest()
    memory = [[None] * columns for _ in range(lanes)]
    for lane in range(lanes):
        for column in (0, 1):
            memory[lane][column] = to_words(long_hash(seed + word32(column) + word32(lane), 1024))
    for turn in range(passes):
        for slice_ in range(4):
            for lane in range(lanes):
                fill_segment(memory, turn, slice_, lane, (lanes, columns, segment, passes, parameters.memory_kib))
    last = [0] * WORDS
    for row in memory:
        last = xor(last, row[-1])
    return long_hash(b"".join(word.to_bytes(8, "little") for word in last), 32)


def fill_segment(memory, turn, slice_, lane, sizes):
    lanes, columns, segment, passes, _ = sizes
    independent = turn == 0 and slice_ < 2
    addresses, counter = [], 0
    for index in range(segment):
        if independent and index % WORDS == 0:
            counter += 1
            block = [turn, lane, slice_, lanes * columns, passes, 2, counter] + [0] * 121
            addresses = compress([0] * WORDS, compress([0] * WORDS, block))
        column = slice_ * segment + index
        if turn == 0 and column < 2:
            continue
        previous = memory[lane][column - 1]
        draw = addresses[index % WORDS] if independent else previous[0]
        low, high = draw & 0xFFFFFFFF, draw >> 32
        source = lane if turn == 0 and slice_ == 0 else high % lanes
        area = count_area(turn, slice_, index, source == lane, columns, segment)
        position = area - 1 - (area * (low * low >> 32) >> 32)
        start = 0 if turn == 0 or slice_ == 3 else (slice_ + 1) * segment
        block = compress(previous, memory[source][(start + position) % columns])
        memory[lane][column] = block if turn == 0 else xor(block, memory[lane][column])


def count_area(turn, slice_, index, same_lane, columns, segment):
    """How many blocks may be referred to."""
    finished = slice_ * segment if turn == 0 else columns - segment
    if same_lane:
        return finished + index - 1
    return finished - (1 if index == 0 else 0)


def compress(left, right):
    mixed = xor(left, right)
    block = list(mixed)
    for row in range(8):
        permute(block, [16 * row + i for i in range(16)])
    for column in range(8):
        permute(block, [16 * row + 2 * column + i for row in range(8) for i in (0, 1)])
    return xor(block, mixed)


def permute(block, at):
    v = [block[i] for i in at]
    for a, b, c, d in ((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15)):
        mix(v, a, b, c, d)
    for a, b, c, d in ((0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)):
        mix(v, a, b, c, d)
    for i, value in zip(at, v, strict=True):
        block[i] = value


def mix(v, a, b, c, d):
    for x, y, z, turn in ((a, b, d, 32), (c, d, b, 24), (a, b, d, 16), (c, d, b, 63)):
        v[x] = (v[x] + v[y] + 2 * (v[x] & 0xFFFFFFFF) * (v[y] & 0xFFFFFFFF)) & MASK
        word = v[z] ^ v[x]
        v[z] = (word >> turn | word << 64 - turn) & MASK


def long_hash(data, size):
    if size <= 64:
        return hashlib.blake2b(word32(size) + data, digest_size=size).digest()
    digest = hashlib.blake2b(word32(size) + data).digest()
    out = digest[:32]
    while size - len(out) > 64:
        digest = hashlib.blake2b(digest).digest()
        out += digest[:32]
    return out + hashlib.blake2b(digest, digest_size=size - len(out)).digest()


def to_words(data):
    return [int.from_bytes(data[at : at + 8], "little") for at in range(0, len(data), 8)]


def word32(number):
    return number.to_bytes(4, "little")


def xor(left, right):
    return [a ^ b for a, b in zip(left, right, strict=True)]
