"""Published addresses, and what the lengths of the inputs keep apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyde_spec.accounts.addresses import (
    CREATE2_PREFIX,
    compute_create2_address,
    compute_create_address,
    compute_eoa_address,
    compute_parachain_id,
)
from pyde_spec.crypto.domain_tags import PARACHAIN_TAG
from pyde_spec.crypto.provider import poseidon2_hash
from pyde_spec.encoding.shapes import U64_MAX
from pyde_spec.rejections import Reason, Rejected

ADDRESSES = st.binary(min_size=32, max_size=32)


def read_hex(text):
    return bytes.fromhex(text.removeprefix("0x"))


def test_every_published_key_gives_its_address(upstream):
    assert upstream["keys"]
    for known in upstream["keys"]:
        assert compute_eoa_address(read_hex(known["publicKey"])) == read_hex(known["address"])
        assert known["address"] == known["derived"]


def test_every_published_registration_comes_from_the_address_of_its_key(upstream):
    assert upstream["register_pubkey_wire"]
    for known in upstream["register_pubkey_wire"]:
        assert compute_eoa_address(read_hex(known["tx"]["data"])) == read_hex(known["tx"]["from"])


def test_every_constant_time_signer_is_a_published_key(upstream):
    published = {known["publicKey"]: known["address"] for known in upstream["keys"]}
    for known in upstream["falcon_ct"]:
        assert compute_eoa_address(read_hex(known["publicKey"])) == read_hex(published[known["publicKey"]])


@given(ADDRESSES, st.integers(0, U64_MAX))
def test_create_hashes_forty_bytes(deployer, nonce):
    assert compute_create_address(deployer, nonce) == poseidon2_hash(deployer + nonce.to_bytes(8, "little"))


@given(ADDRESSES, ADDRESSES, ADDRESSES)
def test_create2_hashes_ninety_seven_bytes(deployer, salt, code_hash):
    expected = poseidon2_hash(b"\xff" + deployer + salt + code_hash)
    assert compute_create2_address(deployer, salt, code_hash) == expected


def test_the_lengths_of_the_inputs_are_as_the_text_says():
    lengths_of_names = {len(PARACHAIN_TAG.tag) + size for size in range(1, 33)}
    assert (min(lengths_of_names), max(lengths_of_names)) == (16, 47)
    assert {897, len(CREATE2_PREFIX) + 3 * 32}.isdisjoint(lengths_of_names)


def test_a_parachain_needs_a_name():
    with pytest.raises(Rejected) as raised:
        compute_parachain_id("")
    assert raised.value.reason is Reason.NAME_EMPTY
