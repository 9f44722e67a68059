import json

import pytest

from pyde_docs.case_panels import SHOWN_ITEMS_MAX, SHOWN_TEXT_MAX, layout, render_case, shorten, write_message
from pyde_docs.linking import Linker

VALUES = [{}, [], "a", 1, None, {"a": [1, 2]}, {"long": ["x" * 40] * 4, "nested": {"b": "y" * 80}}, ["é" * 95]]


@pytest.mark.parametrize("value", VALUES)
def test_layout_is_json_of_the_same_value(value):
    assert json.loads(layout(value, 0)) == value


def test_short_values_stay_on_one_line():
    assert layout({"a": [1, 2]}, 0) == '{"a": [1, 2]}'
    assert layout(["x" * 50, "y" * 50], 0).splitlines()[1] == '  "' + "x" * 50 + '",'


def test_a_long_text_says_how_much_is_missing():
    text = "a" * (SHOWN_TEXT_MAX + 7)
    assert " … 7 characters … " in shorten({"data": [text]})["data"][0]
    assert shorten("a" * SHOWN_TEXT_MAX) == "a" * SHOWN_TEXT_MAX


def test_a_long_list_says_how_much_is_missing():
    items = list(range(SHOWN_ITEMS_MAX + 1))
    assert shorten(items) == [0, 1, 2, 3, 4, 5, "… 9 items …", 15, 16]
    assert shorten(items[:-1]) == items[:-1]


def test_a_message_is_the_line_that_the_runner_sends():
    assert write_message({"method": "run"}) == '{"jsonrpc":"2.0","id":2,"method":"run"}'
    assert json.loads(write_message({"result": ["x" * 300] * 3}))["result"] == ["x" * 300] * 3


def test_a_panel_shows_the_exchange_and_how_to_ask_again(symbols):
    case = {
        "id": "accounts/use_nonce/too-high",
        "title": "One < above",
        "versions": ["1.0", "1.1"],
        "preset": "mainnet",
        "rules": ["pyde_spec.accounts.nonce_window.use_nonce"],
        "flags": ["boundary"],
        "input": {"nonce": "16"},
        "expect": {"reject": {"stage": "validate", "reason": "nonce_too_high"}},
        "capability": "deterministic_signing",
    }
    panel = render_case(case, "vectors/accounts/use_nonce.md", Linker(symbols))
    assert panel.startswith('<details class="case" id="too-high">')
    asked = '→ {"jsonrpc":"2.0","id":2,"method":"run","params":{"handler":"accounts/use_nonce","input":{"nonce":"16"}}}'
    assert asked in panel
    assert '← {"jsonrpc":"2.0","id":2,"result":{"reject":{"stage":"validate","reason":"nonce_too_high"}}}' in panel
    assert 'pyde-conformance reproduce accounts/use_nonce/too-high --target "COMMAND"' in panel
    assert "One &lt; above" in panel
    assert "needs <code>deterministic_signing</code>" in panel
    assert 'href="../../chapters/accounts/nonce_window.html#use_nonce"' in panel


def make_session(steps, expect):
    return {
        "id": "state/tree_session/a-trace",
        "title": "A trace",
        "versions": ["1.1"],
        "preset": "mainnet",
        "rules": ["pyde_spec.state.jmt_tree.compute_update"],
        "flags": [],
        "capability": "sessions",
        "input": {"pre_state": {"slots": []}, "steps": [{"version": str(number)} for number in range(steps)]},
        "expect": expect,
    }


def test_a_session_shows_its_opening_and_its_steps(symbols):
    outcomes = [{"ok": {"root": f"0x0{number}"}} for number in range(8)]
    case = make_session(8, {"ok": {"steps": outcomes}})
    panel = render_case(case, "vectors/state/tree_session.md", Linker(symbols))
    opening = '"method":"session_open","params":{"kind":"state/tree_session","pre_state":{"slots":[]}}}'
    assert f'→ {{"jsonrpc":"2.0","id":2,{opening}\n← {{"jsonrpc":"2.0","id":2,"result":{{"session":"1"}}}}' in panel
    assert '"method":"session_apply","params":{"session":"1","step":{"version":"4"}}}' in panel
    assert '"result":{"ok":{"root":"0x04"}}}\n… 2 steps …\n→ ' in panel
    assert '{"version":"5"}' not in panel
    assert '"result":{"ok":{"root":"0x07"}}}</code>' in panel
    assert "Steps: 8" in panel
    assert "needs <code>sessions</code>" in panel


def test_six_steps_are_shown_whole(symbols):
    case = make_session(6, {"ok": {"steps": [{"ok": {}}] * 6}})
    panel = render_case(case, "vectors/state/tree_session.md", Linker(symbols))
    assert "…" not in panel
    assert panel.count("session_apply") == 6


def test_a_session_that_is_not_opened_has_no_steps(symbols):
    refused = {"reject": {"stage": "validate", "reason": "tree_version_not_later"}}
    panel = render_case(make_session(2, refused), "vectors/state/tree_session.md", Linker(symbols))
    assert "session_apply" not in panel
    assert '"result":{"reject":{"stage":"validate"' in panel
