"""Keccak-256.

Keccak-256 is there for contracts that check what other chains have hashed; no rule of Pyde itself uses
it. It is Keccak as submitted, with its first padding bit alone, and not SHA3-256, which puts two more
bits before it: the same permutation, other digests.

The state is twenty-five lanes of 64 bits, five by five; lane (x, y) stands at x + 5y. An input block is
xored into the first lanes, and twenty-four rounds of five steps permute the state. Rotations and round
constants follow from short rules, which the text runs.

Source: Keccak reference, version 3.0; book, companion HOST_FN_ABI_SPEC, section 7.6.  Decision: R-13.
"""

from functools import cache

RATE_BYTES = 136
DIGEST_BYTES = 32
LANE_BYTES = 8
ROUNDS = 24

FIRST_PADDING_BYTE = 0x01
LAST_PADDING_BIT = 0x80

LANE_MASK = 2**64 - 1
FEEDBACK_POLYNOMIAL = 0x171

Lanes = list[int]


def keccak256(data: bytes) -> bytes:
    """The 32-byte Keccak-256 hash of an input of any length."""
    padded = compute_padded(data)
    lanes = [0] * 25
    for start in range(0, len(padded), RATE_BYTES):
        lanes = apply_block(lanes, padded[start : start + RATE_BYTES])
    return b"".join([lane.to_bytes(LANE_BYTES, "little") for lane in lanes])[:DIGEST_BYTES]


def compute_padded(data: bytes) -> bytes:
    """The input filled up to whole blocks: a one bit, zeros, and a one bit at the very end.

    An input of whole blocks gets a block more. Where one byte is missing, both bits share it.
    """
    missing = RATE_BYTES - len(data) % RATE_BYTES
    padding = bytearray(missing)
    padding[0] |= FIRST_PADDING_BYTE
    padding[-1] |= LAST_PADDING_BIT
    return data + bytes(padding)


def apply_block(lanes: Lanes, block: bytes) -> Lanes:
    """Xor a block of `RATE_BYTES` into the first lanes and permute."""
    taken = [int.from_bytes(block[at : at + LANE_BYTES], "little") for at in range(0, RATE_BYTES, LANE_BYTES)]
    mixed = [lane ^ word for lane, word in zip(lanes, taken, strict=False)]
    return compute_keccak_permutation(mixed + lanes[len(taken) :])


def compute_keccak_permutation(lanes: Lanes) -> Lanes:
    """Keccak-f[1600]: twenty-four rounds of theta, rho and pi, chi, iota."""
    for constant in compute_round_constants():
        lanes = apply_chi(apply_rho_and_pi(apply_theta(lanes)))
        lanes[0] ^= constant  # iota
    return lanes


def apply_theta(lanes: Lanes) -> Lanes:
    """Xor to each lane the parity of the column before it and that of the column after it, turned by one bit."""
    parity = [lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20] for x in range(5)]
    effect = [parity[(x - 1) % 5] ^ rotate(parity[(x + 1) % 5], 1) for x in range(5)]
    return [lane ^ effect[at % 5] for at, lane in enumerate(lanes)]


def apply_rho_and_pi(lanes: Lanes) -> Lanes:
    """Turn lane (x, y) by its own number of bits and put it at (y, 2x + 3y)."""
    moved = lanes.copy()
    for source, target, amount in compute_moves():
        moved[target] = rotate(lanes[source], amount)
    return moved


def apply_chi(lanes: Lanes) -> Lanes:
    """Xor to each lane, within its row, the next but one where the next is zero."""
    return [
        lane ^ (~lanes[at - at % 5 + (at + 1) % 5] & lanes[at - at % 5 + (at + 2) % 5] & LANE_MASK)
        for at, lane in enumerate(lanes)
    ]


def rotate(lane: int, amount: int) -> int:
    """A lane turned left by 0 to 63 bits."""
    return ((lane << amount) | (lane >> (64 - amount))) & LANE_MASK


@cache
def compute_moves() -> tuple[tuple[int, int, int], ...]:
    """For each lane but the first: where it stands, where it goes, by how many bits it turns.

    The walk starts at (1, 0); step t turns by the t-th triangular number of bits. A constant of the
    text, so it is worked out once.
    """
    moves = []
    x, y = 1, 0
    for step in range(1, 25):
        target = (y, (2 * x + 3 * y) % 5)
        moves.append((x + 5 * y, target[0] + 5 * target[1], step * (step + 1) // 2 % 64))
        x, y = target
    return tuple(moves)


@cache
def compute_round_constants() -> tuple[int, ...]:
    """The constant of each round: bit 2**j - 1 is the output of a byte-wide shift register, for j from 0 to 6.

    The register goes on from round to round. A constant of the text, so it is worked out once.
    """
    constants = []
    register = 1
    for _ in range(ROUNDS):
        constant = 0
        for j in range(7):
            constant |= (register & 1) << (2**j - 1)
            register = (register << 1) ^ ((register >> 7) * FEEDBACK_POLYNOMIAL)
        constants.append(constant)
    return tuple(constants)
