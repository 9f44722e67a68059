"""Resolution is exact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyde_spec.params.versions import DEFAULT_PRESET, DEFAULT_VERSION, PRESETS, VERSIONS, resolve
from pyde_spec.rejections import Reason, Rejected


@given(st.text(alphabet="01.v-rc ", max_size=6))
def test_only_the_exact_names_resolve(name):
    if name in VERSIONS:
        assert resolve(name, DEFAULT_PRESET).rules is VERSIONS[name]
    else:
        with pytest.raises(Rejected) as caught:
            resolve(name, DEFAULT_PRESET)
        assert caught.value.reason is Reason.UNKNOWN_PROTOCOL_VERSION


def test_the_defaults_resolve():
    assert resolve(DEFAULT_VERSION, DEFAULT_PRESET).sizes is PRESETS["mainnet"]


def test_a_preset_changes_no_rule():
    for version in VERSIONS:
        assert resolve(version, "mainnet").rules is resolve(version, "minimal").rules


def test_an_epoch_of_the_main_network_is_three_hours():
    sizes = PRESETS["mainnet"]
    assert sizes.epoch_rounds * sizes.round_period_ms == 3 * 60 * 60 * 1_000
