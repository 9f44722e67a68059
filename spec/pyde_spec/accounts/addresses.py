"""Addresses.

Every address is a Poseidon2 hash, all 32 bytes of it. A user's address is the hash of the public
key; a contract's is the hash of its deployer and either the nonce of the deployment or a salt and
the code. A parachain's id, which shares the space of addresses, is the hash of its name.

What is hashed never has the same length in two of these derivations, except for names: a key gives
897 bytes, a nonce 40, a salt 97, and a parachain's name 16 to 47 with its prefix. The prefix keeps a
parachain apart from a contract whose deployer and nonce happen to spell a name.

Source: book, chapter 11, section 11.2; PARACHAIN_DESIGN, section 4; deployed bindings,
`deriveAddress`.  Decision: D-02 (Poseidon2), D-19 (deployment), R-20 (bytes of each derivation).
"""

from pyde_spec.accounts.names import Name, validate_name
from pyde_spec.crypto.domain_tags import PARACHAIN_TAG
from pyde_spec.crypto.provider import poseidon2_hash
from pyde_spec.encoding.shapes import Bytes32
from pyde_spec.types.primitives import Address, FalconPublicKey, Hash32, Nonce

CREATE2_PREFIX = b"\xff"
NONCE_SIZE = 8


def compute_eoa_address(public_key: FalconPublicKey) -> Address:
    """The address of a user: the hash of the 897 bytes of the public key, header byte included."""
    return poseidon2_hash(public_key)


def compute_create_address(deployer: Address, nonce: Nonce) -> Address:
    """The address of a contract that `deployer` deploys with the transaction of this nonce.

    The nonce is hashed as eight little-endian bytes.
    """
    return poseidon2_hash(deployer + nonce.to_bytes(NONCE_SIZE, "little"))


def compute_create2_address(deployer: Address, salt: Bytes32, code_hash: Hash32) -> Address:
    """The address of a contract that its deployer, a salt and its code alone decide."""
    return poseidon2_hash(CREATE2_PREFIX + deployer + salt + code_hash)


def compute_parachain_id(name: Name) -> Address:
    """The id of the parachain of this name. Rejects a name that `validate_name` rejects."""
    validate_name(name)
    return poseidon2_hash(PARACHAIN_TAG.tag + name.encode())
