"""The mock consensus.

It decides nothing and advances when it is told to: a round, a wave, a certificate at a time. It does
not look into certificates beyond the wave that they name. Mutable like every mock, and for the same
reason.

Decision: R-85 (what mocks do and leave out).
"""

from collections.abc import Mapping
from types import MappingProxyType

from pyde_spec.interfaces.consensus_engine import ConsensusEngine
from pyde_spec.interfaces.errors import BoundaryError, InterfaceError
from pyde_spec.interfaces.mock_failures import FailurePlan
from pyde_spec.types.finality import HardFinalityCert
from pyde_spec.types.primitives import Round, WaveId


class MockConsensus:
    """A mock `ConsensusEngine`, at round 0 and before the first wave until it is told otherwise."""

    def __init__(self) -> None:
        self.round: Round = 0
        self.wave: WaveId | None = None
        self.certificates: Mapping[WaveId, HardFinalityCert] = MappingProxyType({})
        self.failures = FailurePlan(ConsensusEngine)

    def get_current_round(self) -> Round:
        """The round that it was last told."""
        self.failures.meet("get_current_round")
        return self.round

    def get_current_wave(self) -> WaveId | None:
        """The wave that it was last told."""
        self.failures.meet("get_current_wave")
        return self.wave

    def get_finality_cert(self, wave_id: WaveId) -> HardFinalityCert | None:
        """The certificate of the wave, once it was handed over."""
        self.failures.meet("get_finality_cert")
        return self.certificates.get(wave_id)

    def advance_round(self) -> None:
        """Enter the next round."""
        self.round += 1

    def advance_wave(self) -> None:
        """Commit the next wave, the first of which is wave 0."""
        self.wave = 0 if self.wave is None else self.wave + 1

    def add_certificate(self, certificate: HardFinalityCert) -> None:
        """Make the wave of the certificate final.

        Raises `NOT_YET` for a wave that is not committed, then `CONFLICT` when another certificate
        made it final before.
        """
        wave_id = certificate.attestation.wave_id
        if self.wave is None or wave_id > self.wave:
            raise BoundaryError(InterfaceError.NOT_YET, f"wave {wave_id} is not committed")
        if self.certificates.get(wave_id, certificate) != certificate:
            raise BoundaryError(InterfaceError.CONFLICT, f"wave {wave_id} is final")
        self.certificates = MappingProxyType({**self.certificates, wave_id: certificate})
