"""The catalogue of reasons, from the text that declares it."""

import re
from pathlib import Path

from pyde_docs.catalogue import link_catalogue
from pyde_docs.fixtures import Fixtures
from pyde_docs.linking import Linker
from pyde_docs.places import REASONS_PAGE, html_link, html_url, markdown_url
from pyde_docs.symbols import REASON
from pyde_docs.uses import Uses
from pyde_spec.rejections import Reason, Stage

SHOWN_CASES_MAX = 3

STAGE_COMMENT = re.compile(r'^    ([A-Z_]+) = "\w+"  # (.+)$', re.MULTILINE)


def render_reason_page(linker: Linker, fixtures: Fixtures, uses: Uses) -> str:
    """Every reason, by the stage at which it rejects, in the order of the catalogue."""
    declared = markdown_url(REASONS_PAGE, linker.symbols.places["pyde_spec.rejections.Reason"])
    sentences = read_stage_sentences(linker)
    parts = [
        "# Reasons",
        f"Whatever the protocol refuses, it refuses for one of these **{len(Reason)} reasons**. A client answers "
        "with the stage and the code; the sentence is for people. "
        f"The catalogue is declared in [`Reason`]({declared}).",
    ]
    for stage in Stage:
        reasons = [reason for reason in Reason if reason.value.stage is stage]
        if reasons:
            entries = "\n".join(render_reason(reason, linker, fixtures, uses) for reason in reasons)
            sentence = sentences.get(stage.name, "")
            parts.append(f"## Stage `{stage.value}` {{ #stage-{stage.value} }}\n\n{sentence}\n\n{entries}")
    return "\n\n".join(parts) + "\n"


def read_stage_sentences(linker: Linker) -> dict[str, str]:
    """What the catalogue's own text says beside each stage, by the name of its member."""
    path = linker.symbols.module("pyde_spec.rejections").filepath
    assert isinstance(path, Path)
    return {name: f"{words[:1].upper()}{words[1:]}." for name, words in STAGE_COMMENT.findall(path.read_text())}


def render_reason(reason: Reason, linker: Linker, fixtures: Fixtures, uses: Uses) -> str:
    """One reason: its code, its sentence, its chapter, the rules that raise it, and some vectors that expect it."""
    chapter = linker.symbols.places.get(f"pyde_spec.{reason.value.chapter}")
    shown = reason.value.chapter
    if chapter:
        shown = f'<a href="{html_url(REASONS_PAGE, chapter)}">{shown}</a>'
    return (
        f'<div class="reason" id="{reason.code}"><code>{reason.code}</code> '
        f"{linker.html_text(reason.value.sentence, REASONS_PAGE)}"
        f'<span class="reason-facts">{shown}{list_rules(reason, linker, uses)}'
        f"{render_evidence(reason, fixtures)}</span></div>\n"
    )


def list_rules(reason: Reason, linker: Linker, uses: Uses) -> str:
    """The definitions that speak of a reason in their code."""
    names = uses.find_users_of_member(f"{REASON}.{reason.name}")
    links = [html_link(REASONS_PAGE, linker.symbols.places[name], name.rpartition(".")[2]) for name in names]
    return f" · raised by {', '.join(links)}" if links else ""


def render_evidence(reason: Reason, fixtures: Fixtures) -> str:
    """How many vectors expect a reason, with the first of them."""
    case_ids = fixtures.cases_by_reason.get(reason.code, [])
    if not case_ids:
        return ""
    first = [
        f'<a href="{html_url(REASONS_PAGE, fixtures.places[case_id])}">{case_id}</a>'
        for case_id in case_ids[:SHOWN_CASES_MAX]
    ]
    more = f" and {len(case_ids) - SHOWN_CASES_MAX} more" if len(case_ids) > SHOWN_CASES_MAX else ""
    every = link_catalogue(REASONS_PAGE, f"{len(case_ids)} vectors", outcome=reason.code)
    return f" · {every}: {', '.join(first)}{more}"
