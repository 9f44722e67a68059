"""The page of F-30 shows what its text says."""

from pyde_docs.mempool_demonstration import generate_waiting_rows


def test_sixteen_wait_unless_waves_are_undone():
    most = [int(row[-1]) for row in generate_waiting_rows()]
    assert most == [16, 16, 16, 100]
