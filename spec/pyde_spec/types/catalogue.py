"""The catalogue of types.

Every type of this chapter under the name by which vectors and clients ask for it.

Source: roadmap, section 0.3.
"""

from typing import Any

from pyde_spec.types.auth_keys import AuthKeys
from pyde_spec.types.batch import Batch, BatchEntry
from pyde_spec.types.bloom import EventsBloom
from pyde_spec.types.contract_abi import ContractAbi, ContractType, EventAbi, EventFieldAbi, FunctionAbi
from pyde_spec.types.event import EventCursor, EventRecord
from pyde_spec.types.finality import Attestation, HardFinalityCert, StateRootSignature
from pyde_spec.types.function_attributes import FunctionAttributes
from pyde_spec.types.primitives import (
    Address,
    Balance,
    BatchHash,
    ChainId,
    CommitId,
    Epoch,
    FalconPublicKey,
    FalconSignature,
    Gas,
    MemberId,
    Nonce,
    Round,
    SlotKey,
    Topic,
    TransactionHash,
    Value,
    VertexHash,
    WaveId,
)
from pyde_spec.types.receipt import Receipt, ReceiptStatus
from pyde_spec.types.state_root import StateRoot
from pyde_spec.types.transaction import AccessEntry, AccessType, FeePayer, Transaction, TransactionType
from pyde_spec.types.vertex import BatchRef, DecryptionShare, Vertex
from pyde_spec.types.wave import WaveCommitRecord

WIRE_TYPES: dict[str, Any] = {
    "Address": Address,
    "SlotKey": SlotKey,
    "Value": Value,
    "Balance": Balance,
    "Nonce": Nonce,
    "Gas": Gas,
    "ChainId": ChainId,
    "WaveId": WaveId,
    "CommitId": CommitId,
    "Round": Round,
    "Epoch": Epoch,
    "MemberId": MemberId,
    "TransactionHash": TransactionHash,
    "VertexHash": VertexHash,
    "BatchHash": BatchHash,
    "BatchRef": BatchRef,
    "Topic": Topic,
    "FalconPublicKey": FalconPublicKey,
    "FalconSignature": FalconSignature,
    "AuthKeys": AuthKeys,
    "TransactionType": TransactionType,
    "FeePayer": FeePayer,
    "AccessType": AccessType,
    "AccessEntry": AccessEntry,
    "Transaction": Transaction,
    "ReceiptStatus": ReceiptStatus,
    "Receipt": Receipt,
    "StateRoot": StateRoot,
    "EventRecord": EventRecord,
    "EventCursor": EventCursor,
    "EventsBloom": EventsBloom,
    "Attestation": Attestation,
    "StateRootSignature": StateRootSignature,
    "HardFinalityCert": HardFinalityCert,
    "DecryptionShare": DecryptionShare,
    "Vertex": Vertex,
    "BatchEntry": BatchEntry,
    "Batch": Batch,
    "WaveCommitRecord": WaveCommitRecord,
    "FunctionAttributes": FunctionAttributes,
    "ContractType": ContractType,
    "FunctionAbi": FunctionAbi,
    "EventFieldAbi": EventFieldAbi,
    "EventAbi": EventAbi,
    "ContractAbi": ContractAbi,
}
