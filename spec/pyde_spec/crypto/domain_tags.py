"""Domain tags.

One key signs vertices, attestations, shares and handshakes; Poseidon2 makes addresses, BLAKE3 anchors and
randomness. What keeps a message of one kind from being taken for one of another is a tag. Every tag of the
protocol stands in the table below and nowhere else: other chapters import it from here.

Where a tag stands depends on its kind. Messages that are signed or hashed and inputs that keys are derived
from begin with it. No tag is a prefix of another of its kind, so no two of them with different tags are equal,
whatever follows. The context of a signature stands behind a zero byte and its own length. A hash to a curve
takes its tag in behind the message, with the tag's length at the very end. There different tags are enough.

Tags are ASCII and fit the one byte of a length. A tag used to hash to a curve has 16 bytes at least, as the
standard advises, and serves one suite.

A transaction is signed by its hash alone, 32 bytes without a tag. The table gives every tagged message that is
signed more than that at least, and a payload that is shorter than its row says is refused.

The table lists what later chapters will build. There a tag, its kind and its order are settled here; the
parts that follow it are those chapters' own.

Source: book, chapter 8, sections 8.2 and 8.7, and chapter 14, sections 14.4, 14.7 and 14.8;
PARACHAIN_DESIGN, section 4; RFC 9380, section 3.1.
Decision: D-05, D-06, D-22, D-31, E-3, R-104 (the table), R-105 (tags that the sources leave unnamed),
R-202 (no message shorter than its row).
"""

from dataclasses import dataclass
from enum import Enum

from pyde_spec.encoding.shapes import U64
from pyde_spec.rejections import Reason, Rejected

CHAIN_ID_SIZE = 8


class TagKind(Enum):
    """What a tag sets apart."""

    SIGNATURE_CONTEXT = "signature context"
    SIGNED = "signed message"
    HASHED = "hashed message"
    HASH_TO_CURVE = "hash to curve"
    KEY_DERIVATION = "key derivation"


@dataclass(frozen=True, slots=True)
class DomainTag:
    """One tag: its bytes, its kind, what takes it in, what follows it, and whose it is.

    At least `follows_at_least` bytes follow the tag, and `names_chain` says that the first eight of them are
    the chain id. `follows` puts what follows into words, `chapter` is the part of the specification that
    uses the tag, `decision` what settles it.
    """

    tag: bytes
    kind: TagKind
    function: str
    follows_at_least: int
    names_chain: bool
    follows: str
    chapter: str
    decision: str

    @property
    def name(self) -> str:
        """The tag as text."""
        return self.tag.decode("ascii")


CONTEXT, SIGNED = TagKind.SIGNATURE_CONTEXT, TagKind.SIGNED
HASHED, HASH_TO_CURVE = TagKind.HASHED, TagKind.HASH_TO_CURVE
KEY_DERIVATION = TagKind.KEY_DERIVATION

