"""Reports as files: JSON for programs, JUnit XML for build servers, one HTML page for people.

None of them holds a time or a date: two runs with the same answers write the same bytes.

Decision: R-46 (reports hold no times).
"""

import json
from pathlib import Path
from xml.etree import ElementTree

import orjson
from jinja2 import Environment, PackageLoader, StrictUndefined

from pyde_conformance.compare import Difference
from pyde_conformance.cutting import show_pair
from pyde_conformance.edition import get_runner_version
from pyde_conformance.problems import BadInput
from pyde_conformance.protocol import PROTOCOL_VERSION, get_handler
from pyde_conformance.results import MEANINGS, CaseResult, Outcome, RunRecord, count_by_chapter
from pyde_conformance.views import (
    FailureView,
    describe_chapter,
    describe_count,
    describe_faults,
    describe_level,
    describe_summary,
    describe_target,
    view_failure,
)
from pyde_conformance.wire import Json, make_writable, show
from pyde_vectors.format import FIXTURE_FORMAT

REPORT_FORMAT = "1"
SHOWN_MAX = 20_000
TEMPLATE = "report.html.jinja"
XML_FORBIDDEN = {code: "\N{REPLACEMENT CHARACTER}" for code in (*range(32), 0xFFFE, 0xFFFF) if code not in (9, 10, 13)}


