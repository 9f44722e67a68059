"""The transaction hash.

A transaction is named by a hash over everything that it says, and that hash is what its sender
signs. The signature is left out, so that signing does not change the name. Call data and access list
go in as their own hashes, which keeps the outer input short. The chain id goes in first: a signature
for one chain is worth nothing on another.

Source: book, chapter 11, section 11.6; deployed bindings, `compute_tx_hash`.  Decision: D-03.
"""

from pyde_spec.crypto.provider import poseidon2_hash
from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import U64, U128
from pyde_spec.types.primitives import TransactionHash, WaveId
from pyde_spec.types.transaction import AccessList, FeePayer, Transaction, TransactionType


def compute_transaction_hash(transaction: Transaction) -> TransactionHash:
    """The hash that names a transaction and that its sender signs, 32 bytes."""
    return poseidon2_hash(encode_for_hash(transaction))


def encode_for_hash(transaction: Transaction) -> bytes:
    """Everything that a transaction says, in the order in which it is hashed: 171 to 211 bytes.

    This is not the wire order: the chain id leads, and the signature is absent.
    """
    return b"".join(
        [
            encode(U64, transaction.chain_id),
            transaction.from_,
            transaction.to,
            encode(U128, transaction.value),
            poseidon2_hash(transaction.data),
            encode(U64, transaction.gas_limit),
            encode(U64, transaction.nonce),
            encode(FeePayer, transaction.fee_payer),
            poseidon2_hash(encode(AccessList, transaction.access_list)),
            encode(WaveId | None, transaction.deadline),
            encode(TransactionType, transaction.tx_type),
        ]
    )
