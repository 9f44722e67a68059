"""Finding F-32: the witness of a slot is accepted up to a size far below the cap of a value."""

from pyde_docs.witness_demonstration import generate_witness_rows


def test_only_slots_below_the_size_of_a_witness_have_one():
    rows = list(generate_witness_rows())
    assert [verdict for _, _, verdict in rows] == ["accepted"] * 3 + ["witness_too_large"] * 2
    assert rows[2][1] == "1,048,576"
    assert rows[-1][0] == "4,194,304"
