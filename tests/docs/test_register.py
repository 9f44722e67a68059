import re

import pytest

from pyde_docs.demonstrations import (
    DEMONSTRATIONS,
    Table,
    demonstrate_base_fee,
    demonstrate_quorum_overlap,
    find_conflicting_quorums,
)
from pyde_docs.register import Entry, find_citations, load_entries, render_entry

ENTRIES = {entry.id: entry for entry in load_entries()}
DESIGN = [f"D-{number:02d}" for number in range(1, 38)] + [f"E-{number}" for number in range(1, 6)]


def test_every_decision_and_erratum_of_the_design_has_a_page():
    assert [entry for entry in DESIGN if entry not in ENTRIES] == []


def test_every_finding_has_a_page():
    assert [entry for entry in (f"F-{number:02d}" for number in range(1, 23)) if entry not in ENTRIES] == []


def test_everything_that_the_text_cites_has_a_page(chapters, symbols):
    assert sorted(set(find_citations(chapters, symbols)) - set(ENTRIES)) == []


def test_everything_that_an_entry_cites_has_a_page():
    cited = {name for entry in ENTRIES.values() for name in re.findall(r"\b[DERF]-\d+\b", entry.body)}
    assert sorted(cited - set(ENTRIES)) == []


def test_pinned_by_names_handlers_that_exist():
    from pyde_vectors.handlers import load_handlers

    named = {
        (entry.id, name)
        for entry in ENTRIES.values()
        for line in re.findall(r"^Pinned by:.*$", entry.body, re.MULTILINE)
        for name in re.findall(r"`([a-z0-9_]+/[a-z0-9_]+)`", line)
    }
    assert sorted((entry, name) for entry, name in named if name not in load_handlers()) == []


def test_a_title_that_is_not_the_file_name_is_an_error(tmp_path):
    (tmp_path / "decisions").mkdir()
    (tmp_path / "decisions" / "D-01.md").write_text("# D-02 Other\n")
    with pytest.raises(ValueError, match="D-01"):
        load_entries(tmp_path)


def test_an_unknown_demonstration_is_an_error():
    with pytest.raises(ValueError, match="nowhere"):
        render_entry(Entry("F-99", "Title", "findings", "<!-- demonstration: nowhere -->"), [], None)


def test_the_quorum_of_1_0_fails_where_the_finding_says():
    unsafe = {row[0] for row in demonstrate_quorum_overlap().rows if row[4] != "yes"}
    assert unsafe == {"5", "8", "128"}
    assert {row[7] for row in demonstrate_quorum_overlap().rows} == {"yes"}


def test_conflicting_quorums_are_found_and_not_invented():
    first, second = find_conflicting_quorums(5, 3)
    assert len(set(first) & set(second)) == 1
    assert find_conflicting_quorums(5, 4) is None
    assert find_conflicting_quorums(4, 3) is None


def test_the_base_fee_of_the_finding():
    first, second = demonstrate_base_fee().rows
    assert first[2:] == ("1,050,000", "20,000,000,000", "20 times")
    assert second[2:] == ("0.00105", "20", "0 millionths")


def test_columns_of_words_stand_to_the_left_and_numbers_to_the_right():
    table = Table(("a", "b", "c", "d"), (("1,000", "yes", "**2**", ""), ("−3 %", "4", "", "")))
    assert table.render().splitlines()[1] == "| --: | --- | --: | --: |"


def test_every_demonstration_stands_on_a_page():
    named = {name for entry in ENTRIES.values() for name in re.findall(r"<!-- demonstration: (\w+) -->", entry.body)}
    assert set(DEMONSTRATIONS) <= named
