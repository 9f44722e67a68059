"""What makes committed evidence stale, and what does not."""

from pyde_vectors.evidence.freshness import (
    compute_digests,
    describe_code,
    find_stale_modules,
    list_modules,
    load_evidence,
    write_evidence,
)

MODULE = "pyde_spec.accounts.nonce_window"
CASE = {
    "id": "accounts/use_nonce/a",
    "rules": [f"{MODULE}.use_nonce"],
    "versions": ["1.1"],
    "preset": "mainnet",
    "input": {"nonce": "1"},
    "expect": {"ok": {}},
}


def digest_of(*records):
    return compute_digests([MODULE], records)[MODULE]


def test_words_and_layout_do_not_count():
    code = 'A = 1\n"""Says what."""\n\n\ndef f(x: int) -> int:\n    """Doubles."""\n    return 2 * x  # twice\n'
    assert describe_code(code) == describe_code("A = 1\ndef f(x: int) -> int: return (2 * x)")


def test_every_change_of_code_counts():
    code = "def f(x: int = 1) -> int:\n    return 2 * x\n"
    changed = [code.replace("2", "3"), code.replace("* x", "+ x"), code.replace("= 1", "= None"), code + "A = ''\n"]
    forms = [describe_code(text) for text in [code, *changed]]
    assert all(forms.count(form) == 1 for form in forms)


def test_the_cases_of_its_rules_count_in_any_order():
    other = CASE | {"id": "accounts/use_nonce/b"}
    foreign = CASE | {"rules": ["pyde_spec.accounts.record.join_account"]}
    assert digest_of(CASE, other) == digest_of(other, CASE)
    assert digest_of(CASE, foreign) == digest_of(CASE)
    assert len({digest_of(), digest_of(CASE), digest_of(CASE, other), digest_of(CASE | {"expect": {"ok": 1}})}) == 4


def test_a_title_and_what_a_case_reveals_do_not_count():
    assert digest_of(CASE | {"title": "Another", "reveals": {"free": 1}}) == digest_of(CASE)


def test_stale_is_what_changed_what_is_new_and_what_is_gone(tmp_path):
    digests = compute_digests(list_modules(), [CASE])
    entries = {module: {"digest": digest} for module, digest in digests.items()}
    write_evidence("coverage", entries, tmp_path)
    assert find_stale_modules(load_evidence("coverage", tmp_path), [CASE]) == []
    first, second = list_modules()[:2]
    broken = entries | {first: {"digest": "other"}, "pyde_spec.gone": {"digest": "x"}}
    del broken[second]
    assert find_stale_modules(broken, [CASE]) == [first, second, "pyde_spec.gone"]
    assert load_evidence("mutants", tmp_path) == {}
