"""Vectors of the derivations of addresses: every byte that goes in, in its place and its order."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyde_spec.accounts.addresses import (
    compute_create2_address,
    compute_create_address,
    compute_eoa_address,
    compute_parachain_id,
)
from pyde_spec.accounts.names import Name
from pyde_spec.encoding.shapes import U32_MAX, U64_MAX, Bytes32
from pyde_spec.params.versions import Parameters
from pyde_spec.types.primitives import FALCON_PUBLIC_KEY_SIZE, Address, FalconPublicKey, Hash32, Nonce
from pyde_vectors.accounts.names import BAD_NAMES
from pyde_vectors.accounts.people import ALICE_KEY, make_address
from pyde_vectors.accounts.published_keys import PUBLISHED_KEYS
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler


@dataclass(frozen=True, slots=True)
class EoaInput:
    """A user's public key."""

    public_key: FalconPublicKey


@dataclass(frozen=True, slots=True)
class CreateInput:
    """Who deploys, and with the transaction of which nonce."""

    deployer: Address
    nonce: Nonce


@dataclass(frozen=True, slots=True)
class Create2Input:
    """Who deploys, the salt, and the hash of the code."""

    deployer: Address
    salt: Bytes32
    code_hash: Hash32


@dataclass(frozen=True, slots=True)
class ParachainInput:
    """The name of a parachain."""

    name: Name


@dataclass(frozen=True, slots=True)
class AddressOutput:
    """The address that follows."""

    address: Address


@dataclass(frozen=True, slots=True)
class ParachainOutput:
    """The id that follows."""

    parachain_id: Address


@handler("accounts/eoa_address", rules=[compute_eoa_address])
def run_eoa_address(_: Parameters, given: EoaInput) -> AddressOutput:
    """Derive a user's address."""
    return AddressOutput(compute_eoa_address(given.public_key))


@handler("accounts/create_address", rules=[compute_create_address])
def run_create_address(_: Parameters, given: CreateInput) -> AddressOutput:
    """Derive a contract's address from its deployer's nonce."""
    return AddressOutput(compute_create_address(given.deployer, given.nonce))


@handler("accounts/create2_address", rules=[compute_create2_address])
def run_create2_address(_: Parameters, given: Create2Input) -> AddressOutput:
    """Derive a contract's address from a salt and its code."""
    return AddressOutput(compute_create2_address(given.deployer, given.salt, given.code_hash))


@handler("accounts/parachain_id", rules=[compute_parachain_id])
def run_parachain_id(_: Parameters, given: ParachainInput) -> ParachainOutput:
    """Derive a parachain's id."""
    return ParachainOutput(compute_parachain_id(given.name))


COUNTING = bytes(range(1, 33))
DEPLOYER = make_address(0xD0)


def replace_byte(content: bytes, position: int, byte: int) -> bytes:
    """The content with one byte changed."""
    changed = bytearray(content)
    changed[position] = byte
    return bytes(changed)


@cases("accounts/eoa_address")
def eoa_address_cases() -> Iterator[Case]:
    """Published addresses, then keys that differ in one byte at either end."""
    for number, (public_key, address) in enumerate(PUBLISHED_KEYS, start=1):
        yield Case(
            f"published-{number}",
            "A key and an address that the deployed bindings gave",
            EoaInput(public_key),
            ("known-answer",),
            known={"ok": {"address": "0x" + address.hex()}},
        )
    keys = (
        ("zero-bytes", "All bytes zero", bytes(FALCON_PUBLIC_KEY_SIZE)),
        ("one-bits", "All bits set", b"\xff" * FALCON_PUBLIC_KEY_SIZE),
        ("plain", "The key that the next three differ from", ALICE_KEY),
        ("other-header", "The header is hashed like any byte", replace_byte(ALICE_KEY, 0, 0x00)),
        ("other-second-byte", "The first byte behind the header differs", replace_byte(ALICE_KEY, 1, 0x00)),
        ("other-last-byte", "The last byte differs", replace_byte(ALICE_KEY, -1, 0x00)),
    )
    for name, title, public_key in keys:
        yield Case(name, title, EoaInput(public_key))


@cases("accounts/create_address")
def create_address_cases() -> Iterator[Case]:
    """Nonces whose bytes tell the order and the width, and deployers that differ at either end."""
    nonces = (
        ("zero", 0),
        ("one", 1),
        ("one-in-the-highest-byte", 1 << 56),
        ("largest-byte", 255),
        ("second-byte", 256),
        ("thirty-two-bits", U32_MAX),
        ("thirty-three-bits", U32_MAX + 1),
        ("all-bytes-differ", 0x0807060504030201),
        ("maximum", U64_MAX),
    )
    for name, nonce in nonces:
        yield Case(f"nonce-{name}", f"Nonce {nonce}", CreateInput(DEPLOYER, nonce), ("boundary",))
    deployers = (
        ("zero", bytes(32)),
        ("counting", COUNTING),
        ("first-byte-differs", replace_byte(DEPLOYER, 0, 0)),
        ("last-byte-differs", replace_byte(DEPLOYER, -1, 0)),
    )
    for name, deployer in deployers:
        yield Case(f"deployer-{name}", f"Deployer {name.replace('-', ' ')}", CreateInput(deployer, 1))


@cases("accounts/create2_address")
def create2_address_cases() -> Iterator[Case]:
    """Three parts that cannot be swapped, each of them changed in turn."""
    first, second, third = make_address(1), make_address(2), make_address(3)
    parts = (
        ("three-parts", "Deployer, salt and code differ", first, second, third),
        ("deployer-and-salt-swapped", "The same parts, the first two swapped", second, first, third),
        ("salt-and-code-swapped", "The same parts, the last two swapped", first, third, second),
        ("zero-salt", "A salt of zeros is hashed too", first, bytes(32), third),
        ("zero-code-hash", "The hash of no code is hashed too", first, second, bytes(32)),
        ("zero-deployer", "The zero address as deployer", bytes(32), second, third),
        ("all-zero", "Only the prefix is not zero", bytes(32), bytes(32), bytes(32)),
        ("counting-salt", "Every byte of the salt in its place", first, COUNTING, third),
        ("salt-first-byte", "The first byte of the salt differs", first, replace_byte(second, 0, 9), third),
        ("salt-last-byte", "The last byte of the salt differs", first, replace_byte(second, -1, 9), third),
        ("code-last-byte", "The last byte of the code hash differs", first, second, replace_byte(third, -1, 9)),
    )
    for name, title, deployer, salt, code_hash in parts:
        yield Case(name, title, Create2Input(deployer, salt, code_hash))


@cases("accounts/parachain_id")
def parachain_id_cases() -> Iterator[Case]:
    """Names of every kind of length, and one of each way not to be a name."""
    names = (
        ("one-letter", "The shortest name", "a"),
        ("two-letters", "One letter more", "ab"),
        ("letters-swapped", "The same letters in the other order", "ba"),
        ("chainlink", "The example of the design", "chainlink"),
        ("hyphen", "A hyphen and digits", "oracle-2"),
        ("as-long-as-a-nonce-input", "With its prefix as long as a deployer and a nonce", "a" * 25),
        ("thirty-two-letters", "The longest name", "a" * 32),
    )
    for name, title, text in names:
        yield Case(name, title, ParachainInput(text))
    chosen = ("empty", "thirty-three-letters", "upper-case", "leading-hyphen", "two-hyphens-inside")
    for name, title, text in BAD_NAMES:
        if name in chosen:
            yield Case(f"reject-{name}", title, ParachainInput(text), ("missing-check",))
