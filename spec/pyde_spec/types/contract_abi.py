"""The contract interface.

A contract carries its interface inside its own module: its functions with their selectors and
attributes, which of them construct it or catch what no other takes, and the events it emits. Chain,
wallets and explorers read the same bytes.

This section gives the form and what can be checked without the module. Whether names are exported
and attributes go together is judged when a contract is deployed.

Source: `HOST_FN_ABI_SPEC`, sections 2.1, 3.7 and 14.1; `OTIGEN_BINARY_SPEC`, section 6.1; roadmap,
section 0.3.  Decision: D-17 (selectors), D-18 (fields and order), R-81 (events, caps, structural rules).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Annotated

from pyde_spec.crypto.blake3 import blake3_hash
from pyde_spec.encoding.shapes import U32, Bytes4, ListOf, Text
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.types.function_attributes import FunctionAttributes, validate_attributes
from pyde_spec.types.primitives import Hash32, Topic

FUNCTIONS_CAP = 1024
EVENTS_CAP = 256
EVENT_FIELDS_CAP = 32
ACCESS_PATTERNS_CAP = 256
NAME_CAP = 128
SIGNATURE_TEXT_CAP = 2048
ACCESS_PATTERN_CAP = 256
INDEXED_FIELDS_MAX = 3
SELECTOR_SIZE = 4

Name = Annotated[str, Text(NAME_CAP)]
AccessPattern = Annotated[str, Text(ACCESS_PATTERN_CAP)]


class ContractType(IntEnum):
    """What the module is deployed as."""

    CONTRACT = 0
    PARACHAIN = 1


@dataclass(frozen=True, slots=True)
class FunctionAbi:
    """One function: its exported name, its selector, its attributes, and the slots it says it touches."""

    name: Name
    selector: Bytes4
    attributes: FunctionAttributes
    access_list: Annotated[tuple[AccessPattern, ...], ListOf(ACCESS_PATTERNS_CAP)]


@dataclass(frozen=True, slots=True)
class EventFieldAbi:
    """One field of an event. `type_name` is its token in the signature; `indexed` makes it a topic."""

    name: Name
    type_name: Name
    indexed: bool


@dataclass(frozen=True, slots=True)
class EventAbi:
    """One event: its name, its canonical signature, and its fields in order."""

    name: Name
    signature: Annotated[str, Text(SIGNATURE_TEXT_CAP)]
    fields: Annotated[tuple[EventFieldAbi, ...], ListOf(EVENT_FIELDS_CAP)]


@dataclass(frozen=True, slots=True)
class ContractAbi:
    """The interface of a contract.

    `pyde_abi_version` packs the major version in its high 16 bits and the minor in its low 16. The
    three indices point into `functions`.
    """

    pyde_abi_version: U32
    contract_type: ContractType
    functions: Annotated[tuple[FunctionAbi, ...], ListOf(FUNCTIONS_CAP)]
    state_schema_hash: Hash32
    constructor_index: U32 | None
    fallback_index: U32 | None
    receive_index: U32 | None
    events: Annotated[tuple[EventAbi, ...], ListOf(EVENTS_CAP)]


def compute_selector(name: str) -> Bytes4:
    """The selector of a function: the first four bytes of the BLAKE3 hash of its name."""
    return blake3_hash(name.encode())[:SELECTOR_SIZE]


def compute_event_signature(event: EventAbi) -> str:
    """The canonical signature of an event: its name over the type tokens of its fields."""
    return f"{event.name}({','.join(field.type_name for field in event.fields)})"


def compute_event_topic(signature: str) -> Topic:
    """The first topic of an event: the BLAKE3 hash of its signature."""
    return blake3_hash(signature.encode())


def validate_abi_structure(abi: ContractAbi) -> None:
    """The interface agrees with itself.

    Checks the functions in order, then that names and selectors do not repeat, then the indices, then
    the events in order. Rejects as those checks do.
    """
    for function in abi.functions:
        validate_function(function)
    validate_distinct(Reason.ABI_REPEATED_FUNCTION, [function.name for function in abi.functions])
    validate_distinct(Reason.ABI_SELECTOR_COLLISION, [function.selector for function in abi.functions])
    for index in (abi.constructor_index, abi.fallback_index, abi.receive_index):
        if index is not None and index >= len(abi.functions):
            raise Rejected(Reason.ABI_INDEX_OUT_OF_RANGE, f"{index} of {len(abi.functions)}")
    for event in abi.events:
        validate_event_abi(event)
    validate_distinct(Reason.ABI_REPEATED_EVENT, [event.name for event in abi.events])


def validate_function(function: FunctionAbi) -> None:
    """Rejects with `ABI_SELECTOR_MISMATCH`, then `ABI_UNKNOWN_ATTRIBUTE`."""
    if function.selector != compute_selector(function.name):
        raise Rejected(Reason.ABI_SELECTOR_MISMATCH, function.name)
    validate_attributes(function.attributes)


def validate_event_abi(event: EventAbi) -> None:
    """Rejects with `ABI_SIGNATURE_MISMATCH`, then `ABI_TOO_MANY_INDEXED` above three."""
    if event.signature != compute_event_signature(event):
        raise Rejected(Reason.ABI_SIGNATURE_MISMATCH, event.name)
    indexed = sum(field.indexed for field in event.fields)
    if indexed > INDEXED_FIELDS_MAX:
        raise Rejected(Reason.ABI_TOO_MANY_INDEXED, f"{event.name}: {indexed}")


def validate_distinct(reason: Reason, items: Iterable[object]) -> None:
    """Rejects with `reason` when an item repeats."""
    seen: set[object] = set()
    for item in items:
        if item in seen:
            raise Rejected(reason, str(item))
        seen.add(item)
