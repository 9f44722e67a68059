"""The mock consensus."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from pyde_spec.interfaces.errors import BoundaryError, InterfaceError
from pyde_spec.interfaces.mock_consensus import MockConsensus
from pyde_spec.types.finality import HardFinalityCert

Smallest = Callable[[Any], Any]


def name_wave(certificate: HardFinalityCert, wave_id: int) -> HardFinalityCert:
    return replace(certificate, attestation=replace(certificate.attestation, wave_id=wave_id))


def test_it_advances_when_it_is_told_to() -> None:
    consensus = MockConsensus()
    assert (consensus.get_current_round(), consensus.get_current_wave()) == (0, None)
    consensus.advance_round()
    consensus.advance_round()
    consensus.advance_wave()
    assert (consensus.get_current_round(), consensus.get_current_wave()) == (2, 0)
    consensus.advance_wave()
    assert (consensus.get_current_round(), consensus.get_current_wave()) == (2, 1)


def test_a_wave_is_final_once_it_is_certified(smallest: Smallest) -> None:
    consensus = MockConsensus()
    certificate = name_wave(smallest(HardFinalityCert), 1)
    for _ in range(2):
        with pytest.raises(BoundaryError) as error:
            consensus.add_certificate(certificate)
        assert error.value.kind is InterfaceError.NOT_YET
        consensus.advance_wave()
    assert consensus.get_finality_cert(1) is None
    consensus.add_certificate(certificate)
    consensus.add_certificate(certificate)
    assert consensus.get_finality_cert(1) == certificate
    assert consensus.get_finality_cert(0) is None


def test_a_wave_is_final_in_one_way(smallest: Smallest) -> None:
    consensus = MockConsensus()
    consensus.advance_wave()
    certificate = name_wave(smallest(HardFinalityCert), 0)
    consensus.add_certificate(certificate)
    with pytest.raises(BoundaryError) as error:
        consensus.add_certificate(replace(certificate, voters=1))
    assert error.value.kind is InterfaceError.CONFLICT
    assert consensus.get_finality_cert(0) == certificate
