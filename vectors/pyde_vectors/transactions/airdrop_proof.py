"""Vectors of airdrop proofs: payloads byte by byte, and the root that a leaf and its siblings lead to."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated, Any

from pyde_spec.encoding.shapes import U64_MAX, U128_MAX, VariableBytes
from pyde_spec.params.versions import Parameters
from pyde_spec.transactions.airdrop_proof import (
    PROOF_LEVELS_MAX,
    AirdropClaim,
    AirdropLeaf,
    Siblings,
    compute_airdrop_leaf,
    compute_airdrop_node,
    compute_airdrop_root,
    compute_claim_gas,
    decode_airdrop_claim,
    encode_airdrop_claim,
)
from pyde_spec.types.primitives import Gas, Hash32
from pyde_vectors.accounts.people import make_address
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler
from pyde_vectors.transactions.airdrop_samples import ALONE, LEAVES, TREE

DATA_CAP = 16_384
Data = Annotated[bytes, VariableBytes(DATA_CAP)]


@dataclass(frozen=True, slots=True)
class ClaimData:
    """The payload of a claim."""

    data: Data


@dataclass(frozen=True, slots=True)
class ClaimOutput:
    """The claim of a payload, and the gas it costs."""

    claim: AirdropClaim
    gas: Gas


@dataclass(frozen=True, slots=True)
class ClaimInput:
    """A claim."""

    claim: AirdropClaim


@dataclass(frozen=True, slots=True)
class RootInput:
    """A leaf, and its siblings from the leaf upwards."""

    leaf: AirdropLeaf
    siblings: Siblings


@dataclass(frozen=True, slots=True)
class RootOutput:
    """The hash of the leaf, and the root that it leads to."""

    leaf_hash: Hash32
    root: Hash32


def draw_claim_data() -> Any:
    """Payloads, whole, cut or with bytes behind."""
    from hypothesis import strategies

    from pyde_vectors.strategies import strategy_for

    whole = strategy_for(AirdropClaim).map(encode_airdrop_claim)
    ends = strategies.tuples(strategies.integers(-40, 0), strategies.binary(max_size=2))
    changed = strategies.tuples(whole, ends).map(lambda drawn: drawn[0][: len(drawn[0]) + drawn[1][0]] + drawn[1][1])
    return strategies.one_of(whole, changed).map(ClaimData)


def draw_roots() -> Any:
    """Leaves in trees of few levels, on both sides of their last place."""
    from hypothesis import strategies

    leaves = strategies.builds(
        AirdropLeaf, strategies.integers(0, 20), strategies.binary(min_size=32, max_size=32), strategies.integers(0, 9)
    )
    siblings = strategies.lists(strategies.binary(min_size=32, max_size=32), max_size=5).map(tuple)
    return strategies.builds(RootInput, leaves, siblings)


@handler("transactions/airdrop_claim_payload", rules=[decode_airdrop_claim, compute_claim_gas], inputs=draw_claim_data)
def run_claim_payload(_: Parameters, given: ClaimData) -> ClaimOutput:
    """Read the payload of a claim."""
    claim = decode_airdrop_claim(given.data)
    return ClaimOutput(claim, compute_claim_gas(len(claim.siblings)))


@handler("transactions/airdrop_claim_payload_encode", rules=[encode_airdrop_claim])
def run_claim_payload_encode(_: Parameters, given: ClaimInput) -> ClaimData:
    """Write the payload of a claim."""
    return ClaimData(encode_airdrop_claim(given.claim))


@handler(
    "transactions/airdrop_root",
    rules=[compute_airdrop_leaf, compute_airdrop_node, compute_airdrop_root],
    inputs=draw_roots,
)
def run_airdrop_root(_: Parameters, given: RootInput) -> RootOutput:
    """Follow a proof from its leaf to the root."""
    return RootOutput(compute_airdrop_leaf(given.leaf), compute_airdrop_root(given.leaf, given.siblings))


INDEX_BYTES = bytes.fromhex("0807060504030201")
AMOUNT_BYTES = bytes.fromhex("f0e0d0c0b0a090807060504030201011")
INDEX, AMOUNT = 0x0102030405060708, 0x11102030405060708090A0B0C0D0E0F0
FIRST, SECOND = make_address(0xA1), make_address(0xA2)
HEAD = INDEX_BYTES + AMOUNT_BYTES


@cases("transactions/airdrop_claim_payload")
def payload_cases() -> Iterator[Case]:
    """Payloads by hand, of every number of siblings that matters, and of every wrong size."""
    by_hand = (
        ("none", "Without siblings", b"\x00", (), "30000"),
        ("one", "One sibling", b"\x01" + FIRST, (FIRST,), "35000"),
        ("two", "Two siblings, the lower first", b"\x02" + FIRST + SECOND, (FIRST, SECOND), "40000"),
    )
    for name, title, rest, siblings, gas in by_hand:
        claim = {
            "leaf_index": str(INDEX),
            "amount": str(AMOUNT),
            "siblings": ["0x" + sibling.hex() for sibling in siblings],
        }
        known = {"ok": {"claim": claim, "gas": gas}}
        yield Case(f"siblings-{name}", title, ClaimData(HEAD + rest), ("known-answer",), known)
    most = tuple([bytes([level]) * 32 for level in range(PROOF_LEVELS_MAX)])
    yield Case("siblings-255", "As many as one byte counts", ClaimData(HEAD + b"\xff" + b"".join(most)), ("boundary",))
    wrong = (
        ("empty", "No bytes at all", b"", "truncation"),
        ("head-cut", "The number of siblings is missing", HEAD, "truncation"),
        ("amount-cut", "The head ends in the amount, and its last byte is zero", HEAD[:-2] + b"\x00", "truncation"),
        ("sibling-cut", "The last sibling lacks a byte", HEAD + b"\x01" + FIRST[:-1], "truncation"),
        ("siblings-missing", "One sibling is announced, none is there", HEAD + b"\x01", "truncation"),
        ("sibling-missing", "Two siblings are announced, one is there", HEAD + b"\x02" + FIRST, "truncation"),
        (
            "sibling-too-many",
            "One sibling is announced, two are there",
            HEAD + b"\x01" + FIRST + SECOND,
            "malleability",
        ),
        ("trailing", "A byte follows the last sibling", HEAD + b"\x01" + FIRST + b"\x00", "malleability"),
        ("trailing-alone", "A byte follows, without siblings", HEAD + b"\x00\x00", "malleability"),
        ("borsh", "The number of siblings in four bytes", HEAD + b"\x01\x00\x00\x00" + FIRST, "malleability"),
    )
    for name, title, data, flag in wrong:
        yield Case(f"reject-{name}", title, ClaimData(data), (flag,))


@cases("transactions/airdrop_claim_payload_encode")
def encode_cases() -> Iterator[Case]:
    """The same payloads, written."""
    table = (
        ("none", AirdropClaim(INDEX, AMOUNT, ()), b"\x00"),
        ("two", AirdropClaim(INDEX, AMOUNT, (FIRST, SECOND)), b"\x02" + FIRST + SECOND),
    )
    for name, claim, rest in table:
        known = {"ok": {"data": "0x" + (HEAD + rest).hex()}}
        yield Case(f"siblings-{name}", f"A claim, {name}", ClaimInput(claim), ("known-answer",), known)
    largest = AirdropClaim(U64_MAX, U128_MAX, (FIRST,) * PROOF_LEVELS_MAX)
    yield Case("largest", "The largest numbers", ClaimInput(largest), ("boundary",))


@cases("transactions/airdrop_root")
def root_cases() -> Iterator[Case]:
    """Every leaf of a small tree, what a proof must not mix up, and indices beside their tree."""
    root = "0x" + TREE.root.hex()
    for leaf in LEAVES:
        hashes = {"leaf_hash": "0x" + TREE.levels[0][leaf.leaf_index].hex(), "root": root}
        given = RootInput(leaf, TREE.get_siblings(leaf.leaf_index))
        yield Case(f"leaf-{leaf.leaf_index}", "A leaf of the tree of five", given, known={"ok": hashes})
    yield Case("alone", "A tree of one leaf is its leaf", RootInput(ALONE.leaves[0], ()), ("boundary",))
    second = LEAVES[1]
    siblings = TREE.get_siblings(1)
    other = (
        ("other-amount", "Another amount", replace(second, amount=second.amount + 1), siblings),
        ("other-address", "Another address", replace(second, address=LEAVES[2].address), siblings),
        ("other-side", "The index of the neighbour", replace(second, leaf_index=0), siblings),
        ("siblings-reversed", "The siblings from the root downwards", second, siblings[::-1]),
        ("proof-short", "A level less: the index of a place in a smaller tree", second, siblings[:2]),
    )
    for name, title, leaf, shown in other:
        yield Case(name, title, RootInput(leaf, shown), ("missing-check",))
    edges = (
        ("last-index-of-depth-3", "The highest index that three levels have", 7, 3),
        ("reject-first-index-above-depth-3", "One above it", 8, 3),
        ("reject-index-as-if-at-1", "A bit above the depth, below it as of place 1", 9, 3),
        ("reject-highest-bit", "The highest bit of an index", 2**63 + 1, 63),
        ("largest-index-of-depth-64", "The largest index", U64_MAX, 64),
        ("reject-any-index-without-levels", "Without levels there is the index 0 alone", 1, 0),
        ("deepest", "As many levels as a payload holds", U64_MAX - 1, PROOF_LEVELS_MAX),
    )
    for name, title, index, depth in edges:
        leaf = AirdropLeaf(index, second.address, second.amount)
        yield Case(name, title, RootInput(leaf, (FIRST,) * depth), ("boundary",))
