"""The committed genesis files are what their makers make, and chains can begin with them."""

import tomllib

import pytest

from pyde_spec.accounts.addresses import compute_eoa_address
from pyde_spec.params.versions import MAINNET
from pyde_spec.transactions.genesis_file import read_genesis
from pyde_spec.transactions.genesis_validation import validate_genesis
from pyde_spec.transactions.inflation import GENESIS_SUPPLY
from pyde_vectors.crypto.falcon_test_keys import load_test_keys
from pyde_vectors.transactions.genesis_documents import RAW, make_good, write_toml
from pyde_vectors.transactions.genesis_files import (
    DEVNET,
    DEVNET_COMMENT,
    MAINNET_COMMENT,
    MAINNET_SHAPED,
    make_devnet,
    make_mainnet_shaped,
)

SIZE_MAX = 300_000


@pytest.mark.parametrize(
    ("path", "make", "comment"),
    [(DEVNET, make_devnet, DEVNET_COMMENT), (MAINNET_SHAPED, make_mainnet_shaped, MAINNET_COMMENT)],
)
def test_a_committed_file_is_what_is_made(path, make, comment):
    text = path.read_text(encoding="utf-8")
    assert text == write_toml(make(), comment)
    assert len(text.encode()) < SIZE_MAX
    validate_genesis(read_genesis(text))


def test_the_devnet_is_open_to_everybody():
    genesis = read_genesis(DEVNET.read_text(encoding="utf-8"))
    keys = [key.public_key for key in load_test_keys()]
    assert [validator.public_key for validator in genesis.validators] == keys[:5]
    assert [allocation.address for allocation in genesis.allocations] == [compute_eoa_address(key) for key in keys[11:]]
    assert genesis.supply == GENESIS_SUPPLY


def test_the_mainnet_shaped_file_has_the_size_of_the_mainnet():
    genesis = read_genesis(MAINNET_SHAPED.read_text(encoding="utf-8"))
    assert len(genesis.validators) == MAINNET.committee_size
    signers = (genesis.treasury.signer_set, genesis.emergency)
    assert [(signer_set.threshold, len(signer_set.keys)) for signer_set in signers] == [(7, 12), (5, 7)]


def test_the_writer_writes_what_it_is_given():
    assert tomllib.loads(write_toml(make_good(), "a comment\n\nof lines")) == make_good()
    with pytest.raises(tomllib.TOMLDecodeError):
        tomllib.loads(write_toml(make_good() | {RAW: "nothing"}))
