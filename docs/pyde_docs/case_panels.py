"""Case panels: one case of the vectors, folded to a line that says what it is.

Unfolded it shows the exchange as the runner has it: the line that is sent, the line that is the one
right answer, what the case reveals, its wire form, its rules, and the command that asks it again.
"""

import html
import json

from pyde_docs.fixtures import Json, get_name
from pyde_docs.linking import Linker
from pyde_docs.places import html_link
from pyde_vectors.sessions import SESSIONS_CAPABILITY

SHOWN_TEXT_MAX = 400
SHOWN_ITEMS_MAX = 16
ITEMS_BEFORE, ITEMS_AFTER = 6, 2
ONE_LINE_MAX = 640
LINE_LENGTH = 90
REQUEST_ID = 2
SESSION_NAME = "1"
SHOWN_STEPS_MAX = 6


def render_case(case: dict[str, Json], page: str, linker: Linker) -> str:
    """One case, with its name as its anchor."""
    name = get_name(case["id"])
    flags = "".join(f'<span class="flag">{flag}</span>' for flag in case["flags"])
    versions = " and ".join(case["versions"])
    capability = f" · needs <code>{case['capability']}</code>" if "capability" in case else ""
    return (
        f'<details class="case" id="{name}"><summary><span class="case-id">{name}</span> '
        f"{render_verdict(case['expect'])}"
        f'<span class="case-title">{html.escape(case["title"])}</span></summary>'
        f'<p class="case-facts">{flags}versions {versions} · preset {case["preset"]}{capability} · '
        f'<a href="#{name}">link to this case</a></p>'
        f'<p class="case-facts">{describe_ground(case, page, linker)}</p>'
        f"{render_exchange(case)}{render_reproduce(case['id'])}</details>\n"
    )


def render_verdict(expect: Json) -> str:
    """What is expected, in a word."""
    kind = "reject" if "reject" in expect else "ok"
    return f'<span class="verdict {kind}">{get_outcome(expect)}</span>'


def describe_ground(case: dict[str, Json], page: str, linker: Linker) -> str:
    """What the expectation rests on: the rules that decide, and the reason if the input is refused."""
    ground = "Decided by " + ", ".join(linker.html_name(rule, page, None) for rule in case["rules"])
    if "reject" not in case["expect"]:
        return ground
    reason = case["expect"]["reject"]["reason"]
    place = linker.place_of_name(reason.upper(), None)
    return ground + " · refused as " + (html_link(page, place, f"<code>{reason}</code>") if place else reason)


def get_outcome(expect: Json) -> str:
    """The outcome in a word: the reason of a rejection, else the kind of the answer."""
    return expect["reject"]["reason"] if "reject" in expect else next(iter(expect))


def render_exchange(case: dict[str, Json]) -> str:
    """What is sent and what is to come back, then what stands beside it to help."""
    handler = case["id"].rpartition("/")[0]
    if case.get("capability") == SESSIONS_CAPABILITY:
        parts = render_session(handler, case)
    else:
        request = {"method": "run", "params": {"handler": handler, "input": case["input"]}}
        parts = [
            render_block("Asked", "→ " + write_message(request)),
            render_block("Expected", "← " + write_message({"result": case["expect"]})),
        ]
    if "reveals" in case:
        parts.append(render_block("Reveals, never compared", show_json(case["reveals"])))
    if "input_borsh" in case:
        parts.append(render_block("Wire form of the input, in Borsh", show_json(case["input_borsh"])))
    return "".join(parts)


def render_session(kind: str, case: dict[str, Json]) -> list[str]:
    """The opening of a session, and its first and last steps, each with the line that is to come back."""
    opening = {"method": "session_open", "params": {"kind": kind, "pre_state": case["input"]["pre_state"]}}
    opened = {"session": SESSION_NAME} if "ok" in case["expect"] else case["expect"]
    parts = [render_block("Opened", write_pair(opening, opened))]
    if "ok" in case["expect"]:
        pairs = [
            write_pair({"method": "session_apply", "params": {"session": SESSION_NAME, "step": step}}, outcome)
            for step, outcome in zip(case["input"]["steps"], case["expect"]["ok"]["steps"], strict=True)
        ]
        parts.append(render_block(f"Steps: {len(pairs)}", "\n".join(shorten_steps(pairs))))
    return parts


def write_pair(request: dict[str, Json], result: Json) -> str:
    """A line that is sent, and below it the one that is to come back."""
    return f"→ {write_message(request)}\n← {write_message({'result': result})}"


def shorten_steps(pairs: list[str]) -> list[str]:
    """The first and the last of many steps, with the number of those between."""
    missing = len(pairs) - SHOWN_STEPS_MAX
    if missing <= 0:
        return pairs
    return [*pairs[: SHOWN_STEPS_MAX - 1], f"… {missing} steps …", pairs[-1]]


def render_reproduce(case_id: str) -> str:
    """The command that asks the case again, to be copied."""
    command = f'pyde-conformance reproduce {case_id} --target "COMMAND"'
    return (
        f'<p class="case-label">Ask it again</p><div class="copied"><pre><code>{html.escape(command, quote=False)}'
        '</code></pre><button type="button" class="copy">Copy</button></div>'
    )


def render_block(label: str, text: str) -> str:
    """A labelled text in the type of code."""
    return f'<p class="case-label">{label}</p><pre><code>{html.escape(text, quote=False)}</code></pre>'


def write_message(content: dict[str, Json]) -> str:
    """A message of the protocol: the one line that it is, or laid out where the line is long."""
    message = shorten({"jsonrpc": "2.0", "id": REQUEST_ID} | content)
    line = json.dumps(message, ensure_ascii=False, separators=(",", ":"))
    return line if len(line) <= ONE_LINE_MAX else layout(message, 0)


def show_json(value: Json) -> str:
    """A value as JSON; a long text or list is cut in its middle, and says how much is missing."""
    return layout(shorten(value), 0)


def layout(value: Json, depth: int) -> str:
    """A value as JSON, on one line where it fits, else a member a line."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or len(line) + 2 * depth <= LINE_LENGTH:
        return line
    inner, outer = "\n" + "  " * (depth + 1), "\n" + "  " * depth
    if isinstance(value, list):
        return "[" + inner + f",{inner}".join(layout(item, depth + 1) for item in value) + outer + "]"
    members = [f"{json.dumps(name, ensure_ascii=False)}: {layout(item, depth + 1)}" for name, item in value.items()]
    return "{" + inner + f",{inner}".join(members) + outer + "}"


def shorten(value: Json) -> Json:
    """The same value with its long texts and lists cut."""
    if isinstance(value, dict):
        return {key: shorten(item) for key, item in value.items()}
    if isinstance(value, list):
        return shorten_list(value)
    if isinstance(value, str) and len(value) > SHOWN_TEXT_MAX:
        half = SHOWN_TEXT_MAX // 2
        return f"{value[:half]} … {len(value) - 2 * half} characters … {value[-half:]}"
    return value


def shorten_list(items: list[Json]) -> list[Json]:
    """The first and the last items of a long list, each shortened, with the number of those between."""
    if len(items) <= SHOWN_ITEMS_MAX:
        return [shorten(item) for item in items]
    missing = f"… {len(items) - ITEMS_BEFORE - ITEMS_AFTER} items …"
    return [*map(shorten, items[:ITEMS_BEFORE]), missing, *map(shorten, items[-ITEMS_AFTER:])]
