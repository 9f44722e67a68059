"""Lints: what a good set of cases is, beyond that it can be generated again.

Some lints look at one case, some at the cases of one handler, some at the whole set. Each failure is
one line that names the place and what is wrong there. The few exemptions stand in a table with their
reasons, and one that is no longer needed is a failure too.

Decision: R-34 (the lints).
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from pydantic import ValidationError

from pyde_spec.crypto.domain_tags import DOMAIN_TAGS
from pyde_spec.encoding.json_form import from_json_shape, to_json_shape
from pyde_spec.params.versions import PRESETS, VERSIONS
from pyde_spec.rejections import Reason, Rejected
from pyde_vectors.cases import FLAGS
from pyde_vectors.exemptions import UNNAMED_RULES, UNRAISED_REASONS
from pyde_vectors.fixtures import Case
from pyde_vectors.format import CaseRecord, write_line
from pyde_vectors.handlers import Handler, InvalidInput, Json, JsonValue, fields_of, load_handlers, read_input
from pyde_vectors.raised_reasons import list_raised_reasons
from pyde_vectors.rule_names import compute_reached, find_rule, list_public_functions
from pyde_vectors.tag_lint import lint_domain_tags

Cases = Mapping[str, list[Case]]


def lint_all(cases: Cases) -> list[str]:
    """Every failure of a whole set of cases, by handler."""
    return [
        *lint_handlers(cases),
        *lint_reasons(cases),
        *lint_rule_names(cases),
        *lint_unnamed_rules(cases),
        *lint_domain_tags(DOMAIN_TAGS),
    ]


def lint_handlers(cases: Cases) -> Iterator[str]:
    """The failures that show in the cases of one handler."""
    handlers = load_handlers()
    for name, records in cases.items():
        if name not in handlers:
            yield f"{name}: there is no such handler"
            continue
        if not records:
            yield f"{name}: has no cases"
        yield from lint_ids(records)
        yield from lint_repeated_inputs(records)
        for record in records:
            yield from (f"{record.get('id', name)}: {failure}" for failure in lint_case(handlers[name], record))


def lint_ids(records: list[Case]) -> Iterator[str]:
    """An id stands for one case."""
    for case_id, count in Counter(record["id"] for record in records).items():
        if count > 1:
            yield f"{case_id}: {count} cases have this id"


def lint_repeated_inputs(records: list[Case]) -> Iterator[str]:
    """No two cases ask the same under the same preset and a version in common."""
    first: dict[tuple[str, str, str], str] = {}
    for record in records:
        for version in record["versions"]:
            key = (write_line(record["input"]), record["preset"], version)
            earlier = first.setdefault(key, record["id"])
            if earlier != record["id"]:
                yield f"{record['id']}: asks the same as {earlier}"
                break


def lint_case(handler: Handler, record: Case) -> Iterator[str]:
    """The failures that show in one case."""
    try:
        CaseRecord.model_validate(record)
    except ValidationError as error:
        first = error.errors()[0]
        yield f"is not in the format: {'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
        return
    if not record["id"].startswith(f"{handler.name}/"):
        yield f"its id does not begin with {handler.name}/"
    yield from (f"unknown flag {flag!r}" for flag in record["flags"] if flag not in FLAGS)
    yield from (f"unknown version {version!r}" for version in record["versions"] if version not in VERSIONS)
    if record["preset"] not in PRESETS:
        yield f"unknown preset {record['preset']!r}"
    yield from lint_input(handler, record["input"])
    yield from lint_expectation(handler, record["expect"])


def lint_input(handler: Handler, form: Json) -> Iterator[str]:
    """An input is one of the handler's input type, exactly."""
    try:
        read_input(handler, form)
    except InvalidInput as error:
        yield f"its input is none of the handler's: {error}"


def lint_expectation(handler: Handler, expect: Json) -> Iterator[str]:
    """An expectation is an answer of the output type, exactly, or a rejection of the catalogue.

    So whoever compares an answer by that type consumes the whole expectation.
    """
    if "ok" in expect:
        yield from lint_answer(handler, expect["ok"])
    elif "reject" in expect:
        stages = {reason.code: reason.value.stage.value for reason in Reason}
        stage, code = expect["reject"]["stage"], expect["reject"]["reason"]
        if stages.get(code) != stage:
            yield f"the catalogue has no reason {code} of stage {stage}"


def lint_answer(handler: Handler, form: Json) -> Iterator[str]:
    """An answer has the fields of the output type and no others, each of them the one form of its value."""
    fields = fields_of(handler.output_type).fields
    names = [field.name for field in fields]
    if list(form) != names:
        yield f"its answer has the fields {', '.join(form)}, the output type {', '.join(names)}"
        return
    for field in fields:
        if isinstance(field.shape, JsonValue):
            continue
        try:
            value = from_json_shape(field.shape, form[field.name], field.name)
        except Rejected as rejection:
            yield f"its answer is none of the output type: {rejection.reason.code}: {rejection.detail}"
            continue
        if to_json_shape(field.shape, value) != form[field.name]:
            yield f"its answer is not in the one form of its value: {field.name}"


def lint_reasons(cases: Cases) -> Iterator[str]:
    """Every reason of the catalogue is named by the expectation of a case of its chapter."""
    raised = {
        (name.split("/")[0], code)
        for name, records in cases.items()
        for record in records
        for code in list_raised_reasons(record["expect"])
    }
    for reason in Reason:
        is_raised = (reason.value.chapter, reason.code) in raised
        if not is_raised and reason.code not in UNRAISED_REASONS:
            yield f"reason {reason.code}: no case of {reason.value.chapter} expects it"
        if is_raised and reason.code in UNRAISED_REASONS:
            yield f"reason {reason.code}: is exempt, but a case expects it"
    for code in sorted(set(UNRAISED_REASONS) - {reason.code for reason in Reason}):
        yield f"reason {code}: is exempt, but not in the catalogue"


def lint_rule_names(cases: Cases) -> Iterator[str]:
    """Every rule that a case names is a public function of the specification."""
    for rule in list_named_rules(cases):
        if find_rule(rule) is None:
            handler_name = next(name for name, records in cases.items() if any(rule in r["rules"] for r in records))
            yield f"{handler_name}: names {rule}, which is no public function of the specification"


def lint_unnamed_rules(cases: Cases) -> Iterator[str]:
    """Every public function of the specification is named by a case, or called by one that is."""
    public = list_public_functions()
    reached = compute_reached(list_named_rules(cases))
    for name in public:
        if name not in reached and get_exemption(name) is None:
            yield f"{name}: no case names it, nor a rule that calls it"
    for name in UNNAMED_RULES:
        covered = [rule for rule in public if get_exemption(rule) == name]
        if not covered:
            yield f"{name}: is exempt, but there is no such function"
        elif all(rule in reached for rule in covered):
            yield f"{name}: is exempt, but the cases reach it"


def get_exemption(rule: str) -> str | None:
    """The exemption that covers a function: its own, or that of its module; None without one."""
    module = rule.rpartition(".")[0]
    return next((name for name in (rule, module) if name in UNNAMED_RULES), None)


def list_named_rules(cases: Cases) -> list[str]:
    """The rules that the cases name, in order of name."""
    return sorted({rule for records in cases.values() for record in records for rule in record["rules"]})
