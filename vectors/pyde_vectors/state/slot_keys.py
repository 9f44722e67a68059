"""Vectors of slot keys: each kind, at both ends of what it is derived from."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pyde_spec.accounts.name_registry import Namespace
from pyde_spec.accounts.names import Name
from pyde_spec.encoding.shapes import U64, U64_MAX, Bytes32, VariableBytes
from pyde_spec.params.versions import Parameters
from pyde_spec.state.slot_keys import (
    AccountSlot,
    IndexedSlot,
    SystemSlot,
    compute_account_key,
    compute_field_slot,
    compute_indexed_key,
    compute_map_entry_slot,
    compute_name_key,
    compute_storage_key,
    compute_system_key,
    compute_validator_key,
)
from pyde_spec.types.primitives import ZERO_ADDRESS, Address, SlotKey
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler

MAP_KEY_CAP = 1024


@dataclass(frozen=True, slots=True)
class KeyOutput:
    """A key of the state tree."""

    key: SlotKey


@dataclass(frozen=True, slots=True)
class SlotOutput:
    """The name of a slot within a contract's storage."""

    slot: Bytes32


@dataclass(frozen=True, slots=True)
class AccountKeyInput:
    """An account and which of its leaves."""

    address: Address
    slot: AccountSlot


@dataclass(frozen=True, slots=True)
class StorageKeyInput:
    """The account whose storage is in use and the slot that its code names."""

    context: Address
    slot: Bytes32


@dataclass(frozen=True, slots=True)
class ValidatorKeyInput:
    """A validator's address."""

    address: Address


@dataclass(frozen=True, slots=True)
class SystemKeyInput:
    """What the chain has one of."""

    slot: SystemSlot


@dataclass(frozen=True, slots=True)
class IndexedKeyInput:
    """What the chain has one of for every index, and the index."""

    slot: IndexedSlot
    index: U64


@dataclass(frozen=True, slots=True)
class NameKeyInput:
    """A namespace and a name in it."""

    namespace: Namespace
    name: Name


@dataclass(frozen=True, slots=True)
class FieldSlotInput:
    """The index of a field."""

    index: U64


@dataclass(frozen=True, slots=True)
class MapEntrySlotInput:
    """The name of a map and a key in it."""

    slot: Bytes32
    map_key: Annotated[bytes, VariableBytes(MAP_KEY_CAP)]


@handler("state/account_key", rules=[compute_account_key])
def run_account_key(_: Parameters, given: AccountKeyInput) -> KeyOutput:
    """The key of a leaf of an account."""
    return KeyOutput(compute_account_key(given.address, given.slot))


@handler("state/storage_key", rules=[compute_storage_key])
def run_storage_key(_: Parameters, given: StorageKeyInput) -> KeyOutput:
    """The key of a slot of a contract's storage."""
    return KeyOutput(compute_storage_key(given.context, given.slot))


@handler("state/validator_key", rules=[compute_validator_key])
def run_validator_key(_: Parameters, given: ValidatorKeyInput) -> KeyOutput:
    """The key of a validator's entry."""
    return KeyOutput(compute_validator_key(given.address))


@handler("state/system_key", rules=[compute_system_key])
def run_system_key(_: Parameters, given: SystemKeyInput) -> KeyOutput:
    """The key of a slot of the chain."""
    return KeyOutput(compute_system_key(given.slot))


@handler("state/indexed_key", rules=[compute_indexed_key])
def run_indexed_key(_: Parameters, given: IndexedKeyInput) -> KeyOutput:
    """The key of an indexed slot of the chain."""
    return KeyOutput(compute_indexed_key(given.slot, given.index))


@handler("state/name_key", rules=[compute_name_key])
def run_name_key(_: Parameters, given: NameKeyInput) -> KeyOutput:
    """The key of a name's record."""
    return KeyOutput(compute_name_key(given.namespace, given.name.encode()))


@handler("state/field_slot", rules=[compute_field_slot])
def run_field_slot(_: Parameters, given: FieldSlotInput) -> SlotOutput:
    """The name of a contract's field."""
    return SlotOutput(compute_field_slot(given.index))


@handler("state/map_entry_slot", rules=[compute_map_entry_slot])
def run_map_entry_slot(_: Parameters, given: MapEntrySlotInput) -> SlotOutput:
    """The name of an entry of a map."""
    return SlotOutput(compute_map_entry_slot(given.slot, given.map_key))


