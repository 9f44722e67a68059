"""Primitive types.

The protocol's domain words for numbers and byte strings. A word adds meaning, not bytes: an
`Address` and a `TransactionHash` are both 32 bytes on the wire, and no rule takes one for the other.

Amounts are in quanta; 1 PYDE is 10**9 quanta. Rounds, waves and epochs count from 0 and from
genesis. A commit is named by its wave, so `CommitId` is the wave's id. A `Value` is what a leaf of the state holds,
at most the code of a contract.

Source: roadmap, section 0.3; book, chapter 11, sections 11.1 and 11.2.  Decision: R-70 (words and widths).
"""

from typing import Annotated

from pyde_spec.encoding.shapes import U32, U64, U128, Bytes32, FixedBytes, VariableBytes

Hash32 = Bytes32
Address = Bytes32
SlotKey = Bytes32
TransactionHash = Bytes32
VertexHash = Bytes32
BatchHash = Bytes32
Topic = Bytes32

Quanta = U128
Balance = Quanta
Gas = U64
Nonce = U64
ChainId = U64
WaveId = U64
CommitId = WaveId
Round = U64
Epoch = U64
MemberId = U32

ZERO_ADDRESS = bytes(32)
ZERO_HASH = bytes(32)

FALCON_PUBLIC_KEY_SIZE = 897
FALCON_COMPRESSED_SIGNATURE_CAP = 690
FALCON_CONSTANT_TIME_SIGNATURE_SIZE = 809

FalconPublicKey = Annotated[bytes, FixedBytes(FALCON_PUBLIC_KEY_SIZE)]
FalconSignature = Annotated[bytes, VariableBytes(FALCON_CONSTANT_TIME_SIGNATURE_SIZE)]

VALUE_CAP = 4 * 1024 * 1024
Value = Annotated[bytes, VariableBytes(VALUE_CAP)]
