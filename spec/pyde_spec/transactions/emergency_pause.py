"""The emergency pause.

While a fault is being mended, the signers for emergencies can hold the chain. For a number of waves, no
transaction is taken but the one that ends the pause: validation refuses each other before it looks at
anything else, and it is charged nothing. The pause begins at once, with the next transaction of the wave.

A pause ends by itself. The state holds the first wave that is not paused any more, and when that wave
comes nothing has to be done. The signers may end a pause earlier; they cannot prolong one that runs.
They can pause again as soon as it is over.

Source: book, chapter 14, section 14.9; chapter 15, section 15.5.
Decision: R-168 (the gate, order of checks), R-169 (the length of a pause).  Finding: F-29.
"""

from pyde_spec.encoding.shapes import U64, U64_MAX
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.state.overlay import OverlayStack
from pyde_spec.state.slot_keys import SystemSlot
from pyde_spec.transactions.context import WaveContext
from pyde_spec.transactions.ledger import get_count, put_count
from pyde_spec.transactions.multisig_payload import EmergencyPause, EmergencyResume, MultisigPayload, SignerRole
from pyde_spec.transactions.signer_sets import apply_authority
from pyde_spec.types.primitives import WaveId

MAX_PAUSE_DURATION_WAVES = 6_500_000


def is_paused(state: OverlayStack, wave_id: WaveId) -> bool:
    """Whether the chain is paused in this wave."""
    return wave_id < get_count(state, SystemSlot.EMERGENCY_PAUSE_END_WAVE)


def apply_pause(state: OverlayStack, wave_id: WaveId, duration_waves: U64) -> OverlayStack:
    """The state in which the chain is paused from this wave on, for this number of waves.

    Rejects with `PAUSE_OF_NO_WAVES`, `PAUSE_TOO_LONG`, `ALREADY_PAUSED`, and `PAUSE_PAST_LAST_WAVE` when
    its end is above 2**64 - 1, in this order.
    """
    if duration_waves == 0:
        raise Rejected(Reason.PAUSE_OF_NO_WAVES)
    if duration_waves > MAX_PAUSE_DURATION_WAVES:
        raise Rejected(Reason.PAUSE_TOO_LONG, f"{duration_waves} waves")
    if is_paused(state, wave_id):
        raise Rejected(Reason.ALREADY_PAUSED, f"in wave {wave_id}")
    end_wave = wave_id + duration_waves
    if end_wave > U64_MAX:
        raise Rejected(Reason.PAUSE_PAST_LAST_WAVE, f"{duration_waves} waves from {wave_id}")
    return put_count(state, SystemSlot.EMERGENCY_PAUSE_END_WAVE, end_wave)


def apply_resume(state: OverlayStack, wave_id: WaveId) -> OverlayStack:
    """The state in which the chain is not paused any more. Rejects with `NOT_PAUSED`, also when a pause has expired."""
    if not is_paused(state, wave_id):
        raise Rejected(Reason.NOT_PAUSED, f"in wave {wave_id}")
    return put_count(state, SystemSlot.EMERGENCY_PAUSE_END_WAVE, 0)


def apply_emergency_pause(state: OverlayStack, payload: MultisigPayload, context: WaveContext) -> OverlayStack:
    """Pause the chain as the signers for emergencies have signed, and spend their nonce.

    Rejects with the reasons of `apply_pause`, then those of `apply_authority`.
    """
    pause = payload.body
    assert isinstance(pause, EmergencyPause), "the payload was read as that of a pause"
    paused = apply_pause(state, context.wave_id, pause.duration_waves)
    return apply_authority(paused, SignerRole.EMERGENCY, payload, context)


def apply_emergency_resume(state: OverlayStack, payload: MultisigPayload, context: WaveContext) -> OverlayStack:
    """End the pause as the signers for emergencies have signed, and spend their nonce.

    Rejects with `NOT_PAUSED`, then the reasons of `apply_authority`.
    """
    assert isinstance(payload.body, EmergencyResume), "the payload was read as that of a resumption"
    resumed = apply_resume(state, context.wave_id)
    return apply_authority(resumed, SignerRole.EMERGENCY, payload, context)
