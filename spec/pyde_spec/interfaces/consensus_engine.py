"""Watching consensus.

Consensus is driven by what arrives, and nobody tells it what to decide. The others only watch: which
round it is in, which wave it committed last, and whether a wave is final.

Source: roadmap, section 0.4; implementation plan, section 5.  Decision: R-83 (form of the protocols).
"""

from typing import Protocol, runtime_checkable

from pyde_spec.types.finality import HardFinalityCert
from pyde_spec.types.primitives import Round, WaveId


@runtime_checkable
class ConsensusEngine(Protocol):
    """Consensus, to be watched. Any call can raise `BoundaryError`."""

    def get_current_round(self) -> Round:
        """The round that this node is in."""

    def get_current_wave(self) -> WaveId | None:
        """The wave that was committed last; None before the first."""

    def get_finality_cert(self, wave_id: WaveId) -> HardFinalityCert | None:
        """The certificate that makes the wave final; None while there is none."""
