"""A small fixtures folder, made anew for every test that asks for one."""

import pytest

from pyde_vectors.fill import compute_files, select_handlers
from pyde_vectors.folder import write_folder

SMALL = ("params/*", "accounts/use_nonce")


@pytest.fixture(scope="session")
def small_files():
    return compute_files(select_handlers(SMALL), workers=1)


@pytest.fixture
def small_folder(tmp_path, small_files):
    folder = tmp_path / "fixtures"
    write_folder(folder, small_files, is_full=True)
    return folder
