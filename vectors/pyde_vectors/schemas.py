"""JSON Schemas of the fixture files, one for each handler.

A schema is for a reader in another language: it says what an input and an answer of this handler
look like before any code is written. It follows from the shapes of the handler's input and answer
types, by way of pydantic models that carry the JSON form of each shape.

A schema can say a little less than the JSON form: the cap of a text counts bytes and a schema counts
characters, and the order of the keys of a map is beyond it.

Decision: R-32 (generated schemas).
"""

from collections.abc import Callable
from functools import cache
from typing import Annotated, Any, Literal, Optional, Union

from pydantic import BaseModel, ConfigDict, Field, create_model
from pydantic.json_schema import GenerateJsonSchema

from pyde_spec.encoding.json_form import NUMBER_BITS_MAX, get_member_name
from pyde_spec.encoding.shapes import (
    Boolean,
    Enumeration,
    FixedBytes,
    ListOf,
    MapOf,
    Option,
    Record,
    Signed,
    TaggedUnion,
    Text,
    Unsigned,
    VariableBytes,
    Variant,
    shape_of,
)
from pyde_vectors.format import FIXTURE_FORMAT, CaseRecord, FormatModel, HexBytes, Refused, Trapped, write_document
from pyde_vectors.handlers import Handler, JsonValue, fields_of, is_wire_field

Json = Any
DIALECT = "https://json-schema.org/draft/2020-12/schema"
SHARED_MEMBERS = ("title", "versions", "preset", "rules", "flags")


class QuietSchema(GenerateJsonSchema):
    """Schemas without the titles and the null defaults that would only repeat the names of members."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """No member has a title."""
        return False

    def default_schema(self, schema: Any) -> dict[str, Any]:
        """A member that may be absent is absent, not null."""
        return self.generate_inner(schema["schema"])


def write_schema(handler: Handler) -> bytes:
    """The canonical bytes of a handler's JSON Schema."""
    return write_document(build_schema(handler))


def build_schema(handler: Handler) -> dict[str, Json]:
    """The JSON Schema of a handler's fixture file."""
    generated = build_file_model(handler).model_json_schema(schema_generator=QuietSchema)
    title = f"Cases of {handler.name}"
    return {"$schema": DIALECT, **generated, "title": title, "description": describe(handler.function)}


def build_file_model(handler: Handler) -> type[BaseModel]:
    """The model of a handler's fixture file."""
    return make_model(
        "FixtureFile",
        "",
        {
            "format": (Literal[FIXTURE_FORMAT], ...),
            "handler": (Literal[handler.name], ...),
            "cases": (list[build_case_model(handler)], ...),  # type: ignore[misc]  # a model made here
        },
    )


def build_case_model(handler: Handler) -> Any:
    """The model of one case: the members that all cases share, and those that the handler's types shape."""
    shared = CaseRecord.model_fields
    answered = make_model("Answered", "The answer.", {"ok": (form_of_record(fields_of(handler.output_type)), ...)})
    members: dict[str, Any] = {
        "id": (Annotated[str, Field(pattern=rf"^{handler.name}/[a-z0-9]+([-.][a-z0-9]+)*$")], ...),
        **{name: (shared[name].rebuild_annotation(), ...) for name in SHARED_MEMBERS},
        "input": (form_of_record(fields_of(handler.input_type)), ...),
    }
    if handler.capability is not None:
        members["capability"] = (Literal[handler.capability], ...)
    wire_fields = [field.name for field in fields_of(handler.input_type).fields if is_wire_field(field)]
    if wire_fields:
        wire_model = make_model("WireForms", "Wire forms of the input.", dict.fromkeys(wire_fields, (HexBytes, ...)))
        members["input_borsh"] = (wire_model, ...)
    members["expect"] = (Union[answered, Refused, Trapped], ...)  # noqa: UP007  # models made at run time
    if handler.reveal is not None:
        members["reveals"] = (dict[str, Any], None)
    return make_model("Case", "One input and one expectation.", members)


def form_of(shape: Any) -> Any:
    """The annotation that stands for the JSON form of a shape."""
    match shape:
        case Unsigned(bits):
            return form_of_integer(0, 2**bits - 1, bits)
        case Signed(bits):
            return form_of_integer(-(2 ** (bits - 1)), 2 ** (bits - 1) - 1, bits)
        case FixedBytes(size):
            return Annotated[str, Field(pattern=rf"^0x[0-9a-f]{{{2 * size}}}$")]
        case VariableBytes(cap):
            return Annotated[HexBytes, Field(max_length=2 + 2 * cap)]
        case Text(cap):
            return Annotated[str, Field(max_length=cap)]
        case ListOf(cap, element):
            return Annotated[list[form_of(element)], Field(max_length=cap)]  # type: ignore[misc]
        case MapOf():
            return form_of_map(shape)
        case Option(element):
            return Optional[form_of(element)]  # noqa: UP045  # an annotation made at run time
        case Record():
            return form_of_record(shape)
        case Enumeration(members):
            return Literal[*(get_member_name(member) for member in members)]
        case TaggedUnion():
            return form_of_union(shape)
        case Boolean():
            return bool
        case JsonValue():
            return Any
    raise AssertionError(f"{shape} is not a shape")


def form_of_integer(lowest: int, highest: int, bits: int) -> Any:
    """A number up to 32 bits, a canonical decimal string of bounded length above."""
    if bits <= NUMBER_BITS_MAX:
        return Annotated[int, Field(ge=lowest, le=highest)]
    sign = "" if lowest == 0 else "-?"
    digits = len(str(highest))
    return Annotated[str, Field(pattern=rf"^(0|{sign}[1-9][0-9]{{0,{digits - 1}}})$")]


@cache
def form_of_record(record: Record) -> Any:
    """The model of a record: its fields under their wire names."""
    members = {field.name: (form_of(field.shape), ...) for field in record.fields}
    return make_model(record.of.__name__, describe(record.of), members, record.of.__module__)


def form_of_map(shape: MapOf) -> Any:
    """A list of objects with a key and a value."""
    members = {"key": (form_of(shape.key), ...), "value": (form_of(shape.value), ...)}
    return Annotated[list[make_model("Entry", "", members)], Field(max_length=shape.cap)]  # type: ignore[misc]


@cache
def form_of_union(shape: TaggedUnion) -> Any:
    """The bare name of a variant without a payload, or an object with the name over the payload."""
    return Union[*(form_of_variant(variant) for variant in shape.variants)]


def form_of_variant(variant: Variant) -> Any:
    """One alternative of a tagged union."""
    record = shape_of(variant.of)
    if not record.fields:
        return Literal[variant.name]
    payload = form_of(record.fields[0].shape) if len(record.fields) == 1 else form_of_record(record)
    return make_model(f"{variant.of.__name__}Variant", "", {variant.name: (payload, ...)}, variant.of.__module__)


def make_model(name: str, description: str, members: dict[str, Any], module: str = __name__) -> type[BaseModel]:
    """A strict model. Its members go by aliases, so that no name of the wire meets one of pydantic's."""
    fields: dict[str, Any] = {
        f"member_{index}": (annotation, Field(default, alias=alias))
        for index, (alias, (annotation, default)) in enumerate(members.items())
    }
    config = ConfigDict(**FormatModel.model_config, title=name)
    return create_model(name, __config__=config, __doc__=description or None, __module__=module, **fields)


def describe(documented: type | Callable[..., Any]) -> str:
    """The first paragraph of a docstring."""
    paragraph = (documented.__doc__ or "").strip().split("\n\n")[0]
    return " ".join(paragraph.split())
