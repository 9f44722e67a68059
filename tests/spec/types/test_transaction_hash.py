"""The transaction hash and wire form against the deployed bindings, and what the hash covers."""

from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from pyde_spec.encoding.decoder import decode
from pyde_spec.encoding.encoder import encode
from pyde_spec.types.transaction import AccessEntry, AccessType, Sender, Transaction, TransactionType
from pyde_spec.types.transaction_hash import compute_transaction_hash, encode_for_hash
from pyde_vectors.strategies import strategy_for


def hex_bytes(text):
    return bytes.fromhex(text.removeprefix("0x"))


def read_transaction(form):
    """A transaction in the names of the deployed bindings, which leave out signature, fee payer and deadline."""
    entries = tuple(
        AccessEntry(
            hex_bytes(entry["address"]),
            tuple(hex_bytes(key) for key in entry["storageKeys"]),
            AccessType(entry["accessType"]),
        )
        for entry in form.get("accessList", [])
    )
    return Transaction(
        from_=hex_bytes(form["from"]),
        to=hex_bytes(form["to"]),
        value=int(form["value"]),
        data=hex_bytes(form["data"]),
        gas_limit=form["gasLimit"],
        nonce=form["nonce"],
        signature=b"",
        fee_payer=Sender(),
        access_list=entries,
        deadline=None,
        chain_id=form["chainId"],
        tx_type=TransactionType(form["txType"]),
    )


def test_deployed_hashes(upstream):
    for entry in upstream["tx_hash"]:
        assert compute_transaction_hash(read_transaction(entry["tx"])) == hex_bytes(entry["hash"])


def test_deployed_wire_forms(upstream):
    for entry in upstream["register_pubkey_wire"]:
        transaction = read_transaction(entry["tx"])
        assert encode(Transaction, transaction) == hex_bytes(entry["wire"])
        assert decode(Transaction, hex_bytes(entry["wire"])) == transaction
        assert compute_transaction_hash(transaction) == hex_bytes(entry["hash"])


@given(strategy_for(Transaction), strategy_for(Transaction), st.sampled_from([f.name for f in fields(Transaction)]))
def test_every_field_but_the_signature_is_hashed(transaction, other, name):
    changed = replace(transaction, **{name: getattr(other, name)})
    same = name == "signature" or changed == transaction
    assert (compute_transaction_hash(changed) == compute_transaction_hash(transaction)) == same


@given(strategy_for(Transaction))
def test_the_hashed_bytes_have_the_stated_length(transaction):
    assert 171 <= len(encode_for_hash(transaction)) <= 211
