"""Vectors of the contract interface and of function attributes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated, Any

from pyde_spec.encoding.shapes import U32, Bytes4, ListOf, Text
from pyde_spec.params.versions import Parameters
from pyde_spec.types.contract_abi import (
    ContractAbi,
    ContractType,
    EventAbi,
    EventFieldAbi,
    FunctionAbi,
    compute_event_signature,
    compute_event_topic,
    compute_selector,
    validate_abi_structure,
)
from pyde_spec.types.function_attributes import (
    FunctionAttribute,
    get_attribute_names,
    is_attribute_set,
    validate_attributes,
)
from pyde_spec.types.primitives import Topic
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import Json, handler
from pyde_vectors.types.accepted import Accepted

AnyText = Annotated[str, Text(2048)]


@dataclass(frozen=True, slots=True)
class AbiInput:
    """The interface of a contract."""

    abi: ContractAbi


@dataclass(frozen=True, slots=True)
class NameInput:
    """The name of a function."""

    name: AnyText


@dataclass(frozen=True, slots=True)
class SelectorOutput:
    """Its selector."""

    selector: Bytes4


@dataclass(frozen=True, slots=True)
class EventAbiInput:
    """The declaration of an event."""

    event: EventAbi


@dataclass(frozen=True, slots=True)
class SignatureOutput:
    """The canonical signature of an event and its first topic."""

    signature: AnyText
    topic: Topic


@dataclass(frozen=True, slots=True)
class AttributesInput:
    """The attribute bits of a function."""

    attributes: U32


@dataclass(frozen=True, slots=True)
class AttributeNamesOutput:
    """The names of the bits that are set."""

    names: Annotated[tuple[Annotated[str, Text(32)], ...], ListOf(8)]


def reveal_attribute_names(_: Parameters, given: AbiInput) -> dict[str, Json]:
    """The attributes of every function by name."""
    functions = given.abi.functions
    return {
        "attributes": [{"name": each.name, "set": list(get_attribute_names(each.attributes))} for each in functions]
    }


@handler("types/validate_abi", rules=[validate_abi_structure, validate_attributes], reveal=reveal_attribute_names)
def run_validate_abi(_: Parameters, given: AbiInput) -> Accepted:
    """Check that an interface agrees with itself."""
    validate_abi_structure(given.abi)
    return Accepted()


@handler("types/selector", rules=[compute_selector])
def run_selector(_: Parameters, given: NameInput) -> SelectorOutput:
    """Find the selector of a function."""
    return SelectorOutput(compute_selector(given.name))


@handler("types/event_signature", rules=[compute_event_signature, compute_event_topic])
def run_event_signature(_: Parameters, given: EventAbiInput) -> SignatureOutput:
    """Find the signature and the first topic of an event."""
    signature = compute_event_signature(given.event)
    return SignatureOutput(signature, compute_event_topic(signature))


@handler("types/attribute_names", rules=[get_attribute_names, is_attribute_set])
def run_attribute_names(_: Parameters, given: AttributesInput) -> AttributeNamesOutput:
    """Name the attributes that are set."""
    return AttributeNamesOutput(get_attribute_names(given.attributes))


def build_function(name: str, attributes: int = FunctionAttribute.ENTRY) -> FunctionAbi:
    """A function with its right selector."""
    return FunctionAbi(name, compute_selector(name), int(attributes), ())


def build_event(name: str, fields: tuple[tuple[str, str, bool], ...]) -> EventAbi:
    """An event with its right signature."""
    unsigned = EventAbi(name, "", tuple(EventFieldAbi(*field) for field in fields))
    return replace(unsigned, signature=compute_event_signature(unsigned))


TRANSFER = build_event("Transfer", (("from", "address", True), ("to", "address", True), ("amount", "uint128", False)))
LATE_INDEXED = build_event("Late", tuple((f"field{i}", "uint64", i > 3) for i in range(8)))
FOUR_INDEXED = build_event("Wide", tuple((f"field{i}", "uint64", True) for i in range(4)))
THREE_INDEXED = build_event("Narrow", tuple((f"field{i}", "uint64", i > 0) for i in range(4)))
COLLIDING_NAMES = ("f17637", "f39281")


def build_abi(**changes: Any) -> AbiInput:
    """A sound interface with some fields changed."""
    functions = (build_function("init", FunctionAttribute.CONSTRUCTOR), build_function("transfer"))
    sound = ContractAbi(0x0001_0000, ContractType.CONTRACT, functions, bytes(32), 0, None, None, (TRANSFER,))
    return AbiInput(replace(sound, **changes))


def single_fault_cases() -> Iterator[Case]:
    """Each rule broken alone, and each limit from its sound side."""
    wrong_selector = replace(build_function("burn"), selector=b"\x00\x00\x00\x00")
    other_signature = replace(TRANSFER, signature="Transfer(address,address,uint64)")
    table: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("sound", "A constructor, a function, an event", {}),
        ("empty", "No function, no event", {"functions": (), "events": (), "constructor_index": None}),
        ("all-attributes", "All eight bits", {"functions": (build_function("all", FunctionAttribute(0xFF)),)}),
        ("no-attributes", "No bit", {"functions": (build_function("none", FunctionAttribute(0)),)}),
        (
            "last-index",
            "Every index at the last function",
            {"constructor_index": 1, "fallback_index": 1, "receive_index": 1},
        ),
        ("three-indexed", "Three indexed fields", {"events": (THREE_INDEXED,)}),
        ("two-events", "Two events", {"events": (TRANSFER, THREE_INDEXED)}),
        ("reject-selector", "A selector that is not the name's", {"functions": (wrong_selector,)}),
        (
            "reject-selector-later",
            "The second function's selector is wrong",
            {"functions": (build_function("init"), wrong_selector)},
        ),
        (
            "reject-attribute-bit-8",
            "The lowest bit without a meaning",
            {"functions": (replace(build_function("odd"), attributes=1 << 8),)},
        ),
        (
            "reject-attribute-bit-31",
            "The highest bit",
            {"functions": (replace(build_function("odd"), attributes=1 << 31),)},
        ),
        (
            "reject-repeated-function",
            "Two functions of one name",
            {"functions": (build_function("burn"), build_function("mint"), build_function("burn"))},
        ),
        (
            "reject-selector-collision",
            "Two names with one selector",
            {"functions": tuple(build_function(name) for name in COLLIDING_NAMES)},
        ),
        ("reject-constructor-index", "The constructor is past the functions", {"constructor_index": 2}),
        ("reject-fallback-index", "The fallback is past the functions", {"fallback_index": 2}),
        ("reject-receive-index", "The receiver is past the functions", {"receive_index": 2}),
        ("reject-index-maximum", "An index of 2**32 - 1", {"receive_index": 2**32 - 1}),
        ("reject-signature", "A signature that is not the fields'", {"events": (other_signature,)}),
        ("reject-four-indexed-late", "Four indexed fields after four that are not", {"events": (LATE_INDEXED,)}),
        ("reject-four-indexed", "Four indexed fields", {"events": (FOUR_INDEXED,)}),
        ("reject-repeated-event", "Two events of one name", {"events": (TRANSFER, TRANSFER)}),
    )
    for name, title, changes in table:
        yield Case(name, title, build_abi(**changes), ("boundary",) if "index" in name else ())


def two_fault_cases() -> Iterator[Case]:
    """Two rules broken at once; the one that is checked first is named."""
    wrong_selector = replace(build_function("burn"), selector=b"\x00\x00\x00\x00")
    unknown_bit = replace(build_function("odd"), attributes=1 << 8)
    collision = tuple(build_function(name) for name in COLLIDING_NAMES)
    wrong_signature = replace(FOUR_INDEXED, signature="Wide()")
    table: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("selector-before-attribute", "In one function", {"functions": (replace(wrong_selector, attributes=1 << 8),)}),
        ("functions-in-order", "In two functions", {"functions": (unknown_bit, wrong_selector)}),
        ("attribute-before-repeated", "Unknown bit, repeated name", {"functions": (unknown_bit, unknown_bit)}),
        ("repeated-before-collision", "Repeated name, colliding selector", {"functions": (*collision, collision[0])}),
        ("collision-before-index", "Colliding selector, index past", {"functions": collision, "receive_index": 9}),
        ("index-before-event", "Index past, wrong signature", {"receive_index": 9, "events": (wrong_signature,)}),
        ("signature-before-indexed", "Wrong signature, four indexed", {"events": (wrong_signature,)}),
        ("events-in-order", "In two events", {"events": (FOUR_INDEXED, wrong_signature)}),
        ("indexed-before-repeated", "Four indexed, repeated name", {"events": (FOUR_INDEXED, FOUR_INDEXED)}),
    )
    for name, title, changes in table:
        yield Case(f"reject-{name}", title, build_abi(**changes), ("order-of-checks",))


@cases("types/validate_abi")
def abi_cases() -> Iterator[Case]:
    """One fault, then two."""
    yield from single_fault_cases()
    yield from two_fault_cases()


@cases("types/selector")
def selector_cases() -> Iterator[Case]:
    """Names of several kinds, and two that collide."""
    for number, name in enumerate(("", "transfer", "Transfer", "übertragen", *COLLIDING_NAMES), start=1):
        yield Case(f"name-{number}", f"The selector of {name!r}", NameInput(name))


@cases("types/event_signature")
def event_signature_cases() -> Iterator[Case]:
    """No field, one, several; neither names of fields nor what is indexed are part of the signature."""
    table = (
        ("no-fields", build_event("Ping", ())),
        ("one-field", build_event("Named", (("name", "string", False),))),
        ("several-fields", TRANSFER),
        ("nothing-indexed", build_event("Transfer", tuple((f.name, f.type_name, False) for f in TRANSFER.fields))),
        (
            "other-field-names",
            build_event("Transfer", tuple((f"x{f.name}", f.type_name, True) for f in TRANSFER.fields)),
        ),
        ("stated-signature-ignored", replace(TRANSFER, signature="Other()")),
    )
    for name, event in table:
        yield Case(name, f"{event.name}: {name.replace('-', ' ')}", EventAbiInput(event))


@cases("types/attribute_names")
def attribute_names_cases() -> Iterator[Case]:
    """Each bit alone, none, all, and bits without a meaning."""
    for attribute in FunctionAttribute:
        name = str(attribute.name).lower()
        yield Case(f"only-{name}", f"Only {name}", AttributesInput(int(attribute)))
    for name, attributes in (("none", 0), ("all", 0xFF), ("unknown-bits", 0xFFFF_FF00), ("first-and-last", 0x81)):
        yield Case(name, f"Bits {attributes:#010x}", AttributesInput(attributes))