def write_json(record: RunRecord) -> bytes:
    """The JSON report."""
    report = build_report(record)
    try:
        return orjson.dumps(report, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    except orjson.JSONEncodeError:  # a target may name itself, or a reason, in a text that UTF-8 cannot carry
        return (json.dumps(report, indent=2) + "\n").encode()


def build_report(record: RunRecord) -> dict[str, Json]:
    """The whole run as a JSON value."""
    setting = record.setting
    return {
        "report_format": REPORT_FORMAT,
        "runner": get_runner_version(),
        "protocol_version": PROTOCOL_VERSION,
        "fixture_format": FIXTURE_FORMAT,
        "spec_version": setting.terms.spec_version,
        "preset": setting.terms.preset,
        "fixtures_root": setting.fixtures_root,
        "target": build_target(record),
        "against": setting.against or None,
        "passed": record.has_passed,
        "faults": record.get_faults(),
        "totals": {outcome.value: record.count()[outcome] for outcome in Outcome},
        "chapters": build_chapters(record),
        "incidents": [
            {"kind": incident.kind.value, "detail": incident.detail, "log": incident.log}
            for incident in record.incidents
        ],
        "notes": record.notes,
        "failures": [build_failure(result, record) for result in record.get_failures()],
        "cases": [{"id": result.case_id, "outcome": result.outcome.value} for result in record.results],
    }


def build_target(record: RunRecord) -> dict[str, Json]:
    """The target: its command, and what it said of itself."""
    form: dict[str, Json] = {"command": record.setting.target}
    if record.target is not None:
        form |= {
            "name": record.target.name,
            "version": record.target.version,
            "handlers": list(record.target.handlers),
            "batch": record.target.batch,
            "capabilities": list(record.target.capabilities),
            "reject_reasons": record.target.reject_reasons.value,
        }
    return form


def build_chapters(record: RunRecord) -> list[dict[str, Json]]:
    """The figures of every chapter and handler."""
    return [
        {
            "chapter": chapter,
            "cases": sum(count.asked + count.not_covered for count in counts),
            "asked": sum(count.asked for count in counts),
            "passed": sum(count.passed for count in counts),
            "handlers": [
                {
                    "handler": count.handler,
                    "asked": count.asked,
                    "passed": count.passed,
                    "not_covered": count.not_covered,
                    "not_covered_because": dict(sorted(count.gaps.items())),
                }
                for count in counts
            ],
        }
        for chapter, counts in count_by_chapter(record.results).items()
    ]


def build_failure(result: CaseResult, record: RunRecord) -> dict[str, Json]:
    """One failure: what was asked and expected, what came, and where they part."""
    view = view_failure(result, record.setting)
    return {
        "id": result.case_id,
        "title": result.case["title"],
        "outcome": result.outcome.value,
        "detail": result.detail,
        "input": result.case["input"],
        "expected": result.case["expect"],
        "got": make_writable(result.got),
        "first_difference": build_difference(result.difference),
        "session": build_step(result),
        "rules": [{"rule": rule, "source": source} for rule, source in view.rules],
        "flags": result.case["flags"],
        "log": result.log,
        "reproduce": view.again,
    }


def build_difference(difference: Difference | None) -> Json:
    """The first place where two values differ; null where there is none."""
    if difference is None:
        return None
    return {
        "path": difference.path,
        "expected": difference.expected,
        "got": difference.got,
        "note": difference.note,
    }


def build_step(result: CaseResult) -> Json:
    """The step of a session at which the case was decided, with the first key that differs; null for other cases."""
    if result.step is None:
        return None
    key = result.step.key
    return {
        "step": result.step.number,
        "steps": result.step.count,
        "expected": result.step.expected,
        "first_key": None
        if key is None
        else {
            "key": key.key,
            "meaning": key.meaning,
            "expected": key.expected,
            "got": key.got,
            "first_difference": build_difference(key.difference),
        },
        "state_note": result.step.state_note,
    }


def write_junit(record: RunRecord) -> bytes:
    """The JUnit XML report: a suite for each handler, a skipped test for each case that is not covered."""
    root = ElementTree.Element("testsuites", name="pyde-conformance")
    suites: dict[str, ElementTree.Element] = {}
    for result in record.results:
        handler = get_handler(result.case)
        if handler not in suites:
            suites[handler] = ElementTree.SubElement(root, "testsuite", name=handler)
        add_test(suites[handler], result, record)
    for name, text in get_run_errors(record):
        suite = suites.setdefault("", ElementTree.SubElement(root, "testsuite", name="pyde-conformance"))
        test = ElementTree.SubElement(suite, "testcase", classname="pyde-conformance", name=name)
        ElementTree.SubElement(test, "error", message=clean(text))
    for element in (*suites.values(), root):
        count_tests(element)
    document: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def get_run_errors(record: RunRecord) -> list[tuple[str, str]]:
    """What failed outside of any case."""
    errors = [(f"incident {number}", incident.detail) for number, incident in enumerate(record.incidents, start=1)]
    if record.count_asked() == 0:
        errors.append(("run", record.problem or "no case was run"))
    return errors


def add_test(suite: ElementTree.Element, result: CaseResult, record: RunRecord) -> None:
    """One case as a test."""
    test = ElementTree.SubElement(
        suite, "testcase", classname=get_handler(result.case).replace("/", "."), name=result.case_id
    )
    if result.outcome is Outcome.NOT_COVERED:
        ElementTree.SubElement(test, "skipped", message=clean(describe_gap(result)))
    elif result.is_failure:
        view = view_failure(result, record.setting)
        kind = "failure" if result.outcome is Outcome.FAILED else "error"
        element = ElementTree.SubElement(test, kind, type=view.outcome, message=clean(view.got))
        element.text = clean("\n".join(get_junit_lines(view)) + "\n")


def describe_gap(result: CaseResult) -> str:
    """Why a case is not covered."""
    return f"not covered: {result.detail or MEANINGS[Outcome.NOT_COVERED]}"


def get_junit_lines(view: FailureView) -> list[str]:
    """The lines of a failure."""
    labelled = [
        *view.session,
        ("expected", view.expected),
        ("got", view.got),
        *view.state,
        *(("rule", f"{rule}  {source}") for rule, source in view.rules),
        ("again", view.again),
    ]
    return [view.title, *(f"{label:9} {text}" for label, text in labelled)]


def count_tests(element: ElementTree.Element) -> None:
    """Write the figures of a suite, or of all of them, onto the element."""
    element.set("tests", str(len(element.findall(".//testcase"))))
    for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        element.set(name, str(len(element.findall(f".//testcase/{tag}"))))


def clean(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return text.translate(XML_FORBIDDEN).encode(errors="replace").decode()


def write_html(record: RunRecord) -> bytes:
    """The HTML report: one page that needs nothing else."""
    environment = Environment(
        loader=PackageLoader("pyde_conformance", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template(TEMPLATE).render(
        record=record,
        target=describe_target(record),
        summary=describe_summary(record),
        level=describe_level(record),
        runner=get_runner_version(),
        chapters=[
            (chapter, describe_chapter(counts), [(c, describe_count(c), describe_faults(c)) for c in counts])
            for chapter, counts in count_by_chapter(record.results).items()
        ],
        failures=[
            (
                view_failure(result, record.setting),
                show(result.case["input"], SHOWN_MAX),
                *show_sides(result),
            )
            for result in record.get_failures()
        ],
    )
    return page.encode(errors="replace")


def show_sides(result: CaseResult) -> tuple[str, str]:
    """The whole expectation and the whole answer, as far as a page has room; no answer is no text."""
    expected, got = result.case["expect"], result.got
    if got is None or got == expected:
        return show(expected, SHOWN_MAX), "" if got is None else show(got, SHOWN_MAX)
    pair = show_pair(expected, got, SHOWN_MAX)
    return pair.expected, pair.got


WRITERS = {"json": write_json, "junit": write_junit, "html": write_html}


def check_writable(path: Path) -> None:
    """Raises `BadInput` unless a report can be written to the path; asked before the run, not after it."""
    if path.is_dir():
        raise BadInput(f"cannot write a report to {path}: it is a folder")
    if not path.absolute().parent.is_dir():
        raise BadInput(f"cannot write a report to {path}: there is no folder {path.parent}")


def write_reports(record: RunRecord, paths: dict[str, Path]) -> None:
    """Write each of the reports that were asked for. Raises `BadInput`."""
    for kind, path in paths.items():
        try:
            path.write_bytes(WRITERS[kind](record))
        except OSError as error:
            raise BadInput(f"cannot write the report {path}: {error.strerror}") from error
