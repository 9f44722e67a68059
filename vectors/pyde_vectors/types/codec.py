"""Vectors of the wire form of every type: encoding, decoding, and every way not to decode."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from pyde_spec.accounts.authorisation import MultiSignature
from pyde_spec.accounts.name_registry import NameRecord, NameRegistration
from pyde_spec.accounts.nonce_window import NonceWindow
from pyde_spec.accounts.record import Account, AccountRecord
from pyde_spec.encoding.decoder import decode
from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.json_form import from_json, to_json
from pyde_spec.encoding.shapes import Record, Text, VariableBytes, shape_of
from pyde_spec.params.versions import Parameters
from pyde_spec.state.event_filter import EventFilter
from pyde_spec.state.event_query import LogsPage, LogsRequest
from pyde_spec.state.events_root import EventProof, EventsCommitment
from pyde_spec.state.partial_tree import KeyRange, ProofNode, ProofNodes
from pyde_spec.state.proofs import ProofLeaf, StateProof
from pyde_spec.state.snapshots import Chunk, ChunkRef, StateLeaf, TreeManifest
from pyde_spec.state.witness import Witness
from pyde_spec.transactions.vesting import VestingSchedule
from pyde_spec.types.catalogue import WIRE_TYPES
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import AnyJson, InvalidInput, Json, handler
from pyde_vectors.malformed import build_malformed
from pyde_vectors.samples import build_values

TYPES: dict[str, Any] = {
    **WIRE_TYPES,
    "NonceWindow": NonceWindow,
    "AccountRecord": AccountRecord,
    "Account": Account,
    "MultiSignature": MultiSignature,
    "NameRegistration": NameRegistration,
    "NameRecord": NameRecord,
    "EventsCommitment": EventsCommitment,
    "EventProof": EventProof,
    "EventFilter": EventFilter,
    "LogsRequest": LogsRequest,
    "LogsPage": LogsPage,
    "ProofLeaf": ProofLeaf,
    "StateProof": StateProof,
    "ProofNode": ProofNode,
    "ProofNodes": ProofNodes,
    "KeyRange": KeyRange,
    "StateLeaf": StateLeaf,
    "Chunk": Chunk,
    "ChunkRef": ChunkRef,
    "TreeManifest": TreeManifest,
    "Witness": Witness,
    "VestingSchedule": VestingSchedule,
}

TypeName = Annotated[str, Text(64)]
WireForm = Annotated[bytes, VariableBytes(8 * 1024 * 1024)]


@dataclass(frozen=True, slots=True)
class EncodeInput:
    """The name of a type and the JSON form of a value of it."""

    type_: TypeName
    value: AnyJson


@dataclass(frozen=True, slots=True)
class EncodeOutput:
    """The wire form of the value."""

    bytes_: WireForm


@dataclass(frozen=True, slots=True)
class DecodeInput:
    """The name of a type and bytes that may be the wire form of a value of it."""

    type_: TypeName
    bytes_: WireForm


@dataclass(frozen=True, slots=True)
class DecodeOutput:
    """The JSON form of the value."""

    value: AnyJson


def find_type(name: str) -> Any:
    """The type of a name. Raises `InvalidInput`."""
    if name not in TYPES:
        raise InvalidInput(f"input.type: {name!r} is not a wire type")
    return TYPES[name]


def draw_encode_inputs() -> Any:
    """Inputs worth asking: a type, and the JSON form of a value of it."""
    from hypothesis import strategies

    from pyde_vectors.strategies import strategy_for

    return strategies.sampled_from(sorted(TYPES)).flatmap(
        lambda name: strategy_for(TYPES[name]).map(lambda value: EncodeInput(name, to_json(TYPES[name], value)))
    )


def draw_decode_inputs() -> Any:
    """Inputs worth asking: a type, and the wire form of a value of it, sound or one mutation away."""
    from hypothesis import strategies

    from pyde_vectors.strategies import near_valid_bytes, strategy_for

    return strategies.sampled_from(sorted(TYPES)).flatmap(
        lambda name: strategies.one_of(
            strategy_for(TYPES[name]).map(lambda value: DecodeInput(name, encode(TYPES[name], value))),
            near_valid_bytes(TYPES[name]).map(lambda data: DecodeInput(name, data)),
        )
    )


@handler("types/encode", rules=[encode, from_json], inputs=draw_encode_inputs)
def run_encode(_: Parameters, given: EncodeInput) -> EncodeOutput:
    """Read the JSON form of a value and write its wire form."""
    wire_type = find_type(given.type_)
    return EncodeOutput(encode(wire_type, from_json(wire_type, given.value)))


def reveal_size(_: Parameters, given: DecodeInput) -> dict[str, Json]:
    """How many bytes there are to decode."""
    return {"size": len(given.bytes_)}


@handler("types/decode", rules=[decode, to_json], reveal=reveal_size, inputs=draw_decode_inputs)
def run_decode(_: Parameters, given: DecodeInput) -> DecodeOutput:
    """Read the wire form of a value and write its JSON form."""
    wire_type = find_type(given.type_)
    return DecodeOutput(to_json(wire_type, decode(wire_type, given.bytes_)))


def case_prefix(type_name: str) -> str:
    """The name of a type as it stands in case names."""
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in type_name).lstrip("-")


@cases("types/encode")
def encode_cases() -> Iterator[Case]:
    """Every sample value of every type; for records also a field too many and one too few."""
    for type_name, wire_type in TYPES.items():
        prefix = case_prefix(type_name)
        for variation in build_values(wire_type):
            form = to_json(wire_type, variation.value)
            yield Case(f"{prefix}.{variation.name}", f"{type_name}: {variation.title}", EncodeInput(type_name, form))
        shape = shape_of(wire_type)
        if isinstance(shape, Record):
            yield from record_form_cases(type_name, shape, to_json(wire_type, variation.value))


def record_form_cases(type_name: str, shape: Record, form: dict[str, Json]) -> Iterator[Case]:
    """JSON forms that are not those of the record: a name too many, and each name missing."""
    prefix = case_prefix(type_name)
    yield Case(
        f"{prefix}.reject-unknown-field",
        f"{type_name}: a field that the record does not have",
        EncodeInput(type_name, {**form, "extra": 0}),
        ("missing-check",),
    )
    for field in shape.fields:
        yield Case(
            f"{prefix}.reject-without-{field.name.replace('_', '-')}",
            f"{type_name}: {field.name} is missing",
            EncodeInput(type_name, {name: member for name, member in form.items() if name != field.name}),
            ("missing-check",),
        )


@cases("types/decode")
def decode_cases() -> Iterator[Case]:
    """Every sample value of every type, and every way to break its wire form."""
    for type_name, wire_type in TYPES.items():
        prefix = case_prefix(type_name)
        for variation in build_values(wire_type):
            data = encode(wire_type, variation.value)
            yield Case(f"{prefix}.{variation.name}", f"{type_name}: {variation.title}", DecodeInput(type_name, data))
        for broken in build_malformed(wire_type):
            yield Case(
                f"{prefix}.reject-{broken.name}",
                f"{type_name}: {broken.title}",
                DecodeInput(type_name, broken.data),
                (broken.flag,),
            )