FALCON_CONTEXT = DomainTag(
    b"pyde-falcon-v1", CONTEXT, "FALCON-512", 32, False, "transaction hash or signed message", "crypto", "D-05"
)
VERTEX_TAG = DomainTag(
    b"pyde-vertex-v1", SIGNED, "FALCON-512", 40, True, "chain id, hash of the vertex", "consensus", "D-06"
)
ATTESTATION_TAG = DomainTag(
    b"pyde-attest-v1", SIGNED, "FALCON-512", 188, True, "attestation, chain id first", "consensus", "D-22"
)
SHARE_TAG = DomainTag(
    b"pyde-share-v1", SIGNED, "FALCON-512", 40, True, "chain id, decryption share", "consensus", "D-06"
)
PEER_TAG = DomainTag(
    b"pyde-peer-v1", SIGNED, "FALCON-512", 40, True, "chain id, what two peers have exchanged", "network", "D-06"
)
MULTISIG_TAG = DomainTag(
    b"pyde-multisig-v1", SIGNED, "FALCON-512", 18, True, "chain id, type, version, nonce, body", "transactions", "R-150"
)
VRF_PROOF_TAG = DomainTag(
    b"pyde-vrf-proof-v1", SIGNED, "FALCON-512", 929, False, "public key, input, output", "crypto", "R-116"
)
VRF_OUTPUT_TAG = DomainTag(
    b"pyde-vrf-output-v1", HASHED, "Poseidon2", 32, False, "secret key; or fingerprint, input", "crypto", "R-116"
)
ANCHOR_TAG = DomainTag(
    b"pyde-anchor-v1", HASHED, "BLAKE3", 56, True, "chain id, epoch, beacon, round", "consensus", "E-3"
)
BEACON_VALUE_TAG = DomainTag(
    b"pyde-beacon-value-v1", HASHED, "BLAKE3", 72, False, "beacon, wave, hash of the wave before", "consensus", "D-31"
)
GENESIS_TAG = DomainTag(
    b"pyde-genesis-v1", HASHED, "BLAKE3", 88, True, "header, chain id first", "transactions", "R-181"
)
PARACHAIN_TAG = DomainTag(
    b"pyde-parachain:", HASHED, "Poseidon2", 1, False, "name of the parachain", "accounts", "R-20"
)
TREASURY_TAG = DomainTag(
    b"pyde-treasury", HASHED, "Poseidon2", 0, False, "nothing: an address", "transactions", "R-104"
)
AIRDROP_POOL_TAG = DomainTag(
    b"pyde-airdrop-pool", HASHED, "Poseidon2", 0, False, "nothing: an address", "transactions", "R-104"
)
REWARD_POOL_TAG = DomainTag(
    b"pyde-reward-pool", HASHED, "Poseidon2", 0, False, "nothing: an address", "transactions", "R-151"
)
STAKE_POOL_TAG = DomainTag(
    b"pyde-stake-pool", HASHED, "Poseidon2", 0, False, "nothing: an address", "transactions", "R-151"
)
BEACON_ANCHORS_TAG = DomainTag(
    b"pyde-beacon-anchors-v1", HASH_TO_CURVE, "G2", 24, True, "chain id, epoch, closing wave", "consensus", "D-31"
)
BEACON_COMMITTEE_TAG = DomainTag(
    b"pyde-beacon-committee-v1", HASH_TO_CURVE, "G2", 24, True, "chain id, epoch, middle wave", "consensus", "D-31"
)
FALCON_TEST_SIGNING_TAG = DomainTag(
    b"pyde-falcon-test-signing-v1", KEY_DERIVATION, "SHAKE256", 1_313, False, "seed, key, message", "crypto", "R-94"
)

DOMAIN_TAGS = (
    FALCON_CONTEXT,
    VERTEX_TAG,
    ATTESTATION_TAG,
    SHARE_TAG,
    PEER_TAG,
    MULTISIG_TAG,
    VRF_PROOF_TAG,
    VRF_OUTPUT_TAG,
    ANCHOR_TAG,
    BEACON_VALUE_TAG,
    GENESIS_TAG,
    PARACHAIN_TAG,
    TREASURY_TAG,
    AIRDROP_POOL_TAG,
    REWARD_POOL_TAG,
    STAKE_POOL_TAG,
    BEACON_ANCHORS_TAG,
    BEACON_COMMITTEE_TAG,
    FALCON_TEST_SIGNING_TAG,
)
"""The table: every tag of the protocol, by kind."""


def get_domain_tag(name: str) -> DomainTag:
    """The tag of this name, exactly. Rejects with `DOMAIN_TAG_UNKNOWN`."""
    for domain_tag in DOMAIN_TAGS:
        if domain_tag.name == name:
            return domain_tag
    raise Rejected(Reason.DOMAIN_TAG_UNKNOWN, repr(name))


def compute_signing_message(domain_tag: DomainTag, chain_id: U64, payload: bytes) -> bytes:
    """The message of a kind that a key signs: the tag, the chain id in eight little-endian bytes, the payload.

    The signature scheme puts its own context before it. Rejects with `DOMAIN_TAG_NOT_FOR_MESSAGE` unless
    the tag is one of signed messages and the chain id is what follows it, then with `DOMAIN_PAYLOAD_TOO_SHORT`
    a payload that leaves fewer bytes behind the tag than the table says.
    """
    is_for_message = (
        domain_tag.kind is TagKind.SIGNED  # not hashed, nor anything else
        and domain_tag.names_chain  # the form of the VRF's proof names no chain
    )
    if not is_for_message:
        raise Rejected(Reason.DOMAIN_TAG_NOT_FOR_MESSAGE, domain_tag.name)
    following = chain_id.to_bytes(CHAIN_ID_SIZE, "little") + payload
    if len(following) < domain_tag.follows_at_least:
        raise Rejected(Reason.DOMAIN_PAYLOAD_TOO_SHORT, f"{len(following)} bytes behind {domain_tag.name}")
    return domain_tag.tag + following
