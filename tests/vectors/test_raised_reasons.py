"""Which reasons an expectation names."""

from pyde_vectors.raised_reasons import list_raised_reasons

RECEIPT = {"tx_hash": "0x00", "status": "reverted", "return_data": "0x" + b"name_taken".hex()}


def test_a_rejection_names_its_reason():
    assert list(list_raised_reasons({"reject": {"stage": "validate", "reason": "wrong_chain"}})) == ["wrong_chain"]


def test_an_answer_names_what_was_rejected_on_the_way():
    refused = {"status": {"not_executed": "chain_paused"}, "return_data": "0x"}
    steps = [{"ok": {}}, {"reject": {"stage": "validate", "reason": "tree_version_not_later"}}]
    form = {"ok": {"receipts": [RECEIPT, refused], "steps": steps}}
    assert list(list_raised_reasons(form)) == ["name_taken", "chain_paused", "tree_version_not_later"]


def test_what_a_contract_says_is_no_reason():
    for data in ("0x", "0xff", "0x" + b"no".hex()):
        assert list(list_raised_reasons({"receipts": [RECEIPT | {"return_data": data}]})) == []


def test_a_success_with_the_text_of_a_reason_names_none():
    assert list(list_raised_reasons(RECEIPT | {"status": "success"})) == []