ALICE = bytes(range(1, 33))
TWIN = ALICE[:16] + bytes([ALICE[16] ^ 1]) + ALICE[17:]
LAST = b"\xff" * 32

ADDRESSES = (
    ("zero", "the zero address", ZERO_ADDRESS),
    ("counting", "an address of counting bytes", ALICE),
    ("twin", "an address that differs from it in byte 16 alone", TWIN),
    ("last", "the last address", LAST),
)

INDICES = (("zero", 0), ("one", 1), ("past-one-byte", 256), ("last", U64_MAX))


def case_name(name: str) -> str:
    """The name of a member of an enumeration as it stands in case names."""
    return name.lower().replace("_", "-")


@cases("state/account_key")
def account_key_cases() -> Iterator[Case]:
    """Each leaf of each address."""
    for slot in AccountSlot:
        for name, title, address in ADDRESSES:
            yield Case(
                f"{case_name(slot.name)}-of-{name}",
                f"{slot.name} of {title}",
                AccountKeyInput(address, slot),
                ("missing-check",) if name == "twin" else (),
            )


@cases("state/storage_key")
def storage_key_cases() -> Iterator[Case]:
    """Slots at both ends, the slot that spells the context, and the same slot of an address that shares 16 bytes."""
    slots = (("zero", bytes(32)), ("one", bytes(31) + b"\x01"), ("own-address", ALICE), ("last", LAST))
    for name, slot in slots:
        yield Case(f"slot-{name}", f"Slot {name.replace('-', ' ')} of a contract", StorageKeyInput(ALICE, slot))
    own_record = compute_account_key(ALICE, AccountSlot.RECORD)
    yield Case(
        "slot-named-like-own-record",
        "A slot named by the key of the contract's own record is not that record",
        StorageKeyInput(ALICE, own_record),
        ("missing-check",),
    )
    yield Case(
        "slot-of-twin",
        "The same slot of an address that differs in byte 16 alone",
        StorageKeyInput(TWIN, bytes(32)),
        ("missing-check",),
    )


@cases("state/validator_key")
def validator_key_cases() -> Iterator[Case]:
    """Each address."""
    for name, title, address in ADDRESSES:
        yield Case(name, f"The validator at {title}", ValidatorKeyInput(address))


@cases("state/system_key")
def system_key_cases() -> Iterator[Case]:
    """Each slot of the chain."""
    for slot in SystemSlot:
        yield Case(case_name(slot.name), slot.name, SystemKeyInput(slot))


@cases("state/indexed_key")
def indexed_key_cases() -> Iterator[Case]:
    """Each indexed slot at indices that show the byte order."""
    for slot in IndexedSlot:
        for name, index in INDICES:
            yield Case(f"{case_name(slot.name)}-{name}", f"{slot.name} at {index}", IndexedKeyInput(slot, index))


@cases("state/field_slot")
def field_slot_cases() -> Iterator[Case]:
    """Indices that show the byte order."""
    for name, index in INDICES:
        yield Case(name, f"Field {index}", FieldSlotInput(index))


@cases("state/map_entry_slot")
def map_entry_slot_cases() -> Iterator[Case]:
    """Keys of several lengths in a field, and an entry of a map that is itself an entry."""
    field = compute_field_slot(6)
    for size in (0, 1, 8, 32, 100):
        yield Case(
            f"key-of-{size}", f"A key of {size} bytes", MapEntrySlotInput(field, ALICE[:size].ljust(size, b"\x01"))
        )
    outer = compute_map_entry_slot(field, ALICE)
    yield Case("nested", "An entry of a map in a map", MapEntrySlotInput(outer, TWIN))
    yield Case(
        "nested-in-other-order",
        "The two keys the other way round",
        MapEntrySlotInput(compute_map_entry_slot(field, TWIN), ALICE),
    )


@cases("state/name_key")
def name_key_cases() -> Iterator[Case]:
    """Names of every length that another kind of key could have, in both namespaces."""
    for namespace in Namespace:
        for size in (1, 7, 31, 32):
            name = ("pyde" * 8)[:size]
            yield Case(
                f"{case_name(namespace.name)}-of-{size}",
                f"A name of {size} characters in the namespace {namespace.name}",
                NameKeyInput(namespace, name),
            )
