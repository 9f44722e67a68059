"""Handlers.

A handler is one question that a client can be asked: a name, an input, and either an answer or a
rejection. Its function here answers by running the specification, so the same code computes the
expectations of the vectors and serves the reference target.

Inputs and answers are frozen dataclasses of wire types; the JSON codec of the specification reads
and writes them. A field of type `AnyJson` is passed through as it stands, for the handlers whose
subject is the JSON form itself.
"""

import importlib
import inspect
import typing
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

from pyde_spec.encoding.encoder import encode_shape
from pyde_spec.encoding.json_form import check_members, from_json_shape, to_json_shape
from pyde_spec.encoding.shapes import Field, Record, TaggedUnion, shape_of
from pyde_spec.params.versions import Parameters
from pyde_spec.rejections import Rejected
from pyde_vectors.contents import BUILDER_MODULES

Json = Any


@dataclass(frozen=True, slots=True)
class JsonValue:
    """The shape of a field that is passed through as JSON."""


AnyJson = Annotated[Any, JsonValue()]


@dataclass(frozen=True)
class Handler:
    """One question: what is asked, what is answered, and the rules that the answer follows.

    `inputs` says which inputs are worth asking, where the input type alone admits too much.
    `capability` is what a target must say that it can, where the question is optional.
    `rules_of` names the further rules that the answer to one input follows.
    """

    name: str
    rules: tuple[str, ...]
    input_type: type
    output_type: type
    function: Callable[[Parameters, Any], Any]
    reveal: Callable[[Parameters, Any], dict[str, Json]] | None
    inputs: Callable[[], Any] | None
    capability: str | None = None
    rules_of: Callable[[Any], Iterable[Callable[..., Any]]] | None = None

    @property
    def chapter(self) -> str:
        """The chapter whose rules the handler asks for."""
        return self.name.split("/")[0]

    @property
    def reads_parameters(self) -> bool:
        """Whether the answer may depend on version and preset: a function that ignores them calls them `_`."""
        return next(iter(inspect.signature(self.function).parameters)) != "_"


class InvalidInput(Exception):
    """The input is not one of the handler's. The message names the field and the reason."""


HANDLERS: dict[str, Handler] = {}

Function = typing.TypeVar("Function", bound=Callable[[Parameters, Any], Any])


def handler(
    name: str,
    rules: Iterable[Callable[..., Any]],
    reveal: Callable[[Parameters, Any], dict[str, Json]] | None = None,
    inputs: Callable[[], Any] | None = None,
    capability: str | None = None,
    *,
    rules_of: Callable[[Any], Iterable[Callable[..., Any]]] | None = None,
) -> Callable[[Function], Function]:
    """Declare the handler `name`; its input and answer types are those of the function's annotations.

    `reveal` shows what helps to debug a case. `inputs` gives a Hypothesis strategy for inputs; it is a
    function, so that only who draws from it loads Hypothesis. `capability` makes the handler optional.
    `rules_of` gives the rules that an input asks for beside `rules`.
    """

    def declare(function: Function) -> Function:
        assert name not in HANDLERS, f"handler {name} is declared twice"
        hints = typing.get_type_hints(function)
        _, input_parameter = inspect.signature(function).parameters
        HANDLERS[name] = Handler(
            name=name,
            rules=tuple(qualified_name(rule) for rule in rules),
            input_type=hints[input_parameter],
            output_type=hints["return"],
            function=function,
            reveal=reveal,
            inputs=inputs,
            capability=capability,
            rules_of=rules_of,
        )
        return function

    return declare


def list_rules(entry: Handler, value: Any) -> list[str]:
    """The rules that the answer to an input follows: those of the handler, then those that the input asks for."""
    further = () if entry.rules_of is None else entry.rules_of(value)
    return list(dict.fromkeys([*entry.rules, *(qualified_name(rule) for rule in further)]))


def qualified_name(rule: Callable[..., Any]) -> str:
    """The qualified name of a public function of the specification."""
    return f"{rule.__module__}.{rule.__qualname__}"


@cache
def load_handlers() -> dict[str, Handler]:
    """Every handler by name, in order of name."""
    for module in BUILDER_MODULES:
        importlib.import_module(module)
    return dict(sorted(HANDLERS.items()))


@cache
def fields_of(record_type: type) -> Record:
    """The fields of an input or answer type."""
    shape: Record = shape_of(record_type)
    return shape


def read_input(entry: Handler, form: Json) -> Any:
    """The input that a JSON form stands for. Raises `InvalidInput`, naming the field."""
    shape = fields_of(entry.input_type)
    try:
        members = check_members(form, [field.name for field in shape.fields], "input")
        values = {
            field.attribute: members[field.name]
            if isinstance(field.shape, JsonValue)
            else from_json_shape(field.shape, members[field.name], f"input.{field.name}")
            for field in shape.fields
        }
    except Rejected as rejection:
        raise InvalidInput(f"{rejection.reason.code}: {rejection.detail}") from rejection
    return shape.of(**values)


def write_record(record_type: type, value: Any) -> dict[str, Json]:
    """The JSON form of an input or an answer."""
    return {
        field.name: getattr(value, field.attribute)
        if isinstance(field.shape, JsonValue)
        else to_json_shape(field.shape, getattr(value, field.attribute))
        for field in fields_of(record_type).fields
    }


def write_borsh(record_type: type, value: Any) -> dict[str, str]:
    """The wire form of every field of an input that is a wire type of its own."""
    return {
        field.name: "0x" + encode_shape(field.shape, getattr(value, field.attribute)).hex()
        for field in fields_of(record_type).fields
        if is_wire_field(field)
    }


def is_wire_field(field: Field) -> bool:
    """Whether a field of an input is a wire type of its own, so that cases carry its wire form too."""
    return isinstance(field.shape, Record | TaggedUnion)


def answer(entry: Handler, parameters: Parameters, value: Any) -> Json:
    """What the specification says: `{"ok": …}` or `{"reject": {"stage": …, "reason": …}}`."""
    try:
        output = entry.function(parameters, value)
    except Rejected as rejection:
        return write_rejection(rejection)
    return {"ok": write_record(entry.output_type, output)}


def write_rejection(rejection: Rejected) -> Json:
    """The answer that a rejection is."""
    return {"reject": {"stage": rejection.reason.value.stage.value, "reason": rejection.reason.code}}
